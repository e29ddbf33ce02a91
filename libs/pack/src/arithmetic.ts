import { STRENGTHS, type Conformance, type Figure, type PackRequirement, type Strength } from './contents';
import { CONFORMANCE_IN_WORDS, STRENGTH_IN_WORDS } from './in-words';
import { sha256 } from './json';

/** What the arithmetic needs to know of a requirement. */
export type WeighedRequirement = Pick<PackRequirement, 'ref' | 'kind' | 'weight' | 'minimumStrength'>;

/** What was settled for one requirement, of one candidate. */
export type SettledFigure = Omit<Figure, 'candidateId'>;

/** One requirement's part in a candidate's score. */
export interface ScoreLine {
  ref: string;
  kind: WeighedRequirement['kind'];
  conformance: Conformance;
  weight: number | null;
  score: number | null;
  /** Exact; a thousandth of a hundredth of a point is 1. Nothing for a gate. */
  points: number;
}

/** What the settled figures of one candidate come to. */
export interface CandidateScore {
  candidateId: string;
  /** In the order of the requirements. */
  lines: ScoreLine[];
  /** Sum of the lines' points, of 100 × POINT. */
  points: number;
  /** Gates that are not MET: one is enough to fail the candidate. */
  failedGates: string[];
  /** Requirements on which nothing could be concluded: they score nothing and are told on their own. */
  unknown: string[];
}

/** A candidate's place: 1 is the best; null when it failed a gate. */
export interface RankedScore extends CandidateScore {
  rank: number | null;
}

/** How many exact units make one point: weights and scores have two decimals each, and a score is out of ten. */
export const POINT = 100_000;

/** A figure that the rules do not allow, or weights that do not add up; each problem is a sentence. */
export class ImpossibleFigures extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join(' '));
    this.name = 'ImpossibleFigures';
  }
}

/**
 * What is wrong with the weights, a sentence each: scored requirements have one, gates do not, and together they make 100. None when
 * nothing is wrong. A procurement with gates alone has no weights.
 */
export function weightProblems(requirements: readonly WeighedRequirement[]): string[] {
  const problems = requirements.flatMap(weightProblem);
  const scored = requirements.filter((requirement) => requirement.kind === 'SCORED');
  if (problems.length > 0 || scored.length === 0) return problems;
  const sum = scored.reduce((total, requirement) => total + hundredths(requirement.weight ?? 0, 'weight'), 0);
  if (sum === 100_00) return [];
  return [`The weights of the scored requirements add up to ${printHundredths(sum)}; they must add up to 100.`];
}

/** What the rules forbid in a settled figure, a sentence each; none when it is allowed. */
export function figureProblems(requirement: WeighedRequirement, figure: SettledFigure): string[] {
  const problems: string[] = [];
  const { ref, kind } = requirement;
  const { minimumStrength: least } = requirement;
  if (figure.conformance === 'MET' && least !== null && !strongEnough(figure.strength, least)) {
    const given = figure.strength === null ? 'of unknown strength' : STRENGTH_IN_WORDS[figure.strength];
    problems.push(
      `${ref} cannot be met: its evidence is ${given}, and what is asked for is at least ${STRENGTH_IN_WORDS[least]}.`,
    );
  }
  if (kind === 'GATE') return problems;
  if (figure.conformance === 'UNKNOWN') {
    if (figure.score) problems.push(`${ref} is unknown and so scores nothing, but has the score ${figure.score}.`);
    return problems;
  }
  if (figure.score === null)
    return [...problems, `${ref} is ${CONFORMANCE_IN_WORDS[figure.conformance]} and has no score: give one from 0 to 10.`];
  if (!isHundredths(figure.score) || figure.score < 0 || figure.score > 10) {
    problems.push(`${ref} has the score ${figure.score}: it must be from 0 to 10 with at most two decimals.`);
  }
  return problems;
}

/** Whether evidence of this strength will do; evidence of unknown strength does only where no strength is asked for. */
export function strongEnough(strength: Strength | null, minimum: Strength | null): boolean {
  if (minimum === null) return true;
  return strength !== null && STRENGTHS.indexOf(strength) >= STRENGTHS.indexOf(minimum);
}

/**
 * Adds up one candidate: Σ weight × score / 10 over the scored requirements, in whole numbers, so nothing is rounded. A requirement
 * without a figure is UNKNOWN.
 *
 * @throws ImpossibleFigures when the weights or a figure break the rules
 */
export function scoreCandidate(
  candidateId: string,
  requirements: readonly WeighedRequirement[],
  figures: readonly SettledFigure[],
): CandidateScore {
  const byRef = new Map(figures.map((figure) => [figure.requirementRef, figure]));
  refuseProblems([...weightProblems(requirements), ...strayProblems(requirements, figures)]);
  refuseProblems(
    requirements.flatMap((requirement) => figureProblems(requirement, byRef.get(requirement.ref) ?? unknown(requirement))),
  );
  const lines = requirements.map((requirement) => scoreLine(requirement, byRef.get(requirement.ref) ?? unknown(requirement)));
  return {
    candidateId,
    lines,
    points: lines.reduce((sum, line) => sum + line.points, 0),
    failedGates: lines.filter((line) => line.kind === 'GATE' && line.conformance !== 'MET').map((line) => line.ref),
    unknown: lines.filter((line) => line.conformance === 'UNKNOWN').map((line) => line.ref),
  };
}

/**
 * Orders candidates: those that passed every gate first, by points; equal points by `tieBreakKey`. Those that failed a gate come last,
 * by the same key, and have no rank.
 */
