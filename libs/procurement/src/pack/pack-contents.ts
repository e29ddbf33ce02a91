import { Injectable } from '@nestjs/common';
import { ChainExport, SigningKeys } from '#audit';
import { Organisation, User } from '#identity';
import {
  cancellationIn,
  dayOf,
  type LockedSearchResult,
  PACK_FORMAT,
  type PackAnswer,
  type PackAssessment,
  type PackContents,
  type PackDecision,
  type PackInterestDeclaration,
  type PackInvitation,
  type PackOffer,
  type PackPlace,
  type PackProcurement,
  type PackStatement,
  searchDigest,
  signHead,
  signerOf,
  summariesOf,
  validOn,
} from '#pack';
import { globalId, instantSql, Member, NotFound, timeOfDeed, Tx } from '#platform';
import { Attestation } from '#attestations';
import { Product } from '#directory';
import { Assessment, InterestDeclaration } from '../assessment/assessment.entities';
import { Candidate } from '../candidate/candidate.entity';
import { assessedContents } from '../decision/assessed-contents';
import { Decision } from '../decision/decision.entities';
import { evidenceAtDecision } from '../decision/decision-evidence';
import { EvidenceRequest } from '../evidence/evidence-request.entity';
import { Invitation } from '../evidence/invitation.entity';
import { type LatestSubmission, Submissions } from '../evidence/submissions';
import { testedScope } from '../evidence/tested-scope';
import { Procurement } from '../procurement/procurement.entity';
import { Requirement } from '../requirement/requirement.entity';
import { CoverageReader } from '../requirement/coverage';
import { LockedResult, LockedSearch } from '../search/locked-search.entity';
import { FoundSupplier, packedResult } from '../search/packed-results';

/**
 * Gathers everything that a pack says from the rows. The caller holds the procurement locked: what a decided procurement is made of is
 * frozen or changes only under that lock, so that all statements see one state of it.
 */
@Injectable()
export class PackContentsReader {
  constructor(
    private readonly chains: ChainExport,
    private readonly submissions: Submissions,
    private readonly coverages: CoverageReader,
    private readonly keys: SigningKeys,
  ) {}

  /** @throws NotFound when there is no decision yet, or the procurement is not the caller's */
  async read(tx: Tx, caller: Member, key: string): Promise<PackContents> {
    const procurement = await tx.findOneBy(Procurement, { id: key, organisationId: caller.organisation.id });
    const decided = await tx.findOneBy(Decision, { procurementId: key });
    if (procurement === null || decided === null) throw new NotFound('decided procurement');
    const assessed = await assessedContents(tx, key);
    const decision = decisionOf(decided);
    const request = await tx.findOneBy(EvidenceRequest, { procurementId: key });
    const audit = await this.audit(tx, caller, key);
    const submitted = await this.submissions.latest(tx, key);
    const cancellation = cancellationIn(audit);
    return {
      format: PACK_FORMAT,
      ...assessed,
      procurement: await procurementOf(tx, procurement, request),
      guidance: (await tx.query(
        `SELECT d.code AS "documentCode", d.title AS "documentTitle", d.version, d.publisher, d.url, d.licence FROM procurement_guidance_version v JOIN guidance_document d ON d.id = v.document_id WHERE v.procurement_id = $1 ORDER BY d.position`,
        [key],
      )) as PackContents['guidance'],
      coverage: await this.coverage(tx, key),
      lockedSearch: await lockedSearchOf(tx, key),
      invitations: await invitationsOf(tx, key),
      requests:
        request === null
          ? []
          : [
              {
                id: globalId(EvidenceRequest, request.id),
                message: request.message,
                sentAt: request.sentAt.toISOString(),
                dueAt: request.dueAt.toISOString(),
              },
            ],
      offers: submitted.flatMap(offerIn),
      answers: await answersOf(tx, key, submitted, decision),
      clarifications: (await tx.query(
        `SELECT c.question, c.answer, to_char(c.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "answeredAt"
         FROM clarification c JOIN evidence_request r ON r.id = c.request_id WHERE r.procurement_id = $1 AND c.answer IS NOT NULL ORDER BY c.answered_at, c.id`,
        [key],
      )) as PackContents['clarifications'],
      interests: await interestsOf(tx, key),
      assessments: await assessmentsOf(tx, key),
      decision,
      ...(cancellation === undefined ? {} : { cancellation }),
      summaries: summariesOf({ ...assessed, decision }),
      audit,
    };
  }

  private async coverage(tx: Tx, key: string): Promise<PackContents['coverage']> {
    const rows = await this.coverages.rows(tx, key);
    return rows.map(({ code, title, accepted }) => ({
      itemCode: code,
      itemTitle: title,
      status: accepted.length > 0 ? 'COVERED' : 'GAP',
      requirementRefs: accepted,
    }));
  }

