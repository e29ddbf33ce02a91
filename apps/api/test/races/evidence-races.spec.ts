import { setTimeout as wait } from 'node:timers/promises';
import { TOMORROW } from '../evidence-journey';
import { type EvidenceRows, type FictionalSupplier, type ReadyProcurement, REFS } from '#procurement/testing';
import type { Answer } from '../harness';
import { type JudgementJourney } from '../judgement-journey';
import { at, expectTold, isDone, ORDERS, type Send, TwoAtOnce } from './two-at-once';

const SAVE_DRAFT =
  'mutation ($input: SaveAttestationDraftInput!) { saveAttestationDraft(input: $input) { attestation { id } } }';

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('two people at once', () => {
  let race: TwoAtOnce;
  let journey: JudgementJourney;
  let rows: EvidenceRows;

  beforeAll(async () => {
    race = await TwoAtOnce.begin();
    ({ journey, rows } = race);
  });
  afterEach(() => race.expectWholeChains());
  afterAll(() => race.end());

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
    await race.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitations.get(first) } });
    await race.api.token(second.signatory);
    await deadlineIn(procurement, 2);
    let isOver = false;
    const submitting = [...invitations].map(async ([{ signatory }, invitationId]) => {
      const answers: Answer<unknown>[] = [];
      while (!isOver) answers.push(await race.api.run(signatory, 'SubmitResponse', { input: { invitationId } }));
      answers.push(await race.api.run(signatory, 'SubmitResponse', { input: { invitationId } }));
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
      seen = await race.count(SUBMISSIONS, procurement.key);
    } finally {
      isOver = true;
    }
    const sent = (await Promise.all(submitting)).flat();
    expect(await race.count(SUBMISSIONS, procurement.key)).toBe(seen);
    expect(sent.filter(isDone)).toHaveLength(seen - 1);
    for (const late of sent.filter((answer) => !isDone(answer)))
      expectTold(late, 'ILLEGAL_TRANSITION', /^Submitting a response (was possible until|is possible while)/);
    expect(await race.count(`${SUBMISSIONS} AND s.submitted_at >= s.opens_at`, procurement.key)).toBe(0);
    const { states } = await journey.read(procurement);
    const hasAnswered =
      (await race.count(
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
      const [shortlisted, asked] = await race.meet(
        order,
        at(procurement),
        () =>
          race.api.run(buyer.editor, 'ShortlistSupplier', {
            input: { procurementId: procurement.id, supplierId: `sup_${second.supplierId}`, reason: 'It sells them too.' },
          }),
        () =>
          race.api.run(journey.moderator, 'RequestEvidence', {
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
      expect(await race.count('invitation WHERE procurement_id = $1', procurement.key)).toBe(invited);
      expect(await race.count(`candidate WHERE procurement_id = $1 AND state = 'INVITED'`, procurement.key)).toBe(invited);
      expect(await race.count(`candidate WHERE procurement_id = $1 AND state = 'EXCLUDED'`, procurement.key)).toBe(2 - invited);
    },
  );

  it.each(ORDERS)(
    'one shortlists while another locks the criteria: neither undoes the other (%s sent first)',
    async (order) => {
      const { first, second, buyer } = journey.evidence;
      const procurement = await rows.procurement(buyer.id, [first], [second]);
      await rows.query(`UPDATE procurement SET stage = 'SOURCING', criteria_locked_at = NULL WHERE id = $1`, [procurement.key]);
      const answers = await race.meet(
        order,
        at(procurement),
        () =>
          race.api.run(buyer.editor, 'ShortlistSupplier', {
            input: { procurementId: procurement.id, supplierId: `sup_${second.supplierId}`, reason: 'It sells them too.' },
          }),
        () => race.api.run(journey.moderator, 'LockCriteria', { input: { procurementId: procurement.id } }),
      );
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      expect(await race.stageOf(procurement)).toBe('CRITERIA_LOCKED');
      expect(await race.count(`candidate WHERE procurement_id = $1 AND state = 'SHORTLISTED'`, procurement.key)).toBe(2);
    },
  );

  it.each(ORDERS)(
    'an attestation is withdrawn while a response that relies on it goes in: it went before, or is told so (%s sent first)',
    async (order) => {
      const { first } = journey.evidence;
      const relied = await rows.attestation(first, `TM-RELIED-${order}`, 'VERIFIED', { issued: -10, expires: 100 });
      const before = await relyingOn(first, relied);
      await race.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: before.id } });
      const { procurement, id } = await relyingOn(first, relied);
      const [withdrawn, submitted] = await race.meet(
        order,
        { table: 'attestation', key: relied.slice('att_'.length) },
        () =>
          race.api.run(first.signatory, 'WithdrawAttestation', { input: { attestationId: relied, reason: 'It was lost.' } }),
        () => race.api.run(first.signatory, 'SubmitResponse', { input: { invitationId: id } }),
      );
      expect(withdrawn.errors).toEqual([]);
      if (!isDone(submitted)) {
        expectTold(
          submitted,
          'BAD_USER_INPUT',
          /^The answer to R1 relies on .*, which was withdrawn and proves nothing\. .* Nothing was submitted\.$/,
        );
        expect(await race.count(SUBMISSIONS, procurement.key)).toBe(0);
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
    const draft = await race.api.send<{ saveAttestationDraft: { attestation: { id: string } } }>(second.editor, SAVE_DRAFT, {
      input: content,
    });
    expect(draft.errors).toEqual([]);
    const { id } = draft.data.saveAttestationDraft.attestation;
    const sign =
      (who: string, signatoryName: string): Send =>
      () =>
        race.api.run(who, 'SubmitAttestation', {
          input: { ...content, attestationId: id, statement: { signatoryName, signatoryRole: 'Director', agreed: true } },
        });
    const row = { table: 'attestation', key: id.slice('att_'.length) };
    const answers = await race.meet(order, row, sign(second.signatory, 'The One'), sign(colleague, 'The Other'));
    const [isSignedByTheOne] = answers.map(isDone);
    expect(answers.filter(isDone)).toHaveLength(1);
    expectTold(
      answers[isSignedByTheOne ? 1 : 0],
      'ILLEGAL_TRANSITION',
      /^This attestation stands at “.*” and cannot be changed\./,
    );
    const signed = await rows.query<object>('SELECT signatory_name FROM attestation WHERE id = $1', [row.key]);
    expect(signed).toEqual([{ signatory_name: isSignedByTheOne ? 'The One' : 'The Other' }]);
    expect(await race.times('attestation.submitted', id, second.organisationId)).toBe(1);
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
          race.api.run(who, 'SubmitResponse', { input: { invitationId: id } });
      const row = { table: 'invitation', key: id.slice('inv_'.length) };
      const answers = await race.meet(order, row, submit(first.signatory), submit(colleague));
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      const numbers = await rows.query<object>('SELECT number FROM submission WHERE invitation_id = $1 ORDER BY number', [
        row.key,
      ]);
      expect(numbers).toEqual([{ number: 1 }, { number: 2 }]);
      expect(await race.times('response.submitted', id)).toBe(2);
    },
  );
});
