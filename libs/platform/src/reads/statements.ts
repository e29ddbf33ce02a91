import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Pool, PoolClient, QueryConfig } from 'pg';
import { DataSource } from 'typeorm';
import { Caller } from '../caller/caller';
import { SharedAnswer, SharedConnections } from '../database/shared-connections';
import { Transactions, Tx } from '../database/transactions';

/** A statement's text, and its name on the connections that have prepared it. */
export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  /** How long PostgreSQL took for it of late, on average, for a stranger; null before the first, and after it failed. Milliseconds. */
  pace: number | null;
  /** How many times the pace is of. */
  times: number;
}

/** What takes longer has a connection for itself, so that nobody waits behind it. Milliseconds. */
const QUICK = 25;

/** How much the last time weighs in the pace of a statement, unless it is of fewer than ten. */
const LATEST = 0.1;

/** Connections that quick statements share. A process of Node cannot ask for more than these give. */
const SHARED = 4;

/** The most statements that are prepared: each is memory on every connection. */
const MOST_PREPARED = 500;

/** Runs prepared statements that answer one row with a `result` and how many `rows` it holds, as the caller. */
@Injectable()
export class Statements implements OnApplicationShutdown {
  private readonly known = new Map<string, Statement>();
  private readonly shared = new Map<Pool, SharedConnections>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** The one statement of a text: prepared, until too many are. */
  of(text: string): Statement {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= MOST_PREPARED) return { name: undefined, text, pace: null, times: 0 };
    const statement = {
      name: `read_${createHash('sha1').update(text).digest('hex').slice(0, 20)}`,
      text,
      pace: null,
      times: 0,
    };
    this.known.set(text, statement);
    return statement;
  }

  /** @returns null when there is no row */
  async run<T>(caller: Caller, statement: Statement, values: unknown[]): Promise<T | null> {
    const { name, text } = statement;
    const { user, reads } = caller;
    const watched = async (ask: () => Promise<{ rows: Row<T>[] }>): Promise<Row<T> | undefined> => {
      const started = performance.now();
      const { rows } = await ask();
      // Taken out of the list: what node-postgres keeps of an answer outlives the request, and its text would with it.
      const row = rows.pop();
      reads?.add({ name, text, values, rows: Number(row?.rows ?? 0), milliseconds: performance.now() - started });
      return row;
    };
    const row =
      user === null
        ? await watched(() => this.asStranger<Row<T>>(statement, values))
        : await this.transactions.read(caller, async (tx) => {
            const client = await clientOf(tx);
            return watched(() => client.query<Row<T>>({ name, text, values }));
          });
    return row?.result ?? null;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.shared.values()].map((connections) => connections.end()));
  }

  /** On a connection that others share too where the statement is known to be quick, else on one for itself. */
  private async asStranger<R extends object>(statement: Statement, values: unknown[]): Promise<SharedAnswer<R>> {
    const { name, text, pace } = statement;
    const pool = publicPool(this.dataSource);
    try {
      const answer =
        pace !== null && pace < QUICK
          ? await this.sharedOf(pool).query<R>({ name, text, values }, pace)
          : await askAlone<R>(pool, { name, text, values });
      statement.times += 1;
      // The first found a connection that had nothing at hand: the second takes its place.
      const weight = Math.max(LATEST, 1 / Math.max(1, statement.times - 1));
      statement.pace = pace === null ? answer.took : pace + (answer.took - pace) * weight;
      return answer;
    } catch (error) {
      statement.pace = null;
      statement.times = 0;
      throw error;
    }
  }

  private sharedOf(pool: Pool): SharedConnections {
    let shared = this.shared.get(pool);
    if (shared === undefined) {
      // The pool keeps it out of what is copied of its options.
      const { password } = pool.options;
      shared = new SharedConnections({ ...pool.options, password }, SHARED);
      this.shared.set(pool, shared);
    }
    return shared;
  }
}

/** Asks on a connection that nobody else has meanwhile. */
async function askAlone<R extends object>(pool: Pool, query: QueryConfig<unknown[]>): Promise<SharedAnswer<R>> {
  const client = await pool.connect();
  const started = performance.now();
  try {
    const { rows } = await client.query<R>(query);
    return { rows, took: performance.now() - started };
  } finally {
    client.release();
  }
}

interface Row<T> {
  result: T;
  rows: string;
}

/** The pool that strangers read from: a replica's where there is one. */
function publicPool(dataSource: DataSource): Pool {
  const driver = dataSource.driver as unknown as { master: Pool; slaves: Pool[] };
  return driver.slaves.length === 0 ? driver.master : driver.slaves[Math.floor(Math.random() * driver.slaves.length)];
}

async function clientOf(tx: Tx): Promise<PoolClient> {
  if (tx.queryRunner === undefined) throw new Error('a transaction has a connection of its own');
  return (await tx.queryRunner.connect()) as PoolClient;
}
