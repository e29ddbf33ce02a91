import type { PackContents } from '../contents';
import { CONTENTS_PATH } from '../manifest';
import { inWords } from '../write/words';
import { nameOf, pairOf } from './names';
import { verdict, type VerifyCheck } from './report';

/** Each part is there once, says one thing, and refers only to what is there. */
export function checkParts(contents: PackContents): VerifyCheck {
  const problems = [...repeated(contents), ...strays(contents), ...twoWays(contents), ...requestProblems(contents)];
  return verdict(
    'parts',
    problems,
    'Each part of the contents is there once and refers to parts that are there.',
    CONTENTS_PATH,
  );
}

function repeated(contents: PackContents): string[] {
  const { requirements, candidates, answers, assessments, moderation, interests, lockedSearch, guidance } = contents;
  const { invitations = [], offers = [] } = contents;
  const of = (pair: { candidateId: string; requirementRef: string }) =>
    `${pair.requirementRef} of ${nameOf(contents, pair.candidateId)}`;
  return [
    ...twice(requirements, ({ ref }) => ref).map(({ ref }) => `There are two requirements ${ref}.`),
    ...twice(
      requirements.filter(({ id }) => id !== undefined),
      ({ id }) => id ?? null,
    ).map(({ id }) => `There are two requirements with the id ${id}.`),
    ...twice(candidates, ({ id }) => id).map(({ id }) => `There are two candidates with the id ${id}.`),
    ...twice(candidates, ({ supplier }) => supplier.id).map(({ supplier }) => `${supplier.name} is a candidate twice.`),
    ...twice(invitations, ({ id }) => id).map(({ id }) => `There are two invitations with the id ${id}.`),
    ...twice(invitations, ({ candidateId }) => candidateId).map(
      ({ candidateId }) => `${nameOf(contents, candidateId)} is invited twice.`,
    ),
    ...twice(offers, ({ candidateId }) => candidateId).map(
      ({ candidateId }) => `${nameOf(contents, candidateId)} offers two things.`,
    ),
    ...twice(lockedSearch?.results ?? [], ({ supplierId }) => supplierId).map(
      ({ supplierName }) => `The locked search found ${supplierName} twice.`,
    ),
    ...twice(guidance, ({ documentCode, version }) => JSON.stringify([documentCode, version])).map(
      ({ documentCode, version }) => `The guidance ${documentCode} ${version} is named twice.`,
    ),
    ...twice(answers, pairOf).map((answer) => `There are two answers to ${of(answer)}.`),
    ...answers.flatMap((answer) =>
      twice(answer.attestations, ({ id }) => id).map(
        ({ id }) => `The answer to ${of(answer)} rests on the attestation ${id} twice.`,
      ),
    ),
    ...twice(assessments, (one) => pairOf(one) + one.assessor.id).map(
      (one) => `${one.assessor.name} judged ${of(one)} in two ways.`,
    ),
    ...twice(moderation, pairOf).map((figure) => `There are two settled figures for ${of(figure)}.`),
    ...twice(interests, ({ assessor }) => assessor.id).map(({ assessor }) => `${assessor.name} declared interests twice.`),
  ];
}

function strays(contents: PackContents): string[] {
  const { requirements, candidates, answers, assessments, moderation, coverage, decision, procurement, audit } = contents;
  const { invitations = [], offers = [] } = contents;
  const refs = new Set(requirements.map(({ ref }) => ref));
  const ids = new Set(candidates.map(({ id }) => id));
  const problems = (what: string, { candidateId, requirementRef }: { candidateId: string; requirementRef: string }) => [
    ...(ids.has(candidateId) ? [] : [`There is ${what} of ${candidateId}, which is not a candidate.`]),
    ...(refs.has(requirementRef) ? [] : [`There is ${what} on ${requirementRef}, which is not a requirement.`]),
  ];
  return [
    ...answers.flatMap((answer) => problems('an answer', answer)),
    ...assessments.flatMap((judgement) => problems('a judgement', judgement)),
    ...moderation.flatMap((figure) => problems('a settled figure', figure)),
    ...invitations
      .filter(({ candidateId }) => !ids.has(candidateId))
      .map(({ id, candidateId }) => `The invitation ${id} is of ${candidateId}, which is not a candidate.`),
    ...offers
      .filter(({ candidateId }) => !answers.some((answer) => answer.candidateId === candidateId))
      .map(({ candidateId }) => `There is an offer of ${nameOf(contents, candidateId)}, which gave no answer.`),
    ...coverage.flatMap(({ itemCode, requirementRefs }) =>
      requirementRefs
        .filter((ref) => !refs.has(ref))
        .map((ref) => `${itemCode} is said to be covered by ${ref}, which is not a requirement.`),
    ),
    ...(decision.candidateId === null || ids.has(decision.candidateId)
      ? []
      : [`The decision names ${decision.candidateId}, which is not a candidate.`]),
    ...(audit.extractOf.id === procurement.id
      ? []
      : [`The audit events are those of ${audit.extractOf.id}, and the procurement is ${procurement.id}.`]),
  ];
}

function twoWays(contents: PackContents): string[] {
  const { coverage, requirements, answers } = contents;
  const documents = answers.flatMap((answer) => answer.documents);
  const sizes = new Map(documents.map(({ sha256, size }) => [sha256, size]));
  const attestations = new Map<string, string>();
  return [
    ...coverage
      .filter(({ status, requirementRefs }) => (status === 'COVERED') !== requirementRefs.length > 0)
      .map(
        ({ itemCode, status }) =>
          `${itemCode} is ${status === 'COVERED' ? 'covered' : 'not covered'}, and the requirements named for it say otherwise.`,
      ),
    ...requirements.flatMap(({ ref, guidance }) =>
      twice(guidance, ({ itemCode }) => itemCode).map(
        ({ itemCode }) => `${ref} has two decisions on the guidance ${itemCode}.`,
      ),
    ),
    ...requirements.flatMap(({ ref, guidance }) =>
      guidance
        .filter(({ status, decidedAt }) => (status === 'SUGGESTED') !== (decidedAt === null))
        .map(
          ({ itemCode, status }) =>
            `${itemCode} for ${ref} is ${inWords.guidanceStatus[status]}, and its time of decision says otherwise.`,
        ),
    ),
    ...documents
      .filter(({ sha256, size }) => sizes.get(sha256) !== size)
      .map(({ name }) => `The document ${name} is given two sizes.`),
    ...answers
      .flatMap((answer) => answer.attestations)
      .filter((attestation) => {
        const told = JSON.stringify(attestation);
        const before = attestations.get(attestation.id) ?? told;
        attestations.set(attestation.id, before);
        return before !== told;
      })
      .map(({ scheme, id }) => `Two answers rest on the attestation ${id} (${scheme}) and say two things of it.`),
  ];
}

function requestProblems({ requests, procurement: { dates } }: PackContents): string[] {
  if (requests.length !== 1) return [`Evidence is asked for once, and there are ${requests.length} requests.`];
  const [{ sentAt, dueAt }] = requests;
  return sentAt === dates.evidenceRequestedAt && dueAt === dates.evidenceDueAt
    ? []
    : ['The request for evidence was sent or was due at another time than the procurement says.'];
}

/** Those of a list whose key another before them has. */
function twice<T>(list: readonly T[], keyOf: (one: T) => string | null): T[] {
  const seen = new Set<string | null>();
  return list.filter((one) => {
    const key = keyOf(one);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
