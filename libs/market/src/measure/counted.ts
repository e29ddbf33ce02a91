import { SupplierFilter } from '#directory';
import { Conflict, SqlParameters, Tx } from '#platform';
import { MarketTerms } from './dimensions';
import { prepareToCount } from './halves';
import { readTerms } from './market-terms';
import { NOTICE_DAYS } from './notice-days';
import { Counted, Scope, scopeOf, Snapshot, supplierTable } from './scope';

/** Suppliers that are looked at to see whether a filter leaves most of them, or a few more. */
const ASKED_SUPPLIERS = 2000;

/** Rows that a page can hold, of which most hold a third. */
const MOST_ON_PAGE = 291;

/** Terms of the latest snapshot that was asked about. */
let known: { database: unknown; snapshot: number; terms: MarketTerms } | null = null;

/** The latest state of the market, narrowed. @throws Conflict when there is none yet */
export async function countedFor(tx: Tx, filter: SupplierFilter): Promise<Counted> {
  await prepareToCount(tx);
  const [snapshot]: Snapshot[] = await tx.query(
    `SELECT id, as_of::text AS "asOf", suppliers, ${NOTICE_DAYS} FROM market_snapshot ORDER BY id DESC LIMIT 1`,
  );
  if (snapshot === undefined) throw notCounted();
  const database = tx.connection;
  if (known?.database !== database || known.snapshot !== snapshot.id)
    known = { database, snapshot: snapshot.id, terms: await readTerms(tx, snapshot) };
  const { terms } = known;
  const parameters = new SqlParameters();
  const scope = scopeOf(filter, terms, snapshot, parameters);
  const goneThrough = await goneThroughFor(tx, scope, { snapshot, parameters });
  return { snapshot, terms, parameters, scope, combinations: `c.snapshot = ${snapshot.id}`, ...goneThrough };
}

/**
 * Whether more suppliers are in scope than meet no more than what cubes have apart, and how many are gone through then, by some from all over
 * the market. Those beside each other are alike, so that one of a page tells as much as all of it.
 */
async function goneThroughFor(
  tx: Tx,
  { apart, unmet }: Scope,
  { snapshot, parameters }: Pick<Counted, 'snapshot' | 'parameters'>,
): Promise<Pick<Counted, 'isWide' | 'suppliers' | 'suppliersLeft'>> {
  if (unmet === null) return { isWide: false, suppliers: snapshot.suppliers, suppliersLeft: null };
  const table = supplierTable(snapshot);
  const [{ asked, all, leftOut }]: { asked: number; all: number; leftOut: number }[] = await tx.query(
    `SELECT count(*)::int AS asked, (count(*) FILTER (WHERE ${apart}))::int AS "all", (count(*) FILTER (WHERE ${unmet}))::int AS "leftOut"
     FROM ${table} m
     WHERE m.ctid = ANY (ARRAY(SELECT format('(%s,%s)', page, place)::tid
       FROM (SELECT pg_relation_size('${table}') / current_setting('block_size')::integer AS pages) whole,
         generate_series(0, pages - 1, greatest(pages / ${ASKED_SUPPLIERS}, 1)) page,
         generate_series(1, least(${ASKED_SUPPLIERS} / greatest(pages, 1) + 1, ${MOST_ON_PAGE})) place))`,
    parameters.values,
  );
  const left = all - leftOut;
  const suppliersOf = (part: number): number => (part / Math.max(asked, 1)) * snapshot.suppliers;
  return { isWide: leftOut < left, suppliers: suppliersOf(Math.min(left, leftOut)), suppliersLeft: suppliersOf(left) };
}

/** Refuses what is asked before the market was counted for the first time. */
export function notCounted(): Conflict {
  return new Conflict('The market has not been counted yet. Ask again in a few minutes.');
}
