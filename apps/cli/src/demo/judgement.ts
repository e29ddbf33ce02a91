import { Journey, kindOf, Quality, strengthOf, themeOf } from './material';

const REASONS: Record<Quality, string> = {
  FULL: 'The answer says how, and the evidence given is of the strength that was asked for.',
  PARTIAL: 'The answer covers a part of what was asked, or rests on the supplier’s word alone.',
};

/** What an assessor of the demonstration says of a supplier's answer to a requirement: the input of `assessAnswers` but for its ids. */
export function judgementOf(journey: Journey, assessor: string, supplier: string, ref: string): object {
  if (journey.unknown[supplier]?.includes(ref))
    return {
      conformance: 'UNKNOWN',
      strength: 'ASSERTION',
      reason: 'The answer does not say, and nothing was given that would.',
    };
  const { quality } = journey.answers[supplier][themeOf(journey, ref)];
  const full = quality === 'FULL';
  const gate = kindOf(journey, ref) === 'GATE';
  const lower = assessor === 'assessor2' && journey.secondAssessor.lower[supplier]?.includes(ref);
  const score = (full ? 9 : 5) - (lower ? journey.secondAssessor.by : 0);
  return {
    conformance: full ? 'MET' : gate ? 'NOT_MET' : 'PARTLY_MET',
    ...(gate ? {} : { score }),
    strength: full ? strengthOf(journey, ref) : 'ASSERTION',
    reason: REASONS[quality],
  };
}
