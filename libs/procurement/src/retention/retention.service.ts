import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import {
  BadUserInput,
  dayInWords,
  daysFrom,
  globalId,
  IllegalTransition,
  instantInWords,
  Member,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementPayload } from '../procurement/procurement.inputs';
import { ProcurementRows } from '../procurement/procurement-rows';
import { RetentionHold } from './retention.entities';
import { KeepRecordsUntilInput, LiftHoldInput, PlaceHoldInput } from './retention.inputs';
import type { RetentionRule } from './retention.types';

/** A day is set so far ahead that it is told in time. */
const NOTICE_DAYS = 30;

/** Until when records are kept, as far as people say, and the holds that keep them longer. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
  ) {}

  /** Nothing is erased while a hold stands; what was asked to be erased is asked for no more. */
  async placeHold(caller: Member, { procurementId, kind, reason }: PlaceHoldInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      await this.rows.locked(tx, Procurement, { id: key, organisationId: caller.organisation.id });
      const id = uuidv7();
      await tx.insert(RetentionHold, {
        id,
        procurementId: key,
        organisationId: caller.organisation.id,
        kind,
        reason,
        placedById: caller.user.id,
        placedByName: caller.user.name,
        placedAt: await timeOfDeed(tx),
      });
      await tx.query('DELETE FROM erasing_request WHERE procurement_id = $1', [key]);
      await this.record(tx, caller, key, 'hold.placed', { hold: globalId(RetentionHold, id), kind, reason });
    });
    return { procurement: refer(Procurement, key) };
  }

  /** @throws IllegalTransition when it was lifted before */
  async liftHold(caller: Member, { holdId, reason }: LiftHoldInput): Promise<ProcurementPayload> {
    const id = readId(RetentionHold, holdId);
    const where = { id, organisationId: caller.organisation.id };
    const key = await this.transactions.run(caller, async (tx) => {
      const procurementId = await this.rows.procurementOf(tx, RetentionHold, where);
      await this.rows.locked(tx, Procurement, { id: procurementId, organisationId: caller.organisation.id });
      const hold = await tx.findOneByOrFail(RetentionHold, where);
      if (hold.liftedAt !== null)
        throw new IllegalTransition(
          `${hold.liftedByName ?? 'Somebody'} lifted this hold on ${instantInWords(hold.liftedAt)}. Read the page again.`,
        );
      await tx.update(RetentionHold, where, {
        liftedById: caller.user.id,
        liftedByName: caller.user.name,
        liftedAt: await timeOfDeed(tx),
        liftedReason: reason,
      });
      await this.record(tx, caller, procurementId, 'hold.lifted', { hold: holdId, kind: hold.kind, reason });
      return procurementId;
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * Sets the day where the law counts no term, or a later one than it counts.
   *
   * @throws BadUserInput when the day is too near to be told of, or comes before the term of the law
   * @throws IllegalTransition while nothing is awarded and the procurement goes on
   */
  async keepUntil(caller: Member, { procurementId, keptUntil, reason }: KeepRecordsUntilInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      await this.rows.locked(tx, Procurement, { id: key, organisationId: caller.organisation.id });
      const [{ rule, least, before }]: { rule: RetentionRule | null; least: string | null; before: string | null }[] =
        await tx.query(
          `SELECT rule, to_char(three_years_from(since), 'YYYY-MM-DD') AS least, to_char(kept_until, 'YYYY-MM-DD') AS before FROM retention_of($1)`,
          [key],
        );
      if (rule === null)
        throw new IllegalTransition(
          'This procurement goes on, so that its records are kept anyway. Set a day once it is over.',
        );
      const setAt = await timeOfDeed(tx);
      mustBeFarEnough(keptUntil, daysFrom(dayOf(setAt.toISOString()), NOTICE_DAYS), least);
      await tx.query(
        `INSERT INTO retention_term (id, procurement_id, organisation_id, kept_until, reason, set_by_id, set_by_name, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [uuidv7(), key, caller.organisation.id, keptUntil, reason, caller.user.id, caller.user.name, setAt],
      );
      await this.record(tx, caller, key, 'retention.set', { before, keptUntil, reason });
    });
    return { procurement: refer(Procurement, key) };
  }

  private record(tx: Tx, caller: Member, key: string, action: string, detail: Record<string, string | null>): Promise<void> {
    return this.audit.record(tx, caller, { action, subject: { type: Procurement, id: key }, detail });
  }
}

/** @param soonest,least calendar days: for the notice, and by the law */
function mustBeFarEnough(keptUntil: string, soonest: string, least: string | null): void {
  if (least !== null && keptUntil < least)
    throw BadUserInput.field(
      'keptUntil',
      `The law keeps these records until ${dayInWords(least)}. Choose that day or a later one.`,
    );
  if (keptUntil < soonest)
    throw BadUserInput.field(
      'keptUntil',
      `${dayInWords(keptUntil)} is less than ${NOTICE_DAYS} days away, and administrators are told ${NOTICE_DAYS} days before. Choose ${dayInWords(soonest)} or a later day.`,
    );
}
