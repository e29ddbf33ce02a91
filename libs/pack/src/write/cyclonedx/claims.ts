import {
  documentsNamed,
  type AttestationSnapshot,
  type PackAnswer,
  type PackContents,
  type PackDocument,
} from '../../contents';
import { canonicalJson } from '../../json';
import { lastDayOf } from '../../validity';
import { evidencePath } from '../paths';
import { inWords, notInThePack } from '../words';
import { refs } from './refs';
import type { Targets } from './targets';

/** The claims that a candidate makes in an answer, by reference: what it states, and what each attestation is about. */
export function claimRefs(targets: Targets, { candidateId, requirementRef, attestations }: PackAnswer): string[] {
  return [
    refs.answer(candidateId, requirementRef),
    ...attestations.flatMap((attestation) =>
      targets.of(candidateId, attestation).map((target) => refs.holding(candidateId, attestation.id, target)),
    ),
  ];
}

/** Every claim: a statement for each answer, and for each attestation that it is held of what it is about. */
export function claimsOf({ answers }: PackContents, targets: Targets): object[] {
  const holdings = answers.flatMap(({ candidateId, attestations }) =>
    attestations.flatMap((attestation) => holdingsOf(candidateId, attestation, targets)),
  );
  return [...answers.map(stated), ...new Map(holdings.map((claim) => [claim['bom-ref'], claim])).values()];
}

function stated({ candidateId, requirementRef, statement, documents, attestations }: PackAnswer): object {
  return {
    'bom-ref': refs.answer(candidateId, requirementRef),
    target: refs.candidate(candidateId),
    predicate: statement || undefined,
    evidence: [
      ...new Set([
        ...documents.map(({ sha256 }) => refs.document(sha256)),
        ...attestations.map(({ id }) => refs.attestation(id)),
      ]),
    ],
  };
}

function holdingsOf(candidateId: string, attestation: AttestationSnapshot, targets: Targets) {
  const { id, scheme, schemeName, reference } = attestation;
  const called = schemeName === undefined ? scheme : `${schemeName} (${scheme})`;
  return targets.of(candidateId, attestation).map((target) => ({
    'bom-ref': refs.holding(candidateId, id, target),
    target,
    predicate: `It is held: ${called}${reference === null ? '' : `, reference ${reference}`}.`,
    evidence: [refs.attestation(id)],
  }));
}

/** Every document and every attestation that an answer relied on, once each. */
export function evidenceOf(contents: PackContents): object[] {
  const attestations = new Map(
    contents.answers.flatMap((answer) => answer.attestations).map((attestation) => [attestation.id, attestation]),
  );
  return [...documentsNamed(contents).map(documentEvidence), ...[...attestations.values()].map(attestationEvidence)];
}

/** When a document was made is not known, so that it has no date. */
function documentEvidence(document: PackDocument): object {
  const { name, sha256, size, closedAt } = document;
  const described = `A document of ${size} bytes with the SHA-256 ${sha256}.`;
  return {
    'bom-ref': refs.document(sha256),
    propertyName: 'assay:document',
    description: closedAt === undefined ? described : `${described} ${notInThePack(closedAt)}`,
    data: [closedAt === undefined ? { name, contents: { url: `../${evidencePath(document)}` } } : { name }],
  };
}

function attestationEvidence(attestation: AttestationSnapshot): object {
  const { id, dates, strength, status, validOnDecision, verification, statement } = attestation;
  const lastDay = lastDayOf(dates);
  return {
    'bom-ref': refs.attestation(id),
    propertyName: 'assay:attestation',
    description:
      `An attestation of the strength “${inWords.strength[strength]}”: ${inWords.attestationStatus[status]}. ` +
      `Valid on the day of the decision: ${inWords.yesNo[validOnDecision]}.`,
    data: [
      {
        name: 'The attestation as it stood at the decision',
        contents: { attachment: { contentType: 'application/json', content: canonicalJson(attestation) } },
      },
      ...(statement
        ? [
            {
              name: 'The words that were signed',
              contents: { attachment: { contentType: 'text/plain', content: statement.words } },
            },
          ]
        : []),
    ],
    created: dates.issuedOn === null ? undefined : `${dates.issuedOn}T00:00:00Z`,
    expires: lastDay === null ? undefined : `${lastDay}T23:59:59Z`,
    author: statement ? { name: statement.signatory } : undefined,
    reviewer: verification === null ? undefined : { name: verification.verifiedBy.name },
  };
}
