import type { ProcurementTasksQuery } from '../api/operations';
import { isToSettle } from './matches';
import { hasAssessed } from './moderating';
import { undecidedIn } from './shortlist';
import { isChangeable, isUnanswered } from './stages';

/** What the task list is made of. */
export type TaskFacts = ProcurementTasksQuery & {
  /** Who looks, for what each person does alone. */
  viewerId: string;
  now: Date;
};

/**
 * How far a task is. `kind` gives the look; the words are `procurement.status.<key>`. Where `values` has a `dueAt`, that is what it waits for,
 * and is said under the task as `procurement.until.<key>`; where it has a `signedOn`, that is what was recorded, and perhaps cancelled,
 * and is said there as `procurement.since.<key>`.
 */
export interface TaskStatus {
  kind: 'DONE' | 'TO_DO' | 'WAITING' | 'BLOCKED';
  key: string;
  values?: Record<string, string | number>;
}

/** One task: its name is `procurement.task.<key>`, its page `/procurements/:id/<key>`. */
export interface Task {
  key: string;
  status: TaskStatus;
}

/** Tasks under one heading: its words are `procurement.section.<key>`. */
export interface TaskSection {
  key: string;
  tasks: Task[];
}

/** The stages in their order; who is past one has it behind them. */
const ORDER = ['DRAFT', 'SOURCING', 'CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT', 'MODERATION', 'DECIDED', 'CONTRACT', 'CLOSED'];

const done = (key = 'done', values?: TaskStatus['values']): TaskStatus => ({ kind: 'DONE', key, values });
const toDo = (key = 'toDo', values?: TaskStatus['values']): TaskStatus => ({ kind: 'TO_DO', key, values });
const waiting = (key: string, values?: TaskStatus['values']): TaskStatus => ({ kind: 'WAITING', key, values });
const BLOCKED: TaskStatus = { kind: 'BLOCKED', key: 'blocked' };
/** Who declared a conflict neither reads, nor assesses, nor settles. */
const OF_OTHERS: TaskStatus = { kind: 'BLOCKED', key: 'conflict' };
const NOT_NEEDED: TaskStatus = { kind: 'BLOCKED', key: 'notNeeded' };

/** The tasks of a procurement in the order of the journey, each with the state in which it is. */
export function tasksOf(facts: TaskFacts): TaskSection[] {
  const sections = sectionsOf(facts);
  return facts.procurement.stage === 'CANCELLED' ? sections.map(withoutWork) : sections;
}

/** Once it is cancelled nothing is left to do, but to make the pack of what there was. */
function withoutWork({ key, tasks }: TaskSection): TaskSection {
  const isLeft = (task: Task): boolean => task.key === 'pack' || task.status.kind === 'DONE';
  return { key, tasks: tasks.map((task) => (isLeft(task) ? task : { ...task, status: NOT_NEEDED })) };
}

function sectionsOf(facts: TaskFacts): TaskSection[] {
  return [
    { key: 'describe', tasks: [{ key: 'description', status: described(facts) }] },
    {
      key: 'require',
      tasks: [
        { key: 'requirements', status: required(facts) },
        { key: 'matches', status: matched(facts) },
        { key: 'coverage', status: covered(facts) },
        ...laterGuidance(facts),
        ...newGuidance(facts),
      ],
    },
    {
      key: 'find',
      tasks: [
        { key: 'search', status: searched(facts) },
        { key: 'shortlist', status: shortlisted(facts) },
      ],
    },
    {
      key: 'ask',
      tasks: [
        { key: 'criteria', status: criteria(facts) },
        { key: 'request', status: requested(facts) },
        { key: 'clarifications', status: clarified(facts) },
      ],
    },
    {
      key: 'assess',
      tasks: [
        { key: 'interests', status: declared(facts) },
        { key: 'evidence', status: opened(facts) },
        { key: 'assessment', status: assessed(facts) },
        { key: 'moderation', status: moderated(facts) },
      ],
    },
    {
      key: 'decide',
      tasks: [
        { key: 'decision', status: decided(facts) },
        { key: 'summaries', status: facts.procurement.decision === null ? BLOCKED : done('ready') },
      ],
    },
    {
      key: 'prove',
      tasks: [
        { key: 'pack', status: proven(facts) },
        { key: 'contract', status: contracted(facts) },
      ],
    },
  ];
}

/** Whether a procurement has come past a stage; one that was cancelled has come to its end wherever it was. */
function past({ procurement }: TaskFacts, stage: string): boolean {
  return procurement.stage === 'CANCELLED' || ORDER.indexOf(procurement.stage) > ORDER.indexOf(stage);
}

