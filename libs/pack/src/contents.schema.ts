import Ajv, { type SchemaObject, type ValidateFunction } from 'ajv';
import type { ChainEvent } from './chain/chain';
import type { SignedHead } from './chain/head';
import {
  PACK_FORMAT,
  type AssessmentSummary,
  type AttestationSnapshot,
  type CoverageLine,
  type GuidancePin,
  type LockedSearchResult,
  type OfferedProduct,
  type OrganisationIdentifier,
  type PackAnswer,
  type PackAssessment,
  type PackAudit,
  type PackCancellation,
  type PackCandidate,
  type PackClarification,
  type PackContents,
  type PackDecision,
  type PackDocument,
  type PackEvidenceRequest,
  type PackGuidanceDecision,
  type PackInterestDeclaration,
  type PackInvitation,
  type PackLockedSearch,
  type PackModeration,
  type PackOffer,
  type PackPlace,
  type PackProcurement,
  type PackRequirement,
  type PackStatement,
  type PackScopeTest,
  type Person,
  type ScopeAnswer,
  type SummaryLine,
  type TenderSummary,
} from './contents';
import * as words from './terms';

/** One schema for each field of T: a field that is added to the type and not here does not compile. */
type FieldsOf<T> = { [K in keyof T]-?: SchemaObject };

/** Every field required but the optional ones and none besides, so that nothing unread hides in a pack. */
function record<T>(fields: FieldsOf<T>, optional: readonly (keyof T & string)[] = []): SchemaObject {
  const required = Object.keys(fields).filter((name) => !(optional as readonly string[]).includes(name));
  return { type: 'object', properties: fields, required, additionalProperties: false };
}

const list = (items: SchemaObject): SchemaObject => ({ type: 'array', items });
const oneOf = (values: readonly string[]): SchemaObject => ({ enum: [...values] });
const orNull = (schema: SchemaObject): SchemaObject => ({ anyOf: [{ type: 'null' }, schema] });

const text: SchemaObject = { type: 'string' };
const named: SchemaObject = { type: 'string', minLength: 1 };
const instant: SchemaObject = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
const day: SchemaObject = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' };
const sha256: SchemaObject = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const decimal: SchemaObject = { type: 'string', pattern: '^\\d+(\\.\\d+)?$' };
const whole: SchemaObject = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const weight = orNull({ type: 'number', minimum: 0, maximum: 100 });
const strength = orNull(oneOf(words.STRENGTHS));
const score = orNull({ type: 'number', minimum: 0, maximum: 10 });

const person = record<Person>({ id: orNull(text), name: text });
const identifiers = list(record<OrganisationIdentifier>({ scheme: named, id: named }));

const procurementFields: FieldsOf<PackProcurement> = {
  id: named,
  reference: text,
  title: text,
  buyer: record<PackProcurement['buyer']>({ name: text, identifiers }),
  ocid: orNull(text),
  cpvCodes: list(text),
  estimatedValue: orNull(record({ amount: decimal, currency: { type: 'string', pattern: '^[A-Z]{3}$' } })),
  contractPeriod: orNull(record({ startsOn: day, endsOn: day })),
  places: list(record<PackPlace>({ name: named, region: orNull(record({ code: named, name: text })) })),
  dates: record<PackProcurement['dates']>({
    createdAt: instant,
    criteriaLockedAt: orNull(instant),
    evidenceRequestedAt: orNull(instant),
    evidenceDueAt: orNull(instant),
  }),
  provenance: oneOf(words.PROVENANCES),
};
const procurement = record<PackProcurement>(procurementFields, ['places']);

const guidanceDecision = record<PackGuidanceDecision>(
  {
    documentCode: named,
    itemCode: named,
    itemTitle: text,
    status: oneOf(words.GUIDANCE_STATUSES),
    confidence: orNull({ type: 'number', minimum: 0, maximum: 1 }),
    reasons: list(text),
    decidedBy: orNull(person),
    decidedAt: orNull(instant),
    note: orNull(text),
  },
  ['documentCode'],
);

