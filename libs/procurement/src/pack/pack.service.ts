import { Injectable } from '@nestjs/common';
import { PassThrough } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail, SigningKeys } from '#audit';
import { type PackProgress, signerOf, writePack, type WrittenPack } from '#pack';
import {
  DocumentService,
  DocumentStore,
  globalId,
  IllegalTransition,
  Member,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
  Unwritable,
} from '#platform';
import { Decision } from '../decision/decision.entities';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { AssurancePack, CreateAssurancePackInput, CreateAssurancePackPayload } from './assurance-pack.entity';
import { PackMaking, PackMakingPayload } from './pack-making.entity';
import { PackContentsReader } from './pack-contents';

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
   * Has the worker make a pack, which takes long where there is much evidence. Where one is being made for this procurement, that is the
   * answer: asking twice makes one.
   *
   * @throws IllegalTransition when there is no decision yet
   */
  async ask(caller: Member, { procurementId }: CreateAssurancePackInput): Promise<PackMakingPayload> {
    const key = readId(Procurement, procurementId);
    return this.transactions.run(caller, async (tx) => {
      await this.decided(tx, caller, key);
      const [open]: { id: string }[] = await tx.query(
        `SELECT id FROM pack_making WHERE procurement_id = $1 AND state IN ('QUEUED', 'RUNNING')`,
        [key],
      );
      if (open !== undefined) return { making: refer(PackMaking, open.id) };
      const id = uuidv7();
      await tx.query('INSERT INTO pack_making (id, organisation_id, procurement_id, asked_by) VALUES ($1, $2, $3, $4)', [
        id,
        caller.organisation.id,
        key,
        caller.user.id,
      ]);
      const detail = { procurement: globalId(Procurement, key) };
      await this.audit.record(tx, caller, { action: 'pack.asked', subject: { type: PackMaking, id }, detail });
      return { making: refer(PackMaking, id) };
    });
  }

  /** Makes the pack of a decided procurement at once, and answers when it is there. */
  async create(caller: Member, { procurementId }: CreateAssurancePackInput): Promise<CreateAssurancePackPayload> {
    const id = uuidv7();
    await this.make(caller, readId(Procurement, procurementId), id);
    return { pack: refer(AssurancePack, id) };
  }

  /**
   * Makes the pack with a key: the ZIP streams into the document store, and its row and its audit event commit with it or not at all.
   * Bytes that a failure leaves behind belong to no document and can be read by nobody.
   *
   * @param key of the procurement
   * @param id of the pack
   * @param progress told how much of the evidence is written
   */
  async make(caller: Member, key: string, id: string, progress?: (progress: PackProgress) => void): Promise<void> {
    await this.transactions.run(caller, async (tx) => {
      // The database hears nothing while evidence is written, for as long as there is much of it.
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      const procurement = await this.decided(tx, caller, key);
      const contents = await this.contents.read(tx, caller, key);
      const signingKey = await this.keys.current();
      const createdAt = await timeOfDeed(tx);
      const zip = new PassThrough();
      const sources = {
        openEvidence: (sha256: string) => this.store.open(sha256),
        sign: signerOf(signingKey),
        createdAt: createdAt.toISOString(),
        progress,
      };
      const [written, stored] = await bothOf(writing(writePack(contents, sources, zip), zip), this.store.put(zip));
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
  }

  /** The procurement, locked, when it is decided. @throws IllegalTransition also when it was cancelled before anybody decided */
  private async decided(tx: Tx, caller: Member, key: string): Promise<Procurement> {
    const stages = ['DECIDED', 'CONTRACT', 'CLOSED', 'CANCELLED'] as const;
    const procurement = await this.rows.forChange(tx, caller, key, stages, 'Making the assurance pack');
    if (await tx.existsBy(Decision, { procurementId: key })) return procurement;
    throw new IllegalTransition(
      'This procurement was cancelled before anybody decided on it, so there is no decision for a pack to show. What was done stands in the record.',
    );
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

/** Both to their ends, so that nothing of either is left behind; where both fail, a store that cannot be written to is why. */
async function bothOf<W, S>(writing: Promise<W>, storing: Promise<S>): Promise<[W, S]> {
  const [, stored] = await Promise.allSettled([writing, storing]);
  if (stored.status === 'rejected' && stored.reason instanceof Unwritable) throw stored.reason;
  return Promise.all([writing, storing]);
}
