import { basename } from 'node:path/posix';
import { printPoints, type RankedScore } from '../../arithmetic';
import type { PackCandidate, PackContents } from '../../contents';
import { canonicalJson } from '../../json';
import { rankingOf } from '../../summaries';
import { uuidOf } from '../identity';
import { evidencePaths, OSCAL_PLAN_PATH } from '../paths';
import { inWords } from '../words';
import { metadata, reviewedControls, sharedResources } from './common';
import { evidenceResources } from './evidence';
import { findingOf } from './findings';
import { type EvidencePaths, observationsOf } from './observations';
import { line, markup, markupLine, props, some } from './text';

/**
 * What was found: a result for each candidate that answered or was judged, with a finding for each figure that was settled and an observation
 * for each answer, attestation and judgement. OSCAL 1.2.1, assessment-results, as canonical JSON.
 *
 * @param sealedAt when the pack was made
 * @throws ImpossibleFigures when the weights or a figure break the rules
 * @source NIST OSCAL 1.2.1, assessment layer
 */
export function assessmentResults(contents: PackContents, sealedAt: string): string {
  return canonicalJson({
    'assessment-results': {
      uuid: uuidOf(contents.procurement.id, 'assessment-results'),
      metadata: metadata(contents, sealedAt, 'Assessment results'),
      'import-ap': { href: basename(OSCAL_PLAN_PATH) },
      results: resultsOf(contents),
      'back-matter': { resources: [...sharedResources(contents), ...evidenceResources(contents)] },
    },
  });
}

function resultsOf(contents: PackContents): object[] {
  const ranking = new Map(rankingOf(contents).map((score) => [score.candidateId, score]));
  const paths = evidencePaths(contents);
  const told = new Set(
    [...contents.answers, ...contents.assessments, ...contents.moderation].map(({ candidateId }) => candidateId),
  );
  const results = contents.candidates
    .filter(({ id }) => told.has(id))
    .map((candidate) => resultOf(contents, candidate, paths, ranking.get(candidate.id)));
  return results.length === 0 ? [nothingAssessed(contents)] : results;
}

function resultOf(contents: PackContents, candidate: PackCandidate, paths: EvidencePaths, score?: RankedScore): object {
  const { id, supplier, state } = candidate;
  const tender = tenderOf(contents, id);
  const submitted = tender.answers.map(({ submittedAt }) => submittedAt);
  const findings = tender.moderation.map((figure) => findingOf(tender, figure));
  return {
    uuid: uuidOf(contents.procurement.id, 'result', id),
    title: `Tender of ${markupLine(supplier.name, 'a supplier without a name')}`,
    description: `What was found of this tender, which was ${inWords.candidateState[state]}.`,
    start: startOf(contents),
    end: [...submitted].sort().at(-1),
    props: props({
      'candidate-id': id,
      'candidate-state': state,
      total: score ? printPoints(score.points) : null,
      rank: score?.rank ?? null,
      'failed-gate': score?.failedGates ?? null,
      unknown: score?.unknown ?? null,
    }),
    'reviewed-controls': reviewedControls(contents),
    observations: some(observationsOf(tender, paths)),
    findings: some(findings),
    remarks: findings.length === 0 ? 'No figure was settled, and so nothing was found.' : undefined,
  };
}

/** The contents with what is of one candidate alone: what is looked up in it is looked up a thousand times. */
function tenderOf(contents: PackContents, id: string): PackContents {
  const own = <T extends { candidateId: string }>(list: readonly T[]): T[] => list.filter((one) => one.candidateId === id);
  const { answers, assessments, moderation } = contents;
  return { ...contents, answers: own(answers), assessments: own(assessments), moderation: own(moderation) };
}

/** A document must have a result: where there was nothing to assess it says so. */
function nothingAssessed(contents: PackContents): object {
  const { outcome, reason } = contents.decision;
  return {
    uuid: uuidOf(contents.procurement.id, 'result'),
    title: 'Nothing was assessed',
    description: `There was no answer to assess. The decision: ${inWords.outcome[outcome]}. ${markup(line(reason, ''))}`,
    start: startOf(contents),
    'reviewed-controls': reviewedControls(contents),
  };
}

function startOf({ procurement: { dates } }: PackContents): string {
  return dates.evidenceRequestedAt ?? dates.createdAt;
}
