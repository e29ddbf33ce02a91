import type { Instant, PackContents } from '../contents';
import { isRecord } from '../json';
import { CONTENTS_PATH } from '../manifest';
import { dayOf } from '../validity';
import { nameOf } from './names';
import { verdict, type VerifyCheck } from './report';

/** How far the clocks of two machines that wrote one record may lie apart, in milliseconds. */
export const CLOCKS_APART = 60_000;

/** Something that was done, for a sentence, and when. */
interface Step {
  what: string;
  at: Instant | null;
}

/** The steps of a procurement, between which everything else must lie. */
interface Steps {
  locked: Step;
  sent: Step;
  due: Step;
  /** The first settling ends the judging. */
  settling: Step;
  decided: Step;
}

/**
 * Everything happened in an order that is possible: locked, asked, answered by the deadline, judged, settled, decided.
 *
 * @param createdAt when the pack says that it was made; null when that cannot be read
 */
export function checkTimes(contents: PackContents, createdAt: Instant | null): VerifyCheck {
  const steps = stepsOf(contents);
  const problems = [
    ...missing([steps.locked, steps.sent, steps.due]),
    ...courseProblems(contents, steps, createdAt),
    ...answerProblems(contents, steps),
    ...judgementProblems(contents, steps),
    ...evidenceProblems(contents),
  ];
  const holds = 'What was locked, asked, answered, judged, settled and decided lies in that order of time.';
  return verdict('times', problems, holds, CONTENTS_PATH);
}

/** Whether one instant lies after another by more than clocks may differ; also when one of them is no instant at all. */
export function isAfter(one: Instant, other: Instant): boolean {
  return !(Date.parse(one) <= Date.parse(other) + CLOCKS_APART);
}

function stepsOf({ procurement: { dates }, moderation, decision }: PackContents): Steps {
  const settled = moderation.map(({ moderatedAt }) => moderatedAt).sort();
  return {
    locked: { what: 'the locking of the criteria', at: dates.criteriaLockedAt },
    sent: { what: 'the request for evidence', at: dates.evidenceRequestedAt },
    due: { what: 'the deadline for answers', at: dates.evidenceDueAt },
    settling: { what: 'the first settling of a figure', at: settled[0] ?? decision.decidedAt },
    decided: { what: 'the decision', at: decision.decidedAt },
  };
}

function missing(steps: readonly Step[]): string[] {
  return steps.flatMap(({ what, at }) => (at === null ? [`The pack does not say when ${what} was.`] : []));
}

function courseProblems(contents: PackContents, steps: Steps, createdAt: Instant | null): string[] {
  const { procurement, lockedSearch, requirements, clarifications, audit, moderation } = contents;
  const created = { what: 'the making of the procurement', at: procurement.dates.createdAt };
  const searched = { what: 'the locking of the search', at: lockedSearch?.lockedAt ?? null };
  const guidance = requirements.flatMap(({ ref, guidance: decisions }) =>
    decisions.map(({ itemCode, decidedAt }) => ({ what: `the decision on ${itemCode} for ${ref}`, at: decidedAt })),
  );
  const settled = moderation.map((figure) => ({ what: settlingOf(contents, figure), at: figure.moderatedAt }));
  const answered = clarifications.map(({ answeredAt }) => ({ what: 'the answer to a question', at: answeredAt }));
  return [
    ...inOrder(created, searched, steps.locked, steps.sent, steps.due, steps.settling, steps.decided),
    ...inOrder({ what: 'the date of the data that was searched', at: lockedSearch?.dataDate ?? null }, searched),
    ...guidance.flatMap((decision) => inOrder(decision, steps.locked)),
    ...answered.flatMap((answer) => inOrder(steps.sent, answer, steps.settling)),
    ...settled.flatMap((figure) => inOrder(figure, steps.decided)),
    ...inOrder(
      steps.decided,
      { what: 'the signing of the head of the audit chain', at: audit.head?.signedAt ?? null },
      { what: 'the making of the pack', at: createdAt },
    ),
  ];
}

