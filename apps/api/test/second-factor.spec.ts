import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { PASSWORD, TestApi } from './harness';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const BEGIN = 'mutation { beginSecondFactor { secret uri } }';
const CONFIRM = 'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const REMOVE = 'mutation($input: SecondFactorCodeInput!) { removeSecondFactor(input: $input) { isOn } }';
const EDITOR = 'editor@wexcombe.example';
const OTHER_EDITOR = 'editor@dunmoor.example';
const STEP = 30_000;
/** All that could stand still besides. */
const NOT_THE_DATE: FakeableAPI[] = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
];

describe('a second factor', () => {
  let api: TestApi;
  let secret: string;
  let recoveryCodes: string[];
  /** Codes that were taken, the first first. */
  const spent: string[] = [];
  beforeAll(async () => {
    // The clock stands still: a code would be of another step wherever one ends between making and sending it.
    jest.useFakeTimers({ now: Date.now(), doNotFake: NOT_THE_DATE });
    api = await TestApi.start();
  });
  afterAll(async () => {
    await api.stop();
    jest.useRealTimers();
  });

  /** The code of the step that is so many after the present one. */
  const codeIn = (steps: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP });
  const signIn = (code?: string) =>
    api.send<{ signIn: { token: string } }>(null, SIGN_IN, { input: { email: EDITOR, password: PASSWORD, code } });

  it('is asked for only once a code of the app has come', async () => {
    const { data } = await api.send<{ beginSecondFactor: { secret: string; uri: string } }>(EDITOR, BEGIN);
    ({ secret } = data.beginSecondFactor);
    expect(data.beginSecondFactor.uri).toContain(`secret=${secret}`);
    expect((await signIn()).errors).toEqual([]);
    const wrong = await api.send(EDITOR, CONFIRM, { input: { code: '000000' } });
    expect(wrong.errors[0].extensions.fields).toEqual([{ path: 'code', message: expect.stringContaining('not right') }]);
    spent.push(codeIn(-1));
    const confirmed = await api.send<{ confirmSecondFactor: { recoveryCodes: string[] } }>(EDITOR, CONFIRM, {
      input: { code: spent[0] },
    });
    ({ recoveryCodes } = confirmed.data.confirmSecondFactor);
    expect(recoveryCodes).toHaveLength(10);
    expect((await api.send(EDITOR, '{ secondFactor { isOn } }')).data).toEqual({ secondFactor: { isOn: true } });
  });

  it('that was set up in two windows at once stays the one that was confirmed', async () => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    const standing = async (): Promise<object[]> =>
      (await owner.query<object>('SELECT secret, confirmed_at IS NOT NULL AS confirmed FROM second_factor')).rows;
    try {
      await owner.query('UPDATE second_factor SET confirmed_at = NULL');
      await owner.query('BEGIN');
      await owner.query('UPDATE second_factor SET confirmed_at = now()');
      const begun = api.send(EDITOR, BEGIN);
      const waits = `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`;
      for (let waiting = 0; waiting === 0;) {
        await owner.query('SELECT pg_stat_clear_snapshot()');
        waiting = (await owner.query(waits)).rowCount ?? 0;
      }
      await owner.query('COMMIT');
      await begun;
      expect(await standing()).toEqual([{ secret, confirmed: true }]);
    } finally {
      await owner.end();
    }
  });

  it('is needed from then on, after the right password and not before', async () => {
    expect((await signIn()).errors[0].extensions.code).toBe('SECOND_FACTOR_NEEDED');
    const wrong = await api.send(null, SIGN_IN, { input: { email: EDITOR, password: 'wrong', code: codeIn(0) } });
    expect(wrong.errors[0].message).toContain('The e-mail address or the password is not right');
    spent.push(codeIn(0));
    const { data } = await signIn(spent[1]);
    expect(data.signIn.token).toBeTruthy();
  });

  it('takes no code twice, and none from before the last', async () => {
    for (const code of spent) expect((await signIn(code)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('takes each recovery code once', async () => {
    expect((await signIn(recoveryCodes[0].toUpperCase())).errors).toEqual([]);
    expect((await signIn(recoveryCodes[0])).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('takes a code once when it is sent twice at the same moment', async () => {
    const answers = await Promise.all([signIn(recoveryCodes[1]), signIn(recoveryCodes[1])]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });

  it('waits after five wrong codes, also for a right one', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn('000000');
    expect((await signIn(recoveryCodes[2])).errors[0].message).toContain('Wait a quarter of an hour');
  });

  it('is turned off by another code of the same person alone', async () => {
    const other = 'assessor1@wexcombe.example';
    expect((await api.send(other, REMOVE, { input: { code: recoveryCodes[3] } })).data).toEqual({
      removeSecondFactor: { isOn: false },
    });
    expect((await signIn()).errors[0].extensions.code).toBe('SECOND_FACTOR_NEEDED');
  });

  it('is neither set up nor turned off by an API token, so that whoever has found one shuts nobody out', async () => {
    const made = await api.send<{ createApiToken: { secret: string } }>(
      OTHER_EDITOR,
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
      { input: { name: 'writer', scopes: ['READ', 'WRITE'] } },
    );
    const byToken = async (query: string): Promise<unknown> => {
      const request = api.http().post('/graphql').set('authorization', `Bearer ${made.data.createApiToken.secret}`);
      return (await request.send({ query, variables: { input: { code: '000000' } } })).body as unknown;
    };
    const refused = {
      errors: [
        {
          message: 'A token cannot turn codes on or off. Sign in and do it there.',
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    };
    for (const mutation of [BEGIN, CONFIRM, REMOVE]) expect(await byToken(mutation)).toMatchObject(refused);
    expect((await api.send(OTHER_EDITOR, '{ secondFactor { isOn } }')).data).toEqual({ secondFactor: { isOn: false } });
  });

  it('keeps its secret from whoever may read tables as the application', async () => {
    const application = new Client({ connectionString: api.database.url });
    await application.connect();
    const refused = await application.query('SELECT secret FROM second_factor').catch((error: Error) => error.message);
    await application.end();
    expect(refused).toContain('permission denied');
  });
});
