import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { Member } from '../caller/caller';
import { timeOfDeed } from '../database/time-of-deed';
import { Transactions, Tx } from '../database/transactions';
import { BadUserInput, NotFound } from '../errors/refusal';
import { Document } from './document.entity';
import { DocumentStore, StoredBytes } from './document-store';
import { mediaTypeOf, safeFileName } from './media-type';
import { UploadKey } from './upload-key';

@Injectable()
export class DocumentService {
  constructor(
    private readonly store: DocumentStore,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Takes an upload. `recorded` runs in the transaction that makes the document, for the audit event.
   *
   * @param key of the client's choosing: the same file under the same key is the document that it was
   * @throws BadUserInput when it is empty, of a kind not taken, or not what its name says, or when the key was used for something else
   */
  async upload(
    caller: Member,
    name: string,
    bytes: Readable,
    recorded: (tx: Tx, document: Document) => Promise<void>,
    key?: string,
  ): Promise<Document> {
    const fileName = safeFileName(name);
    let mediaType = '';
    const stored = await this.store.put(bytes, ({ size, head }) => {
      if (size === 0) throw BadUserInput.field('file', `"${fileName}" is empty. Choose the file again.`);
      mediaType = mediaTypeOf(fileName, head);
    });
    const once = key === undefined ? null : new UploadKey(caller, key, fileName, stored.sha256);
    return this.transactions.run(caller, async (tx) => {
      const before = (await once?.take(tx)) ?? null;
      if (before !== null) return this.readable(tx, before);
      const document = await this.keep(tx, caller, fileName, mediaType, stored);
      await recorded(tx, document);
      await once?.keep(tx, document.id);
      return document;
    });
  }

  /** Makes the row of bytes that are in the store, in the caller's organisation. */
  async keep(tx: Tx, caller: Member, fileName: string, mediaType: string, stored: StoredBytes): Promise<Document> {
    const document = Object.assign(new Document(), {
      id: uuidv7(),
      organisationId: caller.organisation.id,
      fileName,
      mediaType,
      size: stored.size,
      sha256: stored.sha256,
      scan: 'NOT_SCANNED' as const,
      uploadedBy: caller.user.id,
      createdAt: await timeOfDeed(tx),
    });
    await tx.insert(Document, document);
    return document;
  }

  /** The document, when row-level security lets the caller see it. @throws NotFound */
  async readable(tx: Tx, id: string): Promise<Document> {
    const document = await tx.findOneBy(Document, { id });
    if (document === null) throw new NotFound('document');
    return document;
  }
}
