import { Readable, Writable } from 'node:stream';
import { GENESIS_HASH, sealEvent, type ChainEvent } from '../chain/chain';
import { signHead } from '../chain/head';
import {
  PACK_FORMAT,
  type AttestationSnapshot,
  type PackContents,
  type PackModeration,
  type PackScopeTest,
  type Person,
} from '../contents';
import { sha256, type JsonValue } from '../json';
import { generateSigningKey, signerOf, type SigningKey } from '../keys';
import { searchDigest, snapshotHash } from '../locked-search';
import { summariesOf } from '../summaries';
import { writePack, type WrittenPack } from '../write/write-pack';
import { fictionalTrail } from './fictional-trail';

/** The documents of the made-up procurement, by their hash. */
export const REPORT = Buffer.from('A test report about nothing real.\n'.repeat(40));
export const POLICY = Buffer.from([0, 1, 2, 253, 254, 255]);

export const CREATED_AT = '2026-03-20T12:00:00.000Z';

const DOCUMENTS = new Map([REPORT, POLICY].map((bytes) => [sha256(bytes), bytes]));
const BUYER = 'organisation-1';
const ASSESSOR: Person = { id: 'user-1', name: 'Ash Assessor' };
const MODERATOR: Person = { id: 'user-2', name: 'Mo Moderator' };
const APPROVER: Person = { id: 'user-3', name: 'Pat Approver' };

/** A chain of an organisation that does not exist. */
export function fictionalChain(length: number, organisation = BUYER): ChainEvent[] {
  const events: ChainEvent[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const previousHash = events.at(-1)?.hash ?? GENESIS_HASH;
    const detail: JsonValue = { step: sequence, note: `Event “${sequence}”`, nested: { list: [1, 2.5, null, true] } };
    const at = new Date(Date.UTC(2026, 0, 1, 9, 0, sequence)).toISOString();
    const subject = { type: 'procurement', id: sequence % 2 ? 'procurement-1' : 'procurement-2' };
    events.push(
      sealEvent({ organisation, sequence, at, actor: APPROVER, action: 'search.locked', subject, detail, previousHash }),
    );
  }
  return events;
}

