import { isDay } from '#platform';
import type { CdxAssessor, CdxEvidence, CdxScore } from './cyclonedx.types';
import type {
  DeclaredAssessor,
  DeclaredAttestation,
  DeclaredContent,
  DeclaredEvidence,
  DeclaredRequirement,
  DeclaredScore,
  DeclaredTarget,
} from './declared';
import type { Group } from './groups';
import { OWN_EVIDENCE } from './own-evidence';
import type { References } from './references';

/** What is read of one group of a document, which has been held against its schema. */
export function attestationOf(group: Group, index: number, references: References): DeclaredAttestation {
  const { attestation, standard, mappings, claims, counterClaims, awayClaims } = group;
  const away = awayClaims.size + [...counterClaims].filter(({ predicate }) => predicate === undefined).length;
  const evidence = evidenceOf(group, references);
  const requirements = [...mappings].map((mapping): DeclaredRequirement => {
    const named = references.find('requirement', mapping.requirement)?.value;
    return {
      identifier: named?.identifier ?? mapping.requirement ?? '',
      title: named?.title ?? named?.text ?? null,
      conformance: scoreOf(mapping.conformance),
      confidence: scoreOf(mapping.confidence),
    };
  });
  const { content, notCarried } = contentOf(group, evidence);
  return {
    index,
    summary: attestation.summary ?? null,
    standard:
      standard === null
        ? null
        : {
            name: standard.name ?? standard['bom-ref'] ?? '',
            version: standard.version ?? null,
            owner: standard.owner ?? null,
          },
    codes: [standard?.['bom-ref'], ...(requirements.length === 1 ? [requirements[0].identifier] : [])].filter(
      (code) => code !== undefined,
    ),
    target: targetOf(group),
    assessor: assessorOf(references.find('assessor', attestation.assessor)?.value),
    requirements,
    claims: [...claims].map(({ predicate = '' }) => predicate),
    evidence: evidence.map(shownEvidence),
    content,
    notCarried: [
      ...notCarried,
      ...beside(group, requirements, evidence),
      away === 0
        ? null
        : `${away === 1 ? 'A counter-claim' : `${away} counter-claims`} whose words the file does not hold: say yourself what is excluded.`,
    ].filter((one) => one !== null),
  };
}

function evidenceOf({ claims }: Group, references: References): CdxEvidence[] {
  const refs = new Set([...claims].flatMap(({ evidence = [] }) => evidence));
  return [...refs].flatMap((ref) => {
    const found = references.find('piece of evidence', ref);
    return found === undefined ? [] : [found.value];
  });
}

function shownEvidence({ description, data = [], created, expires, author }: CdxEvidence): DeclaredEvidence {
  return {
    description: description ?? null,
    names: data.flatMap(({ name }) => (name === undefined ? [] : [name])),
    created: dayIn(created),
    expires: dayIn(expires),
    author: author?.name ?? null,
  };
}

function targetOf({ targets }: Group): DeclaredTarget {
  const all = [...targets];
  const { of, value } = all[0];
  const versions = all.flatMap((target) =>
    target.of === 'ORGANISATION' || target.value.version === undefined ? [] : [target.value.version],
  );
  return { kind: of, name: value.name ?? value['bom-ref'] ?? '', versions: [...new Set(versions)] };
}

function assessorOf(assessor: CdxAssessor | undefined): DeclaredAssessor | null {
  if (assessor === undefined) return null;
  const { organization, thirdParty } = assessor;
  return { name: organization?.name ?? organization?.contact?.[0]?.name ?? null, thirdParty: thirdParty ?? null };
}

function scoreOf(said: CdxScore | undefined): DeclaredScore | null {
  return said === undefined ? null : { score: said.score ?? null, rationale: said.rationale ?? null };
}

