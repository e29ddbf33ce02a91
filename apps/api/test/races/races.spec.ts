import { setTimeout as wait } from 'node:timers/promises';
import { ChainChecks } from '#audit';
import { CANCEL, EvidenceJourney, TOMORROW } from '../evidence-journey';
import { type FictionalSupplier, type ReadyProcurement, REFS } from '#procurement/testing';
import type { Answer, TestApi } from '../harness';
import { ACCEPT_AGREED, type AnsweredProcurement, JudgementJourney } from '../judgement-journey';

const OPERATOR = 'operator@oversight.example';
const CHECK = 'mutation { checkChain(input: { scope: ALL }) { check { id } } }';
const CHECKED = 'query ($id: ID!) { chainCheck(id: $id) { state broken { organisation sequence problem } } }';
const SAVE_DRAFT =
  'mutation ($input: SaveAttestationDraftInput!) { saveAttestationDraft(input: $input) { attestation { id } } }';

/** Who is sent first: each pair is tried both ways, and either may win. */
const ORDERS = ['the one', 'the other'] as const;
type Order = (typeof ORDERS)[number];

type Send = () => Promise<Answer<unknown>>;

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('two people at once', () => {
  let journey: JudgementJourney;
  let api: TestApi;
  let rows: EvidenceJourney['rows'];
  let chains: ChainChecks;
  let secondApprover: string;
  let secondModerator: string;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    ({ api, rows } = journey.evidence);
    chains = new ChainChecks(api.configuration);
    const { id } = journey.evidence.buyer;
    secondApprover = await rows.person(id, 'The Second Approver', ['EDITOR', 'APPROVER']);
    secondModerator = await rows.person(id, 'The Second Moderator', ['EDITOR']);
  });
  afterEach(async () => {
    const { data } = await api.send<{ checkChain: { check: { id: string } } }>(OPERATOR, CHECK);
    await chains.run();
    const checked = await api.send<{ chainCheck: object }>(OPERATOR, CHECKED, { id: data.checkChain.check.id });
    expect(checked.data.chainCheck).toEqual({ state: 'DONE', broken: [] });
  });
  afterAll(async () => {
    await chains.stop();
    await journey.end();
  });

  /** Both wait for the same row and are let go together. @returns the answers of the one and of the other, whoever was sent first */
  async function meet(order: Order, row: { table: string; key: string }, one: Send, other: Send): Promise<Answer<unknown>[]> {
    const isOneFirst = order === 'the one';
    const answers = await api.together(row, isOneFirst ? [one, other] : [other, one]);
    return isOneFirst ? answers : answers.reverse();
  }

  const at = ({ key }: ReadyProcurement) => ({ table: 'procurement', key });
  const isDone = ({ errors }: Answer<unknown>): boolean => errors.length === 0;

  /** That the loser was told where the thing stands, and was not answered by a mishap. */
  function expectTold({ errors }: Answer<unknown>, code: string, sentence: RegExp): void {
    expect(errors.map(({ message, extensions }) => ({ code: extensions.code, message }))).toEqual([
      { code, message: expect.stringMatching(sentence) as string },
    ]);
  }

  async function count(from: string, key: string): Promise<number> {
    const [{ n }] = await rows.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, [key]);
    return n;
  }

  async function times(action: string, subject: string, organisationId = journey.evidence.buyer.id): Promise<number> {
    return (await journey.evidence.actions(organisationId, subject)).filter((one) => one === action).length;
  }

  async function stageOf({ key }: ReadyProcurement): Promise<string> {
    const [{ stage }] = await rows.query<{ stage: string }>('SELECT stage FROM procurement WHERE id = $1', [key]);
    return stage;
  }

  /** Assessed whole, and the figures not settled. */
  async function assessed(suppliers: FictionalSupplier[]): Promise<AnsweredProcurement> {
    const procurement = await journey.answered(suppliers);
    await journey.declare(journey.assessor, procurement);
    for (const supplier of suppliers)
      await journey.assessAll(journey.assessor, procurement, supplier, [{ score: 8 }, { score: 6 }]);
    return procurement;
  }

  async function settled(suppliers: FictionalSupplier[]): Promise<AnsweredProcurement> {
    const procurement = await assessed(suppliers);
    expect((await journey.acceptAgreed(journey.moderator, procurement)).remaining).toBe(0);
    return procurement;
  }

  it.each(ORDERS)('two approvers decide: one decision stands (%s sent first)', async (order) => {
    const { first } = journey.evidence;
    const procurement = await settled([first]);
    const answers = await meet(
      order,
      at(procurement),
      () => journey.decide(journey.approver, procurement, first),
      () => journey.decide(secondApprover, procurement, null),
    );
    const [isAwarded] = answers.map(isDone);
    expect(answers.filter(isDone)).toHaveLength(1);
    expectTold(answers[isAwarded ? 1 : 0], 'ILLEGAL_TRANSITION', /^Deciding is possible while .*; it stands at “Decided”\.$/);
    const decisions = await rows.query<object>('SELECT outcome FROM decision WHERE procurement_id = $1', [procurement.key]);
    expect(decisions).toEqual([{ outcome: isAwarded ? 'AWARDED' : 'NONE_SUITABLE' }]);
    expect(await times('procurement.decided', procurement.id)).toBe(1);
    const [state] = (await journey.read(procurement)).states.values();
    expect(state).toBe(isAwarded ? 'SELECTED' : 'NOT_SELECTED');
    expect(await count('assessment_summary WHERE procurement_id = $1', procurement.key)).toBe(1);
  });

  it.each(ORDERS)('one cancels while another decides: a decision is whole, or there is none (%s sent first)', async (order) => {
    const { first } = journey.evidence;
    const procurement = await settled([first]);
    const [cancelled, decided] = await meet(
      order,
      at(procurement),
      () => api.send(journey.moderator, CANCEL, { input: { procurementId: procurement.id, reason: 'No money is left.' } }),
      () => journey.decide(journey.approver, procurement, first),
    );
    // What was decided can be cancelled after; what was cancelled is not decided any more.
    expect(cancelled.errors).toEqual([]);
    if (!isDone(decided))
      expectTold(decided, 'ILLEGAL_TRANSITION', /^Deciding is possible while .*; it stands at “Cancelled”\.$/);
    expect(await stageOf(procurement)).toBe('CANCELLED');
    const made = isDone(decided) ? 1 : 0;
    for (const table of ['decision', 'assessment_summary'])
      expect(await count(`${table} WHERE procurement_id = $1`, procurement.key)).toBe(made);
    expect(await times('procurement.decided', procurement.id)).toBe(made);
    expect(await times('procurement.cancelled', procurement.id)).toBe(1);
    const [state] = (await journey.read(procurement)).states.values();
    expect(state === 'SELECTED').toBe(made === 1);
  });

  it('a supplier goes on submitting while the deadline passes and an assessor waits for it: no response after it', async () => {
    const { first, second } = journey.evidence;
    const procurement = await journey.asked([first, second]);
    await journey.declare(journey.assessor, procurement);
    const invitations = new Map<FictionalSupplier, string>();
    for (const supplier of [first, second]) {
      const { id } = await journey.evidence.invitationOf(supplier, procurement);
      for (const ref of Object.values(REFS)) await journey.evidence.save(supplier, id, ref);
      invitations.set(supplier, id);
    }
    await api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitations.get(first) } });
    await api.token(second.signatory);
    await deadlineIn(procurement, 2);
    let isOver = false;
    const submitting = [...invitations].map(async ([{ signatory }, invitationId]) => {
      const answers: Answer<unknown>[] = [];
      while (!isOver) answers.push(await api.run(signatory, 'SubmitResponse', { input: { invitationId } }));
      answers.push(await api.run(signatory, 'SubmitResponse', { input: { invitationId } }));
      return answers;
    });
    let seen = 0;
    try {
      let judged = await journey.assess(journey.assessor, procurement, first, REFS.STRONG);
      while (!isDone(judged)) {
        expectTold(judged, 'ILLEGAL_TRANSITION', /^Responses are sealed until .*; assess after it\.$/);
        await wait(20);
        judged = await journey.assess(journey.assessor, procurement, first, REFS.STRONG);
      }
      seen = await count(SUBMISSIONS, procurement.key);
    } finally {
      isOver = true;
    }
    const sent = (await Promise.all(submitting)).flat();
    expect(await count(SUBMISSIONS, procurement.key)).toBe(seen);
    expect(sent.filter(isDone)).toHaveLength(seen - 1);
    for (const late of sent.filter((answer) => !isDone(answer)))
      expectTold(late, 'ILLEGAL_TRANSITION', /^Submitting a response (was possible until|is possible while)/);
    expect(await count(`${SUBMISSIONS} AND s.submitted_at >= s.opens_at`, procurement.key)).toBe(0);
    const { states } = await journey.read(procurement);
    const hasAnswered =
      (await count(
        `${SUBMISSIONS} AND s.candidate_id = i.candidate_id AND i.supplier_organisation_id = '${second.organisationId}'`,
        procurement.key,
      )) > 0;
    expect(states.get(procurement.candidates.get(second.name) ?? '')).toBe(hasAnswered ? 'RESPONDED' : 'NO_RESPONSE');
  });

  const SUBMISSIONS = 'submission s JOIN invitation i ON i.id = s.invitation_id WHERE i.procurement_id = $1';

  /** Puts the deadline of all so many seconds ahead, which nobody but the owner of the database can. */
  async function deadlineIn({ key }: ReadyProcurement, seconds: number): Promise<void> {
    const dueAt = `date_trunc('milliseconds', now()) + interval '${seconds} seconds'`;
    await rows.query(`DO $$ BEGIN
      ALTER TABLE evidence_request DISABLE TRIGGER frozen;
      ALTER TABLE submission DISABLE TRIGGER frozen;
      UPDATE evidence_request SET due_at = ${dueAt} WHERE procurement_id = '${key}';
      UPDATE submission SET opens_at = ${dueAt} WHERE candidate_id IN (SELECT id FROM candidate WHERE procurement_id = '${key}');
      UPDATE invitation SET due_at = ${dueAt} WHERE procurement_id = '${key}';
      ALTER TABLE evidence_request ENABLE TRIGGER frozen;
      ALTER TABLE submission ENABLE TRIGGER frozen;
    END $$`);
  }

  it.each(ORDERS)(
    'one shortlists while another asks for evidence: who is on the shortlist is asked (%s sent first)',
    async (order) => {
      const { first, second, buyer } = journey.evidence;
      const procurement = await rows.procurement(buyer.id, [first], [second]);
      const [shortlisted, asked] = await meet(
        order,
        at(procurement),
        () =>
          api.run(buyer.editor, 'ShortlistSupplier', {
            input: { procurementId: procurement.id, supplierId: `sup_${second.supplierId}`, reason: 'It sells them too.' },
          }),
        () =>
          api.run(journey.moderator, 'RequestEvidence', {
            input: { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() },
          }),
      );
      expect(asked.errors).toEqual([]);
      if (!isDone(shortlisted))
        expectTold(
          shortlisted,
          'ILLEGAL_TRANSITION',
          /^Shortlisting is possible while .*; it stands at “Waiting for evidence”\.$/,
        );
      const invited = isDone(shortlisted) ? 2 : 1;
      expect(await count('invitation WHERE procurement_id = $1', procurement.key)).toBe(invited);
      expect(await count(`candidate WHERE procurement_id = $1 AND state = 'INVITED'`, procurement.key)).toBe(invited);
      expect(await count(`candidate WHERE procurement_id = $1 AND state = 'EXCLUDED'`, procurement.key)).toBe(2 - invited);
    },
  );

  it.each(ORDERS)(
    'one shortlists while another locks the criteria: neither undoes the other (%s sent first)',
    async (order) => {
      const { first, second, buyer } = journey.evidence;
      const procurement = await rows.procurement(buyer.id, [first], [second]);
      await rows.query(`UPDATE procurement SET stage = 'SOURCING', criteria_locked_at = NULL WHERE id = $1`, [procurement.key]);
      const answers = await meet(
        order,
        at(procurement),
        () =>
          api.run(buyer.editor, 'ShortlistSupplier', {
            input: { procurementId: procurement.id, supplierId: `sup_${second.supplierId}`, reason: 'It sells them too.' },
          }),
        () => api.run(journey.moderator, 'LockCriteria', { input: { procurementId: procurement.id } }),
      );
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      expect(await stageOf(procurement)).toBe('CRITERIA_LOCKED');
      expect(await count(`candidate WHERE procurement_id = $1 AND state = 'SHORTLISTED'`, procurement.key)).toBe(2);
    },
  );

  it.each(ORDERS)(
    'an attestation is withdrawn while a response that relies on it goes in: it went before, or is told so (%s sent first)',
    async (order) => {
      const { first } = journey.evidence;
      const relied = await rows.attestation(first, `TM-RELIED-${order}`, 'VERIFIED', { issued: -10, expires: 100 });
      const before = await relyingOn(first, relied);
      await api.done(first.signatory, 'SubmitResponse', { input: { invitationId: before.id } });
      const { procurement, id } = await relyingOn(first, relied);
      const [withdrawn, submitted] = await meet(
        order,
        { table: 'attestation', key: relied.slice('att_'.length) },
        () => api.run(first.signatory, 'WithdrawAttestation', { input: { attestationId: relied, reason: 'It was lost.' } }),
        () => api.run(first.signatory, 'SubmitResponse', { input: { invitationId: id } }),
      );
      expect(withdrawn.errors).toEqual([]);
      if (!isDone(submitted)) {
        expectTold(
          submitted,
          'BAD_USER_INPUT',
          /^The answer to R1 relies on .*, which was withdrawn and proves nothing\. .* Nothing was submitted\.$/,
        );
        expect(await count(SUBMISSIONS, procurement.key)).toBe(0);
        return;
      }
      // What went in says of it what it was, and the hash is of what it says.
      const taken = await takenIn(procurement);
      expect(taken.map(({ status }) => status)).toEqual(['VERIFIED', 'VERIFIED', 'VERIFIED']);
      expect(taken).toEqual(await takenIn(before.procurement));
    },
  );

  /** A request of which every answer relies on one attestation. */
  async function relyingOn(
    supplier: FictionalSupplier,
    relied: string,
  ): Promise<{ procurement: ReadyProcurement; id: string }> {
    const procurement = await journey.evidence.requested([supplier]);
    const { id } = await journey.evidence.invitationOf(supplier, procurement);
    for (const ref of Object.values(REFS)) {
      const { errors } = await journey.evidence.save(supplier, id, ref, { attestationIds: [relied] });
      expect(errors).toEqual([]);
    }
    return { procurement, id };
  }

  /** The status and the hash of each attestation that a response took in. */
  async function takenIn(procurement: ReadyProcurement): Promise<{ status: string; hash: string }[]> {
    await rows.deadlinePasses(procurement);
    const [{ answers }] = await journey.evidence.submissionsOf(procurement);
    return answers.flatMap(({ attestations }) => attestations.map(({ status, hash }) => ({ status, hash })));
  }

  it.each(ORDERS)('two moderators settle what is agreed: each figure once (%s sent first)', async (order) => {
    const { first, second } = journey.evidence;
    const procurement = await assessed([first, second]);
    const settle =
      (who: string): Send =>
      () =>
        api.send(who, ACCEPT_AGREED, { input: { procurementId: procurement.id } });
    const answers = await meet(order, at(procurement), settle(journey.moderator), settle(secondModerator));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const figures = answers.map(({ data }) => (data as { acceptAgreed: object }).acceptAgreed);
    expect(figures).toContainEqual({ settled: 6, remaining: 0 });
    expect(figures).toContainEqual({ settled: 0, remaining: 0 });
    expect(await count('moderation WHERE procurement_id = $1', procurement.key)).toBe(6);
    const authors = 'SELECT DISTINCT moderator_name FROM moderation WHERE procurement_id = $1';
    expect(await rows.query<object>(authors, [procurement.key])).toHaveLength(1);
    expect(await stageOf(procurement)).toBe('MODERATION');
  });

  it.each(ORDERS)(
    'two moderators settle the same figure: one stands, and both are on record (%s sent first)',
    async (order) => {
      const { first } = journey.evidence;
      const procurement = await assessed([first]);
      const settle =
        (who: string, score: number): Send =>
        () =>
          journey.moderate(who, procurement, first, REFS.STRONG, { score });
      const answers = await meet(order, at(procurement), settle(journey.moderator, 3), settle(secondModerator, 9));
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      const [figure, ...more] = await rows.query<{ name: string; score: number; version: number }>(
        'SELECT moderator_name AS name, score, version FROM moderation WHERE procurement_id = $1',
        [procurement.key],
      );
      expect(more).toEqual([]);
      expect(figure.version).toBe(2);
      expect(figure.score).toBe(figure.name === 'The Moderator' ? 3 : 9);
      expect(await times('assessment.moderated', procurement.id)).toBe(2);
    },
  );

  it.each(ORDERS)('two signatories sign the same attestation: it is signed once (%s sent first)', async (order) => {
    const { second } = journey.evidence;
    const colleague = await rows.person(second.organisationId, `Colleague ${order}`, ['SIGNATORY']);
    const content = {
      schemeCode: 'ce',
      reference: `SIGNED-${order}`,
      scope: { legalEntity: second.name, sites: [], productVersions: [], exclusions: [] },
      strength: 'INDEPENDENT_VALIDATION',
      issuedOn: dayFromNow(-30),
      expiresOn: dayFromNow(300),
    };
    const draft = await api.send<{ saveAttestationDraft: { attestation: { id: string } } }>(second.editor, SAVE_DRAFT, {
      input: content,
    });
    expect(draft.errors).toEqual([]);
    const { id } = draft.data.saveAttestationDraft.attestation;
    const sign =
      (who: string, signatoryName: string): Send =>
      () =>
        api.run(who, 'SubmitAttestation', {
          input: { ...content, attestationId: id, statement: { signatoryName, signatoryRole: 'Director', agreed: true } },
        });
    const row = { table: 'attestation', key: id.slice('att_'.length) };
    const answers = await meet(order, row, sign(second.signatory, 'The One'), sign(colleague, 'The Other'));
    const [isSignedByTheOne] = answers.map(isDone);
    expect(answers.filter(isDone)).toHaveLength(1);
    expectTold(
      answers[isSignedByTheOne ? 1 : 0],
      'ILLEGAL_TRANSITION',
      /^This attestation stands at “.*” and cannot be changed\./,
    );
    const signed = await rows.query<object>('SELECT signatory_name FROM attestation WHERE id = $1', [row.key]);
    expect(signed).toEqual([{ signatory_name: isSignedByTheOne ? 'The One' : 'The Other' }]);
    expect(await times('attestation.submitted', id, second.organisationId)).toBe(1);
  });

  it.each(ORDERS)(
    'two signatories submit the same response: each goes in whole, one after the other (%s sent first)',
    async (order) => {
      const { first } = journey.evidence;
      const colleague = await rows.person(first.organisationId, `Colleague ${order}`, ['SIGNATORY']);
      const procurement = await journey.evidence.requested([first]);
      const { id } = await journey.evidence.invitationOf(first, procurement);
      for (const ref of Object.values(REFS)) await journey.evidence.save(first, id, ref);
      const submit =
        (who: string): Send =>
        () =>
          api.run(who, 'SubmitResponse', { input: { invitationId: id } });
      const row = { table: 'invitation', key: id.slice('inv_'.length) };
      const answers = await meet(order, row, submit(first.signatory), submit(colleague));
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      const numbers = await rows.query<object>('SELECT number FROM submission WHERE invitation_id = $1 ORDER BY number', [
        row.key,
      ]);
      expect(numbers).toEqual([{ number: 1 }, { number: 2 }]);
      expect(await times('response.submitted', id)).toBe(2);
    },
  );
});
