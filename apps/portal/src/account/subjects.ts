import { pathTo } from '../procurement/part';

/** What a notification is about. */
export interface Subject {
  kind: string;
  subjectId: string;
  /** One's own, where it belongs to one. */
  procurement: { id: string } | null;
}

/** Where a buyer sees what happened, as a part of the procurement's address. */
const PARTS: Readonly<Record<string, string>> = {
  CLARIFICATION_ASKED: 'clarifications',
  RESPONSE_SUBMITTED: 'request',
  INVITATION_DECLINED: 'request',
  FIGURES_SETTLED: 'decision',
  DECISION_MADE: 'decision',
  EVIDENCE_ENDS: 'contract',
  DOCUMENT_GRANTED: 'evidence',
  DOCUMENT_WITHDRAWN: 'evidence',
  RECORDS_DUE: 'records',
};

/** Pages of other things that a notification can be about, by the marks of their ids. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  prc: (id) => pathTo({ id: decodeURIComponent(id) }),
  inv: (id) => `/invitations/${id}`,
  wch: () => '/our/attestations',
  att: (id) => `/our/attestations/${id}`,
  clm: () => '/our/page',
  pgr: () => '/our/page-request',
  wmq: () => '/market/watched',
  doc: () => '/shared-documents',
};

/** The page of what a notification is about; null where it has none. */
export function pageOf({ kind, subjectId, procurement }: Subject): string | null {
  if (procurement !== null) return pathTo(procurement, PARTS[kind]);
  return PAGES[subjectId.split('_')[0]]?.(encodeURIComponent(subjectId)) ?? null;
}
