import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { schemesSeed } from '#attestations';
import { Catalogue, guidanceSeed } from '#guidance';
import { ownerDataSource } from '#platform';
import { accountOf, makeAccounts } from './accounts';
import { SeedDocument, SeedItem, seededGuidance } from './guidance-seed';
import { TestApi } from './harness';

const OPERATOR = 'operator@oversight.example';
const BUYER = 'editor@wexcombe.example';

const FILE = `query($documentId: ID!, $mends: [GuidanceMendInput!]) { guidanceFile(documentId: $documentId, mends: $mends) {
  index code version state itemCount unchanged ignored current { version }
  problems { path item field value message isMendable itemPath } changes { kind code before { title } after { title } } } }`;
const ADD = `mutation($input: AddGuidanceVersionInput!) { addGuidanceVersion(input: $input) {
  document { id code version isCurrent readFrom itemCount } } }`;
const VERSIONS = 'query($code: String!) { guidanceVersions(document: $code) { version isCurrent itemCount readFrom } }';
const CHANGES = `query($code: String!, $from: String!, $to: String!) { guidanceChanges(document: $code, from: $from, to: $to) {
  from { version isCurrent } to { version isCurrent } unchanged changes { kind code before { summary } after { summary } } } }`;
const IN_USE = `{ guidanceInUse { document { code version isCurrent } procurementCount openCount matchCount procurements { id title } } }`;
const CREATE = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const REQUIRE = `mutation($input: AddRequirementsInput!) { addRequirements(input: $input) {
  requirements { id guidance { item { id code isCurrent document { version } } } } } }`;
const ITEM = `query($code: String!) { guidanceItem(code: $code) {
  isCurrent title document { version } } }`;

const STATED = `query($document: String!) { guidanceItems(document: $document, first: 100) { edges { node {
  code related { source item { code } } evidencedBy { scheme { code } extent } } } } }`;

interface Stated {
  code: string;
  related: { source: string; item: { code: string } }[];
  evidencedBy: object[];
}
interface FileDocument {
  code: string;
  state: string;
  itemCount: number;
  unchanged: number;
  ignored: string[];
  problems: {
    path: string;
    item: string | null;
    field: string;
    message: string;
    isMendable: boolean;
    itemPath: string | null;
  }[];
  changes: { kind: string; code: string }[];
}
interface Matched {
  addRequirements: {
    requirements: { guidance: { item: { id: string; code: string; isCurrent: boolean; document: { version: string } } }[] }[];
  };
}

