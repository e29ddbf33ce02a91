/** The parts of CycloneDX 1.6 and 1.7 that attestations stand in, as their schema has them. */

export interface CdxOrganisation {
  'bom-ref'?: string;
  name?: string;
  contact?: { name?: string }[];
}

export interface CdxComponent {
  'bom-ref'?: string;
  name: string;
  version?: string;
  supplier?: CdxOrganisation;
  manufacturer?: CdxOrganisation;
  components?: CdxComponent[];
}

export interface CdxService {
  'bom-ref'?: string;
  name: string;
  version?: string;
  provider?: CdxOrganisation;
  services?: CdxService[];
}

export interface CdxAssessor {
  'bom-ref'?: string;
  thirdParty?: boolean;
  organization?: CdxOrganisation;
}

export interface CdxScore {
  score?: number;
  rationale?: string;
  mitigationStrategies?: string[];
}

export interface CdxMapping {
  requirement?: string;
  claims?: string[];
  counterClaims?: string[];
  conformance?: CdxScore;
  confidence?: CdxScore;
}

export interface CdxAttestation {
  summary?: string;
  assessor?: string;
  map?: CdxMapping[];
  signature?: object;
}

export interface CdxExternalReference {
  type: string;
  url: string;
  comment?: string;
  hashes?: { alg: string; content: string }[];
}

export interface CdxClaim {
  'bom-ref'?: string;
  target?: string;
  predicate?: string;
  mitigationStrategies?: string[];
  reasoning?: string;
  evidence?: string[];
  counterEvidence?: string[];
  externalReferences?: CdxExternalReference[];
  signature?: object;
}

export interface CdxData {
  name?: string;
  contents?: { attachment?: { content: string; contentType?: string; encoding?: string }; url?: string };
}

export interface CdxEvidence {
  'bom-ref'?: string;
  propertyName?: string;
  description?: string;
  data?: CdxData[];
  created?: string;
  expires?: string;
  author?: { name?: string };
}

export interface CdxSignatory {
  name?: string;
  role?: string;
  organization?: CdxOrganisation;
  externalReference?: CdxExternalReference;
}

export interface CdxStandard {
  'bom-ref'?: string;
  name?: string;
  version?: string;
  description?: string;
  owner?: string;
  requirements?: { 'bom-ref'?: string; identifier?: string; title?: string; text?: string; parent?: string }[];
  levels?: { 'bom-ref'?: string; identifier?: string; requirements?: string[] }[];
}

export interface CdxDeclarations {
  assessors?: CdxAssessor[];
  attestations?: CdxAttestation[];
  claims?: CdxClaim[];
  evidence?: CdxEvidence[];
  targets?: { organizations?: CdxOrganisation[]; components?: CdxComponent[]; services?: CdxService[] };
  affirmation?: { statement?: string; signatories?: CdxSignatory[] };
  signature?: object;
}

export interface CdxDocument {
  bomFormat: 'CycloneDX';
  specVersion: string;
  serialNumber?: string;
  metadata?: { component?: CdxComponent; manufacturer?: CdxOrganisation; supplier?: CdxOrganisation };
  components?: CdxComponent[];
  services?: CdxService[];
  definitions?: { standards?: CdxStandard[] };
  declarations?: CdxDeclarations;
  signature?: object;
}
