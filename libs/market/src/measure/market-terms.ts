import { Tx } from '#platform';
import { MarketTerms, Term } from './dimensions';

/** What the small numbers of a snapshot stand for. */
export async function readTerms(tx: Tx, snapshot: number): Promise<MarketTerms> {
  const list = (table: string): Promise<Term[]> => tx.query(`SELECT code, label FROM ${table} ORDER BY position`);
  const regions: { number: number; code: string; label: string; path: string[] }[] = await tx.query(
    'SELECT number, code, name AS label, path FROM region',
  );
  const divisions: Term[] = await tx.query(`SELECT code, label FROM cpv_code WHERE code LIKE '%000000'`);
  const sic: Term[] = await tx.query('SELECT code, label FROM sic_code');
  const buyers: { number: number; name: string }[] = await tx.query(
    'SELECT number, name FROM market_buyer WHERE snapshot = $1',
    [snapshot],
  );
  const combinations = async (dimension: 'SECTOR' | 'TECHNOLOGY'): Promise<number[]> => {
    const rows: { number: number }[] = await tx.query(
      'SELECT DISTINCT number FROM market_combination WHERE snapshot = $1 AND dimension = $2 ORDER BY number',
      [snapshot, dimension],
    );
    return rows.map(({ number }) => number);
  };
  return {
    sectorCombinations: await combinations('SECTOR'),
    technologyCombinations: await combinations('TECHNOLOGY'),
    sectors: await list('sector'),
    technologies: await list('technology'),
    regions: new Map(regions.map(({ number, code, label }) => [number, { code, label }])),
    regionPaths: new Map(regions.map(({ number, path }) => [number, path])),
    cpvDivisions: new Map(divisions.map((term) => [Number(term.code.slice(0, 2)), term])),
    sic: new Map(sic.map(({ code, label }) => [Number(code), label])),
    buyers: new Map(buyers.map(({ number, name }) => [number, name])),
  };
}
