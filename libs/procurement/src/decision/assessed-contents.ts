import { Supplier } from '#directory';
import { type AssessedContents, type PackCandidate, type PackModeration, type PackRequirement } from '#pack';
import { globalId, Tx } from '#platform';
import { User } from '#identity';
import { Candidate } from '../candidate/candidate.entity';
import { Procurement } from '../procurement/procurement.entity';
import { decidedBySql, Requirement } from '../requirement/requirement.entity';

interface RequirementRow extends Omit<PackRequirement, 'id' | 'guidance' | 'weight'> {
  id: string;
  weight: string | null;
  guidance: PackRequirement['guidance'];
}

/**
 * What summaries and ranking are made from, read from the rows in the pack's own form: so that the decision, the summaries and the
 * pack add up the same figures.
 */
export async function assessedContents(tx: Tx, procurementId: string): Promise<Omit<AssessedContents, 'decision'>> {
  return {
    procurement: { id: globalId(Procurement, procurementId) },
    requirements: await requirementsOf(tx, procurementId),
    candidates: await candidatesOf(tx, procurementId),
    moderation: await moderationOf(tx, procurementId),
  };
}

async function requirementsOf(tx: Tx, procurementId: string): Promise<PackRequirement[]> {
  const rows: RequirementRow[] = await tx.query(
    `SELECT r.id, r.ref, r.text, r.kind, r.weight, r.minimum_strength AS "minimumStrength",
       (SELECT coalesce(json_agg(json_build_object('documentCode', d.code, 'itemCode', i.code, 'itemTitle', i.title, 'status', g.status, 'confidence', g.confidence,
           'reasons', (SELECT coalesce(json_agg(x ->> 'text'), '[]') FROM jsonb_array_elements(g.reasons) x),
           'decidedBy', ${decidedBySql('g')},
           'decidedAt', to_char(g.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'note', g.note) ORDER BY g.position, i.code), '[]')
         FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id JOIN guidance_document d ON d.id = i.document_id WHERE g.requirement_id = r.id) AS guidance
     FROM requirement r WHERE r.procurement_id = $1 ORDER BY r.position`,
    [procurementId],
  );
  return rows.map((row) => ({
    ...row,
    id: globalId(Requirement, row.id),
    weight: row.weight === null ? null : Number(row.weight),
  }));
}

async function candidatesOf(tx: Tx, procurementId: string): Promise<PackCandidate[]> {
  const rows: (Omit<PackCandidate, 'supplier'> & {
    supplierId: string;
    name: string;
    provenance: PackCandidate['supplier']['provenance'];
    identifiers: PackCandidate['supplier']['identifiers'];
  })[] = await tx.query(
    `SELECT c.id, c.state, c.reason, s.id AS "supplierId", s.name, s.provenance,
       (SELECT coalesce(json_agg(json_build_object('scheme', i.scheme, 'id', i.identifier) ORDER BY NOT i.is_primary, i.scheme), '[]')
        FROM organisation_identifier i WHERE i.organisation_id = s.organisation_id) AS identifiers
     FROM candidate c JOIN supplier s ON s.id = c.supplier_id WHERE c.procurement_id = $1
     ORDER BY md5(c.procurement_id::text || c.supplier_id::text)`,
    [procurementId],
  );
  return rows.map(({ id, state, reason, supplierId, name, provenance, identifiers }) => ({
    id: globalId(Candidate, id),
    supplier: { id: globalId(Supplier, supplierId), name, identifiers, provenance },
    state,
    reason,
  }));
}

async function moderationOf(tx: Tx, procurementId: string): Promise<PackModeration[]> {
  const rows: (Omit<PackModeration, 'moderator' | 'moderatedAt'> & {
    moderatorId: string;
    moderatorName: string;
    moderatedAt: Date;
    requirementKind: string;
  })[] = await tx.query(
    `SELECT m.candidate_id AS "candidateId", r.ref AS "requirementRef", m.conformance, m.score, m.strength, m.reason,
       m.moderator_id AS "moderatorId", m.moderator_name AS "moderatorName", m.moderated_at AS "moderatedAt"
     FROM moderation m JOIN requirement r ON r.id = m.requirement_id JOIN candidate c ON c.id = m.candidate_id
     WHERE m.procurement_id = $1 ORDER BY md5(c.procurement_id::text || c.supplier_id::text), r.position`,
    [procurementId],
  );
  return rows.map(
    ({ candidateId, moderatorId, moderatorName, moderatedAt, requirementRef, conformance, score, strength, reason }) => ({
      candidateId: globalId(Candidate, candidateId),
      requirementRef,
      conformance,
      score: conformance === 'UNKNOWN' ? null : score,
      strength,
      reason,
      moderator: { id: globalId(User, moderatorId), name: moderatorName },
      moderatedAt: moderatedAt.toISOString(),
    }),
  );
}
