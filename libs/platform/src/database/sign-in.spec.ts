import { testDatabase, TestDatabase } from '#platform/testing';
import { mustSignIn } from './sign-in';

describe('a sign-in to the database of a variable', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('holds, or is refused by the name of the variable and without the password', async () => {
    await expect(mustSignIn('DATABASE_URL', database.url)).resolves.toBeUndefined();
    const wrong = Object.assign(new URL(database.url), { password: 'wrong-secret' }).toString();
    const refused = await mustSignIn('DATABASE_URL', wrong).catch((error: Error) => error.message);
    expect(refused).toMatch(/^The database refuses DATABASE_URL \(.*assay_api.*\)\. Correct its user, password or database\.$/);
    expect(refused).not.toContain('wrong-secret');
  });

  it('says when nobody is there', async () => {
    const nowhere = Object.assign(new URL(database.ownerUrl), { port: '1' }).toString();
    await expect(mustSignIn('DATABASE_OWNER_URL', nowhere)).rejects.toThrow(
      /^The database of DATABASE_OWNER_URL cannot be reached \(.*ECONNREFUSED.*\)\. Start it, or correct the address\.$/,
    );
  });
});
