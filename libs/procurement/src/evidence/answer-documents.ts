import { Injectable } from '@nestjs/common';
import { NotFound, type Tx } from '#platform';
import { withheldSql } from '../assessment/withheld';

/** The files that answers rely on. */
@Injectable()
export class AnswerDocuments {
  /**
   * Lets a file be read that is in no answer, or in an answer that whoever reads is shown. One that is evidence in several procurements is
   * shown by any of them.
   *
   * @param key of the file
   * @throws NotFound as for any file that is not theirs to read
   */
  async mustBeShown(tx: Tx, key: string): Promise<void> {
    const [{ withheld }]: { withheld: boolean }[] = await tx.query(
      `SELECT coalesce(bool_and(${withheldSql('c.procurement_id')} IS NOT NULL), false) AS withheld
       FROM submission s JOIN candidate c ON c.id = s.candidate_id
       WHERE s.organisation_id = caller_organisation() AND s.answers::text LIKE '%' || $1 || '%'`,
      [key],
    );
    if (withheld) throw new NotFound('document');
  }
}