describe('a new version of a guidance document', () => {
  let api: TestApi;
  let seeded: SeedDocument[];
  let procurementId: string;
  /** A document and an item that the buyer’s requirement was matched to. */
  let matched: { document: SeedDocument; item: SeedItem };

  const REQUIREMENT = 'No camera may be put live with a default password that all devices share.';

  beforeAll(async () => {
    api = await TestApi.start();
    seeded = await seededGuidance();
    const created = await api.send<{ createProcurement: { procurement: { id: string } } }>(BUYER, CREATE, {
      input: { title: 'Cameras (invented)' },
    });
    procurementId = created.data.createProcurement.procurement.id;
    // Of the Code of Practice, whose guidelines stand in relations to the clauses of the standard.
    const first = (await addRequirement('R1')).find(({ code }) => code.startsWith('cop.')) as { code: string };
    const document = seeded.find(({ items }) => items.some(({ id }) => id === first.code)) as SeedDocument;
    matched = { document, item: document.items.find(({ id }) => id === first.code) as SeedItem };
  });
  afterAll(() => api.stop());

  async function addRequirement(ref: string): Promise<Matched['addRequirements']['requirements'][0]['guidance'][0]['item'][]> {
    const { data, errors } = await api.send<Matched>(BUYER, REQUIRE, {
      input: { procurementId, requirements: [{ ref, text: REQUIREMENT }] },
    });
    expect(errors).toEqual([]);
    return data.addRequirements.requirements[0].guidance.map(({ item }) => item);
  }

  function upload(documents: unknown, name = 'guidance-2027.json', as = OPERATOR): Promise<string> {
    return api.upload(as, name, typeof documents === 'string' ? documents : JSON.stringify({ documents }));
  }

  const look = async (documentId: string, mends: object[] = []) => {
    const { data, errors } = await api.send<{ guidanceFile: FileDocument[] }>(OPERATOR, FILE, { documentId, mends });
    return { found: data.guidanceFile ?? [], errors };
  };

  /** What is stated of every item of a document. */
  async function stated(document: string): Promise<Stated[]> {
    const { data } = await api.send<{ guidanceItems: { edges: { node: Stated }[] } }>(null, STATED, { document });
    return data.guidanceItems.edges.map(({ node }) => node);
  }

  /** The version after: the matched item reworded, another removed, one added. */
  function next(): { document: SeedDocument; removed: string } {
    const gone = matched.document.items.find(
      ({ id }) =>
        id !== matched.item.id &&
        !matched.document.items.some((other) => other.id.startsWith(`${id}.`) || other.id.startsWith(`${id}-`)),
    ) as SeedItem;
    const items = matched.document.items
      .filter((item) => item !== gone)
      .map((item) => (item === matched.item ? { ...item, paraphrase: `${item.paraphrase} Invented words of 2027.` } : item));
    const added = {
      ...matched.item,
      id: `${matched.document.id}.invented-2027`,
      title: 'An invented item',
      paraphrase: 'Asks for nothing.',
    };
    return { document: { ...matched.document, date: '2027 (invented)', items: [...items, added] }, removed: gone.id };
  }

  it('is nothing new where a file says what is held, document by document', async () => {
    const { found } = await look(await upload(seeded));
    expect(found.map(({ code, state }) => [code, state])).toEqual(seeded.map(({ id }) => [id, 'UNCHANGED']));
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('is checked before it is taken: what was not understood is named, mended or left out', async () => {
    const { document } = next();
    const [first, second, third, ...rest] = document.items;
    const broken = {
      ...document,
      items: [{ ...first, title: 7 }, { ...second, theme: 'moon' }, 'not an item', { ...third, id: second.id }, ...rest],
    };
    const documentId = await upload([broken]);
    const { found } = await look(documentId);
    expect(found[0].state).toBe('NOT_UNDERSTOOD');
    expect(found[0].problems).toMatchObject([
      {
        path: 'documents[0].items[0].title',
        item: first.id,
        message: 'must be text, in quotation marks',
        value: '7',
        isMendable: true,
      },
      {
        path: 'documents[0].items[1].theme',
        item: second.id,
        value: 'moon',
        message: expect.stringContaining('must be one of: architecture'),
      },
      { path: 'documents[0].items[2]', item: 'item 3', field: null, isMendable: false, itemPath: 'documents[0].items[2]' },
      { path: 'documents[0].items[3].id', message: expect.stringContaining('an item before it too') },
    ]);

    const refused = await api.send(OPERATOR, ADD, { input: { documentId, index: 0 } });
    expect(refused.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(refused.errors[0].extensions.fields?.map(({ path }) => path)).toEqual(found[0].problems.map(({ path }) => path));

    const mends = [
      { path: 'documents[0].items[0].title', value: first.title },
      { path: 'documents[0].items[1].theme', value: second.theme },
      { path: 'documents[0].items[2]', value: null },
      { path: 'documents[0].items[3].id', value: third.id },
      // What was understood is not changed by the way.
      { path: 'documents[0].items[4].title', value: 'Slipped in' },
    ];
    const mended = await look(documentId, mends);
    expect(mended.found[0]).toMatchObject({ state: 'NEW_VERSION', problems: [], itemCount: document.items.length });
    expect(mended.found[0].changes.map(({ kind }) => kind).sort()).toEqual(['ADDED', 'REMOVED', 'REWORDED']);
  });

  it('is refused with a sentence where the file is no guidance, is another’s, or takes the codes of another document', async () => {
    expect((await look(await upload('{"documents": 1}'))).errors[0].message).toContain('has no list of documents');
    expect((await look(await upload('{"documents": ['))).errors[0].message).toContain('is not JSON');
    expect((await look(await upload('Guidance', 'guidance.txt'))).errors[0].message).toContain('is not a JSON file');
    expect((await look(await upload(seeded, 'theirs.json', BUYER))).errors[0].extensions.code).toBe('NOT_FOUND');
    const foreign = { ...matched.document, id: 'invented', title: 'Another (invented)' };
    const { found } = await look(await upload([foreign]));
    expect(found[0].problems[0].message).toContain('the codes of a document are its own');
    const held = await look(await upload([{ ...next().document, date: matched.document.date }]));
    expect(held.found[0].problems).toMatchObject([{ field: 'date', message: expect.stringContaining('is held already') }]);
    const dated = await look(await upload([{ ...next().document, date: matched.document.date }]), [
      { path: 'documents[0].date', value: '2027' },
    ]);
    expect(dated.found[0]).toMatchObject({ state: 'NEW_VERSION', version: '2027' });
  });

  it('takes the place of the one before, which stays readable, with what was stated of its items', async () => {
    const { document, removed } = next();
    const code = document.id;
    const before = await stated(code);
    const documentId = await upload([document]);
    const { data, errors } = await api.send<{ addGuidanceVersion: { document: { id: string } } }>(OPERATOR, ADD, {
      input: { documentId, index: 0 },
    });
    expect(errors).toEqual([]);
    expect(data.addGuidanceVersion.document).toMatchObject({
      code,
      version: '2027 (invented)',
      isCurrent: true,
      readFrom: 'guidance-2027.json',
      itemCount: document.items.length,
    });
    const versions = await api.send(null, VERSIONS, { code });
    expect(versions.data).toMatchObject({
      guidanceVersions: [
        { version: '2027 (invented)', isCurrent: true },
        { version: matched.document.date, isCurrent: false, readFrom: null, itemCount: matched.document.items.length },
      ],
    });
    const changes = await api.send(null, CHANGES, { code, from: matched.document.date, to: '2027 (invented)' });
    expect(changes.data).toMatchObject({
      guidanceChanges: {
        from: { isCurrent: false },
        to: { isCurrent: true },
        unchanged: matched.document.items.length - 2,
        changes: [
          { kind: 'REWORDED', code: matched.item.id, after: { summary: expect.stringContaining('2027') } },
          { kind: 'ADDED', code: `${code}.invented-2027`, before: null },
          { kind: 'REMOVED', code: removed, after: null },
        ],
      },
    });
    const item = await api.send<{ guidanceItem: { isCurrent: boolean } }>(null, ITEM, { code: matched.item.id });
    expect(item.data).toMatchObject({ guidanceItem: { isCurrent: true, document: { version: '2027 (invented)' } } });
    const after = await stated(code);
    const kept = (all: Stated[]): object[] =>
      all
        .filter((one) => one.code !== removed && one.code !== `${code}.invented-2027`)
        .map((one) => ({
          code: one.code,
          related: one.related
            .map(({ item: { code: other } }) => other)
            .filter((other) => other !== removed)
            .sort(),
          evidencedBy: one.evidencedBy,
        }));
    expect(kept(after)).toEqual(kept(before));
    expect(before.flatMap(({ related, evidencedBy }) => [...related, ...evidencedBy]).length).toBeGreaterThan(0);
    const reworded = after.filter((one) => one.code === matched.item.id).flatMap(({ related }) => related);
    expect(reworded.length).toBeGreaterThan(0);
    expect(reworded.filter(({ source }) => !source.includes(`(stated of the version ${matched.document.date})`))).toEqual([]);
    const gone = await api.send(null, ITEM, { code: removed });
    expect(gone.data).toMatchObject({ guidanceItem: { isCurrent: false, document: { version: matched.document.date } } });
  });

  it('lists no item twice with those that it is related to or evidenced by', async () => {
    const { data } = await api.send<{
      guidanceItems: { edges: { node: { code: string; related: { item: { code: string } }[] } }[] };
      attestationSchemes: { code: string; evidences: { item: { code: string; isCurrent: boolean } }[] }[];
    }>(
      null,
      `{ guidanceItems(first: 100) { edges { node { code related { item { code } } } } }
      attestationSchemes { code evidences { item { code isCurrent } } } }`,
    );
    const lists = [
      ...data.guidanceItems.edges.map(({ node }) => node.related.map(({ item }) => item.code)),
      ...data.attestationSchemes.map(({ evidences }) => evidences.map(({ item }) => item.code)),
    ];
    expect(lists.filter((codes) => new Set(codes).size < codes.length)).toEqual([]);
    expect(data.attestationSchemes.flatMap(({ evidences }) => evidences).every(({ item }) => item.isCurrent)).toBe(true);
  });

  it('leaves procurements with the version that they were matched against, and gives new ones the new', async () => {
    const again = (await addRequirement('R2')).find(({ code }) => code === matched.item.id);
    expect(again).toMatchObject({ code: matched.item.id, isCurrent: false, document: { version: matched.document.date } });
    const { data } = await api.send<{
      matchRequirement: { matches: { item: { isCurrent: boolean; document: { code: string; version: string } } }[] };
    }>(
      null,
      `query($text: String!) { matchRequirement(text: $text) { matches { item { isCurrent document { code version } } } } }`,
      { text: REQUIREMENT },
    );
    expect(data.matchRequirement.matches.map(({ item }) => item)).toContainEqual({
      isCurrent: true,
      document: { code: matched.document.id, version: '2027 (invented)' },
    });
  });

  it('shows an operator how many procurements rest on the one before, and each buyer its own', async () => {
    const accounts = await makeAccounts(api.database.ownerUrl, 'others');
    const other = accountOf(accounts, 'BUYER', 'VIEWER').email;
    const [operator, own, others] = await Promise.all([OPERATOR, BUYER, other].map((email) => api.send(email, IN_USE)));
    const use = { document: { code: matched.document.id, isCurrent: false }, procurementCount: 1, openCount: 1 };
    expect(operator.data).toMatchObject({ guidanceInUse: [{ ...use, procurements: [] }] });
    expect(own.data).toMatchObject({
      guidanceInUse: [{ ...use, procurements: [{ id: procurementId, title: 'Cameras (invented)' }] }],
    });
    expect(others.data).toEqual({ guidanceInUse: [] });
  });

  it('stands in the record, with what it changed and the hash of its file', async () => {
    const owner = await api.database.connectAs('owner');
    const { rows } = await owner.query<{ detail: object; actor_name: string }>(
      `SELECT detail, actor_name FROM audit_event WHERE action = 'guidance-version.added'`,
    );
    expect(rows).toEqual([
      {
        actor_name: expect.any(String),
        detail: expect.objectContaining({
          code: matched.document.id,
          version: '2027 (invented)',
          replaces: matched.document.date,
          added: 1,
          removed: 1,
          reworded: 1,
          file: 'guidance-2027.json',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          mended: [],
        }) as object,
      },
    ]);
  });

  it('is published by nobody but an operator, as the database holds too', async () => {
    const application = await api.database.connectAs('application');
    await expect(application.query(`SELECT publish_guidance_version('{}', '[]')`)).rejects.toThrow(
      'only operators publish guidance',
    );
    await expect(application.query('UPDATE guidance_item SET is_current = false')).rejects.toThrow('permission denied');
    expect((await application.query('SELECT * FROM guidance_in_use()')).rows).toEqual([]);
  });

  it('is matched against by other processes too, soon after', async () => {
    const other = new Catalogue(api.app.get(DataSource));
    expect(await other.keyOf('soon.1')).toBeUndefined();
    const document = { ...seeded[0], id: 'soon', title: 'Soon (invented)', items: [{ ...seeded[0].items[0], id: 'soon.1' }] };
    const added = await api.send(OPERATOR, ADD, { input: { documentId: await upload([document]), index: 0 } });
    expect(added.errors).toEqual([]);
    let key: string | undefined;
    for (let tries = 0; key === undefined; tries += 1) {
      if (tries > 100) throw new Error('the other process does not see the version');
      await new Promise((resolve) => setTimeout(resolve, 200));
      key = await other.keyOf('soon.1');
    }
    expect(await other.codeOf(key)).toBe('soon.1');
  });

  it('can be a document that is new to the catalogue, and is refused where it says what is held', async () => {
    const document = {
      ...seeded[0],
      id: 'invented',
      title: 'Invented guidance',
      items: [{ ...seeded[0].items[0], id: 'invented.1' }],
    };
    const documentId = await upload([seeded[1], document]);
    expect((await look(documentId)).found[1]).toMatchObject({ state: 'NEW_DOCUMENT', current: null });
    const { errors } = await api.send(OPERATOR, ADD, { input: { documentId, index: 1 } });
    expect(errors).toEqual([]);
    const again = await api.send(OPERATOR, ADD, { input: { documentId, index: 1 } });
    expect(again.errors[0].message).toContain('There is nothing to add');
    const { data } = await api.send<{ guidanceDocuments: { code: string }[] }>(null, '{ guidanceDocuments { code } }');
    expect(data.guidanceDocuments.at(-1)?.code).toBe('invented');
  });

  it('stays the current one when the product brings its own documents again, changed or not', async () => {
    const seed = join(__dirname, '../../../seed');
    const changed = await mkdtemp(join(tmpdir(), 'assay-seed-'));
    await cp(join(seed, 'guidance'), join(changed, 'guidance'), { recursive: true });
    const added = { ...matched.item, id: `${matched.document.id}.invented-2027`, title: 'Of the product', verified: false };
    const documents = seeded.map((one) => (one.id === matched.document.id ? { ...one, items: [...one.items, added] } : one));
    await writeFile(join(changed, 'guidance/guidance.json'), JSON.stringify({ documents }));
    const relations = JSON.parse(await readFile(join(seed, 'guidance/relations.json'), 'utf8')) as object[];
    const relation = { item: added.id, related: 'etsi.5.1', relationship: 'EQUAL', source: 'Invented' };
    await writeFile(join(changed, 'guidance/relations.json'), JSON.stringify([...relations, relation]));
    const before = await stated(matched.document.id);
    const owner = await ownerDataSource(api.database.ownerUrl, []).initialize();
    try {
      for (const folder of [seed, changed])
        for (const one of [guidanceSeed, schemesSeed]) await owner.transaction((tx) => one.load(tx, folder));
    } finally {
      await owner.destroy();
      await rm(changed, { recursive: true });
    }
    expect(await stated(matched.document.id)).toEqual(before);
  });
});
