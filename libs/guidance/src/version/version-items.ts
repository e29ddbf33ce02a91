import { Tx } from '#platform';
import { CodedItem } from './version-changes';

/** The items of one version in their order, each with its key. */
export function itemsOfVersion(tx: Tx, documentId: string): Promise<(CodedItem & { id: string })[]> {
  return tx.query(
    `SELECT i.id, i.code, i.title, i.summary, i.theme, i.lifecycle_stage AS "lifecycleStage"
     FROM guidance_item i WHERE i.document_id = $1 ORDER BY i.position`,
    [documentId],
  );
}