/** What a draft can say of it. What this product wrote says more than the standard has words for, in evidence of its own. */
function contentOf(group: Group, evidence: readonly CdxEvidence[]): { content: DeclaredContent; notCarried: string[] } {
  const own = evidence.find(({ propertyName }) => propertyName === OWN_EVIDENCE.property);
  const said = (name: string): string[] =>
    (own?.data ?? []).flatMap((data) => (data.name === name ? (data.contents?.attachment?.content ?? []) : []));
  const target = targetOf(group);
  const { days, notCarried } = daysOf(own === undefined ? evidence : [own]);
  const versions = said(OWN_EVIDENCE.productVersion);
  return {
    content: {
      reference: said(OWN_EVIDENCE.reference)[0] ?? reportOf(group),
      legalEntity: legalEntityOf(group),
      sites: said(OWN_EVIDENCE.site),
      productVersions: versions.length > 0 ? versions : target.versions,
      exclusions: [...group.counterClaims].flatMap(({ predicate }) => predicate ?? []),
      ...days,
      coversFrom: dayIn(said(OWN_EVIDENCE.coversFrom)[0]),
      coversTo: dayIn(said(OWN_EVIDENCE.coversTo)[0]),
    },
    notCarried,
  };
}

/** Where the certificate or report is, when the claims name one. */
function reportOf({ claims }: Group): string | null {
  const references = [...claims].flatMap(({ externalReferences = [] }) => externalReferences);
  const reports = new Set(
    references.filter(({ type }) => type === 'certification-report' || type === 'attestation').map(({ url }) => url),
  );
  return reports.size === 1 ? [...reports][0] : null;
}

/** Who holds it: the organisation that it is about, or whose component or service it is about. */
function legalEntityOf({ targets }: Group): string | null {
  const [target] = targets;
  if (target.of === 'ORGANISATION') return target.value.name ?? null;
  if (target.of === 'SERVICE') return target.value.provider?.name ?? null;
  return target.value.supplier?.name ?? target.value.manufacturer?.name ?? null;
}

/** An attestation holds no longer than the first of its evidence, and was issued on a day only where all of it names that day. */
function daysOf(evidence: readonly CdxEvidence[]): {
  days: Pick<DeclaredContent, 'issuedOn' | 'expiresOn'>;
  notCarried: string[];
} {
  const daysIn = (texts: (string | undefined)[]): string[] => [...new Set(texts.flatMap((text) => dayIn(text) ?? []))].sort();
  const created = daysIn(evidence.map(({ created: day }) => day));
  const expires = daysIn(evidence.map(({ expires: day }) => day));
  const differing = created.length > 1;
  return {
    days: { issuedOn: differing ? null : (created[0] ?? null), expiresOn: expires[0] ?? null },
    notCarried: differing
      ? [`The day of issue: its evidence was made on different days, from ${created[0]} to ${created.at(-1)}.`]
      : [],
  };
}

/** The day as the file writes it, in the time zone that the file writes it in. */
function dayIn(text: string | undefined): string | null {
  const day = text?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : null;
}

function beside(
  { attestation, mappings, claims }: Group,
  requirements: readonly DeclaredRequirement[],
  evidence: readonly CdxEvidence[],
): (string | null)[] {
  const all = [...claims];
  const scored = requirements.some(({ conformance, confidence }) => conformance !== null || confidence !== null);
  const mitigated = [...mappings].some(({ conformance }) => conformance?.mitigationStrategies !== undefined);
  return [
    scored ? 'What it says of conformance and confidence: how strong it is, you claim yourself.' : null,
    attestation.assessor === undefined ? null : 'Its assessor: a verifier checks here what you submit.',
    evidence.length === 0 ? null : 'The contents of its evidence, which stay in the file.',
    all.some(({ reasoning }) => reasoning !== undefined) ? 'The reasoning of its claims, which stays in the file.' : null,
    all.some(({ counterEvidence = [] }) => counterEvidence.length > 0)
      ? 'Its counter-evidence, which stays in the file.'
      : null,
    mitigated || all.some(({ mitigationStrategies = [] }) => mitigationStrategies.length > 0)
      ? 'Its mitigation strategies, which stay in the file.'
      : null,
  ];
}
