import { Answer, TestApi } from './harness';

let api: TestApi;

beforeAll(async () => {
  api = await TestApi.start();
});

afterAll(() => api?.stop());

interface Item {
  code: string;
  document: { code: string };
  parent: { code: string } | null;
  children: { code: string }[];
  related: { item: { code: string }; relationship: string }[];
  evidencedBy: { scheme: { code: string }; extent: string }[];
}

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: Item }[];
}

const item = async (code: string): Promise<Item> =>
  (await api.done<{ guidanceItem: Item }>(null, 'GuidanceItem', { code })).guidanceItem;

describe('a stranger who reads the guidance', () => {
  it('finds every document with how many items it has', async () => {
    const { guidanceDocuments } = await api.done<{ guidanceDocuments: { code: string; itemCount: number }[] }>(
      null,
      'GuidanceDocuments',
    );
    const { data } = await api.send<{ guidanceItems: { totalCount: number } }>(
      null,
      '{ guidanceItems(first: 1) { totalCount } }',
    );
    expect(guidanceDocuments.map(({ code }) => code)).toContain('ncsc-cp');
    expect(guidanceDocuments.reduce((sum, { itemCount }) => sum + itemCount, 0)).toBe(data.guidanceItems.totalCount);
  });

  it('is told which documents there are where it names one that is not', async () => {
    const items = (document: string | null) =>
      api.send(null, 'query($document: String) { guidanceItems(document: $document) { totalCount } }', { document });
    expect((await items('nope')).errors[0]).toMatchObject({
      message: expect.stringMatching(/^There is no guidance document "nope"\. There are: .*ncsc-cp/),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'document' }] },
    });
    for (const known of ['ncsc-cp', ' ', null]) expect((await items(known)).errors).toEqual([]);
  });

  it('finds an item with its document, its parent and its parts', async () => {
    const principle = await item('ncsc-cp.7');
    expect(principle).toMatchObject({ document: { code: 'ncsc-cp' }, parent: null });
    expect(principle.children.length).toBeGreaterThan(0);
    for (const { code } of principle.children) expect((await item(code)).parent).toEqual({ code: 'ncsc-cp.7' });
  });

  it('finds a relation from both of its ends, as SUBSET from the one and SUPERSET from the other', async () => {
    const [stated] = await api
      .send<{ guidanceItems: { edges: { node: Item }[] } }>(
        null,
        '{ guidanceItems(document: "cop") { edges { node { code related { item { code } relationship } } } } }',
      )
      .then(({ data }) => data.guidanceItems.edges.map(({ node }) => node).filter(({ related }) => related.length > 0));
    const inverse: Record<string, string> = {
      EQUAL: 'EQUAL',
      SUBSET: 'SUPERSET',
      SUPERSET: 'SUBSET',
      INTERSECTS: 'INTERSECTS',
    };
    for (const { item: other, relationship } of stated.related)
      expect((await item(other.code)).related).toContainEqual({
        item: { code: stated.code },
        relationship: inverse[relationship],
      });
  });

  it('finds the schemes that evidence an item, and the item among what each of them evidences', async () => {
    const { attestationSchemes } = await api.done<{
      attestationSchemes: { code: string; evidences: { item: { code: string }; extent: string }[] }[];
    }>(null, 'AttestationSchemes');
    expect(attestationSchemes).toHaveLength(16);
    const scheme = attestationSchemes.find(({ evidences }) => evidences.length > 0);
    const [evidence] = scheme?.evidences ?? [];
    expect((await item(evidence.item.code)).evidencedBy).toContainEqual({
      scheme: { code: scheme?.code },
      extent: evidence.extent,
    });
  });

  it('pages through what a filter leaves, each item once, in a stable order', async () => {
    const query = `query ($after: String) { guidanceItems(document: "ncsc-cp", first: 7, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { code document { code } } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    let total: number;
    do {
      const { data, errors }: Answer<{ guidanceItems: Page }> = await api.send(null, query, { after });
      expect(errors).toEqual([]);
      total = data.guidanceItems.totalCount;
      seen.push(...data.guidanceItems.edges.map(({ node }) => node.code));
      after = data.guidanceItems.pageInfo.hasNextPage ? data.guidanceItems.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect(seen.every((code) => code.startsWith('ncsc-cp.'))).toBe(true);
  });

  it('searches words in any form, narrows by theme and stage, and finds nothing for what no item says', async () => {
    const { data, errors } = await api.send<{ all: Found; narrowed: Found; none: Found }>(
      null,
      `{ all: guidanceItems(search: "password", first: 1) { totalCount edges { node { theme lifecycleStage } } }
         none: guidanceItems(search: "zyzzyva") { totalCount edges { node { code } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.all.totalCount).toBeGreaterThan(0);
    expect(data.none).toEqual({ totalCount: 0, edges: [] });
    const { theme, lifecycleStage } = data.all.edges[0].node;
    const narrowed = await api.send<{ guidanceItems: Found }>(
      null,
      `query ($theme: String, $stage: String) { guidanceItems(search: "passwords", theme: $theme, stage: $stage) { totalCount edges { node { theme lifecycleStage } } } }`,
      { theme, stage: lifecycleStage },
    );
    expect(narrowed.errors).toEqual([]);
    expect(narrowed.data.guidanceItems.totalCount).toBeGreaterThan(0);
    for (const { node } of narrowed.data.guidanceItems.edges) expect(node).toEqual({ theme, lifecycleStage });
  });

  it('is offered a sentence for a specification where one was written', async () => {
    const { data, errors } = await api.send<{
      guidanceItem: { suggestedWording: { wording: string; minimumStrength: string } };
    }>(null, '{ guidanceItem(code: "ncsc-cp.7") { suggestedWording { wording evidence minimumStrength } } }');
    expect(errors).toEqual([]);
    expect(data.guidanceItem.suggestedWording.wording).not.toBe('');
  });

  it('is told that an item is not there', async () => {
    const { errors } = await api.run(null, 'GuidanceItem', { code: 'nothing.1' });
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
  });
});

