import type { YesNoUnknown } from './terms';

/** Where an attestation has to hold, and who said so; no names where nobody has. */
export interface SitesToCover {
  saidBy: 'OFFER' | 'PROCUREMENT';
  names: readonly string[];
}

/** The sites from which the supplier says that it would operate; where it does not say, the places that the procurement names. */
export function sitesToCover(offered: readonly string[], places: readonly { name: string }[]): SitesToCover {
  if (offered.length > 0) return { saidBy: 'OFFER', names: offered };
  return { saidBy: 'PROCUREMENT', names: places.map(({ name }) => name) };
}

/**
 * Whether the sites of an attestation leave none of those out that it has to cover. One that names no sites leaves none out. Names are only ever
 * found to be the same: that two of them are of different places is for a person to say, so that it is never NO.
 */
export function sitesCover(sites: readonly string[], { names }: SitesToCover): YesNoUnknown {
  if (sites.length === 0) return 'YES';
  return names.length > 0 && namesNotAmong(names, sites).length === 0 ? 'YES' : 'UNKNOWN';
}

/** The names, as they are written, that none of the sites has. */
export function namesNotAmong(names: readonly string[], sites: readonly string[]): string[] {
  const known = new Set(sites.map(plainPlace));
  return names.filter((name) => plainPlace(name) === '' || !known.has(plainPlace(name)));
}

/**
 * The name of a place as it is compared: whatever its case, its spaces and the punctuation around its words. A dash before a figure and what stands
 * between two figures stay, since depots 1–3 are not depots 1 and 3, and level -2 is not level 2. Empty where it has no letter and no figure.
 */
export function plainPlace(name: string): string {
  return name
    .toUpperCase() // STRASSE is Straße.
    .toLowerCase()
    .normalize('NFC')
    .replace(/&/g, ' and ')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replace(/[\p{Pd}−]\s*(?=\p{N})/gu, ' -')
    .replace(/(?!-\p{N})(?:(?<!\p{N})\p{P}|\p{P}(?!\p{N}))/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
