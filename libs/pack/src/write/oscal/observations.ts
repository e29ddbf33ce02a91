import type { AttestationSnapshot, PackAnswer, PackAssessment, PackContents, PackDocument } from '../../contents';
import { lastDayOf } from '../../validity';
import { uuidOf } from '../identity';
import { inWords } from '../words';
import { fromFolder } from './common';
import { attestationResource, attestationTitle, documentResource } from './evidence';
import { candidateParty, personParty } from './parties';
import { markup, markupLine, props, some } from './text';

/** The UUID of what a candidate answered to a requirement. */
function answerObservation({ procurement }: PackContents, candidateId: string, ref: string): string {
  return uuidOf(procurement.id, 'answer', candidateId, ref);
}

/** The UUID of an attestation as a candidate put it forward. */
function attestationObservation({ procurement }: PackContents, candidateId: string, attestationId: string): string {
  return uuidOf(procurement.id, 'relies-on', candidateId, attestationId);
}

/** The UUID of what an assessor judged. */
function judgementObservation(contents: PackContents, { candidateId, requirementRef, assessor }: PackAssessment): string {
  return uuidOf(contents.procurement.id, 'judgement', candidateId, requirementRef, personParty(contents, assessor));
}

/** Where each document lies in the pack, by its hash. */
export type EvidencePaths = ReadonlyMap<string, string>;

/**
 * What was seen of a candidate: its answers, the attestations that they rely on, and the judgements of the assessors.
 *
 * @param tender the contents with what is of this candidate alone
 */
export function observationsOf(tender: PackContents, paths: EvidencePaths): object[] {
  const relied = tender.answers.flatMap(({ candidateId, attestations }) =>
    attestations.map((attestation) => [attestation.id, { candidateId, attestation }] as const),
  );
  return [
    ...tender.answers.map((answer) => answerSeen(tender, answer, paths)),
    ...[...new Map(relied).values()].map(({ candidateId, attestation }) => attestationSeen(tender, candidateId, attestation)),
    ...tender.assessments.map((judgement) => judged(tender, judgement)),
  ];
}

/** The UUIDs of what was seen on one requirement of a candidate. */
export function observationsOn(tender: PackContents, candidateId: string, ref: string): string[] {
  const isOn = ({ requirementRef }: { requirementRef: string }): boolean => requirementRef === ref;
  const answers = tender.answers.filter(isOn);
  const seen = [
    ...answers.map(() => answerObservation(tender, candidateId, ref)),
    ...answers.flatMap(({ attestations }) => attestations).map(({ id }) => attestationObservation(tender, candidateId, id)),
    ...tender.assessments.filter(isOn).map((judgement) => judgementObservation(tender, judgement)),
  ];
  return [...new Set(seen)];
}

function subjects(contents: PackContents, candidateId: string): object[] {
  return [{ 'subject-uuid': candidateParty(contents, candidateId), type: 'party' }];
}

function answerSeen(contents: PackContents, answer: PackAnswer, paths: EvidencePaths): object {
  const { candidateId, requirementRef, statement, strength, submittedAt, documents, attestations } = answer;
  return {
    uuid: answerObservation(contents, candidateId, requirementRef),
    title: `Answer to ${markupLine(requirementRef, 'a requirement')}`,
    description: markup(statement) || 'The supplier made no statement.',
    props: props({ requirement: requirementRef, 'strength-claimed': strength }),
    methods: ['EXAMINE'],
    types: ['control-objective'],
    subjects: subjects(contents, candidateId),
    'relevant-evidence': some([
      ...documents.map((document) => documentAsEvidence(contents, document, paths)),
      ...attestations.map((attestation) => attestationAsEvidence(contents, attestation)),
    ]),
    collected: submittedAt,
  };
}

function documentAsEvidence(contents: PackContents, { name, sha256 }: PackDocument, paths: EvidencePaths): object {
  const path = paths.get(sha256);
  return {
    // What its supplier has closed has no place in the pack.
    ...(path === undefined ? {} : { href: fromFolder(path) }),
    description: markup(name) || 'A document without a name.',
    links: [{ href: `#${documentResource(contents, sha256)}`, rel: 'reference' }],
  };
}

function attestationAsEvidence(contents: PackContents, attestation: AttestationSnapshot): object {
  return {
    href: `#${attestationResource(contents, attestation.id)}`,
    description: markup(attestationTitle(attestation)) || 'An attestation.',
  };
}

function attestationSeen(contents: PackContents, candidateId: string, attestation: AttestationSnapshot): object {
  const { id, strength, status, dates, validOnDecision } = attestation;
  const lastDay = lastDayOf(dates);
  return {
    uuid: attestationObservation(contents, candidateId, id),
    title: `Attestation: ${markupLine(attestationTitle(attestation), 'no scheme')}`,
    description: `An attestation of the strength “${inWords.strength[strength]}”: ${inWords.attestationStatus[status]}. Valid on the day of the decision: ${inWords.yesNo[validOnDecision]}.`,
    props: props({ strength, status, 'valid-on-decision': validOnDecision }),
    methods: [isTested(attestation) ? 'TEST' : 'EXAMINE'],
    types: ['control-objective'],
    subjects: subjects(contents, candidateId),
    'relevant-evidence': [attestationAsEvidence(contents, attestation)],
    collected: dates.receivedAt,
    expires: lastDay === null ? undefined : `${lastDay}T23:59:59Z`,
  };
}

/** Whether a verifier confirmed that somebody independent had tested. */
function isTested({ strength, status }: AttestationSnapshot): boolean {
  return strength === 'INDEPENDENT_TESTING' && (status === 'VERIFIED' || status === 'EXPIRED');
}

function judged(contents: PackContents, judgement: PackAssessment): object {
  const { candidateId, requirementRef, conformance, score, strength, assessor, reason, assessedAt } = judgement;
  return {
    uuid: judgementObservation(contents, judgement),
    title: `Judgement on ${markupLine(requirementRef, 'a requirement')}: ${inWords.conformance[conformance]}`,
    description: markup(reason) || 'No reason was given.',
    props: props({ requirement: requirementRef, conformance, score, strength }),
    methods: ['EXAMINE'],
    types: ['finding'],
    origins: [{ actors: [{ type: 'party', 'actor-uuid': personParty(contents, assessor), 'role-id': 'assessor' }] }],
    subjects: subjects(contents, candidateId),
    collected: assessedAt,
  };
}
