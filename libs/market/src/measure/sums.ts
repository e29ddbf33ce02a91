import { ALL_SUMS, Cells, Sum } from './cells';
import { MarketMeasure } from './definitions';

/** What is added up of a cell, by its names. */
export type Sums = Record<Sum, number>;

/** A figure out of sums; null where there is nothing to divide by, or no value was stated. */
export const FIGURE: Record<MarketMeasure, (sums: Sums) => number | null> = {
  SUPPLIERS: ({ suppliers }) => suppliers,
  PRODUCTS: ({ products }) => products,
  ATTESTED_SHARE: ({ attested, suppliers }) => share(attested, suppliers),
  AWARDS: ({ awards }) => awards,
  AWARD_VALUE: ({ gross, gross_awards }) => (gross_awards === 0 ? null : gross / 100),
  AWARD_VALUE_NET: ({ net, net_awards }) => (net_awards === 0 ? null : net / 100),
  SME_AWARD_SHARE: ({ sme, sme_known }) => share(sme, sme_known),
  VCSE_AWARD_SHARE: ({ vcse, vcse_known }) => share(vcse, vcse_known),
  FRAMEWORK_AWARD_SHARE: ({ framework, awards }) => share(framework, awards),
};

/** The sums that each figure is made of. */
const MADE_OF: Record<MarketMeasure, readonly Sum[]> = {
  SUPPLIERS: [],
  PRODUCTS: ['products'],
  ATTESTED_SHARE: ['attested'],
  AWARDS: [],
  AWARD_VALUE: ['gross', 'gross_awards'],
  AWARD_VALUE_NET: ['net', 'net_awards'],
  SME_AWARD_SHARE: ['sme', 'sme_known'],
  VCSE_AWARD_SHARE: ['vcse', 'vcse_known'],
  FRAMEWORK_AWARD_SHARE: ['framework'],
};

/** How many awards state a value, with VAT and without. */
export const VAT_SUMS: readonly Sum[] = ['gross_awards', 'net_awards'];

/** What is to be added up for some figures, and for what every answer states: what is unknown, withheld and left out. */
export function sumsFor(measures: readonly MarketMeasure[], besides: readonly Sum[] = []): Sum[] {
  return [...new Set<Sum>(['suppliers', 'awards', ...besides, ...measures.flatMap((measure) => MADE_OF[measure])])];
}

/** What cells add up to: all of them, or some. */
export function sumOver(cells: Cells, among: Iterable<number> = cells.columns.lacking.keys()): Sums {
  const sumsOf = sumsIn(cells);
  const total = noSums();
  for (const index of among) add(total, sumsOf(index));
  return total;
}

/** What a cell's sums are; those that there are not are nought. */
export function sumsIn({ columns }: Pick<Cells, 'columns'>): (cell: number) => Sums {
  const known = ALL_SUMS.filter((name) => name in columns).map((name) => ({ name, values: columns[name] }));
  return (cell) => {
    const sums = noSums();
    for (const { name, values } of known) sums[name] = values[cell] ?? 0;
    return sums;
  };
}

/** Objects that are copied all have the same fields in the same order, and are made quickly. */
const NO_SUMS = Object.fromEntries(ALL_SUMS.map((name) => [name, 0])) as Readonly<Sums>;

/** Sums that are all nought, to add to. */
export function noSums(): Sums {
  return { ...NO_SUMS };
}

/** Adds sums to others. */
export function add(to: Sums, more: Sums): void {
  for (const name of ALL_SUMS) to[name] += more[name];
}

/** A part of a whole; null where there is none. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
