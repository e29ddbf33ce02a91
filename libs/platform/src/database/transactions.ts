import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { DataSource, EntityManager, QueryFailedError } from 'typeorm';
import { Caller, Idempotency, Member } from '../caller/caller';
import { BadUserInput, Conflict, Refusal, TooComplex } from '../errors/refusal';
import { Watched } from '../telemetry/sql-watch';
import { carriedOut, firstAnswer, takeKey } from './idempotency-key';

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
    const toTake = keyToTake(caller);
    try {
      return await this.dataSource.transaction(async (tx) => {
        watch(tx, caller);
        await actAs(tx, caller);
        if (toTake !== null) await take(tx, toTake);
        const result = await work(tx);
        return result;
      });
    } catch (error) {
      if (toTake !== null) toTake.idempotency.taken = false;
      throw toTake !== null && error instanceof KeyIsTaken ? await this.repeated(caller, toTake) : asRefusal(error);
    }
  }

  /** What is said of a request whose key was taken while it came. Its caller is left the answer of the first, which is given instead. */
  private async repeated(caller: Caller, { idempotency, member }: KeyToTake): Promise<Refusal> {
    const answer = await firstAnswer((look) => this.read(caller, look), member, idempotency);
    if (answer !== null) idempotency.answer = answer;
    return carriedOut(idempotency);
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

async function take(tx: Tx, { idempotency, member }: KeyToTake): Promise<void> {
  if (!(await takeKey(tx, member, idempotency))) throw new KeyIsTaken();
  idempotency.taken = true;
}

/** The key of a request was taken by one that is the same, or has the same key. */
class KeyIsTaken extends Error {}

/** The key that is still to be taken; null when the request has none, or has it already. */
function keyToTake({ idempotency, user, organisation }: Caller): KeyToTake | null {
  if (idempotency === undefined || idempotency.taken || user === null || organisation === null) return null;
  return { idempotency, member: { user, organisation } };
}

interface KeyToTake {
  idempotency: Idempotency;
  member: Pick<Member, 'user' | 'organisation'>;
}

/** Codes of PostgreSQL, and of our own triggers, that mean something to a person. */
const BY_CODE: Record<string, (error: DatabaseError) => Refusal> = {
  '23505': () => new Conflict('That already exists, or somebody else has just made it. Read it again and decide.'),
  '23503': () => new Conflict('Something that this names was removed at the same moment. Nothing was saved; read it again.'),
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
