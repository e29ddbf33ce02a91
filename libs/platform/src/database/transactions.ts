import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { DataSource, EntityManager, QueryFailedError } from 'typeorm';
import { Caller } from '../caller/caller';
import { BadUserInput, Conflict, Refusal, TooComplex } from '../errors/refusal';
import { Watched } from '../telemetry/sql-watch';

/** A transaction in which PostgreSQL knows the caller. */
export type Tx = EntityManager;

/** One mutation, one transaction: the change, its audit event and its jobs commit together or not at all. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction as the caller: row-level security sees the caller's organisation, user and roles. A caller
   * with an idempotency key takes the key in the same transaction, so that the change and the key stand or fall together.
   *
   * @throws Conflict when the key has been used, or when another change came between
   */
  async run<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(async (tx) => {
        watch(tx, caller);
        await actAs(tx, caller);
        await takeIdempotencyKey(tx, caller);
        const result = await work(tx);
        return result;
      });
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /** Reads as the caller, in a transaction that cannot write. */
  async read<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(async (tx) => {
        watch(tx, caller);
        await tx.query('SET TRANSACTION READ ONLY');
        await actAs(tx, caller);
        return work(tx);
      });
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

/** Has what the transaction asks of PostgreSQL counted for the caller's request. */
function watch({ queryRunner }: Tx, { reads }: Caller): void {
  const watched: Watched = { reads };
  if (queryRunner !== undefined) queryRunner.data = watched;
}

/** Tells PostgreSQL who the caller is, until the transaction ends. */
export async function actAs(tx: Tx, caller: Caller): Promise<void> {
  await tx.query(
    `SELECT set_config('assay.organisation', $1, true), set_config('assay.user', $2, true), set_config('assay.roles', $3, true)`,
    [caller.organisation?.id ?? '', caller.user?.id ?? '', caller.roles.join(',')],
  );
}

async function takeIdempotencyKey(tx: Tx, caller: Caller): Promise<void> {
  const { idempotency, user, organisation } = caller;
  if (idempotency === undefined || idempotency.taken || user === null || organisation === null) return;
  const taken: unknown[] = await tx.query(
    `INSERT INTO idempotency_key (user_id, key, organisation_id, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
    [user.id, idempotency.key, organisation.id, idempotency.requestHash],
  );
  if (taken.length === 0) {
    const message =
      'This request was already carried out under the same Idempotency-Key. Read the result instead of sending it again.';
    throw new Conflict(message, { fields: [{ path: 'Idempotency-Key', message }] });
  }
  idempotency.taken = true;
}

/** Codes of PostgreSQL, and of our own triggers, that mean something to a person. */
const BY_CODE: Record<string, (error: DatabaseError) => Refusal> = {
  '23505': () => new Conflict('That already exists, or somebody else has just made it. Read it again and decide.'),
  '40001': () => new Conflict('Somebody else changed this at the same moment. Nothing was saved; try again.'),
  '40P01': () => new Conflict('Somebody else changed this at the same moment. Nothing was saved; try again.'),
  '57014': () =>
    new TooComplex('This took too long and was stopped. Ask for less at once: a narrower filter or a smaller page.'),
  '22021': () => new BadUserInput('The text contains a character that cannot be stored (NUL). Remove it and send again.'),
  '53100': () =>
    new Refusal(
      'UNAVAILABLE',
      'There is no room left in the database. Nothing was saved. Tell the operator, and try again once there is.',
    ),
  AS001: (error) => new Conflict(`This is frozen and cannot be changed: ${error.message}.`),
  AS003: (error) =>
    new Refusal('FORBIDDEN', `Separation of duties: ${error.message}. Ask a colleague who has had no part in it.`),
};

/** An error of the database in words for the person; any other error unchanged. */
export function asRefusal(error: unknown): unknown {
  const cause = error instanceof QueryFailedError ? (error.driverError as DatabaseError) : error;
  return cause instanceof DatabaseError ? (BY_CODE[cause.code ?? '']?.(cause) ?? error) : error;
}
