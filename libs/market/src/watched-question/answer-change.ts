import { dayInWords } from '#platform';
import { FIGURES, MarketFigure, MarketMeasure, MEASURES } from '../measure/definitions';

/** One figure of an answer. Null: it is not known, or withheld. */
export interface Figure {
  /** The codes of its row. */
  row: string;
  /** The words of its row. */
  label: string;
  figure: MarketMeasure | MarketFigure;
  value: number | null;
}

/** A figure that changed by more than was set. */
export interface FigureChange {
  label: string;
  figure: Figure['figure'];
  before: number;
  after: number;
}

/** How an answer differs from one before. */
export interface AnswerChange {
  /** The greatest first, as a share of what each was. */
  figures: FigureChange[];
  /** Rows that there were not, and that there no longer are, by their words. */
  came: string[];
  gone: string[];
}

/**
 * What changed by more than a threshold. A figure that either answer does not state (unknown or withheld) says nothing; from nothing
 * to something is more than any threshold.
 *
 * @param threshold percent of what a figure was
 * @returns null when nothing did
 */
export function changeBetween(before: readonly Figure[], after: readonly Figure[], threshold: number): AnswerChange | null {
  const known = new Map(before.map((figure) => [keyOf(figure), figure.value]));
  const figures = after.flatMap(({ label, figure, row, value }) => {
    const old = known.get(keyOf({ row, figure })) ?? null;
    return old === null || value === null || shareOf(old, value) * 100 <= threshold
      ? []
      : [{ label, figure, before: old, after: value }];
  });
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const came = [...now].filter(([row]) => !old.has(row)).map(([, label]) => label);
  const gone = [...old].filter(([row]) => !now.has(row)).map(([, label]) => label);
  if (figures.length + came.length + gone.length === 0) return null;
  return { figures: figures.sort((a, b) => shareOf(b.before, b.after) - shareOf(a.before, a.after)), came, gone };
}

/** The answer from which changes are told, with what it did not state and a later one with the same rows does. */
export function withLearned(before: readonly Figure[], after: readonly Figure[]): Figure[] {
  const known = new Map(before.map((figure) => [keyOf(figure), figure.value]));
  return after.map((figure) => ({ ...figure, value: known.get(keyOf(figure)) ?? figure.value }));
}

/** What its owner is told, in a sentence or three. @param since a calendar day */
export function changeInWords(name: string, since: string, { figures, came, gone }: AnswerChange): string {
  const parts = [`The answer to “${name}” has changed since ${dayInWords(since)}.`];
  const [most] = figures;
  if (most !== undefined)
    parts.push(
      `${figures.length === 1 ? 'One figure did' : `${figures.length.toLocaleString('en-GB')} figures did, most of all`}: ${most.label}, ${definitionOf(most.figure).label}: ${inWords(most.before, most.figure)} → ${inWords(most.after, most.figure)}.`,
    );
  if (came.length > 0) parts.push(`New: ${listed(came)}.`);
  if (gone.length > 0) parts.push(`No longer there: ${listed(gone)}.`);
  return parts.join(' ');
}

const MOST_LISTED = 3;

function listed(labels: readonly string[]): string {
  const more = labels.length - MOST_LISTED;
  return `${labels.slice(0, MOST_LISTED).join('; ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`;
}

function keyOf({ row, figure }: Pick<Figure, 'row' | 'figure'>): string {
  return `${row}\u0000${figure}`;
}

function rowsOf(figures: readonly Figure[]): Map<string, string> {
  return new Map(figures.map(({ row, label }) => [row, label]));
}

function shareOf(before: number, after: number): number {
  if (before === after) return 0;
  return before === 0 ? Infinity : Math.abs(after - before) / Math.abs(before);
}

function definitionOf(figure: Figure['figure']): { label: string; unit: string } {
  return { ...MEASURES, ...FIGURES }[figure];
}

function inWords(value: number, figure: Figure['figure']): string {
  const { unit } = definitionOf(figure);
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`;
  if (unit === 'index' || unit === 'quotient') return value.toFixed(3);
  return `${unit === 'pounds sterling' ? '£' : ''}${Math.round(value).toLocaleString('en-GB')}`;
}
