import {
  explainTie,
  pointsAvailable,
  printPoints,
  rankCandidates,
  scoreCandidate,
  tieBreakKey,
  type RankedScore,
  type ScoreLine,
} from './arithmetic';
import type {
  AssessmentSummary,
  PackCandidate,
  PackContents,
  PackModeration,
  PackRequirement,
  SummaryLine,
  TenderSummary,
} from './contents';
import { inWords } from './write/words';

/** What summaries and ranking are made from. */
export type AssessedContents = Pick<PackContents, 'requirements' | 'candidates' | 'moderation' | 'decision'> & {
  procurement: Pick<PackContents['procurement'], 'id'>;
};

/** The candidates whose tender was assessed: those that were excluded, declined or did not answer have nothing to add up. */
export function assessedCandidates(candidates: readonly PackCandidate[]): PackCandidate[] {
  return candidates.filter(({ state }) => state === 'ASSESSED' || state === 'SELECTED' || state === 'NOT_SELECTED');
}

/**
 * The assessed candidates in the order of the settled figures, best first.
 *
 * @throws ImpossibleFigures when the weights or a figure break the rules
 */
export function rankingOf(contents: Omit<AssessedContents, 'decision'>): RankedScore[] {
  const scores = assessedCandidates(contents.candidates).map(({ id }) =>
    scoreCandidate(
      id,
      contents.requirements,
      contents.moderation.filter((figure) => figure.candidateId === id),
    ),
  );
  return rankCandidates(contents.procurement.id, scores);
}

/**
 * An assessment summary for each assessed candidate, its own figures and the winner's, in an order that tells nothing (by
 * `tieBreakKey`).
 *
 * @throws ImpossibleFigures when the weights or a figure break the rules
 * @source Procurement Act 2023 s.50; Procurement Regulations 2024 reg. 31
 */
export function summariesOf(contents: AssessedContents): AssessmentSummary[] {
  const tenders = new Map(rankingOf(contents).map((score) => [score.candidateId, tenderSummary(contents, score)]));
  const { candidateId } = contents.decision;
  const winner = (candidateId !== null && tenders.get(candidateId)) || null;
  const key = (tender: TenderSummary) => tieBreakKey(contents.procurement.id, tender.candidateId);
  return [...tenders.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map((tender) => ({ ...tender, winner }));
}

/**
 * The same summaries as packs said them before they told score and strength: with strengths by their codes, and points with two decimals
 * where two will do. By them a pack that was made then is checked.
 *
 * @throws ImpossibleFigures when the weights or a figure break the rules
 */
export function earlierSummariesOf(contents: AssessedContents): AssessmentSummary[] {
  const earlier = <T extends TenderSummary>(tender: T): T => ({
    ...tender,
    total: withTwoDecimals(tender.total),
    criteria: tender.criteria.map((line, index) => earlierLine(line, contents.requirements[index])),
  });
  return summariesOf(contents).map((summary) => ({
    ...earlier(summary),
    winner: summary.winner === null ? null : earlier(summary.winner),
  }));
}

function earlierLine(
  { score: _score, strength: _strength, ...line }: SummaryLine,
  { kind, minimumStrength }: PackRequirement,
): SummaryLine {
  return {
    ...line,
    howAssessed: howAssessed(kind, minimumStrength),
    scoreAvailable: line.scoreAvailable === null ? null : withTwoDecimals(line.scoreAvailable),
    scoreGiven: line.scoreGiven === null ? null : withTwoDecimals(line.scoreGiven),
  };
}

/** What `printPoints` makes ends in a nought only where that is its third decimal. */
function withTwoDecimals(points: string): string {
  return points.replace(/0$/, '');
}

/**
 * What a bidder is told beside its summary when its total is the winner's, the winner as well: how the one came before the other. Null
 * to every other bidder, who is not told what other tenders came to.
 */
export function tieWithWinner(contents: AssessedContents, candidateId: string): string | null {
  const ranking = rankingOf(contents);
  const score = ranking.find((own) => own.candidateId === candidateId);
  if (contents.decision.candidateId === null || score?.points !== ranking[0].points) return null;
  return explainTie(score, ranking)[0] ?? null;
}

function tenderSummary(contents: AssessedContents, score: RankedScore): TenderSummary {
  const candidate = contents.candidates.find(({ id }) => id === score.candidateId);
  const settled = contents.moderation.filter((figure) => figure.candidateId === score.candidateId);
  return {
    candidateId: score.candidateId,
    supplierName: candidate?.supplier.name ?? score.candidateId,
    criteria: contents.requirements.map((requirement, index) => summaryLine(requirement, score.lines[index], settled)),
    total: printPoints(score.points),
    failedGates: score.failedGates,
    unknown: score.unknown,
  };
}

function summaryLine(requirement: PackRequirement, line: ScoreLine, settled: readonly PackModeration[]): SummaryLine {
  const available = pointsAvailable(requirement);
  const figure = settled.find(({ requirementRef }) => requirementRef === requirement.ref);
  return {
    requirementRef: requirement.ref,
    criterion: requirement.text,
    kind: requirement.kind,
    weight: requirement.weight,
    howAssessed: howAssessed(
      requirement.kind,
      requirement.minimumStrength && `“${inWords.strength[requirement.minimumStrength]}”`,
    ),
    conformance: line.conformance,
    score: line.score,
    strength: figure?.strength ?? null,
    scoreAvailable: available === null ? null : printPoints(available),
    scoreGiven: available === null ? null : printPoints(line.points),
    why: figure?.reason ?? 'Nothing was settled on this criterion, so it is unknown and scores nothing.',
  };
}

/** @param least what the least strength is called; null where none is asked for */
function howAssessed(kind: PackRequirement['kind'], least: string | null): string {
  const evidence = least ? ` It can be met only with evidence of at least the strength ${least}.` : '';
  if (kind === 'GATE') return `Pass or fail. A tender that does not meet it cannot win, whatever its score.${evidence}`;
  return `Scored from 0 to 10 against the evidence given, then multiplied by the weight. What is unknown scores nothing.${evidence}`;
}
