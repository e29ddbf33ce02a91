import { Tx } from '#platform';
import { unknownAmong } from './breakdown';
import { sourceOf } from './cells';
import { READINGS, Term } from './dimensions';
import { Counted } from './scope';
import { FEWEST_SUPPLIERS } from './suppression';

/** Pairs of a sector and a technology that hardly anybody offers. */
export interface Gaps {
  asOf: string;
  /** A whole percent: what is listed tells of cells of few. */
  unknownShare: number | null;
  rows: { sector: Term; technology: Term }[];
}

/** Sectors and technologies that fewer than three suppliers have both of. Counted in PostgreSQL. */
export async function countGaps(tx: Tx, { parameters, scope, snapshot, terms }: Counted): Promise<Gaps> {
  const groups: { sectors: number; technologies: number; n: number }[] = await tx.query(
    `SELECT m.sectors, m.technologies, count(*)::int AS n FROM ${sourceOf(snapshot, 0)} WHERE ${scope.where} GROUP BY 1, 2`,
    parameters.values,
  );
  const counts = new Map<string, number>();
  let [unknown, all] = [0, 0];
  for (const group of groups) {
    const [sectors, technologies] = [READINGS.SECTOR.termsOf(group, terms), READINGS.TECHNOLOGY.termsOf(group, terms)];
    all += group.n;
    if (sectors.length === 0 || technologies.length === 0) unknown += group.n;
    for (const sector of sectors)
      for (const technology of technologies)
        counts.set(`${sector.code} ${technology.code}`, group.n + (counts.get(`${sector.code} ${technology.code}`) ?? 0));
  }
  const pairs = terms.sectors.flatMap((sector) => terms.technologies.map((technology) => ({ sector, technology })));
  return {
    asOf: snapshot.asOf,
    unknownShare: unknownAmong(all, unknown),
    rows: pairs.filter(({ sector, technology }) => (counts.get(`${sector.code} ${technology.code}`) ?? 0) < FEWEST_SUPPLIERS),
  };
}
