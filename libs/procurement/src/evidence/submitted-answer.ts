import { Attestation } from '#attestations';
import { Actor } from '#audit';
import { User } from '#identity';
import { dayOf, type Person } from '#pack';
import { Document, globalId } from '#platform';
import { isProof, strongest } from './prefilled-answer';
import type {
  DocumentSnapshot,
  PlannedAnswers,
  SubmittedAnswer,
  SubmittedAttestation,
  SubmittedAttestationSnapshot,
  SubmittedDocument,
} from './submission.entity';

/** The answers of a submission as the API shows them: beside the words that they answer, with opaque ids. */
export function submittedAnswers({ answers, requirements, submittedAt }: PlannedAnswers): SubmittedAnswer[] {
  const asked = new Map(requirements.map((requirement) => [requirement.ref, requirement]));
  const day = dayOf(submittedAt);
  return answers.flatMap(({ ref, statement, strength, attestations, documents }) => {
    const requirement = asked.get(ref);
    if (requirement === undefined) return [];
    return {
      requirement,
      statement,
      strength,
      evidenceStrength: strongest(attestations.filter((attestation) => isProof(attestation, day))),
      attestations: attestations.map(submittedAttestation),
      documents: documents.map(submittedDocument),
    };
  });
}

function submittedAttestation(snapshot: SubmittedAttestationSnapshot): SubmittedAttestation {
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
    status,
    strength,
    verification: verification === null ? null : { ...verification, verifiedBy: verifierOf(verification.verifiedBy) },
    hash,
    documents: documents.map(submittedDocument),
  };
}

function verifierOf({ id, name }: Person): Actor {
  return { id: id === null ? null : globalId(User, id), name };
}

function submittedDocument({ id, name, sha256, size, mediaType }: DocumentSnapshot): SubmittedDocument {
  return { id: globalId(Document, id), fileName: name, sha256, size, mediaType };
}