const guidancePin = record<GuidancePin>(
  { documentCode: named, documentTitle: text, version: text, publisher: text, url: orNull(text), licence: text },
  ['documentTitle', 'publisher', 'url', 'licence'],
);

const requirement = record<PackRequirement>(
  {
    id: named,
    ref: named,
    text,
    kind: oneOf(words.REQUIREMENT_KINDS),
    weight,
    minimumStrength: strength,
    guidance: list(guidanceDecision),
  },
  ['id'],
);

const lockedSearch = record<PackLockedSearch>({
  criteria: {},
  dataDate: instant,
  digest: sha256,
  lockedAt: instant,
  lockedBy: person,
  results: list(
    record<LockedSearchResult>({
      supplierId: named,
      supplierName: text,
      snapshot: {},
      hash: sha256,
      attestationHashes: list(sha256),
    }),
  ),
});

const candidate = record<PackCandidate>({
  id: named,
  supplier: record<PackCandidate['supplier']>({ id: named, name: text, identifiers, provenance: oneOf(words.PROVENANCES) }),
  state: oneOf(words.CANDIDATE_STATES),
  reason: orNull(text),
});

const attestation = record<AttestationSnapshot>(
  {
    id: named,
    scheme: named,
    schemeName: text,
    product: orNull(record<NonNullable<AttestationSnapshot['product']>>({ id: named, name: text })),
    reference: orNull(text),
    scope: record<AttestationSnapshot['scope']>({
      legalEntity: orNull(text),
      sites: list(text),
      productVersions: list(text),
      exclusions: list(text),
    }),
    dates: record<AttestationSnapshot['dates']>({
      coversFrom: orNull(day),
      coversTo: orNull(day),
      issuedOn: orNull(day),
      expiresOn: orNull(day),
      receivedAt: instant,
    }),
    fieldValues: list(
      record<NonNullable<AttestationSnapshot['fieldValues']>[number]>({ name: named, label: text, values: list(text) }),
    ),
    strength: oneOf(words.STRENGTHS),
    status: oneOf(words.ATTESTATION_STATUSES),
    verification: orNull(
      record<NonNullable<AttestationSnapshot['verification']>>({
        outcome: oneOf(['VERIFIED', 'REJECTED']),
        method: text,
        verifiedBy: person,
        checkedOn: day,
        note: orNull(text),
      }),
    ),
    hash: sha256,
    validOnDecision: oneOf(words.YES_NO_UNKNOWN),
    statement: orNull(
      record<PackStatement>({ words: text, signatory: text, role: orNull(text), signedAt: instant, signedHash: sha256 }),
    ),
  },
  ['schemeName', 'fieldValues', 'statement', 'product'],
);

const scopeAnswer = record<ScopeAnswer>({ answer: oneOf(words.YES_NO_UNKNOWN), reason: text });

const scopeTest = record<PackScopeTest>({
  attestationId: named,
  legalEntity: scopeAnswer,
  product: scopeAnswer,
  dates: scopeAnswer,
  exclusions: scopeAnswer,
});

const answer = record<PackAnswer>(
  {
    candidateId: named,
    requirementRef: named,
    statement: text,
    strength,
    submittedAt: instant,
    attestations: list(attestation),
    scopeTests: list(scopeTest),
    documents: list(
      record<PackDocument>({ name: text, sha256, size: whole, mediaType: text, closedAt: instant }, ['closedAt']),
    ),
  },
  ['scopeTests'],
);

const offeredProduct = record<OfferedProduct>({ id: orNull(named), name: named, version: orNull(named) });

const figure = {
  candidateId: named,
  requirementRef: named,
  conformance: oneOf(words.CONFORMANCES),
  score,
  strength,
};

