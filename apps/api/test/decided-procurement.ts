import { FictionalSupplier, REFS } from '#procurement/testing';
import { AnsweredProcurement, JudgementJourney } from './judgement-journey';

/** A procurement that was awarded, and its bidders. */
export interface DecidedProcurement {
  procurement: AnsweredProcurement;
  /** Wins with evidence that covers twenty days more. */
  winner: FictionalSupplier;
  /** Loses. */
  second: FictionalSupplier;
  /** Never answered. */
  silent: FictionalSupplier;
}

/** Walks a procurement of three bidders up to its decision. */
export async function decidedProcurement(journey: JudgementJourney): Promise<DecidedProcurement> {
  const { evidence } = journey;
  const winner = await evidence.rows.supplier('Lapsing Fictional Ltd');
  const ending = await evidence.rows.attestation(winner, 'TM-ENDS', 'VERIFIED', { issued: -30, expires: 50, covers: 20 });
  const { second, third: silent } = evidence;
  const procurement = await journey.asked([winner, second, silent]);
  const invitation = await evidence.invitationOf(winner, procurement);
  const document = await evidence.upload(winner, 'test-report.txt');
  const withProof = { attestationIds: [ending], documentIds: [document], strength: 'INDEPENDENT_VALIDATION' };
  for (const ref of Object.values(REFS)) {
    const more = ref === REFS.GATE ? withProof : {};
    expect((await evidence.save(winner, invitation.id, ref, more)).errors).toEqual([]);
  }
  await journey.api.done(winner.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
  await evidence.submitted(second, procurement);
  await evidence.rows.deadlinePasses(procurement);

  await journey.declare(journey.assessor, procurement);
  await journey.assessAll(journey.assessor, procurement, winner, [{ score: 9 }, { score: 7 }]);
  const unknown = { conformance: 'UNKNOWN', score: null, strength: 'ASSERTION' };
  await journey.assessAll(journey.assessor, procurement, second, [unknown, { score: 6 }]);
  await journey.acceptAgreed(journey.moderator, procurement);
  expect((await journey.decide(journey.approver, procurement, winner)).errors).toEqual([]);
  return { procurement, winner, second, silent };
}
