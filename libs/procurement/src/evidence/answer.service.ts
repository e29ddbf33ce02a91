import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Attestation } from '#attestations';
import { hashOf } from '#pack';
import {
  BadUserInput,
  Document,
  globalId,
  Member,
  mustBe,
  mustBeCurrent,
  NotFound,
  readId,
  refer,
  TIME_OF_DEED,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { AnswerSheets } from './answer-sheets';
import { SaveAnswerInput, SaveAnswerPayload } from './answer.inputs';
import { Answer } from './answer.type';
import { Correspondence } from './correspondence';
import { mustBeInTime } from './deadline';
import { Invitation } from './invitation.entity';
import { InvitationRows } from './invitation-rows';
import { afterSaving, ANSWERABLE, INVITATION } from './invitation.states';
import { mustNotBeTakenBack } from './taken-back';

/** An answer as its row holds it. */
interface AnswerRow extends Required<Pick<SaveAnswerInput, 'requirementRef' | 'statement' | 'strength'>> {
  attestationIds: string[];
  documentIds: string[];
}

@Injectable()
export class AnswerService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRows,
    private readonly sheets: AnswerSheets,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Saves the supplier's working answer to one requirement. The buyer reads it only once it is submitted.
   *
   * @throws IllegalTransition after the deadline, naming it
   * @throws BadUserInput when nothing was asked under that ref, or an attestation is a draft, or is attached anew and was withdrawn or rejected
   * @throws NotFound when the invitation, an attestation or a document is not the caller's
   * @throws Conflict when somebody else has saved the answer since `expectedVersion`
   */
  async save(caller: Member, input: SaveAnswerInput): Promise<SaveAnswerPayload> {
    return this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofSupplier(tx, caller, input.invitationId);
      mustBe(INVITATION, invitation.state, ANSWERABLE, 'Saving an answer');
      mustBeInTime(invitation, await timeOfDeed(tx), 'Saving an answer');
      const before = answerUnder(await this.sheets.one(tx, caller, invitation.id), input.requirementRef);
      mustBeCurrent('answer', before, input.expectedVersion);

      const row: AnswerRow = {
        requirementRef: input.requirementRef,
        statement: input.statement,
        strength: input.strength ?? 'ASSERTION',
        attestationIds: await ownAttestations(tx, caller, input.attestationIds ?? [], before.attestationIds),
        documentIds: await ownDocuments(tx, caller, input.documentIds ?? []),
      };
      await keep(tx, caller, invitation, row);
      if (afterSaving(invitation.state) !== invitation.state) {
        await this.invitations.moveTo(tx, invitation, afterSaving(invitation.state));
      }
      await this.correspondence.record(tx, caller, [
        {
          organisationId: caller.organisation.id,
          action: 'answer.saved',
          subject: { type: Invitation, id: invitation.id },
          detail: { requirement: row.requirementRef, version: before.version + 1, hash: hashOf({ ...row }) },
        },
      ]);
      const answer = answerUnder(await this.sheets.one(tx, caller, invitation.id), row.requirementRef);
      return { answer, invitation: refer(Invitation, invitation.id) };
    });
  }
}

/** @throws BadUserInput naming the ref when nothing was asked under it */
function answerUnder(sheet: readonly Answer[], ref: string): Answer {
  const answer = sheet.find(({ requirement }) => requirement.ref === ref);
  if (answer !== undefined) return answer;
  throw BadUserInput.field(
    'requirementRef',
    `Nothing was asked under "${ref}". Use the ref of a requirement of this invitation, such as "${sheet[0]?.requirement.ref ?? ''}".`,
  );
}

/**
 * Keys of attestations that are the caller's own and have left the draft.
 *
 * @param attached keys of those that were on the answer before: what was taken back since stays until it is taken off
 * @throws NotFound, BadUserInput
 */
async function ownAttestations(tx: Tx, caller: Member, ids: readonly string[], attached: readonly string[]): Promise<string[]> {
  const keys = [...new Set(ids.map((id) => readId(Attestation, id)))];
  const own: { id: string; status: string; schemeName: string; reference: string | null }[] = await tx.query(
    `SELECT a.id, a.state AS status, s.name AS "schemeName", a.reference
     FROM attestation a JOIN attestation_scheme s ON s.code = a.scheme_code WHERE a.id = ANY ($1) AND a.organisation_id = $2`,
    [keys, caller.organisation.id],
  );
  if (own.length < keys.length) throw new NotFound('attestation');
  const draft = own.find(({ status }) => status === 'DRAFT');
  if (draft !== undefined) {
    throw BadUserInput.field(
      'attestationIds',
      `The attestation ${globalId(Attestation, draft.id)} is a draft, which proves nothing yet. Have it signed and submitted, then add it.`,
    );
  }
  mustNotBeTakenBack(own.filter(({ id }) => !attached.includes(id)));
  return keys;
}

/** Keys of documents that the caller's organisation uploaded. @throws NotFound */
async function ownDocuments(tx: Tx, caller: Member, ids: readonly string[]): Promise<string[]> {
  const keys = [...new Set(ids.map((id) => readId(Document, id)))];
  const own: unknown[] = await tx.query('SELECT id FROM document WHERE id = ANY ($1) AND organisation_id = $2', [
    keys,
    caller.organisation.id,
  ]);
  if (own.length < keys.length) throw new NotFound('document');
  return keys;
}

async function keep(tx: Tx, caller: Member, invitation: Invitation, row: AnswerRow): Promise<void> {
  const [{ id }]: { id: string }[] = await tx.query(
    `INSERT INTO answer AS a (id, invitation_id, organisation_id, requirement_ref, statement, strength, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, ${TIME_OF_DEED})
     ON CONFLICT (invitation_id, requirement_ref) DO UPDATE SET statement = excluded.statement, strength = excluded.strength,
       updated_at = excluded.updated_at, version = a.version + 1
     RETURNING a.id`,
    [uuidv7(), invitation.id, caller.organisation.id, row.requirementRef, row.statement, row.strength],
  );
  for (const [table, column, keys] of [
    ['answer_attestation', 'attestation_id', row.attestationIds],
    ['answer_document', 'document_id', row.documentIds],
  ] as const) {
    await tx.query(`DELETE FROM ${table} WHERE answer_id = $1 AND ${column} <> ALL ($2)`, [id, keys]);
    await tx.query(
      `INSERT INTO ${table} (answer_id, ${column}, organisation_id) SELECT $1, unnest($2::uuid[]), $3 ON CONFLICT DO NOTHING`,
      [id, keys, caller.organisation.id],
    );
  }
}
