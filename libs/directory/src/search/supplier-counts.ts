import { Condition, SqlParameters, Tx } from '#platform';
import { foundNumbersSql, MOST_LISTED, readSearch } from './search-text';
import { countedConditions, FACETS, FacetDimension, SupplierQuery, whereSql } from './supplier-conditions';
import { Facet, FacetValue } from './supplier-facets';

/** So many are few: their keys are told with the count, so that a page is read from them alone. */
export const FEW = 1000;

/** What a search comes to. */
export interface SupplierCounts {
  total: number;
  /** False: there are more than `total`. */
  isExact: boolean;
  /** The keys of all that were found, where they are few. */
  ids: string[] | null;
  facets: Facet[];
}

const NONE: SupplierCounts = { total: 0, isExact: true, ids: [], facets: facetsOf({}, true) };

/**
 * Counts what a query finds, and every facet under all conditions but its own; from bits, which the database keeps for every value
 * of every facet (\`count_suppliers\` in the migration). Exact, but for a search that finds more than {@link MOST_LISTED} by words
 * of which no bits are kept: then what is told are least numbers.
 */
export async function countSuppliers(database: Pick<Tx, 'query'>, query: SupplierQuery): Promise<SupplierCounts> {
  const text = readSearch(query.search);
  if (text === 'NOTHING') return NONE;
  const listed = text === 'EVERYTHING' ? null : await numbersOf(database, foundNumbersSql(text.words), MOST_LISTED + 1);
  const isExact = listed === null || listed.length <= MOST_LISTED;
  const counts = await countListed(database, query, listed, isExact);
  return isExact ? counts : { ...counts, ...(await countRows(database, query)) };
}

/** As far as FEW and one more: what is found by going through the rows. */
async function countRows(
  database: Pick<Tx, 'query'>,
  query: SupplierQuery,
): Promise<Pick<SupplierCounts, 'total' | 'isExact' | 'ids'>> {
  const parameters = new SqlParameters();
  const rows: { id: string }[] = await database.query(
    `SELECT s.id FROM supplier s WHERE ${whereSql(query)('s', parameters)} LIMIT ${FEW + 1}`,
    parameters.values,
  );
  if (rows.length > FEW) return { total: FEW, isExact: false, ids: null };
  return { total: rows.length, isExact: true, ids: rows.map(({ id }) => id) };
}

async function countListed(
  database: Pick<Tx, 'query'>,
  query: SupplierQuery,
  listed: readonly number[] | null,
  isExact: boolean,
): Promise<SupplierCounts> {
  const rows = [{ facet: 'ALL', codes: [''], day: null }, ...countedConditions(query)].flatMap(({ facet, codes, day }, index) =>
    codes.map((code) => ({ condition: index + 1, facet, code, day })),
  );
  const [{ total, ids, counts }]: CountedRow[] = await database.query(
    'SELECT total::int, ids, counts FROM count_suppliers($1, $2, $3, $4, $5, $6)',
    [
      rows.map(({ condition }) => condition),
      rows.map(({ facet }) => facet),
      rows.map(({ code }) => code),
      rows.map(({ day }) => day),
      listed,
      FEW,
    ],
  );
  return { total, isExact, ids, facets: facetsOf(counts ?? {}, isExact) };
}

interface CountedRow {
  total: number;
  ids: string[] | null;
  counts: Partial<Record<FacetDimension, FacetValue[]>> | null;
}

function facetsOf(counts: Partial<Record<FacetDimension, FacetValue[]>>, isExact: boolean): Facet[] {
  return FACETS.map((dimension) => ({ dimension, isExact, values: counts[dimension] ?? [] }));
}

/** The numbers of the suppliers that meet a condition, as far as `most`. */
async function numbersOf(database: Pick<Tx, 'query'>, sql: Condition, most: number): Promise<number[]> {
  const parameters = new SqlParameters();
  const [{ numbers }]: { numbers: number[] }[] = await database.query(
    `SELECT ARRAY(${sql('h', parameters)} LIMIT ${most}) AS numbers`,
    parameters.values,
  );
  return numbers;
}
