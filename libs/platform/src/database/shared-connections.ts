import { Writable } from 'node:stream';
import { Client, ClientConfig, QueryConfig, QueryResultRow } from 'pg';

/** How much work may wait on one connection before the next is used too. Milliseconds of PostgreSQL's time. */
const ENOUGH_WAITING = 2;

/** Connections stay open however quiet it is: after so long it is asked whether the other end is still there. Milliseconds. */
const KEPT_ALIVE = 60_000;

/** What a statement answered. */
export interface SharedAnswer<R> {
  rows: R[];
  /** How long PostgreSQL took for it, in milliseconds, without what stood before it on the connection. */
  took: number;
}

/**
 * Connections to PostgreSQL that many requests share: a statement is sent without waiting for the answers to those before it, and what is
 * sent within one turn of the event loop goes out in one piece. A system call and a waking of PostgreSQL are then paid once for several
 * statements, and not once for each. For quick statements that stand alone: there is no transaction of several, and what comes behind a slow
 * one waits for it.
 *
 * @source https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export class SharedConnections {
  private readonly connections: readonly SharedConnection[];

  /** Opens none before it is asked for. */
  constructor(config: ClientConfig, count: number) {
    const shared = { ...config, pipeline: true, keepAlive: true, keepAliveInitialDelayMillis: KEPT_ALIVE };
    this.connections = Array.from({ length: count }, () => new SharedConnection(shared));
  }

  /**
   * Asks on the first connection on which little waits, so that statements come together; where much waits on each, on that with the least.
   *
   * @param expected how long PostgreSQL is likely to take, in milliseconds
   */
  query<R extends QueryResultRow>(statement: QueryConfig<unknown[]>, expected: number): Promise<SharedAnswer<R>> {
    let chosen = this.connections[0];
    for (const connection of this.connections) {
      if (chosen.waiting < ENOUGH_WAITING) break;
      if (connection.waiting < chosen.waiting) chosen = connection;
    }
    return chosen.query(statement, expected);
  }

  async end(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.end()));
  }
}

class SharedConnection {
  /** Milliseconds of PostgreSQL's time that the statements under way are likely to take. */
  waiting = 0;
  private client: Client | null = null;
  private opening: Promise<Client> | null = null;
  /** When the last answer came. */
  private answered = 0;

  constructor(private readonly config: ClientConfig) {}

  async query<R extends QueryResultRow>(statement: QueryConfig<unknown[]>, expected: number): Promise<SharedAnswer<R>> {
    this.waiting += expected;
    try {
      const client = this.client ?? (await (this.opening ??= this.open()));
      const sent = performance.now();
      gather(client);
      const { rows } = await client.query<R>(statement);
      const now = performance.now();
      const took = now - Math.max(sent, this.answered);
      this.answered = now;
      return { rows, took };
    } finally {
      this.waiting -= expected;
    }
  }

  async end(): Promise<void> {
    const client = this.client ?? (await this.opening?.catch(() => null));
    await client?.end();
  }

  /** Whoever asks after the connection broke gets a new one. */
  private async open(): Promise<Client> {
    const client = new Client(this.config);
    const forget = (): void => {
      if (this.client === client) this.client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      this.client = client;
      return client;
    } finally {
      this.opening = null;
    }
  }
}

/** Holds back what is sent until the event loop has come round. node-postgres has the socket, and its types do not tell. */
function gather(client: Client): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}
