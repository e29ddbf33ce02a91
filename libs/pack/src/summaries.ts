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
    howAssessed: howAssessed(requirement),
    conformance: line.conformance,
    scoreAvailable: available === null ? null : printPoints(available),
    scoreGiven: available === null ? null : printPoints(line.points),
    why: figure?.reason ?? 'Nothing was settled on this criterion, so it is unknown and scores nothing.',
  };
}

function howAssessed({ kind, minimumStrength }: PackRequirement): string {
  const evidence = minimumStrength ? ` It can be met only with evidence of at least the strength ${minimumStrength}.` : '';
  if (kind === 'GATE') return `Pass or fail. A tender that does not meet it cannot win, whatever its score.${evidence}`;
  return `Scored from 0 to 10 against the evidence given, then multiplied by the weight. What is unknown scores nothing.${evidence}`;
}
