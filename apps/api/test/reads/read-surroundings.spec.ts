import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isNonNullType, isObjectType } from 'graphql';
import { Client, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { rehearse, TrustedDocuments } from '#platform';
import { PERSISTED_OPERATIONS } from '../../src/persisted-operations';
import { TestApi } from '../harness';

const BUYER = 'editor@wexcombe.example';
const OPERATOR = 'operator@oversight.example';

let api: TestApi;

beforeAll(async () => {
  api = await TestApi.start();
});

afterAll(() => api?.stop());

async function get(query: string, headers: Record<string, string> = {}, as: string | null = null) {
  const call = api
    .http()
    .get('/graphql')
    .query({ query })
    .set({ 'apollo-require-preflight': 'true', ...headers });
  if (as !== null) void call.set('authorization', await api.authorization(as));
  return call;
}

describe('caches', () => {
  const QUERY = '{ supplierByIdentifier(scheme: "ASSAY-DEMO", id: "S001") { name description } }';

  it('may keep what every stranger reads, ask whether it holds, and see a change at once', async () => {
    const first = await get(QUERY);
    expect(first.headers).toMatchObject({
      'cache-control': 'public, no-cache',
      vary: 'authorization',
      'assay-read-path': 'whole',
    });
    const again = await get(QUERY, { 'if-none-match': first.headers.etag });
    expect([again.status, again.text]).toEqual([304, '']);

    const owner = await api.database.connectAs('owner');
    await owner.query(`UPDATE supplier SET description = 'Changed since' WHERE id = (SELECT s.id FROM supplier s
      JOIN organisation_identifier i ON i.organisation_id = s.organisation_id WHERE i.scheme = 'ASSAY-DEMO' AND i.identifier = 'S001')`);
    const changed = await get(QUERY, { 'if-none-match': first.headers.etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(first.headers.etag);
    expect(changed.text).toContain('Changed since');
  });

  it('may not keep what a signed-in caller is told, what is refused, or what was posted', async () => {
    const [member, refused] = [await get(QUERY, {}, BUYER), await get('{ supplier(id: "sup_x") { name } }')];
    const posted = await api.http().post('/graphql').send({ query: QUERY });
    for (const { headers } of [member, refused, posted]) {
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers.etag).toBeUndefined();
    }
  });
});

describe('an operation that is refused before it is executed', () => {
  it.each([
    ['that cannot be parsed', '{ supplier('],
    ['with a field that there is not', '{ nothingOfTheKind }'],
    ['that is too deep', `{ suppliers ${'{ edges { node '.repeat(9)} { name } ${'} }'.repeat(9)} }`],
  ])('says so where it says how it was read: one %s', async (_, query) => {
    const { headers, body } = await get(query);
    expect((body as { errors: unknown[] }).errors).not.toHaveLength(0);
    expect([headers['assay-read-path'], headers['assay-read-reason']]).toEqual([
      'executed',
      'it was refused before it was executed',
    ]);
  });

  it('is not one whose resolver refused', async () => {
    const { headers } = await get('{ supplier(id: "sup_x") { name } }');
    expect(headers['assay-read-reason']).toBe('a resolver refused it');
  });
});

describe('trusted documents', () => {
  it('are all planned before the first request, and do nothing by being planned', () => {
    expect(api.app.get(TrustedDocuments).planned).toBe(PERSISTED_OPERATIONS.size);
  });

  it('that strangers read are answered whole, by their hash', async () => {
    const whole = ['Start', 'Schemes', 'SchemePage'];
    for (const name of whole) {
      const [hash] = [...PERSISTED_OPERATIONS].find(([, text]) => text.startsWith(`query ${name}`)) ?? [];
      const { headers, body } = await api
        .http()
        .post('/graphql')
        .send({
          operationName: name,
          variables: { code: 'ce' },
          extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
        });
      expect([name, headers['assay-read-path'], (body as { errors?: unknown }).errors]).toEqual([name, 'whole', undefined]);
    }
  });
});

/** How many statements of reads are prepared, over all connections that are open. */
async function preparedIn(database: DataSource): Promise<number> {
  const { master: pool } = database.driver as unknown as { master: Pool };
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  try {
    const counts = await Promise.all(
      clients.map((client) =>
        client.query<{ prepared: number }>(
          `SELECT count(*)::integer AS prepared FROM pg_prepared_statements WHERE name LIKE 'read\\_%'`,
        ),
      ),
    );
    return counts.reduce((sum, { rows: [{ prepared }] }) => sum + prepared, 0);
  } finally {
    for (const client of clients) client.release();
  }
}

describe('a rehearsal', () => {
  it('prepares the statements of trusted documents, reads what there is, changes nothing and is not counted', async () => {
    const rehearsed = await TestApi.start();
    try {
      const events = 'SELECT count(*)::integer AS events FROM audit_event';
      const database = rehearsed.app.get(DataSource);
      const [before]: { events: number }[] = await database.query(events);
      const asked = jest.spyOn(Client.prototype, 'query');
      await rehearse(rehearsed.app, PERSISTED_OPERATIONS, (operation) => operation === 'MatchText');
      expect(await preparedIn(database)).toBeGreaterThan(10);
      const values = (asked.mock.calls as unknown[][]).flatMap(([query]) => (query as { values?: unknown[] }).values ?? []);
      asked.mockRestore();
      const [{ suppliers }]: { suppliers: number }[] = await database.query(
        'SELECT count(*)::integer AS suppliers FROM supplier WHERE id::text = ANY($1)',
        [values.filter((value) => typeof value === 'string')],
      );
      expect(suppliers).toBeGreaterThan(1);
      expect((await database.query(events)) as unknown).toEqual([before]);
      const { headers } = await rehearsed.http().post('/graphql').send({ query: '{ __typename }' });
      expect(Number(headers['x-ratelimit-limit']) - Number(headers['x-ratelimit-remaining'])).toBe(1);
      const { text } = await rehearsed
        .http()
        .get('/metrics')
        .set('authorization', await rehearsed.authorization(OPERATOR));
      expect(text).not.toContain('operation="FoundSuppliers"');
    } finally {
      await rehearsed.stop();
    }
  });
});

describe('metrics', () => {
  it('tell each trusted operation, its path, its SQL time and its rows, to operators alone', async () => {
    const [hash] = [...PERSISTED_OPERATIONS].find(([, text]) => text.startsWith('query Schemes ')) ?? [];
    await api
      .http()
      .post('/graphql')
      .send({ operationName: 'Schemes', extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    await api.send(null, 'query Invented { sectors { code } }');
    await api.send(null, '{ market { breakdown(by: [SIZE], measures: [SUPPLIERS]) { asOf } } }');
    expect((await api.http().get('/metrics')).status).toBe(401);
    const { text, status } = await api
      .http()
      .get('/metrics')
      .set('authorization', await api.authorization(OPERATOR));
    expect(status).toBe(200);
    for (const metric of ['assay_operation_seconds_count', 'assay_operation_sql_seconds_count', 'assay_operation_rows_total'])
      expect(text).toMatch(new RegExp(`${metric}\\{operation="Schemes",path="whole"\\} [1-9]`));
    expect(text).toContain('operation="other",path="whole"');
    // No plan has a part in the market's counts: what they asked of PostgreSQL is counted all the same.
    const counted = (metric: string): number =>
      Number(new RegExp(`${metric}\\{operation="other",path="executed"\\} ([\\d.e+-]+)`).exec(text)?.[1] ?? 0);
    expect(counted('assay_operation_statements_total')).toBeGreaterThan(2);
    expect(counted('assay_operation_sql_seconds_sum')).toBeGreaterThan(0);
    expect(text).not.toContain('Invented');
  });
});

describe('the schema', () => {
  it('promises no column that its table may leave empty', async () => {
    const { schema } = api.app.get(GraphQLSchemaHost);
    const rows: { name: string }[] = await api.app.get(DataSource)
      .query(`SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND (a.attnotnull OR c.relkind = 'v')`);
    // Of a view nothing tells but what its statement makes.
    const filled = new Set(rows.map(({ name }) => name));
    const promised = api.app.get(DataSource).entityMetadatas.flatMap(({ name, tableName, columns }) => {
      const type = schema.getType(name);
      if (!isObjectType(type)) return [];
      return columns
        .filter(
          ({ propertyName, relationMetadata }) =>
            relationMetadata === undefined && isNonNullType(type.getFields()[propertyName]?.type),
        )
        .map(({ databaseName }) => `${tableName}.${databaseName}`);
    });
    expect(promised.length).toBeGreaterThan(100);
    expect(promised.filter((column) => !filled.has(column))).toEqual([]);
  });
});