/** Whether requirements may change still. */
function isOpen({ procurement }: TaskFacts): boolean {
  return isChangeable(procurement);
}

function described({ procurement: { sectors, technologies } }: TaskFacts): TaskStatus {
  return sectors.length > 0 && technologies.length > 0 ? done() : toDo('describeMore');
}

function required({ procurement: { requirements } }: TaskFacts): TaskStatus {
  return requirements.length === 0 ? toDo('notStarted') : done('requirements', { count: requirements.length });
}

function matched(facts: TaskFacts): TaskStatus {
  const { requirements } = facts.procurement;
  if (requirements.length === 0) return BLOCKED;
  const open = requirements.filter(isToSettle).length;
  if (open === 0) return done();
  return isOpen(facts) ? toDo('matchesToDecide', { count: open }) : done('matchesLeft', { count: open });
}

function covered(facts: TaskFacts): TaskStatus {
  const { requirements, coverage } = facts.procurement;
  if (requirements.length === 0) return BLOCKED;
  const gaps = coverage.filter(({ status }) => status === 'GAP').length;
  if (gaps === 0) return done('covered');
  return isOpen(facts) ? toDo('gaps', { count: gaps }) : done('gaps', { count: gaps });
}

/** There is something to do only where a later version has been published. */
function laterGuidance(facts: TaskFacts): Task[] {
  const { length: count } = facts.procurement.laterGuidance;
  if (count === 0) return [];
  return [{ key: 'later-guidance', status: isOpen(facts) ? toDo('laterGuidance', { count }) : done('guidanceStays') }];
}

/** Guidance that came to the catalogue since: somebody looks whether it applies, as long as it can be added. */
function newGuidance(facts: TaskFacts): Task[] {
  const count = facts.procurement.guidanceToAdd.filter(({ isNew }) => isNew).length;
  return count > 0 && isOpen(facts) ? [{ key: 'more-guidance', status: toDo('newGuidance', { count }) }] : [];
}

function searched({ procurement: { search } }: TaskFacts): TaskStatus {
  return search === null ? toDo('notStarted') : done('locked', { count: search.resultCount });
}

function shortlisted(facts: TaskFacts): TaskStatus {
  if (facts.procurement.search === null) return BLOCKED;
  const included = includedIn(facts);
  const open = undecidedIn(facts.procurement);
  if (past(facts, 'CRITERIA_LOCKED') || (included > 0 && (open === 0 || past(facts, 'SOURCING'))))
    return open === 0 ? done('shortlisted', { count: included }) : done('shortlistedSome', { count: included, open });
  return included === 0 ? toDo('notStarted') : toDo('shortlistedOpen', { count: included, open });
}

/** How many suppliers are shortlisted, or have come further. */
function includedIn({ procurement: { candidates } }: TaskFacts): number {
  return candidates.filter(({ state }) => state !== 'EXCLUDED').length;
}

function criteria(facts: TaskFacts): TaskStatus {
  const { requirements, stage, criteriaLockedAt } = facts.procurement;
  if (criteriaLockedAt !== null) return done('criteriaLocked');
  if (requirements.length === 0 || stage === 'DRAFT') return BLOCKED;
  return weightsInTotal(requirements) === 100 ? toDo('readyToLock') : toDo('weights', { total: weightsInTotal(requirements) });
}

/** The sum of the weights of the scored requirements; 100 when there is none to weigh. */
export function weightsInTotal(requirements: readonly { kind: string; weight: number | null }[]): number {
  const scored = requirements.filter(({ kind }) => kind === 'SCORED');
  if (scored.length === 0) return 100;
  return Math.round(scored.reduce((sum, { weight }) => sum + (weight ?? 0), 0) * 100) / 100;
}

function requested(facts: TaskFacts): TaskStatus {
  const { evidenceRequest, stage } = facts.procurement;
  if (evidenceRequest === null) return stage === 'CRITERIA_LOCKED' && includedIn(facts) > 0 ? toDo('readyToAsk') : BLOCKED;
  if (isSealed(facts)) return waiting('answersAwaited', { dueAt: evidenceRequest.dueAt });
  // Whatever became of an invitation since, what was submitted was.
  const answered = evidenceRequest.invitations.filter(({ submittedAt }) => submittedAt !== null).length;
  return done('invited', { count: evidenceRequest.invitations.length, answered });
}

