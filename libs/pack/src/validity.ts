import type { AttestationSnapshot, Day, Instant, YesNoUnknown } from './contents';

const LONDON_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in the United Kingdom at an instant; dates in attestations and contracts are days there. */
export function dayOf(instant: Instant): Day {
  return LONDON_DAY.format(new Date(instant));
}

/**
 * Whether dates allow an attestation to have been valid on a day, both ends included. NO when any date rules the day out; UNKNOWN
 * when no date tells when it ends; YES otherwise. Says nothing of whether it was verified or withdrawn.
 */
export function datesCover(dates: Omit<AttestationSnapshot['dates'], 'receivedAt'>, day: Day): YesNoUnknown {
  const { coversFrom, coversTo, issuedOn, expiresOn } = dates;
  const notYet = [coversFrom, issuedOn].some((date) => date !== null && date > day);
  const over = [coversTo, expiresOn].some((date) => date !== null && date < day);
  if (notYet || over) return 'NO';
  return coversTo === null && expiresOn === null ? 'UNKNOWN' : 'YES';
}

/**
 * Whether dates let an attestation hold over a whole period, both ends included: NO where it begins later or ends earlier, UNKNOWN where either
 * says nothing of its beginning or its end. One that says from when it covers nothing begins when it was issued.
 */
export function datesCoverPeriod(
  dates: Omit<AttestationSnapshot['dates'], 'receivedAt'>,
  { startsOn, endsOn }: { startsOn: Day | null; endsOn: Day | null },
): YesNoUnknown {
  const first = firstDayOf(dates);
  const last = lastDayOf(dates);
  if (startsOn === null || endsOn === null) return 'UNKNOWN';
  if ((first !== null && first > startsOn) || (last !== null && last < endsOn)) return 'NO';
  return first === null || last === null ? 'UNKNOWN' : 'YES';
}

/** The day from which dates let an attestation hold; null when no date tells. */
export function firstDayOf({
  coversFrom,
  issuedOn,
}: Pick<AttestationSnapshot['dates'], 'coversFrom' | 'issuedOn'>): Day | null {
  return coversFrom ?? issuedOn;
}

/** The last day on which dates allow an attestation to be valid; null when no date tells. */
export function lastDayOf({ coversTo, expiresOn }: Pick<AttestationSnapshot['dates'], 'coversTo' | 'expiresOn'>): Day | null {
  if (coversTo === null || expiresOn === null) return coversTo ?? expiresOn;
  return coversTo < expiresOn ? coversTo : expiresOn;
}

/**
 * Whether an attestation was valid on a day: VERIFIED and in date. What is waiting for verification is UNKNOWN when its dates would
 * do, and so is what another took the place of: whether it still held beside that is not recorded. What was rejected, withdrawn or never
 * submitted is NO.
 */
export function validOn(attestation: Pick<AttestationSnapshot, 'dates' | 'status'>, day: Day): YesNoUnknown {
  const byDate = datesCover(attestation.dates, day);
  if (attestation.status === 'VERIFIED' || attestation.status === 'EXPIRED') return byDate;
  if (attestation.status === 'SUBMITTED' || attestation.status === 'SUPERSEDED') return byDate === 'NO' ? 'NO' : 'UNKNOWN';
  return 'NO';
}
