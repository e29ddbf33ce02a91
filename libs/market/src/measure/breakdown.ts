import { Cells, Sum, withSeveral } from './cells';
import { CodesOf } from './codes-of';
import { MarketTerms, ReadDimension, READINGS, Term } from './dimensions';
import { add, noSums, share, sumOver, Sums, sumsIn } from './sums';
import { CountsAt, FEWEST_SUPPLIERS, Grid, Point, withheldCells } from './suppression';

/** A row of a breakdown: its term of each dimension, and its sums; null where it is withheld. */
export interface BreakdownRow {
  terms: readonly Term[];
  sums: Sums | null;
}

/** What rows are made of, by their places. */
export interface RowSource {
  termsOf(place: number): readonly Term[];
  sumsOf(place: number): Sums | null;
}

/** Makes what it is asked for when it is asked: what is short-lived costs nothing to collect, and twenty thousand rows of it do. */
export class MadeRow implements BreakdownRow {
  constructor(
    private readonly source: RowSource,
    private readonly place: number,
  ) {}

  get terms(): readonly Term[] {
    return this.source.termsOf(this.place);
  }

  get sums(): Sums | null {
    return this.source.sumsOf(this.place);
  }
}

/** A table, and what is said of it as a whole. */
export interface Breakdown {
  rows: BreakdownRow[];
  /** The share of what is counted (suppliers, or awards where a dimension is one of awards) that some dimension is unknown of; null where withheld. */
  unknownShare: number | null;
  /** Over everything in scope; null where it is withheld, as a cell is. */
  total: Sums | null;
}

/** As it comes out of the rows. */
interface FoldedBreakdown extends Breakdown {
  /** The share of suppliers whose SIC codes are all beyond those that are listed. */
  beyond: number;
  /** How many awards it is made from: those of buyers that are listed or not named, where it is by buyer. */
  awards: number;
}

/**
 * A table by wider dimensions than another's, or by fewer. Whoever has awards of several years, CPV divisions or buyers is one supplier there,
 * and one in each cell of the other.
 */
export interface WiderTable {
  by: readonly ReadDimension[];
  cells: Cells;
}

/** All that there are of a table: without, or by the wider one of, each dimension that awards are told by. */
export function everyWider(by: readonly ReadDimension[]): ReadDimension[][] {
  const choices = by.reduce<ReadDimension[][]>(
    (so, dimension) => {
      const { subset, wider } = READINGS[dimension];
      const kept = so.map((each) => [...each, dimension]);
      if (subset === 0) return kept;
      return [...kept, ...(wider ? so.map((each) => [...each, wider]) : []), ...so];
    },
    [[]],
  );
  return choices.slice(1);
}

/**
 * A table as PostgreSQL added it up. Cells that must not be published have no sums.
 *
 * @param wider tables of {@link everyWider}; where one is missing its cells are added up from finer ones
 * @param awarded all awards in scope, where the table has only some of them
 * @param besides what the total of awards has besides what it then adds up to
 * @param inScope how many awards shares are of, where the table has only some; 0: of what it has
 * @returns null when there are more cells than `mostRows`
 */
export function breakdownOf(
  by: readonly ReadDimension[],
  {
    cells,
    wider = [],
    awarded = null,
    besides = [],
    inScope = 0,
  }: {
    cells: Cells;
    wider?: readonly WiderTable[];
    awarded?: Cells | null;
    besides?: readonly Cells[];
    inScope?: number;
  },
  terms: MarketTerms,
  mostRows: number,
): FoldedBreakdown | null {
  const { codes, apart, known } = tableOf(by, cells, terms);
  const dimensions = codes.map(({ dimension }) => dimension);
  const finest = by.map(() => 0);
  const tables = tablesOf(by, { cells, apart }, wider);
  const grid = Grid.at(dimensions, finest);
  if (known.length > mostRows) return null;
  const cellAt = new Int32Array(grid.size).fill(NO_CELL);
  const places = placesOf(codes, grid, finest, { cells, among: known });
  for (const [order, index] of known.entries()) cellAt[places[order]] = index;
  const inUse = codes.map((each) => each.inUse(known));
  const withheld = withheldCells(dimensions, countsIn(by, codes, tables), { cells: mostRows - known.length, inUse });
  if (withheld === null) return null;
  const rows = rowsOf(codes, grid, { inUse, cellAt, withheld }, cells);
  const isWhole = known.every((_, order) => withheld[places[order]] === 0) && rows.length === known.length;
  const shown = isWhole ? null : known.filter((_, order) => withheld[places[order]] === 0);
  return { rows, ...wholeOf(by, codes, tables, { awarded, besides, inScope, shown }) };
}

