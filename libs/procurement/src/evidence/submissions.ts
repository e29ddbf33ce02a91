import { Injectable } from '@nestjs/common';
import { Tx } from '#platform';
import { AnswerSnapshot } from './submission.entity';
import { type PlannedScope, scopeSql } from './tested-scope';

/** What one candidate last submitted, as a plain value. Ids are keys; `submittedAt` as ISO 8601. */
export interface LatestSubmission {
  candidateId: string;
  invitationId: string;
  number: number;
  submittedAt: string;
  hash: string;
  answers: AnswerSnapshot[];
  scope: PlannedScope;
}

/** Reads what was submitted, for assessment and the pack. */
@Injectable()
export class Submissions {
  /**
   * The last submission of each candidate of a procurement, in an order that favours nobody. Read as the buyer: none before the
   * deadline, when row-level security hides them all.
   */
  async latest(tx: Tx, procurementId: string): Promise<LatestSubmission[]> {
    const rows: (Omit<LatestSubmission, 'submittedAt'> & { submittedAt: Date })[] = await tx.query(
      `SELECT s.candidate_id AS "candidateId", s.invitation_id AS "invitationId", s.number, s.submitted_at AS "submittedAt", s.hash,
         submitted_answers(s.id) AS answers, json_build_object(${scopeSql('s')}) AS scope
       FROM submission s JOIN invitation i ON i.id = s.invitation_id
       WHERE i.procurement_id = $1 AND ${isLatest('s')}
       ORDER BY md5(i.procurement_id::text || s.candidate_id::text)`,
      [procurementId],
    );
    return rows.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() }));
  }
}

/** Whether a submission is the last of its invitation: the one that counts. */
export function isLatest(alias: string): string {
  return `NOT EXISTS (SELECT FROM submission later WHERE later.invitation_id = ${alias}.invitation_id AND later.number > ${alias}.number)`;
}
