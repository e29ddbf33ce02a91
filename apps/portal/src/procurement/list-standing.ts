import type { ProcurementsQuery } from '../api/operations';

/** What both the list and a procurement's own page know of it. */
type Listed = ProcurementsQuery['procurements']['edges'][number]['node'];

/** Where a procurement stands, and the date that matters there: said as `procurement.list.<key>`. */
export interface ListStanding {
  /** A part of `state.procurement`. `ANSWERS_OPEN` is the stage of waiting for evidence when its deadline is over. */
  state: Listed['stage'] | 'ANSWERS_OPEN';
  key: 'cancelled' | 'contract' | 'decided' | 'due' | 'opened' | 'noAnswers' | 'begun';
  /** An instant or a day. */
  at: string;
}

/** What is true of a procurement at a moment: what is over is not told as if it were still ahead. */
export function listStanding(procurement: Listed, now: Date): ListStanding {
  const { stage, createdAt, cancelledAt, contractSignedOn, decision, evidenceRequest } = procurement;
  if (cancelledAt !== null) return { state: stage, key: 'cancelled', at: cancelledAt };
  if (contractSignedOn !== null) return { state: stage, key: 'contract', at: contractSignedOn };
  if (decision !== null) return { state: stage, key: 'decided', at: decision.decidedAt };
  if (evidenceRequest === null) return { state: stage, key: 'begun', at: createdAt };
  const { dueAt, invitations } = evidenceRequest;
  if (new Date(dueAt) > now) return { state: stage, key: 'due', at: dueAt };
  const isAnswered = invitations.some(({ submittedAt }) => submittedAt !== null);
  return {
    state: stage === 'EVIDENCE' && isAnswered ? 'ANSWERS_OPEN' : stage,
    key: isAnswered ? 'opened' : 'noAnswers',
    at: dueAt,
  };
}
