import type { PackAudit, PackCancellation } from './contents';
import { isRecord } from './json';

/** The cancellation of a decided procurement as the events of its record have it; undefined when it was not cancelled. */
export function cancellationIn({ extractOf, events }: Pick<PackAudit, 'extractOf' | 'events'>): PackCancellation | undefined {
  const event = events.find(({ action, subject }) => action === 'procurement.cancelled' && subject.id === extractOf.id);
  if (event === undefined) return undefined;
  const reason = isRecord(event.detail) ? event.detail.reason : null;
  return { cancelledAt: event.at, cancelledBy: event.actor, reason: typeof reason === 'string' ? reason : null };
}
