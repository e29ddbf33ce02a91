import fc from 'fast-check';
import { FEWEST_SUPPLIERS, Grid, Point, SuppressedDimension, withheldCells } from './suppression';

/** A dimension by the words of its codes at the finest level, and the way from a code to the wider one that it lies in. */
interface Coded {
  codes: readonly string[];
  coarser: readonly ((code: string) => string)[];
}

/** Suppliers of each cell at a point, by the codes of the cell. */
type Counts = (point: Point) => ReadonlyMap<string, number>;

const TOTAL = '*';
const cellKey = (codes: readonly string[]): string => codes.join('\u0000');

/** Three levels of a made-up region: `a1x` lies in `a1`, and that in `a`. */
const REGION: Coded = {
  codes: ['a1x', 'a1y', 'a2x', 'b1x', 'b1y', 'b1z', 'c1x'],
  coarser: [(code) => code.slice(0, 2), (code) => code.slice(0, 1)],
};
/** Some suppliers' region is known at a wider level alone: `b1-` is somewhere in `b1`. */
const PARTLY_KNOWN: Coded = { codes: ['a1-', 'a1x', 'a2-', 'b--', 'b1-', 'b1x', 'b1y', 'c--'], coarser: REGION.coarser };
const FLAT: Coded = { codes: ['p', 'q', 'r', 's'], coarser: [] };
/** Of some suppliers nothing is known: they are in the total, and in no row. */
const UNKNOWN = '?';
const ONE_KNOWN: Coded = { codes: ['p', UNKNOWN], coarser: [] };
const SOME_KNOWN: Coded = { codes: ['p', 'q', UNKNOWN], coarser: [] };
const SOME_REGIONS_KNOWN: Coded = { codes: ['a1-', 'a1x', 'a2x', 'b--', 'b1x', 'b1y', UNKNOWN], coarser: REGION.coarser };

interface Cell {
  codes: readonly string[];
  suppliers: number;
}

/** The finest table added up to a level of each dimension, by the levels of those that are asked for. */
function countsOf(dimensions: readonly Coded[], finest: readonly Cell[]): Counts {
  return (point) => {
    const sums = new Map<string, number>();
    for (const { codes, suppliers } of finest) {
      if (suppliers === 0) continue;
      const coarse = coarsened(dimensions, codes, point);
      if (coarse.includes(UNKNOWN)) continue;
      const key = cellKey(coarse);
      sums.set(key, suppliers + (sums.get(key) ?? 0));
    }
    return sums;
  };
}

function coarsened(dimensions: readonly Coded[], codes: readonly string[], point: Point): string[] {
  return codes.map((code, index) => {
    const { coarser } = dimensions[index];
    return point[index] > coarser.length ? TOTAL : coarser.slice(0, point[index]).reduce((so, up) => up(so), code);
  });
}

/** Whether a table shows a code; it does not show what is known at a wider level alone. */
function isShown(code: string): boolean {
  return !code.endsWith('-') && code !== UNKNOWN;
}

/** The codes of a dimension that any cell has, and that a table can tell. */
function inUse(dimensions: readonly Coded[], finest: readonly Cell[]): Coded[] {
  return dimensions.map(({ coarser }, index) => ({
    coarser,
    codes: [...new Set(finest.flatMap(({ codes, suppliers }) => (suppliers > 0 ? [codes[index]] : [])))]
      .filter((code) => code !== UNKNOWN)
      .sort(),
  }));
}

/** The same dimension, asked for at a coarser level. */
function raised({ codes, coarser }: Coded, level: number): Coded {
  const up = coarser.slice(0, level);
  return {
    codes: [...new Set(codes.map((code) => up.reduce((so, step) => step(so), code)))].sort(),
    coarser: coarser.slice(level),
  };
}

/**
 * The attack: every table that anybody can ask for, from the finest to the total, each asked for on its own; every figure that it
 * shows is a sum of finest cells. So is what all is known of, which a table that withholds nothing states exactly. Whatever follows from all of these by subtraction, in any number of steps, is found by
 * elimination. Returns the small cells that are known all the same, at whatever level.
 */
