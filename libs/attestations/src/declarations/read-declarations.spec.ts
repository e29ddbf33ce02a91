import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import type { CdxDocument } from './cyclonedx.types';
import { readDeclarations } from './read-declarations';
import { FileUnreadable } from './strict-json';

const published = (version: string): string =>
  readFileSync(join(repositoryRoot(), 'libs/standards/src/testing', `valid-attestation-${version}.json`), 'utf8');

/** A document about two versions of a camera, mapped to a standard that it defines. */
function cameras(change: (document: CdxDocument) => void = () => undefined): string {
  const document: CdxDocument = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    definitions: {
      standards: [
        {
          'bom-ref': 'en303645',
          name: 'ETSI EN 303 645',
          version: '3.1.3',
          owner: 'ETSI',
          requirements: [
            { 'bom-ref': 'r1', identifier: '5.1', title: 'No universal default passwords' },
            { 'bom-ref': 'r2', identifier: '5.1-1', title: 'Passwords are unique', parent: 'r1' },
          ],
        },
      ],
    },
    declarations: {
      assessors: [{ 'bom-ref': 'lab', thirdParty: true, organization: { name: 'A Laboratory (invented)' } }],
      attestations: [
        {
          summary: 'Cameras',
          assessor: 'lab',
          map: [
            {
              requirement: 'r1',
              claims: ['c1', 'c2'],
              counterClaims: ['no'],
              conformance: { score: 0.9, rationale: 'Tested' },
            },
            { requirement: 'r2', claims: ['c1'], confidence: { score: 1 } },
          ],
        },
      ],
      claims: [
        { 'bom-ref': 'c1', target: 'cam1', predicate: 'No default password', evidence: ['e1', 'e2'] },
        { 'bom-ref': 'c2', target: 'cam2', predicate: 'No default password', evidence: ['e1'] },
        { 'bom-ref': 'no', target: 'cam1', predicate: 'The engineering console' },
      ],
      evidence: [
        { 'bom-ref': 'e1', created: '2026-03-01T23:30:00+00:00', expires: '2027-03-01T00:00:00Z', data: [{ name: 'Report' }] },
        { 'bom-ref': 'e2', created: '2026-03-01T08:00:00Z', expires: '2026-12-31T00:00:00Z', author: { name: 'Lee' } },
      ],
      targets: {
        organizations: [{ 'bom-ref': 'us', name: 'Fictional Cameras Ltd' }],
        components: ['1.0', '1.1'].map((version, at) => ({
          type: 'device',
          'bom-ref': `cam${at + 1}`,
          name: 'Fictional Camera',
          version,
          manufacturer: { name: 'Fictional Cameras Ltd' },
        })),
      },
    },
  };
  change(document);
  return JSON.stringify(document);
}

const declarationsOf = (document: CdxDocument) => document.declarations as Required<NonNullable<CdxDocument['declarations']>>;

const problemsOf = (text: string): Promise<readonly string[]> =>
  readDeclarations(text).then(
    () => [],
    (error: unknown) => {
      if (error instanceof FileUnreadable) return error.problems;
      throw error;
    },
  );

