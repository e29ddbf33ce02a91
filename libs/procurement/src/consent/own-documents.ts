import { Injectable } from '@nestjs/common';
import { Organisation } from '#identity';
import { instantSql, Member, refer, Transactions, Tx } from '#platform';
import type { ConsentAct, DocumentReader, DocumentReading, DocumentUse } from './document-consent.types';
import { type KnownConsent, standingOf } from './standing';

/** As many of the last readings of a document as a person looks through; the record has them all. */
const MOST_READINGS = 100;

/** What a supplier knows of its own documents: what each is used for, who may open it, and who did. By the key of the document. */
@Injectable()
export class OwnDocuments {
  constructor(private readonly transactions: Transactions) {}

  /** What the documents of `keys` are used for. Of those that are not the caller's, nothing is known. */
  uses(caller: Member, keys: readonly string[]): Promise<Map<string, DocumentUse[]>> {
    return this.listed(caller, (tx) => OwnDocuments.usesIn(tx, caller, keys));
  }

  /** The same within a transaction, as rows. */
  static usesIn(tx: Tx, caller: Member, keys: readonly string[]): Promise<{ documentId: string; listed: DocumentUse[] }[]> {
    return tx.query(USES, [keys, caller.organisation.id]);
  }

  /** Which buyers may open them, will, or could; by the name of the buyer. */
  async readers(caller: Member, keys: readonly string[]): Promise<Map<string, DocumentReader[]>> {
    const now = new Date().toISOString();
    const read = await this.listed<ReaderRow>(caller, (tx) => tx.query(READERS, [keys, caller.organisation.id]));
    return new Map([...read].map(([key, rows]) => [key, rows.map((row) => readerOf(row, now))]));
  }

  /** Who opened them, the last first. */
  readings(caller: Member, keys: readonly string[]): Promise<Map<string, DocumentReading[]>> {
    return this.listed(caller, (tx) => tx.query(READINGS, [keys, caller.organisation.id, MOST_READINGS]));
  }

  private async listed<T>(
    caller: Member,
    read: (tx: Tx) => Promise<{ documentId: string; listed: T[] }[]>,
  ): Promise<Map<string, T[]>> {
    const rows = await this.transactions.read(caller, read);
    return new Map(rows.map(({ documentId, listed }) => [documentId, listed]));
  }
}

interface ReaderRow extends KnownConsent, Pick<DocumentReader, 'openings' | 'lastOpenedAt'> {
  buyerId: string;
  history: ConsentAct[];
}

function readerOf({ buyerId, openings, lastOpenedAt, history, ...known }: ReaderRow, now: string): DocumentReader {
  return { buyer: refer(Organisation, buyerId), ...standingOf(known, now), openings, lastOpenedAt, history };
}

/** Every document ($1) of answers that the supplier ($2) submitted; `direct` where the answer itself has it, and not an attestation of it. */
const SUBMITTED = `submitted AS MATERIALIZED (
    SELECT DISTINCT (y.document ->> 'id')::uuid AS document_id, y.direct, i.organisation_id AS buyer_id, i.id AS invitation_id, x ->> 'ref' AS ref,
      s.submitted_at, s.submitted_by_name, s.opens_at, s.number
    FROM submission s JOIN invitation i ON i.id = s.invitation_id
    CROSS JOIN LATERAL jsonb_array_elements(submitted_answers(s.id)) x
    CROSS JOIN LATERAL (
      SELECT e AS document, true AS direct FROM jsonb_array_elements(x -> 'documents') e
      UNION ALL SELECT e, false FROM jsonb_array_elements(jsonb_path_query_array(x, '$.attestations[*].documents[*]')) e
    ) y
    WHERE s.supplier_organisation_id = $2 AND (y.document ->> 'id')::uuid = ANY ($1)
  )`;

