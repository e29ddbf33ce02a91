import type { ConsentAct, DocumentReader } from './document-consent.types';

/** What is known of one document and one buyer who was given it. Instants as ISO 8601, days as yyyy-mm-dd. */
export interface KnownConsent {
  /** Whether the buyer may open it now, as the database decides it: not what it was given for answers that stay sealed. */
  isOpen: boolean;
  /** Whether the buyer may no longer: it was withdrawn, or its last day has passed. */
  isClosed: boolean;
  /** When an answer gave it, and from when on the buyer may open it by that; null where none did. */
  answered: { givenAt: string; opensAt: string } | null;
  /** What the supplier last said of it; null where it said nothing. */
  said: Pick<ConsentAct, 'act' | 'at' | 'until'> | null;
}

/** How a document stands with a buyer, since when and until when: what the supplier last did counts, and an answer gives without an end. */
export function standingOf(known: KnownConsent, now: string): Pick<DocumentReader, 'state' | 'since' | 'until'> {
  const { isOpen, isClosed, answered, said } = known;
  if (isClosed && said !== null)
    return { state: said.act === 'WITHDRAWN' ? 'WITHDRAWN' : 'ENDED', since: said.at, until: said.until };
  const given = answered !== null && (said === null || answered.givenAt > said.at) ? answered : null;
  if (isOpen && given !== null && given.opensAt <= now)
    return { state: 'OPEN', since: later(given.givenAt, given.opensAt), until: null };
  if (isOpen && said !== null) return { state: 'OPEN', since: said.at, until: said.until };
  return { state: 'SEALED', since: given?.opensAt ?? now, until: null };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
