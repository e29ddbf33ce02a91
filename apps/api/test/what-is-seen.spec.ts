import { makeAccounts } from './accounts';
import { FictionalSupplier } from '#procurement/testing';
import { JudgementJourney } from './judgement-journey';
import { Sight, walk } from './schema-walk';

/** Of a procurement's tables, those that no bidder sees anything of. */
const JUDGING = ['assessment', 'moderation', 'interest_declaration', 'decision'];

interface Kept {
  table: string;
  value: string;
}

/** Whoever walks the schema, from every query along every field, comes to nothing that is not theirs to see. */
describe('what is seen', () => {
  let journey: JudgementJourney;
  let bidder: FictionalSupplier;
  let rival: FictionalSupplier;
  let ids: string[];
  let strangers: { role: string; email: string }[];

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    ({ first: bidder, second: rival } = journey.evidence);
    const procurement = await journey.answered();
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, bidder, [{ score: 6 }, { score: 5 }]);
    await journey.assessAll(journey.assessor, procurement, rival, [{ score: 9 }, { score: 7 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect((await journey.decide(journey.approver, procurement, rival)).errors).toEqual([]);
    const invitations = await Promise.all([bidder, rival].map((one) => journey.evidence.invitationOf(one, procurement)));
    ids = [
      procurement.id,
      ...procurement.candidates.values(),
      ...procurement.requirements.values(),
      ...invitations.map(({ id }) => id),
    ];
    strangers = await makeAccounts(journey.api.database.ownerUrl, 'passer-by');
  });
  afterAll(() => journey.end());

  /** Keys and sentences of the rows that belong to an organisation, but for names: what nobody else may come to. */
  async function keptOf(column: string, organisation: string, tables?: readonly string[]): Promise<Kept[]> {
    const { rows } = journey.evidence;
    const found = await rows.query<{ table_name: string }>(
      `SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = $1 ORDER BY 1`,
      [column],
    );
    const names = await rows.query<{ name: string }>(
      'SELECT name FROM organisation UNION SELECT name FROM supplier UNION SELECT name FROM user_account',
    );
    const known = new Set(names.map(({ name }) => name));
    const kept: Kept[] = [];
    for (const { table_name: table } of found.filter((each) => tables === undefined || tables.includes(each.table_name))) {
      const own = await rows.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE t."${column}" = $1`,
        [organisation],
      );
      for (const { row } of own) kept.push(...sentencesIn(row).flatMap((value) => (known.has(value) ? [] : { table, value })));
    }
    return kept;
  }

  function leaksIn(sights: readonly Sight[], kept: readonly Kept[]): string[] {
    return sights.flatMap(({ place, text }) =>
      kept
        .filter(({ value }) => text.includes(JSON.stringify(value).slice(1, -1)))
        .map(({ table, value }) => `${place} tells ${table}: ${value}`),
    );
  }

  const known = (): { ids: string[]; words: string[] } => ({ ids, words: ['GATE'] });

  it('by its own people is their procurement, so that a walk would find it', async () => {
    const sights = await walk(journey.api, journey.approver, known());
    const kept = await keptOf('organisation_id', journey.evidence.buyer.id);
    const tables = new Set(
      kept.filter(({ value }) => sights.some(({ text }) => text.includes(value))).map(({ table }) => table),
    );
    expect([...tables]).toEqual(expect.arrayContaining([...JUDGING, 'procurement', 'requirement', 'candidate', 'submission']));
  });

  it.each([null, 'EDITOR', 'APPROVER', 'SIGNATORY', 'ANALYST'])('by anybody else (%s) is nothing of it', async (role) => {
    const people = role === null ? [null] : strangers.filter((one) => one.role === role).map(({ email }) => email);
    expect(people).not.toEqual([]);
    const kept = [
      ...(await keptOf('organisation_id', journey.evidence.buyer.id)),
      ...(await keptOf('supplier_organisation_id', rival.organisationId)),
    ];
    expect(kept.length).toBeGreaterThan(50);
    for (const who of people) {
      const sights = await walk(journey.api, who, known());
      expect(sights.length).toBeGreaterThan(50);
      expect(leaksIn(sights, kept)).toEqual([]);
    }
  });

  it('by a bidder is nothing of another bidder, and nothing of how they were judged but its own summary', async () => {
    const kept = [
      ...(await keptOf('organisation_id', journey.evidence.buyer.id, JUDGING)),
      ...(await keptOf('supplier_organisation_id', rival.organisationId)),
    ];
    const sights = await walk(journey.api, bidder.editor, known());
    // The summary has to say who won, and why: Procurement Act 2023 s.50.
    const [summary, others] = [true, false].map((is) =>
      sights.filter(({ place }) => place.startsWith('myAssessmentSummary') === is),
    );
    expect(summary).toHaveLength(1);
    expect(leaksIn(others, kept)).toEqual([]);
  });
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The key of a row, and every sentence in it. */
function sentencesIn(row: Record<string, unknown>): string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= 12 && value.includes(' ')) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(row);
  return typeof row.id === 'string' && UUID.test(row.id) ? [row.id, ...found] : found;
}
