import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Product, Supplier } from '#directory';
import { type Day, dayOf, hashOf } from '#pack';
import { BadUserInput, Member, move, mustBeCurrent, NotFound, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { AttestationScheme } from '../scheme/attestation-scheme.entity';
import { attach, attachedHashes } from './attachments';
import { Attestation, type SchemeFieldValue } from './attestation.entity';
import {
  AttestationContentInput,
  AttestationPayload,
  SaveAttestationDraftInput,
  SubmitAttestationInput,
  VerifyAttestationInput,
  WithdrawAttestationInput,
} from './attestation.inputs';
import { ATTESTATION } from './attestation.states';
import { confirmedStrength, mustBeDraft, mustBeOf, mustHaveBeenCheckable } from './attestation.policy';
import { mustEnd, mustHoldTogether } from './dates';
import { filledIn, fillIn, mustBeFilledIn } from './field-values';
import { tellHolder, yourAttestation } from './letters';
import { type Content, statementWords } from './statement';
import type { Strength } from './strength';

@Injectable()
export class AttestationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Keeps a draft, of which nobody but the supplier's own organisation knows. */
  async saveDraft(caller: Member, input: SaveAttestationDraftInput): Promise<AttestationPayload> {
    const id = await this.transactions.run(caller, (tx) => this.draftIn(tx, caller, input, input.attestationId));
    return { attestation: refer(Attestation, id) };
  }

  /**
   * The same within a transaction.
   *
   * @param from the file that it was read out of, for the record
   * @returns the key of the draft
   */
  async draftIn(
    tx: Tx,
    caller: Member,
    input: AttestationContentInput,
    draftId?: string,
    from: { file?: string; sha256?: string } = {},
  ): Promise<string> {
    const { key } = await this.write(tx, caller, input, draftId);
    await this.audit.record(tx, caller, {
      action: 'attestation.drafted',
      subject: { type: Attestation, id: key },
      detail: { scheme: input.schemeCode, ...from },
    });
    return key;
  }

  /** Submits, signed: the exact words, the time and the hash of what was signed are kept and never change. */
  async submit(caller: Member, input: SubmitAttestationInput): Promise<AttestationPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const { key, content, fieldValues, scheme, supplier } = await this.write(tx, caller, input, input.attestationId);
      mustEnd(content, scheme);
      mustBeFilledIn(scheme, fieldValues);
      const state = move(ATTESTATION, 'DRAFT', 'SUBMITTED');
      const product = content.productId === null ? null : await tx.findOneByOrFail(Product, { id: content.productId });
      const documents = await attachedHashes(tx, key);
      const words = statementWords({ scheme, supplier, product }, content, {
        documents: documents.length,
        fields: fieldValues.length,
      });
      const signed = {
        ...content,
        fieldValues,
        documents,
        words,
        signatory: input.statement.signatoryName,
        role: input.statement.signatoryRole,
      };
      const signedAt = await timeOfDeed(tx);
      await tx.update(
        Attestation,
        { id: key },
        {
          state,
          signatoryId: caller.user.id,
          signatoryName: input.statement.signatoryName,
          signatoryRole: input.statement.signatoryRole,
          statementWords: words,
          signedAt,
          signedHash: hashOf(signed),
          receivedAt: signedAt,
        },
      );
      await this.audit.record(tx, caller, {
        action: 'attestation.submitted',
        subject: { type: Attestation, id: key },
        detail: { scheme: scheme.code, signedHash: hashOf(signed) },
      });
      return key;
    });
    return { attestation: refer(Attestation, id) };
  }

  /** The words that would be signed now. @throws NotFound when the draft is not the caller's */
  async statementToSign(caller: Member, id: string): Promise<string> {
    return this.transactions.read(caller, async (tx) => {
      const draft = await tx.findOneBy(Attestation, { id, organisationId: caller.organisation.id });
      if (draft === null) throw new NotFound('attestation');
      const scheme = await tx.findOneByOrFail(AttestationScheme, { code: draft.schemeCode });
      const supplier = await tx.findOneByOrFail(Supplier, { id: draft.supplierId });
      const product = draft.productId === null ? null : await tx.findOneByOrFail(Product, { id: draft.productId });
      const documents = await attachedHashes(tx, id);
      const fields = (await filledIn(tx, id)).length;
      return statementWords({ scheme, supplier, product }, draft, { documents: documents.length, fields });
    });
  }

  /**
   * Confirms, confirms at a lower strength, or rejects what was submitted. A verified one takes the place of the one it names, unless it
   * begins later: until then the older one is what is held, and ends by its own dates.
   */
  async verify(caller: Member, input: VerifyAttestationInput): Promise<AttestationPayload> {
    const id = readId(Attestation, input.attestationId);
    await this.transactions.run(caller, async (tx) => {
      const attestation = await this.locked(tx, id);
      const state = move(ATTESTATION, attestation.state, input.outcome);
      const today = await todayIn(tx);
      mustHaveBeenCheckable(attestation, input.checkedOn, today);
      const strength = confirmedStrength(attestation, input);
      await tx.update(
        Attestation,
        { id },
        { state, strength: input.outcome === 'VERIFIED' ? strength : attestation.strength, version: attestation.version + 1 },
      );
      await tx.query(
        `INSERT INTO verification (id, attestation_id, outcome, method, note, strength, checked_on, verified_by_id, verified_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          uuidv7(),
          id,
          input.outcome,
          input.method,
          input.note ?? null,
          strength,
          input.checkedOn,
          caller.user.id,
          caller.user.name,
        ],
      );
      if (input.outcome === 'VERIFIED' && attestation.supersedesId !== null && (attestation.coversFrom ?? '') <= today)
        await this.supersede(tx, caller, attestation.supersedesId);
      const deed = {
        action: input.outcome === 'VERIFIED' ? 'attestation.verified' : 'attestation.rejected',
        subject: { type: Attestation, id },
        detail: { method: input.method, strength, checkedOn: input.checkedOn },
      };
      await this.audit.record(tx, caller, deed);
      await this.tell(tx, attestation, input, strength);
    });
    return { attestation: refer(Attestation, id) };
  }

  /** The supplier is told what came of it, and why where it was rejected. */
  private async tell(
    tx: Tx,
    { id, organisationId, schemeCode, reference, claimedStrength }: Attestation,
    { outcome, note }: VerifyAttestationInput,
    strength: Strength,
  ): Promise<void> {
    const scheme = await tx.findOneByOrFail(AttestationScheme, { code: schemeCode });
    const what = yourAttestation(scheme.name, reference);
    const verified = strength === claimedStrength ? 'was verified.' : 'was verified at a lower strength than you claimed.';
    const because = (note ?? '').trim();
    const text =
      outcome === 'VERIFIED' ? `${what} ${verified}` : `${what} was rejected${because === '' ? '.' : `: ${because}`}`;
    await tellHolder(tx, { attestation: { id, organisationId }, kind: 'ATTESTATION_DECIDED', text });
  }

  /** Takes an attestation back. Whoever relied on it keeps what it said then. */
  async withdraw(caller: Member, { attestationId, reason }: WithdrawAttestationInput): Promise<AttestationPayload> {
    const id = readId(Attestation, attestationId);
    await this.transactions.run(caller, async (tx) => {
      const attestation = await this.locked(tx, id);
      mustBeOf(caller, attestation);
      const state = move(ATTESTATION, attestation.state, 'WITHDRAWN');
      await tx.update(Attestation, { id }, { state, version: attestation.version + 1 });
      await this.audit.record(tx, caller, {
        action: 'attestation.withdrawn',
        subject: { type: Attestation, id },
        detail: { reason: reason ?? null },
      });
    });
    return { attestation: refer(Attestation, id) };
  }

  private async supersede(tx: Tx, caller: Member, id: string): Promise<void> {
    const older = await tx.findOne(Attestation, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (older?.state !== 'VERIFIED') return;
    await tx.update(Attestation, { id }, { state: move(ATTESTATION, older.state, 'SUPERSEDED'), version: older.version + 1 });
    await this.audit.record(tx, caller, { action: 'attestation.superseded', subject: { type: Attestation, id } });
  }

  private async locked(tx: Tx, id: string): Promise<Attestation> {
    const attestation = await tx.findOne(Attestation, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (attestation === null) throw new NotFound('attestation');
    return attestation;
  }

  private async write(
    tx: Tx,
    caller: Member,
    input: AttestationContentInput,
    draftId: string | undefined,
  ): Promise<{
    key: string;
    content: Content;
    fieldValues: SchemeFieldValue[];
    scheme: AttestationScheme;
    supplier: Supplier;
  }> {
    const supplier = await tx.findOneBy(Supplier, { organisationId: caller.organisation.id });
    if (supplier === null)
      throw new BadUserInput('Your organisation has no page in the directory yet. Claim it first, then attest.');
    const scheme = await schemeWith(tx, input.schemeCode);
    const draftKey = keyIn(Attestation, draftId);
    const content = await this.content(tx, supplier, scheme, input, draftKey);
    const key = draftKey ?? uuidv7();
    if (draftKey === null) {
      await tx.insert(Attestation, {
        ...content,
        id: key,
        organisationId: caller.organisation.id,
        supplierId: supplier.id,
        state: 'DRAFT',
        receivedAt: await timeOfDeed(tx),
        version: 1,
      });
    } else {
      const draft = await this.locked(tx, key);
      mustBeOf(caller, draft);
      mustBeDraft(draft);
      mustBeCurrent('draft', draft, input.expectedVersion ?? undefined);
      await tx.update(Attestation, { id: key }, { ...content, version: draft.version + 1 });
    }
    await attach(tx, caller, key, input.documentIds ?? []);
    const fieldValues = await fillIn(tx, key, scheme, input.fieldValues);
    return { key, content, fieldValues, scheme, supplier };
  }

  private async content(
    tx: Tx,
    supplier: Supplier,
    scheme: AttestationScheme,
    input: AttestationContentInput,
    draftKey: string | null,
  ): Promise<Content> {
    const productId = keyIn(Product, input.productId);
    if (productId !== null && !(await tx.existsBy(Product, { id: productId, supplierId: supplier.id }))) {
      throw BadUserInput.field('productId', 'This is not a product of your organisation.');
    }
    const supersedesId = keyIn(Attestation, input.supersedesId);
    if (supersedesId !== null && supersedesId === draftKey)
      throw BadUserInput.field('supersedesId', 'An attestation cannot replace itself. Name the one that was verified before.');
    if (supersedesId !== null && !(await tx.existsBy(Attestation, { id: supersedesId, supplierId: supplier.id })))
      throw new NotFound('attestation');
    const dates = {
      coversFrom: input.coversFrom ?? null,
      coversTo: input.coversTo ?? null,
      issuedOn: input.issuedOn ?? null,
      expiresOn: input.expiresOn ?? null,
    };
    mustHoldTogether(dates, scheme, await todayIn(tx));
    return {
      ...dates,
      schemeCode: scheme.code,
      productId,
      supersedesId,
      reference: input.reference ?? null,
      legalEntity: input.scope.legalEntity,
      sites: input.scope.sites ?? [],
      productVersions: input.scope.productVersions ?? [],
      exclusions: input.scope.exclusions ?? [],
      claimedStrength: input.strength,
      strength: input.strength,
    };
  }
}

/** The key behind an id that a client may leave out, or send as null. */
function keyIn(type: typeof Product | typeof Attestation, id: string | null | undefined): string | null {
  return id === undefined || id === null ? null : readId(type, id);
}

/** The day on which something is done, which no day that is told of it can lie after. */
async function todayIn(tx: Tx): Promise<Day> {
  return dayOf((await timeOfDeed(tx)).toISOString());
}

/** The scheme with a code. @throws BadUserInput when there is none */
export async function schemeWith(tx: Tx, code: string): Promise<AttestationScheme> {
  const scheme = await tx.findOneBy(AttestationScheme, { code });
  if (scheme !== null) return scheme;
  throw BadUserInput.field('schemeCode', `There is no attestation scheme "${code}". Use one of attestationSchemes.`);
}