function workedOut(given: readonly Coded[], finest: readonly Cell[]): string[] {
  const dimensions = inUse(given, finest);
  const cells = products(
    dimensions.map(({ codes }, index) => [...codes, ...given[index].codes.filter((code) => code === UNKNOWN)]),
  );
  const countsAt = countsOf(dimensions, finest);
  const sums: { key: string; row: number[]; shown: boolean; suppliers: number }[] = [];
  const known = new Elimination();
  for (const point of points(dimensions)) {
    const asked = dimensions.flatMap((dimension, index) =>
      point[index] > dimension.coarser.length ? [] : [{ index, dimension: raised(dimension, point[index]) }],
    );
    const whole = (at: Point): number[] =>
      point.map((level, index) => {
        const place = asked.findIndex((each) => each.index === index);
        return place < 0 ? level : level + at[place];
      });
    const own = (codes: readonly string[]): string => cellKey(asked.map(({ index }) => codes[index]));
    const withheld = withheldOf(
      asked.map(({ dimension }) => dimension),
      (at) => new Map([...countsAt(whole(at))].map(([key, n]) => [own(key.split('\u0000')), n])),
    );
    const counts = countsAt(point);
    let isAllShown = true;
    for (const codes of products(
      dimensions.map((dimension, index) =>
        point[index] > dimension.coarser.length ? [TOTAL] : raised(dimension, point[index]).codes,
      ),
    )) {
      const key = cellKey(codes);
      const row = cells.map((cell) => (cellKey(coarsened(dimensions, cell, point)) === key ? 1 : 0));
      const isWithheld = withheld.has(own(codes));
      if (isWithheld && codes.every(isShown)) isAllShown = false;
      sums.push({ key, row, shown: codes.every(isShown) && !isWithheld, suppliers: counts.get(key) ?? 0 });
    }
    if (isAllShown) known.add(cells.map((cell) => (coarsened(dimensions, cell, point).every(isShown) ? 1 : 0)));
  }
  for (const { row, shown } of sums) if (shown) known.add(row);
  return sums.flatMap(({ key, row, suppliers }) =>
    suppliers > 0 && suppliers < FEWEST_SUPPLIERS && known.settles(row)
      ? [`${key.split('\u0000').join(' ')} ${suppliers}`]
      : [],
  );
}

const P = 1_000_003;

/** What a system of sums settles: Gauss, in the integers modulo a prime. */
class Elimination {
  private readonly pivots: { row: number[]; at: number }[] = [];

  add(given: readonly number[]): void {
    const row = this.rest(given);
    const at = row.findIndex((value) => value !== 0);
    if (at >= 0) this.pivots.push({ row: row.map((value) => (value * inverse(row[at])) % P), at });
  }

  settles(sum: readonly number[]): boolean {
    return this.rest(sum).every((value) => value === 0);
  }

  private rest(given: readonly number[]): number[] {
    let row = [...given];
    for (const pivot of this.pivots) {
      const times = P - row[pivot.at];
      if (times !== P) row = row.map((value, index) => (value + times * pivot.row[index]) % P);
    }
    return row;
  }
}

