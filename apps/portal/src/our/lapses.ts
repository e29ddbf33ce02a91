/** An attestation with an end. */
export interface Lapsing {
  id: string;
  status: string;
  expiresOn: string | null;
  scheme: { name: string };
  product: { name: string } | null;
}

/** What lapses in one month, `2026-12`. */
export interface LapsesOfMonth<T> {
  month: string;
  attestations: T[];
}

/** Months that a calendar looks ahead. */
const MONTHS = 18;

/** Attestations that still count and end: those that have lapsed by a day, and the rest month by month, the first first. */
export function lapsesOf<T extends Lapsing>(
  attestations: readonly T[],
  today: string,
): { lapsed: T[]; months: LapsesOfMonth<T>[]; later: T[] } {
  const counting = attestations
    .filter(({ status, expiresOn }) => ['VERIFIED', 'SUBMITTED', 'EXPIRED'].includes(status) && expiresOn !== null)
    .sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? ''));
  const end = monthAfter(today.slice(0, 7), MONTHS);
  const lapsed = counting.filter(({ expiresOn }) => (expiresOn ?? '') < today);
  const ahead = counting.filter((attestation) => !lapsed.includes(attestation));
  const months = new Map<string, T[]>();
  for (const attestation of ahead) {
    const month = (attestation.expiresOn ?? '').slice(0, 7);
    if (month < end) months.set(month, [...(months.get(month) ?? []), attestation]);
  }
  return {
    lapsed,
    months: [...months].map(([month, of]) => ({ month, attestations: of })),
    later: ahead.filter(({ expiresOn }) => (expiresOn ?? '').slice(0, 7) >= end),
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
    if (attestation.expiresOn === null) return [];
    const day = attestation.expiresOn.replaceAll('-', '');
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
