import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { GraphQLSchema, parse, validate } from 'graphql';
import request from 'supertest';
import { createApi } from '../../src/create-api';
import { TestApi } from '../harness';
import { DrawnOperation, drawnOperations, ROOTS } from './drawn-operations';
import { DrawnRows, writeDrawnRows } from './drawn-rows';
import { readPlainly } from './plain-reads';

/** The same operations every time; `ASSAY_READS_SEED` draws others, `ASSAY_READS_RUNS` more of them. */
const SEED = Number(process.env.ASSAY_READS_SEED ?? 7);
const RUNS = Number(process.env.ASSAY_READS_RUNS ?? 150);
const BUYER = 'editor@wexcombe.example';

let api: TestApi;
let plain: NestFastifyApplication;
let schema: GraphQLSchema;
let rows: DrawnRows;

beforeAll(async () => {
  api = await TestApi.start();
  rows = await writeDrawnRows(api.database.ownerUrl, SEED);
  schema = api.app.get(GraphQLSchemaHost).schema;
  plain = await createApi(api.configuration);
  await plain.listen(0, '127.0.0.1');
  readPlainly(plain);
});

afterAll(async () => {
  await plain?.close();
  await api?.stop();
});

interface Answered {
  path: string;
  reason: string | undefined;
  body: { data?: unknown; errors?: { message: string; path?: unknown; extensions?: { code?: string } }[] };
}

async function ask(server: NestFastifyApplication, operation: DrawnOperation, as: string | null = null): Promise<Answered> {
  const call = request(server.getHttpServer()).post('/graphql');
  if (as !== null) void call.set('authorization', await api.authorization(as));
  const { headers, body } = await call.send(operation);
  return { path: headers['assay-read-path'], reason: headers['assay-read-reason'], body: body as Answered['body'] };
}

/**
 * What an answer says, as canonical JSON. Siblings fail in any order; and where a refusal takes the whole of the data with it, GraphQL tells
 * the first of several that it meets, which is left to chance: there the code alone has to agree.
 */
function said({ body: { data, errors } }: Answered): string | undefined {
  if (data === null) return canonicalize({ data, code: codeOf(errors) });
  const told = (errors ?? []).map(({ message, path, extensions }) => canonicalize({ message, path, extensions })).sort();
  return canonicalize({ data, errors: told });
}

function codeOf(errors: Answered['body']['errors']): string | undefined {
  const code = errors?.[0]?.extensions?.code;
  // An id that there is not and a page that is too long may both be in one operation.
  return code === 'NOT_FOUND' ? 'BAD_USER_INPUT' : code;
}