function clarified({ procurement: { evidenceRequest } }: TaskFacts): TaskStatus {
  if (evidenceRequest === null) return BLOCKED;
  const { clarifications } = evidenceRequest;
  const open = clarifications.filter(({ answer }) => answer === null).length;
  if (open > 0) return toDo('toAnswer', { count: open });
  return done(clarifications.length === 0 ? 'noQuestions' : 'answered', { count: clarifications.length });
}

function declared(facts: TaskFacts): TaskStatus {
  const { interestDeclarations: declarations, procurement } = facts;
  const mine = declarations.find(({ declaredBy }) => declaredBy.id === facts.viewerId);
  if (mine !== undefined) return mine.hasConflict ? done('conflict') : done('declared');
  if (['CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT'].includes(procurement.stage)) return toDo();
  return declarations.length > 0 ? done('declarations', { count: declarations.length }) : BLOCKED;
}

function opened(facts: TaskFacts): TaskStatus {
  const { evidenceRequest, answersWithheld } = facts.procurement;
  if (evidenceRequest === null) return BLOCKED;
  if (answersWithheld === 'SEALED') return NOT_NEEDED;
  if (answersWithheld === 'CONFLICT') return OF_OTHERS;
  return isSealed(facts) ? waiting('sealed', { dueAt: evidenceRequest.dueAt }) : done('opened');
}

function assessed(facts: TaskFacts): TaskStatus {
  const { answersWithheld, evidenceRequest, grid, stage } = facts.procurement;
  if (evidenceRequest === null || isSealed(facts)) return BLOCKED;
  if (answersWithheld === 'CONFLICT') return OF_OTHERS;
  if (stage !== 'CANCELLED' && past(facts, 'ASSESSMENT')) return done();
  if (!grid.some(({ state }) => state !== 'NO_ANSWER')) return done('noAnswers');
  const open = grid.filter(({ state }) => state === 'NOT_ASSESSED').length;
  return open === 0 ? done('allAssessed') : toDo('toAssess', { count: open });
}

/** Whoever declared a conflict or has assessed leaves it to others. */
function moderated(facts: TaskFacts): TaskStatus {
  const { answersWithheld, decision, grid, stage } = facts.procurement;
  if (decision !== null) return done();
  if (isUnanswered(facts.procurement, facts.now)) return NOT_NEEDED;
  const answered = grid.filter(({ state }) => state !== 'NO_ANSWER');
  const ready = stage === 'MODERATION' || (stage === 'ASSESSMENT' && !answered.some(({ state }) => state === 'NOT_ASSESSED'));
  if (!ready) return BLOCKED;
  if (answersWithheld === 'CONFLICT') return OF_OTHERS;
  const count = answered.filter(({ state }) => state !== 'SETTLED').length;
  if (count === 0) return done();
  return hasAssessed(facts.assessments, facts.viewerId) ? waiting('colleagueSettles', { count }) : toDo('toSettle', { count });
}

function decided(facts: TaskFacts): TaskStatus {
  const { decision, grid, stage } = facts.procurement;
  if (decision !== null) return done(`outcome.${decision.outcome}`, { supplier: decision.candidate?.supplier.name ?? '' });
  if (isUnanswered(facts.procurement, facts.now)) return toDo('nobodyAnswered');
  const settled = !grid.some(({ state }) => state !== 'SETTLED' && state !== 'NO_ANSWER');
  return stage === 'MODERATION' && settled ? toDo('readyToDecide') : BLOCKED;
}

function proven(facts: TaskFacts): TaskStatus {
  if (!past(facts, 'MODERATION')) return BLOCKED;
  const { length: count } = facts.assurancePacks;
  return count === 0 ? toDo('noPack') : done('packs', { count });
}

function contracted({ procurement: { decision, stage, contractSignedOn: signedOn, cancelledAt } }: TaskFacts): TaskStatus {
  if (signedOn !== null && stage === 'CANCELLED')
    return done('contractCancelled', { signedOn, ...(cancelledAt !== null && { cancelledAt }) });
  const recorded = signedOn === null ? undefined : { signedOn };
  if (stage === 'CONTRACT') return done('contract', recorded);
  if (stage === 'CLOSED') return done('closed', recorded);
  if (decision === null) return BLOCKED;
  return decision.outcome === 'AWARDED' ? toDo() : NOT_NEEDED;
}

/** Before the deadline nobody on the buyer's side reads a response. */
function isSealed({ procurement: { evidenceRequest }, now }: TaskFacts): boolean {
  return evidenceRequest !== null && new Date(evidenceRequest.dueAt) > now;
}
