import { Injectable } from '@nestjs/common';
import { instantSql, Member, Transactions } from '#platform';
import type { SharedDocument } from './document-consent.types';

/** What suppliers let a buyer open by their word, beside what comes with answers. */
@Injectable()
export class SharedDocuments {
  constructor(private readonly transactions: Transactions) {}

  /** All that were ever granted to the caller's organisation, the last one first. */
  of(caller: Member): Promise<SharedDocument[]> {
    return this.transactions.read(caller, (tx) => tx.query(SHARED, [caller.organisation.id]) as Promise<SharedDocument[]>);
  }
}

const SHARED = `
  SELECT 'doc_' || first.document_id AS id, last.file_name AS "fileName", last.sha256, o.name AS "supplierName", ${instantSql('first.at')} AS since,
    CASE WHEN document_is_granted(first.document_id, $1) THEN 'OPEN' WHEN last.act = 'WITHDRAWN' THEN 'WITHDRAWN' ELSE 'ENDED' END AS state,
    CASE WHEN last.until >= current_date OR document_is_closed(first.document_id, $1) THEN to_char(last.until, 'YYYY-MM-DD') END AS until,
    CASE WHEN last.act = 'WITHDRAWN' AND document_is_closed(first.document_id, $1) THEN ${instantSql('last.acted_at')} END AS "withdrawnAt",
    CASE WHEN document_is_closed(first.document_id, $1) THEN last.reason END AS reason
  FROM (SELECT document_id, min(acted_at) AS at FROM document_consent WHERE buyer_organisation_id = $1 AND act = 'GRANTED' GROUP BY document_id) first
  CROSS JOIN LATERAL (SELECT * FROM document_consent c WHERE c.document_id = first.document_id AND c.buyer_organisation_id = $1
    ORDER BY c.acted_at DESC, c.id DESC LIMIT 1) last
  JOIN organisation o ON o.id = last.organisation_id
  ORDER BY first.at DESC, first.document_id`;
