/** Cells made of fewer suppliers than this are not published. */
export const FEWEST_SUPPLIERS = 3;

/** A dimension of a table, as suppression sees it: its codes are places in a list, at each level. */
export interface SuppressedDimension {
  /** How many codes each level has, the finest first. The total comes after them. */
  sizes: readonly number[];
  /** For each level but the last: the place that each code's wider one has in the next, such as ITL 3 in ITL 2. */
  wider: readonly (readonly number[])[];
  /**
   * For each level, whether each code is shown. What is known at a wider level alone has a code that is not: it is in the wider one's
   * figures, so that it can be worked out as any other.
   */
  shown: readonly (readonly boolean[])[];
}

/** A level of each dimension: 0 the finest, and up; the last is the total. */
export type Point = readonly number[];

/** How many suppliers each cell at a point is made of, in the order of {@link Grid}. */
export type CountsAt = (point: Point) => ArrayLike<number>;

/** How many cells of no supplier may be withheld, of those whose every code is in use: a one for each that is. */
export interface Room {
  cells: number;
  inUse: readonly Uint8Array[];
}

/** Partners that are tried for a code. */
const MOST_PARTNERS = 6;

/** The cells of a table at a point, in a row: the last dimension's codes are beside each other. The total has one code. */
export class Grid {
  readonly size: number;
  readonly strides: readonly number[];

  constructor(sizes: readonly number[]) {
    const strides: number[] = [];
    let size = 1;
    for (let index = sizes.length - 1; index >= 0; index -= 1) {
      strides[index] = size;
      size *= sizes[index];
    }
    this.size = size;
    this.strides = strides;
  }

  /** The grid of a table at a point. */
  static at(dimensions: readonly SuppressedDimension[], point: Point): Grid {
    return new Grid(dimensions.map(({ sizes }, index) => sizes[point[index]] ?? 1));
  }

  /** Where the cell of these codes is. */
  placeOf(codes: readonly number[]): number {
    return codes.reduce((place, code, index) => place + code * this.strides[index], 0);
  }

  /** The code of one dimension that the cell at a place has. */
  codeAt(place: number, dimension: number): number {
    const above = dimension === 0 ? place : place % this.strides[dimension - 1];
    return Math.floor(above / this.strides[dimension]);
  }

  /** The codes of the cell at a place. */
  codesAt(place: number): number[] {
    const codes = new Array<number>(this.strides.length);
    let rest = place;
    for (let index = 0; index < codes.length; index += 1) {
      const stride = this.strides[index];
      codes[index] = Math.floor(rest / stride);
      rest -= codes[index] * stride;
    }
    return codes;
  }
}

/** Every level of every dimension, the finest table first. */
export function pointsOf(dimensions: readonly SuppressedDimension[]): Point[] {
  return product(dimensions.map(({ sizes }) => Array.from({ length: sizes.length + 1 }, (_, level) => level)));
}

/**
 * Which cells of a table may not be published: those made of one or two suppliers, and as many more as keep these from being
 * worked out of this table and all coarser ones (over wider regions, without one of its dimensions, the total), in any number of
 * subtractions.
 *
 * It is the hypercube method. For a small cell each of its codes gets a partner in the same wider code, and all cells that these
 * codes and partners make are withheld. Adding one to some of them and taking one from the others leaves every sum as it is, so
 * that no sum tells how many each has. Where it can be the partners are such that these cells are not of one or two suppliers together,
 * since what is withheld within a wider code is its figures less those that are published. Where a code has nothing beside it, and its
 * wider code is of more than it, the rest of that is shown in no table and takes the partner's place. In finer tables the same cells are withheld at one representative of each code, the
 * largest, so that adding and taking one there changes nothing that is published either. Every choice depends on the table
 * itself and on coarser ones, never on what else was asked: a table is the same wherever it turns up.
 *
 * @param dimensions with the codes of each level in an order of their own, the same in every table
 * @param room for cells that are listed though nobody is in them; null where there is room for all
 * @returns a 1 for each cell at the finest level that is withheld, in the order of {@link Grid}; some may be of no supplier. Null as soon
 *   as there is no room, since the rest takes long to work out where most cells are of very few suppliers
 * @source the hypercube method, as in Hundepool et al., Statistical Disclosure Control (Wiley, 2012), section 4.4
 */
export function withheldCells(
  dimensions: readonly SuppressedDimension[],
  countsAt: CountsAt,
  room: Room | null,
): Uint8Array | null {
  return new Suppression(dimensions, countsAt, room).finest();
}

