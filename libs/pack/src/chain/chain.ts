import { hashOf, type JsonValue } from '../json';
import { ErasedAndTold, type Erasing, isErased } from './erasing';

/** One entry of an organisation's audit trail, as it is stored, exported and packed. */
export interface ChainEvent {
  /** The organisation whose chain this is. */
  organisation: string;
  /** 1 for the first event of the organisation, then one more for each. */
  sequence: number;
  /** UTC, ISO 8601 with milliseconds: `2026-01-31T09:00:00.000Z`. */
  at: string;
  actor: { id: string | null; name: string };
  /** What was done, as `search.locked`. */
  action: string;
  subject: { type: string; id: string };
  detail: JsonValue;
  /** Of an event whose actor and detail were erased: the event that tells of it. Left out otherwise. */
  erasedBy?: number;
  /** `hash` of the event before, or GENESIS_HASH for the first. */
  previousHash: string;
  /** SHA-256 (hex) over the canonical JSON of everything above, as it was written: it stays when the content is erased. */
  hash: string;
}

/** The last known event before those that are checked. */
export interface ChainPosition {
  sequence: number;
  hash: string;
}

/** What came of checking a chain; a failure names the first event that is wrong and says how. */
export type ChainResult =
  { ok: true; events: number; head: string; erasings: Erasing[] } | { ok: false; sequence: number; problem: string };

/** What the first event of every chain points back to. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The hash of an event: SHA-256 (hex) over the RFC 8785 canonical JSON of every field but `hash`. A field that the type does not
 * know is hashed too, so that nothing can be slipped in beside.
 */
export function hashEvent(event: Omit<ChainEvent, 'hash'>): string {
  const hashed: Record<string, unknown> = { ...event };
  delete hashed.hash;
  return hashOf(hashed);
}

/** Completes an event with its hash. */
export function sealEvent(event: Omit<ChainEvent, 'hash'>): ChainEvent {
  return { ...event, hash: hashEvent(event) };
}

/**
 * Checks a chain event by event: each hash recomputed, each link to the event before, no gap in the sequence, one organisation. The hash of an
 * event whose content was erased is held by its links alone; that it was erased, a later event has to tell, with the digest of what remains.
 *
 * @param options.from the last event before these, when the chain does not begin at its beginning
 */
export function verifyChain(events: Iterable<ChainEvent>, options: { from?: ChainPosition } = {}): ChainResult {
  const checker = new ChainChecker(options.from);
  for (const event of events) {
    if (!checker.accept(event)) break;
  }
  return checker.result();
}

/** `verifyChain` for events that arrive one by one, so that a long export is never held in memory. */
export async function verifyChainStream(
  events: AsyncIterable<ChainEvent>,
  options: { from?: ChainPosition } = {},
): Promise<ChainResult> {
  const checker = new ChainChecker(options.from);
  for await (const event of events) {
    if (!checker.accept(event)) break;
  }
  return checker.result();
}

/**
 * Checks an extract: some events of a chain (those of one subject, say) in the order of their sequence. Each hash is recomputed, and
 * events that are neighbours in the chain must link. What lies between is not there and is not checked.
 */
export function verifyExtract(events: readonly ChainEvent[]): ChainResult {
  let previous: ChainEvent | undefined;
  for (const event of events) {
    const problem = erasedProblem(event) ?? hashProblem(event) ?? (previous && extractProblem(previous, event));
    if (problem) return { ok: false, sequence: event.sequence, problem };
    previous = event;
  }
  return { ok: true, events: events.length, head: previous?.hash ?? GENESIS_HASH, erasings: [] };
}

class ChainChecker {
  private events = 0;
  private organisation: string | undefined;
  private failure: { sequence: number; problem: string } | undefined;
  private position: ChainPosition;
  private readonly erased = new ErasedAndTold();

  constructor(from: ChainPosition = { sequence: 0, hash: GENESIS_HASH }) {
    this.position = from;
  }

  accept(event: ChainEvent): boolean {
    const problem = this.problemWith(event);
    if (problem) {
      this.failure = { sequence: event.sequence, problem };
      return false;
    }
    this.events += 1;
    this.organisation = event.organisation;
    this.position = { sequence: event.sequence, hash: event.hash };
    return true;
  }

  result(): ChainResult {
    const failure = this.failure ?? this.erased.atEnd();
    if (failure) return { ok: false, ...failure };
    return { ok: true, events: this.events, head: this.position.hash, erasings: this.erased.erasings };
  }

  private problemWith(event: ChainEvent): string | undefined {
    if (this.organisation !== undefined && event.organisation !== this.organisation) {
      return otherOrganisation(event, this.organisation);
    }
    const expected = this.position.sequence + 1;
    if (event.sequence !== expected) {
      return `The sequence has a gap: event ${expected} should come here and event ${event.sequence} does. An event was removed, added or moved.`;
    }
    if (event.previousHash !== this.position.hash) return brokenLink(event, this.position.sequence);
    return hashProblem(event) ?? this.erased.problemWith(event);
  }
}

function hashProblem(event: ChainEvent): string | undefined {
  if (isErased(event) || hashEvent(event) === event.hash) return undefined;
  return `Event ${event.sequence} does not have the hash that it was given. Something in it was changed after it was written.`;
}

/** An extract does not hold the event that tells of an erasing to the erased ones, and may hold no content that is gone. */
function erasedProblem(event: ChainEvent): string | undefined {
  return isErased(event) ? `The content of event ${event.sequence} is gone. Only the whole chain can show why.` : undefined;
}

function brokenLink(event: ChainEvent, before: number): string {
  const expected = before === 0 ? 'the beginning of the chain' : `event ${before}`;
  return `Event ${event.sequence} does not link to ${expected}: the hash that it gives for what came before is another.`;
}

function otherOrganisation(event: ChainEvent, organisation: string): string {
  return `Event ${event.sequence} belongs to organisation ${event.organisation}, the events before it to ${organisation}. One chain has one organisation.`;
}

function extractProblem(previous: ChainEvent, event: ChainEvent): string | undefined {
  if (event.organisation !== previous.organisation) return otherOrganisation(event, previous.organisation);
  if (event.sequence <= previous.sequence) {
    return `Event ${event.sequence} comes after event ${previous.sequence}: an extract is in the order of the sequence, each event once.`;
  }
  if (event.sequence === previous.sequence + 1 && event.previousHash !== previous.hash) {
    return brokenLink(event, previous.sequence);
  }
  return undefined;
}
