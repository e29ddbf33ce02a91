import { figureProblems } from '../arithmetic';
import {
  STRENGTHS,
  type Figure,
  type PackAssessment,
  type PackContents,
  type PackModeration,
  type Strength,
} from '../contents';
import { CONTENTS_PATH } from '../manifest';
import { assessedCandidates } from '../summaries';
import { inWords } from '../write/words';
import { nameOf, pairOf } from './names';
import { verdict, type VerifyCheck } from './report';

/** The states in which a decision leaves candidates, and whether they have then been assessed. */
const FINAL_STATES: ReadonlySet<string> = new Set(['SELECTED', 'NOT_SELECTED', 'DECLINED', 'NO_RESPONSE', 'EXCLUDED']);

/** The states of the candidates agree with the decision, and with whether they answered and were judged. */
export function checkCandidates(contents: PackContents): VerifyCheck {
  const { candidates, decision, answers, assessments, moderation } = contents;
  const answered = new Set(answers.map(({ candidateId }) => candidateId));
  const judged = new Set(assessments.map(({ candidateId }) => candidateId));
  const settled = new Set(moderation.map(({ candidateId }) => candidateId));
  const assessed = new Set(assessedCandidates(candidates).map(({ id }) => id));
  const problems = candidates.flatMap(({ id, state, supplier: { name } }) => {
    const stands = `${name} is ${inWords.candidateState[state]}`;
    if (!FINAL_STATES.has(state)) return [`${stands}, which no candidate is once it was decided.`];
    const wins = decision.outcome === 'AWARDED' && decision.candidateId === id;
    if (wins !== (state === 'SELECTED')) return [`${stands}, and the decision ${wins ? 'is' : 'is not'} for it.`];
    if (settled.has(id) && !assessed.has(id)) return [`${stands}, and yet figures were settled for it.`];
    const silent = state === 'DECLINED' || state === 'NO_RESPONSE';
    return silent && (answered.has(id) || judged.has(id)) ? [`${stands}, and yet there is an answer of it.`] : [];
  });
  const holds = `The states of all ${candidates.length} candidates agree with the decision.`;
  return verdict('candidates', problems, holds, CONTENTS_PATH);
}

/** Every answer of an assessed candidate was given, judged and settled, by the rules and in agreement with one another. */
export function checkSettling(contents: PackContents): VerifyCheck {
  const { moderation, assessments } = contents;
  const judgements = judgementsByPair(contents);
  const settled = moderation.flatMap((figure) => {
    const given = judgements.get(pairOf(figure)) ?? [];
    const which = `${figure.requirementRef} of ${nameOf(contents, figure.candidateId)}`;
    if (given.length === 0) return [`The figure for ${which} was settled, and nobody judged that answer.`];
    if (given.every((judgement) => isSameFigure(judgement, figure)) || figure.reason.trim() !== '') return [];
    return [`The figure for ${which} is not the one that was judged, and no reason is given.`];
  });
  const problems = [...missing(contents), ...settled, ...ruleProblems(contents)];
  const holds = `All ${moderation.length} settled figures rest on judgements, of which there are ${assessments.length}.`;
  return verdict('settling', problems, holds, CONTENTS_PATH);
}

/** Whether two figures say the same, but for the strength that was seen. */
export function isSameFigure(
  one: Pick<Figure, 'conformance' | 'score'>,
  other: Pick<Figure, 'conformance' | 'score'>,
): boolean {
  return one.conformance === other.conformance && one.score === other.score;
}

/** Whether a figure is what its judgements agree on: the same figure, at the weakest of the strengths that were seen. */
export function isAgreed(figure: PackModeration, judgements: readonly PackAssessment[]): boolean {
  if (!judgements.every((judgement) => isSameFigure(judgement, figure))) return false;
  const rank = (strength: Strength | null) => (strength === null ? -1 : STRENGTHS.indexOf(strength));
  return rank(figure.strength) === Math.min(...judgements.map(({ strength }) => rank(strength)));
}

/** The judgements of each answer, by `pairOf`. */
export function judgementsByPair({ assessments }: Pick<PackContents, 'assessments'>): Map<string, PackAssessment[]> {
  const byPair = new Map<string, PackAssessment[]>();
  for (const judgement of assessments) {
    const pair = pairOf(judgement);
    byPair.set(pair, [...(byPair.get(pair) ?? []), judgement]);
  }
  return byPair;
}

function missing({ candidates, requirements, answers, moderation }: PackContents): string[] {
  const [given, settled] = [new Set(answers.map(pairOf)), new Set(moderation.map(pairOf))];
  return assessedCandidates(candidates).flatMap(({ id, supplier }) =>
    requirements.flatMap(({ ref }) => {
      const pair = pairOf({ candidateId: id, requirementRef: ref });
      if (!given.has(pair)) return [`${supplier.name} was assessed, and its answer to ${ref} is not there.`];
      return settled.has(pair) ? [] : [`${supplier.name} was assessed, and nothing was settled on ${ref}.`];
    }),
  );
}

/** The rules of figures for judgements; those that were settled are checked by the arithmetic as well. */
function ruleProblems(contents: PackContents): string[] {
  const requirements = new Map(contents.requirements.map((requirement) => [requirement.ref, requirement]));
  return [...contents.assessments, ...contents.moderation].flatMap((figure) => {
    const requirement = requirements.get(figure.requirementRef);
    if (requirement === undefined) return [];
    const of = `${figure.requirementRef} of ${nameOf(contents, figure.candidateId)}`;
    const mayScore = requirement.kind === 'SCORED' && figure.conformance !== 'UNKNOWN';
    const scored = figure.score !== null && !mayScore;
    return [
      ...(scored ? [`${of} has the score ${figure.score}: a gate, and what is unknown, has none.`] : []),
      ...figureProblems(requirement, figure).map((problem) => `A figure for ${of} breaks the rules: ${problem}`),
    ];
  });
}
