import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { repositoryRoot } from '#platform';
import { AttestationJourney, DAY, refusal, submitting, VERIFIER } from './attestation-journey';
import type { Answer } from './harness';

const FILE = `query ($documentId: ID!) { attestationFile(documentId: $documentId) { fileName sha256 format notCarried
  affirmation { statement signatories { name role organisation } }
  attestations { index summary claims notCarried standard { name version owner } target { kind name versions }
    assessor { name thirdParty } requirements { identifier title conformance { score rationale } confidence { score } }
    evidence { description names created expires author }
    content { reference legalEntity sites productVersions exclusions issuedOn expiresOn coversFrom coversTo }
    proposal { schemeCode product { id name } isOfOrganisation strength because } drafted { id status } } } }`;
const DRAFT = `mutation ($input: DraftAttestationsInput!) { draftAttestations(input: $input) { attestations { id status } } }`;
const ONE = `query ($id: ID!) { attestation(id: $id) { status reference claimedStrength issuedOn expiresOn coversFrom coversTo
  scheme { code } product { id } scope { legalEntity sites productVersions exclusions } documents { fileName sha256 }
  source { fileName sha256 claims notCarried } } }`;

interface Shown {
  index: number;
  proposal: { schemeCode: string | null; product: { id: string } | null; isOfOrganisation: boolean; strength: string };
  drafted: { id: string }[];
}
interface Drafted {
  draftAttestations: { attestations: { id: string; status: string }[] };
}
interface One {
  attestation: { status: string; source: { claims: string[]; notCarried: string[] } | null; [field: string]: unknown };
}

