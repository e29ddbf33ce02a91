export const DIMENSIONS = [
  'SECTOR',
  'TECHNOLOGY',
  'REGION_ITL1',
  'REGION_ITL2',
  'REGION_ITL3',
  'SIZE',
  'SIC',
  'CPV',
  'YEAR',
  'BUYER',
] as const;
export type MarketDimension = (typeof DIMENSIONS)[number];

/** Values of a dimension with very many that a breakdown lists: those that most suppliers have. */
export const MOST_LISTED = 50;

/** Rows of a breakdown; more are no table that anybody reads. */
export const MOST_ROWS = 20_000;

/** What rows can be grouped by: a trend is by quarter, which no breakdown offers. */
export type ReadDimension = MarketDimension | 'QUARTER';

/** A code of a dimension and its words. */
export interface Term {
  code: string;
  label: string;
}

/** What small numbers of the market's tables stand for. */
export interface MarketTerms {
  sectors: readonly Term[];
  technologies: readonly Term[];
  /** What there is of either, as bits by their places in these lists. */
  sectorCombinations: readonly number[];
  technologyCombinations: readonly number[];
  /** The numbers of the combinations that a scheme is in: of those held on the snapshot's day, and of those held on any. */
  schemeCombinations: ReadonlyMap<string, { held: readonly number[]; verified: readonly number[] }>;
  /** By the number of the region. */
  regions: ReadonlyMap<number, Term>;
  /** By the number of the region: the codes of those that it lies in, of the whole country first, its own last. */
  regionPaths: ReadonlyMap<number, readonly string[]>;
  /** By the first two digits. */
  cpvDivisions: ReadonlyMap<number, Term>;
  sic: ReadonlyMap<number, string>;
  buyers: ReadonlyMap<number, string>;
  /** About how many years there are awards of. */
  years: number;
}

/** How a dimension stands in `market_supplier` and `market_cell`, and how it is read out of a row. */
export interface DimensionReading {
  label: string;
  /** The column to group by. */
  column: string;
  /** What stands in it, where it is not a column of the market's tables. */
  value?: string;
  /** Whether {@link termsOf} finds a term in a row, in SQL; for what a row has one value of. */
  known?: string;
  /** What of `market_cell.by` it needs: 1 year, 2 CPV division, 4 buyer, 8 quarter; 0 where the supplier's own row tells. */
  subset: 0 | 1 | 2 | 4 | 8;
  /** Whether a row can have several values: its column then holds a number of `market_combination`, which says which they are. */
  several?: true;
  /** How many levels there are, of wider regions or of quarters and years, its own the first. */
  levels?: number;
  /** Of what awards are told by, its next level, where that is a dimension of its own. */
  wider?: ReadDimension;
  /** How many terms it may have in a table, as far as can be told beforehand. */
  most(terms: MarketTerms): number;
  /** The terms of a row at the finest level; none where they are unknown. */
  termsOf(row: MarketRow, terms: MarketTerms): readonly Term[];
  /** The codes of the wider levels, the narrowest first, known even where the finest is not. */
  coarserOf?(row: MarketRow, terms: MarketTerms): readonly (string | null)[];
}

/** Columns by name, as PostgreSQL gives them. */
export type MarketRow = Readonly<Record<string, unknown>>;

export const SIZES: readonly Term[] = [
  { code: 'UNKNOWN', label: 'Unknown' },
  { code: 'MICRO', label: 'Micro' },
  { code: 'SMALL', label: 'Small' },
  { code: 'MEDIUM', label: 'Medium' },
  { code: 'LARGE', label: 'Large' },
];