export function rankCandidates(procurementId: string, scores: readonly CandidateScore[]): RankedScore[] {
  const ordered = scores
    .map((score) => ({ score, failed: score.failedGates.length > 0, key: tieBreakKey(procurementId, score.candidateId) }))
    .sort((a, b) => {
      if (a.failed !== b.failed) return a.failed ? 1 : -1;
      if (!a.failed && a.score.points !== b.score.points) return b.score.points - a.score.points;
      return a.key < b.key ? -1 : 1;
    });
  return ordered.map(({ score, failed }, index) => ({ ...score, rank: failed ? null : index + 1 }));
}

/** What orders equal candidates: it favours nobody, stays the same, and cannot be known before both ids exist. SHA-256 (hex) of the one id after the other. */
export function tieBreakKey(procurementId: string, candidateId: string): string {
  return sha256(procurementId + candidateId);
}

/** The arithmetic of one candidate in words, a line for each requirement, then the sum, the unknown and the gates. */
export function explainScore(score: CandidateScore): string[] {
  return [
    ...score.lines.map(explainLine),
    `Total: ${printPoints(score.points)} of 100`,
    ...explainUnknown(score),
    explainGates(score),
  ];
}

/** How a candidate's place among equal totals came about, in a sentence that names nobody; none where no other has the same total. */
export function explainTie({ candidateId, rank, points }: RankedScore, ranking: readonly RankedScore[]): string[] {
  const ranked = ranking.filter((other) => other.rank !== null && other.candidateId !== candidateId);
  if (rank === null || !ranked.some((other) => other.points === points)) return [];
  return [
    "Another tender has the same total: equal totals are put in the order of SHA-256 of the procurement's id followed by the candidate's, which favours nobody.",
  ];
}

/**
 * Points as a decimal in text, exact, with three decimals: `71.250`. So many come of weights with two and whole scores; there are more only
 * where a score has decimals itself.
 */
export function printPoints(points: number): string {
  const whole = Math.floor(points / POINT);
  const decimals = String(points % POINT)
    .padStart(5, '0')
    .replace(/0{1,2}$/, '');
  return `${whole}.${decimals}`;
}

/** The points that a requirement can add to the total: its weight; null for a gate. */
export function pointsAvailable(requirement: WeighedRequirement): number | null {
  return requirement.weight === null ? null : hundredths(requirement.weight, 'weight') * 1000;
}

function scoreLine(requirement: WeighedRequirement, figure: SettledFigure): ScoreLine {
  const scores = requirement.kind === 'SCORED' && figure.conformance !== 'UNKNOWN';
  const score = scores ? (figure.score ?? 0) : null;
  const points = score === null ? 0 : hundredths(requirement.weight ?? 0, 'weight') * hundredths(score, 'score');
  return {
    ref: requirement.ref,
    kind: requirement.kind,
    conformance: figure.conformance,
    weight: requirement.weight,
    score,
    points,
  };
}

function explainLine(line: ScoreLine): string {
  if (line.kind === 'GATE')
    return `${line.ref}: gate, ${line.conformance === 'MET' ? 'passed' : 'failed'} (${CONFORMANCE_IN_WORDS[line.conformance]})`;
  if (line.score === null) return `${line.ref}: ${line.weight} × unknown = ${printPoints(line.points)}`;
  return `${line.ref}: ${line.weight} × ${line.score} / 10 = ${printPoints(line.points)}`;
}

function explainUnknown({ unknown: refs }: CandidateScore): string[] {
  if (refs.length === 0) return [];
  return [`Unknown: ${refs.length} (${refs.join(', ')}), which ${refs.length === 1 ? 'scores' : 'score'} nothing`];
}

function explainGates({ failedGates, lines }: CandidateScore): string {
  if (failedGates.length > 0)
    return `Failed: ${failedGates.join(', ')} not met; a failed gate fails the tender whatever its score`;
  return lines.some((line) => line.kind === 'GATE') ? 'Every gate passed' : 'There are no gates';
}

function weightProblem({ ref, kind, weight }: WeighedRequirement): string[] {
  if (kind === 'GATE')
    return weight === null ? [] : [`${ref} is a gate, which passes or fails; it cannot have the weight ${weight}.`];
  if (weight === null) return [`${ref} is scored and has no weight.`];
  return isHundredths(weight) && weight > 0 && weight <= 100
    ? []
    : [`${ref} has the weight ${weight}: it must be above 0 and at most 100, with at most two decimals.`];
}

function strayProblems(requirements: readonly WeighedRequirement[], figures: readonly SettledFigure[]): string[] {
  const known = new Set(requirements.map((requirement) => requirement.ref));
  const seen = new Set<string>();
  return figures.flatMap(({ requirementRef }) => {
    if (!known.has(requirementRef)) return [`There is a figure for ${requirementRef}, which is not a requirement.`];
    if (seen.has(requirementRef)) return [`There are two figures for ${requirementRef}; one must be settled.`];
    seen.add(requirementRef);
    return [];
  });
}

function unknown(requirement: WeighedRequirement): SettledFigure {
  return { requirementRef: requirement.ref, conformance: 'UNKNOWN', score: null, strength: null };
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new ImpossibleFigures(problems);
}

function isHundredths(value: number): boolean {
  return Number.isFinite(value) && Math.round(value * 100) / 100 === value;
}

function hundredths(value: number, what: string): number {
  if (!isHundredths(value)) throw new ImpossibleFigures([`The ${what} ${value} has more than two decimals.`]);
  return Math.round(value * 100);
}

function printHundredths(value: number): string {
  return (value / 100).toFixed(2);
}
