import { createHash, type Hash } from 'node:crypto';
import { canonicalJson, isRecord } from '../json';
import type { ChainEvent } from './chain';

/**
 * The action of the event that tells of an erasing. Its detail has `events`: how many were erased, and the digest of what remains of them.
 */
export const PROCUREMENT_ERASED = 'procurement.erased';

/** What an event that tells of an erasing says of the events that it left without their content. */
export interface ErasedEvents {
  count: number;
  /** SHA-256 (hex) over the canonical JSON of each as it remains, a line each, in the order of the chain. */
  digest: string;
}

/** An erasing that a chain tells of, and that agrees with what remains. */
export interface Erasing {
  /** The event that tells of it. */
  sequence: number;
  at: string;
  events: number;
}

/**
 * Whether an event's content was erased: who did it, and the detail. Its own hash covers what is gone and cannot be computed again; it stands
 * since the event after it points to it, and what remains is covered by the event that tells of the erasing.
 */
export function isErased(event: ChainEvent): boolean {
  return event.erasedBy !== undefined;
}

/** What the event that tells of the erasing of these events has to say of them. */
export function erasedEventsOf(events: readonly ChainEvent[]): ErasedEvents {
  const remains = new Remains(0);
  for (const event of events) remains.add(event);
  return remains.told();
}

/** Gathers erased events as they come by, and holds them against the events that tell of their erasing. */
export class ErasedAndTold {
  /** The erasings that were told of and agree. */
  readonly erasings: Erasing[] = [];
  private readonly open = new Map<number, Remains>();

  /** Takes the next event of a chain. A sentence where it does not agree with what was erased before it. */
  problemWith(event: ChainEvent): string | undefined {
    if (isErased(event)) return this.gather(event);
    return event.action === PROCUREMENT_ERASED ? this.compare(event) : undefined;
  }

  /** What is wrong at the end of a chain: content that is gone, and no event that tells why. */
  atEnd(): { sequence: number; problem: string } | undefined {
    const [first] = this.open;
    if (first === undefined) return undefined;
    const [by, { first: sequence }] = first;
    return {
      sequence,
      problem: `The content of event ${sequence} is gone, and event ${by}, which should tell that it was erased, is not there or tells nothing of the kind.`,
    };
  }

  private gather(event: ChainEvent): string | undefined {
    const { erasedBy, sequence } = event;
    if (!Number.isSafeInteger(erasedBy) || Number(erasedBy) <= sequence)
      return `Event ${sequence} says that its content was erased, and names no later event that tells of it.`;
    if (event.actor.id !== null || event.actor.name !== '' || canonicalJson(event.detail) !== '{}')
      return `Event ${sequence} says that its content was erased, and has some. Something was written into it.`;
    const remains = this.open.get(Number(erasedBy)) ?? new Remains(sequence);
    remains.add(event);
    this.open.set(Number(erasedBy), remains);
    return undefined;
  }

  private compare(event: ChainEvent): string | undefined {
    const told = readErasedEvents(event.detail);
    const { count, digest } = (this.open.get(event.sequence) ?? new Remains(0)).told();
    if (told?.count !== count || told.digest !== digest)
      return `Event ${event.sequence} tells of an erasing, and what remains of the erased events is not what it left: it left ${told?.count ?? 'none'}, and there are ${count}. One of them was changed since, or another was made to look erased.`;
    this.open.delete(event.sequence);
    this.erasings.push({ sequence: event.sequence, at: event.at, events: count });
    return undefined;
  }
}

/** Events that were erased together, as they remain. */
class Remains {
  private count = 0;
  private readonly hash: Hash = createHash('sha256');

  constructor(readonly first: number) {}

  add(event: ChainEvent): void {
    this.count += 1;
    this.hash.update(`${canonicalJson(event)}\n`);
  }

  told(): ErasedEvents {
    return { count: this.count, digest: this.hash.copy().digest('hex') };
  }
}

function readErasedEvents(detail: unknown): ErasedEvents | null {
  const events = isRecord(detail) ? detail.events : null;
  if (!isRecord(events) || typeof events.count !== 'number' || typeof events.digest !== 'string') return null;
  return { count: events.count, digest: events.digest };
}
