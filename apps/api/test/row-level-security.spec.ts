import { Client } from 'pg';
import { Account, accountOf, makeAccounts } from './accounts';
import { REFS } from '#procurement/testing';
import { CANCEL } from './evidence-journey';
import { TestApi } from './harness';
import { type AnsweredProcurement, JudgementJourney } from './judgement-journey';

/** Tables without row-level security: public reference data, which the application can only read. */
const PUBLIC_REFERENCE = [
  'attestation_scheme',
  'award',
  'common_word',
  'contract_performance',
  'cpv_code',
  'guidance_document',
  'guidance_item',
  'guidance_relation',
  'market_answer',
  'market_attestation',
  'market_buyer',
  'market_cell',
  'market_combination',
  'market_cube',
  'market_joint_award',
  'market_snapshot',
  'market_supplier',
  'name_word',
  'notice',
  'nuts_region',
  'region',
  'scheme_evidence',
  'sector',
  'sic_code',
  'supplier_bitmap',
  'supplier_settlement',
  'supplier_total',
  'supplier_unsettled',
  'technology',
];

/** Tables that the application cannot touch at all. */
const OWNER_ALONE = ['migration', 'ocid_to_compile', 'seed'];

/** Private tables whose rows belong to `organisation_id`: nobody else reads one. */
const PRIVATE = [
  'procurement',
  'requirement',
  'requirement_guidance',
  'locked_search',
  'locked_result',
  'candidate',
  'audit_event',
  'audit_chain',
  'document',
  'procurement_guidance_version',
];

const PROCUREMENT = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const REQUIREMENTS = 'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id } } }';
const SEARCH = 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { id } } }';
const SHORTLIST = 'mutation($input: ShortlistSupplierInput!) { shortlistSupplier(input: $input) { candidate { id } } }';

