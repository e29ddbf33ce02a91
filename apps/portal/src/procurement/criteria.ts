import type { CriteriaQuery, UpdateRequirementInput } from '../api/operations';
import { readWeight } from './requirement-form';
import { REQUIREMENT_KINDS, STRENGTHS } from './strengths';

type Requirement = CriteriaQuery['procurement']['requirements'][number];

/** How one requirement counts, as it was typed. */
export interface TypedCriterion {
  id: string;
  kind: string;
  weight: string;
  minimumStrength: string;
}

/** How a requirement counts. */
type Counting = Pick<Requirement, 'kind' | 'weight' | 'minimumStrength'>;

/** How one requirement counted when the form was shown, and in which version. */
export type ShownCriterion = Counting & Pick<Requirement, 'ref' | 'version'>;

/** A requirement that is not there any more, with what the form had for it. */
export interface RemovedCriterion extends Omit<Counting, 'weight'> {
  ref: string;
  /** As it was typed. */
  weight: string;
}

/** What a person is told of one requirement. `overtaken`: somebody else changed it since the form was shown. */
export type CriterionProblem = 'weightWrong' | 'weightMissing' | 'gateWeight' | 'overtaken';

/** What a requirement was shown with, for the form to carry: what comes back tells what the person changed. */
export function shownText({ version, kind, minimumStrength, weight, ref }: ShownCriterion): string {
  return [version, kind, minimumStrength, weight ?? '', ref].join(' ');
}

/** What the form carried; null when it is not of our making, or the requirement came after the form was shown. */
export function readShown(text: string): ShownCriterion | null {
  const [version, kind, minimumStrength, weight, ...ref] = text.split(' ');
  const known = {
    version: Number(version),
    kind: REQUIREMENT_KINDS.find((one) => one === kind),
    minimumStrength: STRENGTHS.find((one) => one === minimumStrength),
    weight: readWeight(weight ?? ''),
    ref: ref.join(' '),
  };
  if (!Number.isSafeInteger(known.version) || known.kind === undefined || known.minimumStrength === undefined) return null;
  return { ...known, kind: known.kind, minimumStrength: known.minimumStrength };
}

/** What was typed where the person changed it, and what stands now everywhere else. */
export function typedOrStanding(
  requirements: readonly Requirement[],
  typed: readonly TypedCriterion[],
  shown: ReadonlyMap<string, ShownCriterion>,
): TypedCriterion[] {
  return requirements.map((requirement) => {
    const criterion = typed.find(({ id }) => id === requirement.id);
    const before = shown.get(requirement.id);
    const isTyped =
      criterion !== undefined && before !== undefined && (!countsAs(criterion, before) || weighsGate(criterion, before));
    return isTyped ? criterion : standing(requirement);
  });
}

/** How a requirement counts now, as it would be typed. */
export function standing({ id, kind, weight, minimumStrength }: Counting & { id: string }): TypedCriterion {
  return { id, kind, weight: String(weight ?? ''), minimumStrength };
}

/** Requirements that somebody else added or changed since the form was shown. */
export function changedMeanwhile(
  requirements: readonly Requirement[],
  shown: ReadonlyMap<string, ShownCriterion>,
): Requirement[] {
  return requirements.filter(({ id, version }) => shown.get(id)?.version !== version);
}

/** Requirements that somebody else removed since the form was shown. */
export function removedMeanwhile(
  requirements: readonly Requirement[],
  typed: readonly TypedCriterion[],
  shown: ReadonlyMap<string, ShownCriterion>,
): RemovedCriterion[] {
  return [...shown].flatMap(([key, before]) => {
    if (requirements.some(({ id }) => id === key)) return [];
    const criterion = typed.find(({ id }) => id === key) ?? standing({ ...before, id: key });
    const { kind, minimumStrength } = read(criterion, before);
    return [{ ref: before.ref, kind, minimumStrength, weight: criterion.weight }];
  });
}

/** What the form was shown with, as the API has it once these changes are saved: each moves its requirement's version on by one. */
export function shownAfter(
  shown: ReadonlyMap<string, ShownCriterion>,
  changes: readonly UpdateRequirementInput[],
): Map<string, ShownCriterion> {
  const after = new Map(shown);
  for (const { requirementId, kind, minimumStrength, weight } of changes) {
    const before = shown.get(requirementId);
    if (before === undefined) continue;
    after.set(requirementId, {
      ref: before.ref,
      kind: kind ?? before.kind,
      minimumStrength: minimumStrength ?? before.minimumStrength,
      weight: kind === 'GATE' ? null : (weight ?? before.weight),
      version: before.version + 1,
    });
  }
  return after;
}

