import { Attestation, isTakenBack } from '#attestations';
import { Actor } from '#audit';
import { User } from '#identity';
import { dayOf, type Person } from '#pack';
import { Document, globalId } from '#platform';
import { isProof, strongest } from './prefilled-answer';
import type {
  AnswerSnapshot,
  DocumentSnapshot,
  PlannedAnswers,
  SubmittedAnswer,
  SubmittedAttestation,
  SubmittedAttestationSnapshot,
  SubmittedDocument,
} from './submission.entity';
import { testedScope } from './tested-scope';

/** The answers of a submission as the API shows them: beside the words that they answer, with opaque ids. */
export function submittedAnswers(planned: PlannedAnswers): SubmittedAnswer[] {
  const { answers, requirements, submittedAt, standing, withdrawn, closed } = planned;
  const statusNow = ({ id, status }: SubmittedAttestationSnapshot): string => standing[id] ?? status;
  const asked = new Map(requirements.map((requirement) => [requirement.ref, requirement]));
  const day = dayOf(submittedAt);
  return answers.flatMap((answer) => {
    const { ref, statement, strength, attestations, documents } = answer;
    const requirement = asked.get(ref);
    if (requirement === undefined) return [];
    return {
      requirement,
      statement,
      strength: saysNothing(answer) ? null : strength,
      evidenceStrength: strongest(
        attestations.filter((attestation) => isProof(attestation, day) && !isTakenBack(statusNow(attestation))),
      ),
      attestations: attestations.map((snapshot) => ({
        ...submittedAttestation(snapshot, closed),
        productName: (snapshot.product ?? planned.products[snapshot.id])?.name ?? null,
        statusNow: statusNow(snapshot),
        withdrawnAt: statusNow(snapshot) === 'WITHDRAWN' ? (withdrawn[snapshot.id] ?? null) : null,
        scopeTest: testedScope(snapshot, planned, requirement.text),
      })),
      documents: documents.map((document) => submittedDocument(document, closed)),
    };
  });
}

/** Whether an answer was sent without a word and without evidence: it claims nothing then, whatever strength came with it. */
function saysNothing({ statement, attestations, documents }: AnswerSnapshot): boolean {
  return statement.trim() === '' && attestations.length === 0 && documents.length === 0;
}

function submittedAttestation(
  snapshot: SubmittedAttestationSnapshot,
  closed: PlannedAnswers['closed'],
): Omit<SubmittedAttestation, 'scopeTest' | 'statusNow' | 'withdrawnAt' | 'productName'> {
  const { id, scheme, schemeName, reference, scope, dates, status, strength, verification, hash, documents } = snapshot;
  const { coversFrom, coversTo, issuedOn, expiresOn } = dates;
  return {
    id: globalId(Attestation, id),
    scheme,
    schemeName,
    reference,
    ...scope,
    coversFrom,
    coversTo,
    issuedOn,
    expiresOn,
    fieldValues: snapshot.fieldValues ?? [],
    status,
    strength,
    verification: verification === null ? null : { ...verification, verifiedBy: verifierOf(verification.verifiedBy) },
    hash,
    documents: documents.map((document) => submittedDocument(document, closed)),
  };
}

function verifierOf({ id, name }: Person): Actor {
  return { id: id === null ? null : globalId(User, id), name };
}

function submittedDocument(
  { id, name, sha256, size, mediaType }: DocumentSnapshot,
  closed: PlannedAnswers['closed'],
): SubmittedDocument {
  return { id: globalId(Document, id), fileName: name, sha256, size, mediaType, closed: closed[id] ?? null };
}