interface Found {
  totalCount: number;
  edges: { node: { theme: string; lifecycleStage: string } }[];
}

describe('a requirement that is matched', () => {
  interface Matched {
    matchRequirement: {
      applicable: boolean;
      matches: { item: { code: string; document: { code: string } }; confidence: number; reasons: { text: string }[] }[];
    };
  }

  it('names guidance of the documents asked for alone, each match with its reasons', async () => {
    const { matchRequirement } = await api.done<Matched>(null, 'MatchRequirement', {
      text: 'Devices shall not have universal default passwords.',
      documents: ['psti', 'etsi-303645'],
      first: 3,
    });
    expect(matchRequirement.applicable).toBe(true);
    expect(matchRequirement.matches.length).toBeLessThanOrEqual(3);
    for (const { item: matched, confidence, reasons } of matchRequirement.matches) {
      expect(['psti', 'etsi-303645']).toContain(matched.document.code);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(reasons.length).toBeGreaterThan(0);
    }
  });

  it('says so when no guidance applies', async () => {
    const { matchRequirement } = await api.done<Matched>(null, 'MatchRequirement', { text: 'Lunch is served at noon.' });
    expect(matchRequirement).toEqual({ applicable: false, matches: [] });
  });

  it('is refused for a document that is not there, with those that are, and beyond ten thousand characters', async () => {
    const unknown = await api.run(null, 'MatchRequirement', { text: 'Updates are signed.', documents: ['no-such'] });
    expect(unknown.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'documents' }] });
    expect(unknown.errors[0].message).toContain('ncsc-cp');
    const long = await api.run(null, 'MatchRequirement', { text: 'a'.repeat(10001) });
    expect(long.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
