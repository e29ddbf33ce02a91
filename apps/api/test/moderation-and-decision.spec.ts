import { dayOf } from '#pack';
import { CANCEL, codes, TOMORROW } from './evidence-journey';
import { REFS } from '#procurement/testing';
import { JudgementJourney } from './judgement-journey';

const RECORD_CONTRACT = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';

describe('Moderation and decision', () => {
  let journey: JudgementJourney;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey.end());

  it('assessors who differ leave the figure to the moderator, and nobody decides before it is settled', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(journey.secondAssessor, procurement, first, REFS.PLAIN, { score: 2 });
    expect(await journey.acceptAgreed(journey.moderator, procurement)).toEqual({ settled: 2, remaining: 1 });
    expect((await journey.decide(journey.approver, procurement, first)).errors[0].message).toContain('not settled yet: 1');
    const settled = await journey.moderate(journey.moderator, procurement, first, REFS.PLAIN, { score: 4 });
    expect(settled.data.moderateAssessment.assessment.moderated).toBe(true);
    expect(await journey.acceptAgreed(journey.moderator, procurement)).toEqual({ settled: 0, remaining: 0 });
    expect((await journey.cell(procurement, first, REFS.PLAIN)).state).toBe('SETTLED');
  });

  it('a figure on which the assessors agree is settled for their reasons, each said once, and names nobody', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.secondAssessor]) await journey.declare(who, procurement);
    const reasons = ['The updates are signed.', 'The test report shows it.'];
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8, reason: reasons[0] }, { score: 6 }]);
    await journey.assessAll(journey.secondAssessor, procurement, first, [{ score: 8, reason: reasons[1] }, { score: 6 }]);
    await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 8, reason: reasons[0] });
    await journey.acceptAgreed(journey.moderator, procurement);
    const settled = await journey.rows.query<{ ref: string; reason: string }>(
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
    for (const who of [journey.assessor, journey.moderator]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    const invitation = await journey.evidence.invitationOf(first, procurement);
    const wanted = { invitationId: invitation.id, wanted: 'Say how keys are kept.', dueAt: TOMORROW() };
    await journey.api.done(buyer.editor, 'RequestChanges', { input: wanted });
    await journey.evidence.save(first, invitation.id, REFS.STRONG, { statement: 'Keys are kept in hardware.' });
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });

    const stale = await journey.moderate(journey.moderator, procurement, first, REFS.STRONG);
    expect(stale.errors[0].message).toContain(`not assessed yet: 1 (${REFS.STRONG} of ${first.name})`);
    await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 9 });
    expect(await journey.acceptAgreed(journey.moderator, procurement)).toEqual({ settled: 3, remaining: 0 });
  });

  it('who judged an answer before it was changed agrees with nobody on the present one', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const assessors = [journey.assessor, journey.secondAssessor];
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
    await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 8 });
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({
      state: 'ONE_ASSESSMENT',
      conformance: 'MET',
      outOfDate: [{ name: 'Second Assessor' }],
    });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({ state: 'AGREED', outOfDate: [] });
    expect(await journey.acceptAgreed(journey.moderator, procurement)).toEqual({ settled: 2, remaining: 1 });
    expect((await journey.cell(procurement, first, REFS.STRONG)).state).not.toBe('SETTLED');
    const settled = await journey.moderate(journey.moderator, procurement, first, REFS.STRONG, { score: 8 });
    expect(settled.errors).toEqual([]);
  });

  it('the award goes to the first in the arithmetic: not to a lower score, not past a failed gate, and the unknown never helps', async () => {
    const { first, second, third } = journey.evidence;
    const procurement = await journey.answered([first, second, third]);
    await journey.declare(journey.assessor, procurement);
    // 60 × 7 + 40 × 5 = 62; the unknown leaves 60 × 10 = 60; a failed gate loses with 100
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(journey.assessor, procurement, second, [
      { score: 10 },
      { conformance: 'UNKNOWN', score: null, strength: 'ASSERTION' },
    ]);
    const failed = { conformance: 'NOT_MET', score: null };
    await journey.assessAll(journey.assessor, procurement, third, [{ score: 10 }, { score: 10 }], failed);
    const standing = async (who: string): Promise<unknown> => {
      const read = 'query($id: ID!) { standing(procurementId: $id) { supplierName rank total } }';
      return (await journey.api.send<{ standing: unknown }>(who, read, { id: procurement.id })).data.standing;
    };
    expect(await standing(journey.approver)).toEqual([]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect(await standing(journey.approver)).toEqual([
      { supplierName: first.name, rank: '1', total: '62.000' },
      { supplierName: second.name, rank: '2', total: '60.000' },
      { supplierName: third.name, rank: null, total: '100.000' },
    ]);
    expect(await standing('editor@dunmoor.example')).toEqual([]);

    const lower = await journey.decide(journey.approver, procurement, second);
    expect(lower.errors[0]).toMatchObject({
      message: expect.stringContaining(`${first.name} ranks first with 62.000 of 100; ${second.name} has 60.000`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const gate = await journey.decide(journey.approver, procurement, third);
    expect(gate.errors[0].message).toContain(`${third.name} did not pass ${REFS.GATE}`);
    expect((await journey.decide(journey.approver, procurement, first)).data.decideProcurement.procurement.stage).toBe(
      'DECIDED',
    );

    const arithmetic = await journey.rows.query<{ arithmetic: { supplierName: string; rank: string | null; total: string }[] }>(
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
      await journey.declare(journey.assessor, procurement);
      await journey.assessAll(journey.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
      await journey.acceptAgreed(journey.moderator, procurement);
      const decided = await journey.decide(journey.approver, procurement, null, outcome);
      expect(decided.data.decideProcurement.procurement.stage).toBe(stage);
      expect(codes(await journey.decide(journey.approver, procurement, null, outcome))).toEqual(['ILLEGAL_TRANSITION']);
      const cancelled = 'query ($id: ID!) { procurement(id: $id) { cancelledAt } }';
      const { data } = await journey.api.send<{ procurement: { cancelledAt: string | null } }>(journey.approver, cancelled, {
        id: procurement.id,
      });
      expect(data.procurement.cancelledAt !== null).toBe(outcome === 'CANCELLED');
      const signedOn = dayOf(new Date().toISOString());
      const signed = await journey.api.send(journey.approver, RECORD_CONTRACT, {
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
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    const told = async (): Promise<{ contractSignedOn: string | null; cancelledAt: string | null }> => {
      const read = 'query ($id: ID!) { procurement(id: $id) { contractSignedOn cancelledAt } }';
      type Told = { procurement: { contractSignedOn: string | null; cancelledAt: string | null } };
      return (await journey.api.send<Told>(journey.approver, read, { id: procurement.id })).data.procurement;
    };
    await journey.decide(journey.approver, procurement, first);
    expect(await told()).toEqual({ contractSignedOn: null, cancelledAt: null });
    const signedOn = dayOf(new Date().toISOString());
    await journey.api.send(journey.approver, RECORD_CONTRACT, { input: { procurementId: procurement.id, signedOn } });
    expect(await told()).toEqual({ contractSignedOn: signedOn, cancelledAt: null });
    await journey.api.send(journey.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
    expect(await told()).toEqual({ contractSignedOn: signedOn, cancelledAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('every supplier that had answered is told of the decision and where its summary is, and of a cancellation after it', async () => {
    const { first, second, third } = journey.evidence;
    const silent = await journey.rows.supplier('Silent Fictional Ltd');
    const procurement = await journey.answered([first, second, third], [silent]);
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(journey.assessor, procurement, second, [{ score: 2 }, { score: 2 }]);
    const leftOut = { procurementId: procurement.id, supplierId: `sup_${third.supplierId}`, reason: 'Debarred.' };
    await journey.api.done(journey.evidence.buyer.editor, 'ExcludeSupplier', { input: leftOut });
    await journey.acceptAgreed(journey.moderator, procurement);
    const told = async (kind: string): Promise<Map<string, string>> => {
      const letters = await journey.rows.query<{ name: string; text: string }>(
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

    expect((await journey.decide(journey.approver, procurement, first)).errors).toEqual([]);
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
    await journey.api.send(journey.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
    const cancelled = 'The buyer has cancelled the procurement after it was decided; assessment summaries stay where they are.';
    expect(await told('PROCUREMENT_CANCELLED')).toEqual(new Map([first, second, third].map(({ name }) => [name, cancelled])));
    expect(await outcomes()).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', null]);
  });

  it('the buyer’s people are told when the last figure is settled, when it is decided and when it is cancelled, by whom', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(journey.secondAssessor, procurement, first, REFS.PLAIN, { score: 2 });
    const told = async (): Promise<string[]> => {
      const letters = await journey.rows.query<{ text: string }>(
        `SELECT text FROM notification WHERE procurement_id = $1 AND organisation_id = $2 AND subject_id = $3 ORDER BY id`,
        [procurement.key, journey.evidence.buyer.id, procurement.id],
      );
      return letters.map(({ text }) => text.replace(/\(P-\d+-\d+\)/, '(P)'));
    };
    await journey.acceptAgreed(journey.moderator, procurement);
    expect(await told()).toEqual([]);
    for (const score of [4, 5]) await journey.moderate(journey.moderator, procurement, first, REFS.PLAIN, { score });
    await journey.acceptAgreed(journey.moderator, procurement);
    await journey.decide(journey.approver, procurement, first);
    await journey.api.send(journey.approver, CANCEL, { input: { procurementId: procurement.id, reason: 'No money.' } });
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
    await journey.declare(journey.assessor, procurement);
    for (const supplier of [first, second])
      await journey.assessAll(journey.assessor, procurement, supplier, [{ score: 7 }, { score: 5 }]);
    await journey.assessAll(journey.assessor, procurement, third, [{ score: 2 }, { score: 2 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    const tie = expect.stringMatching(/^Another tender has the same total: .* which favours nobody\.$/);
    const read = 'query($id: ID!) { standing(procurementId: $id) { supplierName lines } }';
    const { data } = await journey.api.send<{ standing: { supplierName: string; lines: string[] }[] }>(journey.approver, read, {
      id: procurement.id,
    });
    expect(data.standing.map(({ lines }) => lines.at(-1))).toEqual([tie, tie, 'Every gate passed']);

    const [winner, equal] = data.standing.map(({ supplierName }) => [first, second].find(({ name }) => name === supplierName));
    const refused = await journey.decide(journey.approver, procurement, equal ?? null);
    expect(refused.errors[0].message).toMatch(/or the outcome is another\. Another tender has the same total: /);
    expect((await journey.decide(journey.approver, procurement, winner ?? null)).errors).toEqual([]);
    const summaries = await journey.rows.query<{ name: string; tie: string | null }>(
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
