import type { ChainEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { AUDIT_PATH } from '../manifest';
import { inWords } from '../write/words';
import { deadlineProblems } from './deadline.checks';
import { figureRecordProblems } from './figure-record.checks';
import { nameOf, personKey } from './names';
import { candidateOf, detailOf, eventsOf, recordedAt } from './recorded';
import { verdict, type VerifyCheck } from './report';
import { isAfter } from './times.checks';

/** The stages of a procurement by the events that tell of them, in their order; each must be there, and happens once. */
const ONCE = [
  ['procurement.created', 'procurement.created-from-notice'],
  ['search.locked'],
  ['criteria.locked'],
  ['evidence.requested'],
  ['responses.opened'],
  ['procurement.decided'],
] as const;

/** What can happen again and again, and between which two other events it must lie. */
const BETWEEN: Readonly<Record<string, readonly [after: string, before: string]>> = {
  'deadline.extended': ['evidence.requested', 'responses.opened'],
  'response.submitted': ['evidence.requested', 'procurement.decided'],
  'answer.assessed': ['responses.opened', 'procurement.decided'],
  'assessments.agreed': ['responses.opened', 'procurement.decided'],
  'assessment.moderated': ['responses.opened', 'procurement.decided'],
};

/** What ends a procurement, or goes beyond the decision on it. */
const AFTERWARDS = ['contract.signed', 'contract.corrected', 'procurement.closed', 'procurement.cancelled'] as const;

/** The audit events of a decided procurement are there, in an order that is possible, and tell what the contents say. */
export function checkRecord(contents: PackContents): VerifyCheck {
  const problems = [
    ...stageProblems(contents),
    ...orderProblems(contents),
    ...searchProblems(contents),
    ...lockingProblems(contents),
    ...deadlineProblems(contents),
    ...candidateProblems(contents),
    ...invitationProblems(contents),
    ...submissionProblems(contents),
    ...declarationProblems(contents),
    ...figureRecordProblems(contents),
    ...decisionProblems(contents),
  ];
  const holds = 'The audit events of every stage are there, and tell what the contents say.';
  return verdict('record', problems, holds, AUDIT_PATH);
}

function stageProblems(contents: PackContents): string[] {
  const counted = ONCE.flatMap((actions) => {
    const count = eventsOf(contents, ...actions).length;
    const named = actions.join(' or ');
    if (count === 0) return [`The procurement was decided, and there is no audit event ${named}.`];
    return count > 1 ? [`There are ${count} audit events ${named}; that happens once.`] : [];
  });
  const settled = eventsOf(contents, 'assessments.agreed', 'assessment.moderated').length;
  if (contents.moderation.length === 0 || settled > 0) return counted;
  return [...counted, 'Figures were settled, and no audit event tells of it.'];
}

function orderProblems(contents: PackContents): string[] {
  const { events, head } = contents.audit;
  const at = (action: string) => events.findIndex((event) => event.action === action);
  const stages = ONCE.map((actions) => eventsOf(contents, ...actions).at(0)).filter((event) => event !== undefined);
  const settled = events.findIndex(({ action }) => action === 'assessments.agreed' || action === 'assessment.moderated');
  const staged = stages.slice(1).flatMap((event, index) => comesAfter(event, stages[index]));
  const repeated = events.flatMap((event, index) => {
    const [after, before] = BETWEEN[event.action] ?? [];
    if (after === undefined || before === undefined) return [];
    const judging = event.action === 'answer.assessed' || event.action === 'response.submitted';
    const tooLate = at(before) < index || (judging && settled !== -1 && settled < index);
    return at(after) > index || tooLate ? [misplaced(event)] : [];
  });
  const ended = AFTERWARDS.flatMap((action) =>
    eventsOf(contents, action).filter((event) => events.indexOf(event) < at('procurement.decided')),
  ).map(misplaced);
  const turned = events.slice(1).find((event, index) => isAfter(events[index].at, event.at));
  return [
    ...staged,
    ...repeated,
    ...ended,
    ...(turned ? [`Event ${turned.sequence} (${turned.action}) is dated before the event that it follows.`] : []),
    ...(head !== null && events.some((event) => isAfter(event.at, head.signedAt))
      ? ['The head of the audit chain was signed before the last event was written.']
      : []),
  ];
}

function comesAfter(event: ChainEvent, before: ChainEvent): string[] {
  return event.sequence > before.sequence
    ? []
    : [
        `Event ${event.sequence} (${event.action}) comes before event ${before.sequence} (${before.action}), which must come first.`,
      ];
}

function misplaced({ sequence, action }: ChainEvent): string {
  return `Event ${sequence} (${action}) is not where it can be among the stages of the procurement.`;
}

function searchProblems(contents: PackContents): string[] {
  const [event] = eventsOf(contents, 'search.locked');
  const { lockedSearch } = contents;
  if (event === undefined || lockedSearch === null) {
    return event === undefined ? [] : ['A search was locked by the audit events, and the contents have none.'];
  }
  const { digest, results } = detailOf(event);
  const { id } = lockedSearch.lockedBy;
  return [
    ...(digest === lockedSearch.digest && results === lockedSearch.results.length
      ? []
      : ['The locked search is not the one of which the audit events tell.']),
    ...(id === null || personKey(lockedSearch.lockedBy) === personKey(event.actor)
      ? []
      : [`${lockedSearch.lockedBy.name} is said to have locked the search, and the audit event names another.`]),
    ...recordedAt(event, 'the search was locked', lockedSearch.lockedAt),
  ];
}

function lockingProblems(contents: PackContents): string[] {
  const { dates, reference, ocid } = contents.procurement;
  const [locked] = eventsOf(contents, 'criteria.locked');
  const [requested] = eventsOf(contents, 'evidence.requested');
  const [created] = eventsOf(contents, ...ONCE[0]);
  const { requirements: count } = detailOf(locked);
  const { request } = detailOf(requested);
  return [
    ...(created && (detailOf(created).reference !== reference || (detailOf(created).ocid ?? null) !== ocid)
      ? ['The reference of the procurement or of its notice is not the one of which the audit events tell.']
      : []),
    ...(created ? recordedAt(created, 'the procurement was made', dates.createdAt) : []),
    ...(locked ? recordedAt(locked, 'the criteria were locked', dates.criteriaLockedAt) : []),
    ...(requested ? recordedAt(requested, 'evidence was asked for', dates.evidenceRequestedAt) : []),
    ...(locked && count !== contents.requirements.length
      ? [`By the audit events ${String(count)} requirements were locked, and there are ${contents.requirements.length}.`]
      : []),
    ...(requested && contents.requests.some(({ id }) => id !== request)
      ? ['The request for evidence is not the one of which the audit events tell.']
      : []),
  ];
}

function candidateProblems(contents: PackContents): string[] {
  const last = new Map(
    eventsOf(contents, 'supplier.shortlisted', 'supplier.excluded').map((event) => [event.subject.id, event]),
  );
  const known = new Set(contents.candidates.map(({ id }) => id));
  const left = [...last.keys()].filter((id) => !known.has(id));
  const declined = eventsOf(contents, 'invitation.declined').length;
  const silent = contents.candidates.filter(({ state }) => state === 'DECLINED').length;
  return [
    ...left.map((id) => `The audit events tell of the candidate ${id}, which is not among the candidates.`),
    ...contents.candidates.flatMap(({ id, supplier, state, reason }) => {
      const event = last.get(id);
      if (event === undefined) return [`${supplier.name} is a candidate, and no audit event tells of it.`];
      if (detailOf(event).supplier !== supplier.id)
        return [`By the audit events ${id} is another supplier than ${supplier.name}.`];
      if ((event.action === 'supplier.excluded') !== (state === 'EXCLUDED')) {
        return [`${supplier.name} is ${inWords.candidateState[state]}, and the last audit event on it is ${event.action}.`];
      }
      return detailOf(event).reason === reason
        ? []
        : [`The reason given for ${supplier.name} is not the one of the audit events.`];
    }),
    ...(silent > declined ? [`${silent} candidates declined, and the audit events tell of ${declined}.`] : []),
  ];
}

/** What is done with one invitation. */
const ON_INVITATIONS = [
  'invitation.opened',
  'invitation.declined',
  'invitation.closed',
  'response.submitted',
  'changes.requested',
] as const;

/** Where the contents say whose each invitation is, they say so of every one that the audit events tell of. */
function invitationProblems(contents: PackContents): string[] {
  if (contents.invitations === undefined) return [];
  return eventsOf(contents, ...ON_INVITATIONS)
    .filter((event) => candidateOf(contents, event) === undefined)
    .map(
      ({ sequence, action, subject }) =>
        `Event ${sequence} (${action}) is of the invitation ${subject.id}, which is not there.`,
    );
}

/**
 * Answers were submitted as often and when the audit events say. Those tell of an invitation by its own id: in packs of before the contents
 * said whose each is, any of that time will do.
 */
function submissionProblems(contents: PackContents): string[] {
  const last = new Map(eventsOf(contents, 'response.submitted').map((event) => [event.subject.id, event]));
  const answered = new Map(contents.answers.map(({ candidateId, submittedAt }) => [candidateId, submittedAt]));
  if (last.size !== answered.size) {
    return [`By the audit events ${last.size} candidates submitted answers, and there are answers of ${answered.size}.`];
  }
  return [...answered].flatMap(([candidateId, submittedAt]) => {
    const told = [...last.values()]
      .filter((event) => contents.invitations === undefined || candidateOf(contents, event)?.id === candidateId)
      .some((event) => recordedAt(event, '', submittedAt).length === 0);
    return told ? [] : [`No audit event tells of the submission of ${nameOf(contents, candidateId)} at ${submittedAt}.`];
  });
}

function declarationProblems(contents: PackContents): string[] {
  const events = new Map(eventsOf(contents, 'interests.declared').map((event) => [personKey(event.actor), event]));
  const declared = new Set(contents.interests.map(({ assessor }) => personKey(assessor)));
  return [
    ...[...events]
      .filter(([person]) => !declared.has(person))
      .map(([, { actor }]) => `By the audit events ${actor.name} declared interests, and the declaration is not there.`),
    ...contents.interests.flatMap(({ assessor, hasConflict, declaredAt }) => {
      const event = events.get(personKey(assessor));
      if (event === undefined) return [`No audit event tells of the declaration of ${assessor.name}.`];
      if (detailOf(event).hasConflict !== hasConflict) return [`By the audit events ${assessor.name} declared otherwise.`];
      return recordedAt(event, `${assessor.name} declared interests`, declaredAt);
    }),
  ];
}

function decisionProblems(contents: PackContents): string[] {
  const [event] = eventsOf(contents, 'procurement.decided');
  if (event === undefined) return [];
  const { outcome, candidateId, reason, decidedBy, decidedAt } = contents.decision;
  const told = detailOf(event);
  return [
    ...(told.outcome === outcome && told.candidate === candidateId && told.reason === reason
      ? []
      : ['The decision is not the one of which the audit events tell.']),
    ...(personKey(event.actor) === personKey(decidedBy)
      ? []
      : [`${decidedBy.name} is said to have decided, and the audit event names another.`]),
    ...recordedAt(event, 'the decision was made', decidedAt),
  ];
}
