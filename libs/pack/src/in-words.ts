import type { Conformance, OfferedProduct, PackPlace, Strength } from './contents';

/** What each strength of evidence is called in a sentence, as on the portal's pages: what is refused of one is told to a person. */
export const STRENGTH_IN_WORDS: Record<Strength, string> = {
  ASSERTION: 'a statement by the supplier',
  CONTRACTUAL_COMMITMENT: 'a commitment in the contract',
  INDEPENDENT_VALIDATION: 'a check by somebody independent',
  INDEPENDENT_TESTING: 'a test by somebody independent',
  ASSURED_DESIGN: 'an assured design',
  ASSURED_COMPONENTS: 'assured components',
};

/** What each conformance is called in a sentence. */
export const CONFORMANCE_IN_WORDS: Record<Conformance, string> = {
  MET: 'met',
  PARTLY_MET: 'partly met',
  NOT_MET: 'not met',
  UNKNOWN: 'unknown',
};

/** What a product is called with its version, where that was said: Camera 4.2. */
export function productInWords({ name, version }: Pick<OfferedProduct, 'name' | 'version'>): string {
  return version === null ? name : `${name} ${version}`;
}

/** What a place is called with its region, where that was chosen: Civic Centre data room (London). */
export function placeInWords({
  name,
  region,
}: {
  name: string;
  region: Pick<NonNullable<PackPlace['region']>, 'name'> | null;
}): string {
  return region === null || region.name === name ? name : `${name} (${region.name})`;
}
