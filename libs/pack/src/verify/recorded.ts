import type { ChainEvent } from '../chain/chain';
import type { Instant, PackContents } from '../contents';
import { isRecord } from '../json';
import { CLOCKS_APART, isAfter } from './times.checks';

/** How much later than what it tells of an event is written, at the most, in milliseconds: its chain may have to wait for others. */
const WRITTEN_WITHIN = 10 * CLOCKS_APART;

/** The audit events of some actions, in their order. */
export function eventsOf({ audit }: Pick<PackContents, 'audit'>, ...actions: string[]): ChainEvent[] {
  return audit.events.filter(({ action }) => actions.includes(action));
}

/** The fields of what an event says besides; none where it says nothing. */
export function detailOf(event: ChainEvent | undefined): Record<string, unknown> {
  return isRecord(event?.detail) ? event.detail : {};
}

/** Whether an event was written when, by the contents, it happened: a sentence when not. */
export function recordedAt(event: ChainEvent, what: string, at: Instant | null): string[] {
  if (at === null) return [];
  const late = !(Date.parse(event.at) <= Date.parse(at) + WRITTEN_WITHIN);
  return late || isAfter(at, event.at) ? [`It is said that ${what} at ${at}, and the audit event is of ${event.at}.`] : [];
}