/** The cells at a point, and a 1 for each that is withheld. */
interface Table {
  grid: Grid;
  withheld: Uint8Array;
}

class Suppression {
  private readonly levels: readonly DimensionLevels[];
  private readonly tables = new Map<string, Table>();
  private readonly finestPoint: Point;
  private readonly finestCounts: ArrayLike<number>;
  /** For so many more there is room. */
  private left: number;

  constructor(
    private readonly dimensions: readonly SuppressedDimension[],
    private readonly countsAt: CountsAt,
    private readonly room: Room | null,
  ) {
    this.finestPoint = dimensions.map(() => 0);
    this.finestCounts = countsAt(this.finestPoint);
    this.left = room?.cells ?? Infinity;
    this.levels = dimensions.map((dimension, index) => {
      const aside = dimensions.map((each) => each.sizes.length);
      return new DimensionLevels(dimension, (level) =>
        countsAt(aside.map((total, place) => (place === index ? level : total))),
      );
    });
  }

  finest(): Uint8Array | null {
    const height = (point: Point): number => point.reduce((sum, level) => sum + level, 0);
    // The coarsest tables first.
    for (const point of pointsOf(this.dimensions).sort((a, b) => height(b) - height(a))) {
      this.protect(point);
      if (this.left < 0) return null;
    }
    return this.at(this.finestPoint).withheld;
  }

  private protect(point: Point): void {
    const counts = this.countsAt(point);
    const { grid, withheld } = this.at(point);
    // A table has no cells where nothing is known of a dimension: nothing there stands for the total.
    const finer = product(point.map((level) => Array.from({ length: level + 1 }, (_, at) => at)))
      .map((at) => ({ at, ...this.at(at) }))
      .filter(({ grid }) => grid.size > 0);
    // For each code how far away in the row its partners are. The total has no need of one: it stays as it is.
    const stepsOf = point.map((level, index) =>
      this.levels[index].partners(level).map((partners, code) => partners.map((each) => (each - code) * grid.strides[index])),
    );
    for (let place = 0; place < grid.size; place += 1) {
      if (counts[place] === 0 || counts[place] >= FEWEST_SUPPLIERS) continue;
      const steps = stepsOf.map((ofCodes, index) => ofCodes[grid.codeAt(place, index)]);
      const alone = steps.flatMap(({ length }, index) => (length === 0 ? [index] : []));
      const isProtected = alone.length > 0 && this.isAsSmall(point, grid.codesAt(place), alone);
      const corners = isProtected ? [] : cheapestCorners(place, steps.map(orItself), counts, withheld);
      for (const corner of [place, ...corners]) this.withhold(point, grid.codesAt(corner), finer);
      if (this.left < 0) return;
    }
  }

  /** Whether a cell's wider one in some dimensions is as small as it, and protects it. */
  private isAsSmall(point: Point, codes: readonly number[], inDimensions: readonly number[]): boolean {
    const widerPoint = point.map((level, index) => (inDimensions.includes(index) ? level + 1 : level));
    const wider = codes.map((code, index) =>
      inDimensions.includes(index) ? this.levels[index].widerOf(point[index], code) : code,
    );
    const place = Grid.at(this.dimensions, point).placeOf(codes);
    const widerPlace = Grid.at(this.dimensions, widerPoint).placeOf(wider);
    return this.countsAt(widerPoint)[widerPlace] === this.countsAt(point)[place];
  }

  /** Withholds a cell of a table, and in all finer tables the cell of its representatives. */
  private withhold(point: Point, codes: readonly number[], finer: readonly (Table & { at: Point })[]): void {
    for (const { at, grid, withheld } of finer) {
      const stand = codes.map((code, index) => this.levels[index].representative(point[index], at[index], code));
      const place = grid.placeOf(stand);
      if (withheld[place] === 1) continue;
      withheld[place] = 1;
      if (at.every((level) => level === 0) && this.needsRoom(place, stand)) this.left -= 1;
    }
  }

  private needsRoom(place: number, codes: readonly number[]): boolean {
    return this.finestCounts[place] === 0 && codes.every((code, index) => this.room?.inUse[index][code] === 1);
  }

