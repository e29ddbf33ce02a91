import { daysUntil, thresholdOn } from '#platform';

/** An attestation that may have an end. */
export interface Lapsing {
  id: string;
  status: string;
  expiresOn: string | null;
  coversTo: string | null;
  scheme: { name: string };
  product: { name: string } | null;
}

/** An attestation with the day on which it ends. */
export type Ending<T> = T & { endsOn: string };

/** What lapses in one month, `2026-12`. */
export interface LapsesOfMonth<T> {
  month: string;
  attestations: T[];
}

/** The last day on which an attestation counts: it expires, or what it covers ends, whichever is first; null when neither is known. */
export function endOf({ expiresOn, coversTo }: Pick<Lapsing, 'expiresOn' | 'coversTo'>): string | null {
  const [first] = [expiresOn, coversTo].filter((day) => day !== null).sort();
  return first ?? null;
}

/**
 * Days that are left of what counts and ends soon, by when one is told of it first; null of all else, and of what another takes the place of.
 *
 * @param today a calendar day
 */
export function daysLeft(
  attestation: Pick<Lapsing, 'expiresOn' | 'coversTo' | 'status'> & { renewed: boolean },
  today: string,
): number | null {
  const endsOn = endOf(attestation);
  if (endsOn === null || attestation.renewed || !['VERIFIED', 'SUBMITTED'].includes(attestation.status)) return null;
  return endsOn < today || thresholdOn(endsOn, today) === null ? null : daysUntil(endsOn, today);
}

/** Months that a calendar looks ahead. */
const MONTHS = 18;

/** Attestations that still count and end: those that have lapsed by a day, and the rest month by month, the first first. */
export function lapsesOf<T extends Lapsing>(
  attestations: readonly T[],
  today: string,
): { lapsed: Ending<T>[]; months: LapsesOfMonth<Ending<T>>[]; later: Ending<T>[] } {
  const counting = attestations
    .filter(({ status }) => ['VERIFIED', 'SUBMITTED', 'EXPIRED'].includes(status))
    .flatMap((attestation): Ending<T>[] => {
      const endsOn = endOf(attestation);
      return endsOn === null ? [] : [{ ...attestation, endsOn }];
    })
    .sort((a, b) => a.endsOn.localeCompare(b.endsOn));
  const end = monthAfter(today.slice(0, 7), MONTHS);
  const lapsed = counting.filter(({ endsOn }) => endsOn < today);
  const ahead = counting.filter((attestation) => !lapsed.includes(attestation));
  const months = new Map<string, Ending<T>[]>();
  for (const attestation of ahead) {
    const month = attestation.endsOn.slice(0, 7);
    if (month < end) months.set(month, [...(months.get(month) ?? []), attestation]);
  }
  return {
    lapsed,
    months: [...months].map(([month, of]) => ({ month, attestations: of })),
    later: ahead.filter(({ endsOn }) => endsOn.slice(0, 7) >= end),
  };
}

function monthAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/**
 * The ends as a calendar that other programs subscribe to or take in (iCalendar): a day each.
 *
 * @param now when it was made, ISO 8601
 * @param word what an entry says: "Cyber Essentials ends"
 * @source RFC 5545
 */
export function calendarOf(attestations: readonly Lapsing[], now: string, word: (attestation: Lapsing) => string): string {
  const stamp = now.replace(/[-:]|\.\d+/g, '');
  const events = attestations.flatMap((attestation) => {
    const day = endOf(attestation)?.replaceAll('-', '');
    if (day === undefined) return [];
    return [
      'BEGIN:VEVENT',
      `UID:${attestation.id}@assay`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day}`,
      `SUMMARY:${escaped(word(attestation))}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(word(attestation))}`,
      'TRIGGER:-P30D',
      'END:VALARM',
      'END:VEVENT',
    ];
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Assay//Attestations//EN', ...events, 'END:VCALENDAR'];
  return lines.map(folded).join('\r\n') + '\r\n';
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n');
}

/** No line is longer than 75 bytes; a character is never cut. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
