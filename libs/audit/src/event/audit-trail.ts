import { Injectable } from '@nestjs/common';
import { JsonValue, sealEvent } from '#pack';
import { Caller, ClassOf, globalId, TIME_OF_DEED, Tx } from '#platform';

/** What to write into the trail. */
export interface Deed {
  /** What was done, as `thing.done`: `search.locked`. */
  action: string;
  /** What it was done to. */
  subject: { type: ClassOf; id: string };
  /** What a reader of the trail needs to know of it. Never the text of confidential answers: those have hashes. */
  detail?: JsonValue;
  /** Whose chain, when it is not the caller's: the other party of an invitation. */
  organisationId?: string;
}

/** Writes events into hash chains, in the transaction of the change that they tell of. */
@Injectable()
export class AuditTrail {
  /**
   * Takes the head of the chain, under a lock until the transaction ends, and appends. The time is taken under the lock: an event is never
   * dated before the one that it follows.
   */
  async record(tx: Tx, caller: Caller, deed: Deed): Promise<void> {
    const organisation = deed.organisationId ?? caller.organisation?.id;
    if (organisation === undefined) throw new Error('an event belongs to the chain of an organisation');
    const [head]: { sequence: string; hash: string; at: Date }[] = await tx.query(
      `SELECT head.*, ${TIME_OF_DEED} AS at FROM audit_head($1) head`,
      [organisation],
    );
    const event = sealEvent({
      organisation,
      sequence: Number(head.sequence) + 1,
      at: head.at.toISOString(),
      actor: { id: caller.user?.id ?? null, name: caller.user?.name ?? 'Assay' },
      action: deed.action,
      subject: { type: deed.subject.type.name, id: globalId(deed.subject.type, deed.subject.id) },
      detail: deed.detail ?? {},
      previousHash: head.hash,
    });
    await tx.query(
      `INSERT INTO audit_event (organisation_id, sequence, at, actor_id, actor_name, action, subject_type, subject_id, detail, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        event.organisation,
        event.sequence,
        event.at,
        event.actor.id,
        event.actor.name,
        event.action,
        event.subject.type,
        event.subject.id,
        JSON.stringify(event.detail),
        event.previousHash,
        event.hash,
      ],
    );
  }

  /**
   * Takes the chain's lock before anything is read that the change depends on, so that two changes of one organisation come one
   * after the other. For what counts or numbers; most changes need it not.
   */
  async serialise(tx: Tx, organisationId: string): Promise<void> {
    await tx.query('SELECT audit_head($1)', [organisationId]);
  }
}
