import type { ReadingsOfOursQuery } from '../api/operations';

/** A document of ours, and the page of what it belongs to. */
export interface OurDocument {
  fileName: string;
  of: string;
  href: string;
}

/** That somebody read a document: who, of which organisation, and when. */
export interface Reading {
  at: string;
  name: string;
  /** As the record has it; null where it does not say. */
  organisation: string | null;
  /** Null for one that nothing of ours holds any more, or never did. */
  document: OurDocument | null;
}

/** Who read documents of ours, as the record has it, each with what it belongs to. */
export function readingsOf({ auditEvents, myAttestations, evidenceInvitations }: ReadingsOfOursQuery): Reading[] {
  const documents = new Map<string, OurDocument>();
  for (const { id, procurement, answers } of evidenceInvitations)
    for (const { id: documentId, fileName } of answers.flatMap((answer) => answer.documents))
      documents.set(documentId, { fileName, of: procurement.title, href: `/invitations/${encodeURIComponent(id)}` });
  for (const { id, scheme, documents: held } of myAttestations)
    for (const { id: documentId, fileName } of held)
      documents.set(documentId, { fileName, of: scheme.name, href: `/our/attestations/${encodeURIComponent(id)}` });
  return auditEvents.edges.map(({ node: { at, subject, detail, actor } }) => ({
    at,
    name: actor.name,
    organisation: organisationIn(detail),
    document: documents.get(subject) ?? null,
  }));
}

function organisationIn(detail: unknown): string | null {
  const { by } = (detail ?? {}) as { by?: unknown };
  return typeof by === 'string' ? by : null;
}
