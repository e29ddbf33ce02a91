import type { MarketTable } from './market-table';

/** How far a bar goes, from 0 to 100, beside each row; null where there is nothing to draw. */
export function barsOf({ rows, figures }: MarketTable): (number | null)[] {
  const values = rows.map(({ values: [first] }) => first?.value ?? null);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (figures.length === 0 || most === 0) return rows.map(() => null);
  return values.map((value) => (value === null ? null : (value / most) * 100));
}

/** A column of a trend, in the chart's own units: 100 high. */
export interface TrendColumn {
  label: string;
  x: number;
  y: number;
  height: number;
  suppressed: boolean;
}

const COLUMN = 10;

/** The columns of a trend, how wide they are together, and what the highest stands for. */
export function trendOf({ rows }: MarketTable): { columns: TrendColumn[]; width: number; column: number; most: number } {
  const most = Math.max(0, ...rows.map(({ values: [{ value }] }) => value ?? 0));
  const columns = rows.map(({ key: [{ label }], values: [{ value, suppressed }] }, index) => {
    const height = most === 0 || value === null ? 0 : (value / most) * 100;
    return { label, x: index * COLUMN, y: 100 - height, height, suppressed };
  });
  return { columns, width: rows.length * COLUMN, column: COLUMN * 0.8, most };
}

/** Where the twelve regions (ITL 1) stand on a map of tiles: column and row. Boundaries are not drawn. */
const TILES: Readonly<Record<string, readonly [number, number]>> = {
  TLM: [1, 0],
  TLN: [0, 1],
  TLC: [2, 1],
  TLD: [1, 2],
  TLE: [2, 2],
  TLL: [0, 3],
  TLG: [1, 3],
  TLF: [2, 3],
  TLH: [3, 3],
  TLK: [1, 4],
  TLI: [2, 4],
  TLJ: [3, 4],
};

/** A region on the map of tiles. `step` is how dark it is, from 0 to 4. */
export interface MapTile {
  /** Its name, in one line or two. */
  lines: readonly string[];
  x: number;
  y: number;
  value: number | null;
  suppressed: boolean;
  step: number;
}

/** The regions of a table by ITL 1, as tiles; those that no row names have no supplier. */
export function tilesOf({ rows }: MarketTable): MapTile[] {
  const most = Math.max(1, ...rows.map(({ values: [{ value }] }) => value ?? 0));
  return rows.flatMap(({ key: [{ code, label }], values: [{ value, suppressed }] }) => {
    const tile = TILES[code];
    if (tile === undefined) return [];
    const step = value === null ? 0 : Math.min(4, Math.floor((value / most) * 4.999));
    return [{ lines: linesOf(label), x: tile[0], y: tile[1], value, suppressed, step }];
  });
}

/** The name of a region for a tile: without the country that it is in, and in two lines as even as they can be where it has words enough. */
function linesOf(label: string): string[] {
  const words = label.replace(/ \(England\)$/, '').split(' ');
  const lines = words.map((_, cut) =>
    [words.slice(0, cut).join(' '), words.slice(cut).join(' ')].filter((line) => line !== ''),
  );
  const longest = (two: readonly string[]): number => Math.max(...two.map(({ length }) => length));
  return lines.reduce((best, two) => (longest(two) < longest(best) ? two : best));
}
