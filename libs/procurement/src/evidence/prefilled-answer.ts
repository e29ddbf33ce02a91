import type { Strength } from '#attestations';
import { STRENGTHS, validOn, type AttestationSnapshot, type Day } from '#pack';
import { EXTENTS, type AskedRequirement, type Extent } from './evidence-request.entity';

/** What an answer needs to know of an attestation of the supplier's own. */
export interface OwnAttestation extends Pick<AttestationSnapshot, 'id' | 'scheme' | 'reference' | 'dates' | 'status'> {
  schemeName: string;
  strength: Strength;
}

/** An answer that nobody has written yet, as valid attestations suggest it. */
export interface SuggestedAnswer {
  statement: string;
  strength: Strength | null;
  attestationIds: string[];
}

const LONG_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

const EXTENT_IN_WORDS: Record<Extent, string> = {
  FULL: 'evidences this requirement',
  PARTIAL: 'evidences part of this requirement',
  SUPPORTING: 'supports this requirement',
};

/**
 * What the supplier's verified attestations that are in date on a day already say to a requirement: those whose scheme evidences
 * it, the furthest reaching first. Where there is none, an empty statement with no strength: nothing is claimed for the supplier.
 */
export function prefilledAnswer(
  requirement: Pick<AskedRequirement, 'evidencedBy'>,
  attestations: readonly OwnAttestation[],
  day: Day,
): SuggestedAnswer {
  const extentOf = new Map(requirement.evidencedBy.map(({ scheme, extent }) => [scheme, extent]));
  const evidence = attestations
    .filter((attestation) => isProof(attestation, day))
    .flatMap((attestation) => {
      const extent = extentOf.get(attestation.scheme);
      return extent === undefined ? [] : [{ ...attestation, extent }];
    })
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return {
    statement: evidence.map(sentence).join('\n'),
    strength: strongest(evidence),
    attestationIds: evidence.map(({ id }) => id),
  };
}

/** Whether an attestation proves anything on a day: verified, and no date rules the day out. */
export function isProof({ dates, status }: Pick<AttestationSnapshot, 'dates' | 'status'>, day: Day): boolean {
  return status === 'VERIFIED' && validOn({ dates, status }, day) !== 'NO';
}

/** The strongest of some; null of none. */
export function strongest(evidence: readonly { strength: Strength }[]): Strength | null {
  const rungs = evidence.map(({ strength }) => STRENGTHS.indexOf(strength));
  return rungs.length === 0 ? null : STRENGTHS[Math.max(...rungs)];
}

function rank({ extent, strength }: { extent: Extent; strength: Strength }): number {
  return EXTENTS.indexOf(extent) * STRENGTHS.length - STRENGTHS.indexOf(strength);
}

function sentence({ schemeName, reference, dates, extent }: OwnAttestation & { extent: Extent }): string {
  const number = reference === null || reference === '' ? 'no reference stated' : `reference ${reference}`;
  return `${schemeName} (${number}, verified, ${validity(dates)}) ${EXTENT_IN_WORDS[extent]}.`;
}

function validity(dates: AttestationSnapshot['dates']): string {
  const ends = [dates.expiresOn, dates.coversTo].filter((day) => day !== null).sort();
  return ends.length === 0 ? 'no expiry date stated' : `valid until ${inWords(ends[0])}`;
}

/** `2026-10-01` → "1 October 2026" */
function inWords(day: Day): string {
  return LONG_DAY.format(new Date(`${day}T00:00:00Z`));
}
