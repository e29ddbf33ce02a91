/**
 * The answers of the procurement $1 that were put in other words after they had first been submitted, and when last: what was judged before
 * then was an earlier answer. What is judged of an answer are its words, the strength that it claims, its documents and its attestations.
 */
export const CHANGED_ANSWERS = `
  SELECT candidate_id, requirement_id, max(submitted_at) AS changed_at
  FROM (
    SELECT s.candidate_id, s.number, s.submitted_at, (x ->> 'requirementId')::uuid AS requirement_id, judged.words,
      lag(judged.words) OVER (PARTITION BY s.invitation_id, x ->> 'requirementId' ORDER BY s.number) AS earlier_words
    FROM candidate c JOIN submission s ON s.candidate_id = c.id CROSS JOIN LATERAL jsonb_array_elements(s.answers) x
    CROSS JOIN LATERAL (SELECT jsonb_build_array(x -> 'statement', x -> 'strength', x -> 'documents', jsonb_path_query_array(x, '$.attestations[*].hash'))) judged (words)
    WHERE c.procurement_id = $1
  ) answered
  WHERE number > 1 AND words IS DISTINCT FROM earlier_words
  GROUP BY candidate_id, requirement_id`;

/** Whether a judgement, a row of `assessment`, is of the answer as it stands; `changed` is CHANGED_ANSWERS. */
export function isOfPresentAnswer(judgement: string): string {
  return `NOT EXISTS (SELECT FROM changed WHERE changed.candidate_id = ${judgement}.candidate_id
    AND changed.requirement_id = ${judgement}.requirement_id AND changed.changed_at > ${judgement}.updated_at)`;
}