describe('row-level security alone', () => {
  let api: TestApi;
  let application: Client;
  let buyer: Account;
  let other: Account;
  let supplier: Account;

  beforeAll(async () => {
    api = await TestApi.start();
    const mine = await makeAccounts(api.database.ownerUrl, 'mine');
    const theirs = await makeAccounts(api.database.ownerUrl, 'theirs');
    buyer = accountOf(mine, 'BUYER', 'EDITOR');
    other = accountOf(theirs, 'BUYER', 'EDITOR');
    supplier = accountOf(theirs, 'SUPPLIER', 'EDITOR');
    await fill(api, buyer.email);
    application = await api.database.connectAs('application');
  });
  afterAll(() => api.stop());

  async function as(
    account: Account | null,
    sql: string,
    values: unknown[] = [],
  ): Promise<{ rows: Record<string, unknown>[]; count: number }> {
    await application.query('BEGIN');
    try {
      await application.query(
        `SELECT set_config('assay.organisation', $1, true), set_config('assay.user', $2, true), set_config('assay.roles', $3, true)`,
        [account?.organisationId ?? '', account?.userId ?? '', account?.role ?? ''],
      );
      const { rows, rowCount } = await application.query<Record<string, unknown>>(sql, values);
      return { rows, count: rowCount ?? 0 };
    } finally {
      await application.query('ROLLBACK');
    }
  }

  it('is forced on every table that is not public reference data', async () => {
    const { rows } = await as(
      null,
      `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS secured FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(rows.filter(({ secured }) => secured !== true).map(({ name }) => name)).toEqual(
      [...PUBLIC_REFERENCE, ...OWNER_ALONE].sort(),
    );
  });

  it('binds a role that owns nothing and cannot pass it', async () => {
    const { rows } = await as(
      null,
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname IN (current_user, 'assay_app')`,
    );
    for (const role of rows)
      expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    const { rows: owned } = await as(
      null,
      `SELECT relname FROM pg_class WHERE relowner IN (SELECT oid FROM pg_roles WHERE rolname IN (current_user, 'assay_app'))`,
    );
    expect(owned).toEqual([]);
  });

  it('lets nobody write public reference data, nor touch what is the owner’s', async () => {
    for (const table of PUBLIC_REFERENCE) await expect(as(buyer, `DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    for (const table of OWNER_ALONE) await expect(as(buyer, `SELECT * FROM ${table}`)).rejects.toThrow('permission denied');
  });

  it.each(PRIVATE)('shows the rows of %s to their own organisation and to nobody else', async (table) => {
    const own = await as(buyer, `SELECT * FROM ${table} WHERE organisation_id = $1`, [buyer.organisationId]);
    if (table !== 'document') expect(own.count).toBeGreaterThan(0);
    for (const stranger of [null, other, supplier]) {
      const { count } = await as(stranger, `SELECT * FROM ${table} WHERE organisation_id = $1`, [buyer.organisationId]);
      expect(count).toBe(0);
    }
  });

  it('hides people, sessions and tokens from strangers, and passwords from everybody', async () => {
    for (const table of ['user_account', 'membership', 'session', 'api_token']) {
      const columns = table === 'user_account' ? 'id' : '*';
      expect((await as(null, `SELECT ${columns} FROM ${table}`)).count).toBe(0);
    }
    expect((await as(other, 'SELECT id FROM user_account WHERE id = $1', [buyer.userId])).count).toBe(0);
    await expect(as(buyer, 'SELECT password_hash FROM user_account')).rejects.toThrow('permission denied');
  });

  it.each(['procurement', 'requirement', 'candidate', 'requirement_guidance'])(
    'lets no other organisation change or take away a row of %s',
    async (table) => {
      const { count } = await as(other, `UPDATE ${table} SET organisation_id = organisation_id WHERE organisation_id = $1`, [
        buyer.organisationId,
      ]);
      expect(count).toBe(0);
    },
  );

  it('lets nobody put a row into another organisation', async () => {
    const insert = `INSERT INTO procurement (id, organisation_id, reference, title, stage, buyer_name) VALUES (gen_random_uuid(), $1, 'P-X', 'x', 'DRAFT', 'x')`;
    await expect(as(other, insert, [buyer.organisationId])).rejects.toThrow('row-level security');
    await expect(as(null, insert, [buyer.organisationId])).rejects.toThrow('row-level security');
    const event = `INSERT INTO audit_event VALUES ($1, 1, now(), NULL, 'x', 'x', 'x', 'x', '{}', repeat('0', 64), repeat('0', 64))`;
    await expect(as(other, event, [buyer.organisationId])).rejects.toThrow(/row-level security|does not follow/);
  });

  it('lets no supplier write another’s page or its facts', async () => {
    const { rows } = await as(null, 'SELECT id FROM supplier ORDER BY id LIMIT 1');
    expect((await as(supplier, 'UPDATE supplier SET description = $2 WHERE id = $1', [rows[0].id, 'taken over'])).count).toBe(
      0,
    );
    const fact = `INSERT INTO fact (id, supplier_id, field, value, source) VALUES (gen_random_uuid(), $1, 'name', 'x', 'SELF_DECLARED')`;
    await expect(as(supplier, fact, [rows[0].id])).rejects.toThrow('row-level security');
  });
});

describe('row-level security alone, of answers', () => {
  let journey: JudgementJourney;
  let application: Client;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    application = await journey.api.database.connectAs('application');
  });
  afterAll(() => journey.end());

  /** A procurement that one supplier has answered, a file of the answer, and what the buyer's people are shown of both, past every policy in TypeScript. */
  async function answered(): Promise<{
    procurement: AnsweredProcurement;
    shown(email: string, role: string): Promise<Record<'answers' | 'submissions' | 'documents' | 'figures', number>>;
  }> {
    const { first, buyer, rows } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id } = await journey.evidence.invitationOf(first, procurement);
    const document = await journey.evidence.upload(first, 'answer.txt');
    await journey.evidence.save(first, id, REFS.PLAIN, { documentIds: [document] });
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.evidence.save(first, id, ref);
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await rows.deadlinePasses(procurement);
    return {
      procurement,
      shown: async (email, role) => {
        const [{ user }] = await rows.query<{ user: string }>('SELECT id AS user FROM user_account WHERE email = $1', [email]);
        await application.query(
          `SELECT set_config('assay.organisation', $1, false), set_config('assay.user', $2, false), set_config('assay.roles', $3, false)`,
          [buyer.id, user, role],
        );
        const { rows: counted } = await application.query<Record<'answers' | 'submissions' | 'documents' | 'figures', number>>(
          `SELECT count(submitted_answers(s.id))::int AS answers, count(*)::int AS submissions,
             (SELECT count(*)::int FROM document WHERE id = $2) AS documents,
             (SELECT count(*)::int FROM audit_event WHERE subject_id = $3 AND action IN ('answer.assessed', 'assessment.moderated')) AS figures
           FROM submission s JOIN candidate c ON c.id = s.candidate_id WHERE c.procurement_id = $1`,
          [procurement.key, document.slice('doc_'.length), procurement.id],
        );
        return counted[0];
      },
    };
  }

  const NOTHING = { answers: 0, submissions: 1, documents: 0, figures: 0 };

  it('shows them, their documents and their figures to whoever is shown them, until there is a decision', async () => {
    const { procurement, shown } = await answered();
    const { assessor, secondAssessor, moderator, approver, evidence } = journey;
    await journey.declare(assessor, procurement);
    await journey.declare(secondAssessor, procurement, true);
    const seen = { answers: 1, submissions: 1, documents: 1, figures: 0 };
    for (const who of [secondAssessor, moderator]) expect(await shown(who, 'EDITOR')).toEqual(NOTHING);
    for (const who of [assessor, evidence.buyer.viewer])
      expect(await shown(who, who === assessor ? 'EDITOR' : 'VIEWER')).toEqual(seen);
    // A conflict of interest holds in every role.
    expect(await shown(secondAssessor, 'VIEWER')).toEqual(NOTHING);

    await journey.assessAll(assessor, procurement, evidence.first, [{ score: 8 }, { score: 6 }]);
    for (const who of [secondAssessor, moderator]) expect(await shown(who, 'EDITOR')).toEqual(NOTHING);
    await journey.acceptAgreed(moderator, procurement);
    expect(await shown(moderator, 'EDITOR')).toEqual({ ...seen, figures: 3 });
    expect(await shown(secondAssessor, 'EDITOR')).toEqual(NOTHING);

    expect((await journey.decide(approver, procurement, evidence.first)).errors).toEqual([]);
    expect(await shown(secondAssessor, 'EDITOR')).toEqual({ ...seen, figures: 3 });
  });

  it('keeps them sealed where the procurement was cancelled before anybody had assessed one', async () => {
    const { procurement, shown } = await answered();
    const { assessor, evidence } = journey;
    await journey.declare(assessor, procurement);
    const cancelled = await journey.api.send(evidence.buyer.editor, CANCEL, {
      input: { procurementId: procurement.id, reason: 'No budget.' },
    });
    expect(cancelled.errors).toEqual([]);
    expect(await shown(assessor, 'EDITOR')).toEqual(NOTHING);
    expect(await shown(evidence.buyer.viewer, 'VIEWER')).toEqual(NOTHING);
  });

  it('gives them out by no other way than the one that asks', async () => {
    await expect(application.query('SELECT answers FROM submission')).rejects.toThrow('permission denied');
  });
});

/** A procurement with something in every table that a buyer fills before it asks for evidence. */
async function fill(api: TestApi, email: string): Promise<void> {
  const { data } = await api.send<{ createProcurement: { procurement: { id: string } } }>(email, PROCUREMENT, {
    input: { title: 'Cameras (invented)' },
  });
  const procurementId = data.createProcurement.procurement.id;
  await api.send(email, REQUIREMENTS, {
    input: { procurementId, requirements: [{ text: 'No camera may be put live with a default password.', weight: 100 }] },
  });
  await api.send(email, SEARCH, { input: { procurementId, filter: { provenance: ['DEMONSTRATION'] } } });
  const found = await api.send<{ suppliers: { edges: { node: { id: string } }[] } }>(
    null,
    '{ suppliers(first: 1, filter: { provenance: [DEMONSTRATION] }) { edges { node { id } } } }',
  );
  const { errors } = await api.send(email, SHORTLIST, {
    input: { procurementId, supplierId: found.data.suppliers.edges[0].node.id, reason: 'Invented for a test.' },
  });
  expect(errors).toEqual([]);
}
