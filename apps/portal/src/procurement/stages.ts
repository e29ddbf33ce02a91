/** Whether requirements, and the guidance that they answer, can still change. */
export function isChangeable({ stage }: { stage: string }): boolean {
  return stage === 'DRAFT' || stage === 'SOURCING';
}

/** Whether nothing more is done with a procurement. */
export function isEnded({ stage }: { stage: string }): boolean {
  return stage === 'CLOSED' || stage === 'CANCELLED';
}

/** What of a procurement says whether anybody answered. */
interface Asked {
  stage: string;
  candidates: readonly { state: string }[];
  evidenceRequest: { dueAt: string } | null;
}

/** Whether the deadline has passed and nobody answered: there is nothing to assess, and it can be decided that nobody is suitable. */
export function isUnanswered({ stage, candidates, evidenceRequest }: Asked, now: Date): boolean {
  const isPast = evidenceRequest !== null && new Date(evidenceRequest.dueAt) <= now;
  return stage === 'EVIDENCE' && isPast && !candidates.some(({ state }) => state === 'RESPONDED');
}
