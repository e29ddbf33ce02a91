import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Attestation, attestationHash } from '#attestations';
import { instantSql, Tx } from '#platform';
import { Answer } from './answer.type';
import { AnswerSnapshot, DocumentSnapshot, SubmittedAttestationSnapshot } from './submission.entity';

/** Takes what answers rely on as it stands now, so that a submission says what it was on its day. */
@Injectable()
export class EvidenceSnapshots {
  /** The answers of a sheet with their attestations and documents, in the sheet's order. */
  async of(tx: Tx, sheet: readonly Answer[]): Promise<AnswerSnapshot[]> {
    const attestations = await this.attestations(tx, [...new Set(sheet.flatMap(({ attestationIds }) => attestationIds))]);
    const documents = await this.documents(tx, [...new Set(sheet.flatMap(({ documentIds }) => documentIds))]);
    return sheet.map(({ requirement, statement, strength, attestationIds, documentIds }) => ({
      requirementId: requirement.requirementId,
      ref: requirement.ref,
      statement,
      strength,
      attestations: attestationIds.flatMap((id) => attestations.get(id) ?? []),
      documents: documentIds.flatMap((id) => documents.get(id) ?? []),
    }));
  }

  /** They stand still until the submission is in: what one statement reads of them is what the next one hashes. */
  private async attestations(tx: Tx, ids: readonly string[]): Promise<Map<string, SubmittedAttestationSnapshot>> {
    // The newest first, as a verifier locks one and then the older one whose place it takes.
    await tx.query('SELECT FROM attestation WHERE id = ANY ($1) ORDER BY id DESC FOR SHARE', [ids]);
    const rows: Omit<SubmittedAttestationSnapshot, 'hash'>[] = await tx.query(ATTESTATION_SNAPSHOTS, [ids]);
    const entities = new Map((await tx.findBy(Attestation, { id: In([...ids]) })).map((entity) => [entity.id, entity]));
    return new Map(
      rows.flatMap((row) => {
        const entity = entities.get(row.id);
        return entity === undefined ? [] : [[row.id, { ...row, hash: attestationHash(entity) }]];
      }),
    );
  }

  private async documents(tx: Tx, ids: readonly string[]): Promise<Map<string, DocumentSnapshot>> {
    const rows: DocumentSnapshot[] = await tx.query(
      'SELECT id, file_name AS name, sha256, size::double precision AS size, media_type AS "mediaType" FROM document WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** The instant as JavaScript writes it, so that its text is the same wherever it is read. */
const RECEIVED_AT = instantSql('a.received_at');

const ATTESTATION_SNAPSHOTS = `
  SELECT a.id, a.scheme_code AS scheme, s.name AS "schemeName", a.reference, a.strength,
    (SELECT json_build_object('id', p.id, 'name', p.name) FROM product p WHERE p.id = a.product_id) AS product,
    CASE WHEN a.state = 'VERIFIED' AND least(a.expires_on, a.covers_to) < current_date THEN 'EXPIRED' ELSE a.state END AS status,
    json_build_object('legalEntity', a.legal_entity, 'sites', a.sites, 'productVersions', a.product_versions, 'exclusions', a.exclusions) AS scope,
    json_build_object('coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on,
      'receivedAt', ${RECEIVED_AT}) AS dates,
    (SELECT coalesce(json_agg(json_build_object('name', f.name, 'label', f.label, 'values', f.given) ORDER BY f.position), '[]')
      FROM attestation_field f WHERE f.attestation_id = a.id) AS "fieldValues",
    (SELECT json_build_object('outcome', v.outcome, 'method', v.method, 'verifiedBy', json_build_object('id', v.verified_by_id, 'name', v.verified_by_name),
        'checkedOn', v.checked_on, 'note', v.note)
      FROM verification v WHERE v.attestation_id = a.id ORDER BY v.created_at DESC, v.id DESC LIMIT 1) AS verification,
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'name', d.file_name, 'sha256', d.sha256, 'size', d.size, 'mediaType', d.media_type) ORDER BY d.id), '[]')
      FROM attestation_document x JOIN document d ON d.id = x.document_id WHERE x.attestation_id = a.id) AS documents
  FROM attestation a JOIN attestation_scheme s ON s.code = a.scheme_code WHERE a.id = ANY ($1)`;
