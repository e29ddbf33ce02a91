import type { AnswerToAssessQuery, AssessmentProgressQuery } from '../api/operations';
import { doubtOf } from './doubt';

/** One answer to judge. */
export interface Pair {
  candidateId: string;
  requirementId: string;
}

/**
 * Every answer that there is, requirement by requirement, and under each the candidates in their order: so they are judged, side by
 * side and not one supplier after the other.
 */
export function pairsToAssess({ requirements, candidates, grid }: AssessmentProgressQuery['procurement']): Pair[] {
  const answered = new Set(
    grid.filter(({ state }) => state !== 'NO_ANSWER').map((cell) => `${cell.requirement.id} ${cell.candidate.id}`),
  );
  return requirements.flatMap(({ id: requirementId }) =>
    candidates
      .map(({ id: candidateId }) => ({ candidateId, requirementId }))
      .filter((pair) => answered.has(`${pair.requirementId} ${pair.candidateId}`)),
  );
}

/** The first after a pair that is still to be done, going round; null when none is. */
export function nextPair(pairs: readonly Pair[], after: Pair | null, isDone: (pair: Pair) => boolean): Pair | null {
  const place = after === null ? -1 : pairs.findIndex((pair) => isSame(pair, after));
  const round = [...pairs.slice(place + 1), ...pairs.slice(0, Math.max(0, place))];
  return round.find((pair) => !isDone(pair)) ?? null;
}

/** Whether two pairs are the same answer of the same bidder. */
export function isSame(a: Pair, b: Pair): boolean {
  return a.candidateId === b.candidateId && a.requirementId === b.requirementId;
}

/** What is judged, put together from the answer of the API; null when there is no such answer. */
export function answerOf(read: AnswerToAssessQuery, pair: Pair) {
  const requirement = read.procurement.requirements.find(({ id }) => id === pair.requirementId);
  const candidate = read.procurement.candidates.find(({ id }) => id === pair.candidateId);
  const submission = read.submissions.find((one) => one.candidate?.id === pair.candidateId);
  const answer = submission?.answers.find((one) => one.requirement.ref === requirement?.ref);
  if (requirement === undefined || candidate === undefined || submission === undefined || answer === undefined) return null;
  const assessments = read.assessments
    .filter((one) => one.candidate.id === pair.candidateId && one.requirement.id === pair.requirementId)
    .map((one) => ({ ...one, doubt: doubtOf(one) }));
  const cell = read.procurement.grid.find(
    (one) => one.candidate.id === pair.candidateId && one.requirement.id === pair.requirementId,
  );
  const outOfDate = (cell?.outOfDate ?? []).map(({ id }) => id);
  const settled = cell?.state === 'SETTLED' ? cell : null;
  return { requirement, candidate, submission, answer, assessments, outOfDate, settled };
}
