import { Injectable } from '@nestjs/common';
import { BadUserInput, dayInWords, Forbidden, instantInWords, instantSql, Member, Tx } from '#platform';
import type { Answer } from '../evidence/answer.type';
import type { ClosedDocument } from './document-consent.types';

/** Documents that a supplier lets a buyer open no longer. */
@Injectable()
export class ClosedDocuments {
  /**
   * Tells somebody of a buyer why a document that it had been given cannot be opened any more. What it was never given, it is not told of.
   *
   * @param key of the document
   * @throws Forbidden saying when its supplier withdrew it, and why, or when its last day was
   */
  async mustNotBeClosed(tx: Tx, caller: Member, key: string): Promise<void> {
    const [said]: { act: string; until: string | null; reason: string | null; actedAt: Date; supplier: string }[] =
      await tx.query(
        `SELECT c.act, to_char(c.until, 'YYYY-MM-DD') AS until, c.reason, c.acted_at AS "actedAt", o.name AS supplier
       FROM document_consent c JOIN organisation o ON o.id = c.organisation_id
       WHERE c.document_id = $1 AND c.buyer_organisation_id = $2 AND document_is_closed($1, $2) ORDER BY c.acted_at DESC, c.id DESC LIMIT 1`,
        [key, caller.organisation.id],
      );
    if (said === undefined) return;
    const { supplier, until, reason, actedAt } = said;
    const what =
      until === null
        ? `${supplier} withdrew this document on ${instantInWords(actedAt)}, so it cannot be opened any more. It gave this reason: ${reason ?? ''}`
        : `${supplier} let you open this document until ${dayInWords(until)}, so it cannot be opened any more.`;
    throw new Forbidden(what);
  }

  /** Those of some documents of the supplier's, by their keys, that a buyer can open no longer. */
  static async among(tx: Tx, buyerId: string, keys: readonly string[]): Promise<ClosedDocument[]> {
    return tx.query(
      `SELECT DISTINCT ON (c.file_name, c.document_id) 'doc_' || c.document_id AS id, c.file_name AS "fileName",
         json_build_object('withdrawnAt', CASE c.act WHEN 'WITHDRAWN' THEN ${instantSql('c.acted_at')} END, 'reason', c.reason, 'endedOn', c.until) AS closed
       FROM document_consent c WHERE c.document_id = ANY ($1) AND c.buyer_organisation_id = $2 AND document_is_closed(c.document_id, $2)
       ORDER BY c.file_name, c.document_id, c.acted_at DESC, c.id DESC`,
      [keys, buyerId],
    );
  }

  /** Those that the answers of a sheet rely on, and that the buyer who asks could open no longer. */
  static async ofSheet(tx: Tx, invitationId: string, sheet: readonly Answer[]): Promise<ClosedDocument[]> {
    const [{ buyerId, keys }]: { buyerId: string; keys: string[] }[] = await tx.query(
      `SELECT i.organisation_id AS "buyerId", ARRAY(SELECT document_id FROM attestation_document WHERE attestation_id = ANY ($2)) || $3::uuid[] AS keys
       FROM invitation i WHERE i.id = $1`,
      [invitationId, sheet.flatMap(({ attestationIds }) => attestationIds), sheet.flatMap(({ documentIds }) => documentIds)],
    );
    return ClosedDocuments.among(tx, buyerId, keys);
  }
}

/**
 * @param closed documents that a response relies on and that its buyer can open no more
 * @param givenAgain opaque ids of those that whoever submits gives it again
 * @throws BadUserInput naming those that are not given again
 */
export function mustBeGivenAgain(
  closed: readonly Pick<ClosedDocument, 'id' | 'fileName'>[],
  givenAgain: readonly string[],
): void {
  const left = closed.filter(({ id }) => !givenAgain.includes(id));
  if (left.length === 0) return;
  throw BadUserInput.field(
    'documentsGivenAgain',
    `You let the buyer open these no longer: ${left.map(({ fileName }) => fileName).join(', ')}. Say that this response gives them again, or take them off the answers. Nothing was submitted.`,
  );
}
