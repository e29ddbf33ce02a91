import { explainScore, explainTie } from '../../arithmetic';
import type { Figure, PackCancellation, PackContents } from '../../contents';
import { rankingOf } from '../../summaries';
import { nameOf } from '../../verify/names';
import { eventsOf } from '../../verify/recorded';
import { inOrderOfAnswers } from '../figures';
import { summaryPath } from '../paths';
import { instantInWords, inWords, personInWords, strengthInWords } from '../words';
import { html, type Html } from './escape';
import { facts, said, section, table } from './page';
import { recordSection } from './record.section';
import { dayTold, told } from './told';

/** What was judged, settled and decided, and the record of it; each as [id, title, body]. */
export function assessmentSections(contents: PackContents): [string, string, Html][] {
  return [
    ['interests', 'Interests declared', interestsSection(contents)],
    ['assessments', 'Assessments', assessmentsSection(contents)],
    ['moderation', 'Moderation', moderationSection(contents)],
    ['arithmetic', 'The arithmetic', arithmeticSection(contents)],
    ['decision', 'The decision', decisionSection(contents)],
    ['summaries', 'Assessment summaries', summariesSection(contents)],
    ['audit', 'The record', recordSection(contents)],
  ];
}

function interestsSection({ interests }: PackContents): Html {
  return section(
    'interests',
    'Interests declared',
    table(
      'Declarations of the assessors',
      ['Assessor', 'Declared', 'Conflict of interest', 'In their words'],
      interests.map((declaration) => [
        personInWords(declaration.assessor),
        instantInWords(declaration.declaredAt),
        declaration.hasConflict ? 'yes' : 'no',
        declaration.statement,
      ]),
      'Nobody declared their interests.',
    ),
  );
}

function assessmentsSection(contents: PackContents): Html {
  return section(
    'assessments',
    'Assessments',
    table(
      'What each assessor found',
      ['Candidate', 'Requirement', 'Conformance', 'Score', 'Evidence strength', 'Assessor', 'When', 'Reason'],
      inOrderOfAnswers(contents, contents.assessments).map((assessment) => [
        ...figureCells(contents, assessment),
        personInWords(assessment.assessor),
        instantInWords(assessment.assessedAt),
        assessment.reason,
      ]),
      'Nothing was assessed.',
    ),
  );
}

function moderationSection(contents: PackContents): Html {
  return section(
    'moderation',
    'Moderation',
    table(
      'What was settled',
      ['Candidate', 'Requirement', 'Conformance', 'Score', 'Evidence strength', 'Moderator', 'When', 'Reason'],
      inOrderOfAnswers(contents, contents.moderation).map((moderation) => [
        ...figureCells(contents, moderation),
        personInWords(moderation.moderator),
        instantInWords(moderation.moderatedAt),
        moderation.reason,
      ]),
      'Nothing was settled.',
    ),
  );
}

function figureCells(contents: PackContents, figure: Figure): string[] {
  return [
    nameOf(contents, figure.candidateId),
    figure.requirementRef,
    inWords.conformance[figure.conformance],
    scoreInWords(contents, figure),
    strengthInWords(figure.strength),
  ];
}

function scoreInWords({ requirements }: PackContents, { requirementRef, score }: Figure): string {
  if (score !== null) return `${score} of 10`;
  return requirements.find(({ ref }) => ref === requirementRef)?.kind === 'GATE' ? 'pass or fail' : 'none';
}

function arithmeticSection(contents: PackContents): Html {
  const ranking = rankingOf(contents);
  const ranked = ranking.filter(({ rank }) => rank !== null).length;
  const parts = ranking.map(
    (score) =>
      html`<h3>
          ${score.rank === null ? 'Not ranked, as it failed a gate' : `Place ${score.rank} of ${ranked}`}:
          ${nameOf(contents, score.candidateId)}
        </h3>
        <ol>
          ${[...explainScore(score), ...explainTie(score, ranking)].map((line) => html`<li>${line}</li>`)}
        </ol>`,
  );
  return section(
    'arithmetic',
    'The arithmetic',
    html`<p>
        Each scored requirement gives its weight times its score out of ten. What is unknown gives nothing. One gate that is not
        met fails the tender. Equal totals are put in the order of SHA-256 of the procurement's id followed by the candidate's,
        which favours nobody.
      </p>
      ${parts.length > 0 ? parts : html`<p>No tender was assessed.</p>`}`,
  );
}

function decisionSection(contents: PackContents): Html {
  const { decision, cancellation } = contents;
  return section(
    'decision',
    'The decision',
    html`${facts([
      ['Outcome', inWords.outcome[decision.outcome]],
      ['Awarded to', decision.candidateId === null ? 'nobody' : nameOf(contents, decision.candidateId)],
      ['Decided by', personInWords(decision.decidedBy)],
      ['Decided', instantInWords(decision.decidedAt)],
    ])}
    ${said(decision.reason)} ${contractParts(contents)} ${cancellation === undefined ? '' : cancellationPart(cancellation)}`,
  );
}

/** What the record tells of the contract, where one was signed before the pack was made. */
function contractParts(contents: PackContents): Html[] {
  const rows = eventsOf(contents, 'contract.signed', 'contract.corrected').map((event) => [
    dayTold(event, 'signedOn'),
    instantInWords(event.at),
    personInWords(event.actor),
    event.action === 'contract.signed' ? 'recorded' : `corrected, before that: ${dayTold(event, 'signedBefore')}`,
    event.action === 'contract.signed' ? '' : said(told(event, 'reason')),
  ]);
  if (rows.length === 0) return [];
  return [
    html`<h3>The contract</h3>
      ${table('The day on which it was signed', ['Signed', 'Entered', 'By', 'What was done', 'Why'], rows, '')}`,
  ];
}

function cancellationPart({ cancelledAt, cancelledBy, reason }: PackCancellation): Html {
  return html`<h3>Cancelled after the decision</h3>
    ${facts([
      ['Cancelled', instantInWords(cancelledAt)],
      ['Cancelled by', personInWords(cancelledBy)],
    ])}
    ${reason === null ? html`<p>No reason was recorded.</p>` : said(reason)}`;
}

function summariesSection({ summaries }: PackContents): Html {
  return section(
    'summaries',
    'Assessment summaries',
    summaries.length === 0
      ? html`<p>No tender was assessed, so there are no summaries.</p>`
      : html`<p>One for each assessed tender, as its bidder is given it. Their order tells nothing.</p>
          <ul>
            ${summaries.map(
              ({ supplierName }, index) => html`<li><a href="${summaryPath(index + 1, supplierName)}">${supplierName}</a></li>`,
            )}
          </ul>`,
  );
}