/** A document about the organisation and about a product, each by a standard of its own. */
const declared = (change: object = {}): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidv7()}`,
    definitions: {
      standards: [
        {
          'bom-ref': 's1',
          name: 'Cyber Essentials',
          requirements: [{ 'bom-ref': 'r1', identifier: 'CE', title: 'To hold it' }],
        },
        { 'bom-ref': 's2', name: 'ETSI EN 303 645', requirements: [{ 'bom-ref': 'r2', identifier: '5.1' }] },
      ],
    },
    declarations: {
      assessors: [{ 'bom-ref': 'lab', thirdParty: true, organization: { name: 'A Laboratory (invented)' } }],
      attestations: [
        { summary: 'Of us', map: [{ requirement: 'r1', claims: ['c1'], conformance: { score: 1 } }] },
        { summary: 'Of the sensor', assessor: 'lab', map: [{ requirement: 'r2', claims: ['c2'], counterClaims: ['c3'] }] },
      ],
      claims: [
        { 'bom-ref': 'c1', target: 'us', predicate: 'We hold Cyber Essentials', evidence: ['e1'] },
        { 'bom-ref': 'c2', target: 'sensor', predicate: 'It has no default password', evidence: ['e2'] },
        { 'bom-ref': 'c3', target: 'sensor', predicate: 'The engineering console' },
      ],
      evidence: [
        { 'bom-ref': 'e1', created: `${DAY(-30)}T00:00:00Z`, expires: `${DAY(300)}T00:00:00Z` },
        { 'bom-ref': 'e2', created: `${DAY(-20)}T00:00:00Z` },
      ],
      targets: {
        organizations: [{ 'bom-ref': 'us', name: 'Fictional Sensors Limited' }],
        components: [
          {
            type: 'device',
            'bom-ref': 'sensor',
            name: 'Kerb Sensor',
            version: '2.1',
            manufacturer: { name: 'Fictional Sensors Ltd' },
          },
        ],
      },
      affirmation: {
        statement: 'All of it is so.',
        signatories: [
          { name: 'Sam', organization: { name: 'Us' }, externalReference: { type: 'website', url: 'https://us.example' } },
        ],
      },
      ...change,
    },
  });

describe('attestations out of a file', () => {
  let journey: AttestationJourney;
  let product: string;

  beforeAll(async () => {
    journey = await AttestationJourney.begin();
    const key = uuidv7();
    await journey.rows.query(`INSERT INTO product (id, supplier_id, name, kind) VALUES ($1, $2, 'Kerb Sensor', 'HARDWARE')`, [
      key,
      journey.mine.supplierId,
    ]);
    product = `prd_${key}`;
  });
  afterAll(() => journey?.end());

  const upload = (text: string, name = 'attestations.cdx.json'): Promise<string> =>
    journey.api.upload(journey.mine.editor, name, text);
  const shown = async (
    documentId: string,
    as = journey.mine.editor,
  ): Promise<Answer<{ attestationFile: { attestations: Shown[] } }>> => journey.api.send(as, FILE, { documentId });
  const drafting = (documentId: string, choices: object[], more: object = {}): Promise<Answer<Drafted>> =>
    journey.api.send(journey.mine.editor, DRAFT, { input: { documentId, choices, ...more } });
  const OF_US = { index: 0, schemeCode: 'ce', strength: 'ASSERTION' };
  const made = async (answer: Promise<Answer<Drafted>>): Promise<string[]> => {
    const { data, errors } = await answer;
    expect(errors).toEqual([]);
    return data.draftAttestations.attestations.map(({ id }) => id);
  };
  const one = async (as: string | null, id: string): Promise<One['attestation']> =>
    (await journey.api.send<One>(as, ONE, { id })).data.attestation;
  const count = async (): Promise<string> =>
    (await journey.rows.query<{ count: string }>('SELECT count(*) FROM attestation'))[0].count;

  it('are shown with all that the file says, and what its names lead to, before anything is kept', async () => {
    const before = await count();
    const { data, errors } = await shown(await upload(declared()));
    expect(errors).toEqual([]);
    expect(await count()).toBe(before);
    expect(data.attestationFile).toMatchObject({
      fileName: 'attestations.cdx.json',
      format: 'CycloneDX 1.6',
      affirmation: { statement: 'All of it is so.', signatories: [{ name: 'Sam', role: null, organisation: 'Us' }] },
      attestations: [
        {
          summary: 'Of us',
          claims: ['We hold Cyber Essentials'],
          standard: { name: 'Cyber Essentials' },
          target: { kind: 'ORGANISATION', name: 'Fictional Sensors Limited' },
          assessor: null,
          requirements: [{ identifier: 'CE', conformance: { score: 1 } }],
          content: { issuedOn: DAY(-30), expiresOn: DAY(300) },
          proposal: { schemeCode: 'ce', product: null, isOfOrganisation: true, strength: 'ASSERTION' },
          drafted: [],
        },
        {
          assessor: { name: 'A Laboratory (invented)', thirdParty: true },
          target: { kind: 'COMPONENT', name: 'Kerb Sensor', versions: ['2.1'] },
          content: { exclusions: ['The engineering console'], legalEntity: 'Fictional Sensors Ltd' },
          proposal: {
            schemeCode: 'etsi-303645',
            product: { id: product, name: 'Kerb Sensor' },
            isOfOrganisation: false,
            strength: 'INDEPENDENT_VALIDATION',
          },
        },
      ],
    });
  });

  it('propose nothing where no name leads anywhere', async () => {
    const text = readFileSync(join(repositoryRoot(), 'libs/standards/src/testing/valid-attestation-1.7.json'), 'utf8');
    const { data } = await shown(await upload(text));
    expect(data.attestationFile.attestations[0].proposal).toMatchObject({
      schemeCode: null,
      product: null,
      isOfOrganisation: false,
      because: expect.arrayContaining([expect.stringContaining('“Acme Inc”, which is not a name of your organisation')]),
    });
  });

  it('become drafts with what the file says, the file with each, and the strength that somebody chose', async () => {
    const documentId = await upload(declared());
    const ids = await made(
      drafting(documentId, [
        OF_US,
        { index: 1, schemeCode: 'etsi-303645', productId: product, strength: 'INDEPENDENT_TESTING' },
      ]),
    );
    const [of, sensor] = [await one(journey.mine.editor, ids[0]), await one(journey.mine.editor, ids[1])];
    expect(of).toMatchObject({
      status: 'DRAFT',
      claimedStrength: 'ASSERTION',
      issuedOn: DAY(-30),
      expiresOn: DAY(300),
      product: null,
      scope: { legalEntity: 'Fictional Sensors Limited' },
      documents: [{ fileName: 'attestations.cdx.json' }],
      source: { fileName: 'attestations.cdx.json', claims: ['We hold Cyber Essentials'] },
    });
    expect(of.source?.notCarried.join(' ')).toContain('how strong it is, you claim yourself');
    expect(sensor).toMatchObject({
      status: 'DRAFT',
      claimedStrength: 'INDEPENDENT_TESTING',
      product: { id: product },
      scope: { productVersions: ['2.1'], exclusions: ['The engineering console'] },
    });
    const events = await journey.rows.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE action = 'attestation.drafted' AND subject_id = ANY ($1)`,
      [ids],
    );
    expect(events.map(({ detail }) => detail)).toEqual(
      ids.map(() =>
        expect.objectContaining({ file: 'attestations.cdx.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      ),
    );
  });

  it('are signed as any other draft is, and by nobody but a signatory; where it came from the verifier reads then', async () => {
    const documentId = await upload(declared());
    const [id] = await made(drafting(documentId, [OF_US]));
    const source = async (as: string | null) =>
      (await journey.api.send<One>(as, ONE, { id })).data?.attestation?.source ?? null;
    expect(await source(journey.mine.editor)).not.toBeNull();
    expect(await source(VERIFIER)).toBeNull();
    await journey.submit({ attestationId: id, documentIds: [documentId] });
    expect(await source(VERIFIER)).toMatchObject({ claims: ['We hold Cyber Essentials'] });
    expect((await journey.verify(id)).errors).toEqual([]);
    for (const as of [null, journey.other.editor]) {
      expect(await journey.statusFor(as, id)).toBe('VERIFIED');
      expect(await source(as)).toBeNull();
    }
    expect(refusal(await journey.api.run(journey.mine.editor, 'SubmitAttestation', submitting()))).toEqual(['FORBIDDEN']);
  });

  it('of the very same file are known again, whatever it is called, and drafted again only when that is asked', async () => {
    const text = declared();
    const [id] = await made(drafting(await upload(text), [OF_US]));
    const again = await upload(text, 'renamed.json');
    const { data } = await shown(again);
    expect(data.attestationFile.attestations.map(({ drafted }) => drafted)).toEqual([[{ id, status: 'DRAFT' }], []]);
    const refused = await drafting(again, [OF_US]);
    expect(refusal(refused)).toEqual(['CONFLICT']);
    expect(refused.errors[0].message).toContain('was read from this very file before');
    const [another] = await made(drafting(again, [OF_US], { again: true }));
    expect(another).not.toBe(id);
  });

  it('are not drafted twice by two who send the file at once', async () => {
    const documentId = await upload(declared());
    const answers = await Promise.all([drafting(documentId, [OF_US]), drafting(documentId, [OF_US])]);
    expect(answers.flatMap(refusal)).toEqual(['CONFLICT']);
  });

  it.each([
    ['an attestation that the file has not', [{ ...OF_US, index: 2 }], 'choices[0].index'],
    ['a scheme that is not there', [OF_US, { ...OF_US, index: 1, schemeCode: 'nosuch' }], 'choices[1].schemeCode'],
    ["another organisation's product", [OF_US, { ...OF_US, index: 1, productId: `prd_${uuidv7()}` }], 'choices[1].productId'],
    ['the same one twice', [OF_US, OF_US], 'choices[1].index'],
    ['nothing', [], 'choices'],
  ])('are not drafted at all when %s is chosen', async (_, choices, field) => {
    const documentId = await upload(declared());
    const before = await count();
    expect(refusal(await drafting(documentId, choices))).toEqual(['BAD_USER_INPUT', field]);
    expect(await count()).toBe(before);
  });

  it('leave out dates that their scheme does not allow, and say so', async () => {
    const evidence = [
      { 'bom-ref': 'e1', created: '2020-01-01T00:00:00Z', expires: '2029-01-01T00:00:00Z' },
      { 'bom-ref': 'e2' },
    ];
    const [id] = await made(drafting(await upload(declared({ evidence })), [OF_US]));
    const { issuedOn, expiresOn, source } = await one(journey.mine.editor, id);
    expect([issuedOn, expiresOn]).toEqual([null, null]);
    expect(source?.notCarried[0]).toContain(
      'Its dates. Cyber Essentials that begins on 1 January 2020 holds to 1 January 2021',
    );
  });

  it('leave out what is longer than a draft takes, and say so', async () => {
    const claims = [
      { 'bom-ref': 'c1', target: 'us', predicate: 'We hold it' },
      { 'bom-ref': 'c2', target: 'sensor', predicate: 'It is so' },
      { 'bom-ref': 'c3', target: 'sensor', predicate: 'x'.repeat(1001) },
    ];
    const choice = { index: 1, schemeCode: 'etsi-303645', productId: product, strength: 'ASSERTION' };
    const [id] = await made(drafting(await upload(declared({ claims })), [choice]));
    const { scope, source } = await one(journey.mine.editor, id);
    expect(scope).toMatchObject({ exclusions: [] });
    expect(source?.notCarried[0]).toContain('One exclusion, which is longer than 1000 characters: “xxx');
  });

  it('are refused with what is wrong in the file, place by place', async () => {
    const { errors } = await shown(await upload(declared({ assessors: 'lab' })));
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [
        { path: 'documentId', message: '/declarations/assessors must be array, says the official schema of CycloneDX 1.6.' },
      ],
    });
    const text = declared().replace('"summary":"Of us"', '"summary":"Of us","summary":"Of others"');
    expect((await shown(await upload(text))).errors[0].message).toContain('the field “summary” twice in one object');
    expect((await shown(await upload('plain words', 'words.txt'))).errors[0].message).toContain('is not a JSON file');
  });

  it('of a file of another organisation are not there', async () => {
    const documentId = await upload(declared());
    expect(refusal(await shown(documentId, journey.other.editor))).toEqual(['NOT_FOUND']);
    const theirs = await journey.api.send(journey.other.editor, DRAFT, { input: { documentId, choices: [OF_US] } });
    expect(refusal(theirs)).toEqual(['NOT_FOUND']);
  });
});
