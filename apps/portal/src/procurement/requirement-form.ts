import type { OneRequirementQuery, RequirementInput } from '../api/operations';
import type { FormErrors } from '../form/form-errors';
import type { FormField } from '../form/standing';
import type { Visit } from '../page/visit';
import { REQUIREMENT_KINDS, STRENGTHS } from './strengths';

/** A requirement as it was typed. */
export interface TypedRequirement {
  ref: string;
  text: string;
  kind: string;
  weight: string;
  minimumStrength: string;
}

export const REQUIREMENT_FIELDS: Readonly<Record<string, string>> = {
  'requirements[0].ref': 'ref',
  'requirements[0].text': 'text',
  'requirements[0].weight': 'weight',
  'input.ref': 'ref',
  'input.text': 'text',
  'input.weight': 'weight',
  ref: 'ref',
  weight: 'weight',
};

/** What was typed into the form of a requirement. */
export function typedRequirement(visit: Visit): TypedRequirement {
  return {
    ref: visit.field('ref'),
    text: visit.field('text'),
    kind: visit.field('kind') || 'SCORED',
    weight: visit.field('weight'),
    minimumStrength: visit.field('minimumStrength') || 'ASSERTION',
  };
}

/** A requirement that is there, as it would be typed. */
export function requirementToType(requirement: OneRequirementQuery['procurement']['requirements'][number]): TypedRequirement {
  const { ref, text, kind, weight, minimumStrength } = requirement;
  return { ref, text, kind, weight: String(weight ?? ''), minimumStrength };
}

/** The fields of the form, as the page calls them. */
export function requirementFields({ t }: Visit): FormField<TypedRequirement>[] {
  return [
    { name: 'text', label: t('requirements.text') },
    { name: 'kind', label: t('requirements.kind'), say: (kind) => t(`requirements.kinds.${kind}`) },
    { name: 'weight', label: t('requirements.weight') },
    { name: 'minimumStrength', label: t('requirements.strength'), say: (strength) => t(`strength.${strength}`) },
    { name: 'ref', label: t('requirements.ref') },
  ];
}

/**
 * What the form says, for the API; what it cannot say is among the errors.
 *
 * @param standingWeight the weight of the requirement that is changed; null when it has none, or is new
 */
export function readRequirement(visit: Visit, errors: FormErrors, standingWeight: number | null = null): RequirementInput {
  return checkRequirement(visit, typedRequirement(visit), errors, standingWeight);
}

/**
 * What was typed, for the API. A gate that was given a weight is an error: nobody should think that it counts. One that stands from when
 * it was scored was typed by nobody now, and goes.
 */
export function checkRequirement(
  { t }: Pick<Visit, 't'>,
  typed: TypedRequirement,
  errors: FormErrors,
  standingWeight: number | null,
): RequirementInput {
  errors.require('text', typed.text, t('requirements.textMissing'));
  const kind = REQUIREMENT_KINDS.find((one) => one === typed.kind) ?? 'SCORED';
  const typedWeight = readWeight(typed.weight);
  const weight = kind === 'GATE' ? null : typedWeight;
  const goesQuietly = kind === 'GATE' && typedWeight !== null && typedWeight === standingWeight;
  if (typed.weight !== '' && weight === null && !goesQuietly)
    errors.add('weight', t(kind === 'GATE' ? 'requirements.gateWeight' : 'requirements.weightWrong'));
  return {
    text: typed.text,
    kind,
    minimumStrength: STRENGTHS.find((one) => one === typed.minimumStrength) ?? 'ASSERTION',
    ...(typed.ref === '' ? {} : { ref: typed.ref }),
    ...(weight === null ? {} : { weight }),
  };
}

/** A share of a hundred, with at most two decimals; null when it is none. */
export function readWeight(text: string): number | null {
  const value = Number(text.replace(/\s*%$/, ''));
  return text !== '' && /^\d{1,3}(\.\d{1,2})?\s*%?$/.test(text) && value > 0 && value <= 100 ? value : null;
}
