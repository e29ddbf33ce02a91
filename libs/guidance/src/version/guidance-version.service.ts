import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import {
  BadUserInput,
  Caller,
  Document,
  DocumentService,
  DocumentStore,
  LOCKS,
  Member,
  NotFound,
  readId,
  refer,
  Transactions,
  Tx,
} from '#platform';
import { GuidanceDocument } from '../document/guidance-document.entity';
import { Catalogue } from '../matching/catalogue';
import { parentOf } from '../seed/guidance.seed';
import { Mends } from './file-fields';
import { documentsOf, FileDocument, GuidanceFileUnreadable, readDocument } from './guidance-file';
import {
  AddGuidanceVersionInput,
  GuidanceChanges,
  GuidanceFileArguments,
  GuidanceFileDocument,
  GuidanceMendInput,
  GuidanceVersionPayload,
} from './guidance-version.inputs';
import { ComparedDocument, comparedWith, HeldDocument } from './held-versions';
import { changesBetween, countsOf } from './version-changes';
import { itemsOfVersion } from './version-items';

/** The largest file that is read: a catalogue many times the size of the one that comes with the product. */
const MOST_BYTES = 10_000_000;

/** Versions of guidance documents: what differs between two, what a file would bring, and adding it. */
@Injectable()
export class GuidanceVersionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly documents: DocumentService,
    private readonly store: DocumentStore,
    private readonly catalogue: Catalogue,
  ) {}

  /** What was added, removed and reworded between two versions of a document. @throws NotFound */
  async changes(caller: Caller, code: string, from: string, to: string): Promise<GuidanceChanges> {
    return this.transactions.read(caller, async (tx) => {
      const [before, after] = [await versionOf(tx, code, from), await versionOf(tx, code, to)];
      return {
        from: refer(GuidanceDocument, before),
        to: refer(GuidanceDocument, after),
        ...changesBetween(await itemsOfVersion(tx, before), await itemsOfVersion(tx, after)),
      };
    });
  }

  /**
   * What an uploaded file holds and would change, before anything is taken: for a person to check and to mend.
   *
   * @throws BadUserInput when the file cannot be read at all
   */
  async check(caller: Member, { documentId, mends }: GuidanceFileArguments): Promise<GuidanceFileDocument[]> {
    const file = await this.file(caller, documentId);
    const records = parsed(file.text);
    return this.transactions.read(caller, async (tx) => {
      const found: GuidanceFileDocument[] = [];
      for (const index of records.keys()) {
        const held = await compare(tx, file.text, index, mendsOf(mends));
        found.push(shown(index, held));
      }
      return found;
    });
  }

  /**
   * Takes one document of an uploaded file as the new version of what is held under its code, or as a new document. The version before
   * stays readable; procurements that were matched against it stay with it.
   *
   * @throws BadUserInput when something is not understood yet, or nothing is new; the fields name what has to be mended
   */
  async add(caller: Member, { documentId, index, mends }: AddGuidanceVersionInput): Promise<GuidanceVersionPayload> {
    const file = await this.file(caller, documentId);
    if (index >= parsed(file.text).length)
      throw BadUserInput.field('index', `The file has no document number ${index + 1}. Check the file again.`);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      // One version is published at a time.
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.publishingGuidance]);
      const { document, state, problems, changes, unchanged, held } = await compare(tx, file.text, index, mendsOf(mends));
      if (state === 'UNCHANGED')
        throw new BadUserInput(`The current version of “${document.title}” says the same already. There is nothing to add.`);
      if (problems.length > 0)
        throw new BadUserInput(
          'Something in the file is not understood yet. Mend it, or leave the item out, and try again.',
          problems.map(({ path, item, field, message }) => ({
            path,
            message: [item, field, message].filter(Boolean).join(' '),
          })),
        );
      await tx.query('SELECT publish_guidance_version($1, $2)', [
        JSON.stringify(documentRow(id, document, file)),
        JSON.stringify(itemRows(id, document)),
      ]);
      await this.audit.record(tx, caller, {
        action: 'guidance-version.added',
        subject: { type: GuidanceDocument, id },
        detail: {
          code: document.code,
          version: document.version,
          replaces: held.currentVersion,
          ...countsOf(changes),
          unchanged,
          file: file.name,
          sha256: file.sha256,
          mended: (mends ?? []).map(({ path }) => path),
        },
      });
    });
    this.catalogue.forget();
    return { document: refer(GuidanceDocument, id) };
  }

  private async file(caller: Member, documentId: string): Promise<{ name: string; sha256: string; text: string }> {
    const document = await this.transactions.read(caller, (tx) => this.documents.readable(tx, readId(Document, documentId)));
    if (document.mediaType !== 'application/json')
      throw BadUserInput.field('documentId', `“${document.fileName}” is not a JSON file. Guidance is read from JSON alone.`);
    if (document.size > MOST_BYTES)
      throw BadUserInput.field('documentId', `“${document.fileName}” is larger than ${MOST_BYTES / 1e6} MB. Split it.`);
    const text = (await buffer(await this.store.open(document.sha256))).toString('utf8');
    return { name: document.fileName, sha256: document.sha256, text };
  }
}