const tenderFields: FieldsOf<TenderSummary> = {
  candidateId: named,
  supplierName: text,
  criteria: list(
    record<SummaryLine>(
      {
        requirementRef: named,
        criterion: text,
        kind: oneOf(words.REQUIREMENT_KINDS),
        weight,
        howAssessed: text,
        conformance: oneOf(words.CONFORMANCES),
        score,
        strength,
        scoreAvailable: orNull(decimal),
        scoreGiven: orNull(decimal),
        why: text,
      },
      ['score', 'strength'],
    ),
  ),
  total: decimal,
  failedGates: list(text),
  unknown: list(text),
};

// An event whose content was erased has no place in a pack: only the whole chain can show why.
const event = record<Omit<ChainEvent, 'erasedBy'>>({
  organisation: named,
  sequence: whole,
  at: instant,
  actor: person,
  action: named,
  subject: record<ChainEvent['subject']>({ type: named, id: named }),
  detail: {},
  previousHash: sha256,
  hash: sha256,
});

const head = record<SignedHead>({
  organisation: named,
  sequence: whole,
  hash: sha256,
  signedAt: instant,
  keyId: named,
  signature: named,
});

const contentsFields: FieldsOf<PackContents> = {
  format: { const: PACK_FORMAT },
  procurement,
  guidance: list(guidancePin),
  requirements: list(requirement),
  coverage: list(
    record<CoverageLine>({ itemCode: named, itemTitle: text, status: oneOf(['COVERED', 'GAP']), requirementRefs: list(text) }),
  ),
  lockedSearch: orNull(lockedSearch),
  candidates: list(candidate),
  invitations: list(record<PackInvitation>({ id: named, candidateId: named })),
  requests: list(record<PackEvidenceRequest>({ id: named, message: text, sentAt: instant, dueAt: instant })),
  offers: list(record<PackOffer>({ candidateId: named, products: list(offeredProduct), sites: list(named) }, ['sites'])),
  answers: list(answer),
  clarifications: list(record<PackClarification>({ question: text, answer: text, answeredAt: instant })),
  interests: list(
    record<PackInterestDeclaration>({
      assessor: person,
      declaredAt: instant,
      hasConflict: { type: 'boolean' },
      statement: text,
    }),
  ),
  assessments: list(record<PackAssessment>({ ...figure, assessor: person, reason: text, assessedAt: instant })),
  moderation: list(record<PackModeration>({ ...figure, moderator: person, reason: text, moderatedAt: instant })),
  decision: record<PackDecision>({
    outcome: oneOf(words.OUTCOMES),
    candidateId: orNull(named),
    reason: text,
    decidedBy: person,
    decidedAt: instant,
  }),
  cancellation: record<PackCancellation>({ cancelledAt: instant, cancelledBy: person, reason: orNull(text) }),
  summaries: list(record<AssessmentSummary>({ ...tenderFields, winner: orNull(record<TenderSummary>(tenderFields)) })),
  audit: record<PackAudit>({
    extractOf: record<PackAudit['extractOf']>({ type: named, id: named }),
    events: list(event),
    head: orNull(head),
  }),
};

/** The JSON Schema of `pack.json`, draft 7. */
export const packContentsSchema: SchemaObject = record<PackContents>(contentsFields, ['invitations', 'offers', 'cancellation']);

let validate: ValidateFunction<PackContents> | undefined;

/**
 * Reads the contents of a pack from parsed JSON.
 *
 * @throws Error with a sentence that names the first place which does not match the format
 */
export function readPackContents(value: unknown): PackContents {
  validate ??= new Ajv({ allowUnionTypes: true }).compile<PackContents>(packContentsSchema);
  if (validate(value)) return value;
  const [first] = (validate.errors ?? []).slice(-1);
  const place = first?.instancePath ? first.instancePath : 'the top';
  throw new Error(`The contents do not match the format ${PACK_FORMAT}: at ${place}, ${first?.message ?? 'not readable'}.`);
}
