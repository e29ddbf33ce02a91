import { Client } from 'pg';
import { PASSWORD, TestApi } from './harness';

const EDITOR = 'editor@wexcombe.example';
const MAKE = 'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id name } } }';
const TOKENS = '{ apiTokens { name revokedAt } }';

interface Made {
  createApiToken: { secret: string; apiToken: { id: string; name: string } };
}

describe('an API token', () => {
  let api: TestApi;
  let owner: Client;
  beforeAll(async () => {
    api = await TestApi.start();
    owner = await api.database.connectAs('owner');
  });
  afterAll(async () => {
    await owner?.end();
    await api?.stop();
  });

  const make = (name: string, more: object = {}) =>
    api.send<Made>(EDITOR, MAKE, { input: { name, scopes: ['READ'], ...more } });

  const names = async (): Promise<string[]> =>
    (await api.send<{ apiTokens: { name: string }[] }>(EDITOR, TOKENS)).data.apiTokens.map(({ name }) => name);

  it('is made without more by whoever has just signed in', async () => {
    const { data, errors } = await make('Fresh');
    expect(errors).toEqual([]);
    expect(data.createApiToken.secret).toMatch(/^assay_t_[\w-]{43}$/);
  });

  it('is made at a session that was left open by whoever gives the password, and by nobody else', async () => {
    await api.token(EDITOR);
    await owner.query(`UPDATE session SET created_at = now() - interval '16 minutes'`);
    const before = await names();
    const refused = await make('Left open');
    expect(refused.errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'password', message: 'Enter your password, or a code if you use one.' }],
    });
    expect((await make('Guessed', { password: 'not this one' })).errors[0].extensions.fields).toEqual([
      { path: 'password', message: 'The password is not right.' },
    ]);
    expect((await make('Coded', { code: '123456' })).errors[0].extensions.fields).toEqual([
      { path: 'code', message: 'Codes are off for your account. Enter your password.' },
    ]);
    expect(await names()).toEqual(before);
    expect((await make('Proven', { password: PASSWORD })).errors).toEqual([]);
    expect(await names()).toEqual([...before, 'Proven']);
  });

  it('leaves its secret neither in its row nor in the record', async () => {
    const { data } = await make('Kept nowhere', { password: PASSWORD });
    const { secret, apiToken } = data.createApiToken;
    const { rows } = await owner.query<{ event: string }>(
      'SELECT to_jsonb(e)::text AS event FROM audit_event e WHERE subject_id = $1',
      [apiToken.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].event).toContain('Kept nowhere');
    expect(rows[0].event).not.toContain(secret);
    const { rows: kept } = await owner.query(`SELECT FROM api_token t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [secret]);
    expect(kept).toEqual([]);
  });
});
