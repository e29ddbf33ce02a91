import { Injectable } from '@nestjs/common';
import { Attestation, type Strength } from '#attestations';
import { dayOf, type Day } from '#pack';
import { Document, Forbidden, Member, NotFound, referAll, Tx } from '#platform';
import { Answer } from './answer.type';
import { AskedRequirement } from './evidence-request.entity';
import { isProof, OwnAttestation, prefilledAnswer, strongest } from './prefilled-answer';

interface Sheet {
  invitationId: string;
  requirements: AskedRequirement[];
}

interface StoredAnswer {
  invitationId: string;
  ref: string;
  statement: string;
  strength: Strength;
  version: number;
  attestationIds: string[];
  documentIds: string[];
}

/** The working answers of a supplier: an answer for each requirement that was sent, in the order in which it was sent. */
@Injectable()
export class AnswerSheets {
  /**
   * The sheets of several invitations of the caller's, in three statements however many they are.
   *
   * @throws Forbidden to the buyer, who reads what was submitted and never what is being written
   * @returns by the key of the invitation
   */
  async read(tx: Tx, caller: Member, invitationIds: readonly string[]): Promise<Map<string, Answer[]>> {
    const sheets = await this.sheets(tx, caller, invitationIds);
    const stored = await this.stored(tx, invitationIds);
    const own = await this.ownAttestations(tx, caller);
    const today = dayOf(new Date().toISOString());
    return new Map(
      sheets.map(({ invitationId, requirements }) => [
        invitationId,
        requirements.map((requirement) => answerTo(requirement, stored.get(`${invitationId} ${requirement.ref}`), own, today)),
      ]),
    );
  }

  /** The sheet of one invitation. @throws NotFound when the caller is no party to it */
  async one(tx: Tx, caller: Member, invitationId: string): Promise<Answer[]> {
    const sheet = (await this.read(tx, caller, [invitationId])).get(invitationId);
    if (sheet === undefined) throw new NotFound('invitation');
    return sheet;
  }

  private async sheets(tx: Tx, caller: Member, invitationIds: readonly string[]): Promise<Sheet[]> {
    const rows: (Sheet & { supplier: string })[] = await tx.query(
      `SELECT i.id AS "invitationId", i.supplier_organisation_id AS supplier, r.snapshot -> 'requirements' AS requirements
       FROM invitation i JOIN evidence_request r ON r.id = i.request_id WHERE i.id = ANY ($1)`,
      [invitationIds],
    );
    if (rows.some(({ supplier }) => supplier !== caller.organisation.id)) {
      throw new Forbidden(
        'Answers that are being written are the supplier\'s alone. What it submitted is under "submissions", from the deadline on.',
      );
    }
    return rows;
  }

  private async stored(tx: Tx, invitationIds: readonly string[]): Promise<Map<string, StoredAnswer>> {
    const rows: StoredAnswer[] = await tx.query(
      `SELECT a.invitation_id AS "invitationId", a.requirement_ref AS ref, a.statement, a.strength, a.version,
         ARRAY(SELECT attestation_id FROM answer_attestation WHERE answer_id = a.id ORDER BY attestation_id) AS "attestationIds",
         ARRAY(SELECT document_id FROM answer_document WHERE answer_id = a.id ORDER BY document_id) AS "documentIds"
       FROM answer a WHERE a.invitation_id = ANY ($1)`,
      [invitationIds],
    );
    return new Map(rows.map((row) => [`${row.invitationId} ${row.ref}`, row]));
  }

  /** The attestations that the caller's organisation can put forward: all but its drafts. */
  private async ownAttestations(tx: Tx, caller: Member): Promise<OwnAttestation[]> {
    return tx.query(
      `SELECT a.id, a.scheme_code AS scheme, s.name AS "schemeName", a.reference, a.strength, a.state AS status,
         json_build_object('coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on,
           'receivedAt', a.received_at) AS dates
       FROM attestation a JOIN attestation_scheme s ON s.code = a.scheme_code
       WHERE a.organisation_id = $1 AND a.state <> 'DRAFT'`,
      [caller.organisation.id],
    );
  }
}

function answerTo(
  requirement: AskedRequirement,
  stored: StoredAnswer | undefined,
  own: readonly OwnAttestation[],
  today: Day,
): Answer {
  const { statement, strength, attestationIds } = stored ?? prefilledAnswer(requirement, own, today);
  const documentIds = stored?.documentIds ?? [];
  const proof = own.filter((attestation) => attestationIds.includes(attestation.id) && isProof(attestation, today));
  return Object.assign(new Answer(), {
    requirement,
    statement,
    strength,
    evidenceStrength: strongest(proof),
    prefilled: stored === undefined,
    version: stored?.version ?? 0,
    evidence: referAll(Attestation, attestationIds),
    documents: referAll(Document, documentIds),
    attestationIds,
    documentIds,
  });
}
