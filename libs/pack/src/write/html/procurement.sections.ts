import type { PackCandidate, PackContents, PackRequirement } from '../../contents';
import { placeInWords } from '../../in-words';
import { canonicalJson } from '../../json';
import { criteriaInWords } from '../criteria';
import { dayInWords, identifiersInWords, instantInWords, inWords, moneyInWords, personInWords } from '../words';
import { html, type Html } from './escape';
import { code, facts, points, requirementAnchor, said, section, table } from './page';

/** What was bought and asked for: the procurement, the guidance and the requirements; each as [id, title, body]. */
export function procurementSections(contents: PackContents): [string, string, Html][] {
  return [
    ['procurement', 'The procurement', procurementSection(contents)],
    ['guidance', 'Guidance that it was matched against', guidanceSection(contents)],
    ['requirements', 'Requirements', requirementsSection(contents)],
    ['coverage', 'Guidance covered and not covered', coverageSection(contents)],
    ['search', 'The locked search', searchSection(contents)],
  ];
}

function procurementSection({ procurement }: PackContents): Html {
  const { estimatedValue: value, contractPeriod: period, places, dates } = procurement;
  return section(
    'procurement',
    'The procurement',
    facts([
      ['Title', procurement.title],
      ['Reference', procurement.reference],
      ['Buyer', procurement.buyer.name],
      ['Identifiers of the buyer', identifiersInWords(procurement.buyer.identifiers)],
      ['Open contracting id (OCID)', procurement.ocid ?? 'none'],
      ['CPV codes', procurement.cpvCodes.join(', ') || 'none'],
      ['Estimated value', value ? moneyInWords(value) : 'not recorded'],
      ['Contract period', period ? `${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}` : 'not recorded'],
      ...(places ? [['Where it is to be run or delivered', points(places.map(placeInWords), 'not stated')] as const] : []),
      ['Begun', instantInWords(dates.createdAt)],
      ['Criteria locked', instantInWords(dates.criteriaLockedAt)],
      ['Evidence asked for', instantInWords(dates.evidenceRequestedAt)],
      ['Evidence due', instantInWords(dates.evidenceDueAt)],
      ['Where this comes from', inWords.provenance[procurement.provenance]],
    ]),
  );
}

function guidanceSection({ guidance }: PackContents): Html {
  return section(
    'guidance',
    'Guidance that it was matched against',
    table(
      'Guidance documents and their versions',
      ['Document', 'Code', 'Version'],
      guidance.map(({ documentCode, documentTitle, version }) => [documentTitle ?? documentCode, documentCode, version]),
      'No guidance was pinned.',
    ),
  );
}

function requirementsSection({ requirements }: PackContents): Html {
  return section(
    'requirements',
    'Requirements',
    requirements.length === 0 ? html`<p>There are no requirements.</p>` : requirements.map(requirementPart),
  );
}

function requirementPart(requirement: PackRequirement, index: number): Html {
  return html`<h3 id="${requirementAnchor(index)}">Requirement ${requirement.ref}</h3>
    ${said(requirement.text)}
    ${facts([
      ['Kind', inWords.kind[requirement.kind]],
      ['Weight', requirement.weight === null ? 'none: a gate' : `${requirement.weight} of 100`],
      [
        'Least evidence strength',
        requirement.minimumStrength ? inWords.strength[requirement.minimumStrength] : 'none asked for',
      ],
    ])}
    ${table(
      `Guidance matched to ${requirement.ref}`,
      ['Item', 'Title', 'Decision', 'Confidence', 'Why it was suggested', 'Decided by', 'Note'],
      requirement.guidance.map((decision) => [
        decision.itemCode,
        decision.itemTitle,
        inWords.guidanceStatus[decision.status],
        decision.confidence === null ? 'not given' : `${Math.round(decision.confidence * 100)}%`,
        points(decision.reasons, 'no reason recorded'),
        decision.decidedAt ? `${personInWords(decision.decidedBy)}, ${instantInWords(decision.decidedAt)}` : 'nobody',
        decision.note ?? '',
      ]),
      'No guidance was matched to this requirement.',
    )}`;
}

function coverageSection({ coverage }: PackContents): Html {
  return section(
    'coverage',
    'Guidance covered and not covered',
    html`<p>
        An item is covered when somebody accepted it for a requirement. One that is not covered was rejected, or left open, for
        every requirement that it was suggested for, or suggested for none.
      </p>
      ${table(
        'Guidance that applies to this procurement',
        ['Item', 'Title', 'Covered', 'By requirements'],
        coverage.map((line) => [
          line.itemCode,
          line.itemTitle,
          line.status === 'COVERED' ? 'covered' : 'not covered',
          line.requirementRefs.join(', ') || 'none',
        ]),
        'No coverage was recorded.',
      )}`,
  );
}

function searchSection({ lockedSearch, candidates }: PackContents): Html {
  return section(
    'search',
    'The locked search',
    lockedSearch ? lockedSearchPart(lockedSearch, candidates) : html`<p>No search was locked.</p>`,
  );
}

function lockedSearchPart(search: NonNullable<PackContents['lockedSearch']>, candidates: readonly PackCandidate[]): Html {
  const states = new Map(candidates.map(({ supplier, state }) => [supplier.id, state]));
  const undecided = search.results.filter(({ supplierId }) => !states.has(supplierId)).length;
  return html`${facts([
    ['Locked', `${instantInWords(search.lockedAt)}, by ${personInWords(search.lockedBy)}`],
    ['Date of the data', instantInWords(search.dataDate)],
    ['What was searched for', points(criteriaInWords(search.criteria), 'every supplier')],
    ['The same as it was kept', code(canonicalJson(search.criteria))],
    ['Digest', code(search.digest)],
  ])}
  ${table(
    'Suppliers that the search found, as it found them',
    ['Supplier', 'Decided on it', 'Hash of its record as it stood', 'Hashes of the attestations in it, in date or not'],
    search.results.map((result) => [
      result.supplierName,
      shortlistingInWords(states.get(result.supplierId)),
      code(result.hash),
      points(result.attestationHashes.map(code), 'none'),
    ]),
    'The search found no supplier.',
  )}
  ${undecided === 0 ? [] : html`<p>Of the ${search.results.length} suppliers found, nobody decided on ${undecided}.</p>`}`;
}

/** What was decided on a supplier that was found; nothing but its reason and what became of it stands among the candidates. */
function shortlistingInWords(state: PackCandidate['state'] | undefined): string {
  if (state === undefined) return 'nobody decided on it';
  return state === 'EXCLUDED' ? 'left out' : 'shortlisted';
}
