import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Caller } from '../caller/caller';
import { Transactions, Tx } from '../database/transactions';

/** A statement's text, and its name on the connections that have prepared it. */
export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
}

/** The most statements that are prepared: each is memory on every connection. */
const MOST_PREPARED = 500;

/** Runs prepared statements that answer one row with a `result` and how many `rows` it holds, as the caller. */
@Injectable()
export class Statements {
  private readonly known = new Map<string, Statement>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** The one statement of a text: prepared, until too many are. */
  of(text: string): Statement {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= MOST_PREPARED) return { name: undefined, text };
    const statement = { name: `read_${createHash('sha1').update(text).digest('hex').slice(0, 20)}`, text };
    this.known.set(text, statement);
    return statement;
  }

  /** @returns null when there is no row */
  async run<T>(caller: Caller, { name, text }: Statement, values: unknown[]): Promise<T | null> {
    const statement = { name, text, values };
    const ask = async (connection: Pool | PoolClient): Promise<Row<T>[]> => {
      const started = performance.now();
      const { rows } = await connection.query<Row<T>>(statement);
      caller.reads?.add({ ...statement, rows: Number(rows[0]?.rows ?? 0), milliseconds: performance.now() - started });
      return rows;
    };
    const [row] =
      caller.user === null
        ? await ask(publicPool(this.dataSource))
        : await this.transactions.read(caller, async (tx) => ask(await clientOf(tx)));
    return row?.result ?? null;
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
