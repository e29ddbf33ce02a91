import { Cells } from './cells';
import { MarketTerms, ReadDimension, READINGS, Term } from './dimensions';
import { SuppressedDimension } from './suppression';

/** A dimension's codes at each level, in order, and where each cell stands among them. */
export class CodesOf {
  readonly dimension: SuppressedDimension;
  /** The terms of the finest level; null for what is known at a wider level alone, which is not shown. */
  readonly terms: readonly (Term | null)[];
  /** For each level, the place of each cell's code; −1 where it has none. */
  private readonly places: readonly Int32Array[];
  /** For each level, the place of each code, and the codes of each value. */
  private readonly orders: readonly ReadonlyMap<string, number>[];
  private readonly chainOf: (value: number | null) => readonly (string | null)[] | undefined;

  /** @param bit which of the dimensions with several values this is; −1 when every supplier has one value */
  constructor(
    private readonly of: ReadDimension,
    readonly bit: number,
    private readonly cells: Cells,
    terms: MarketTerms,
  ) {
    const { columns } = cells;
    const { column, levels: height = 1, termsOf, coarserOf } = READINGS[of];
    const found = new Map<string, Term>();
    const levels = Array.from({ length: height }, () => new Set<string>());
    // Of the codes of each value that there is, and which of these each cell has.
    const chains: (string | null)[][] = [];
    const known = new Map<number | null, number>();
    const chainOf = new Int32Array(columns[column].length);
    for (const [cell, value] of columns[column].entries()) {
      let at = known.get(value);
      if (at === undefined) {
        const row = { [column]: value };
        const [term] = termsOf(row, terms);
        if (term !== undefined) found.set(term.code, term);
        const chain = whole([term?.code ?? null, ...(coarserOf?.(row, terms) ?? [])]);
        for (const [level, code] of chain.entries()) if (code !== null) levels[level].add(code);
        known.set(value, (at = chains.push(chain) - 1));
      }
      chainOf[cell] = at;
    }
    const lists = levels.map((level) => [...level].sort());
    const orders = lists.map((list) => new Map(list.map((code, place) => [code, place])));
    this.orders = orders;
    this.chainOf = (value) => chains[known.get(value) ?? -1];
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

  /** Where each cell of a table, or of one of its wider ones, stands at a level, −1 where it has no code; null for the total, which comes after all of them. */
  placesAt(level: number, cells: Cells): Int32Array | null {
    if (cells === this.cells || level >= this.places.length) return this.places[level] ?? null;
    const { column, wider } = READINGS[this.of];
    const order = this.orders[level];
    const values = cells.columns[column] ?? cells.columns[READINGS[wider!].column];
    const codeOf = (value: number | null): string | null =>
      column in cells.columns ? (this.chainOf(value)?.[level] ?? null) : value === null ? null : String(value);
    return Int32Array.from(values, (value) => order.get(codeOf(value) ?? '') ?? -1);
  }

  /** Which codes of the finest level some of these cells have: a one for each. */
  inUse(cells: readonly number[]): Uint8Array {
    const used = new Uint8Array(this.terms.length);
    for (const cell of cells) used[this.places[0][cell]] = 1;
    return used;
  }

  /** What a cell is of at the finest level; null where that is unknown. */
  termOf(cell: number): Term | null {
    return this.terms[this.places[0][cell]] ?? null;
  }
}

/** Ends the code of what is known at a wider level alone. */
const ELSEWHERE = '\uffff';

/** The codes of a cell from the finest level up, where each that is unknown has a code of its own in the wider one, if that is known. */
function whole(chain: readonly (string | null)[]): (string | null)[] {
  return chain.reduceRight<(string | null)[]>((above, code) => {
    const [wider] = above;
    return [code ?? (wider === undefined || wider === null ? null : wider + ELSEWHERE), ...above];
  }, []);
}
