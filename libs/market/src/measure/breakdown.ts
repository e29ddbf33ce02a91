import { coarserSteps, MarketRow, MarketTerms, ReadDimension, READINGS, Term } from './dimensions';
import { MarketMeasure } from './definitions';
import { cellKey, Point, product, TOTAL, withheldCells } from './suppression';

/** What PostgreSQL adds up for each group of rows; the sums of the same name of several groups add up. */
export const SUMS = {
  suppliers: 'count(*) FILTER (WHERE m.number > 0)',
  products: 'sum(m.products)',
  attested: 'count(*) FILTER (WHERE m.attested)',
  awards: 'sum(m.awards)',
  framework: 'sum(m.framework_awards)',
  gross: 'sum(m.gross)',
  gross_awards: 'sum(m.gross_awards)',
  net: 'sum(m.net)',
  net_awards: 'sum(m.net_awards)',
  sme: 'sum(m.awards) FILTER (WHERE m.sme = 1)',
  sme_known: 'sum(m.awards) FILTER (WHERE m.sme <> 0)',
  vcse: 'sum(m.awards) FILTER (WHERE m.vcse = 1)',
  vcse_known: 'sum(m.awards) FILTER (WHERE m.vcse <> 0)',
} as const;
export type Sum = keyof typeof SUMS;
export type Sums = Record<Sum, number>;

const NAMES = Object.keys(SUMS) as Sum[];

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

/** A row of a breakdown: its term of each dimension, and its sums; null where it is withheld. */
export interface BreakdownRow {
  terms: readonly Term[];
  sums: Sums | null;
}

export interface Breakdown {
  rows: BreakdownRow[];
  /** The share of what is counted (suppliers, or awards where a dimension is one of awards) that some dimension is unknown of. */
  unknownShare: number;
  /** Over everything in scope. */
  total: Sums;
}

/** As it comes out of the groups: with the share of suppliers whose SIC codes are all beyond those that are listed. */
interface FoldedBreakdown extends Breakdown {
  beyond: number;
}

/**
 * Rows that PostgreSQL grouped by the dimensions' columns, folded into cells: a group counts in every sector that it has. Cells that
 * must not be published have no sums.
 */
export function breakdownOf(by: readonly ReadDimension[], groups: readonly MarketRow[], terms: MarketTerms): FoldedBreakdown {
  const readings = by.map((dimension) => READINGS[dimension]);
  const counted: Sum = readings.some(({ subset }) => subset > 0) ? 'awards' : 'suppliers';
  const finest = new Map<string, { terms: Term[]; sums: Sums }>();
  const placed: { chains: (readonly string[])[][]; suppliers: number }[] = [];
  const total = noSums();
  let [unknown, beyond] = [0, 0];
  for (const group of groups) {
    const sums = sumsOf(group);
    add(total, sums);
    const found = readings.map((reading) => reading.termsOf(group, terms));
    if (Array.isArray(group.sics) && group.sics.length === 0) beyond += sums[counted];
    else if (found.some((each) => each.length === 0)) unknown += sums[counted];
    for (const cell of product(found)) {
      const key = cellKey(cell.map(({ code }) => code));
      const known = finest.get(key);
      if (known === undefined) finest.set(key, { terms: cell, sums: { ...sums } });
      else add(known.sums, sums);
    }
    placed.push({
      suppliers: sums.suppliers,
      chains: readings.map((reading, index) => chainsOf(found[index], reading.coarserOf?.(group, terms) ?? [])),
    });
  }
  const withheld = withheldOf(by, placed, terms);
  return {
    rows: rowsOf(finest, withheld, termsByCode(finest)),
    unknownShare: total[counted] === 0 ? 0 : unknown / total[counted],
    beyond: total[counted] === 0 ? 0 : beyond / total[counted],
    total,
  };
}

/** For a dimension of a group: the codes at the finest level and at each above, `null` where a level is unknown; the total last. */
function chainsOf(found: readonly Term[], coarser: readonly (string | null)[]): string[][] {
  return [found.map(({ code }) => code), ...coarser.map((code) => (code === null ? [] : [code])), [TOTAL]];
}

function withheldOf(
  by: readonly ReadDimension[],
  groups: readonly { chains: (readonly string[])[][]; suppliers: number }[],
  terms: MarketTerms,
): Set<string> {
  const known = new Map<string, Map<string, number>>();
  const countsAt = (point: Point): Map<string, number> => {
    const name = point.join();
    let counts = known.get(name);
    if (counts !== undefined) return counts;
    known.set(name, (counts = new Map()));
    for (const { chains, suppliers } of groups) {
      for (const codes of product(chains.map((levels, index) => levels[point[index]]))) {
        const key = cellKey(codes);
        counts.set(key, suppliers + (counts.get(key) ?? 0));
      }
    }
    // Awards that nobody was joined to are somebody's.
    for (const [key, suppliers] of counts) if (suppliers === 0) counts.set(key, 1);
    return counts;
  };
  const dimensions = by.map((dimension, index) => ({
    codes: [...new Set(groups.flatMap(({ chains }) => chains[index][0]))].sort(),
    coarser: coarserSteps(dimension, terms),
  }));
  return withheldCells(dimensions, countsAt);
}

/** Cells in the order of their codes; one that is withheld though nothing is in it is listed as the others are. */
function rowsOf(
  cells: ReadonlyMap<string, { terms: Term[]; sums: Sums }>,
  withheld: ReadonlySet<string>,
  terms: readonly ReadonlyMap<string, Term>[],
): BreakdownRow[] {
  const shown = [...cells].map(([key, cell]) => ({ key, terms: cell.terms, sums: withheld.has(key) ? null : cell.sums }));
  const empty = [...withheld].flatMap((key) => {
    const codes = key.split('\u0000');
    const named = codes.flatMap((code, index) => terms[index]?.get(code) ?? []);
    return cells.has(key) || named.length < codes.length ? [] : [{ key, terms: named, sums: null }];
  });
  return [...shown, ...empty].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ terms: own, sums }) => ({ terms: own, sums }));
}

function termsByCode(cells: ReadonlyMap<string, { terms: Term[] }>): Map<string, Term>[] {
  const found: Map<string, Term>[] = [];
  for (const { terms } of cells.values())
    for (const [index, term] of terms.entries()) (found[index] ??= new Map()).set(term.code, term);
  return found;
}

export function sumsOf(row: MarketRow): Sums {
  return Object.fromEntries(NAMES.map((name) => [name, Number(row[name] ?? 0)])) as Sums;
}

function noSums(): Sums {
  return sumsOf({});
}

function add(to: Sums, more: Sums): void {
  for (const name of NAMES) to[name] += more[name];
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
