import { ALL_SUMS, CellRow, Sum, withSeveral } from './cells';
import { MarketRow, MarketTerms, ReadDimension, READINGS, Term } from './dimensions';
import { MarketMeasure } from './definitions';
import { CountsAt, FEWEST_SUPPLIERS, Grid, Point, SuppressedDimension, withheldCells } from './suppression';

export type Sums = Record<Sum, number>;

const NAMES = ALL_SUMS;

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
  AWARD_VALUE: ['gross'],
  AWARD_VALUE_NET: ['net'],
  SME_AWARD_SHARE: ['sme', 'sme_known'],
  VCSE_AWARD_SHARE: ['vcse', 'vcse_known'],
  FRAMEWORK_AWARD_SHARE: ['framework'],
};

/** What is to be added up for some figures, and for what every answer states: what is unknown, withheld and left out, and the VAT. */
export function sumsFor(measures: readonly MarketMeasure[]): Sum[] {
  return ['suppliers', 'awards', 'gross_awards', 'net_awards', ...new Set(measures.flatMap((measure) => MADE_OF[measure]))];
}

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

/** As it comes out of the rows: with the share of suppliers whose SIC codes are all beyond those that are listed. */
interface FoldedBreakdown extends Breakdown {
  beyond: number;
}

/**
 * Rows of a table as PostgreSQL added them up, made into its cells. Those that must not be published have no sums.
 *
 * @returns null when there are more cells than `mostRows`
 */
export function breakdownOf(
  by: readonly ReadDimension[],
  rows: readonly CellRow[],
  terms: MarketTerms,
  mostRows: number,
): FoldedBreakdown | null {
  const several = withSeveral(by);
  const all = 2 ** several.length - 1;
  const codes = by.map((dimension) => new CodesOf(dimension, several.indexOf(dimension), rows, terms));
  const dimensions = codes.map(({ dimension }) => dimension);
  const point = by.map(() => 0);
  const grid = Grid.at(dimensions, point);
  const finest = rows.flatMap((row, index) => {
    const place = row.apart === all ? placeOf(codes, grid, index, point) : -1;
    const isCell = place >= 0 && grid.codesAt(place).every((code, at) => codes[at].terms[code] !== null);
    return isCell ? [{ place, sums: sumsOf(row) }] : [];
  });
  if (finest.length > mostRows) return null;
  const withheld = withheldCells(dimensions, countsIn(codes, rows));
  const cells = cellsOf(codes, grid, finest, withheld);
  return cells.length > mostRows ? null : { rows: cells, ...wholeOf(by, rows, terms) };
}

/** A dimension's codes at each level, in order, and where each row stands among them. */
class CodesOf {
  readonly dimension: SuppressedDimension;
  /** The terms of the finest level; null for what is known at a wider level alone, which is not shown. */
  readonly terms: readonly (Term | null)[];
  /** For each level, the place of each row's code; −1 where the row has none. */
  private readonly places: readonly Int32Array[];

  /** @param bit which of a row's bits says that this dimension is told apart; −1 when every row has one value */
  constructor(
    of: ReadDimension,
    readonly bit: number,
    rows: readonly CellRow[],
    terms: MarketTerms,
  ) {
    const { column, levels: count = 1, termsOf, coarserOf } = READINGS[of];
    const found = new Map<string, Term>();
    const levels = Array.from({ length: count }, () => new Set<string>());
    // Of the codes of each value that there is, and which of these each row has.
    const chains: (string | null)[][] = [];
    const known = new Map<unknown, number>();
    const chainOf = Int32Array.from(rows, (row) => {
      const value = row[column];
      let at = known.get(value);
      if (at !== undefined) return at;
      const [term] = termsOf(row, terms);
      if (term !== undefined) found.set(term.code, term);
      const chain = whole([term?.code ?? null, ...(coarserOf?.(row, terms) ?? [])]);
      for (const [level, code] of chain.entries()) if (code !== null) levels[level].add(code);
      known.set(value, (at = chains.push(chain) - 1));
      return at;
    });
    const lists = levels.map((level) => [...level].sort());
    const orders = lists.map((list) => new Map(list.map((code, place) => [code, place])));
    this.terms = lists[0].map((code) => found.get(code) ?? null);
    const up = lists.slice(1).map((_, level) => new Map(chains.map((chain) => [chain[level], chain[level + 1]])));
    this.places = orders.map((order, level) => {
      const places = chains.map((chain) => order.get(chain[level] ?? '') ?? -1);
      return chainOf.map((chain) => places[chain]);
    });
    this.dimension = {
      sizes: lists.map(({ length }) => length),
      wider: up.map((step, level) => lists[level].map((code) => orders[level + 1].get(step.get(code)!)!)),
      shown: lists.map((list) => list.map((code) => !code.endsWith(ELSEWHERE))),
    };
  }

  /** Where a row stands at a level; 0 at the total, which comes after all of them, and −1 where it has no code. */
  placeOf(row: number, level: number): number {
    return level === this.places.length ? 0 : this.places[level][row];
  }
}

