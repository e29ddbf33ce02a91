import { Injectable } from '@nestjs/common';
import { PassThrough } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { signerOf, writePack, type WrittenPack } from '#pack';
import { DocumentService, DocumentStore, globalId, Member, readId, refer, Transactions } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { AssurancePack, CreateAssurancePackInput, CreateAssurancePackPayload } from './assurance-pack.entity';
import { PackContentsReader } from './pack-contents';
import { SigningKeys } from './signing-keys';

@Injectable()
export class PackService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly contents: PackContentsReader,
    private readonly keys: SigningKeys,
    private readonly store: DocumentStore,
    private readonly documents: DocumentService,
  ) {}

  /**
   * Makes the pack of a decided procurement: the ZIP streams into the document store, and its row and its audit event commit with
   * it or not at all. Bytes that a failure leaves behind belong to no document and can be read by nobody.
   */
  async create(caller: Member, { procurementId }: CreateAssurancePackInput): Promise<CreateAssurancePackPayload> {
    const key = readId(Procurement, procurementId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(
        tx,
        caller,
        key,
        ['DECIDED', 'CONTRACT', 'CLOSED', 'CANCELLED'],
        'Making the assurance pack',
      );
      const contents = await this.contents.read(tx, caller, key);
      const signingKey = await this.keys.current();
      const createdAt = new Date();
      const zip = new PassThrough();
      const sources = {
        openEvidence: (sha256: string) => this.store.open(sha256),
        sign: signerOf(signingKey),
        createdAt: createdAt.toISOString(),
      };
      const [written, stored] = await Promise.all([writing(writePack(contents, sources, zip), zip), this.store.put(zip)]);
      const document = await this.documents.keep(
        tx,
        caller,
        `assurance-pack-${procurement.reference}.zip`,
        'application/zip',
        stored,
      );
      await tx.insert(AssurancePack, {
        id,
        procurementId: key,
        organisationId: caller.organisation.id,
        documentId: document.id,
        digest: written.digest,
        keyId: signingKey.keyId,
        createdAt,
        createdByName: caller.user.name,
      });
      const detail = { procurement: globalId(Procurement, key), digest: written.digest, sha256: stored.sha256 };
      await this.audit.record(tx, caller, { action: 'pack.created', subject: { type: AssurancePack, id }, detail });
    });
    return { pack: refer(AssurancePack, id) };
  }
}

/** Cuts the stream when the writer fails before it writes: who reads it would wait for ever. */
async function writing(pack: Promise<WrittenPack>, zip: PassThrough): Promise<WrittenPack> {
  try {
    return await pack;
  } catch (error) {
    zip.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
