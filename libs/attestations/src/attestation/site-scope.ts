import { namesNotAmong, type ScopeAnswer, sitesCover, type SitesToCover } from '#pack';

/**
 * Whether the sites that an attestation names leave out none of those that it has to cover. It is never NO: whether two names are of one place is
 * for a person to read.
 */
export function siteAnswer(sites: readonly string[], toCover: SitesToCover): ScopeAnswer {
  return { answer: sitesCover(sites, toCover), reason: reasonOf(sites, toCover) };
}

function reasonOf(sites: readonly string[], toCover: SitesToCover): string {
  if (sites.length === 0) return 'It names no sites.';
  const { names } = toCover;
  const attested = `It covers the sites ${sites.join('; ')}`;
  if (names.length === 0)
    return `${attested} alone: compare them with the places from which the contract would be carried out, which neither the procurement nor the offer states.`;
  const missing = namesNotAmong(names, sites);
  if (missing.length === 0) return `${attested}, among which are all ${ALL[toCover.saidBy]}: ${names.join('; ')}.`;
  return `${attested} alone, and ${workedAt(toCover)}: ${among(missing, names)} by that name. Read whether the places are the same, or ask.`;
}

/** What has to be covered, of all that was said. */
const ALL: Record<SitesToCover['saidBy'], string> = {
  OFFER: 'from which the supplier would operate',
  PROCUREMENT: 'places where the service is to be run or delivered',
};

/** What is done where, in the words of whoever said it. */
function workedAt({ saidBy, names }: SitesToCover): string {
  const places = names.join('; ');
  return saidBy === 'OFFER'
    ? `the supplier would operate from ${places}`
    : `the service is to be run or delivered at ${places}`;
}

function among(missing: readonly string[], names: readonly string[]): string {
  if (missing.length < names.length) return `${missing.join('; ')} ${missing.length === 1 ? 'is' : 'are'} not among the sites`;
  return names.length === 1 ? 'it is not among the sites' : 'none of these is among the sites';
}
