import type { AssessmentSummary, PackContents, SummaryLine, TenderSummary } from '../../contents';
import { tieWithWinner } from '../../summaries';
import { instantInWords, inWords, strengthInWords } from '../words';
import { html, type Html } from './escape';
import { isDemonstration } from './index.page';
import { facts, page, said, section, table } from './page';

/**
 * The page that a bidder is given: how its tender was assessed, and the winner's.
 *
 * @source Procurement Act 2023 s.50; Procurement Regulations 2024 reg. 31
 */
export function summaryPage(contents: PackContents, summary: AssessmentSummary): string {
  const { procurement, decision } = contents;
  return page(
    `Assessment summary for ${summary.supplierName}: ${procurement.title}`,
    isDemonstration(contents),
    html`<h1>Assessment summary for ${summary.supplierName}</h1>
      ${facts([
        ['Procurement', `${procurement.title} (${procurement.reference})`],
        ['Buyer', procurement.buyer.name],
        ['Outcome of the procurement', inWords.outcome[decision.outcome]],
        ['Decided', instantInWords(decision.decidedAt)],
        ...cancelledFact(contents),
      ])}
      ${section('own', 'How your tender was assessed', html`${tenderPart(summary)} ${tiePart(contents, summary)}`)}
      ${winnerSection(summary)} ${section('reason', 'The reason for the decision', said(decision.reason))}`,
  );
}

function tiePart(contents: PackContents, { candidateId }: AssessmentSummary): Html {
  const tie = tieWithWinner(contents, candidateId);
  return tie === null ? html`` : html`<p>${tie}</p>`;
}

/** The reason stands in the buyer's record, not in what bidders are given. */
function cancelledFact({ cancellation }: PackContents): [string, string][] {
  return cancellation === undefined ? [] : [['Cancelled after the decision', instantInWords(cancellation.cancelledAt)]];
}

function winnerSection({ winner, candidateId }: AssessmentSummary): Html {
  if (winner === null) return section('winner', 'The winning tender', html`<p>No tender was awarded.</p>`);
  if (winner.candidateId === candidateId) return section('winner', 'The winning tender', html`<p>Your tender was awarded.</p>`);
  return section(
    'winner',
    'How the winning tender was assessed',
    html`<p>The contract was awarded to ${winner.supplierName}.</p>
      ${tenderPart(winner)}`,
  );
}

function scoreInWords({ kind, score }: SummaryLine): string {
  if (kind === 'GATE') return 'pass or fail';
  return score === null || score === undefined ? 'none' : `${score} of 10`;
}

function tenderPart(tender: TenderSummary): Html {
  return html`${table(
    `Criteria, ${tender.supplierName}`,
    [
      'Criterion',
      'What it asks',
      'Weight',
      'How it was assessed',
      'Conformance',
      'Score',
      'Evidence strength',
      'Points available',
      'Points given',
      'Why',
    ],
    tender.criteria.map((line) => [
      line.requirementRef,
      line.criterion,
      line.weight ?? 'none: a gate',
      line.howAssessed,
      inWords.conformance[line.conformance],
      scoreInWords(line),
      strengthInWords(line.strength ?? null),
      line.scoreAvailable ?? 'pass or fail',
      line.scoreGiven ?? (line.conformance === 'MET' ? 'passed' : 'failed'),
      line.why,
    ]),
    'There are no criteria.',
  )}
  ${facts([
    ['Total', `${tender.total} of 100`],
    ['Gates failed', tender.failedGates.join(', ') || 'none'],
    ['Unknown, which scores nothing', tender.unknown.join(', ') || 'none'],
  ])}`;
}