function answerProblems(contents: PackContents, steps: Steps): string[] {
  const submitted = new Map<string, Set<Instant>>();
  for (const { candidateId, submittedAt } of contents.answers) {
    submitted.set(candidateId, (submitted.get(candidateId) ?? new Set()).add(submittedAt));
  }
  const changes = changesAsked(contents);
  const late = new Set<string>();
  const problems = [...submitted].flatMap(([candidateId, instants]) => {
    const name = nameOf(contents, candidateId);
    if (instants.size > 1) return [`The answers of ${name} were submitted together, and have ${instants.size} times.`];
    const [at] = instants;
    const step = { what: `the submission of ${name}`, at };
    const isLate = steps.due.at !== null && at > steps.due.at;
    if (isLate) late.add(candidateId);
    const excused = changes.some(({ askedAt, dueAt }) => !isAfter(askedAt, at) && at <= dueAt);
    return [
      ...(isLate && !excused ? [`The answers of ${name} (${at}) came after the deadline (${steps.due.at}).`] : []),
      ...inOrder(steps.sent, step, steps.settling),
    ];
  });
  const asked = new Set(changes.map(({ invitation }) => invitation)).size;
  if (late.size <= asked) return problems;
  return [...problems, `${late.size} candidates answered after the deadline, and changes were asked of ${asked}.`];
}

/** The changes that were asked for after the deadline, each with a deadline of its own. */
function changesAsked({ audit }: PackContents): { invitation: string; askedAt: Instant; dueAt: Instant }[] {
  return audit.events.flatMap(({ action, subject, at, detail }) => {
    const dueAt = isRecord(detail) ? detail.dueAt : undefined;
    if (action !== 'changes.requested' || typeof dueAt !== 'string') return [];
    return [{ invitation: subject.id, askedAt: at, dueAt }];
  });
}

function judgementProblems(contents: PackContents, steps: Steps): string[] {
  const judged = contents.assessments.map((judgement) => ({
    what: `the judgement of ${judgement.requirementRef} of ${nameOf(contents, judgement.candidateId)}`,
    at: judgement.assessedAt,
  }));
  const declared = contents.interests.map(({ assessor, declaredAt }) => ({
    what: `the declaration of ${assessor.name}`,
    at: declaredAt,
  }));
  return [
    ...judged.flatMap((judgement) => inOrder(steps.due, judgement, steps.settling)),
    ...declared.flatMap((declaration) => inOrder(steps.locked, declaration, steps.decided)),
  ];
}

function evidenceProblems({ answers, decision }: PackContents): string[] {
  const day = dayOf(decision.decidedAt);
  return answers.flatMap(({ submittedAt, attestations }) =>
    attestations.flatMap(({ scheme, id, dates, verification }) => [
      ...inOrder(
        { what: `the receipt of the attestation ${id} (${scheme})`, at: dates.receivedAt },
        { what: 'the submission of the answer that rests on it', at: submittedAt },
      ),
      ...(verification !== null && verification.checkedOn > day
        ? [`The attestation ${id} (${scheme}) was checked on ${verification.checkedOn}, after the decision on ${day}.`]
        : []),
    ]),
  );
}

function settlingOf(contents: PackContents, figure: { candidateId: string; requirementRef: string }): string {
  return `the settling of ${figure.requirementRef} of ${nameOf(contents, figure.candidateId)}`;
}

/** What is wrong with the order of steps of which each should lie after the one before; those without a time are passed over. */
function inOrder(...steps: Step[]): string[] {
  const known = steps.filter((step): step is { what: string; at: Instant } => step.at !== null);
  return known.slice(1).flatMap((step, index) => {
    const before = known[index];
    if (!isAfter(before.at, step.at)) return [];
    return [`In time, ${step.what} (${step.at}) comes before ${before.what} (${before.at}), which must come first.`];
  });
}
