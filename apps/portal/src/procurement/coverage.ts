import type { CoverageQuery } from '../api/operations';

type Covered = CoverageQuery['procurement']['coverage'][number];

/** One document that applies, and how much of it requirements answer. */
export interface DocumentCoverage {
  code: string;
  title: string;
  covered: number;
  /** Items with a suggestion that nobody has decided yet. */
  suggested: number;
  gaps: number;
  items: Covered[];
}

/** The coverage by document, in the order of the documents. */
export function coverageByDocument(coverage: readonly Covered[]): DocumentCoverage[] {
  const documents = new Map<string, DocumentCoverage>();
  for (const row of coverage) {
    const { code, title } = row.item.document;
    const document = documents.get(code) ?? { code, title, covered: 0, suggested: 0, gaps: 0, items: [] };
    document[kindOf(row)] += 1;
    document.items.push(row);
    documents.set(code, document);
  }
  return [...documents.values()];
}

function kindOf({ status, suggested }: Covered): 'covered' | 'suggested' | 'gaps' {
  if (status === 'COVERED') return 'covered';
  return suggested.length > 0 ? 'suggested' : 'gaps';
}

/** The bar of one document: where its parts begin and how long they are. */
export interface CoverageBar {
  title: string;
  covered: { x: number; width: number };
  suggested: { x: number; width: number };
  gaps: { x: number; width: number };
}

/** The bars of the picture, one a document. @param width of a whole bar, in the units of the picture */
export function coverageBars(documents: readonly DocumentCoverage[], width: number): CoverageBar[] {
  return documents.map(({ title, covered, suggested, gaps }) => {
    const whole = covered + suggested + gaps;
    const [first, second] = [(covered / whole) * width, (suggested / whole) * width].map((part) => Math.round(part * 10) / 10);
    return {
      title,
      covered: { x: 0, width: first },
      suggested: { x: first, width: second },
      gaps: { x: first + second, width: Math.round((width - first - second) * 10) / 10 },
    };
  });
}
