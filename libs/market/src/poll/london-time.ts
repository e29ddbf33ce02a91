const LONDON = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const HOUR_MS = 3_600_000;

/**
 * An instant as Find a Tender takes it for `updatedFrom`: what a clock in London shows, without an offset. In the hour that comes
 * twice in autumn nobody can say which one is meant; the first is asked for by an hour that comes once, so that nothing is missed.
 *
 * @returns `2026-07-01T13:00:00`
 */
export function londonTime(instant: Date): string {
  const shown = clock(instant);
  const comesAgain = clock(new Date(instant.getTime() + HOUR_MS)) === shown;
  return comesAgain ? clock(new Date(instant.getTime() - HOUR_MS)) : shown;
}

function clock(instant: Date): string {
  return LONDON.format(instant).replace(' ', 'T');
}
