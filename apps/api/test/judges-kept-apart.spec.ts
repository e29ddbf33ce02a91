import { Client } from 'pg';
import { CANCEL, codes, TOMORROW } from './evidence-journey';
import { ReadyProcurement, REFS } from '#procurement/testing';
import { Answer } from './harness';
import { ACCEPT_AGREED, JudgementJourney } from './judgement-journey';

/** The way to the answers that does not ask for them by name. */
const ANSWERS_BY_THE_REQUEST =
  'query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { submissions { answers { statement } } } } }';

const JUDGEMENTS = 'query ($id: ID!) { assessments(procurementId: $id) { reason } }';

/** What is told of answers, and the answers. */
const JUDGED = `query ($id: ID!) { procurement(id: $id) { answersWithheld grid { conformance score strength expiresOn state } }
  assessments(procurementId: $id) { reason } standing(procurementId: $id) { total } }`;
const ANSWERS = 'query ($id: ID!) { submissions(procurementId: $id) { answers { statement } } }';

/** What the record tells of a procurement, and how much it leaves out. */
const RECORD = `query ($id: ID!) { auditTrail(subject: $id, first: 100) { totalCount withheld edges { node { action detail hash previousHash } } }
  auditEvents(subject: $id, first: 100) { totalCount withheld edges { node { action detail hash } } } }`;

const HASH = /^[0-9a-f]{64}$/;

interface Told {
  totalCount: number;
  withheld: number;
  edges: { node: { action: string; detail: object; hash: string | null; previousHash?: string | null } }[];
}

interface Judged {
  procurement: { answersWithheld: string | null; grid: object[] };
  assessments: object[];
  standing: object[];
}

const KEPT_APART = { code: 'AS003' };

