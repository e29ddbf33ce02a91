import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Document, globalId, Member, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { holdConsent } from '../consent/consent-lock';
import { OwnDocuments } from '../consent/own-documents';
import {
  DescribeDocumentInput,
  DescribeDocumentPayload,
  RemoveDocumentInput,
  RemoveDocumentPayload,
} from './own-document.inputs';
import { mustBeUnused } from './removal';

/** A supplier says what a document of its own is, and removes one that nothing names. */
@Injectable()
export class OwnDocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Says what a document is called and is, in place of what was said before. @throws NotFound when it is not the caller's */
  async describe(caller: Member, { documentId, title, description }: DescribeDocumentInput): Promise<DescribeDocumentPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const document = await ownIn(tx, caller, documentId);
      const said = { title: title.trim(), description: (description ?? '').trim() || null };
      await tx.query(
        `INSERT INTO document_description (document_id, organisation_id, title, description) VALUES ($1, $2, $3, $4)
         ON CONFLICT (document_id) DO UPDATE SET title = excluded.title, description = excluded.description`,
        [document.id, caller.organisation.id, said.title, said.description],
      );
      await this.audit.record(tx, caller, {
        action: 'document.described',
        subject: { type: Document, id: document.id },
        detail: said,
      });
      return document.id;
    });
    return { document: refer(Document, id) };
  }

  /**
   * Removes a document that nothing names, and its bytes with it where nobody else has the same. The record keeps that there was one, with its hash.
   *
   * @throws NotFound when it is not the caller's
   * @throws Conflict saying what names it
   */
  async remove(caller: Member, { documentId }: RemoveDocumentInput): Promise<RemoveDocumentPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      // Of a response that is submitted at the same moment, one waits for the other.
      await holdConsent(tx, caller.organisation.id);
      const document = await ownIn(tx, caller, documentId);
      const [found] = await OwnDocuments.usesIn(tx, caller, [document.id]);
      mustBeUnused(document.fileName, found?.listed ?? [], await buyersGiven(tx, document.id));
      await tx.query('SELECT remove_document($1)', [document.id]);
      const { fileName, sha256, size } = document;
      await this.audit.record(tx, caller, {
        action: 'document.removed',
        subject: { type: Document, id: document.id },
        detail: { fileName, sha256, size },
      });
      return document.id;
    });
    return { documentId: globalId(Document, id) };
  }
}

/** A document of the caller's. @throws NotFound */
async function ownIn(tx: Tx, caller: Member, documentId: string): Promise<Document> {
  const document = await tx.findOneBy(Document, { id: readId(Document, documentId), organisationId: caller.organisation.id });
  if (document === null) throw new NotFound('document');
  return document;
}

/** The names of the buyers that a document was ever given to, by an answer that they still have or by its supplier's word. */
async function buyersGiven(tx: Tx, key: string): Promise<string[]> {
  const rows: { name: string }[] = await tx.query(
    `SELECT o.name FROM organisation o WHERE EXISTS (SELECT FROM document_grant g WHERE g.document_id = $1 AND g.organisation_id = o.id)
       OR EXISTS (SELECT FROM document_consent c WHERE c.document_id = $1 AND c.buyer_organisation_id = o.id) ORDER BY o.name, o.id`,
    [key],
  );
  return rows.map(({ name }) => name);
}