/** Contents of a procurement that was made up from end to end; every organisation in it is flagged DEMONSTRATION. */
export function fictionalContents(): PackContents {
  const results = ['Umbra Example Ltd', 'Lumen Example Ltd', 'Nadir Example Ltd'].map((supplierName, index) => {
    const snapshot = { name: supplierName, products: index + 1 };
    const attestationHashes = [sha256(supplierName)];
    return { supplierId: `supplier-${index + 1}`, supplierName, snapshot, hash: snapshotHash(snapshot), attestationHashes };
  });
  const search = { criteria: { query: 'street lighting', regions: ['TLC'] }, dataDate: '2026-01-10T00:00:00.000Z', results };
  const contents: PackContents = {
    format: PACK_FORMAT,
    procurement: {
      id: 'procurement-1',
      reference: 'EX-001',
      title: 'Connected street lighting for Exampleton',
      buyer: { name: 'Exampleton Council (fictional)', identifiers: [] },
      ocid: null,
      cpvCodes: ['34928500'],
      estimatedValue: { amount: '250000.00', currency: 'GBP' },
      contractPeriod: { startsOn: '2026-04-01', endsOn: '2028-03-31' },
      dates: {
        createdAt: '2026-01-05T09:00:00.000Z',
        criteriaLockedAt: '2026-01-20T09:00:00.000Z',
        evidenceRequestedAt: '2026-01-21T09:00:00.000Z',
        evidenceDueAt: '2026-02-20T12:00:00.000Z',
      },
      provenance: 'DEMONSTRATION',
    },
    guidance: [
      {
        documentCode: 'EXAMPLE-GUIDE',
        documentTitle: 'The example guide',
        version: '1.0',
        publisher: 'Nobody',
        url: 'https://guide.example/1',
        licence: 'Made up: no licence',
      },
    ],
    requirements: [
      requirement('R1', 'GATE', null, 'The device shall have no default password.'),
      requirement('R2', 'SCORED', 62.5, 'Vulnerabilities shall be handled.'),
      requirement('R3', 'SCORED', 37.5, 'Telemetry shall be encrypted.'),
    ],
    coverage: [
      { itemCode: 'EX-1', itemTitle: 'Example principle one', status: 'COVERED', requirementRefs: ['R1'] },
      { itemCode: 'EX-2', itemTitle: 'Example principle two', status: 'GAP', requirementRefs: [] },
    ],
    lockedSearch: { ...search, digest: searchDigest(search), lockedAt: '2026-01-11T09:00:00.000Z', lockedBy: APPROVER },
    candidates: results.map(({ supplierId, supplierName }, index) => ({
      id: `candidate-${index + 1}`,
      supplier: {
        id: supplierId,
        name: supplierName,
        identifiers: [{ scheme: 'EXAMPLE', id: `000${index + 1}` }],
        provenance: 'DEMONSTRATION',
      },
      state: index === 0 ? 'SELECTED' : 'NOT_SELECTED',
      reason: 'It sells what was looked for.',
    })),
    invitations: results.map((_supplier, index) => ({
      id: `invitation-candidate-${index + 1}`,
      candidateId: `candidate-${index + 1}`,
    })),
    requests: [
      { id: 'request-1', message: 'Please answer.', sentAt: '2026-01-21T09:00:00.000Z', dueAt: '2026-02-20T12:00:00.000Z' },
    ],
    offers: [{ candidateId: 'candidate-1', products: [{ id: 'product-1', name: 'Umbra Lamp', version: '1.0' }] }],
    answers: [
      answer('candidate-1', 'R1', [document('test report.pdf', REPORT, 'application/pdf')]),
      answer('candidate-1', 'R2'),
      answer('candidate-1', 'R3'),
      answer('candidate-2', 'R1'),
      answer('candidate-2', 'R2', [document('../../etc/passwd', POLICY, 'application/octet-stream')]),
      answer('candidate-2', 'R3'),
      answer('candidate-3', 'R1'),
      answer('candidate-3', 'R2'),
      answer('candidate-3', 'R3'),
    ],
    clarifications: [{ question: 'In how many streets?', answer: 'In twelve.', answeredAt: '2026-01-25T09:00:00.000Z' }],
    interests: [{ assessor: ASSESSOR, declaredAt: '2026-02-21T09:00:00.000Z', hasConflict: false, statement: 'I have none.' }],
    assessments: [],
    moderation: [
      settled('candidate-1', 'R1', 'MET', null),
      settled('candidate-1', 'R2', 'MET', 7),
      settled('candidate-1', 'R3', 'PARTLY_MET', 5.5),
      settled('candidate-2', 'R1', 'MET', null),
      settled('candidate-2', 'R2', 'PARTLY_MET', 4),
      settled('candidate-2', 'R3', 'UNKNOWN', null),
      settled('candidate-3', 'R1', 'PARTLY_MET', null),
      settled('candidate-3', 'R2', 'MET', 10),
      settled('candidate-3', 'R3', 'MET', 10),
    ],
    decision: {
      outcome: 'AWARDED',
      candidateId: 'candidate-1',
      reason: 'It passed the gate and has the highest score.',
      decidedBy: APPROVER,
      decidedAt: '2026-03-10T10:00:00.000Z',
    },
    summaries: [],
    audit: {
      extractOf: { type: 'procurement', id: 'procurement-1' },
      events: [],
      head: null,
    },
  };
  const assessments = contents.moderation.map(({ moderator: _moderator, moderatedAt: _at, ...figure }) => ({
    ...figure,
    assessor: ASSESSOR,
    assessedAt: '2026-02-25T09:00:00.000Z',
  }));
  return recorded({ ...contents, assessments, summaries: summariesOf(contents) });
}

/** Contents with the audit events that a procurement with these contents would have left. */
export function recorded(contents: PackContents): PackContents {
  return { ...contents, audit: { ...contents.audit, events: fictionalTrail(contents, BUYER) } };
}

/** The same, cancelled after the award: the record ends with it. */
export function cancelledAfterwards(): PackContents & Required<Pick<PackContents, 'cancellation'>> {
  const contents = fictionalContents();
  const { events } = contents.audit;
  const before = events[events.length - 1];
  const reason = 'The grant was <withdrawn>.';
  const last = sealEvent({
    organisation: BUYER,
    sequence: before.sequence + 1,
    at: '2026-03-15T09:00:00.000Z',
    actor: APPROVER,
    action: 'procurement.cancelled',
    subject: { type: 'procurement', id: 'procurement-1' },
    detail: { reason },
    previousHash: before.hash,
  });
  return {
    ...contents,
    cancellation: { cancelledAt: last.at, cancelledBy: APPROVER, reason },
    audit: { ...contents.audit, events: [...events, last] },
  };
}

/** The same, where the locked search found a product of this kind, which the attestation of the first supplier is about. */
export function aboutProduct(kind: string): PackContents {
  const contents = fictionalContents();
  const { lockedSearch } = contents;
  const [first, ...others] = lockedSearch?.results ?? [];
  const snapshot = {
    name: first.supplierName,
    products: [{ id: 'product-1', name: 'Lantern', kind }],
    attestations: [{ id: 'attestation-candidate-1', productId: 'product-1' }],
  };
  const results = [{ ...first, snapshot, hash: snapshotHash(snapshot) }, ...others];
  return {
    ...contents,
    lockedSearch: lockedSearch && { ...lockedSearch, results, digest: searchDigest({ ...lockedSearch, results }) },
  };
}

/** A pack in memory. */
export interface PackInMemory {
  zip: Buffer;
  written: WrittenPack;
  key: SigningKey;
}