  /** What the buyer's own trail has of this procurement and its parts, with the signed head of the whole chain. */
  private async audit(tx: Tx, caller: Member, key: string): Promise<PackContents['audit']> {
    const parts: { id: string }[] = await tx.query(
      `SELECT 'req_' || id AS id FROM requirement WHERE procurement_id = $1 UNION ALL SELECT 'cnd_' || id FROM candidate WHERE procurement_id = $1
       UNION ALL SELECT 'lks_' || id FROM locked_search WHERE procurement_id = $1 UNION ALL SELECT 'evr_' || id FROM evidence_request WHERE procurement_id = $1
       UNION ALL SELECT 'inv_' || id FROM invitation WHERE procurement_id = $1`,
      [key],
    );
    const events = await this.chains.read(tx, caller.organisation.id, [
      globalId(Procurement, key),
      ...parts.map(({ id }) => id),
    ]);
    const { sequence, hash } = await this.chains.head(tx, caller.organisation.id);
    const signingKey = await this.keys.current();
    const signedAt = (await timeOfDeed(tx)).toISOString();
    const head = { organisation: caller.organisation.id, sequence, hash, signedAt };
    return {
      extractOf: { type: Procurement.name, id: globalId(Procurement, key) },
      events,
      head: await signHead(head, signingKey.keyId, signerOf(signingKey)),
    };
  }
}

/** What a candidate said that it offers; nothing where it has not said. */
function offerIn({ candidateId, scope: { offer, offerSites } }: LatestSubmission): PackOffer[] {
  if (offer === null && offerSites === null) return [];
  const products = (offer ?? []).map((product) => ({
    ...product,
    id: product.id === null ? null : globalId(Product, product.id),
  }));
  return [{ candidateId: globalId(Candidate, candidateId), products, sites: offerSites ?? [] }];
}

/** The answers that count, with their evidence as it stood at the decision and its scope tests as they stand now. */
async function answersOf(
  tx: Tx,
  key: string,
  submissions: readonly LatestSubmission[],
  decision: PackDecision,
): Promise<PackAnswer[]> {
  const standing = await evidenceAtDecision(tx, key);
  const closed = await closedEvidence(tx, key);
  const statements = await statementsOf(
    tx,
    submissions.flatMap(({ answers }) => answers.flatMap(({ attestations }) => attestations.map(({ id }) => id))),
  );
  const texts = new Map((await tx.findBy(Requirement, { procurementId: key })).map(({ ref, text }) => [ref, text]));
  const day = dayOf(decision.decidedAt);
  return submissions.flatMap(({ candidateId, submittedAt, answers, scope }) =>
    answers.map((answer) => {
      const attestations = answer.attestations.map(({ documents: _documents, product, ...submitted }) => {
        const attestation = { ...submitted, ...standing.get(submitted.id) };
        return {
          ...attestation,
          id: globalId(Attestation, attestation.id),
          ...(product === undefined ? {} : { product: product && { ...product, id: globalId(Product, product.id) } }),
          validOnDecision: validOn(attestation, day),
          statement: statements.get(submitted.id) ?? null,
        };
      });
      const scopeTests = answer.attestations.flatMap((attestation) => {
        const test = testedScope(attestation, scope, texts.get(answer.ref) ?? '');
        return test === null ? [] : [{ attestationId: globalId(Attestation, attestation.id), ...test }];
      });
      const documents = [...answer.documents, ...answer.attestations.flatMap((attestation) => attestation.documents)];
      return {
        candidateId: globalId(Candidate, candidateId),
        requirementRef: answer.ref,
        statement: answer.statement,
        strength: answer.strength,
        submittedAt,
        attestations,
        scopeTests,
        documents: documents.map(({ id, name, sha256, size, mediaType }) => {
          const closedAt = closed.get(id);
          return { name, sha256, size, mediaType, ...(closedAt === undefined ? {} : { closedAt }) };
        }),
      };
    }),
  );
}

function decisionOf(row: Decision): PackDecision {
  return {
    outcome: row.outcome,
    candidateId: row.candidateId === null ? null : globalId(Candidate, row.candidateId),
    reason: row.reason,
    decidedBy: { id: globalId(User, row.decidedById), name: row.decidedByName },
    decidedAt: row.decidedAt.toISOString(),
  };
}

async function procurementOf(tx: Tx, row: Procurement, request: EvidenceRequest | null): Promise<PackProcurement> {
  const buyer = await tx.findOneByOrFail(Organisation, { id: row.organisationId });
  const identifiers: PackProcurement['buyer']['identifiers'] = await tx.query(
    'SELECT scheme, identifier AS id FROM organisation_identifier WHERE organisation_id = $1 ORDER BY NOT is_primary, scheme',
    [row.organisationId],
  );
  return {
    id: globalId(Procurement, row.id),
    reference: row.reference,
    title: row.title,
    buyer: { name: buyer.name, identifiers },
    ocid: row.ocid,
    cpvCodes: row.cpvCodes,
    estimatedValue:
      row.estimatedAmount === null || row.currency === null ? null : { amount: row.estimatedAmount, currency: row.currency },
    contractPeriod: row.startsOn === null || row.endsOn === null ? null : { startsOn: row.startsOn, endsOn: row.endsOn },
    places: await placesOf(tx, row),
    dates: {
      createdAt: row.createdAt.toISOString(),
      criteriaLockedAt: row.criteriaLockedAt?.toISOString() ?? null,
      evidenceRequestedAt: request?.sentAt.toISOString() ?? null,
      evidenceDueAt: request?.dueAt.toISOString() ?? null,
    },
    provenance: buyer.provenance,
  };
}

