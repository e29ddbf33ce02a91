import { ApiRefusal } from '../api/api-client';
import { chosenAmong } from '../our/documents';

/** An answer as it is typed. */
export interface TypedAnswer {
  statement: string;
  strength: string;
  attestationIds: string[];
  documentIds: string[];
}

/** What an answer says and is backed by. */
interface Backed {
  statement: string;
  strength: string | null;
  evidence: readonly { id: string }[];
  documents: readonly { id: string }[];
}

/** An answer as it stands, to be typed over. */
export function answerToType({ statement, strength, evidence, documents }: Backed): TypedAnswer {
  return {
    statement,
    strength: strength ?? 'ASSERTION',
    attestationIds: evidence.map(({ id }) => id),
    documentIds: documents.map(({ id }) => id),
  };
}

/** An earlier answer in the place of one, with what backs either; what no longer stands of the earlier one's evidence is left out. */
export function takenFrom(earlier: Backed & { lapsed: readonly { id: string }[] }, answer: Backed): TypedAnswer {
  const gone = new Set(earlier.lapsed.map(({ id }) => id));
  const [typed, standing] = [answerToType(earlier), answerToType(answer)];
  const attestationIds = typed.attestationIds.filter((id) => !gone.has(id));
  return {
    ...typed,
    attestationIds: [...new Set([...standing.attestationIds, ...attestationIds])],
    documentIds: [...new Set([...standing.documentIds, ...typed.documentIds])],
  };
}

/** The supplier's documents as a form offers them: those that are on the answer, or were ticked, and the others. */
export function documentsToChoose<Own extends { id: string }>(
  read: { myDocuments: readonly Own[]; evidenceInvitation: { closedDocuments: readonly { id: string }[] } },
  chosen: readonly string[],
): Record<'attached' | 'others', (Own & { isClosed: boolean })[]> {
  const closed = new Set(read.evidenceInvitation.closedDocuments.map(({ id }) => id));
  return chosenAmong(
    read.myDocuments.map((document) => ({ ...document, isClosed: closed.has(document.id) })),
    chosen,
  );
}

/** What tells how far an answer has come. */
export interface AnswerState {
  statement: string;
  /** Nobody has saved it yet. */
  prefilled: boolean;
  evidence: readonly unknown[];
  documents: readonly unknown[];
}

/** SAVED by a person; EMPTY, though saved; FILLED_IN from attestations that prove it, for a person to check; MISSING. */
export type AnswerProgress = 'SAVED' | 'EMPTY' | 'FILLED_IN' | 'MISSING';

/** How far an answer is while it is written. */
export function progressOf({ statement, prefilled, evidence, documents }: AnswerState): AnswerProgress {
  if (prefilled) return evidence.length > 0 ? 'FILLED_IN' : 'MISSING';
  return statement.trim() === '' && evidence.length + documents.length === 0 ? 'EMPTY' : 'SAVED';
}

/** Whether there is nothing to read under a requirement: nobody saved an answer, or an empty one. */
export function isWithoutAnswer(progress: ReturnType<typeof progressSince | typeof progressUnsent>): boolean {
  return progress === 'MISSING' || progress === 'EMPTY';
}

/**
 * The same once a response was submitted, which takes every answer: what nobody had saved went as it was filled in. While it can be
 * submitted again, what is missing by now is missing.
 */
export function progressSince(answer: AnswerState, isOpen: boolean): AnswerProgress | 'SENT_AS_FILLED_IN' {
  const progress = progressOf(answer);
  return progress === 'SAVED' || progress === 'EMPTY' || (progress === 'MISSING' && isOpen) ? progress : 'SENT_AS_FILLED_IN';
}

/** Of an attestation that is attached, what proves less than its supplier may think: it was taken back, or another took its place. */
export function standsNoMore(status: string): boolean {
  return ['WITHDRAWN', 'REJECTED', 'SUPERSEDED'].includes(status);
}

