import { PROVENANCES } from '#identity';
import { SupplierFilter } from '#directory';
import { SqlParameters } from '#platform';
import { MarketTerms, SIZES } from './dimensions';

/** Provenances by the number that stands for them in the market's tables. */
const NUMBER_OF = new Map(PROVENANCES.map((provenance, index) => [provenance, index + 1]));

/**
 * A filter of suppliers as a condition on a row of a snapshot's tables, under the alias `m`. What was invented to show the product
 * counts only when it is asked for by name.
 */
export function scopeSql(filter: SupplierFilter, terms: MarketTerms, snapshot: Snapshot, parameters: SqlParameters): string {
  const conditions: string[] = [];
  const all = (list: string[]): void => void conditions.push(`(${list.join(' OR ')})`);
  if (filter.relevance !== 'ALL') conditions.push('m.relevant');
  conditions.push(
    filter.provenance?.length
      ? `m.provenance = ANY (${parameters.add(filter.provenance.map((each) => NUMBER_OF.get(each)))})`
      : `m.provenance <> ${parameters.add(NUMBER_OF.get('DEMONSTRATION'))}`,
  );
  // Combinations by their numbers, which an index finds.
  const having = (column: string, mask: number, combinations: readonly number[]): string =>
    `m.${column} = ANY (${parameters.add(combinations.filter((each) => (each & mask) !== 0))}::int[])`;
  if (filter.sectors?.length)
    conditions.push(having('sectors', maskOf(filter.sectors, terms.sectors), terms.sectorCombinations));
  if (filter.technologies?.length)
    conditions.push(having('technologies', maskOf(filter.technologies, terms.technologies), terms.technologyCombinations));
  if (filter.regions?.length) {
    const numbers = [...terms.regions].flatMap(([number, { code }]) => (filter.regions?.includes(code) ? [number] : []));
    const among = parameters.add(numbers);
    const anywhere = filter.regions.includes('UK') ? ['m.placed'] : [];
    all([...anywhere, ...['itl1', 'itl2', 'itl3'].map((column) => `m.${column} = ANY (${among}::smallint[])`)]);
  }
  if (filter.sizeBands?.length)
    conditions.push(
      `m.size = ANY (${parameters.add(filter.sizeBands.map((band) => SIZES.findIndex(({ code }) => code === band)))}::smallint[])`,
    );
  for (const { scheme, validOn } of filter.attested ?? []) {
    const day = `${parameters.add(validOn ?? snapshot.asOf)}::date`;
    conditions.push(
      `EXISTS (SELECT FROM market_attestation t WHERE t.snapshot = ${snapshot.id} AND t.number = m.number
        AND t.scheme = ${parameters.add(scheme)} AND ${day} BETWEEN t.valid_from AND t.valid_to)`,
    );
  }
  return conditions.join(' AND ');
}

/** A question's scope: which state of the market, and a condition on its rows with the values that stand in it. */
export interface Counted {
  snapshot: Snapshot;
  terms: MarketTerms;
  parameters: SqlParameters;
  scope: string;
  /** The snapshot's rows of `market_combination`, as a condition on the alias `c`. */
  combinations: string;
  /** Whether cubes tell enough: see {@link isOfCubes}. */
  isOfCubes: boolean;
}

/** The state of the market that a question is put to. */
export interface Snapshot {
  id: number;
  asOf: string;
}

/**
 * The table of a snapshot's suppliers. A question goes to its snapshot's own tables: PostgreSQL plans a part of a table by the figures
 * of the whole, which nobody has counted, and looks in every row for what all rows of the part have.
 */
export function supplierTable({ id }: Snapshot): string {
  return `market_supplier_${id}`;
}

/** The table of what a snapshot's suppliers were awarded, by a set of {@link DimensionReading.subset}. */
export function cellTable({ id }: Snapshot, subset: number): string {
  return `market_cell_${id}_${subset}`;
}

/** The table of a snapshot's cubes, each by the bits of its dimensions. */
export function cubeTable({ id }: Snapshot): string {
  return `market_cube_${id}`;
}

function maskOf(codes: readonly string[], terms: readonly { code: string }[]): number {
  return terms.reduce((mask, { code }, bit) => (codes.includes(code) ? mask | (1 << bit) : mask), 0);
}