/** Ends the code of what is known at a wider level alone. */
const ELSEWHERE = '\uffff';

/** The codes of a row from the finest level up, where each that is unknown has a code of its own in the wider one, if that is known. */
function whole(chain: readonly (string | null)[]): (string | null)[] {
  return chain.reduceRight<(string | null)[]>((above, code) => {
    const [wider] = above;
    return [code ?? (wider === undefined || wider === null ? null : wider + ELSEWHERE), ...above];
  }, []);
}

/** Where the cell of a row is at a point; −1 where some dimension is unknown of it. */
function placeOf(codes: readonly CodesOf[], grid: Grid, row: number, point: Point): number {
  let place = 0;
  for (const [index, each] of codes.entries()) {
    const at = each.placeOf(row, point[index]);
    if (at < 0) return -1;
    place += at * grid.strides[index];
  }
  return place;
}

/** How many suppliers there are at each point: of the rows in which just those dimensions are told apart that are not at their total. */
function countsIn(codes: readonly CodesOf[], rows: readonly CellRow[]): CountsAt {
  const dimensions = codes.map(({ dimension }) => dimension);
  const known = new Map<string, Float64Array>();
  return (point) => {
    const name = point.join();
    let counts = known.get(name);
    if (counts !== undefined) return counts;
    const grid = Grid.at(dimensions, point);
    known.set(name, (counts = new Float64Array(grid.size)));
    const apart = codes.reduce(
      (bits, { bit, dimension }, index) => (bit >= 0 && point[index] < dimension.sizes.length ? bits | (1 << bit) : bits),
      0,
    );
    const unjoined: number[] = [];
    for (const [index, row] of rows.entries()) {
      const place = row.apart === apart ? placeOf(codes, grid, index, point) : -1;
      if (place < 0) continue;
      const suppliers = Number(row.suppliers);
      counts[place] += suppliers;
      if (suppliers === 0) unjoined.push(place);
    }
    // Awards that nobody was joined to are somebody's.
    for (const place of unjoined) if (counts[place] === 0) counts[place] = 1;
    return counts;
  };
}

/** Cells in the order of their codes; one that is withheld though nothing is in it is listed as the others are. */
function cellsOf(
  codes: readonly CodesOf[],
  grid: Grid,
  finest: readonly { place: number; sums: Sums }[],
  withheld: Uint8Array,
): BreakdownRow[] {
  const cells = new Map<number, Sums>();
  const inUse = codes.map(() => new Set<number>());
  for (const { place, sums } of finest) {
    const there = cells.get(place);
    if (there === undefined) cells.set(place, sums);
    else add(there, sums);
    for (const [index, code] of grid.codesAt(place).entries()) inUse[index].add(code);
  }
  const rows: BreakdownRow[] = [];
  for (let place = 0; place < grid.size; place += 1) {
    const sums = cells.get(place);
    if (sums === undefined && withheld[place] === 0) continue;
    const at = grid.codesAt(place);
    if (!at.every((code, index) => inUse[index].has(code))) continue;
    const terms = at.map((code, index) => codes[index].terms[code]!);
    rows.push({ terms, sums: withheld[place] === 1 || sums === undefined ? null : sums });
  }
  return rows;
}

/**
 * Over everything in scope: the sums, and the shares of what some dimension is unknown of, and of what is beyond what is listed. Where all
 * is known of one or two suppliers alone, nothing is told of them: all counts as unknown.
 */
function wholeOf(by: readonly ReadDimension[], rows: readonly CellRow[], terms: MarketTerms): Omit<FoldedBreakdown, 'rows'> {
  const readings = by.map((dimension) => READINGS[dimension]);
  const counted: Sum = readings.some(({ subset }) => subset > 0) ? 'awards' : 'suppliers';
  const single = readings.filter(({ several }) => several === undefined);
  const total = sumsOf({});
  let [unknown, beyond, knownSuppliers] = [0, 0, 0];
  for (const row of rows) {
    if (row.apart !== 0) continue;
    const sums = sumsOf(row);
    add(total, sums);
    if (row.lacking === 2) beyond += sums[counted];
    else if (row.lacking === 1 || single.some(({ termsOf }) => termsOf(row, terms).length === 0)) unknown += sums[counted];
    else knownSuppliers += sums.suppliers;
  }
  const shareOf = (part: number): number => share(part, total[counted]) ?? 0;
  const tellsOfFew = knownSuppliers > 0 && knownSuppliers < FEWEST_SUPPLIERS && unknown > 0;
  return { total, unknownShare: tellsOfFew ? 1 - shareOf(beyond) : shareOf(unknown), beyond: shareOf(beyond) };
}

export function sumsOf(row: MarketRow): Sums {
  const sums = {} as Sums;
  for (const name of NAMES) sums[name] = Number(row[name] ?? 0);
  return sums;
}

function add(to: Sums, more: Sums): void {
  for (const name of NAMES) to[name] += more[name];
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
