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

/** How one requirement counted when the form was shown, and in which version. */
export type ShownCriterion = Pick<Requirement, 'kind' | 'weight' | 'minimumStrength' | 'version'>;

/** What a person is told of one requirement. `overtaken`: somebody else changed it since the form was shown. */
export type CriterionProblem = 'weightWrong' | 'weightMissing' | 'overtaken';

/** What a requirement was shown with, for the form to carry: what comes back tells what the person changed. */
export function shownText({ version, kind, minimumStrength, weight }: ShownCriterion): string {
  return [version, kind, minimumStrength, weight ?? ''].join(' ').trim();
}

/** What the form carried; null when it is not of our making, or the requirement came after the form was shown. */
export function readShown(text: string): ShownCriterion | null {
  const [version, kind, minimumStrength, weight] = text.split(' ');
  const known = {
    version: Number(version),
    kind: REQUIREMENT_KINDS.find((one) => one === kind),
    minimumStrength: STRENGTHS.find((one) => one === minimumStrength),
    weight: readWeight(weight ?? ''),
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
    const isTyped = criterion !== undefined && before !== undefined && !countsAs(criterion, before);
    return isTyped ? criterion : standing(requirement);
  });
}

/** How a requirement counts now, as it would be typed. */
export function standing({ id, kind, weight, minimumStrength }: Requirement): TypedCriterion {
  return { id, kind, weight: String(weight ?? ''), minimumStrength };
}

/** Requirements that somebody else added or changed since the form was shown. */
export function changedMeanwhile(
  requirements: readonly Requirement[],
  shown: ReadonlyMap<string, ShownCriterion>,
): Requirement[] {
  return requirements.filter(({ id, version }) => shown.get(id)?.version !== version);
}

/**
 * What was changed on the page, for the API: what differs from what the form was shown with.
 *
 * @param tell is told the requirement that cannot be saved as it was typed, and why
 */
export function changedCriteria(
  requirements: readonly Requirement[],
  typed: readonly TypedCriterion[],
  shown: ReadonlyMap<string, ShownCriterion>,
  tell: (id: string, problem: CriterionProblem) => void,
): UpdateRequirementInput[] {
  return requirements.flatMap((requirement) => {
    const { id } = requirement;
    const criterion = typed.find((one) => one.id === id);
    const before = shown.get(id);
    if (criterion === undefined || before === undefined || countsAs(criterion, before)) return [];
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

/** Whether nothing of what is typed is still to be saved. */
export function isSaved(requirements: readonly Requirement[], typed: readonly TypedCriterion[]): boolean {
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  return typed.every((criterion) => {
    const requirement = known.get(criterion.id);
    return requirement !== undefined && countsAs(criterion, requirement);
  });
}

/** Whether what was typed says how a requirement counts already. A gate has no weight, whatever was typed. */
function countsAs(typed: TypedCriterion, known: ShownCriterion): boolean {
  const { kind, minimumStrength, weight } = read(typed, known);
  const isSameWeight = weight === known.weight && (weight !== null || kind === 'GATE' || typed.weight === '');
  return kind === known.kind && minimumStrength === known.minimumStrength && isSameWeight;
}

/** What was typed, as the API has it. What it does not name stays as it is. */
function read(typed: TypedCriterion, known: ShownCriterion): Omit<ShownCriterion, 'version'> {
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
