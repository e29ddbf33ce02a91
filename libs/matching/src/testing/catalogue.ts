import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueItem } from '../model';

interface SeedGuidance {
  documents: { id: string; items: { id: string; title: string; paraphrase: string; theme: string }[] }[];
}

/** The catalogue that ships in seed/, as plain values. */
export function shippedCatalogue(): CatalogueItem[] {
  const { documents } = JSON.parse(
    readFileSync(join(__dirname, '../../../../seed/guidance/guidance.json'), 'utf8'),
  ) as SeedGuidance;
  const codes = new Set(documents.flatMap(({ items }) => items.map(({ id }) => id)));
  return documents.flatMap(({ id: document, items }) =>
    items.map(({ id: code, title, paraphrase: summary, theme }) => {
      const above = code.replace(/[.-][^.-]+$/, '');
      return { code, title, summary, document, parent: above !== code && codes.has(above) ? above : null, theme };
    }),
  );
}