function parsed(text: string): ReturnType<typeof documentsOf> {
  try {
    return documentsOf(text);
  } catch (error) {
    if (error instanceof GuidanceFileUnreadable) throw BadUserInput.field('documentId', error.message);
    throw error;
  }
}

function mendsOf(mends: readonly GuidanceMendInput[] | null | undefined): Mends {
  return new Map((mends ?? []).map(({ path, value }) => [path, value ?? null]));
}

type Held = HeldDocument & { currentVersion: string | null };

async function compare(tx: Tx, text: string, index: number, mends: Mends): Promise<ComparedDocument & { held: Held }> {
  const read = readDocument(parsed(text)[index], index, mends);
  const held = await heldOf(tx, read.document.code);
  const taken: { code: string; title: string }[] = await tx.query(
    `SELECT i.code, d.title FROM guidance_item i JOIN guidance_document d ON d.id = i.document_id
     WHERE i.is_current AND i.code = ANY ($1) AND d.code <> $2`,
    [read.document.items.map(({ code }) => code), read.document.code],
  );
  const takenBy = new Map(taken.map(({ code, title }) => [code, title]));
  return { ...comparedWith(read, index, held, takenBy, mends), held };
}

async function heldOf(tx: Tx, code: string): Promise<Held> {
  const versions = await tx.find(GuidanceDocument, { where: { code } });
  const current = versions.find(({ isCurrent }) => isCurrent);
  return {
    versions: versions.map(({ version }) => version),
    currentId: current?.id ?? null,
    currentVersion: current?.version ?? null,
    heading: current === undefined ? null : headingOf(current),
    items: current === undefined ? [] : await itemsOfVersion(tx, current.id),
  };
}

function headingOf(held: GuidanceDocument): Omit<FileDocument, 'items'> {
  const { code, title, publisher, version, url, licence, role, notes, verified, verifiedHow } = held;
  return { code, title, publisher, version, url, licence, role, notes, verified, verifiedHow };
}

/** The key of a version. @throws NotFound */
async function versionOf(tx: Tx, code: string, version: string): Promise<string> {
  const found = await tx.findOneBy(GuidanceDocument, { code, version });
  if (found === null) throw new NotFound('version of the guidance document');
  return found.id;
}

function shown(index: number, { document, held, ...compared }: ComparedDocument & { held: Held }): GuidanceFileDocument {
  const { code, title, publisher, version, licence, items } = document;
  const current = held.currentId === null ? null : refer(GuidanceDocument, held.currentId);
  return { ...compared, index, code, title, publisher, version, licence, current, itemCount: items.length };
}

function documentRow(id: string, { items: _, ...document }: FileDocument, file: { name: string; sha256: string }): object {
  const { verifiedHow, ...heading } = document;
  return { ...heading, id, verified_how: verifiedHow, read_from: file.name, read_from_sha256: file.sha256 };
}

function itemRows(documentId: string, { items }: FileDocument): object[] {
  const codes = new Set(items.map(({ code }) => code));
  const keys = new Map(items.map(({ code }) => [code, uuidv7()]));
  return items.map(({ lifecycleStage, sourceUrl, verifiedScope, verifiedHow, ...item }, position) => ({
    ...item,
    id: keys.get(item.code),
    document_id: documentId,
    lifecycle_stage: lifecycleStage,
    parent_id: keys.get(parentOf(item.code, codes) ?? '') ?? null,
    position,
    verified_scope: verifiedScope,
    verified_how: verifiedHow,
    source_url: sourceUrl,
  }));
}
