import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testDatabase, TestDatabase } from '#platform/testing';

const CLI = join(__dirname, '../../../../dist/apps/cli/src/main.js');
const run = promisify(execFile);

describe('assay explain', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'assay-explain-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const explained = async (operation: string, variables: object = {}): Promise<string> => {
    const file = join(folder, 'operation.graphql');
    await writeFile(file, operation);
    const env = { ...process.env, ASSAY_HOME: folder, DATABASE_URL: database.url, ASSAY_LOG_LEVEL: 'error' };
    return (await run(process.execPath, [CLI, 'explain', file, '--variables', JSON.stringify(variables)], { env })).stdout;
  };

  it('prints the one statement of a list with its values, how many rows it had and what PostgreSQL did', async () => {
    const printed = await explained(
      'query ($filter: SupplierFilter) { suppliers(filter: $filter, first: 3) { totalCount edges { node { name } } } }',
      { filter: { relevance: 'ALL' } },
    );
    expect(printed).toMatch(/^path: whole\n/);
    expect(printed).toMatch(/\nstatement 1 of 1, read_[0-9a-f]{20}: 3 rows in [\d.]+ ms\nWITH /);
    expect(printed).toContain('\n  $1 = [1]\n');
    expect(printed).toMatch(/\n {2}.*\(cost=.* \(actual time=/);
    expect(printed).toContain('Execution Time:');
  });

  it('says why an answer is not written whole, and what was refused', async () => {
    expect(await explained('{ __schema { queryType { name } } }')).toMatch(
      /^path: executed \(__schema is answered by GraphQL itself\)\n$/,
    );
    expect(await explained('{ viewer { user { name } } }')).toMatch(/^refused: .*\npath: executed/);
  });

  it('says what is wrong with an operation that the schema does not take', async () => {
    expect(await explained('{ suppliers { nobodyKnows } }')).toContain('refused: Cannot query field "nobodyKnows"');
  });
});
