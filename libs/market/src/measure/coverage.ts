import { Tx } from '#platform';
import { sourceOf } from './cells';
import { READINGS, Term } from './dimensions';
import { Counted } from './scope';
import { untoldBy } from './withheld';

/** Suppliers of a sector, and the share of them that holds a scheme on a day; null where the sector is withheld. */
export interface CoverageRow {
  sector: Term;
  scheme: Term;
  suppliers: number | null;
  share: number | null;
}

/** Which share of the suppliers of a sector holds a scheme. */
export interface Coverage {
  asOf: string;
  unknownShare: number | null;
  rows: CoverageRow[];
}

/** Suppliers of a combination of sectors; all of them, or those that hold a scheme. */
interface Holders {
  sectors: number;
  scheme: string | null;
  n: number;
}

/** Sectors by scheme: who holds it, verified and valid, on the day. Sectors that nobody in scope is of, and that are not withheld, are left out. */
export async function coverageOn(tx: Tx, counted: Counted, day: string): Promise<Coverage> {
  const { snapshot, terms } = counted;
  const { withheld, unknownShare } = await untoldBy(tx, 'SECTOR', counted);
  const isCounted = day === snapshot.asOf && terms.schemeCombinations.size > 0;
  const holders = await (isCounted ? countedHolders(tx, counted) : holdersOn(tx, counted, day));
  const counts = new Map<string, number>();
  for (const { sectors, scheme, n } of holders)
    for (const { code } of READINGS.SECTOR.termsOf({ sectors }, terms))
      counts.set(`${code} ${scheme ?? ''}`, n + (counts.get(`${code} ${scheme ?? ''}`) ?? 0));
  const schemes: Term[] = await tx.query('SELECT code, name AS label FROM attestation_scheme ORDER BY name, code');
  const rows = terms.sectors.flatMap((sector) => {
    const suppliers = counts.get(`${sector.code} `) ?? 0;
    const shown = !withheld.has(sector.code);
    if (suppliers === 0 && shown) return [];
    return schemes.map((scheme) => ({
      sector,
      scheme,
      suppliers: shown ? suppliers : null,
      share: shown ? (counts.get(`${sector.code} ${scheme.code}`) ?? 0) / suppliers : null,
    }));
  });
  return { asOf: snapshot.asOf, unknownShare, rows };
}

/** On the snapshot's day: what each supplier holds was counted with it. */
async function countedHolders(tx: Tx, { parameters, scope, snapshot, terms }: Counted): Promise<Holders[]> {
  const rows: { sectors: number; schemes: number; n: number }[] = await tx.query(
    `SELECT m.sectors, m.schemes, count(*)::int AS n FROM ${sourceOf(snapshot, 0)} WHERE ${scope.where} GROUP BY 1, 2`,
    parameters.values,
  );
  return rows.flatMap(({ sectors, schemes, n }) => {
    const held = [...terms.schemeCombinations].filter(([, numbers]) => numbers.held.includes(schemes));
    return [null, ...held.map(([scheme]) => scheme)].map((scheme) => ({ sectors, scheme, n }));
  });
}

/** On any other day: every attestation tells. */
function holdersOn(tx: Tx, { parameters, scope, snapshot }: Counted, day: string): Promise<Holders[]> {
  const on = parameters.add(day);
  return tx.query(
    `SELECT m.sectors, NULL AS scheme, count(*)::int AS n FROM ${sourceOf(snapshot, 0)} WHERE ${scope.where} GROUP BY m.sectors
     UNION ALL
     SELECT m.sectors, t.scheme, count(DISTINCT m.number)::int FROM ${sourceOf(snapshot, 0)}
       JOIN market_attestation t ON t.snapshot = m.snapshot AND t.number = m.number AND ${on}::date BETWEEN t.valid_from AND t.valid_to
       WHERE ${scope.where} GROUP BY m.sectors, t.scheme`,
    parameters.values,
  );
}
