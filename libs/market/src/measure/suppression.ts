/** Cells made of fewer suppliers than this are not published. */
export const FEWEST_SUPPLIERS = 3;

/** A dimension of a table, as suppression sees it. */
export interface SuppressedDimension {
  /** The codes at the finest level that anything in scope has. */
  codes: readonly string[];
  /** From a code of one level to the code of the next that it lies in, such as ITL 3 to ITL 2 to ITL 1. The total comes after them. */
  coarser: readonly ((code: string) => string)[];
}

/** A level of each dimension: 0 the finest, and up; the last is the total. */
export type Point = readonly number[];

/** How many suppliers a cell is made of, by {@link cellKey}, at a point. Cells of none are left out. */
export type CountsAt = (point: Point) => ReadonlyMap<string, number>;

/** Stands for all codes of a dimension. */
export const TOTAL = '*';

/** A cell by its codes. */
export function cellKey(codes: readonly string[]): string {
  return codes.join('\u0000');
}

/** Partners that are tried for a code. */
const MOST_PARTNERS = 6;

/**
 * Which cells of a table may not be published: those made of one or two suppliers, and as many more as keep these from being
 * worked out of this table and all coarser ones (over wider regions, without one of its dimensions, the total), in any number of
 * subtractions.
 *
 * It is the hypercube method. For a small cell each of its codes gets a partner in the same wider code, and all cells that these
 * codes and partners make are withheld. Adding one to some of them and taking one from the others leaves every sum as it is, so
 * that no sum tells how many each has. In finer tables the same cells are withheld at one representative of each code, the
 * largest, so that adding and taking one there changes nothing that is published either. Every choice depends on the table
 * itself and on coarser ones, never on what else was asked: a table is the same wherever it turns up.
 *
 * @returns the keys of the cells at the finest level that are withheld; some may be of no supplier
 * @source the hypercube method, as in Hundepool et al., Statistical Disclosure Control (Wiley, 2012), section 4.4
 */
export function withheldCells(dimensions: readonly SuppressedDimension[], countsAt: CountsAt): Set<string> {
  return new Suppression(dimensions, countsAt).finest();
}

class Suppression {
  private readonly levels: readonly DimensionLevels[];
  private readonly withheld = new Map<string, Set<string>>();

  constructor(
    private readonly dimensions: readonly SuppressedDimension[],
    private readonly countsAt: CountsAt,
  ) {
    this.levels = dimensions.map((dimension, index) => {
      const aside = dimensions.map((each) => each.coarser.length + 1);
      return new DimensionLevels(dimension, (level) => {
        const counts = countsAt(aside.map((total, place) => (place === index ? level : total)));
        return (code) => counts.get(cellKey(dimensions.map((_, place) => (place === index ? code : TOTAL)))) ?? 0;
      });
    });
  }

  finest(): Set<string> {
    for (const point of this.points()) this.protect(point);
    return this.at(this.dimensions.map(() => 0));
  }

  /** Every level of every dimension, the coarsest tables first. */
  private points(): Point[] {
    let points: number[][] = [[]];
    for (const { coarser } of this.dimensions)
      points = points.flatMap((point) => Array.from({ length: coarser.length + 2 }, (_, level) => [...point, level]));
    const height = (point: Point): number => point.reduce((sum, level) => sum + level, 0);
    return points.sort((a, b) => height(b) - height(a));
  }

  private protect(point: Point): void {
    const counts = this.countsAt(point);
    const small = [...counts].filter(([, suppliers]) => suppliers > 0 && suppliers < FEWEST_SUPPLIERS);
    for (const [key] of small.sort(([a], [b]) => (a < b ? -1 : 1))) {
      const codes = key.split('\u0000');
      this.withhold(point, [codes, ...(this.hypercube(point, codes, counts) ?? [])]);
    }
  }

  /** The other corners that cost least. Null where a code has no partner: then a coarser cell is as small and protects this one. */
  private hypercube(point: Point, codes: readonly string[], counts: ReadonlyMap<string, number>): string[][] | null {
    const partners = codes.map((code, index) => this.levels[index].partners(point[index], code).slice(0, MOST_PARTNERS));
    let best: { corners: string[][]; rank: number[] } | null = null;
    for (const choice of product(partners)) {
      const corners = cornersOf(codes, choice);
      const rank = this.costOf(point, corners, counts);
      if (best === null || isLess(rank, best.rank)) best = { corners, rank };
    }
    return best?.corners ?? null;
  }

  /** Few corners without suppliers, since a count below nought gives itself away; then few suppliers that are not yet withheld. */
  private costOf(point: Point, corners: readonly string[][], counts: ReadonlyMap<string, number>): number[] {
    const withheld = this.at(point);
    let [empty, lost] = [0, 0];
    for (const corner of corners) {
      const key = cellKey(corner);
      const suppliers = counts.get(key) ?? 0;
      if (suppliers === 0) empty += 1;
      if (!withheld.has(key)) lost += suppliers;
    }
    return [empty, lost];
  }

  /** Withholds cells of a table, and in all finer tables the cells of their representatives. */
  private withhold(point: Point, cells: readonly (readonly string[])[]): void {
    for (const finer of product(point.map((level) => Array.from({ length: level + 1 }, (_, at) => at)))) {
      const withheld = this.at(finer);
      for (const codes of cells)
        withheld.add(cellKey(codes.map((code, index) => this.levels[index].representative(point[index], finer[index], code))));
    }
  }

  private at(point: Point): Set<string> {
    const name = point.join();
    let cells = this.withheld.get(name);
    if (cells === undefined) this.withheld.set(name, (cells = new Set()));
    return cells;
  }
}

/** The codes of a dimension at each level: who lies beside whom, and which code stands for a wider one. */
class DimensionLevels {
  /** By level and code: the codes of the level below, the largest first. */
  private readonly within: Map<string, string[]>[] = [];
  private readonly parents: Map<string, string>[] = [];

  constructor({ codes, coarser }: SuppressedDimension, sizeAt: (level: number) => (code: string) => number) {
    let below = [...codes];
    for (let level = 1; level <= coarser.length + 1; level += 1) {
      const up = level <= coarser.length ? coarser[level - 1] : () => TOTAL;
      const size = sizeAt(level - 1);
      const within = new Map<string, string[]>();
      this.parents[level - 1] = new Map(below.map((code) => [code, up(code)]));
      for (const code of below.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1)))
        within.set(up(code), [...(within.get(up(code)) ?? []), code]);
      this.within[level] = within;
      below = [...within.keys()];
    }
  }

  /** What else lies in the same wider code, the smallest first. The total has no need of a partner: it stays as it is. */
  partners(level: number, code: string): string[] {
    if (code === TOTAL) return [TOTAL];
    const beside = this.within[level + 1].get(this.parents[level].get(code) ?? TOTAL) ?? [];
    return beside.filter((each) => each !== code).reverse();
  }

  representative(from: number, to: number, code: string): string {
    let at = code;
    for (let level = from; level > to; level -= 1) at = this.within[level].get(at)?.[0] ?? at;
    return at;
  }
}

/** The corners that codes and partners make, but for the first of all. */
function cornersOf(codes: readonly string[], partners: readonly string[]): string[][] {
  return product(codes.map((code, index) => (code === partners[index] ? [code] : [code, partners[index]]))).slice(1);
}

/** Every choice of one item of each list. */
export function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((so, list) => so.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at] < b[at];
}
