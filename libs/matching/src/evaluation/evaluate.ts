import type { CatalogueItem, MatchOptions, MatchResult } from '../model';
import { headOf, headsIn } from '../ranking/shelves';
import type { LabelledRow } from './labelled-rows';

/** Whatever ranks guidance for a text. */
export interface Ranker {
  readonly catalogue: readonly CatalogueItem[];
  match(text: string, options?: MatchOptions): MatchResult;
}

/** How well one file's texts were ranked within one document. Shares are 0..1. */
export interface DocumentFigures {
  file: string;
  document: string;
  /** Texts with at least one label in the document. */
  texts: number;
  top1: number;
  top3: number;
  /** Mean of one over the place of the first right item. */
  meanReciprocalRank: number;
  /** Top-3 for each first label, averaged over labels, so that rare ones count as much as common ones. */
  macroTop3: number;
}

/** How well it is known when no guidance applies. Null where there are no such texts. */
export interface NoneFigures {
  noneTexts: number;
  /** Share of texts that nothing applies to for which it said so. */
  noneFound: number | null;
  otherTexts: number;
  /** Share of other texts for which it wrongly said that nothing applies. */
  wronglyNone: number | null;
}

/** How well texts were ranked, and how well it was told that nothing applies. */
export interface Evaluation {
  documents: DocumentFigures[];
  none: (NoneFigures & { file: string })[];
}

/** Ranks every labelled text within each document that it has labels in. Items below another count as the one above. */
export function evaluate(ranker: Ranker, rows: readonly LabelledRow[]): Evaluation {
  const files = [...new Set(rows.map(({ file }) => file))];
  const byFile = files.map((file) => ({ file, rows: rows.filter((row) => row.file === file) }));
  return {
    documents: byFile.flatMap(({ file, rows: own }) => documentFigures(file, own, ranker)),
    none: byFile.map(({ file, rows: own }) => ({
      file,
      ...noneFigures(
        own.filter(({ none }) => none),
        own.filter(({ none, labels }) => !none && labels.length > 0),
        ({ text }) => !ranker.match(text, { first: 1 }).applicable,
      ),
    })),
  };
}

/** Where the right items came for one text in one document. */
export interface Placing {
  /** The first label, as its head. */
  label: string;
  /** 1 for the first match; 0 when no right item was given. */
  place: number;
}

/** Where the first right item came, for each text with labels in the document. */
export function placings(document: string, rows: readonly Pick<LabelledRow, 'text' | 'labels'>[], ranker: Ranker): Placing[] {
  const byCode = new Map(ranker.catalogue.map((item) => [item.code, item]));
  return rows.flatMap((row) => {
    const right = headsIn(document, row.labels, byCode);
    if (right.length === 0) return [];
    const { matches } = ranker.match(row.text, { documents: [document], first: ranker.catalogue.length });
    const ranked = [...new Set(matches.map(({ code }) => headOf(code, byCode)))];
    const place = ranked.findIndex((code) => right.includes(code)) + 1;
    return [{ label: right[0], place }];
  });
}

function documentFigures(file: string, rows: readonly LabelledRow[], ranker: Ranker): DocumentFigures[] {
  const documentOf = new Map(ranker.catalogue.map(({ code, document }) => [code, document]));
  const documents = [
    ...new Set(rows.flatMap(({ labels }) => labels.map((code) => documentOf.get(code)).filter((found) => found !== undefined))),
  ];
  return documents.sort().map((document) => figuresOf(file, document, placings(document, rows, ranker)));
}

/** The figures of a list of placings. */
export function figuresOf(file: string, document: string, placed: readonly Placing[]): DocumentFigures {
  const labels = [...new Set(placed.map(({ label }) => label))];
  const within = (list: readonly Placing[], most: number): number => share(list, ({ place }) => place > 0 && place <= most);
  return {
    file,
    document,
    texts: placed.length,
    top1: within(placed, 1),
    top3: within(placed, 3),
    meanReciprocalRank: mean(placed.map(({ place }) => (place > 0 ? 1 / place : 0))),
    macroTop3: mean(
      labels.map((label) =>
        within(
          placed.filter((one) => one.label === label),
          3,
        ),
      ),
    ),
  };
}

/** What was said of texts that nothing applies to, and of others. */
export function noneFigures<T>(none: readonly T[], others: readonly T[], saysNone: (text: T) => boolean): NoneFigures {
  return {
    noneTexts: none.length,
    noneFound: none.length > 0 ? share(none, saysNone) : null,
    otherTexts: others.length,
    wronglyNone: others.length > 0 ? share(others, saysNone) : null,
  };
}

function share<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(holds).length / list.length;
}

function mean(figures: readonly number[]): number {
  return figures.length === 0 ? 0 : figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