/**
 * Writes contents to memory, signed with a new key (or the one given), the head of the chain signed as well.
 *
 * @param last the event that the head is said to be: the last one of the contents, or of the made-up procurement where they have none
 */
export async function packInMemory(
  contents = fictionalContents(),
  key = generateSigningKey(),
  last = contents.audit?.events.at(-1) ?? fictionalContents().audit.events[0],
): Promise<PackInMemory> {
  const sign = signerOf(key);
  const position = { organisation: BUYER, sequence: last.sequence, hash: last.hash, signedAt: CREATED_AT };
  const head = await signHead(position, key.keyId, sign);
  const chunks: Buffer[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const withHead = { ...contents, audit: { ...contents.audit, head } };
  const written = await writePack(withHead, { openEvidence: openFictional, sign, createdAt: CREATED_AT }, destination);
  return { zip: Buffer.concat(chunks), written, key };
}

/** Opens a document of the made-up procurement. */
export function openFictional(hash: string): Readable {
  return Readable.from([DOCUMENTS.get(hash) ?? Buffer.alloc(0)]);
}

function requirement(
  ref: string,
  kind: 'GATE' | 'SCORED',
  weight: number | null,
  text: string,
): PackContents['requirements'][number] {
  const decided = { decidedBy: APPROVER, decidedAt: '2026-01-15T09:00:00.000Z', note: null };
  const item = {
    documentCode: 'EXAMPLE-GUIDE',
    itemCode: 'EX-1',
    itemTitle: 'Example principle one',
    confidence: 0.8,
    reasons: ['shared term: password'],
  };
  return {
    id: `requirement-${ref}`,
    ref,
    text,
    kind,
    weight,
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
    guidance: [{ ...item, status: 'ACCEPTED', ...decided }],
  };
}

function document(name: string, bytes: Buffer, mediaType: string): PackContents['answers'][number]['documents'][number] {
  return { name, sha256: sha256(bytes), size: bytes.length, mediaType };
}

function answer(
  candidateId: string,
  requirementRef: string,
  documents: PackContents['answers'][number]['documents'] = [],
): PackContents['answers'][number] {
  const statement = 'We do, as the evidence shows.';
  return {
    candidateId,
    requirementRef,
    statement,
    strength: 'INDEPENDENT_TESTING',
    submittedAt: '2026-02-19T09:00:00.000Z',
    attestations: documents.length > 0 ? [attestation(candidateId)] : [],
    scopeTests: documents.length > 0 ? [scopeTest(candidateId)] : [],
    documents,
  };
}

function attestation(of: string): AttestationSnapshot {
  return {
    id: `attestation-${of}`,
    scheme: 'EXAMPLE-SCHEME',
    schemeName: 'The example scheme',
    product: { id: 'product-1', name: 'Umbra Lamp' },
    reference: `EX-${of}`,
    scope: { legalEntity: 'Example Ltd', sites: [], productVersions: ['1.0'], exclusions: [] },
    dates: {
      coversFrom: '2025-06-01',
      coversTo: '2026-05-31',
      issuedOn: '2025-06-01',
      expiresOn: '2026-05-31',
      receivedAt: '2026-01-02T09:00:00.000Z',
    },
    fieldValues: [{ name: 'test_lab', label: 'Test laboratory', values: ['The example laboratory'] }],
    strength: 'INDEPENDENT_TESTING',
    status: 'VERIFIED',
    verification: {
      outcome: 'VERIFIED',
      method: 'looked up at the issuer',
      verifiedBy: MODERATOR,
      checkedOn: '2026-01-03',
      note: null,
    },
    hash: sha256(of),
    validOnDecision: 'YES',
    statement: {
      words: `I state that Example Ltd holds The example scheme, reference EX-${of}.`,
      signatory: 'Sam Signatory',
      role: 'Director',
      signedAt: '2026-01-02T08:00:00.000Z',
      signedHash: sha256(`signed ${of}`),
    },
  };
}

function scopeTest(of: string): PackScopeTest {
  return {
    attestationId: `attestation-${of}`,
    legalEntity: { answer: 'YES', reason: 'It is held by Example Ltd, which would sign.' },
    product: { answer: 'YES', reason: 'It is about Umbra Lamp. It names version 1.0.' },
    dates: { answer: 'NO', reason: 'It ends on 31 May 2026, before the contract ends: ask for its renewal.' },
    exclusions: { answer: 'YES', reason: 'It excludes nothing.' },
  };
}

function settled(
  candidateId: string,
  requirementRef: string,
  conformance: PackModeration['conformance'],
  score: number | null,
): PackModeration {
  const reason = `As the evidence for ${requirementRef} shows.`;
  const at = '2026-03-01T09:00:00.000Z';
  return {
    candidateId,
    requirementRef,
    conformance,
    score,
    strength: 'INDEPENDENT_TESTING',
    moderator: MODERATOR,
    reason,
    moderatedAt: at,
  };
}
