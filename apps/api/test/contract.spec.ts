import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { demonstrationId } from '#directory';
import { repositoryRoot } from '#platform';
import { readReleases } from '#registers';
import { accountOf, makeAccounts } from './accounts';
import { TestApi } from './harness';

const editor = 'editor@wexcombe.example';
const NOTICE = 'ocds-h6vhtk-06e1dd';

interface Requirement {
  id: string;
  ref: string;
  guidance: { item: { code: string }; status: string }[];
}

async function realNotice(): Promise<object> {
  const file = join(repositoryRoot(), 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');
  for await (const { json: release } of readReleases(createReadStream(file), { gzip: true })) {
    if ((release as { ocid: string }).ocid === NOTICE) return release as object;
  }
  throw new Error(`${NOTICE} is not in the seed`);
}

/** The first steps of the journey, in the contract's own operations; the later ones are in the suites of evidence and judgement. */
describe('the contract', () => {
  let api: TestApi;
  let procurementId: string;
  let requirements: Requirement[];

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  it('is driven over HTTP, every operation of it, by one suite or another', () => {
    const names = parse(readFileSync(join(__dirname, 'operations.graphql'), 'utf8')).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' ? [definition.name?.value ?? ''] : [],
    );
    const suites = readdirSync(__dirname)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(__dirname, file), 'utf8'))
      .join('\n');
    expect(names.filter((name) => !suites.includes(`'${name}'`))).toEqual([]);
  });

  it('tells who is signed in', async () => {
    const { viewer } = await api.done<{ viewer: object }>(editor, 'Viewer');
    expect(viewer).toMatchObject({
      user: { name: 'Edmund Vale', email: editor },
      organisation: { kind: 'BUYER' },
      roles: ['EDITOR'],
    });
  });

  it('makes a procurement of a real notice, with what the notice says', async () => {
    const { createProcurementFromNotice: made } = await api.done<{
      createProcurementFromNotice: { procurement: { id: string }; warnings: unknown[] };
    }>(editor, 'CreateProcurementFromNotice', { input: { release: await realNotice() } });
    procurementId = made.procurement.id;
    expect(made).toMatchObject({
      warnings: [],
      procurement: {
        ocid: NOTICE,
        stage: 'DRAFT',
        estimatedValue: { amount: 568000, currency: 'GBP' },
        contractPeriod: { startsOn: '2026-10-01', endsOn: '2031-09-30' },
        cpvCodes: expect.arrayContaining(['34971000', '72267000']),
        technologies: expect.arrayContaining([{ code: 'camera-and-video-analytics' }]),
      },
    });
    const { procurements } = await api.done<{ procurements: { totalCount: number; edges: { node: { id: string } }[] } }>(
      editor,
      'Procurements',
      { first: 1 },
    );
    expect(procurements).toMatchObject({ totalCount: 1, edges: [{ node: { id: procurementId } }] });
  });

  it('imports a specification from an uploaded file, matched, with what was skipped', async () => {
    const bytes = readFileSync(join(repositoryRoot(), 'seed/demonstration/specifications/anpr-support.csv'));
    const documentId = await api.upload(editor, 'anpr-support.csv', bytes);
    const { data } = await api.send<{ specification: { requirements: { line: number; ref: string }[]; skipped: object[] } }>(
      editor,
      'query($id: ID!) { specification(documentId: $id) { requirements { line ref text kind weight } skipped { line reason } } }',
      { id: documentId },
    );
    expect(data.specification.requirements).toHaveLength(60);
    expect(data.specification.requirements[0].line).toBe(2);
    expect(data.specification.skipped).toEqual([{ line: 1, reason: 'The header of the table' }]);
    const { importSpecification } = await api.done<{
      importSpecification: { requirements: Requirement[]; skipped: unknown[] };
    }>(editor, 'ImportSpecification', {
      input: { procurementId, documentId },
    });
    expect(importSpecification.requirements).toHaveLength(60);
    expect(importSpecification.skipped).toEqual([{ line: 1, reason: 'The header of the table' }]);
    const { procurement } = await api.done<{ procurement: { requirements: Requirement[]; coverage: { status: string }[] } }>(
      editor,
      'Procurement',
      { id: procurementId },
    );
    requirements = procurement.requirements;
    expect(requirements.find(({ ref }) => ref === 'G-02')?.guidance.map(({ item }) => item.code)).toContain('cop.1');
    expect(procurement.coverage.every(({ status }) => status === 'GAP')).toBe(true);
  });

  it('keeps what a buyer decides on a match, and counts it as coverage', async () => {
    const { id } = requirements.find(({ ref }) => ref === 'G-02') as Requirement;
    const { decideGuidance } = await api.done<{ decideGuidance: { requirement: Requirement } }>(editor, 'DecideGuidance', {
      input: { requirementId: id, itemCode: 'cop.1', decision: 'ACCEPT', note: 'That is what it says.' },
    });
    expect(decideGuidance.requirement.guidance).toContainEqual({ item: { code: 'cop.1' }, status: 'ACCEPTED' });
    const { procurement } = await api.done<{
      procurement: { coverage: { item: { code: string }; status: string; requirements: { ref: string }[] }[] };
    }>(editor, 'Procurement', { id: procurementId });
    expect(procurement.coverage.find(({ item }) => item.code === 'cop.1')).toMatchObject({
      status: 'COVERED',
      requirements: [{ ref: 'G-02' }],
    });
  });

  it('leaves a supplier of the locked search out with a reason, and tells all of it in the trail', async () => {
    await api.done(editor, 'LockSearch', {
      input: { procurementId, filter: { provenance: ['DEMONSTRATION'], technologies: ['camera-and-video-analytics'] } },
    });
    const { excludeSupplier } = await api.done<{
      excludeSupplier: { candidate: { id: string; state: string; reason: string } };
    }>(editor, 'ExcludeSupplier', {
      input: {
        procurementId,
        supplierId: `sup_${demonstrationId('supplier', 'wickfen')}`,
        reason: 'Sells to car parks alone.',
      },
    });
    expect(excludeSupplier.candidate).toMatchObject({ state: 'EXCLUDED', reason: 'Sells to car parks alone.' });
    const { auditTrail } = await api.done<{
      auditTrail: { edges: { node: { action: string; actor: { name: string }; subject: string; hash: string } }[] };
    }>(editor, 'AuditTrail', { subject: procurementId, first: 50 });
    expect(auditTrail.edges.map(({ node }) => node.action)).toEqual([
      'procurement.created-from-notice',
      'specification.imported',
    ]);
    for (const { node } of auditTrail.edges)
      expect(node).toMatchObject({
        actor: { name: 'Edmund Vale' },
        subject: procurementId,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
  });

  it('makes no pack of what is not decided, and says when it can', async () => {
    const { errors } = await api.run(editor, 'CreateAssurancePack', { input: { procurementId } });
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/possible while the procurement stands at “Decided”/),
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
  });

  it('lets a supplier ask for a page, which stays as it is until an operator decides', async () => {
    const { suppliers } = await api.done<{ suppliers: { edges: { node: { id: string; provenance: string } }[] } }>(
      null,
      'Suppliers',
      { filter: { provenance: ['FIND_A_TENDER'] }, first: 1 },
    );
    const supplierId = suppliers.edges[0].node.id;
    const claimant = accountOf(await makeAccounts(api.database.ownerUrl, 'claimant'), 'SUPPLIER', 'EDITOR');
    const owner = await api.database.connectAs('owner');
    await owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [claimant.organisationId]);
    const { claimSupplier } = await api.done<{ claimSupplier: { supplier: { id: string }; claim: { status: string } } }>(
      claimant.email,
      'ClaimSupplier',
      {
        input: { supplierId, identifierScheme: 'GB-COH', identifier: '1' },
      },
    );
    expect(claimSupplier).toEqual({ supplier: { id: supplierId }, claim: { status: 'PENDING' } });
  });
});
