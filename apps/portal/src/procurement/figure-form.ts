import type { Conformance, EvidenceStrength } from '../api/operations';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';
import { STRENGTHS } from './strengths';

export const CONFORMANCES = ['MET', 'PARTLY_MET', 'NOT_MET', 'UNKNOWN'] as const;

/** A judgement as it was typed. */
export interface TypedFigure {
  conformance: string;
  score: string;
  strength: string;
  reason: string;
}

/** The two figures and the reason. */
export interface Figure {
  conformance: Conformance;
  score: number | null;
  strength: EvidenceStrength;
  reason: string;
}

export function typedFigure(visit: Visit): TypedFigure {
  return {
    conformance: visit.field('conformance'),
    score: visit.field('score'),
    strength: visit.field('strength'),
    reason: visit.field('reason'),
  };
}

/** What the form says; null when it is not whole, which is then among the errors. A gate and what is unknown have no score. */
export function readFigure(visit: Visit, kind: string, errors: FormErrors): Figure | null {
  const typed = typedFigure(visit);
  const conformance = CONFORMANCES.find((one) => one === typed.conformance);
  const strength = STRENGTHS.find((one) => one === typed.strength);
  const isScored = kind === 'SCORED' && conformance !== 'UNKNOWN';
  const score = isScored && /^(10|\d)$/.test(typed.score) ? Number(typed.score) : null;
  if (conformance === undefined) errors.add('conformance', visit.t('assess.conformanceMissing'));
  if (isScored && score === null) errors.add('score', visit.t('assess.scoreWrong'));
  if (strength === undefined) errors.add('strength', visit.t('assess.strengthMissing'));
  errors.require('reason', typed.reason, visit.t('assess.reasonMissing'));
  if (errors.any || conformance === undefined || strength === undefined) return null;
  return { conformance, score, strength, reason: typed.reason };
}

/** The form's fields by the API's paths. */
export const FIGURE_FIELDS: Readonly<Record<string, string>> = {
  conformance: 'conformance',
  score: 'score',
  'input.score': 'score',
  'input.reason': 'reason',
};
