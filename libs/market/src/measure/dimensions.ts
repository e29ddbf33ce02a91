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
  /** By the number of the region. */
  regions: ReadonlyMap<number, Term>;
  /** By the first two digits. */
  cpvDivisions: ReadonlyMap<number, Term>;
  sic: ReadonlyMap<number, string>;
  buyers: ReadonlyMap<number, string>;
}

/** How a dimension stands in `market_supplier` and `market_cell`, and how it is read out of a row. */
export interface DimensionReading {
  label: string;
  /** Columns to group by. */
  columns: readonly string[];
  /** What of `market_cell.by` it needs: 1 year, 2 CPV division, 4 buyer, 8 quarter; 0 where the supplier's own row tells. */
  subset: 0 | 1 | 2 | 4 | 8;
  /** For what a row can have several values of. */
  each?: SeveralValues;
  /** The terms of a row at the finest level; none where they are unknown. */
  termsOf(row: MarketRow, terms: MarketTerms): readonly Term[];
  /** For a region: the codes of the wider ones, the narrowest first, known even where the finest is not. */
  coarserOf?(row: MarketRow, terms: MarketTerms): readonly (string | null)[];
}

/** How the rows under the alias `m` are read once for each value that they have, as if they had that one alone. */
export interface SeveralValues {
  /**
   * @param source the rows: a table, or a query in brackets
   * @param listed where not all of very many values are: those that are, as SQL
   */
  join(source: string, listed?: string): string;
  /** The one value, in the place of the column. */
  value: string;
  /** Whether nothing is known of a row. */
  unknown: string;
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
    columns: ['sectors'],
    subset: 0,
    each: bits('sectors', 'sector'),
    termsOf: (row, { sectors }) => bitsOf(row.sectors, sectors),
  },
  TECHNOLOGY: {
    label: 'Technology',
    columns: ['technologies'],
    subset: 0,
    each: bits('technologies', 'technology'),
    termsOf: (row, { technologies }) => bitsOf(row.technologies, technologies),
  },
  REGION_ITL1: region(1),
  REGION_ITL2: region(2),
  REGION_ITL3: region(3),
  SIZE: { label: 'Size', columns: ['size'], subset: 0, termsOf: (row) => (row.size === 0 ? [] : [SIZES[row.size as number]]) },
  SIC: {
    label: 'SIC 2007 code',
    columns: ['sics'],
    subset: 0,
    each: {
      join: (_, listed) =>
        `JOIN LATERAL unnest(m.sics) AS one_sic (code) ON ${listed === undefined ? 'true' : `one_sic.code = ANY (${listed})`}`,
      value: 'ARRAY[one_sic.code]',
      unknown: 'm.sics IS NULL',
    },
    termsOf: (row, { sic }) =>
      ((row.sics as number[] | null) ?? []).map((number) => {
        const code = String(number).padStart(5, '0');
        return { code, label: sic.get(number) ?? code };
      }),
  },
  CPV: {
    label: 'CPV division',
    columns: ['cpv'],
    subset: 2,
    termsOf: (row, { cpvDivisions }) => known(row.cpv, (number) => cpvDivisions.get(number)),
  },
  YEAR: {
    label: 'Year of award',
    columns: ['year'],
    subset: 1,
    termsOf: (row) => known(row.year, (year) => ({ code: String(year), label: String(year) })),
  },
  BUYER: {
    label: 'Buyer',
    columns: ['buyer'],
    subset: 4,
    termsOf: (row, { buyers }) => known(row.buyer, (number) => ({ code: `B${number}`, label: buyers.get(number) ?? '' })),
  },
  QUARTER: {
    label: 'Quarter of award',
    columns: ['quarter'],
    subset: 8,
    termsOf: (row) => known(row.quarter, (quarter) => ({ code: quarterCode(quarter), label: quarterCode(quarter) })),
  },
};

/** `2026-Q3` for four times the year and the quarter from 0. */
export function quarterCode(quarter: number): string {
  return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
}

function region(level: 1 | 2 | 3): DimensionReading {
  const columns = Array.from({ length: level }, (_, index) => `itl${level - index}`);
  return {
    label: `Region (ITL ${level})`,
    columns,
    subset: 0,
    termsOf: (row, { regions }) => known(row[columns[0]], (number) => regions.get(number)),
    coarserOf: (row, { regions }) => columns.slice(1).map((column) => regions.get(row[column] as number)?.code ?? null),
  };
}

/** A column of bits. Each combination that there is is taken apart once, and not for every row that has it. */
function bits(column: string, list: string): SeveralValues {
  const one = `one_${list}`;
  return {
    join: (source) =>
      `JOIN (SELECT every.${column} AS mask, 1 << x.position AS bit FROM (SELECT DISTINCT ${column} FROM ${source} of) every
        JOIN ${list} x ON every.${column} & (1 << x.position) <> 0) ${one} ON ${one}.mask = m.${column}`,
    value: `${one}.bit`,
    unknown: `m.${column} = 0`,
  };
}

function bitsOf(mask: unknown, terms: readonly Term[]): Term[] {
  return terms.filter((_, bit) => ((mask as number) & (1 << bit)) !== 0);
}

function known(value: unknown, term: (number: number) => Term | undefined): Term[] {
  const found = typeof value === 'number' ? term(value) : undefined;
  return found === undefined ? [] : [found];
}
