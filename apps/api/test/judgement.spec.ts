import { Client } from 'pg';
import { dayOf } from '#pack';
import { codes, TOMORROW } from './evidence-journey';
import { REFS } from '#procurement/testing';
import { Answer } from './harness';
import { ACCEPT_AGREED, ASSESS_ANSWERS, JudgementJourney } from './judgement-journey';

/** The way to the answers that does not ask for them by name. */
const ANSWERS_BY_THE_REQUEST =
  'query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { submissions { answers { statement } } } } }';

const CANCEL = 'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';

const RECORD_CONTRACT = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';

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

const ASSESSORS = 'query ($id: ID!) { assessments(procurementId: $id) { assessor { name } } }';

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { user { id } } }';

const KEPT_APART = { code: 'AS003' };

describe('Assessment, moderation and decision', () => {
  let journey: JudgementJourney;
  let rows: JudgementJourney['evidence']['rows'];
  let people: Pick<JudgementJourney, 'assessor' | 'secondAssessor' | 'moderator' | 'approver'>;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    rows = journey.evidence.rows;
    people = journey;
  });
  afterAll(() => journey.end());

  it('an answer is judged after the deadline, by somebody who has declared no conflict', async () => {
    const { first, third } = journey.evidence;
    const procurement = await journey.answered([first], [third]);

    const undeclared = await journey.assess(people.assessor, procurement, first, REFS.STRONG);
    expect(undeclared.errors[0]).toMatchObject({
      message: expect.stringContaining('Declare your interests'),
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await journey.declare(people.assessor, procurement)).errors).toEqual([]);
    expect(codes(await journey.declare(people.assessor, procurement, true))).toEqual(['CONFLICT']);
    expect((await journey.declare(people.secondAssessor, procurement, true)).errors).toEqual([]);
    const conflicted = await journey.assess(people.secondAssessor, procurement, first, REFS.STRONG);
    expect(codes(conflicted)).toEqual(['FORBIDDEN']);

    expect((await journey.assess(people.assessor, procurement, first, REFS.STRONG)).errors).toEqual([]);
    const { stage, states } = await journey.read(procurement);
    expect(stage).toBe('ASSESSMENT');
    expect(states.get(procurement.candidates.get(third.name) ?? '')).toBe('NO_RESPONSE');
    expect(codes(await journey.assess(people.assessor, procurement, third, REFS.STRONG))).toEqual(['BAD_USER_INPUT']);
  });

  it('what an assessor judged stands, under their name, when they are no member any more', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const leaver = await rows.person(buyer.id, 'Who Leaves', ['EDITOR']);
    const administrator = await rows.person(buyer.id, 'The Administrator', ['ADMIN']);
    await journey.declare(leaver, procurement);
    await journey.assessAll(leaver, procurement, first, [{ score: 8 }, { score: 6 }]);
    const [{ id }] = await rows.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [leaver]);
    const removed = await journey.api.send(administrator, REMOVE, { input: { userId: `usr_${id}` } });
    expect(removed.errors).toEqual([]);

    const { data } = await journey.api.send<{ assessments: { assessor: { name: string } }[] }>(buyer.viewer, ASSESSORS, {
      id: procurement.id,
    });
    expect(data.assessments.map(({ assessor }) => assessor.name)).toEqual(Array(3).fill('Who Leaves'));
    expect((await journey.acceptAgreed(people.moderator, procurement)).remaining).toBe(0);
  });

  it('nothing can be judged before the deadline', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.evidence.requested([first]);
    await journey.declare(people.assessor, procurement);
    const requirements = await rows.query<{ id: string; ref: string }>(
      'SELECT id, ref FROM requirement WHERE procurement_id = $1',
      [procurement.key],
    );
    const ready = { ...procurement, requirements: new Map(requirements.map(({ id, ref }) => [ref, `req_${id}`])) };
    expect(codes(await journey.assess(people.assessor, ready, first, REFS.STRONG))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('a figure keeps to the rules: gates have no score, the unknown scores nothing, weak evidence is not met', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(people.assessor, procurement);
    const refused = [
      await journey.assess(people.assessor, procurement, first, REFS.GATE, { score: 10 }),
      await journey.assess(people.assessor, procurement, first, REFS.GATE, { score: null, strength: 'ASSERTION' }),
      await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: null }),
      await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 11 }),
      await journey.assess(people.assessor, procurement, first, REFS.STRONG, { conformance: 'UNKNOWN', score: 3 }),
    ];
    expect(refused.map(codes)).toEqual(refused.map(() => ['BAD_USER_INPUT']));
    expect(refused[0].errors[0].extensions.fields).toMatchObject([{ path: 'score' }]);
    expect((await journey.read(procurement)).stage).toBe('EVIDENCE');

    const weak = { conformance: 'PARTLY_MET', score: null, strength: 'ASSERTION' };
    expect((await journey.assess(people.assessor, procurement, first, REFS.GATE, weak)).errors).toEqual([]);
    const unknown = { conformance: 'UNKNOWN', score: null };
    expect((await journey.assess(people.assessor, procurement, first, REFS.STRONG, unknown)).errors).toEqual([]);
  });

  it('the same assessor in two windows does not write over what was saved in the other', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(people.assessor, procurement);
    const saved = await journey.assess(people.assessor, procurement, first, REFS.STRONG, { expectedVersion: 0 });
    expect(saved.data.assessAnswer.assessment.version).toBe(1);
    await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 5, expectedVersion: 1 });
    const stale = await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 9, expectedVersion: 1 });
    expect(stale.errors[0].extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2, current: { score: 5 } });
    expect(stale.errors[0].message).toContain('met, 5 of 10');
  });

  it('a page of judgements is saved whole or not at all', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(people.assessor, procurement);
    const figure = (ref: string, score: number | null): object => ({
      candidateId: procurement.candidates.get(first.name),
      requirementId: procurement.requirements.get(ref),
      conformance: 'MET',
      score,
      strength: 'INDEPENDENT_VALIDATION',
      reason: 'Shown.',
    });
    const input = { assessments: [figure(REFS.STRONG, 8), figure(REFS.PLAIN, null)] };
    const { errors } = await journey.api.send(people.assessor, ASSESS_ANSWERS, { input });
    expect(errors[0].extensions.fields).toMatchObject([{ path: expect.stringMatching(/^assessments\[1\]\./) }]);
    expect((await journey.cell(procurement, first, REFS.STRONG)).state).toBe('NOT_ASSESSED');
  });

  it('two assessors who save pages on the same bidders at once both save them', async () => {
    const { first, second } = journey.evidence;
    const procurement = await journey.answered([first, second]);
    await journey.declare(people.assessor, procurement);
    await journey.declare(people.secondAssessor, procurement);
    const figure = (name: string): object => ({
      candidateId: procurement.candidates.get(name),
      requirementId: procurement.requirements.get(REFS.PLAIN),
      conformance: 'MET',
      score: 8,
      strength: 'INDEPENDENT_VALIDATION',
      reason: 'Shown.',
    });
    const page = (who: string, names: string[]) => () =>
      journey.api.send(who, ASSESS_ANSWERS, { input: { assessments: names.map(figure) } });
    const answers = await journey.api.together({ table: 'procurement', key: procurement.key }, [
      page(people.assessor, [first.name, second.name]),
      page(people.secondAssessor, [second.name, first.name]),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('the grid tells of each answer whether it is given, judged, agreed and settled, and when its evidence ends', async () => {
    const { first, second, third } = journey.evidence;
    const procurement = await journey.answered([first, second], [third]);
    for (const who of [people.assessor, people.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(people.secondAssessor, procurement, first, REFS.STRONG, { score: 8, strength: 'ASSERTION' });
    await journey.assess(people.secondAssessor, procurement, first, REFS.PLAIN, { score: 2, conformance: 'PARTLY_MET' });

    expect(await journey.cell(procurement, first, REFS.GATE)).toMatchObject({
      state: 'ONE_ASSESSMENT',
      conformance: 'MET',
      score: null,
    });
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({
      state: 'AGREED',
      score: 8,
      strength: 'ASSERTION',
    });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({
      state: 'DIFFERING',
      conformance: 'UNKNOWN',
      score: null,
    });
    expect(await journey.cell(procurement, second, REFS.PLAIN)).toMatchObject({ state: 'NOT_ASSESSED', expiresOn: null });
    expect(await journey.cell(procurement, third, REFS.PLAIN)).toMatchObject({ state: 'NO_ANSWER', strength: null });
    const { states } = await journey.read(procurement);
    expect(states.get(procurement.candidates.get(first.name) ?? '')).toBe('ASSESSED');
    expect(states.get(procurement.candidates.get(second.name) ?? '')).toBe('RESPONDED');
  });

  it('an answer that was saved without a word or evidence claims nothing', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id } = await journey.evidence.submitted(first, procurement);
    await journey.evidence.save(first, id, REFS.PLAIN, { statement: ' ' });
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await rows.deadlinePasses(procurement);
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({ state: 'NOT_ASSESSED', strength: 'ASSERTION' });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({ state: 'NOT_ASSESSED', strength: null });
  });

  it('who assessed neither moderates nor decides, who moderated does not assess: by the service and by the database', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [people.assessor, people.approver, people.moderator]) await journey.declare(who, procurement);
    const early = await journey.moderate(people.moderator, procurement, first, REFS.GATE, { score: null });
    expect(codes(early)).toEqual(['ILLEGAL_TRANSITION']);
    await journey.assess(people.approver, procurement, first, REFS.STRONG);
    const incomplete = await journey.moderate(people.moderator, procurement, first, REFS.STRONG);
    expect(incomplete.errors[0].message).toContain(`not assessed yet: 2 (${REFS.GATE} of ${first.name}`);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);

    expect(codes(await journey.moderate(people.assessor, procurement, first, REFS.STRONG))).toEqual(['FORBIDDEN']);
    expect(await journey.acceptAgreed(people.moderator, procurement)).toEqual({ settled: 3, remaining: 0 });
    expect(codes(await journey.decide(people.approver, procurement, first))).toEqual(['FORBIDDEN']);
    expect(codes(await journey.assess(people.moderator, procurement, first, REFS.STRONG))).toEqual(['ILLEGAL_TRANSITION']);

    const user = async (email: string): Promise<string> =>
      (await rows.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [email]))[0].id;
    const asBuyer = new Client({ connectionString: journey.api.database.url });
    await asBuyer.connect();
    try {
      await asBuyer.query(`SELECT set_config('assay.organisation', $1, false)`, [buyer.id]);
      const moderates = asBuyer.query('UPDATE moderation SET moderator_id = $2 WHERE procurement_id = $1', [
        procurement.key,
        await user(people.assessor),
      ]);
      await expect(moderates).rejects.toMatchObject(KEPT_APART);
      const assesses = asBuyer.query('UPDATE assessment SET assessor_id = $2 WHERE procurement_id = $1 AND assessor_id = $3', [
        procurement.key,
        await user(people.moderator),
        await user(people.assessor),
      ]);
      await expect(assesses).rejects.toMatchObject(KEPT_APART);
      const decides = asBuyer.query(
        `INSERT INTO decision (id, procurement_id, organisation_id, outcome, reason, arithmetic, decided_by_id, decided_by_name)
         VALUES (gen_random_uuid(), $1, $2, 'NONE_SUITABLE', 'None.', '[]', $3, 'The Approver')`,
        [procurement.key, buyer.id, await user(people.approver)],
      );
      await expect(decides).rejects.toMatchObject(KEPT_APART);
      const undeclared = asBuyer.query(
        `INSERT INTO assessment (id, procurement_id, organisation_id, candidate_id, requirement_id, assessor_id, assessor_name, conformance, strength, reason)
         SELECT gen_random_uuid(), procurement_id, organisation_id, candidate_id, requirement_id, $2, 'Second Assessor', 'MET', 'ASSERTION', 'So.'
         FROM assessment WHERE procurement_id = $1 LIMIT 1`,
        [procurement.key, await user(people.secondAssessor)],
      );
      await expect(undeclared).rejects.toMatchObject({ code: '23503' });
    } finally {
      await asBuyer.end();
    }
  });

  it('who has a conflict of interest reads no answer and has no say: by the service and by the database', async () => {
    const { first, second, buyer } = journey.evidence;
    const procurement = await journey.answered([first, second]);
    const read = (who: string): Promise<Answer<{ evidenceRequest: unknown }>> =>
      journey.api.send(who, ANSWERS_BY_THE_REQUEST, { id: procurement.id });
    const undeclared = await read(people.assessor);
    expect(undeclared.errors[0].message).toContain('Declare your interests');
    expect(JSON.stringify(undeclared.data)).not.toContain('We meet');
    await journey.declare(people.assessor, procurement);
    expect(JSON.stringify((await read(people.assessor)).data)).toContain('We meet');
    for (const who of [people.moderator, people.approver]) await journey.declare(who, procurement, true);
    expect((await read(people.moderator)).errors[0].message).toContain('the answers are not shown to you');

    const [candidate] = procurement.candidates.values();
    const [{ id: invitation }] = await rows.query<{ id: string }>('SELECT id FROM invitation WHERE candidate_id = $1', [
      candidate.replace('cnd_', ''),
    ]);
    const sup = `sup_${first.supplierId}`;
    const says = (answer: Answer<unknown>): void =>
      expect(answer.errors[0]).toMatchObject({
        message: expect.stringContaining('You declared a conflict of interest'),
        extensions: { code: 'FORBIDDEN' },
      });
    says(
      await journey.api.run(people.moderator, 'ExcludeSupplier', {
        input: { procurementId: procurement.id, supplierId: sup, reason: 'Because.' },
      }),
    );
    says(
      await journey.api.run(people.moderator, 'RequestChanges', {
        input: { invitationId: `inv_${invitation}`, wanted: 'More.', dueAt: TOMORROW() },
      }),
    );
    says(await journey.api.send(people.moderator, CANCEL, { input: { procurementId: procurement.id, reason: 'Because.' } }));
    for (const supplier of [first, second])
      await journey.assessAll(people.assessor, procurement, supplier, [{ score: 8 }, { score: 6 }]);
    const judgements = async (who: string): Promise<number> => {
      const { data } = await journey.api.send<{ assessments: { reason: string }[] }>(who, JUDGEMENTS, { id: procurement.id });
      return data.assessments.length;
    };
    expect([await judgements(people.assessor), await judgements(buyer.viewer)]).toEqual([6, 6]);
    expect([await judgements(people.moderator), await judgements(people.secondAssessor)]).toEqual([0, 0]);
    says(await journey.moderate(people.moderator, procurement, first, REFS.STRONG));
    says(await journey.api.send(people.moderator, ACCEPT_AGREED, { input: { procurementId: procurement.id } }));
    expect((await journey.read(procurement)).stage).toBe('ASSESSMENT');
    await journey.acceptAgreed(people.secondAssessor, procurement);
    says(await journey.decide(people.approver, procurement, null));

    const user = async (email: string): Promise<string> =>
      (await rows.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [email]))[0].id;
    const asBuyer = new Client({ connectionString: journey.api.database.url });
    await asBuyer.connect();
    try {
      await asBuyer.query(`SELECT set_config('assay.organisation', $1, false)`, [buyer.id]);
      const moderates = asBuyer.query('UPDATE moderation SET moderator_id = $2 WHERE procurement_id = $1', [
        procurement.key,
        await user(people.moderator),
      ]);
      await expect(moderates).rejects.toMatchObject(KEPT_APART);
      const decides = asBuyer.query(
        `INSERT INTO decision (id, procurement_id, organisation_id, outcome, reason, arithmetic, decided_by_id, decided_by_name)
         VALUES (gen_random_uuid(), $1, $2, 'NONE_SUITABLE', 'None.', '[]', $3, 'The Approver')`,
        [procurement.key, buyer.id, await user(people.approver)],
      );
      await expect(decides).rejects.toMatchObject(KEPT_APART);
    } finally {
      await asBuyer.end();
    }
  });

  it('who has a conflict of interest reads neither answers, nor documents of them, nor figures, until there is a decision', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id: invitationId } = await journey.evidence.invitationOf(first, procurement);
    const document = await journey.evidence.upload(first, 'export.txt');
    await journey.evidence.save(first, invitationId, REFS.PLAIN, { statement: 'We meet it by CSV.', documentIds: [document] });
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.evidence.save(first, invitationId, ref);
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId } });
    await rows.deadlinePasses(procurement);
    const judged = async (who: string): Promise<Judged> => {
      const { data, errors } = await journey.api.send<Judged>(who, JUDGED, { id: procurement.id });
      expect(errors).toEqual([]);
      return data;
    };
    const download = async (who: string): Promise<number> => {
      const token = await journey.api.token(who);
      return (await journey.api.http().get(`/documents/${document}`).set('authorization', `Bearer ${token}`)).status;
    };
    const specification = (who: string): Promise<Answer<unknown>> =>
      journey.api.send(who, 'query ($id: ID!) { specification(documentId: $id) { requirements { text } } }', { id: document });
    const isShownNothing = async (state: string): Promise<void> => {
      const { procurement: read, assessments, standing } = await judged(people.moderator);
      expect(read).toEqual({
        answersWithheld: 'CONFLICT',
        grid: [1, 2, 3].map(() => ({ conformance: 'UNKNOWN', score: null, strength: null, expiresOn: null, state })),
      });
      expect([assessments, standing]).toEqual([[], []]);
      for (const query of [ANSWERS, ANSWERS_BY_THE_REQUEST]) {
        const { errors, data } = await journey.api.send(people.moderator, query, { id: procurement.id });
        expect(errors[0].message).toContain('You declared a conflict of interest');
        expect(JSON.stringify(data)).not.toContain('We meet');
      }
      expect(await download(people.moderator)).toBe(404);
      expect(codes(await specification(people.moderator))).toEqual(['NOT_FOUND']);
    };

    await journey.declare(people.assessor, procurement);
    await journey.declare(people.moderator, procurement, true);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await isShownNothing('ONE_ASSESSMENT');
    expect((await judged(people.secondAssessor)).procurement.answersWithheld).toBe('UNDECLARED');
    expect((await judged(people.assessor)).procurement.grid).toContainEqual(expect.objectContaining({ conformance: 'MET' }));

    await journey.acceptAgreed(people.secondAssessor, procurement);
    await isShownNothing('SETTLED');
    const settler = await judged(people.secondAssessor);
    expect([settler.procurement.answersWithheld, settler.assessments.length, settler.standing.length]).toEqual([null, 3, 1]);
    expect([await download(people.secondAssessor), codes(await specification(people.secondAssessor))]).toEqual([200, []]);

    expect((await journey.decide(people.approver, procurement, first)).errors).toEqual([]);
    const { procurement: decided } = await judged(people.moderator);
    expect(decided.answersWithheld).toBeNull();
    expect(decided.grid).toContainEqual(expect.objectContaining({ conformance: 'MET', state: 'SETTLED' }));
    expect(await download(people.moderator)).toBe(200);
  });

  it('the record tells no figure to whoever is not shown the answers, says how many events it leaves out, and is given out whole or not', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const conflicted = await rows.person(buyer.id, 'Who Has A Conflict', ['EDITOR']);
    const undeclared = await rows.person(buyer.id, 'Who Has Not Declared', ['ADMIN']);
    await journey.declare(people.assessor, procurement);
    await journey.declare(conflicted, procurement, true);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
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
    for (const who of [people.assessor, buyer.viewer]) {
      const assessing = await told(who);
      expect([assessing.withheld, figures(assessing)]).toEqual([0, 3]);
    }
    const { edges } = await told(buyer.viewer);
    for (const { node } of edges) expect([node.hash, node.previousHash]).toEqual(Array(2).fill(expect.stringMatching(HASH)));
    const lines = (await exported(buyer.viewer)).split('\n').filter((line) => line.includes(procurement.id));
    expect(lines.filter((line) => line.includes('"answer.assessed"'))).toHaveLength(3);
    for (const ref of Object.values(REFS)) {
      const figure = ref === REFS.GATE ? { score: null } : {};
      expect((await journey.moderate(people.moderator, procurement, first, ref, figure)).errors).toEqual([]);
    }
    await isToldNone(conflicted, 6);
    const settling = await told(people.moderator);
    expect([settling.withheld, figures(settling)]).toEqual([0, 6]);

    expect((await journey.decide(people.approver, procurement, first)).errors).toEqual([]);
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
    await journey.declare(people.assessor, procurement);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await rows.deadlinePasses(procurement);

    expect(await journey.evidence.submissionsOf(procurement)).toEqual([]);
    for (const who of [people.assessor, buyer.viewer]) {
      const { data } = await journey.api.send<Judged>(who, JUDGED, { id: procurement.id });
      expect(data.procurement.answersWithheld).toBe('SEALED');
      expect(data.procurement.grid).toEqual(
        [1, 2, 3].map(() => ({ conformance: 'UNKNOWN', score: null, strength: null, expiresOn: null, state: 'NOT_ASSESSED' })),
      );
      const read = await journey.api.send(who, ANSWERS_BY_THE_REQUEST, { id: procurement.id });
      expect(read.errors[0].message).toContain('the answers stay sealed');
      expect(JSON.stringify(read.data)).not.toContain('We meet');
      const token = await journey.api.token(who);
      const { status } = await journey.api.http().get(`/documents/${document}`).set('authorization', `Bearer ${token}`);
      expect(status).toBe(404);
    }
    const own = 'query ($id: ID!) { evidenceInvitation(id: $id) { submissions { answers { statement } } } }';
    const { data } = await journey.api.send(first.editor, own, { id: invitationId });
    expect(JSON.stringify(data)).toContain('We meet it by CSV.');
  });

  it('assessors who differ leave the figure to the moderator, and nobody decides before it is settled', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [people.assessor, people.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(people.secondAssessor, procurement, first, REFS.PLAIN, { score: 2 });
    expect(await journey.acceptAgreed(people.moderator, procurement)).toEqual({ settled: 2, remaining: 1 });
    expect((await journey.decide(people.approver, procurement, first)).errors[0].message).toContain('not settled yet: 1');
    const settled = await journey.moderate(people.moderator, procurement, first, REFS.PLAIN, { score: 4 });
    expect(settled.data.moderateAssessment.assessment.moderated).toBe(true);
    expect(await journey.acceptAgreed(people.moderator, procurement)).toEqual({ settled: 0, remaining: 0 });
    expect((await journey.cell(procurement, first, REFS.PLAIN)).state).toBe('SETTLED');
  });

  it('a figure on which the assessors agree is settled for their reasons, each said once, and names nobody', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [people.assessor, people.secondAssessor]) await journey.declare(who, procurement);
    const reasons = ['The updates are signed.', 'The test report shows it.'];
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8, reason: reasons[0] }, { score: 6 }]);
    await journey.assessAll(people.secondAssessor, procurement, first, [{ score: 8, reason: reasons[1] }, { score: 6 }]);
    await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 8, reason: reasons[0] });
    await journey.acceptAgreed(people.moderator, procurement);
    const settled = await rows.query<{ ref: string; reason: string }>(
      `SELECT r.ref, m.reason FROM moderation m JOIN requirement r ON r.id = m.requirement_id
       WHERE m.procurement_id = $1 AND r.kind = 'SCORED' ORDER BY r.position`,
      [procurement.key],
    );
    expect(settled).toEqual([
      { ref: REFS.STRONG, reason: reasons.join('\n') },
      { ref: REFS.PLAIN, reason: `What was given for ${REFS.PLAIN} shows it.` },
    ]);
  });

  it('an answer that was changed on request is judged again before anybody moderates; what stayed the same is not', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(people.assessor, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    const invitation = await journey.evidence.invitationOf(first, procurement);
    const wanted = { invitationId: invitation.id, wanted: 'Say how keys are kept.', dueAt: TOMORROW() };
    await journey.api.done(buyer.editor, 'RequestChanges', { input: wanted });
    await journey.evidence.save(first, invitation.id, REFS.STRONG, { statement: 'Keys are kept in hardware.' });
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });

    const stale = await journey.moderate(people.moderator, procurement, first, REFS.STRONG);
    expect(stale.errors[0].message).toContain(`not assessed yet: 1 (${REFS.STRONG} of ${first.name})`);
    await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 9 });
    expect(await journey.acceptAgreed(people.moderator, procurement)).toEqual({ settled: 3, remaining: 0 });
  });

  it('who judged an answer before it was changed agrees with nobody on the present one', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const assessors = [people.assessor, people.secondAssessor];
    for (const who of assessors) await journey.declare(who, procurement);
    for (const who of assessors) await journey.assessAll(who, procurement, first, [{ score: 8 }, { score: 6 }]);
    const invitation = await journey.evidence.invitationOf(first, procurement);
    const wanted = { invitationId: invitation.id, wanted: 'Say how keys are kept.', dueAt: TOMORROW() };
    await journey.api.done(buyer.editor, 'RequestChanges', { input: wanted });
    await journey.evidence.save(first, invitation.id, REFS.STRONG, { statement: 'Keys are kept in hardware.' });
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });

    const bothOutOfDate = await journey.cell(procurement, first, REFS.STRONG);
    expect(bothOutOfDate).toMatchObject({ state: 'NOT_ASSESSED', conformance: 'UNKNOWN' });
    expect(bothOutOfDate.outOfDate.map(({ name }) => name)).toEqual(['First Assessor', 'Second Assessor']);
    await journey.assess(people.assessor, procurement, first, REFS.STRONG, { score: 8 });
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({
      state: 'ONE_ASSESSMENT',
      conformance: 'MET',
      outOfDate: [{ name: 'Second Assessor' }],
    });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({ state: 'AGREED', outOfDate: [] });
    expect(await journey.acceptAgreed(people.moderator, procurement)).toEqual({ settled: 2, remaining: 1 });
    expect((await journey.cell(procurement, first, REFS.STRONG)).state).not.toBe('SETTLED');
    const settled = await journey.moderate(people.moderator, procurement, first, REFS.STRONG, { score: 8 });
    expect(settled.errors).toEqual([]);
  });

  it('the award goes to the first in the arithmetic: not to a lower score, not past a failed gate, and the unknown never helps', async () => {
    const { first, second, third } = journey.evidence;
    const procurement = await journey.answered([first, second, third]);
    await journey.declare(people.assessor, procurement);
    // 60 × 7 + 40 × 5 = 62; the unknown leaves 60 × 10 = 60; a failed gate loses with 100
    await journey.assessAll(people.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(people.assessor, procurement, second, [
      { score: 10 },
      { conformance: 'UNKNOWN', score: null, strength: 'ASSERTION' },
    ]);
    const failed = { conformance: 'NOT_MET', score: null };
    await journey.assessAll(people.assessor, procurement, third, [{ score: 10 }, { score: 10 }], failed);
    const standing = async (who: string): Promise<unknown> => {
      const read = 'query($id: ID!) { standing(procurementId: $id) { supplierName rank total } }';
      return (await journey.api.send<{ standing: unknown }>(who, read, { id: procurement.id })).data.standing;
    };
    expect(await standing(people.approver)).toEqual([]);
    await journey.acceptAgreed(people.moderator, procurement);
    expect(await standing(people.approver)).toEqual([
      { supplierName: first.name, rank: '1', total: '62.000' },
      { supplierName: second.name, rank: '2', total: '60.000' },
      { supplierName: third.name, rank: null, total: '100.000' },
    ]);
    expect(await standing('editor@dunmoor.example')).toEqual([]);

    const lower = await journey.decide(people.approver, procurement, second);
    expect(lower.errors[0]).toMatchObject({
      message: expect.stringContaining(`${first.name} ranks first with 62.000 of 100; ${second.name} has 60.000`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const gate = await journey.decide(people.approver, procurement, third);
    expect(gate.errors[0].message).toContain(`${third.name} did not pass ${REFS.GATE}`);
    expect((await journey.decide(people.approver, procurement, first)).data.decideProcurement.procurement.stage).toBe(
      'DECIDED',
    );

    const arithmetic = await rows.query<{ arithmetic: { supplierName: string; rank: string | null; total: string }[] }>(
      'SELECT arithmetic FROM decision WHERE procurement_id = $1',
      [procurement.key],
    );
    expect(arithmetic[0].arithmetic.map(({ supplierName, rank, total }) => [supplierName, rank, total])).toEqual([
      [first.name, '1', '62.000'],
      [second.name, '2', '60.000'],
      [third.name, null, '100.000'],
    ]);
    const { states } = await journey.read(procurement);
    expect([first, second, third].map(({ name }) => states.get(procurement.candidates.get(name) ?? ''))).toEqual([
      'SELECTED',
      'NOT_SELECTED',
      'NOT_SELECTED',
    ]);
  });

  it('a procurement can end with nobody suitable, or cancelled with the reason', async () => {
    const { first } = journey.evidence;
    for (const [outcome, stage] of [
      ['NONE_SUITABLE', 'DECIDED'],
      ['CANCELLED', 'CANCELLED'],
    ]) {
      const procurement = await journey.answered([first]);
      await journey.declare(people.assessor, procurement);
      await journey.assessAll(people.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
      await journey.acceptAgreed(people.moderator, procurement);
      const decided = await journey.decide(people.approver, procurement, null, outcome);
      expect(decided.data.decideProcurement.procurement.stage).toBe(stage);
      expect(codes(await journey.decide(people.approver, procurement, null, outcome))).toEqual(['ILLEGAL_TRANSITION']);
      const cancelled = 'query ($id: ID!) { procurement(id: $id) { cancelledAt } }';
      const { data } = await journey.api.send<{ procurement: { cancelledAt: string | null } }>(people.approver, cancelled, {
        id: procurement.id,
      });
      expect(data.procurement.cancelledAt !== null).toBe(outcome === 'CANCELLED');
      const signedOn = dayOf(new Date().toISOString());
      const signed = await journey.api.send(people.approver, RECORD_CONTRACT, {
        input: { procurementId: procurement.id, signedOn },
      });
      expect(signed.errors[0].message).toMatch(
        outcome === 'CANCELLED'
          ? /while the procurement stands at “Decided”; it stands at “Cancelled”/
          : /Nobody was awarded this procurement/,
      );
    }
  });

  it('the day of the contract is told, and stays told when the procurement is cancelled after, with the day of that', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(people.assessor, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.acceptAgreed(people.moderator, procurement);
    const told = async (): Promise<{ contractSignedOn: string | null; cancelledAt: string | null }> => {
      const read = 'query ($id: ID!) { procurement(id: $id) { contractSignedOn cancelledAt } }';
      type Told = { procurement: { contractSignedOn: string | null; cancelledAt: string | null } };
      return (await journey.api.send<Told>(people.approver, read, { id: procurement.id })).data.procurement;
    };
    await journey.decide(people.approver, procurement, first);
    expect(await told()).toEqual({ contractSignedOn: null, cancelledAt: null });
    const signedOn = dayOf(new Date().toISOString());
    await journey.api.send(people.approver, RECORD_CONTRACT, { input: { procurementId: procurement.id, signedOn } });
    expect(await told()).toEqual({ contractSignedOn: signedOn, cancelledAt: null });
    await journey.api.send(people.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
    expect(await told()).toEqual({ contractSignedOn: signedOn, cancelledAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('every supplier that had answered is told of the decision and where its summary is, and of a cancellation after it', async () => {
    const { first, second, third } = journey.evidence;
    const silent = await rows.supplier('Silent Fictional Ltd');
    const procurement = await journey.answered([first, second, third], [silent]);
    await journey.declare(people.assessor, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(people.assessor, procurement, second, [{ score: 2 }, { score: 2 }]);
    const leftOut = { procurementId: procurement.id, supplierId: `sup_${third.supplierId}`, reason: 'Debarred.' };
    await journey.api.done(journey.evidence.buyer.editor, 'ExcludeSupplier', { input: leftOut });
    await journey.acceptAgreed(people.moderator, procurement);
    const told = async (kind: string): Promise<Map<string, string>> => {
      const letters = await rows.query<{ name: string; text: string }>(
        `SELECT s.name, n.text FROM notification n JOIN supplier s ON s.organisation_id = n.organisation_id
         WHERE n.procurement_id = $1 AND n.kind = $2`,
        [procurement.key, kind],
      );
      expect(letters).toHaveLength(new Set(letters.map(({ name }) => name)).size);
      return new Map(letters.map(({ name, text }) => [name, text.slice(text.indexOf('): ') + 3)]));
    };

    const outcomes = async (): Promise<(string | null)[]> => {
      const asked = 'query ($id: ID!) { evidenceInvitation(id: $id) { outcome } }';
      const found: (string | null)[] = [];
      for (const supplier of [first, second, third, silent]) {
        const { id } = await journey.evidence.invitationOf(supplier, procurement);
        const answer = await journey.api.send<{ evidenceInvitation: { outcome: string | null } }>(supplier.editor, asked, {
          id,
        });
        expect(answer.errors).toEqual([]);
        found.push(answer.data.evidenceInvitation.outcome);
      }
      return found;
    };
    expect(await outcomes()).toEqual([null, null, 'LEFT_OUT', null]);

    expect((await journey.decide(people.approver, procurement, first)).errors).toEqual([]);
    expect(await outcomes()).toEqual(['WON', 'LOST', 'LEFT_OUT', null]);
    expect(await told('DECISION_MADE')).toEqual(
      new Map([
        [first.name, 'your tender wins, and your assessment summary is with this invitation.'],
        [
          second.name,
          'another tender wins, and your assessment summary, with the same for the winner, is with this invitation.',
        ],
        [third.name, 'you had been left out before, so your tender was not compared and has no assessment summary.'],
      ]),
    );
    await journey.api.send(people.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
    const cancelled = 'The buyer has cancelled the procurement after it was decided; assessment summaries stay where they are.';
    expect(await told('PROCUREMENT_CANCELLED')).toEqual(new Map([first, second, third].map(({ name }) => [name, cancelled])));
    expect(await outcomes()).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', null]);
  });

  it('the buyer’s people are told when the last figure is settled, when it is decided and when it is cancelled, by whom', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [people.assessor, people.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(people.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(people.secondAssessor, procurement, first, REFS.PLAIN, { score: 2 });
    const told = async (): Promise<string[]> => {
      const letters = await rows.query<{ text: string }>(
        `SELECT text FROM notification WHERE procurement_id = $1 AND organisation_id = $2 AND subject_id = $3 ORDER BY id`,
        [procurement.key, journey.evidence.buyer.id, procurement.id],
      );
      return letters.map(({ text }) => text.replace(/\(P-\d+-\d+\)/, '(P)'));
    };
    await journey.acceptAgreed(people.moderator, procurement);
    expect(await told()).toEqual([]);
    for (const score of [4, 5]) await journey.moderate(people.moderator, procurement, first, REFS.PLAIN, { score });
    await journey.acceptAgreed(people.moderator, procurement);
    await journey.decide(people.approver, procurement, first);
    await journey.api.send(people.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
    const name = '“Parking sensors for a fictional town” (P)';
    expect(await told()).toEqual([
      `The Moderator has settled the last figure of ${name}: an approver, who assessed nothing, can decide.`,
      `The Approver has decided on ${name}: the contract is awarded to ${first.name}.`,
      `The Approver has cancelled ${name}: No money.`,
    ]);
  });

  it('of equal totals the order is explained: in the arithmetic, to who would award the second, and in the summaries of both', async () => {
    const { first, second, third } = journey.evidence;
    const procurement = await journey.answered([first, second, third]);
    await journey.declare(people.assessor, procurement);
    for (const supplier of [first, second])
      await journey.assessAll(people.assessor, procurement, supplier, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(people.assessor, procurement, third, [{ score: 2 }, { score: 2 }]);
    await journey.acceptAgreed(people.moderator, procurement);
    const tie = expect.stringMatching(/^Another tender has the same total: .* which favours nobody\.$/);
    const read = 'query($id: ID!) { standing(procurementId: $id) { supplierName lines } }';
    const { data } = await journey.api.send<{ standing: { supplierName: string; lines: string[] }[] }>(people.approver, read, {
      id: procurement.id,
    });
    expect(data.standing.map(({ lines }) => lines.at(-1))).toEqual([tie, tie, 'Every gate passed']);

    const [winner, equal] = data.standing.map(({ supplierName }) => [first, second].find(({ name }) => name === supplierName));
    const refused = await journey.decide(people.approver, procurement, equal ?? null);
    expect(refused.errors[0].message).toMatch(/or the outcome is another\. Another tender has the same total: /);
    expect((await journey.decide(people.approver, procurement, winner ?? null)).errors).toEqual([]);
    const summaries = await rows.query<{ name: string; tie: string | null }>(
      `SELECT content ->> 'supplierName' AS name, content ->> 'tie' AS tie FROM assessment_summary WHERE procurement_id = $1 ORDER BY 1`,
      [procurement.key],
    );
    expect(summaries).toEqual([
      { name: first.name, tie },
      { name: second.name, tie },
      { name: third.name, tie: null },
    ]);
  });
});
