import { Injectable } from '@nestjs/common';
import { NotFound, type Tx } from '#platform';

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
    const [{ shown }]: { shown: boolean }[] = await tx.query('SELECT evidence_is_shown($1::uuid) AS shown', [key]);
    if (!shown) throw new NotFound('document');
  }
}
