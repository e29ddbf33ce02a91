import {
  type AttestationSnapshot,
  type PackAnswer,
  type PackCandidate,
  type PackContents,
  type PackDocument,
  type PackOffer,
  SCOPE_QUESTIONS,
} from '../../contents';
import { productInWords } from '../../in-words';
import { eventsOf } from '../../verify/recorded';
import { evidencePaths } from '../paths';
import {
  dayInWords,
  identifiersInWords,
  instantInWords,
  inWords,
  notInThePack,
  personInWords,
  strengthInWords,
} from '../words';
import { html, type Html, type HtmlPart } from './escape';
import { code, facts, points, requirementAnchor, said, section, table } from './page';
import { supplierNamed } from './record.section';
import { instantTold, told } from './told';

/** Who was asked, what was asked and what they answered; each as [id, title, body]. */
export function evidenceSections(contents: PackContents): [string, string, Html][] {
  return [
    ['candidates', 'Candidates', candidatesSection(contents)],
    ['requests', 'What they were asked', requestsSection(contents)],
    ['clarifications', 'Clarifications', clarificationsSection(contents)],
    ['answers', 'Answers and evidence', answersSection(contents)],
  ];
}

function candidatesSection({ candidates }: PackContents): Html {
  return section(
    'candidates',
    'Candidates',
    table(
      'Suppliers that were considered',
      ['Supplier', 'Identifiers', 'What became of it', 'Reason', 'Where the record comes from'],
      candidates.map(({ supplier, state, reason }) => [
        supplier.name,
        identifiersInWords(supplier.identifiers),
        inWords.candidateState[state],
        reason ?? 'none recorded',
        inWords.provenance[supplier.provenance],
      ]),
      'There were no candidates.',
    ),
  );
}

function requestsSection(contents: PackContents): Html {
  const { requests } = contents;
  const parts = requests.map(
    (request) =>
      html`${facts([
        ['Sent', instantInWords(request.sentAt)],
        ['Due', instantInWords(request.dueAt)],
      ])}
      ${said(request.message)}`,
  );
  const body = parts.length > 0 ? [...parts, ...afterAskingParts(contents)] : html`<p>No evidence was asked for.</p>`;
  return section('requests', 'What they were asked', body);
}

/** What the record tells of the time after the request: nothing stands here of what did not happen. */
function afterAskingParts(contents: PackContents): Html[] {
  const extensions = eventsOf(contents, 'deadline.extended').map((event) => [
    instantInWords(event.at),
    personInWords(event.actor),
    instantTold(event, 'dueBefore'),
    instantTold(event, 'dueAt'),
    said(told(event, 'reason')),
  ]);
  const declined = eventsOf(contents, 'invitation.declined').map((event) => [
    instantInWords(event.at),
    personInWords(event.actor),
    supplierNamed(contents, event),
    said(told(event, 'reason')),
  ]);
  const changes = eventsOf(contents, 'changes.requested').map((event) => [
    instantInWords(event.at),
    personInWords(event.actor),
    supplierNamed(contents, event),
    instantTold(event, 'dueAt'),
    said(told(event, 'wanted')),
  ]);
  return [
    happened('How the deadline was put off', ['When', 'By', 'It was', 'It became', 'Why'], extensions),
    happened('Invitations that were declined', ['When', 'By', 'Supplier', 'Why'], declined),
    happened('Changes that were asked for', ['When', 'By', 'Supplier', 'Until', 'What was to be changed, and why'], changes),
  ].flat();
}

function happened(caption: string, columns: readonly string[], rows: readonly (readonly HtmlPart[])[]): Html[] {
  return rows.length === 0 ? [] : [table(caption, columns, rows, '')];
}

function clarificationsSection({ clarifications }: PackContents): Html {
  const parts = clarifications.map(
    ({ question, answer, answeredAt }, index) =>
      html`<h3>Question ${index + 1}</h3>
        ${said(question)}
        <h4>Answer, ${instantInWords(answeredAt)}, to all</h4>
        ${said(answer)}`,
  );
  return section('clarifications', 'Clarifications', parts.length > 0 ? parts : html`<p>Nobody asked for a clarification.</p>`);
}

function answersSection(contents: PackContents): Html {
  const paths = evidencePaths(contents);
  const parts = contents.candidates.map((candidate) => candidatePart(candidate, contents, paths));
  return section('answers', 'Answers and evidence', parts.length > 0 ? parts : html`<p>There were no candidates.</p>`);
}

function candidatePart(candidate: PackCandidate, contents: PackContents, paths: Map<string, string>): Html {
  const own = contents.answers.filter(({ candidateId }) => candidateId === candidate.id);
  const offer = contents.offers?.find(({ candidateId }) => candidateId === candidate.id);
  return html`<h3>${candidate.supplier.name}</h3>
    ${offer ? offerPart(offer) : null}
    ${own.length > 0 ? own.map((answer) => answerPart(answer, contents, paths)) : html`<p>${noAnswerInWords(candidate)}</p>`}`;
}

