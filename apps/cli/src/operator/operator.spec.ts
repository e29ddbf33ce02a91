import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testDatabase, TestDatabase } from '#platform/testing';

const CLI = join(__dirname, '../../../../dist/apps/cli/src/main.js');

describe('assay operator', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const operator = (email: string, name: string, organisation: string): Promise<{ stdout: string }> => {
    const env = { ...process.env, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    return promisify(execFile)(process.execPath, [CLI, 'operator', email, '--name', name, '--organisation', organisation], {
      env,
    });
  };

  it('makes an account that can sign in, and none that could not', async () => {
    await expect(operator('nobody', 'Olive Park', 'The Body')).rejects.toThrow('Give an e-mail address');
    await expect(operator('two words@body.example', 'Olive Park', 'The Body')).rejects.toThrow('Give an e-mail address');
    await expect(operator('olive@body.example', ' ', 'The Body')).rejects.toThrow('It is empty');
    expect((await operator(' Olive@Body.example', 'Olive Park', 'The Body')).stdout).toMatch(
      /^olive@body\.example can sign in/,
    );
    await expect(operator('olive@body.example', 'Olive Park', 'The Body')).rejects.toThrow('There is an account');
    const owner = await database.connectAs('owner');
    const { rows } = await owner.query(
      `SELECT u.email, m.roles, o.name FROM user_account u JOIN membership m ON m.user_id = u.id JOIN organisation o ON o.id = m.organisation_id
       WHERE o.name = 'The Body'`,
    );
    expect(rows).toEqual([{ email: 'olive@body.example', roles: ['OPERATOR', 'ADMIN'], name: 'The Body' }]);
  });
});
