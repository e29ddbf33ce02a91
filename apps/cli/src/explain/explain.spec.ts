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

  const explain = (file: string, variables: string): Promise<{ stdout: string }> => {
    const env = { ...process.env, ASSAY_HOME: folder, DATABASE_URL: database.url, ASSAY_LOG_LEVEL: 'error' };
    return run(process.execPath, [CLI, 'explain', file, '--variables', variables], { env });
  };
  const written = async (operation: string): Promise<string> => {
    const file = join(folder, 'operation.graphql');
    await writeFile(file, operation);
    return file;
  };
  const explained = async (operation: string, variables: object = {}): Promise<string> =>
    (await explain(await written(operation), JSON.stringify(variables))).stdout;

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
    await expect(explained('{ viewer { user { name } } }')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^refused: .*\npath: executed/),
    });
  });

  it('says what is wrong with an operation that the schema does not take, also by how it ends', async () => {
    await expect(explained('{ suppliers { nobodyKnows } }')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('refused: Cannot query field "nobodyKnows"'),
    });
  });

  it('says that an operation is nested too deep, and not how the stack ends', async () => {
    const deep = `{ ${'... { '.repeat(2000)}sectors { code }${' }'.repeat(2000)} }`;
    await expect(explained(deep)).rejects.toMatchObject({
      code: 1,
      stderr: 'The operation is more than 200 levels deep, with its fragments and values. Ask in several operations.\n',
    });
  });

  it.each(['{bad', '5', '[]'])('is told that variables %s are none', async (variables) => {
    await expect(explain(await written('{ sectors { code } }'), variables)).rejects.toThrow('Give a JSON object');
  });

  it('is told when the file cannot be read', async () => {
    await expect(explain(join(folder, 'missing.graphql'), '{}')).rejects.toThrow('Name a file with an operation in it');
  });
});
