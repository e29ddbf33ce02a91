import type { ChainEvent } from '../chain/chain';
import type { Instant, PackCandidate, PackContents } from '../contents';
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

/** The candidate that an event is of: by its own id, by that of its invitation, or as the event tells it. */
export function candidateOf(
  { candidates, invitations = [] }: Pick<PackContents, 'candidates' | 'invitations'>,
  event: ChainEvent,
): PackCandidate | undefined {
  const invited = invitations.find(({ id }) => id === event.subject.id)?.candidateId;
  const key = invited ?? detailOf(event).candidate ?? event.subject.id;
  return candidates.find(({ id }) => id === key);
}

/** The ref of the requirement that an event is on, or of whose answer it tells. */
export function requirementRefOf({ requirements }: Pick<PackContents, 'requirements'>, event: ChainEvent): string | undefined {
  const told = detailOf(event).requirement;
  return requirements.find(({ id, ref }) => id === event.subject.id || ref === told)?.ref;
}

/** Whether an event was written when, by the contents, it happened: a sentence when not. */
export function recordedAt(event: ChainEvent, what: string, at: Instant | null): string[] {
  if (at === null) return [];
  const late = !(Date.parse(event.at) <= Date.parse(at) + WRITTEN_WITHIN);
  return late || isAfter(at, event.at) ? [`It is said that ${what} at ${at}, and the audit event is of ${event.at}.`] : [];
}
