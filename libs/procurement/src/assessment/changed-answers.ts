/**
 * The answers of the procurement $1 that were put in other words after they had first been submitted, and when last: what was judged before
 * then was an earlier answer. Those who are not shown the answers, and may settle nothing, are told this much too.
 */
export const CHANGED_ANSWERS = 'SELECT * FROM answers_changed($1)';

/** Whether a judgement, a row of `assessment`, is of the answer as it stands; `changed` is CHANGED_ANSWERS. */
export function isOfPresentAnswer(judgement: string): string {
  return `NOT EXISTS (SELECT FROM changed WHERE changed.candidate_id = ${judgement}.candidate_id
    AND changed.requirement_id = ${judgement}.requirement_id AND changed.changed_at > ${judgement}.updated_at)`;
}
