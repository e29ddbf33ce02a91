import type { Conformance, EvidenceStrength } from '../api/operations';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';
import { doubtOf } from './doubt';
import { STRENGTHS } from './strengths';

export const CONFORMANCES = ['MET', 'PARTLY_MET', 'NOT_MET', 'UNKNOWN'] as const;

/** A judgement as it was typed. */
export interface TypedFigure {
  conformance: string;
  score: string;
  strength: string;
  reason: string;
  /** The mark of the two figures that the person was asked about before; empty when of none. */
  meant: string;
}

/** The two figures and the reason. */
export interface Figure {
  conformance: Conformance;
  score: number | null;
  strength: EvidenceStrength;
  reason: string;
}

/** What was typed into the form of a figure. */
export function typedFigure(visit: Visit): TypedFigure {
  return {
    conformance: visit.field('conformance'),
    score: visit.field('score'),
    strength: visit.field('strength'),
    reason: visit.field('reason'),
    meant: visit.field('meant'),
  };
}

/** What tells two figures from others, for the form to carry. */
export function markOf({ conformance, score }: Pick<TypedFigure, 'conformance' | 'score'>): string {
  return `${conformance} ${score}`;
}

/** What the form says; null when it is not whole or to be looked at again, which is then among the errors. */
export function readFigure(visit: Visit, kind: string, errors: FormErrors): Figure | null {
  return checkFigure(visit, typedFigure(visit), kind, errors);
}

/**
 * What was typed, as the API has it; null when there are errors. A gate and what is unknown have no score: points for what is unknown are
 * refused, and 0 is none. Figures that seldom go together are asked about, and taken when they are sent again as they are.
 */
export function checkFigure({ t }: Pick<Visit, 't'>, typed: TypedFigure, kind: string, errors: FormErrors): Figure | null {
  const conformance = CONFORMANCES.find((one) => one === typed.conformance);
  const strength = STRENGTHS.find((one) => one === typed.strength);
  const isScored = kind === 'SCORED' && conformance !== 'UNKNOWN';
  const score = isScored && /^(10|\d)$/.test(typed.score) ? Number(typed.score) : null;
  if (conformance === undefined) errors.add('conformance', t('assess.conformanceMissing'));
  if (isScored && score === null) errors.add('score', t('assess.scoreWrong'));
  if (conformance === 'UNKNOWN' && Number(typed.score) > 0) errors.add('score', t('assess.unknownScored'));
  const doubt = conformance === undefined ? null : doubtOf({ conformance, score });
  if (doubt !== null && typed.meant !== markOf(typed)) errors.add('score', t(`assess.askedAgain.${doubt}`, { score }));
  if (strength === undefined) errors.add('strength', t('assess.strengthMissing'));
  errors.require('reason', typed.reason, t('assess.reasonMissing'));
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
