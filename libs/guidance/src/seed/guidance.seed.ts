import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { insertRows, Seed, Tx } from '#platform';
import { INVERSE, Relationship } from '../item/guidance-item.entity';

const NAMESPACE = '6a0a2c7e-74a9-5d8e-9a3c-7a2b8f7c1e11';
const GUIDANCE = 'guidance/guidance.json';
const RELATIONS = 'guidance/relations.json';

interface DocumentJson {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
  date: string | null;
  licence: string;
  role: string | null;
  notes: string;
  verified: boolean;
  verified_via: string | null;
  items: ItemJson[];
}

interface ItemJson {
  id: string;
  title: string;
  paraphrase: string;
  theme: string;
  lifecycle_stage: string;
  source_url: string | null;
  verified: boolean;
  verified_scope?: string;
  verified_via?: string;
}

interface RelationJson {
  item: string;
  related: string;
  relationship: Relationship;
  source: string;
}

/** The keys of a document and of an item of the shipped collection. */
function guidanceDocumentId(code: string): string {
  return uuidv5(`document:${code}`, NAMESPACE);
}

function guidanceItemId(code: string): string {
  return uuidv5(`item:${code}`, NAMESPACE);
}

/** The guidance collection: documents, items and the relations between them that can be stated, each with its source. */
export const guidanceSeed: Seed = {
  name: 'guidance',
  files: [GUIDANCE, RELATIONS],
  async load(tx, folder) {
    const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
    const { documents: all } = read<{ documents: DocumentJson[] }>(GUIDANCE);
    const own = await replacedByOperators(tx);
    // What an operator has put in the place of a document of ours is the current one, also when ours has changed since.
    const documents = all.filter(({ id }) => !own.has(id));
    const documentRows = documents.map((document) => documentRow(document, all.indexOf(document)));
    await insertRows(tx, 'guidance_document', documentRows, '(id) DO NOTHING');
    await insertRows(tx, 'guidance_item', itemRows(documents), '(id) DO NOTHING');
    // What was stated of items of a replaced document was carried over when it was; what is new is not of the operator's version.
    const replaced = new Set(all.filter(({ id }) => own.has(id)).flatMap(({ items }) => items.map(({ id }) => id)));
    const stated = read<RelationJson[]>(RELATIONS).filter(({ item, related }) => !replaced.has(item) && !replaced.has(related));
    await insertRows(tx, 'guidance_relation', stated.flatMap(relationRows), 'DO NOTHING');
  },
};

function documentRow(document: DocumentJson, position: number): object {
  return {
    id: guidanceDocumentId(document.id),
    code: document.id,
    title: document.title,
    publisher: document.publisher,
    version: document.date ?? 'undated',
    url: document.url,
    licence: document.licence,
    role: document.role,
    notes: document.notes === '' ? null : document.notes,
    verified: document.verified,
    verified_how: document.verified_via,
    position,
    is_current: true,
    published_at: '2026-11-01T00:00:00.000Z',
  };
}

/** Parents before children, which point at them. */
function itemRows(documents: readonly DocumentJson[]): object[] {
  const codes = new Set(documents.flatMap(({ items }) => items.map(({ id }) => id)));
  return documents
    .flatMap((document) => document.items.map((item, position) => itemRow(item, document.id, position, codes)))
    .sort((a, b) => a.code.length - b.code.length);
}

function itemRow(
  item: ItemJson,
  documentCode: string,
  position: number,
  codes: ReadonlySet<string>,
): { code: string; [column: string]: unknown } {
  const parent = parentOf(item.id, codes);
  return {
    id: guidanceItemId(item.id),
    document_id: guidanceDocumentId(documentCode),
    code: item.id,
    title: item.title,
    summary: item.paraphrase,
    theme: item.theme,
    lifecycle_stage: item.lifecycle_stage,
    parent_id: parent === null ? null : guidanceItemId(parent),
    position,
    verified: item.verified,
    verified_scope: item.verified_scope ?? null,
    verified_how: item.verified_via ?? null,
    source_url: item.source_url,
    is_current: true,
  };
}

/** A relation as it is stated, and the other way round. */
function relationRows({ item, related, relationship, source }: RelationJson): object[] {
  return [
    { item_id: guidanceItemId(item), related_id: guidanceItemId(related), relationship, source },
    { item_id: guidanceItemId(related), related_id: guidanceItemId(item), relationship: INVERSE[relationship], source },
  ];
}

/** Codes of the documents of which an operator has added a version. */
async function replacedByOperators(tx: Tx): Promise<Set<string>> {
  const rows: { code: string }[] = await tx.query('SELECT DISTINCT code FROM guidance_document WHERE read_from IS NOT NULL');
  return new Set(rows.map(({ code }) => code));
}

/**
 * The keys of items by their codes, of the current version where that has the item; for seeds that speak of items. A code that the shipped
 * collection has and this database has not is of a document that an operator has replaced.
 */
export async function guidanceItemIds(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; code: string }[] = await tx.query(
    `SELECT i.id, i.code FROM guidance_item i JOIN guidance_document d ON d.id = i.document_id ORDER BY i.is_current, d.published_at, i.id`,
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** The item whose code this one's begins with: `ncsc-cp.7` of `ncsc-cp.7.a`, `etsi.5.3` of `etsi.5.3-1`. */
export function parentOf(code: string, codes: ReadonlySet<string>): string | null {
  for (let end = code.length - 1; end > 0; end -= 1) {
    if (!'.-'.includes(code[end])) continue;
    const candidate = code.slice(0, end);
    if (codes.has(candidate)) return candidate;
  }
  return null;
}
