import type { ChainEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { detailOf, eventsOf } from './recorded';
import { isAfter } from './times.checks';

/**
 * The deadline is the one that was set, put off as the audit events tell: each time from where it stood, to later, and before it had passed,
 * so that nobody had read an answer yet.
 */
export function deadlineProblems(contents: PackContents): string[] {
  const [requested] = eventsOf(contents, 'evidence.requested');
  if (requested === undefined) return [];
  const extensions = eventsOf(contents, 'deadline.extended');
  const set = [requested, ...extensions].map((event) => String(detailOf(event).dueAt));
  return [
    ...extensions.flatMap((event, index) => extensionProblems(event, set[index], String(detailOf(requested).request))),
    ...standingProblems(contents, set[set.length - 1]),
  ];
}

/** @param standing the deadline that stood until then */
function extensionProblems(event: ChainEvent, standing: string, asked: string): string[] {
  const { request, dueBefore, dueAt } = detailOf(event);
  const said = `Event ${event.sequence} (${event.action})`;
  return [
    ...(request === asked ? [] : [`${said} is of another request for evidence.`]),
    ...(dueBefore === standing ? [] : [`${said} puts off the deadline ${String(dueBefore)}, and it was ${standing}.`]),
    ...(String(dueAt) > standing
      ? []
      : [`${said} moves the deadline from ${standing} to ${String(dueAt)}, which is no later.`]),
    ...(isAfter(event.at, standing) ? [`${said} is of ${event.at}, when the deadline ${standing} had passed.`] : []),
  ];
}

function standingProblems({ procurement: { dates } }: PackContents, standing: string): string[] {
  if (dates.evidenceDueAt === null || dates.evidenceDueAt === standing) return [];
  const which = dates.evidenceDueAt > standing ? 'later' : 'earlier';
  return [`The deadline for answers (${dates.evidenceDueAt}) is ${which} than the one that was set (${standing}).`];
}
