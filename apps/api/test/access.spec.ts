import { permits, stranger } from '#platform';
import { Account, makeAccounts } from './accounts';
import { Answer, TestApi } from './harness';
import { ApiOperation, operationsOf } from './operations-of-api';

/** What the guard says, as against what a service refuses for a reason of its own. */
const GUARD = /^(This is for:|This needs an API token)/;

/** Operations that end what the suite stands on, or whose refusal is the same word: they are asked by name below. */
const APART = ['signIn', 'signOut'];

const CREATE_TOKEN = 'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';

function answered({ errors }: Answer<unknown>): 'SIGN_IN' | 'NO' | 'YES' {
  if (errors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return 'SIGN_IN';
  return errors.some(({ message, extensions }) => extensions.code === 'FORBIDDEN' && GUARD.test(message)) ? 'NO' : 'YES';
}

describe('who may call what', () => {
  let api: TestApi;
  let accounts: Account[];
  let operations: ApiOperation[];

  beforeAll(async () => {
    api = await TestApi.start();
    accounts = await makeAccounts(api.database.ownerUrl, 'access');
    operations = operationsOf(api);
  });
  afterAll(() => api.stop());

  it('is stated by every operation of the schema', () => {
    expect(operations.filter(({ policy }) => policy === undefined).map(({ name }) => name)).toEqual([]);
    expect(operations.length).toBeGreaterThan(60);
  });

  it('holds for a stranger, operation by operation', async () => {
    const wrong: string[] = [];
    for (const { name, policy, text, variables } of operations) {
      if (policy === undefined || APART.includes(name)) continue;
      const expected = permits(policy, stranger('test'));
      const actual = answered(await api.send(null, text, variables));
      if (actual !== expected) wrong.push(`${name}: ${actual} instead of ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it('says to whom it refuses whom it is for', async () => {
    const asked = operations.find(({ name }) => name === 'decideClaim');
    const { errors } = await api.send('editor@wexcombe.example', asked?.text ?? '', asked?.variables);
    expect(errors.map(({ message }) => message)).toEqual([
      'This is for: operator of an oversight organisation. Ask an administrator of your organisation for the role.',
    ]);
  });

  it('holds for every role of every kind of organisation, operation by operation', async () => {
    const wrong: string[] = [];
    for (const { email, caller } of accounts) {
      for (const { name, policy, text, variables } of operations) {
        if (policy === undefined || APART.includes(name)) continue;
        const actual = answered(await api.send(email, text, variables));
        const expected = permits(policy, caller);
        if (actual !== expected) wrong.push(`${name} as ${email}: ${actual} instead of ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('lets an API token do no more than its scope, operation by operation', async () => {
    const wrong: string[] = [];
    for (const { email, caller, role } of accounts.filter(({ role: each }) => each === 'EDITOR' || each === 'VERIFIER')) {
      const { data } = await api.send<{ createApiToken: { secret: string } }>(email, CREATE_TOKEN, {
        input: { name: 'reader', scopes: ['READ'] },
      });
      for (const { name, kind, policy, text, variables } of operations) {
        if (policy === undefined || APART.includes(name)) continue;
        const { body } = await api
          .http()
          .post('/graphql')
          .set('authorization', `Bearer ${data.createApiToken.secret}`)
          .send({ query: text, variables });
        const actual = answered({ errors: [], ...(body as object) } as unknown as Answer<unknown>);
        const expected = permits(policy, { ...caller, scopes: ['READ'] });
        if (actual !== expected) wrong.push(`${name} with a token of ${role}: ${actual} instead of ${expected}`);
        if (kind === 'mutation' && policy.audience !== 'ANYONE' && expected === 'YES')
          wrong.push(`${name} writes with a token that may only read`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('refuses a wrong password and an unknown address with the same words', async () => {
    const unknown = await api.run(null, 'SignIn', { input: { email: 'nobody@nowhere.example', password: 'wrong password' } });
    const wrong = await api.run(null, 'SignIn', { input: { email: accounts[0].email, password: 'wrong password' } });
    expect(unknown.errors[0].message).toBe(wrong.errors[0].message);
    expect(wrong.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('refuses a token that was made up, also for what is public', async () => {
    const { status, body } = await api
      .http()
      .post('/graphql')
      .set('authorization', 'Bearer assay_s_made-up')
      .send({ query: '{ sectors { code } }' });
    expect(status).toBe(401);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
