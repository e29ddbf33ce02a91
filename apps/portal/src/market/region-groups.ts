import type { MarketChoicesQuery, MarketFilterChoicesQuery } from '../api/operations';

type Region = Pick<MarketChoicesQuery['regions'][number], 'code' | 'name' | 'level'>;

/** A nation or region (ITL 1), and the narrower ones in it. */
export interface RegionGroup {
  code: string;
  name: string;
  /** In order of their codes, so that a region comes before those in it. */
  parts: Region[];
  /** Whether one of these was chosen. */
  isOpen: boolean;
}

/** The narrower regions (ITL 2 and 3) that the market has suppliers of, withheld or not. */
export function knownParts({ itl2, itl3 }: MarketFilterChoicesQuery['market']): string[] {
  return [itl2, itl3].flatMap(({ rows }) => rows.flatMap(({ key }) => key.map(({ code }) => code)));
}

/**
 * Regions by which a question can be narrowed.
 *
 * @param known codes of the narrower ones that are offered
 * @param chosen codes that were chosen, which are offered whatever is known
 */
export function regionGroups(
  regions: readonly Region[],
  { known, chosen }: { known: readonly string[]; chosen: readonly string[] },
): RegionGroup[] {
  const offered = new Set([...known, ...chosen]);
  const isPart = ({ code, level }: Region): boolean => level > 1 && offered.has(code);
  const parts = regions.filter(isPart).sort((a, b) => (a.code < b.code ? -1 : 1));
  return regions
    .filter(({ code, level }) => level === 1 || (level === 0 && chosen.includes(code)))
    .map(({ code, name }) => {
      const own = parts.filter((part) => part.code.startsWith(code));
      return { code, name, parts: own, isOpen: own.some((part) => chosen.includes(part.code)) };
    });
}