const USES = `
  WITH own AS (SELECT id FROM document WHERE id = ANY ($1) AND organisation_id = $2), ${SUBMITTED}, used AS (
    SELECT x.document_id, 'ATTESTATION' AS kind, 'att_' || a.id AS id, s.name AS title, a.reference, NULL AS "buyerName", '{}'::text[] AS refs,
      bool_or(x.read_from OR a.state <> 'DRAFT') AS "isFixed"
    FROM (
      SELECT document_id, attestation_id, false AS read_from FROM attestation_document
      UNION ALL SELECT document_id, attestation_id, true FROM attestation_source
    ) x JOIN attestation a ON a.id = x.attestation_id JOIN attestation_scheme s ON s.code = a.scheme_code
    WHERE x.document_id IN (SELECT id FROM own)
    GROUP BY x.document_id, a.id, s.code
    UNION ALL
    SELECT x.document_id, 'ANSWER', 'inv_' || i.id, r.snapshot ->> 'title', r.snapshot ->> 'reference', r.snapshot ->> 'buyerName',
      array_agg(DISTINCT x.ref ORDER BY x.ref), bool_or(x.sent)
    FROM (
      SELECT d.document_id, a.invitation_id, a.requirement_ref AS ref, false AS sent FROM answer_document d JOIN answer a ON a.id = d.answer_id
      UNION SELECT document_id, invitation_id, ref, true FROM submitted WHERE direct
    ) x JOIN invitation i ON i.id = x.invitation_id JOIN evidence_request r ON r.id = i.request_id
    GROUP BY x.document_id, i.id, r.id
  )
  SELECT document_id AS "documentId", json_agg(to_jsonb(used) - 'document_id' ORDER BY kind DESC, title, id) AS listed
  FROM used WHERE document_id IN (SELECT id FROM own) GROUP BY document_id`;

const READERS = `
  WITH ${SUBMITTED}, reader AS (
    SELECT g.document_id, g.organisation_id AS buyer_id FROM document_grant g WHERE g.document_id = ANY ($1)
    UNION SELECT c.document_id, c.buyer_organisation_id FROM document_consent c WHERE c.document_id = ANY ($1)
  ), act AS (
    SELECT document_id, buyer_id, submitted_at AS acted_at, json_build_object('act', 'ANSWERED', 'at', ${instantSql('submitted_at')}, 'byName', submitted_by_name,
      'opensAt', ${instantSql('opens_at')}, 'invitationId', 'inv_' || invitation_id, 'procurement', (SELECT (r.snapshot ->> 'title') || ' (' || (r.snapshot ->> 'reference') || ')'
        FROM invitation i JOIN evidence_request r ON r.id = i.request_id WHERE i.id = invitation_id), 'until', NULL, 'reason', NULL) AS said
    FROM (SELECT DISTINCT document_id, buyer_id, invitation_id, submitted_at, submitted_by_name, opens_at FROM submitted) s
    UNION ALL
    SELECT document_id, buyer_organisation_id, acted_at, json_build_object('act', act, 'at', ${instantSql('acted_at')}, 'byName', acted_by_name,
      'opensAt', NULL, 'invitationId', NULL, 'procurement', NULL, 'until', until, 'reason', reason)
    FROM document_consent WHERE document_id = ANY ($1)
  )
  SELECT r.document_id AS "documentId", json_agg(json_build_object('buyerId', o.id,
    'isOpen', document_is_granted(d.id, o.id) AND NOT evidence_stays_sealed(d.id, o.id), 'isClosed', document_is_closed(d.id, o.id),
    'answered', (SELECT json_build_object('givenAt', ${instantSql('g.granted_at')}, 'opensAt', ${instantSql('g.opens_at')})
      FROM document_grant g WHERE g.document_id = d.id AND g.organisation_id = o.id),
    'said', (SELECT json_build_object('act', c.act, 'at', ${instantSql('c.acted_at')}, 'until', c.until) FROM document_consent c
      WHERE c.document_id = d.id AND c.buyer_organisation_id = o.id ORDER BY c.acted_at DESC, c.id DESC LIMIT 1),
    'openings', coalesce(read.times, 0), 'lastOpenedAt', ${instantSql('read.last')},
    'history', (SELECT coalesce(json_agg(a.said ORDER BY a.acted_at), '[]') FROM act a WHERE a.document_id = d.id AND a.buyer_id = o.id)
  ) ORDER BY o.name, o.id) AS listed
  FROM reader r JOIN document d ON d.id = r.document_id AND d.organisation_id = $2 JOIN organisation o ON o.id = r.buyer_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS times, max(e.at) AS last FROM audit_event e
    WHERE e.organisation_id = $2 AND e.subject_id = 'doc_' || d.id AND e.action = 'document.read'
      AND coalesce(e.detail ->> 'organisation' = 'org_' || o.id, e.detail ->> 'by' = o.name)
  ) read
  GROUP BY r.document_id`;

const READINGS = `
  SELECT d.id AS "documentId", json_agg(read.said) AS listed
  FROM document d CROSS JOIN LATERAL (
    SELECT json_build_object('at', ${instantSql('e.at')}, 'name', e.actor_name, 'organisation', e.detail ->> 'by') AS said FROM audit_event e
    WHERE e.organisation_id = $2 AND e.subject_id = 'doc_' || d.id AND e.action = 'document.read' ORDER BY e.sequence DESC LIMIT $3
  ) read
  WHERE d.id = ANY ($1) AND d.organisation_id = $2 GROUP BY d.id`;
