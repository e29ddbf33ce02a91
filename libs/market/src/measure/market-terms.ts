import { Tx } from '#platform';
import { MarketTerms, READINGS, Term } from './dimensions';
import { cellTable, Snapshot } from './scope';

/** Where PostgreSQL has no figures of the years yet. */
const MOST_YEARS = 20;

/** What the small numbers of a snapshot stand for. */
export async function readTerms(tx: Tx, snapshot: Snapshot): Promise<MarketTerms> {
  const list = (table: string): Promise<Term[]> => tx.query(`SELECT code, label FROM ${table} ORDER BY position`);
  const regions: { number: number; code: string; label: string; path: string[] }[] = await tx.query(
    'SELECT number, code, name AS label, path FROM region',
  );
  const divisions: Term[] = await tx.query(`SELECT code, label FROM cpv_code WHERE code LIKE '%000000'`);
  const sic: Term[] = await tx.query('SELECT code, label FROM sic_code');
  const buyers: { number: number; name: string }[] = await tx.query(
    'SELECT number, name FROM market_buyer WHERE snapshot = $1',
    [snapshot.id],
  );
  const combinations = async (dimension: 'SECTOR' | 'TECHNOLOGY'): Promise<number[]> => {
    const rows: { number: number }[] = await tx.query(
      'SELECT DISTINCT number FROM market_combination WHERE snapshot = $1 AND dimension = $2 ORDER BY number',
      [snapshot.id, dimension],
    );
    return rows.map(({ number }) => number);
  };
  const schemes: { scheme: string; held: number[]; verified: number[] }[] = await tx.query(
    `SELECT s.code AS scheme, coalesce(array_agg(c.number) FILTER (WHERE c.dimension = 'SCHEME_HELD'), '{}') AS held,
       coalesce(array_agg(c.number) FILTER (WHERE c.dimension = 'SCHEME_VERIFIED'), '{}') AS verified
     FROM market_combination c JOIN attestation_scheme s ON s.position = c.value
     WHERE c.snapshot = $1 AND c.dimension IN ('SCHEME_HELD', 'SCHEME_VERIFIED') GROUP BY s.code`,
    [snapshot.id],
  );
  const [years]: { n: number }[] = await tx.query(
    `SELECT n_distinct AS n FROM pg_stats WHERE schemaname = current_schema AND tablename = $1 AND attname = 'year' AND n_distinct > 0`,
    [cellTable(snapshot, READINGS.YEAR.subset)],
  );
  return {
    years: years?.n ?? MOST_YEARS,
    sectorCombinations: await combinations('SECTOR'),
    technologyCombinations: await combinations('TECHNOLOGY'),
    schemeCombinations: new Map(schemes.map(({ scheme, ...numbers }) => [scheme, numbers])),
    sectors: await list('sector'),
    technologies: await list('technology'),
    regions: new Map(regions.map(({ number, code, label }) => [number, { code, label }])),
    regionPaths: new Map(regions.map(({ number, path }) => [number, path])),
    cpvDivisions: new Map(divisions.map((term) => [Number(term.code.slice(0, 2)), term])),
    sic: new Map(sic.map(({ code, label }) => [Number(code), label])),
    buyers: new Map(buyers.map(({ number, name }) => [number, name])),
  };
}