/** What an attestation is called among others: Cyber Essentials (Camera), IASME-1. */
export function nameOf(attestation: {
  scheme: { name: string };
  product: { name: string } | null;
  reference: string | null;
}): string {
  const { scheme, product, reference } = attestation;
  return `${scheme.name}${product === null ? '' : ` (${product.name})`}${reference ? `, ${reference}` : ''}`;
}

/**
 * The attestations that an answer's form shows: those that can be attached, and whatever is attached already, so that nothing is taken
 * off unsaid.
 *
 * @param attached ids
 */
export function attestationsToShow<Own extends { id: string; status: string }>(
  own: readonly Own[],
  attached: readonly string[],
): Own[] {
  return own.filter(({ id, status }) => ['VERIFIED', 'SUBMITTED', 'EXPIRED'].includes(status) || attached.includes(id));
}

/** The same once the deadline has passed and nothing was submitted: what was saved is a draft that nobody reads. */
export function progressUnsent(answer: AnswerState): 'UNSENT' | 'MISSING' {
  return progressOf(answer) === 'SAVED' ? 'UNSENT' : 'MISSING';
}

/** What of an answer counts: what is said, how strong it is claimed to be, and what backs it. */
interface AnswerContent {
  statement: string;
  strength: string | null;
  documents: readonly { id: string }[];
}

/** The answer under a ref that was submitted last, and with which submission; null when nothing was submitted. */
export function submittedUnder<Sent extends { requirement: { ref: string } }, Submission extends { answers: readonly Sent[] }>(
  submissions: readonly Submission[],
  ref: string,
): { submission: Submission; answer: Submission['answers'][number] } | null {
  const submission = submissions.at(-1);
  const answer = submission?.answers.find(({ requirement }) => requirement.ref === ref);
  return submission === undefined || answer === undefined ? null : { submission, answer };
}

/**
 * Whether an answer was saved otherwise than it was submitted. What nobody saved went as it was filled in; what was submitted empty claims no
 * strength.
 */
export function isOtherThanSubmitted(
  working: AnswerContent & { prefilled: boolean; evidence: readonly { id: string }[] },
  submitted: AnswerContent & { attestations: readonly { id: string }[] },
): boolean {
  if (working.prefilled) return false;
  return (
    working.statement !== submitted.statement ||
    (submitted.strength !== null && working.strength !== submitted.strength) ||
    !isSameSet(working.documents, submitted.documents) ||
    !isSameSet(working.evidence, submitted.attestations)
  );
}

function isSameSet(some: readonly { id: string }[], others: readonly { id: string }[]): boolean {
  const ids = new Set(others.map(({ id }) => id));
  return some.length === ids.size && some.every(({ id }) => ids.has(id));
}

/** Until when a supplier may answer: the deadline of all, or the one that came with the changes that were asked for. */
export function deadlineOf(invitation: { state: string; dueAt: string; changesDueAt: string | null }): string {
  return invitation.state === 'CHANGES_REQUESTED' ? (invitation.changesDueAt ?? invitation.dueAt) : invitation.dueAt;
}

/** Whether the deadline is over, also for one who did not wait for it. */
export function isPast(
  invitation: { state: string; dueAt: string; changesDueAt: string | null },
  now: Date = new Date(),
): boolean {
  return new Date(deadlineOf(invitation)) <= now;
}

/** Whether answers can still be saved and submitted. */
export function isAnswerable(
  invitation: { state: string; dueAt: string; changesDueAt: string | null },
  now: Date = new Date(),
): boolean {
  const open = ['SENT', 'OPENED', 'IN_PROGRESS', 'SUBMITTED', 'CHANGES_REQUESTED'].includes(invitation.state);
  return open && !isPast(invitation, now);
}

/** The refs of the requirements for which the API refused a response, as they were asked; empty when it refused it for something else. */
export function refsWithoutAnswer(error: unknown): string[] {
  if (!(error instanceof ApiRefusal)) return [];
  return error.fields.filter(({ path }) => path.startsWith(ANSWERS)).map(({ path }) => path.slice(ANSWERS.length));
}

/** What the API's path to an answer begins with; its ref follows. */
const ANSWERS = 'answers.';
