import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { insertRows, Seed } from '#platform';
import { Relationship } from '../item/guidance-item.entity';

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

const INVERSE: Record<Relationship, Relationship> = {
  EQUAL: 'EQUAL',
  SUBSET: 'SUPERSET',
  SUPERSET: 'SUBSET',
  INTERSECTS: 'INTERSECTS',
};

/** The key of an item of the shipped collection. */
export function guidanceItemId(code: string): string {
  return uuidv5(`item:${code}`, NAMESPACE);
}

/** The guidance collection: documents, items and the relations between them that can be stated, each with its source. */
export const guidanceSeed: Seed = {
  name: 'guidance',
  files: [GUIDANCE, RELATIONS],
  async load(tx, folder) {
    const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
    const { documents } = read<{ documents: DocumentJson[] }>(GUIDANCE);
    const codes = new Set(documents.flatMap(({ items }) => items.map(({ id }) => id)));
    const documentRows = documents.map((document, position) => ({
      id: uuidv5(`document:${document.id}`, NAMESPACE),
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
    }));
    await insertRows(tx, 'guidance_document', documentRows, '(id) DO NOTHING');
    const itemRows = documents.flatMap((document) =>
      document.items.map((item, position) => {
        const parent = parentOf(item.id, codes);
        return {
          id: guidanceItemId(item.id),
          document_id: uuidv5(`document:${document.id}`, NAMESPACE),
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
      }),
    );
    // Parents before children, which point at them.
    const ordered = [...itemRows].sort((a, b) => a.code.length - b.code.length);
    await insertRows(tx, 'guidance_item', ordered, '(id) DO NOTHING');
    const stated = read<RelationJson[]>(RELATIONS);
    const relationRows = stated.flatMap(({ item, related, relationship, source }) => [
      { item_id: guidanceItemId(item), related_id: guidanceItemId(related), relationship, source },
      { item_id: guidanceItemId(related), related_id: guidanceItemId(item), relationship: INVERSE[relationship], source },
    ]);
    await insertRows(tx, 'guidance_relation', relationRows, 'DO NOTHING');
  },
};

/** The item whose code this one's begins with: `ncsc-cp.7` of `ncsc-cp.7.a`, `etsi.5.3` of `etsi.5.3-1`. */
export function parentOf(code: string, codes: ReadonlySet<string>): string | null {
  for (let end = code.length - 1; end > 0; end -= 1) {
    if (!'.-'.includes(code[end])) continue;
    const candidate = code.slice(0, end);
    if (codes.has(candidate)) return candidate;
  }
  return null;
}