/** What it would supply, and from where, as far as it said. */
function offerPart({ products, sites = [] }: PackOffer): Html[] {
  return [
    ...(products.length > 0 ? [html`<p>What it offers: ${products.map(productInWords).join('; ')}</p>`] : []),
    ...(sites.length > 0 ? [html`<p>From where it would operate: ${sites.join('; ')}</p>`] : []),
  ];
}

function noAnswerInWords({ state }: PackCandidate): string {
  if (state === 'DECLINED') return 'It declined, so it gave no answer.';
  return state === 'EXCLUDED' ? 'It was left out, and gave no answer.' : 'It gave no answer.';
}

function answerPart(answer: PackAnswer, { requirements }: PackContents, paths: Map<string, string>): Html {
  const { requirementRef: ref, statement } = answer;
  const place = requirements.findIndex((requirement) => requirement.ref === ref);
  return html`<h4>On requirement <a href="#${requirementAnchor(place)}">${ref}</a></h4>
    ${statement.trim() === '' ? html`<p>Nothing was said.</p>` : said(statement)}
    ${facts([
      ['Strength claimed', strengthInWords(answer.strength)],
      ['Submitted', instantInWords(answer.submittedAt)],
    ])}
    ${answer.attestations.map((attestation) => [attestationPart(attestation), scopePart(attestation, answer)])}
    ${
      answer.documents.length === 0
        ? null
        : table(
            'Documents',
            ['Document', 'Kind', 'Bytes', 'SHA-256'],
            answer.documents.map((document) => [
              documentPart(document, paths),
              document.mediaType,
              document.size,
              code(document.sha256),
            ]),
            '',
          )
    }`;
}

/** A link to where the document lies; of one that is not there since when its supplier has closed it. */
function documentPart({ name, sha256, closedAt }: PackDocument, paths: Map<string, string>): Html {
  if (closedAt === undefined) return html`<a href="${paths.get(sha256) ?? ''}">${name}</a>`;
  return html`${name}<br />${notInThePack(closedAt)}`;
}

function attestationPart(attestation: AttestationSnapshot): Html {
  const { scope, dates, verification } = attestation;
  return html`<h4>Attestation: ${attestation.schemeName ?? attestation.scheme}</h4>
    ${facts([
      ['Reference', attestation.reference ?? 'none'],
      ['Valid on the day of the decision', inWords.yesNo[attestation.validOnDecision]],
      ['Strength', inWords.strength[attestation.strength]],
      ['Status', inWords.attestationStatus[attestation.status]],
      ['Issued', dayInWords(dates.issuedOn)],
      ['Expires', dayInWords(dates.expiresOn)],
      ['Covers from', dayInWords(dates.coversFrom)],
      ['Covers to', dayInWords(dates.coversTo)],
      ['Received', instantInWords(dates.receivedAt)],
      ['Legal entity', scope.legalEntity ?? 'not stated'],
      ...(attestation.product === undefined
        ? []
        : [['Product', attestation.product?.name ?? 'none: it is about the organisation'] as [string, string]]),
      ['Sites', points(scope.sites, 'not stated')],
      ['Product versions', points(scope.productVersions, 'not stated')],
      ['Exclusions', points(scope.exclusions, 'none stated')],
      ...(attestation.fieldValues ?? []).map(({ label, values }): [string, Html] => [label, points(values, 'not stated')]),
      ...statementFacts(attestation),
      ...verificationFacts(verification),
      ['Hash', code(attestation.hash)],
    ])}`;
}

function statementFacts({ statement }: AttestationSnapshot): [string, string][] {
  if (!statement) return [];
  const { words, signatory, role, signedAt } = statement;
  return [
    ['Signed', `by ${signatory}${role === null ? '' : `, ${role}`}, on ${instantInWords(signedAt)}`],
    ['What was signed', words],
  ];
}

/** Whether an attestation covers the contract; nothing where the pack was made before it said so. */
function scopePart({ id, scheme, schemeName }: AttestationSnapshot, { scopeTests }: PackAnswer): Html | null {
  const test = scopeTests?.find(({ attestationId }) => attestationId === id);
  if (test === undefined) return null;
  return table(
    `Scope test: whether ${schemeName ?? scheme} covers the contract`,
    ['What', 'Answer', 'Why'],
    SCOPE_QUESTIONS.map((question) => [
      inWords.scopeQuestion[question],
      inWords.yesNo[test[question].answer],
      test[question].reason,
    ]),
    '',
  );
}

function verificationFacts(verification: AttestationSnapshot['verification']): [string, string][] {
  if (verification === null) return [['Verification', 'nobody had verified it']];
  const { outcome, verifiedBy, checkedOn, method, note } = verification;
  const done = outcome === 'VERIFIED' ? 'verified' : 'rejected';
  return [
    ['Verification', `${done} by ${personInWords(verifiedBy)} on ${dayInWords(checkedOn)}`],
    ['How that was checked', method],
    ...(note === null || note === '' ? [] : [['Note on it', note] as [string, string]]),
  ];
}
