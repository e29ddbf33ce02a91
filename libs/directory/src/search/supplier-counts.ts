import { Condition, SqlParameters, Tx } from '#platform';
import { foundNumbersSql, MOST_LISTED } from './search-text';
import { countedConditions, FACETS, SoughtSuppliers, whereSql } from './supplier-conditions';
import { Facet } from './supplier-facets';

/** So many are few: their keys are told with the count, so that a page is read from them alone, and they are all ranked. */
export const FEW = 1000;

/** The numbers of those whose words were looked up, as far as they were listed; null where the database keeps bits of the words. */
export type ListedNumbers = readonly number[] | null;

/** What a search comes to. */
export interface SupplierCounts {
  total: number;
  /** False: there are more than `total`. */
  isExact: boolean;
  /** The keys of all that were found, where they are few. */
  ids: string[] | null;
  /** Where they are not few: the keys of those with the greatest lots, as many as were asked for. */
  first: string[] | null;
  listed: ListedNumbers;
  /** None where they are not wanted. */
  facets: Facet[];
}

/** Whether facets are wanted with a count: they take two thirds of its time. */
export type FacetWish = 'FACETS' | 'NO_FACETS';

const NONE: SupplierCounts = {
  total: 0,
  isExact: true,
  ids: [],
  first: null,
  listed: null,
  facets: FACETS.map((dimension) => ({ dimension, isExact: true, values: [] })),
};

/**
 * Counts what a query finds and, where they are wanted, every facet under all conditions but its own, and schemes, which add up, under
 * theirs too; from bits, which the database
 * keeps for every value of every facet (`count_suppliers` in the migration). Exact, but for a search that finds more than
 * {@link MOST_LISTED} by words
 * of which no bits are kept: then what is told are least numbers.
 *
 * @param lots how many of those with the greatest lots are to be told, where more than few are found
 */
export async function countSuppliers(
  database: Pick<Tx, 'query'>,
  sought: SoughtSuppliers,
  wish: FacetWish = 'FACETS',
  lots = 0,
): Promise<SupplierCounts> {
  const { text } = sought;
  if (text === 'NOTHING') return wish === 'FACETS' ? NONE : { ...NONE, facets: [] };
  if (text === 'EVERYTHING' || text.common !== null) return countListed(database, sought, null, wish, lots);
  const listed = await numbersOf(database, foundNumbersSql(text), MOST_LISTED + 1);
  const counts = await countListed(database, sought, listed, wish, lots);
  return listed.length <= MOST_LISTED ? counts : atLeast(counts, await rowsAsFarAs(database, sought, FEW));
}

/** What is known when not all that the words find was listed: the counts are least numbers, and the total is as far as rows were seen. */
function atLeast({ facets, listed }: SupplierCounts, ids: string[]): SupplierCounts {
  const isExact = ids.length <= FEW;
  return {
    listed,
    total: Math.min(ids.length, FEW),
    isExact,
    ids: isExact ? ids : null,
    first: null,
    facets: facets.map((facet) => ({ ...facet, isExact: false })),
  };
}

/** Keys of what is found by going through the rows: one more than `most`, where there are more. */
async function rowsAsFarAs(database: Pick<Tx, 'query'>, sought: SoughtSuppliers, most: number): Promise<string[]> {
  const parameters = new SqlParameters();
  const rows: { id: string }[] = await database.query(
    `SELECT s.id FROM supplier s WHERE ${whereSql(sought)('s', parameters)} LIMIT ${most + 1}`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

async function countListed(
  database: Pick<Tx, 'query'>,
  sought: SoughtSuppliers,
  listed: ListedNumbers,
  wish: FacetWish,
  lots: number,
): Promise<SupplierCounts> {
  const parameters = new SqlParameters();
  const asked = askedSql(sought, listed, parameters);
  const [{ total, ids, first, counts }]: CountedRow[] = await database.query(
    `SELECT total::int, ids, first, counts FROM ${countSql(asked, wish, parameters.add(sought.schemesOn), lots)}`,
    parameters.values,
  );
  return { total, isExact: true, ids, first, listed, facets: counts ?? [] };
}

/** The conditions of a query as `count_suppliers` and `found_suppliers` are told them: the arguments that the two have in common. */
export function askedSql(sought: SoughtSuppliers, listed: ListedNumbers, parameters: SqlParameters): string {
  const narrowing = countedConditions(sought);
  // Bits of the relevant are of suppliers that there are.
  const isOfThoseThereAre = narrowing.some(({ facet }) => facet === 'RELEVANT');
  const conditions = isOfThoseThereAre ? narrowing : [{ facet: 'ALL', codes: [''], day: null }, ...narrowing];
  const rows = conditions.flatMap(({ facet, codes, day }, index) =>
    codes.map((code) => ({ condition: index + 1, facet, code, day })),
  );
  const places: [unknown, string][] = [
    [rows.map(({ condition }) => condition), 'integer[]'],
    [rows.map(({ facet }) => facet), 'text[]'],
    [rows.map(({ code }) => code), 'text[]'],
    [rows.map(({ day }) => day), 'date[]'],
    [listed, 'integer[]'],
  ];
  return places.map(([value, type]) => `${parameters.add(value)}::${type}`).join(', ');
}

/**
 * The call of `count_suppliers`: one row of a total, of `ids` where they are few, of `counts`, and of the `first` by lot where they are
 * not few.
 *
 * @param schemesOn the parameter of the day on which schemes are counted
 */
export function countSql(asked: string, wish: FacetWish, schemesOn: string, lots = 0): string {
  return `count_suppliers(${asked}, ${FEW}, ${String(wish === 'FACETS')}, ${schemesOn}::date, ${lots})`;
}

/** What a query finds, as the query `found` of a statement: a bit for every supplier, at the place of its number. */
export function foundSql(asked: string): string {
  return `found AS MATERIALIZED (SELECT found_suppliers(${asked}) AS bits)`;
}

/** That a supplier is among what {@link foundSql} tells. PostgreSQL counts the bits of a byte from its end. */
export const IS_FOUND: Condition = (a) => `get_bit((SELECT bits FROM found), ${a}.number # 7) = 1`;

/** What every facet says, in the order in which it stands in the JSON of `count_suppliers`. */
export const FACET_FIELDS = 'dimension isExact values { code label count }';

interface CountedRow {
  total: number;
  ids: string[] | null;
  first: string[] | null;
  counts: Facet[] | null;
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