/**
 * What was changed on the page, for the API: what differs from what the form was shown with.
 *
 * @param tell is told the requirement that cannot be saved as it was typed, and why
 */
export function changedCriteria(
  requirements: readonly (ShownCriterion & { id: string })[],
  typed: readonly TypedCriterion[],
  shown: ReadonlyMap<string, ShownCriterion>,
  tell: (id: string, problem: CriterionProblem) => void,
): UpdateRequirementInput[] {
  return requirements.flatMap((requirement) => {
    const { id } = requirement;
    const criterion = typed.find((one) => one.id === id);
    const before = shown.get(id);
    if (criterion === undefined || before === undefined) return [];
    if (weighsGate(criterion, before)) {
      tell(id, 'gateWeight');
      return [];
    }
    if (countsAs(criterion, before)) return [];
    if (countsAs(criterion, requirement)) return [];
    const { kind, minimumStrength, weight } = read(criterion, before);
    if (kind === 'SCORED' && weight === null && criterion.weight !== '') tell(id, 'weightWrong');
    if (kind === 'SCORED' && criterion.weight === '' && before.weight !== null) tell(id, 'weightMissing');
    if (before.version !== requirement.version) {
      tell(id, 'overtaken');
      return [];
    }
    const change = { requirementId: id, expectedVersion: before.version, kind, minimumStrength };
    return [weight === null ? change : { ...change, weight }];
  });
}

/**
 * What the form asks for by itself, whatever stands now, where the very form may have saved it: each requirement that it changes counts as it
 * says and has moved on since it was shown. Else none: so what is sent of it once more is what was saved, or is refused.
 */
export function changesThatStand(
  requirements: readonly Requirement[],
  typed: readonly TypedCriterion[],
  shown: ReadonlyMap<string, ShownCriterion>,
): UpdateRequirementInput[] {
  const problems: CriterionProblem[] = [];
  const asShown = [...shown].map(([id, criterion]) => ({ ...criterion, id }));
  const changes = changedCriteria(asShown, typed, shown, (_, problem) => problems.push(problem));
  const stand = changes.every(({ requirementId }) => {
    const requirement = requirements.find(({ id }) => id === requirementId);
    const criterion = typed.find(({ id }) => id === requirementId);
    if (requirement === undefined || criterion === undefined) return false;
    return requirement.version !== shown.get(requirementId)?.version && countsAs(criterion, requirement);
  });
  return stand && problems.length === 0 ? changes : [];
}

/** Whether nothing of what is typed is still to be saved. */
export function isSaved(requirements: readonly Requirement[], typed: readonly TypedCriterion[]): boolean {
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  return typed.every((criterion) => {
    const requirement = known.get(criterion.id);
    return requirement !== undefined && countsAs(criterion, requirement);
  });
}

/** Whether a person typed a weight for a gate, which has none. What stood there while it was scored, nobody typed. */
function weighsGate({ kind, weight }: TypedCriterion, before: Counting): boolean {
  return kind === 'GATE' && weight !== '' && weight !== String(before.weight ?? '');
}

/** Whether what was typed says how a requirement counts already. A gate has no weight, be it that of when it was scored that is sent. */
function countsAs(typed: TypedCriterion, known: Counting): boolean {
  const { kind, minimumStrength, weight } = read(typed, known);
  const isSameWeight = weight === known.weight && (weight !== null || kind === 'GATE' || typed.weight === '');
  return kind === known.kind && minimumStrength === known.minimumStrength && isSameWeight;
}

/** What was typed, as the API has it. What it does not name stays as it is. */
function read(typed: TypedCriterion, known: Counting): Counting {
  const kind = REQUIREMENT_KINDS.find((one) => one === typed.kind) ?? known.kind;
  return {
    kind,
    minimumStrength: STRENGTHS.find((one) => one === typed.minimumStrength) ?? known.minimumStrength,
    weight: kind === 'GATE' ? null : readWeight(typed.weight),
  };
}

/**
 * A hundred shared out over the scored requirements, as evenly as hundredths go: those that come first get what is left over.
 */
export function evenWeights(requirements: readonly { id: string; kind: string }[]): Map<string, number> {
  const scored = requirements.filter(({ kind }) => kind === 'SCORED');
  const each = Math.floor(10000 / scored.length);
  const left = 10000 - each * scored.length;
  return new Map(scored.map(({ id }, index) => [id, (each + (index < left ? 1 : 0)) / 100]));
}