/** Every dimension. A region that is known only at a wider level is unknown at a finer one. */
export const READINGS: Record<ReadDimension, DimensionReading> = {
  SECTOR: {
    label: 'Sector',
    column: 'sectors',
    subset: 0,
    several: true,
    most: ({ sectors }) => sectors.length,
    termsOf: (row, { sectors }) => bitsOf(row.sectors, sectors),
  },
  TECHNOLOGY: {
    label: 'Technology',
    column: 'technologies',
    subset: 0,
    several: true,
    most: ({ technologies }) => technologies.length,
    termsOf: (row, { technologies }) => bitsOf(row.technologies, technologies),
  },
  REGION_ITL1: region(1),
  REGION_ITL2: region(2),
  REGION_ITL3: region(3),
  SIZE: {
    label: 'Size',
    column: 'size',
    known: 'm.size > 0',
    most: () => SIZES.length,
    subset: 0,
    termsOf: (row) => (row.size === 0 ? [] : [SIZES[row.size as number]]),
  },
  SIC: {
    label: 'SIC 2007 code',
    column: 'sics',
    subset: 0,
    several: true,
    most: () => MOST_LISTED,
    termsOf: (row, { sic }) =>
      known(row.sics, (number) => {
        const code = String(number).padStart(5, '0');
        return { code, label: sic.get(number) ?? code };
      }),
  },
  CPV: {
    label: 'CPV division',
    column: 'cpv',
    known: `m.cpv IN (SELECT left(code, 2)::smallint FROM cpv_code WHERE code LIKE '%000000')`,
    subset: 2,
    most: ({ cpvDivisions }) => cpvDivisions.size,
    termsOf: (row, { cpvDivisions }) => known(row.cpv, (number) => cpvDivisions.get(number)),
  },
  YEAR: {
    label: 'Year of award',
    column: 'year',
    known: 'm.year IS NOT NULL',
    subset: 1,
    most: ({ years }) => years,
    termsOf: (row) => known(row.year, (year) => ({ code: String(year), label: String(year) })),
  },
  BUYER: {
    label: 'Buyer',
    column: 'buyer',
    subset: 4,
    most: () => MOST_LISTED,
    termsOf: (row, { buyers }) => known(row.buyer, (number) => ({ code: `B${number}`, label: buyers.get(number) ?? '' })),
  },
  QUARTER: {
    label: 'Quarter of award',
    column: 'quarter',
    subset: 8,
    levels: 2,
    wider: 'YEAR',
    most: ({ years }) => 4 * years,
    termsOf: (row) => known(row.quarter, (quarter) => ({ code: quarterCode(quarter), label: quarterCode(quarter) })),
    coarserOf: (row) => [typeof row.quarter === 'number' ? String(Math.floor(row.quarter / 4)) : null],
  },
};

/** Every breakdown of one to three dimensions; no two levels of region at once. */
export function everyBreakdown(): ReadDimension[][] {
  const regions = (by: readonly ReadDimension[]): number => by.filter((one) => one.startsWith('REGION_')).length;
  return DIMENSIONS.flatMap((a, i) => [
    [a],
    ...DIMENSIONS.slice(i + 1).flatMap((b, j) => [[a, b], ...DIMENSIONS.slice(i + j + 2).map((c) => [a, b, c])]),
  ]).filter((by) => regions(by) < 2);
}

/** `2026-Q3` for four times the year and the quarter from 0. */
export function quarterCode(quarter: number): string {
  return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
}

/** The narrowest region that is known, as wide as the level or wider: the wider ones follow from it. */
function region(level: 1 | 2 | 3): DimensionReading {
  const columns = Array.from({ length: level }, (_, index) => `m.itl${level - index}`);
  const pathOf = (row: MarketRow, terms: MarketTerms): readonly string[] => terms.regionPaths.get(row.region as number) ?? [];
  return {
    label: `Region (ITL ${level})`,
    column: 'region',
    value: `coalesce(${columns.join(', ')})`,
    known: `${columns[0]} IS NOT NULL`,
    subset: 0,
    levels: level,
    most: ({ regionPaths }) => [...regionPaths.values()].filter(({ length }) => length === level + 1).length,
    termsOf: (row, terms) =>
      pathOf(row, terms).length > level ? known(row.region, (number) => terms.regions.get(number)) : [],
    coarserOf: (row, terms) => {
      const path = pathOf(row, terms);
      return Array.from({ length: level - 1 }, (_, index) => path[level - 1 - index] ?? null);
    },
  };
}

function bitsOf(mask: unknown, terms: readonly Term[]): Term[] {
  return terms.filter((_, bit) => ((mask as number) & (1 << bit)) !== 0);
}

function known(value: unknown, term: (number: number) => Term | undefined): Term[] {
  const found = typeof value === 'number' ? term(value) : undefined;
  return found === undefined ? [] : [found];
}