describe('a file of attestations', () => {
  it.each(['1.6', '1.7'])('is read as its publisher’s own example of %s says it', async (version) => {
    const file = await readDeclarations(published(version));
    expect(file.format).toBe(`CycloneDX ${version}`);
    expect(file.affirmation?.signatories).toEqual([
      { name: 'Tom', role: 'CEO', organisation: null },
      { name: 'Jerry', role: 'COO', organisation: 'Acme Inc' },
    ]);
    expect(file.attestations).toEqual([
      expect.objectContaining({
        summary: 'Attestation summary here',
        standard: null,
        target: { kind: 'ORGANISATION', name: 'Acme Inc', versions: [] },
        assessor: { name: 'Assessors Inc', thirdParty: true },
        claims: ['Predicate here'],
        requirements: [
          expect.objectContaining({
            identifier: 'requirement-1',
            conformance: { score: 0.8, rationale: 'Conformance rationale here' },
          }),
        ],
        content: expect.objectContaining({ legalEntity: 'Acme Inc', issuedOn: '2023-04-25', expiresOn: '2023-05-25' }),
      }),
    ]);
    expect(file.attestations[0].notCarried.join(' ')).toMatch(
      /conformance.*reasoning.*counter-evidence.*mitigation.*counter-claim whose words/s,
    );
    expect(file.notCarried.join(' ')).toMatch(/signatories.*signatures/s);
  });

  it('about versions of one component is one attestation, which ends with the first of its evidence', async () => {
    const { attestations } = await readDeclarations(cameras());
    expect(attestations).toHaveLength(1);
    const [{ target, requirements, content, standard, evidence }] = attestations;
    expect(standard).toEqual({ name: 'ETSI EN 303 645', version: '3.1.3', owner: 'ETSI' });
    expect(target).toEqual({ kind: 'COMPONENT', name: 'Fictional Camera', versions: ['1.0', '1.1'] });
    expect(requirements.map(({ identifier }) => identifier)).toEqual(['5.1', '5.1-1']);
    expect(evidence).toHaveLength(2);
    expect(content).toEqual({
      reference: null,
      legalEntity: 'Fictional Cameras Ltd',
      sites: [],
      productVersions: ['1.0', '1.1'],
      exclusions: ['The engineering console'],
      issuedOn: '2026-03-01',
      expiresOn: '2026-12-31',
      coversFrom: null,
      coversTo: null,
    });
  });

  it('about a product and the organisation is two, and evidence of different days leaves the day of issue open', async () => {
    const text = cameras((document) => {
      const { claims, evidence } = declarationsOf(document);
      claims[1].target = 'us';
      evidence[0].created = '2026-02-01T00:00:00Z';
    });
    const { attestations } = await readDeclarations(text);
    expect(attestations.map(({ target }) => target.name)).toEqual(['Fictional Camera', 'Fictional Cameras Ltd']);
    expect(attestations.map(({ content }) => content.issuedOn)).toEqual([null, '2026-02-01']);
    expect(attestations[0].notCarried.join(' ')).toContain('from 2026-02-01 to 2026-03-01');
    expect(attestations.map(({ content }) => content.exclusions)).toEqual([['The engineering console'], []]);
  });

  it('says what claims rest on no attestation, and which requirement nothing is claimed for', async () => {
    const text = cameras((document) => {
      const { attestations } = declarationsOf(document);
      attestations[0].map = [{ requirement: 'r1' }, { requirement: 'r2', claims: ['c1'] }];
    });
    const { notCarried } = await readDeclarations(text);
    expect(notCarried.join(' ')).toMatch(
      /the requirement r1, for which it has no claim.*2 claims that no attestation rests on/s,
    );
  });

  it.each<[string, (document: CdxDocument) => void, string]>([
    [
      'a claim that is not there',
      (d) => void (declarationsOf(d).attestations[0].map![0].claims = ['c9']),
      '/map/0/claims/0 names “c9”, and no claim',
    ],
    [
      'an assessor for a claim',
      (d) => void (declarationsOf(d).attestations[0].map![0].claims = ['lab']),
      'where a claim has to stand, and that is the name of something else: assessor',
    ],
    [
      'evidence that is not there',
      (d) => void (declarationsOf(d).claims[0].evidence = ['e9']),
      '/declarations/claims/0/evidence/0 names “e9”',
    ],
    [
      'a target that is not there',
      (d) => void (declarationsOf(d).claims[0].target = 'toString'),
      'names “toString”, and no target',
    ],
    [
      'two parts of one name',
      (d) => void (declarationsOf(d).claims[1]['bom-ref'] = 'c1'),
      'Two parts of the file have the bom-ref “c1”',
    ],
    [
      'requirements in a circle',
      (d) => void (d.definitions!.standards![0].requirements![0].parent = 'r2'),
      'stands above itself',
    ],
    ['no attestation', (d) => void (declarationsOf(d).attestations = []), 'declares nothing that could be an attestation'],
    ['an older version', (d) => void (d.specVersion = '1.5'), 'The file is CycloneDX 1.5'],
    ['another format', (d) => void ((d as { bomFormat: string }).bomFormat = 'SPDX'), 'not CycloneDX in JSON'],
    [
      'a field of the wrong kind',
      (d) => void ((declarationsOf(d) as { assessors: unknown }).assessors = 'lab'),
      '/declarations/assessors must be array, says the official schema of CycloneDX 1.6',
    ],
    [
      'a score above one',
      (d) => void (declarationsOf(d).attestations[0].map![0].conformance = { score: 7 }),
      '/declarations/attestations/0/map/0/conformance/score must be <= 1',
    ],
  ])('with %s is refused in a sentence', async (_, change, sentence) => {
    expect((await problemsOf(cameras(change))).join(' ')).toContain(sentence);
  });

  it('tells at most twenty of the names that are wrong in it', async () => {
    const text = cameras(
      (d) => void (declarationsOf(d).claims[0].evidence = Array.from({ length: 90 }, (_, at) => `e${at + 10}`)),
    );
    expect(await problemsOf(text)).toHaveLength(20);
  });

  it.each([
    ['claims', 'claims', (at: number) => ({ 'bom-ref': `x${at}` })],
    ['evidence', 'pieces of evidence', (at: number) => ({ 'bom-ref': `x${at}` })],
  ] as const)('with too many %s is refused', async (part, called, make) => {
    const text = cameras((d) => void (declarationsOf(d)[part] = Array.from({ length: 5001 }, (_, at) => make(at))));
    expect(await problemsOf(text)).toEqual([`The file has 5001 ${called}, and 5000 are read. Split it.`]);
  });

  it('of a hundred and one targets is refused', async () => {
    const text = cameras((document) => {
      const { targets, claims, attestations } = declarationsOf(document);
      const many = Array.from({ length: 101 }, (_, at) => at);
      targets.organizations = many.map((at) => ({ 'bom-ref': `o${at}`, name: `Organisation ${at}` }));
      claims.push(...many.map((at) => ({ 'bom-ref': `k${at}`, target: `o${at}`, predicate: 'It is so' })));
      attestations[0].map = [{ requirement: 'r1', claims: many.map((at) => `k${at}`) }];
    });
    expect((await problemsOf(text)).join(' ')).toContain('holds 101 attestations, and 100 are read at once');
  });
});
