import { BreakdownRow } from './breakdown';
import { Sums } from './sums';
import { Term } from './dimensions';

/** A region's quotient in a sector; null where a figure that it is made of is withheld, since it would give that away. */
export interface LocationQuotient {
  region: Term;
  sector: Term;
  value: number | null;
}

/**
 * (suppliers of the sector in the region / suppliers in the region) / (suppliers of the sector / suppliers), for every region and
 * sector that there are. A sector that a region has nothing of has the quotient 0.
 */
export function locationQuotients(
  cells: { rows: readonly BreakdownRow[] },
  regions: { rows: readonly BreakdownRow[] },
  sectors: { rows: readonly BreakdownRow[]; total: Sums | null },
): LocationQuotient[] {
  const found = new Map(cells.rows.map(({ terms, sums }) => [terms.map(({ code }) => code).join(' '), sums]));
  const all = sectors.total?.suppliers ?? null;
  return regions.rows.flatMap((region) =>
    sectors.rows.map((sector) => {
      const [[place], [field]] = [region.terms, sector.terms];
      const key = `${place.code} ${field.code}`;
      const cell = found.has(key) ? found.get(key) : undefined;
      if (all === null || region.sums === null || sector.sums === null || cell === null)
        return { region: place, sector: field, value: null };
      const here = (cell?.suppliers ?? 0) / region.sums.suppliers;
      return { region: place, sector: field, value: here / (sector.sums.suppliers / all) };
    }),
  );
}