describe('Who judges, and who is shown what is judged', () => {
  let journey: JudgementJourney;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey.end());

  async function keyOf(email: string): Promise<string> {
    return (await journey.rows.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [email]))[0].id;
  }

  /** What the buyer could do past every policy in TypeScript. */
  async function asBuyer(): Promise<Client> {
    const database = await journey.api.database.connectAs('application');
    await database.query(`SELECT set_config('assay.organisation', $1, false)`, [journey.evidence.buyer.id]);
    return database;
  }

  async function expectNotToSettle(database: Client, { key }: ReadyProcurement, who: string): Promise<void> {
    const settles = database.query('UPDATE moderation SET moderator_id = $2 WHERE procurement_id = $1', [
      key,
      await keyOf(who),
    ]);
    await expect(settles).rejects.toMatchObject(KEPT_APART);
  }

  async function expectNotToDecide(database: Client, { key }: ReadyProcurement, who: string): Promise<void> {
    const decides = database.query(
      `INSERT INTO decision (id, procurement_id, organisation_id, outcome, reason, arithmetic, decided_by_id, decided_by_name)
       VALUES (gen_random_uuid(), $1, $2, 'NONE_SUITABLE', 'None.', '[]', $3, 'The Approver')`,
      [key, journey.evidence.buyer.id, await keyOf(who)],
    );
    await expect(decides).rejects.toMatchObject(KEPT_APART);
  }

  it('who assessed neither moderates nor decides, who moderated does not assess: by the service and by the database', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.approver, journey.moderator]) await journey.declare(who, procurement);
    const early = await journey.moderate(journey.moderator, procurement, first, REFS.GATE, { score: null });
    expect(codes(early)).toEqual(['ILLEGAL_TRANSITION']);
    await journey.assess(journey.approver, procurement, first, REFS.STRONG);
    const incomplete = await journey.moderate(journey.moderator, procurement, first, REFS.STRONG);
    expect(incomplete.errors[0].message).toContain(`not assessed yet: 2 (${REFS.GATE} of ${first.name}`);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);

    expect(codes(await journey.moderate(journey.assessor, procurement, first, REFS.STRONG))).toEqual(['FORBIDDEN']);
    expect(await journey.acceptAgreed(journey.moderator, procurement)).toEqual({ settled: 3, remaining: 0 });
    expect(codes(await journey.decide(journey.approver, procurement, first))).toEqual(['FORBIDDEN']);
    expect(codes(await journey.assess(journey.moderator, procurement, first, REFS.STRONG))).toEqual(['ILLEGAL_TRANSITION']);

    const database = await asBuyer();
    await expectNotToSettle(database, procurement, journey.assessor);
    const assesses = database.query('UPDATE assessment SET assessor_id = $2 WHERE procurement_id = $1 AND assessor_id = $3', [
      procurement.key,
      await keyOf(journey.moderator),
      await keyOf(journey.assessor),
    ]);
    await expect(assesses).rejects.toMatchObject(KEPT_APART);
    await expectNotToDecide(database, procurement, journey.approver);
    const undeclared = database.query(
      `INSERT INTO assessment (id, procurement_id, organisation_id, candidate_id, requirement_id, assessor_id, assessor_name, conformance, strength, reason)
       SELECT gen_random_uuid(), procurement_id, organisation_id, candidate_id, requirement_id, $2, 'Second Assessor', 'MET', 'ASSERTION', 'So.'
       FROM assessment WHERE procurement_id = $1 LIMIT 1`,
      [procurement.key, await keyOf(journey.secondAssessor)],
    );
    await expect(undeclared).rejects.toMatchObject({ code: '23503' });
  });

  it('who has declared no interests settles nothing, and can declare while others settle: by the service and by the database', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    const refused = {
      message: 'Declare your interests in this procurement first; then you can moderate.',
      extensions: { code: 'FORBIDDEN' },
    };
    const settle = (): Promise<Answer<unknown>> => journey.moderate(journey.moderator, procurement, first, REFS.STRONG);
    expect((await settle()).errors).toMatchObject([refused]);
    const input = { procurementId: procurement.id };
    expect((await journey.api.send(journey.moderator, ACCEPT_AGREED, { input })).errors).toMatchObject([refused]);
    expect((await journey.read(procurement)).stage).toBe('ASSESSMENT');

    await journey.acceptAgreed(journey.secondAssessor, procurement);
    expect((await settle()).errors).toMatchObject([refused]);
    await expectNotToSettle(await asBuyer(), procurement, journey.moderator);
    expect((await journey.declare(journey.moderator, procurement)).errors).toEqual([]);
    expect((await settle()).errors).toEqual([]);
  });

  it('who has a conflict of interest reads no answer and has no say: by the service and by the database', async () => {
    const { first, second, buyer } = journey.evidence;
    const procurement = await journey.answered([first, second]);
    const read = (who: string): Promise<Answer<{ evidenceRequest: unknown }>> =>
      journey.api.send(who, ANSWERS_BY_THE_REQUEST, { id: procurement.id });
    const undeclared = await read(journey.assessor);
    expect(undeclared.errors[0].message).toContain('Declare your interests');
    expect(JSON.stringify(undeclared.data)).not.toContain('We meet');
    await journey.declare(journey.assessor, procurement);
    expect(JSON.stringify((await read(journey.assessor)).data)).toContain('We meet');
    for (const who of [journey.moderator, journey.approver]) await journey.declare(who, procurement, true);
    expect((await read(journey.moderator)).errors[0].message).toContain('the answers are not shown to you');

    const [candidate] = procurement.candidates.values();
    const [{ id: invitation }] = await journey.rows.query<{ id: string }>('SELECT id FROM invitation WHERE candidate_id = $1', [
      candidate.replace('cnd_', ''),
    ]);
    const sup = `sup_${first.supplierId}`;
    const says = (answer: Answer<unknown>): void =>
      expect(answer.errors[0]).toMatchObject({
        message: expect.stringContaining('You declared a conflict of interest'),
        extensions: { code: 'FORBIDDEN' },
      });
    says(
      await journey.api.run(journey.moderator, 'ExcludeSupplier', {
        input: { procurementId: procurement.id, supplierId: sup, reason: 'Because.' },
      }),
    );
    says(
      await journey.api.run(journey.moderator, 'RequestChanges', {
        input: { invitationId: `inv_${invitation}`, wanted: 'More.', dueAt: TOMORROW() },
      }),
    );
    says(await journey.api.send(journey.moderator, CANCEL, { input: { procurementId: procurement.id, reason: 'Because.' } }));
    for (const supplier of [first, second])
      await journey.assessAll(journey.assessor, procurement, supplier, [{ score: 8 }, { score: 6 }]);
    const judgements = async (who: string): Promise<number> => {
      const { data } = await journey.api.send<{ assessments: { reason: string }[] }>(who, JUDGEMENTS, { id: procurement.id });
      return data.assessments.length;
    };
    expect([await judgements(journey.assessor), await judgements(buyer.viewer)]).toEqual([6, 6]);
    expect([await judgements(journey.moderator), await judgements(journey.secondAssessor)]).toEqual([0, 0]);
    says(await journey.moderate(journey.moderator, procurement, first, REFS.STRONG));
    says(await journey.api.send(journey.moderator, ACCEPT_AGREED, { input: { procurementId: procurement.id } }));
    expect((await journey.read(procurement)).stage).toBe('ASSESSMENT');
    await journey.acceptAgreed(journey.secondAssessor, procurement);
    says(await journey.decide(journey.approver, procurement, null));

    const database = await asBuyer();
    await expectNotToSettle(database, procurement, journey.moderator);
    await expectNotToDecide(database, procurement, journey.approver);
  });

  it('who has a conflict of interest reads neither answers, nor documents of them, nor figures, until there is a decision', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id: invitationId } = await journey.evidence.invitationOf(first, procurement);
    const document = await journey.evidence.upload(first, 'export.txt');
    await journey.evidence.save(first, invitationId, REFS.PLAIN, { statement: 'We meet it by CSV.', documentIds: [document] });
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.evidence.save(first, invitationId, ref);
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId } });
    await journey.rows.deadlinePasses(procurement);
    const judged = async (who: string): Promise<Judged> => {
      const { data, errors } = await journey.api.send<Judged>(who, JUDGED, { id: procurement.id });
      expect(errors).toEqual([]);
      return data;
    };
    const download = async (who: string): Promise<number> => (await journey.api.get(who, `/documents/${document}`)).status;
    const specification = (who: string): Promise<Answer<unknown>> =>
      journey.api.send(who, 'query ($id: ID!) { specification(documentId: $id) { requirements { text } } }', { id: document });
    const isShownNothing = async (state: string): Promise<void> => {
      const { procurement: read, assessments, standing } = await judged(journey.moderator);
      expect(read).toEqual({
        answersWithheld: 'CONFLICT',
        grid: [1, 2, 3].map(() => ({ conformance: 'UNKNOWN', score: null, strength: null, expiresOn: null, state })),
      });
      expect([assessments, standing]).toEqual([[], []]);
      for (const query of [ANSWERS, ANSWERS_BY_THE_REQUEST]) {
        const { errors, data } = await journey.api.send(journey.moderator, query, { id: procurement.id });
        expect(errors[0].message).toContain('You declared a conflict of interest');
        expect(JSON.stringify(data)).not.toContain('We meet');
      }
      expect(await download(journey.moderator)).toBe(404);
      expect(codes(await specification(journey.moderator))).toEqual(['NOT_FOUND']);
    };

    await journey.declare(journey.assessor, procurement);
    await journey.declare(journey.moderator, procurement, true);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await isShownNothing('ONE_ASSESSMENT');
    expect((await judged(journey.secondAssessor)).procurement.answersWithheld).toBe('UNDECLARED');
    expect((await judged(journey.assessor)).procurement.grid).toContainEqual(expect.objectContaining({ conformance: 'MET' }));

    await journey.acceptAgreed(journey.secondAssessor, procurement);
    await isShownNothing('SETTLED');
    const settler = await judged(journey.secondAssessor);
    expect([settler.procurement.answersWithheld, settler.assessments.length, settler.standing.length]).toEqual([null, 3, 1]);
    expect([await download(journey.secondAssessor), codes(await specification(journey.secondAssessor))]).toEqual([200, []]);

    expect((await journey.decide(journey.approver, procurement, first)).errors).toEqual([]);
    const { procurement: decided } = await judged(journey.moderator);
    expect(decided.answersWithheld).toBeNull();
    expect(decided.grid).toContainEqual(expect.objectContaining({ conformance: 'MET', state: 'SETTLED' }));
    expect(await download(journey.moderator)).toBe(200);
  });

  it('the record tells no figure to whoever is not shown the answers, says how many events it leaves out, and is given out whole or not', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const conflicted = await journey.rows.person(buyer.id, 'Who Has A Conflict', ['EDITOR']);
    const undeclared = await journey.rows.person(buyer.id, 'Who Has Not Declared', ['ADMIN']);
    await journey.declare(journey.assessor, procurement);
    await journey.declare(conflicted, procurement, true);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    const told = async (who: string): Promise<Told> => {
      const { data, errors } = await journey.api.send<{ auditTrail: Told; auditEvents: Told }>(who, RECORD, {
        id: procurement.id,
      });
      expect(errors).toEqual([]);
      const { totalCount, withheld, edges } = data.auditEvents;
      expect(data.auditTrail).toMatchObject({ totalCount, withheld });
      expect(data.auditTrail.edges.map(({ node }) => node.hash)).toEqual(edges.map(({ node }) => node.hash).reverse());
      return data.auditTrail;
    };
    const figures = ({ edges }: Told): number =>
      edges.filter(({ node }) => ['answer.assessed', 'assessment.moderated'].includes(node.action)).length;
    const exported = async (who: string): Promise<string> => (await journey.api.auditTrail(who)).text;
    const isToldNone = async (who: string, withheld: number): Promise<void> => {
      const record = await told(who);
      expect([record.withheld, figures(record)]).toEqual([withheld, 0]);
      const opened = record.edges.findIndex(({ node }) => node.action === 'responses.opened');
      expect(opened).toBeGreaterThan(0);
      for (const { node } of record.edges.slice(opened + 1)) expect([node.hash, node.previousHash]).toEqual([null, null]);
      expect(await exported(who)).toContain('tells figures of answers that are not shown to you');
    };

    await isToldNone(conflicted, 3);
    await isToldNone(undeclared, 3);
    for (const who of [journey.assessor, buyer.viewer]) {
      const assessing = await told(who);
      expect([assessing.withheld, figures(assessing)]).toEqual([0, 3]);
    }
    const { edges } = await told(buyer.viewer);
    for (const { node } of edges) expect([node.hash, node.previousHash]).toEqual(Array(2).fill(expect.stringMatching(HASH)));
    const lines = (await exported(buyer.viewer)).split('\n').filter((line) => line.includes(procurement.id));
    expect(lines.filter((line) => line.includes('"answer.assessed"'))).toHaveLength(3);
    await journey.declare(journey.moderator, procurement);
    for (const ref of Object.values(REFS)) {
      const figure = ref === REFS.GATE ? { score: null } : {};
      expect((await journey.moderate(journey.moderator, procurement, first, ref, figure)).errors).toEqual([]);
    }
    await isToldNone(conflicted, 6);
    const settling = await told(journey.moderator);
    expect([settling.withheld, figures(settling)]).toEqual([0, 6]);

    expect((await journey.decide(journey.approver, procurement, first)).errors).toEqual([]);
    const decided = await told(conflicted);
    expect([decided.withheld, figures(decided)]).toEqual([0, 6]);
  });

  it('answers to a procurement that was cancelled before anybody assessed them stay sealed, after the deadline too', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id: invitationId } = await journey.evidence.invitationOf(first, procurement);
    const document = await journey.evidence.upload(first, 'sealed.txt');
    await journey.evidence.save(first, invitationId, REFS.PLAIN, { statement: 'We meet it by CSV.', documentIds: [document] });
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.evidence.save(first, invitationId, ref);
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId } });
    await journey.declare(journey.assessor, procurement);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);

    expect(await journey.evidence.submissionsOf(procurement)).toEqual([]);
    for (const who of [journey.assessor, buyer.viewer]) {
      const { data } = await journey.api.send<Judged>(who, JUDGED, { id: procurement.id });
      expect(data.procurement.answersWithheld).toBe('SEALED');
      expect(data.procurement.grid).toEqual(
        [1, 2, 3].map(() => ({ conformance: 'UNKNOWN', score: null, strength: null, expiresOn: null, state: 'NOT_ASSESSED' })),
      );
      const read = await journey.api.send(who, ANSWERS_BY_THE_REQUEST, { id: procurement.id });
      expect(read.errors[0].message).toContain('the answers stay sealed');
      expect(JSON.stringify(read.data)).not.toContain('We meet');
      expect((await journey.api.get(who, `/documents/${document}`)).status).toBe(404);
    }
    const own = 'query ($id: ID!) { evidenceInvitation(id: $id) { submissions { answers { statement } } } }';
    const { data } = await journey.api.send(first.editor, own, { id: invitationId });
    expect(JSON.stringify(data)).toContain('We meet it by CSV.');
  });
});