/** Its places with their regions, as these are called. */
async function placesOf(tx: Tx, { id }: Procurement): Promise<PackPlace[]> {
  return tx.query(
    `SELECT x ->> 'name' AS name, (SELECT json_build_object('code', r.code, 'name', r.name) FROM region r WHERE r.code = x ->> 'region') AS region
     FROM procurement p CROSS JOIN LATERAL jsonb_array_elements(p.places) WITH ORDINALITY y (x, n) WHERE p.id = $1 ORDER BY n`,
    [id],
  );
}

async function lockedSearchOf(tx: Tx, key: string): Promise<PackContents['lockedSearch']> {
  const search = await tx.findOneBy(LockedSearch, { procurementId: key });
  if (search === null) return null;
  const rows = await tx.find(LockedResult, { where: { lockedSearchId: search.id }, order: { position: 'ASC' } });
  const results: LockedSearchResult[] = rows.map(({ snapshot }) => packedResult(snapshot as FoundSupplier));
  const criteria = search.criteria as Parameters<typeof searchDigest>[0]['criteria'];
  return {
    criteria,
    dataDate: search.dataDate.toISOString(),
    digest: search.digest,
    lockedAt: search.lockedAt.toISOString(),
    lockedBy: { id: search.lockedById === null ? null : globalId(User, search.lockedById), name: search.lockedByName },
    results,
  };
}

/** Since when documents of the answers can be opened no more by the buyer, by their keys: their bytes go into no pack from then on. */
async function closedEvidence(tx: Tx, key: string): Promise<Map<string, string>> {
  const rows: { id: string; closedAt: string }[] = await tx.query(
    `SELECT DISTINCT e.document_id AS id, ${instantSql('e.closed_at')} AS "closedAt"
     FROM submission s JOIN candidate c ON c.id = s.candidate_id CROSS JOIN LATERAL closed_evidence(s.id) e WHERE c.procurement_id = $1`,
    [key],
  );
  return new Map(rows.map(({ id, closedAt }) => [id, closedAt]));
}

/** Whose each invitation is, in the order of the candidates. */
async function invitationsOf(tx: Tx, key: string): Promise<PackInvitation[]> {
  const rows = await tx.find(Invitation, { where: { procurementId: key }, order: { candidateId: 'ASC' } });
  return rows.map(({ id, candidateId }) => ({
    id: globalId(Invitation, id),
    candidateId: globalId(Candidate, candidateId),
  }));
}

/** What was signed of attestations, by their keys: it stays as it was signed, whatever becomes of them. */
async function statementsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PackStatement>> {
  const rows: (PackStatement & { id: string })[] = await tx.query(
    `SELECT id, statement AS words, signatory_name AS signatory, signatory_role AS role, ${instantSql('signed_at')} AS "signedAt", signed_hash AS "signedHash"
     FROM attestation WHERE id = ANY ($1) AND signed_at IS NOT NULL`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, ...statement }) => [id, statement]));
}

async function interestsOf(tx: Tx, key: string): Promise<PackInterestDeclaration[]> {
  const rows = await tx.find(InterestDeclaration, { where: { procurementId: key }, order: { declaredAt: 'ASC', id: 'ASC' } });
  return rows.map(({ userId, userName, declaredAt, hasConflict, statement }) => ({
    assessor: { id: globalId(User, userId), name: userName },
    declaredAt: declaredAt.toISOString(),
    hasConflict,
    statement,
  }));
}

async function assessmentsOf(tx: Tx, key: string): Promise<PackAssessment[]> {
  const rows = await tx.find(Assessment, {
    where: { procurementId: key },
    order: { candidateId: 'ASC', requirementId: 'ASC', id: 'ASC' },
  });
  const refs = new Map((await tx.findBy(Requirement, { procurementId: key })).map(({ id, ref }) => [id, ref]));
  return rows.map((row) => ({
    candidateId: globalId(Candidate, row.candidateId),
    requirementRef: refs.get(row.requirementId) ?? '',
    conformance: row.conformance,
    score: row.conformance === 'UNKNOWN' ? null : row.score,
    strength: row.strength,
    assessor: { id: globalId(User, row.assessorId), name: row.assessorName },
    reason: row.reason,
    assessedAt: row.updatedAt.toISOString(),
  }));
}
