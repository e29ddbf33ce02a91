/** Days are `yyyy-mm-dd`, as the file writes them. What a file does not say is null. */

/** Whom or what a claim is about. Versions of one component are one target. */
export interface DeclaredTarget {
  kind: 'ORGANISATION' | 'COMPONENT' | 'SERVICE';
  name: string;
  versions: string[];
}

export interface DeclaredStandard {
  name: string;
  version: string | null;
  owner: string | null;
}

/** How far something is said to be so, from 0 to 1, and why. */
export interface DeclaredScore {
  score: number | null;
  rationale: string | null;
}

/** A requirement of a standard, and how far it is said to be met. */
export interface DeclaredRequirement {
  /** As the standard names it; the file's own name where it defines none. */
  identifier: string;
  title: string | null;
  conformance: DeclaredScore | null;
  confidence: DeclaredScore | null;
}

export interface DeclaredEvidence {
  description: string | null;
  /** What its data are called. */
  names: string[];
  created: string | null;
  expires: string | null;
  author: string | null;
}

export interface DeclaredAssessor {
  name: string | null;
  /** Null where the file does not say. */
  thirdParty: boolean | null;
}

export interface DeclaredSignatory {
  name: string | null;
  role: string | null;
  organisation: string | null;
}

export interface DeclaredAffirmation {
  statement: string | null;
  signatories: DeclaredSignatory[];
}

/** What a draft can take over, as the file says it. */
export interface DeclaredContent {
  reference: string | null;
  legalEntity: string | null;
  sites: string[];
  productVersions: string[];
  exclusions: string[];
  issuedOn: string | null;
  expiresOn: string | null;
  coversFrom: string | null;
  coversTo: string | null;
}

/** One attestation of a file, of one standard and about one target: what one draft here can say. */
export interface DeclaredAttestation {
  /** Its place among those of the file, from 0. */
  index: number;
  summary: string | null;
  standard: DeclaredStandard | null;
  /** What else may name the scheme: identifiers and the file's own names. */
  codes: string[];
  target: DeclaredTarget;
  assessor: DeclaredAssessor | null;
  requirements: DeclaredRequirement[];
  /** The predicates of its claims. */
  claims: string[];
  evidence: DeclaredEvidence[];
  content: DeclaredContent;
  /** What of it a draft does not say, in sentences. */
  notCarried: string[];
}

/** What a file of attestations holds. */
export interface DeclaredFile {
  /** Such as CycloneDX 1.6. */
  format: string;
  attestations: DeclaredAttestation[];
  affirmation: DeclaredAffirmation | null;
  /** What of the file as a whole is not taken over, in sentences. */
  notCarried: string[];
}