function inverse(value: number): number {
  let [result, base] = [1, value % P];
  for (let power = P - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

function points(dimensions: readonly Coded[]): number[][] {
  return products(dimensions.map(({ coarser }) => Array.from({ length: coarser.length + 2 }, (_, level) => level)));
}

function products<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((so, list) => so.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}

/** Tables with many cells of none and of few; at least three suppliers in all. */
function tables(dimensions: readonly Coded[]): fc.Arbitrary<Cell[]> {
  const keys = products(dimensions.map(({ codes }) => codes));
  const count = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(12));
  return fc
    .array(count, { minLength: keys.length, maxLength: keys.length })
    .map((counts) => counts.map((suppliers, index) => ({ codes: keys[index], suppliers })))
    .filter((cells) => cells.reduce((sum, { suppliers }) => sum + suppliers, 0) >= FEWEST_SUPPLIERS);
}

/** What is withheld of a table, by the codes of its cells. */
function withheldOf(coded: readonly Coded[], countsAt: Counts): Set<string> {
  const { lists, grid, dimensions, counts } = asPlaces(coded, countsAt);
  const withheld = withheldCells(dimensions, counts, null)!;
  return new Set(
    [...withheld.keys()].flatMap((place) =>
      withheld[place] === 1 ? [cellKey(grid.codesAt(place).map((code, index) => lists[index][0][code]))] : [],
    ),
  );
}

/** A table by the places of its codes, as it is suppressed. */
function asPlaces(
  coded: readonly Coded[],
  countsAt: Counts,
): { lists: (readonly string[])[][]; grid: Grid; dimensions: SuppressedDimension[]; counts: (point: Point) => Int32Array } {
  const lists = coded.map((dimension) =>
    [...dimension.coarser.map((_, level) => raised(dimension, level)), raised(dimension, dimension.coarser.length)].map(
      ({ codes }) => codes,
    ),
  );
  const dimensions: SuppressedDimension[] = coded.map(({ coarser }, index) => ({
    sizes: lists[index].map(({ length }) => length),
    wider: coarser.map((up, level) => lists[index][level].map((code) => lists[index][level + 1].indexOf(up(code)))),
    shown: lists[index].map((codes) => codes.map(isShown)),
  }));
  const counts = (point: Point): Int32Array => {
    const grid = Grid.at(dimensions, point);
    const made = new Int32Array(grid.size);
    for (const [key, suppliers] of countsAt(point)) {
      const codes = coded.length === 0 ? [] : key.split('\u0000');
      made[grid.placeOf(codes.map((code, index) => (code === TOTAL ? 0 : lists[index][point[index]].indexOf(code))))] =
        suppliers;
    }
    return made;
  };
  return { lists, grid: new Grid(dimensions.map(({ sizes }) => sizes[0])), dimensions, counts };
}

function withheldIn(dimensions: readonly Coded[], cells: readonly Cell[]): Set<string> {
  return withheldOf(inUse(dimensions, cells), countsOf(dimensions, cells));
}

/** A dimension at each of its levels, the finest first. */
function dimensionLevels(dimension: Coded): Coded[] {
  return Array.from({ length: dimension.coarser.length + 1 }, (_, level) => raised(dimension, level));
}

/** Cells of one dimension under the codes of a level, whose codes begin those of finer ones. */
function raisedCells({ codes }: Coded, cells: readonly Cell[]): Cell[] {
  return codes.map((code) => ({ codes: [code], suppliers: suppliersIn(cells, code) }));
}

function suppliersIn(cells: readonly Cell[], code: string): number {
  return cells.reduce((sum, cell) => (cell.codes[0].startsWith(code) ? sum + cell.suppliers : sum), 0);
}

describe('what is withheld', () => {
  it('is every cell of one or two suppliers, and one more where the total would give it away', () => {
    const table = [
      { codes: ['p'], suppliers: 2 },
      { codes: ['q'], suppliers: 9 },
      { codes: ['r'], suppliers: 4 },
    ];
    expect([...withheldIn([FLAT], table)].sort()).toEqual(['p', 'r']);
  });

  it('is nothing where every cell has three or more', () => {
    expect(
      withheldIn(
        [FLAT],
        ['p', 'q', 'r'].map((code) => ({ codes: [code], suppliers: 3 })),
      ).size,
    ).toBe(0);
  });

  it.each([
    ['a list', [FLAT]],
    ['a list of regions', [REGION]],
    ['a list of regions of which some are known at a wider level alone', [PARTLY_KNOWN]],
    ['a table', [FLAT, FLAT]],
    ['a table of regions', [REGION, FLAT]],
    ['a table of such regions', [PARTLY_KNOWN, FLAT]],
    ['a cube', [FLAT, FLAT, FLAT]],
    ['a list of which some are unknown', [SOME_KNOWN]],
    ['a list of regions of which some are unknown', [SOME_REGIONS_KNOWN]],
    ['a table of one code and what is unknown', [ONE_KNOWN, FLAT]],
    ['a table of which some are unknown either way', [SOME_KNOWN, SOME_KNOWN]],
    ['a table of regions and one code, and of what is unknown', [SOME_REGIONS_KNOWN, ONE_KNOWN]],
  ])('in %s cannot be worked out of all published tables by subtraction', (_name, dimensions) => {
    fc.assert(
      fc.property(tables(dimensions), (table) => {
        expect(workedOut(dimensions, table)).toEqual([]);
      }),
      { numRuns: dimensions.length === 3 ? 40 : 300 },
    );
  });

  it.each([
    ['a list of regions of which some are known at a wider level alone', [PARTLY_KNOWN]],
    ['a table of such regions', [PARTLY_KNOWN, FLAT]],
    ['a cube', [FLAT, FLAT, FLAT]],
  ])('in %s is none at all where there is no room for all cells of nobody that are listed, and else the same', (_name, all) => {
    fc.assert(
      fc.property(tables(all), fc.nat(12), (table, cells) => {
        const coded = inUse(all, table);
        const { grid, dimensions, counts } = asPlaces(coded, countsOf(coded, table));
        const used = dimensions.map(({ shown: [codes] }) => Uint8Array.from(codes, Number));
        const whole = withheldCells(dimensions, counts, null)!;
        const point = dimensions.map(() => 0);
        const finest = counts(point);
        const ofNobody = [...whole.keys()].filter(
          (place) =>
            whole[place] === 1 && finest[place] === 0 && grid.codesAt(place).every((code, index) => used[index][code] === 1),
        );
        expect(withheldCells(dimensions, counts, { cells, inUse: used })).toEqual(ofNobody.length > cells ? null : whole);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a list', FLAT],
    ['a list of regions', REGION],
  ])(
    'in %s is of nobody or of three and more within a wider code that is shown, all that is withheld together',
    (_name, all) => {
      fc.assert(
        fc.property(tables([all]), (table) => {
          const [dimension] = inUse([all], table);
          const withheldAt = dimensionLevels(dimension).map((level) => withheldIn([level], raisedCells(level, table)));
          for (const [level, { codes }] of dimensionLevels(dimension).entries())
            for (const code of level === 0 ? [] : codes) {
              if (withheldAt[level].has(code)) continue;
              const within = (finer: number, from: string): string[] =>
                dimensionLevels(dimension)[finer].codes.filter((each) => each.startsWith(from));
              // What is not shown at the next level may be shown in part at a finer one.
              const leftOf = (finer: number, from: string): number =>
                within(finer, from).reduce((sum, each) => {
                  if (!withheldAt[finer].has(each)) return sum;
                  return sum + (finer === 0 ? suppliersIn(table, each) : leftOf(finer - 1, each));
                }, 0);
              for (let finer = 0; finer < level; finer += 1) expect([1, 2]).not.toContain(leftOf(finer, code));
            }
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['of one level', [FLAT]],
    ['of several levels', [REGION]],
    ['of several levels beside one that is known', [FLAT, REGION]],
  ])('is nothing where one or two suppliers have no code in a dimension %s', (_name, dimensions) => {
    const codes = dimensions.map((_, index) => (index === dimensions.length - 1 ? UNKNOWN : 'p'));
    expect([...withheldIn(dimensions, [{ codes, suppliers: 2 }])]).toEqual([]);
  });

  it('would be worked out if only the small cells were withheld: the attack works', () => {
    const table = ['p', 'q', 'r'].map((code, index) => ({ codes: [code], suppliers: [1, 5, 6][index] }));
    const known = new Elimination();
    known.add([1, 1, 1]);
    known.add([0, 1, 0]);
    known.add([0, 0, 1]);
    expect(known.settles([1, 0, 0])).toBe(true);
    expect(workedOut([FLAT], table)).toEqual([]);
  });
});
