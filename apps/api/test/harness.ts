import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DocumentNode, Kind, parse, print, visit } from 'graphql';
import request, { Response } from 'supertest';
import { Configuration, readConfiguration } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { createApi } from '../src/create-api';

/** The password of every demonstration account. */
export const PASSWORD = 'connected-places-demo';

/** What GraphQL answered, as it came over HTTP. */
export interface Answer<T = Record<string, never>> {
  status: number;
  data: T;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; fields?: { path: string; message: string }[]; [key: string]: unknown };
  }[];
}

/** The whole API over real HTTP, on a copy of the seeded database. */
export class TestApi {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly configuration: Configuration,
    private readonly operations: DocumentNode,
    /** Its own folder, to which its database belongs; null for one beside another. */
    private readonly home: string | null,
  ) {}

  static async start(change: (configuration: Configuration) => Configuration = (same) => same): Promise<TestApi> {
    const database = await testDatabase();
    const home = await mkdtemp(join(tmpdir(), 'assay-api-'));
    const configuration = change(
      readConfiguration({
        ASSAY_HOME: home,
        DATABASE_URL: database.url,
        DATABASE_OWNER_URL: database.ownerUrl,
        ASSAY_LOG_LEVEL: 'error',
        ASSAY_RATE_LIMIT: '1000000',
      }),
    );
    const app = await createApi(configuration);
    await app.listen(0, '127.0.0.1');
    const operations = parse(await readFile(join(__dirname, 'operations.graphql'), 'utf8'));
    return new TestApi(app, database, configuration, operations, home);
  }

  async stop(): Promise<void> {
    await this.app.close();
    if (this.home === null) return;
    await this.database.drop();
    await rm(this.home, { recursive: true, force: true });
  }

  /** Another process's API on the same database and documents: what it knows of the first it knows by the database. */
  async beside(change: (configuration: Configuration) => Configuration = (same) => same): Promise<TestApi> {
    const configuration = change(this.configuration);
    const app = await createApi(configuration);
    await app.listen(0, '127.0.0.1');
    const other = new TestApi(app, this.database, configuration, this.operations, null);
    // Whoever has signed in at one has at the other.
    for (const [email, token] of this.tokens) other.tokens.set(email, token);
    return other;
  }

  /**
   * Sends several requests that all have to wait for one row, and lets them go once each of them waits: they meet for certain.
   *
   * @param row the table and the key of the row (in another column: of several rows), and what it is set to meanwhile, if anything
   */
  async together<T>(
    row: { table: string; key: string; column?: string; set?: string },
    requests: readonly (() => Promise<T>)[],
  ): Promise<T[]> {
    const owner = await this.database.connectAs('owner');
    try {
      await owner.query('BEGIN');
      await owner.query(
        row.set === undefined
          ? `SELECT FROM ${row.table} WHERE ${row.column ?? 'id'} = $1 FOR UPDATE`
          : `UPDATE ${row.table} SET ${row.set} WHERE ${row.column ?? 'id'} = $1`,
        [row.key],
      );
      // What is answered before it waited never waits any more.
      let answered = 0;
      const answers = Promise.all(requests.map((send) => send().finally(() => (answered += 1))));
      const waiting = async (): Promise<number> => {
        // What one transaction sees of the others' work stands still until it is told to look again.
        await owner.query('SELECT pg_stat_clear_snapshot()');
        const { rows } = await owner.query<{ pid: number }>(
          `SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`,
        );
        return rows.length;
      };
      while ((await waiting()) + answered < requests.length) await wait(5);
      await owner.query('COMMIT');
      return await answers;
    } finally {
      await owner.end();
    }
  }

  /** Supertest on the listening server. */
  http(): ReturnType<typeof request> {
    return request(this.app.getHttpServer());
  }

  /** Signs in once per address and keeps the token. */
  async token(email: string): Promise<string> {
    const known = this.tokens.get(email);
    if (known !== undefined) return known;
    const { data } = await this.run<{ signIn: { token: string } }>(null, 'SignIn', { input: { email, password: PASSWORD } });
    this.tokens.set(email, data.signIn.token);
    return data.signIn.token;
  }

  /** Reads what stands at an address, as somebody. */
  async get(as: string, address: string): Promise<Response> {
    return this.http()
      .get(address)
      .set('authorization', await this.authorization(as));
  }

  /** The same of a file: the body is its bytes. */
  async download(as: string, address: string): Promise<Response> {
    return this.http()
      .get(address)
      .set('authorization', await this.authorization(as))
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
  }

  /** Uploads a file that has to be taken. @returns the id of its document */
  async upload(as: string, name: string, content: Buffer | string): Promise<string> {
    const { body } = await this.http()
      .post('/documents')
      .set('authorization', await this.authorization(as))
      .attach('file', Buffer.from(content as string), name)
      .expect(201);
    return (body as { id: string }).id;
  }

  /** The header by which somebody is known who is signed in. */
  async authorization(email: string): Promise<string> {
    return `Bearer ${await this.token(email)}`;
  }

  /** Sends an operation of the contract, by its name, as somebody (an e-mail address) or as a stranger (null). */
  async run<T>(
    as: string | null,
    operation: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.send<T>(as, operationText(this.operations, operation), variables, headers);
  }

  /** Like `run`, for an operation that has to succeed: answers its data. */
  async done<T>(as: string | null, operation: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.run<T>(as, operation, variables);
    if (errors.length > 0)
      throw new Error(
        `${operation}: ${errors.map((error) => `${error.message} ${JSON.stringify(error.extensions)}`).join('; ')}`,
      );
    return data;
  }

  /** Asks for the record of somebody's organisation as a file. */
  async auditTrail(as: string): Promise<request.Response> {
    const call = this.http().get('/audit-trail');
    return call.set('authorization', `Bearer ${await this.token(as)}`).buffer(true);
  }

  /** Sends any GraphQL text. */
  async send<T>(
    as: string | null,
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const call = this.http().post('/graphql').set(headers);
    if (as !== null) void call.set('authorization', `Bearer ${await this.token(as)}`);
    const { status, body } = await call.send({ query, variables });
    const answer = body as { data?: T; errors?: Answer['errors'] };
    return { status, data: (answer.data ?? {}) as T, errors: answer.errors ?? [] };
  }
}

/** One operation of a document with the fragments that it uses. */
export function operationText(document: DocumentNode, name: string): string {
  const used = new Set<string>();
  const definitions = new Map(
    document.definitions.map((definition) => ['name' in definition ? definition.name?.value : undefined, definition]),
  );
  const operation = definitions.get(name);
  if (operation === undefined) throw new Error(`The contract has no operation ${name}`);
  const collect = (node: Parameters<typeof visit>[0]): void => {
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = definitions.get(value);
        if (!used.has(value) && fragment !== undefined) {
          used.add(value);
          collect(fragment);
        }
      },
    });
  };
  collect(operation);
  const fragments = [...used]
    .map((fragment) => definitions.get(fragment))
    .filter((definition) => definition?.kind === Kind.FRAGMENT_DEFINITION);
  return print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] as DocumentNode['definitions'] });
}