/** How many rows of a table cells make: those of which all is known. */
export function rowsIn(by: readonly ReadDimension[], cells: Cells, terms: MarketTerms): number {
  return tableOf(by, cells, terms).known.length;
}

const NO_CELL = -1;

/** Cells, by {@link toldApart}. */
interface ApartCells {
  cells: Cells;
  apart: readonly (readonly number[])[];
}

/** A table and its wider ones, by the names of their dimensions. */
interface Tables {
  own: ApartCells;
  byName: ReadonlyMap<string, ApartCells>;
}

function tablesOf(by: readonly ReadDimension[], own: ApartCells, wider: readonly WiderTable[]): Tables {
  const several = withSeveral(by);
  return { own, byName: new Map(wider.map(({ by: to, cells }) => [to.join(), { cells, apart: toldApart(several, cells) }])) };
}

/** The table that tells each supplier once at a point; the finest where there is none. */
function tableAt(by: readonly ReadDimension[], levelOf: (dimension: number) => number, { own, byName }: Tables): ApartCells {
  const told = by.flatMap((dimension, index) => {
    const { subset, wider, levels = 1 } = READINGS[dimension];
    if (subset === 0 || levelOf(index) === 0) return [dimension];
    return levelOf(index) < levels && wider ? [wider] : [];
  });
  return byName.get(told.join()) ?? own;
}

/** Each dimension's codes, the cells by {@link toldApart}, and those of which all is known. */
function tableOf(
  by: readonly ReadDimension[],
  cells: Cells,
  terms: MarketTerms,
): { codes: CodesOf[]; apart: number[][]; known: number[] } {
  const several = withSeveral(by);
  const codes = by.map((dimension) => new CodesOf(dimension, several.indexOf(dimension), cells, terms));
  const apart = toldApart(several, cells);
  const known = apart[apart.length - 1].filter((index) => codes.every((each) => each.termOf(index) !== null));
  return { codes, apart, known };
}

/** Cells by which of the dimensions with several values are told apart in them: a bit for each, in their order. */
function toldApart(several: readonly ReadDimension[], { count, columns }: Cells): number[][] {
  const apart: number[][] = Array.from({ length: 2 ** several.length }, () => []);
  const values = several.map((dimension) => columns[READINGS[dimension].column]);
  for (let index = 0; index < count; index += 1) {
    let told = 0;
    for (let bit = 0; bit < values.length; bit += 1) if (values[bit][index] !== null) told |= 1 << bit;
    apart[told].push(index);
  }
  return apart;
}

/** Where cells are in the table at a point; −1 where some dimension is unknown of one. */
function placesOf(
  codes: readonly CodesOf[],
  grid: Grid,
  point: Point,
  { cells, among }: { cells: Cells; among: readonly number[] },
): Int32Array {
  const places = new Int32Array(among.length);
  for (const [dimension, each] of codes.entries()) {
    const at = each.placesAt(point[dimension], cells);
    if (at === null) continue;
    const stride = grid.strides[dimension];
    for (let order = 0; order < among.length; order += 1) {
      const place = at[among[order]];
      places[order] = place < 0 || places[order] < 0 ? -1 : places[order] + place * stride;
    }
  }
  return places;
}

/** How many suppliers there are at each point: of the cells in which just those dimensions are told apart that are not at their total. */
function countsIn(by: readonly ReadDimension[], codes: readonly CodesOf[], tables: Tables): CountsAt {
  const dimensions = codes.map(({ dimension }) => dimension);
  const known = new Map<string, Float64Array>();
  return (point) => {
    const name = point.join();
    let counts = known.get(name);
    if (counts !== undefined) return counts;
    const grid = Grid.at(dimensions, point);
    known.set(name, (counts = new Float64Array(grid.size)));
    const told = codes.reduce(
      (bits, { bit, dimension }, index) => (bit >= 0 && point[index] < dimension.sizes.length ? bits | (1 << bit) : bits),
      0,
    );
    const { cells, apart } = tableAt(by, (dimension) => point[dimension], tables);
    const places = placesOf(codes, grid, point, { cells, among: apart[told] });
    const unjoined: number[] = [];
    for (const [order, index] of apart[told].entries()) {
      const place = places[order];
      if (place < 0) continue;
      const suppliers = cells.columns.suppliers[index]!;
      counts[place] += suppliers;
      if (suppliers === 0) unjoined.push(place);
    }
    // Awards that nobody was joined to are somebody's.
    for (const place of unjoined) if (counts[place] === 0) counts[place] = 1;
    return counts;
  };
}

