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

/**
 * What was changed on the page, for the API.
 *
 * @param wrong is told the requirement whose weight is none
 */
export function changedCriteria(
  requirements: readonly Requirement[],
  typed: readonly TypedCriterion[],
  wrong: (id: string) => void,
): UpdateRequirementInput[] {
  return requirements.flatMap((requirement) => {
    const criterion = typed.find(({ id }) => id === requirement.id);
    if (criterion === undefined) return [];
    const kind = REQUIREMENT_KINDS.find((one) => one === criterion.kind) ?? requirement.kind;
    const minimumStrength = STRENGTHS.find((one) => one === criterion.minimumStrength) ?? requirement.minimumStrength;
    const weight = kind === 'GATE' ? null : readWeight(criterion.weight);
    if (kind === 'SCORED' && criterion.weight !== '' && weight === null) wrong(requirement.id);
    const isSame =
      kind === requirement.kind &&
      minimumStrength === requirement.minimumStrength &&
      (weight === requirement.weight || (kind === 'SCORED' && weight === null));
    if (isSame) return [];
    const change = { requirementId: requirement.id, expectedVersion: requirement.version, kind, minimumStrength };
    return [weight === null ? change : { ...change, weight }];
  });
}

/**
 * A hundred shared out over the scored requirements, as evenly as hundredths go: those that come first get what is left over.
 */
export function evenWeights(requirements: readonly Pick<Requirement, 'id' | 'kind'>[]): Map<string, number> {
  const scored = requirements.filter(({ kind }) => kind === 'SCORED');
  const each = Math.floor(10000 / scored.length);
  const left = 10000 - each * scored.length;
  return new Map(scored.map(({ id }, index) => [id, (each + (index < left ? 1 : 0)) / 100]));
}