describe('an operation', () => {
  it('gets the same answer written whole, embedded, and executed over entities without a plan', async () => {
    const paths = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(drawnOperations(schema, rows), async (operation) => {
        expect(validate(schema, parse(operation.query))).toEqual([]);
        const whole = await ask(api.app, operation);
        const embedded = await ask(api.app, operation, BUYER);
        const executed = await ask(plain, operation);
        paths.set(whole.path, (paths.get(whole.path) ?? 0) + 1);
        expect(embedded.path).not.toBe('whole');
        expect(executed.path).toBe('executed');
        expect(said(whole)).toBe(said(embedded));
        expect(said(embedded)).toBe(said(executed));
        // What has no error is whole; a refusal is execution's to tell.
        if (whole.body.errors === undefined) expect([whole.path, whole.reason]).toEqual(['whole', undefined]);
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    expect(paths.get('whole') ?? 0).toBeGreaterThan(RUNS / 4);
  }, 600_000);

  it('that is refused is refused in the same words, however it is read', async () => {
    const refused: DrawnOperation[] = [
      ...['sup_01890000-0000-7000-8000-000000000000', 'prd_01890000-0000-7000-8000-000000000000', 'nonsense', ''].map((id) => ({
        query: 'query ($id: ID!) { supplier(id: $id) { name } }',
        variables: { id },
      })),
      ...[0, -1, 101, 1_000_000].flatMap((first) => [
        { query: 'query ($first: Int) { suppliers(first: $first) { totalCount } }', variables: { first } },
        {
          query: 'query ($id: ID!, $first: Int) { supplier(id: $id) { awards(first: $first) { totalCount } } }',
          variables: { id: `sup_${rows.suppliers[0]}`, first },
        },
      ]),
      ...['nonsense', 'WyJvdGhlciIsIngiXQ', ''].map((after) => ({
        query: 'query ($after: String) { notices(after: $after) { totalCount } }',
        variables: { after },
      })),
      { query: '{ suppliers(filter: { sectors: ["none"] }) { totalCount } }', variables: {} },
      { query: 'query ($id: ID!) { supplier(id: $id) { name } }', variables: {} },
      { query: '{ supplier(id: "x") { nothing } }', variables: {} },
      { query: `{ supplier(id: "x") { ${'attestations { supplier { '.repeat(9)} id ${'} } '.repeat(9)} } }`, variables: {} },
      {
        query: `{ suppliers(first: 100) { edges { node { awards(first: 100) { edges { node { id title } } } } } } }`,
        variables: {},
      },
      { query: `{ ${Array.from({ length: 61 }, (_, n) => `a${n}: sectors { code }`).join(' ')} }`, variables: {} },
      {
        query: `{ supplier(id: "sup_${rows.suppliers[0]}") { ${Array.from({ length: 45 }, (_, n) => `a${n}: products { id }`).join(' ')} } }`,
        variables: {},
      },
    ];
    for (const operation of refused) {
      const [whole, embedded] = [await ask(api.app, operation), await ask(api.app, operation, BUYER)];
      expect(whole.path).not.toBe('whole');
      expect(whole.body.errors?.length).toBeGreaterThan(0);
      expect([operation.variables, whole.body]).toEqual([operation.variables, embedded.body]);
    }
  });

  it('never gets whole what execution would refuse: a value that the schema promises and that is not there', async () => {
    const wronged: string[] = [];
    const owner = await api.database.connectAs('owner');
    const { rows: awards } = await owner.query<{ id: string; supplier: string }>(
      'SELECT id, supplier_id AS supplier FROM award WHERE supplier_id IS NOT NULL LIMIT 2',
    );
    await owner.query(`UPDATE award SET value_gross = 'NaN' WHERE id = $1`, [awards[0].id]);
    await owner.query(`UPDATE award SET cpv_codes = ARRAY['45000000', NULL] WHERE id = $1`, [awards[1].id]);
    wronged.push(...awards.map(({ supplier }) => supplier));
    await owner.query(`UPDATE notice SET release = 'null' WHERE notice_id = $1`, [`drawn-${rows.notices[0]}`]);
    const operations: DrawnOperation[] = ['valueGross', 'cpvCodes'].map((field, index) => ({
      query: `query ($id: ID!) { supplier(id: $id) { awards(first: 100) { edges { node { ${field} } } } } }`,
      variables: { id: `sup_${wronged[index]}` },
    }));
    operations.push({
      query: 'query ($id: String!) { notice(noticeId: $id) { release } }',
      variables: { id: `drawn-${rows.notices[0]}` },
    });
    for (const operation of operations) {
      const [whole, embedded] = [await ask(api.app, operation), await ask(api.app, operation, BUYER)];
      expect(whole.path).toBe('embedded');
      expect(whole.body.errors?.length).toBeGreaterThan(0);
      expect(said(whole)).toBe(said(embedded));
    }
  });

  it('walks a list by its cursors to the same rows, each once', async () => {
    const query =
      'query ($after: String) { suppliers(first: 20, after: $after, filter: { relevance: ALL }) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }';
    interface Page {
      suppliers: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { cursor: string; node: { id: string } }[];
      };
    }
    const seen: string[] = [];
    let total = 0;
    for (let after: string | null = null, more = true; more;) {
      const operation = { query, variables: { after } };
      const answers = [await ask(api.app, operation), await ask(api.app, operation, BUYER), await ask(plain, operation)];
      expect(new Set(answers.map(said)).size).toBe(1);
      expect(answers.map(({ path }) => path)).toEqual(['whole', 'embedded', 'executed']);
      const { suppliers } = answers[0].body.data as Page;
      seen.push(...suppliers.edges.map(({ node }) => node.id));
      total = suppliers.totalCount;
      after = suppliers.pageInfo.endCursor;
      more = suppliers.pageInfo.hasNextPage;
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  });

  it('gets more fields of one object than a function of PostgreSQL takes, in the order in which it asks', async () => {
    const names = Array.from({ length: 55 }, (_, at) => `z${55 - at}`);
    const query = `{ suppliers(first: 1) { edges { node { ${names.map((name) => `${name}: name`).join(' ')} id } } } }`;
    for (const server of [api.app, plain]) {
      const { body } = await ask(server, { query, variables: {} });
      const { suppliers } = body.data as { suppliers: { edges: { node: Record<string, string> }[] } };
      expect(Object.keys(suppliers.edges[0].node)).toEqual([...names, 'id']);
    }
    expect((await ask(api.app, { query, variables: {} })).path).toBe('whole');
  });

  it('that has a field of a resolver falls back, and says for what', async () => {
    const answer = await ask(api.app, {
      query: '{ guidanceItem(code: "ncsc-cp.8") { code suggestedWording { wording } } }',
      variables: {},
    });
    expect([answer.path, answer.reason]).toEqual(['embedded', 'GuidanceItem.suggestedWording is answered by a resolver']);
    const market = await ask(api.app, { query: '{ market { definitions { label } } }', variables: {} });
    expect([market.path, market.reason]).toEqual(['executed', 'Query.market is answered by a resolver']);
    const member = await ask(api.app, { query: '{ sectors { code } }', variables: {} }, BUYER);
    expect([member.path, member.reason]).toEqual(['embedded', 'the caller is signed in']);
  });

  it('that is refused says what it was refused for', async () => {
    const query = 'query($code: String!) { guidanceItem(code: $code) { code } }';
    const unknown = await ask(api.app, { query, variables: { code: 'nope' } });
    expect([unknown.body.errors?.[0].extensions?.code, unknown.reason]).toEqual(['NOT_FOUND', 'a resolver refused it']);
    const mistyped = await ask(api.app, { query, variables: { code: 1 } });
    expect([mistyped.body.errors?.[0].extensions?.code, mistyped.reason]).toEqual(['BAD_USER_INPUT', 'a variable was refused']);
  });

  it('is drawn from every public field of the query that reads an entity', () => {
    const planned = Object.values(schema.getQueryType()?.getFields() ?? {})
      .filter(({ type }) =>
        /^\[?(Supplier|FoundSupplierConnection|Guidance(Document|Item|ItemConnection)!|AttestationScheme|Notice|Sector|Technology|Region)/.test(
          String(type),
        ),
      )
      .map(({ name }) => name)
      .filter((name) => name !== 'mySupplier');
    expect(planned.sort()).toEqual([...ROOTS].sort());
  });
});