/** Cells in the order of their codes; one that is withheld though nothing is in it is listed as the others are. */
function rowsOf(
  codes: readonly CodesOf[],
  grid: Grid,
  { inUse, cellAt, withheld }: { inUse: readonly Uint8Array[]; cellAt: Int32Array; withheld: Uint8Array },
  cells: Cells,
): BreakdownRow[] {
  const sumsOf = sumsIn(cells);
  const source: RowSource = {
    termsOf: (place) => codes.map(({ terms }, index) => terms[grid.codeAt(place, index)]!),
    sumsOf: (place) => (withheld[place] === 1 || cellAt[place] === NO_CELL ? null : sumsOf(cellAt[place])),
  };
  const rows: BreakdownRow[] = [];
  for (let place = 0; place < grid.size; place += 1) {
    if (cellAt[place] === NO_CELL && withheld[place] === 0) continue;
    if (inUse.every((used, index) => used[grid.codeAt(place, index)] === 1)) rows.push(new MadeRow(source, place));
  }
  return rows;
}

/**
 * Over everything in scope: the sums, and the shares of what some dimension is unknown of, and of what is beyond what is listed.
 *
 * @param shown the rows that are shown, where some are withheld
 */
function wholeOf(
  by: readonly ReadDimension[],
  codes: readonly CodesOf[],
  tables: Tables,
  {
    awarded,
    besides,
    inScope,
    shown,
  }: { awarded: Cells | null; besides: readonly Cells[]; inScope: number; shown: readonly number[] | null },
): Omit<FoldedBreakdown, 'rows'> {
  const counted: Sum = by.some((dimension) => READINGS[dimension].subset > 0) ? 'awards' : 'suppliers';
  const single = codes.filter(({ bit }) => bit < 0);
  const { cells, apart } = tables.own;
  const sumsOf = sumsIn(cells);
  const all = noSums();
  let [unknown, beyond] = [0, 0];
  for (const index of apart[0]) {
    const sums = sumsOf(index);
    add(all, sums);
    const lacking = cells.columns.lacking[index];
    if (lacking === 2) beyond += sums[counted];
    else if (lacking === 1 || single.some((each) => each.termOf(index) === null)) unknown += sums[counted];
  }
  const whole = inScope > 0 ? inScope : all[counted];
  const shareOf = (part: number): number => share(part, whole) ?? 0;
  const isAdditive = single.length === codes.length;
  const unknownShare =
    shown === null
      ? shareOf(unknown)
      : roundedShare(unknown, {
          of: whole,
          most: all[counted] - beyond - (isAdditive ? sumOver(cells, shown)[counted] : 0),
        });
  const awardedInAll = awarded === null ? { ...all } : sumOver(awarded);
  for (const each of besides) add(awardedInAll, sumOver(each));
  const total = totalOf(by, tables, awardedInAll);
  const said = { beyond: shareOf(beyond), awards: all.awards };
  return isOfFew(total) ? { ...said, total: null, unknownShare: null } : { ...said, total, unknownShare };
}

/** Whether everything in scope is of one or two suppliers. Awards that nobody was joined to are somebody's. */
function isOfFew({ suppliers, awards }: Sums): boolean {
  const known = suppliers === 0 && awards > 0 ? 1 : suppliers;
  return known > 0 && known < FEWEST_SUPPLIERS;
}

/** So many counts at least that a share stands for tell nothing of any. */
const FEWEST_COUNTS = 3;

/**
 * What is unknown where rows are withheld: a whole percent, since the exact share less what is shown would be what is withheld. Null where
 * only one or two counts, of those that there can be besides what is shown, come to that percent.
 */
function roundedShare(unknown: number, { of, most }: { of: number; most: number }): number | null {
  if (of === 0) return null;
  const percent = Math.round((100 * unknown) / of);
  const fewest = Math.max(0, Math.ceil(((percent - 0.5) * of) / 100));
  const greatest = Math.min(most, Math.floor(((percent + 0.5) * of) / 100));
  return greatest - fewest + 1 < FEWEST_COUNTS ? null : percent / 100;
}

/** What is unknown of some suppliers, where cells of few are told of. Null where they are few themselves, or too few for a percent. */
export function unknownAmong(suppliers: number, unknown: number): number | null {
  return suppliers < FEWEST_SUPPLIERS ? null : roundedShare(unknown, { of: suppliers, most: suppliers });
}

/** Over everything in scope: each award once, also of nobody who was joined to it, and each supplier once. */
function totalOf(by: readonly ReadDimension[], tables: Tables, awarded: Sums): Sums {
  const table = tableAt(by, (dimension) => READINGS[by[dimension]].levels ?? 1, tables);
  if (table === tables.own) return awarded;
  const { suppliers, products, attested } = sumOver(table.cells, table.apart[0]);
  return { ...awarded, suppliers, products, attested };
}
