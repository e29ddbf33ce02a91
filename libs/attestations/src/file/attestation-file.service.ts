import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { Product, Supplier } from '#directory';
import { dayOf } from '#pack';
import {
  BadUserInput,
  Conflict,
  Document,
  DocumentService,
  DocumentStore,
  type FieldProblem,
  globalId,
  Member,
  readId,
  refer,
  referAll,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { Attestation } from '../attestation/attestation.entity';
import { AttestationService, schemeWith } from '../attestation/attestation.service';
import type { DeclaredAttestation as Declared, DeclaredFile } from '../declarations/declared';
import { FileUnreadable } from '../declarations/strict-json';
import { AttestationScheme } from '../scheme/attestation-scheme.entity';
import { AttestationFile, AttestationsPayload, DraftAttestationsInput, DraftChoiceInput } from './attestation-file.inputs';
import { draftedContent } from './drafted-content';
import { proposalFor } from './proposals';
import { readAttestationFile } from './read-file';

/** A file that was uploaded, and what it declares. */
interface ReadFile {
  document: Document;
  declared: DeclaredFile;
}

/** Who drafts: its page, its products, and what it is called. */
interface Ours {
  supplier: Supplier;
  products: Product[];
  names: string[];
}

/** Attestations out of files: what a file declares, and drafts of it. */
@Injectable()
export class AttestationFileService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentService,
    private readonly store: DocumentStore,
    private readonly attestations: AttestationService,
  ) {}

  /**
   * What a file holds and could become, before anything is kept of it.
   *
   * @throws BadUserInput when it cannot be read, or is not as its standard says
   */
  async check(caller: Member, documentId: string): Promise<AttestationFile> {
    const { document, declared } = await this.file(caller, documentId);
    return this.transactions.read(caller, async (tx) => {
      const { products, names } = await oursIn(tx, caller);
      const schemes = await tx.find(AttestationScheme, { order: { position: 'ASC' } });
      const drafted = await draftedOf(tx, document.sha256);
      const attestations = declared.attestations.map((one) => {
        const { productId, ...proposal } = proposalFor(one, schemes, products, names);
        const product = productId === null ? null : refer(Product, productId);
        const before = referAll(Attestation, drafted.get(one.index) ?? []);
        return { ...one, proposal: { ...proposal, product }, drafted: before };
      });
      return { ...declared, fileName: document.fileName, sha256: document.sha256, attestations };
    });
  }

  /**
   * Makes drafts of what was chosen in a file, which stays with each as its document. Nothing is submitted: a signatory signs each.
   *
   * @throws Conflict when one was drafted out of the very same file before, and is not asked for again
   */
  async draft(caller: Member, { documentId, choices, again }: DraftAttestationsInput): Promise<AttestationsPayload> {
    mustBeDifferent(choices);
    const { document, declared } = await this.file(caller, documentId);
    const ids = await this.transactions.run(caller, async (tx) => {
      // The same file is drafted from once at a time, so that two who send it at once make no duplicates.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${caller.organisation.id} ${document.sha256}`]);
      const ours = await oursIn(tx, caller);
      const before = await draftedOf(tx, document.sha256);
      const made: string[] = [];
      for (const [at, choice] of choices.entries()) {
        const one = declared.attestations.at(choice.index);
        if (one === undefined)
          throw BadUserInput.field(
            `choices[${at}].index`,
            `The file has no attestation number ${choice.index + 1}. Check the file again.`,
          );
        if (again !== true && before.has(one.index)) throw draftedAlready(one, document);
        made.push(await this.draftOf(tx, caller, ours, document, one, choice).catch((error) => refuseChoice(at, error)));
      }
      return made;
    });
    return { attestations: referAll(Attestation, ids) };
  }

  private async draftOf(
    tx: Tx,
    caller: Member,
    { names }: Ours,
    document: Document,
    declared: Declared,
    { schemeCode, productId, strength }: DraftChoiceInput,
  ): Promise<string> {
    const scheme = await schemeWith(tx, schemeCode);
    const today = dayOf((await timeOfDeed(tx)).toISOString());
    const { content, notCarried } = draftedContent(declared, scheme, names[0], today);
    const said = { ...content, schemeCode, productId, strength, documentIds: [globalId(Document, document.id)] };
    const id = await this.attestations.draftIn(tx, caller, said, undefined, {
      file: document.fileName,
      sha256: document.sha256,
    });
    await tx.query(
      `INSERT INTO attestation_source (attestation_id, organisation_id, document_id, sha256, position, claims, not_carried)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        caller.organisation.id,
        document.id,
        document.sha256,
        declared.index,
        declared.claims,
        [...notCarried, ...declared.notCarried],
      ],
    );
    return id;
  }

  private async file(caller: Member, documentId: string): Promise<ReadFile> {
    const document = await this.transactions.read(caller, (tx) => this.documents.readable(tx, readId(Document, documentId)));
    try {
      const declared = await readAttestationFile({
        isJson: document.mediaType === 'application/json',
        size: document.size,
        content: async () => buffer(await this.store.open(document.sha256)),
      });
      return { document, declared };
    } catch (error) {
      if (!(error instanceof FileUnreadable)) throw error;
      throw new BadUserInput(
        `“${document.fileName}” cannot be read. ${error.problems[0]}`,
        error.problems.map((message) => ({ path: 'documentId', message })),
      );
    }
  }
}

/** @throws BadUserInput when one attestation of the file is chosen twice */
function mustBeDifferent(choices: readonly DraftChoiceInput[]): void {
  const at = choices.findIndex(({ index }, place) => choices.slice(0, place).some((before) => before.index === index));
  if (at >= 0)
    throw BadUserInput.field(`choices[${at}].index`, 'This attestation of the file is chosen twice. Choose it once at a time.');
}

/** Says of which choice something is wrong. @throws always */
function refuseChoice(at: number, error: unknown): never {
  if (!(error instanceof BadUserInput)) throw error;
  const fields = error.extensions.fields as FieldProblem[];
  throw new BadUserInput(
    error.message,
    fields.map(({ path, message }) => ({ path: `choices[${at}].${path}`, message })),
  );
}

function draftedAlready({ index }: Declared, { fileName }: Document): Conflict {
  return new Conflict(
    `Attestation ${index + 1} of “${fileName}” was read from this very file before. Look at what was made of it, or ask for another draft of it.`,
  );
}

/** What was drafted out of the very same bytes before, by the places in the file. */
async function draftedOf(tx: Tx, sha256: string): Promise<Map<number, string[]>> {
  const rows: { position: number; ids: string[] }[] = await tx.query(
    `SELECT position, array_agg(attestation_id::text ORDER BY attestation_id) AS ids FROM attestation_source
     WHERE sha256 = $1 AND organisation_id = caller_organisation() GROUP BY position`,
    [sha256],
  );
  return new Map(rows.map(({ position, ids }) => [position, ids]));
}

/** @throws BadUserInput when the caller's organisation has no page yet */
async function oursIn(tx: Tx, caller: Member): Promise<Ours> {
  const supplier = await tx.findOneBy(Supplier, { organisationId: caller.organisation.id });
  if (supplier === null)
    throw new BadUserInput('Your organisation has no page in the directory yet. Claim it first, then attest.');
  const products = await tx.find(Product, { where: { supplierId: supplier.id }, order: { name: 'ASC', id: 'ASC' } });
  const legal: { name: string }[] = await tx.query(
    `SELECT legal_name AS name FROM organisation_identifier WHERE organisation_id = $1 AND legal_name IS NOT NULL ORDER BY NOT is_primary, scheme, identifier`,
    [caller.organisation.id],
  );
  return { supplier, products, names: [...legal.map(({ name }) => name), supplier.name] };
}
