import { verifyPack } from '#pack';
import { FictionalSupplier, REFS } from '#procurement/testing';
import { stopClockAt } from './date-alone';
import { TOMORROW } from './evidence-journey';
import { ACCEPT_AGREED, AnsweredProcurement, JudgementJourney } from './judgement-journey';

const ASK = 'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id } } }';
const ANSWER =
  'mutation ($input: AnswerClarificationInput!) { answerClarification(input: $input) { clarification { answer } } }';
const EXTEND = 'mutation ($input: ExtendDeadlineInput!) { extendDeadline(input: $input) { request { dueAt } } }';
const MARK_READ = 'mutation { markNotificationsRead { marked } }';
const SIGNING_KEY = '{ signingKey { publicKeyPem } }';
const RECORD_CONTRACT = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every column of times that PostgreSQL keeps, as a statement that names it when it has the time $1. */
const COLUMNS_OF_TIMES = `
  SELECT format('SELECT %L AS place WHERE EXISTS (SELECT FROM %I WHERE %I = $1)', c.table_name || '.' || c.column_name, c.table_name, c.column_name) AS look
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'timestamp with time zone'`;

/** An API on another machine than its database: the clock of the API stands still, hours from where PostgreSQL's goes on. */
describe.each([
  ['behind', -1],
  ['ahead', 1],
])('An API whose clock is %s', (_way, sign) => {
  let journey: JudgementJourney;
  let procurement: AnsweredProcurement;
  let first: FictionalSupplier;
  let second: FictionalSupplier;
  let clock: Date;

  beforeAll(async () => {
    clock = new Date(Date.now() + sign * 2 * HOUR);
    stopClockAt(clock.getTime());
    journey = await JudgementJourney.begin();
    ({ first, second } = journey.evidence);
    await journey.api.done(first.editor, 'UpdateSupplierProfile', {
      input: { supplierId: `sup_${first.supplierId}`, description: 'Makes fictional parking sensors.' },
    });
    await decideOnGuidance();
    procurement = await journey.asked([first, second]);
    await answerQuestion();
    await answerWithEvidence();
    await journey.evidence.submitted(second, procurement);
    await putOffDeadline();
    await journey.evidence.rows.deadlinePasses(procurement);

    for (const who of [journey.assessor, journey.moderator]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 9 }, { score: 7 }]);
    await journey.assessAll(journey.assessor, procurement, second, [{ score: 5 }, { score: 6 }]);
    const { errors } = await journey.moderate(journey.moderator, procurement, second, REFS.PLAIN, { score: 7 });
    expect(errors).toEqual([]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect((await journey.decide(journey.approver, procurement, first)).errors).toEqual([]);
  });
  afterAll(async () => {
    jest.useRealTimers();
    await journey.end();
  });

  async function decideOnGuidance(): Promise<void> {
    const { editor } = journey.evidence.buyer;
    const { createProcurement } = await journey.api.done<{ createProcurement: { procurement: { id: string } } }>(
      editor,
      'CreateProcurement',
      { input: { title: 'Cameras for a fictional town' } },
    );
    const { addRequirements } = await journey.api.done<{ addRequirements: { requirements: { id: string }[] } }>(
      editor,
      'AddRequirements',
      { input: { procurementId: createProcurement.procurement.id, requirements: [{ text: 'Footage is encrypted.' }] } },
    );
    const [{ id }] = addRequirements.requirements;
    await journey.api.done(editor, 'DecideGuidance', {
      input: { requirementId: id, itemCode: 'ncsc-cp.7', decision: 'ACCEPT', note: null },
    });
  }

  async function answerQuestion(): Promise<void> {
    const { api, evidence } = journey;
    const invitationId = (await evidence.invitationOf(first, procurement)).id;
    const asked = await api.send<{ askClarification: { clarification: { id: string } } }>(first.editor, ASK, {
      input: { invitationId, question: 'Is LoRaWAN allowed?' },
    });
    const clarificationId = asked.data.askClarification.clarification.id;
    const { errors } = await api.send(evidence.buyer.editor, ANSWER, { input: { clarificationId, answer: 'Yes.' } });
    expect(errors).toEqual([]);
  }

  /** A response of the first supplier's, with a file and an attestation that it submitted and that was checked today. */
  async function answerWithEvidence(): Promise<void> {
    const { api, evidence } = journey;
    const invitation = await evidence.invitationOf(first, procurement);
    const proof = {
      attestationIds: [await attested()],
      documentIds: [await evidence.upload(first, 'test-report.txt')],
      strength: 'INDEPENDENT_VALIDATION',
    };
    for (const ref of Object.values(REFS))
      expect((await evidence.save(first, invitation.id, ref, ref === REFS.GATE ? proof : {})).errors).toEqual([]);
    await api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
  }

  async function attested(): Promise<string> {
    const { submitAttestation } = await journey.api.done<{ submitAttestation: { attestation: { id: string } } }>(
      first.signatory,
      'SubmitAttestation',
      {
        input: {
          schemeCode: 'ce',
          scope: { legalEntity: first.name },
          strength: 'INDEPENDENT_VALIDATION',
          issuedOn: await dayIn(-30),
          expiresOn: await dayIn(300),
          statement: { signatoryName: 'Sam Test', signatoryRole: 'Director', agreed: true },
        },
      },
    );
    const { id } = submitAttestation.attestation;
    await journey.api.done('verifier@oversight.example', 'VerifyAttestation', {
      input: { attestationId: id, outcome: 'VERIFIED', method: 'Looked up in a register', checkedOn: await dayIn(0) },
    });
    return id;
  }

  async function putOffDeadline(): Promise<void> {
    const dueAt = new Date(Date.parse(TOMORROW()) + DAY).toISOString();
    const { errors } = await journey.api.send(journey.evidence.buyer.editor, EXTEND, {
      input: { procurementId: procurement.id, dueAt, reason: 'A supplier asked for more time.' },
    });
    expect(errors).toEqual([]);
  }

  /** The day, so many days from PostgreSQL's today. */
  async function dayIn(days: number): Promise<string> {
    const [{ day }] = await journey.evidence.rows.query<{ day: string }>('SELECT (current_date + $1::integer)::text AS day', [
      days,
    ]);
    return day;
  }

  async function createPack(): Promise<Buffer> {
    const { createAssurancePack } = await journey.api.done<{ createAssurancePack: { pack: { downloadUrl: string } } }>(
      journey.approver,
      'CreateAssurancePack',
      { input: { procurementId: procurement.id } },
    );
    const { body } = await journey.api
      .http()
      .get(createAssurancePack.pack.downloadUrl)
      .set('authorization', `Bearer ${await journey.api.token(journey.approver)}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    return body as Buffer;
  }

  it('makes packs that verify, every check of them', async () => {
    const { data } = await journey.api.send<{ signingKey: { publicKeyPem: string } }>(null, SIGNING_KEY);
    const { checks } = await verifyPack(await createPack(), { trustedKey: data.signingKey.publicKeyPem });
    expect(checks.filter(({ outcome }) => outcome !== 'PASSED')).toEqual([]);
  });

  it('does not have an earlier judgement pass for one of an answer that was changed since', async () => {
    const { api, evidence, assessor, moderator } = journey;
    const changing = await journey.answered([first]);
    for (const who of [assessor, moderator]) await journey.declare(who, changing);
    await journey.assessAll(assessor, changing, first, [{ score: 9 }, { score: 7 }]);
    const { id: invitationId } = await evidence.invitationOf(first, changing);
    await api.done(evidence.buyer.editor, 'RequestChanges', {
      input: { invitationId, wanted: 'Say which format.', dueAt: TOMORROW() },
    });
    expect((await evidence.save(first, invitationId, REFS.PLAIN, { statement: 'As CSV.' })).errors).toEqual([]);
    await api.done(first.signatory, 'SubmitResponse', { input: { invitationId } });
    const early = await api.send(moderator, ACCEPT_AGREED, { input: { procurementId: changing.id } });
    expect(early.errors[0].message).toMatch(/^Answers not assessed yet: 1 \(R3 /);
    expect((await journey.assess(assessor, changing, first, REFS.PLAIN)).errors).toEqual([]);
    expect(await journey.acceptAgreed(moderator, changing)).toEqual({ settled: 3, remaining: 0 });
  });

  it('dates the events of each chain in their order', async () => {
    const { rows, buyer } = journey.evidence;
    const turned = await rows.query(
      `SELECT action, at, before FROM (SELECT action, at, lag(at, 1, at) OVER (PARTITION BY organisation_id ORDER BY sequence) AS before
         FROM audit_event WHERE organisation_id = ANY ($1)) e WHERE at < before OR at > clock_timestamp()`,
      [[buyer.id, first.organisationId, second.organisationId]],
    );
    expect(turned).toEqual([]);
  });

  it('leaves its own time at nothing that was done', async () => {
    const { rows, buyer } = journey.evidence;
    expect((await journey.api.send(buyer.editor, MARK_READ)).errors).toEqual([]);
    const columns = await rows.query<{ look: string }>(COLUMNS_OF_TIMES);
    expect(columns.length).toBeGreaterThan(50);
    expect(await rows.query(columns.map(({ look }) => look).join(' UNION ALL '), [clock])).toEqual([]);
  });

  it('takes today for the day of a contract, and no later day', async () => {
    stopClockAt(clock.getTime() + sign * 3 * DAY);
    const record = async (days: number): Promise<string[]> => {
      const input = { procurementId: procurement.id, signedOn: await dayIn(days) };
      const { errors } = await journey.api.send(journey.approver, RECORD_CONTRACT, { input });
      return errors.map(({ extensions }) => extensions.code);
    };
    expect(await record(2)).toEqual(['BAD_USER_INPUT']);
    expect(await record(0)).toEqual([]);
  });
});
