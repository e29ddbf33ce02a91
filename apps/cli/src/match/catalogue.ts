import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CatalogueItem, ItemRelation } from '#matching';

interface SeedItem {
  id: string;
  title: string;
  paraphrase: string;
  theme: string;
}

interface SeedGuidance {
  documents: { id: string; items: SeedItem[] }[];
}

/** The folder that holds package.json, above the sources or `dist/`. Found here, so that matching a line does not load the server. */
export function checkoutRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('package.json is missing above the program. Run it from a whole checkout.');
    folder = dirname(folder);
  }
  return folder;
}

/** The guidance catalogue that ships with the product, from `seed/guidance/guidance.json`. */
export function readCatalogue(root: string): CatalogueItem[] {
  const { documents } = readSeed(join(root, 'seed/guidance/guidance.json')) as SeedGuidance;
  const codes = new Set(documents.flatMap(({ items }) => items.map(({ id }) => id)));
  return documents.flatMap(({ id: document, items }) =>
    items.map(({ id: code, title, paraphrase: summary, theme }) => ({
      code,
      title,
      summary,
      document,
      parent: parentOf(code, codes),
      theme,
    })),
  );
}

/** The published relations between items, from `seed/guidance/relations.json`; none when the file is not there. */
export function readRelations(root: string): ItemRelation[] {
  const path = join(root, 'seed/guidance/relations.json');
  return existsSync(path) ? (readSeed(path) as ItemRelation[]) : [];
}

/** `ncsc-cp.7.a` lies below `ncsc-cp.7`, and `etsi.5.1-1` below `etsi.5.1`, where the catalogue has the item above. */
export function parentOf(code: string, codes: ReadonlySet<string>): string | null {
  const above = code.replace(/[.-][^.-]+$/, '');
  return above !== code && codes.has(above) ? above : null;
}

function readSeed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`The guidance in ${path} cannot be read (${String(error)}). Run the command from a whole checkout.`);
  }
}
