import type { CatalogueItem } from '../model';

/** A document of the catalogue: the items that are ranked (heads) and, of each, the items below it. */
export interface Shelf {
  document: string;
  heads: readonly CatalogueItem[];
  below: ReadonlyMap<string, readonly CatalogueItem[]>;
}

/** Lays the catalogue out by document, each in the order of its codes. */
export function shelve(catalogue: readonly CatalogueItem[]): Shelf[] {
  const byCode = new Map(catalogue.map((item) => [item.code, item]));
  const documents = [...new Set(catalogue.map((item) => item.document))].sort();
  return documents.map((document) =>
    shelfOf(
      document,
      catalogue.filter((item) => item.document === document),
      byCode,
    ),
  );
}

function shelfOf(document: string, items: readonly CatalogueItem[], byCode: ReadonlyMap<string, CatalogueItem>): Shelf {
  const ordered = [...items].sort((a, b) => compareCodes(a.code, b.code));
  const below = new Map<string, CatalogueItem[]>();
  const heads = ordered.filter((item) => headOf(item.code, byCode) === item.code);
  for (const head of heads) below.set(head.code, []);
  for (const item of ordered) {
    const head = headOf(item.code, byCode);
    if (head !== item.code) below.get(head)?.push(item);
  }
  return { document, heads, below };
}

/** The item that a code is ranked under: itself, or the topmost item above it. A code that the catalogue lacks is its own head. */
export function headOf(code: string, byCode: ReadonlyMap<string, CatalogueItem>): string {
  if (!byCode.get(code)?.parent) return code;
  const seen = new Set<string>();
  let at = code;
  for (
    let parent = byCode.get(at)?.parent;
    parent && byCode.has(parent) && !seen.has(parent);
    parent = byCode.get(at)?.parent
  ) {
    seen.add(at);
    at = parent;
  }
  return at;
}

/** The heads that codes stand for in a document, in order, each once. */
export function headsIn(document: string, codes: readonly string[], byCode: ReadonlyMap<string, CatalogueItem>): string[] {
  const heads = codes.filter((code) => byCode.get(code)?.document === document).map((code) => headOf(code, byCode));
  return [...new Set(heads)];
}

/** What every code of a catalogue is ranked under, looked up once for all. Items that stand below one another in a circle are ranked under none. */
export function headsOf(catalogue: readonly CatalogueItem[]): ReadonlyMap<string, CatalogueItem> {
  const byCode = new Map(catalogue.map((item) => [item.code, item]));
  const heads = new Map<string, CatalogueItem>();
  for (const { code } of catalogue) {
    const head = byCode.get(headOf(code, byCode));
    if (head !== undefined && headOf(head.code, byCode) === head.code) heads.set(code, head);
  }
  return heads;
}

/** Orders codes as people do: `cop.2` before `cop.10`. Never depends on the machine's language. */
export function compareCodes(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = at % 2 === 1 ? Number(left[at]) - Number(right[at]) : compareText(left[at], right[at]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