  private at(point: Point): Table {
    const name = point.join();
    let table = this.tables.get(name);
    if (table === undefined) {
      const grid = Grid.at(this.dimensions, point);
      const shown = this.dimensions.map((dimension, index) => dimension.shown[point[index]] ?? [true]);
      const withheld = new Uint8Array(grid.size);
      // What is not shown is withheld from the start.
      if (shown.some((codes) => codes.includes(false)))
        for (let place = 0; place < grid.size; place += 1)
          if (!grid.codesAt(place).every((code, index) => shown[index][code])) withheld[place] = 1;
      this.tables.set(name, (table = { grid, withheld }));
    }
    return table;
  }
}

/**
 * The other corners that cost least: few without suppliers, since a count below nought gives itself away; then such as are not of one or
 * two suppliers together; and then few suppliers that are not yet withheld.
 *
 * @param steps for each dimension, how far away its partners are; 0 where it needs none
 */
function cheapestCorners(
  place: number,
  steps: readonly (readonly number[])[],
  counts: ArrayLike<number>,
  withheld: Uint8Array,
): number[] {
  const corners = new Array<number>(2 ** steps.length);
  corners[0] = place;
  let best: number[] = [];
  let [fewestEmpty, isBestOfFew, leastLost] = [Infinity, true, Infinity];
  const choose = (index: number, made: number, soFar: { empty: number; lost: number; together: number }): void => {
    // Further corners only cost more.
    if (soFar.empty > fewestEmpty || (soFar.empty === fewestEmpty && !isBestOfFew && soFar.lost >= leastLost)) return;
    if (index === steps.length) {
      const isOfFew = soFar.together < FEWEST_SUPPLIERS;
      const isNoBetter = isOfFew === isBestOfFew ? soFar.lost >= leastLost : isOfFew;
      if (soFar.empty === fewestEmpty && isNoBetter) return;
      [fewestEmpty, isBestOfFew, leastLost, best] = [soFar.empty, isOfFew, soFar.lost, corners.slice(1, made)];
      return;
    }
    for (const step of steps[index]) {
      if (step === 0) {
        choose(index + 1, made, soFar);
        continue;
      }
      let { empty, lost, together } = soFar;
      for (let corner = 0; corner < made; corner += 1) {
        const at = corners[corner] + step;
        corners[made + corner] = at;
        together += counts[at];
        if (counts[at] === 0) empty += 1;
        if (withheld[at] === 0) lost += counts[at];
      }
      choose(index + 1, 2 * made, { empty, lost, together });
    }
  };
  choose(0, 1, { empty: 0, lost: 0, together: counts[place] });
  return best;
}

/** How far away partners are; the code itself where it has none. */
function orItself(steps: readonly number[]): readonly number[] {
  return steps.length === 0 ? ITSELF : steps;
}

const ITSELF: readonly number[] = [0];

/** The levels of a dimension: who lies beside whom, and which code stands for a wider one. */
class DimensionLevels {
  /** By level and code: the codes of the level below, the largest first. */
  private readonly within: number[][][] = [];
  private readonly parents: readonly (readonly number[])[];

  constructor({ sizes, wider }: SuppressedDimension, suppliersAt: (level: number) => ArrayLike<number>) {
    // Everything of the last level lies in the total.
    this.parents = [...wider.slice(0, sizes.length - 1), Array.from({ length: sizes[sizes.length - 1] }, () => 0)];
    for (const [level, parents] of this.parents.entries()) {
      const suppliers = suppliersAt(level);
      const within: number[][] = Array.from({ length: sizes[level + 1] ?? 1 }, () => []);
      const codes = parents.map((_, code) => code).sort((a, b) => suppliers[b] - suppliers[a] || a - b);
      for (const code of codes) within[parents[code]].push(code);
      this.within[level + 1] = within;
    }
  }

  /** For each code of a level what else lies in the same wider code, the smallest first, as many as are tried; for the total itself. */
  partners(level: number): number[][] {
    if (level === this.parents.length) return [[0]];
    const smallest = this.within[level + 1].map((beside) => beside.slice(-MOST_PARTNERS - 1).reverse());
    return this.parents[level].map((parent, code) => smallest[parent].filter((each) => each !== code).slice(0, MOST_PARTNERS));
  }

  /** The code of the next level that a code lies in. */
  widerOf(level: number, code: number): number {
    return this.parents[level][code];
  }

  /** The code of a finer level that stands for this one. */
  representative(from: number, to: number, code: number): number {
    let at = code;
    for (let level = from; level > to; level -= 1) at = this.within[level][at][0];
    return at;
  }
}

/** Every choice of one item of each list. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((so, list) => so.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}
