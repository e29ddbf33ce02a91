import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { stopClockAt } from './date-alone';
import { type Answer, PASSWORD, TestApi } from './harness';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const BEGIN = 'mutation { beginSecondFactor { secret uri } }';
const CONFIRM = 'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const REMOVE = 'mutation($input: SecondFactorCodeInput!) { removeSecondFactor(input: $input) { isOn } }';
const EDITOR = 'editor@wexcombe.example';
const OTHER_EDITOR = 'editor@dunmoor.example';
const STEP = 30_000;

describe('a second factor', () => {
  let api: TestApi;
  let secret: string;
  let recoveryCodes: string[];
  /** Codes that were taken, the first first. */
  const spent: string[] = [];
  beforeAll(async () => {
    // The clock stands still: a code would be of another step wherever one ends between making and sending it.
    stopClockAt(Date.now());
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

  const asOwner = async (query: string): Promise<object[]> => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<object>(query).finally(() => owner.end());
    return rows;
  };
  /** Does something in a transaction that commits only once each of the requests waits for it: they meet for certain. */
  const meanwhile = async <T>(query: string, requests: readonly (() => Promise<T>)[]): Promise<T[]> => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('BEGIN');
      await owner.query(query);
      const answers = Promise.all(requests.map((send) => send()));
      const waits = `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`;
      for (let waiting = 0; waiting < requests.length;) {
        await owner.query('SELECT pg_stat_clear_snapshot()');
        waiting = (await owner.query(waits)).rowCount ?? 0;
      }
      await owner.query('COMMIT');
      return await answers;
    } finally {
      await owner.end();
    }
  };

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
    await asOwner('UPDATE second_factor SET confirmed_at = NULL');
    await meanwhile('UPDATE second_factor SET confirmed_at = now()', [() => api.send(EDITOR, BEGIN)]);
    const standing = 'SELECT secret, confirmed_at IS NOT NULL AS confirmed FROM second_factor';
    expect(await asOwner(standing)).toEqual([{ secret, confirmed: true }]);
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

  describe('that is confirmed by several at once', () => {
    interface Confirmed {
      confirmSecondFactor: { recoveryCodes: string[] } | null;
    }
    let begun: string;
    beforeEach(async () => {
      const { data } = await api.send<{ beginSecondFactor: { secret: string } }>(OTHER_EDITOR, BEGIN);
      begun = data.beginSecondFactor.secret;
    });
    const confirm = (): Promise<Answer<Confirmed | null>> =>
      api.send(OTHER_EDITOR, CONFIRM, { input: { code: new TOTP({ secret: Secret.fromBase32(begun) }).generate() } });

    it('is not confirmed by a code of a secret that was replaced meanwhile', async () => {
      const replaced = `UPDATE second_factor SET secret = 'JBSWY3DPEHPK3PXP' WHERE confirmed_at IS NULL`;
      const [{ errors }] = await meanwhile(replaced, [confirm]);
      expect(errors).toMatchObject([
        { message: expect.stringContaining('set up anew in another window'), extensions: { code: 'CONFLICT' } },
      ]);
      expect((await api.send(OTHER_EDITOR, '{ secondFactor { isOn } }')).data).toEqual({ secondFactor: { isOn: false } });
    });

    it('gives recovery codes to one alone, and those hold', async () => {
      const answers = await meanwhile('SELECT FROM second_factor FOR UPDATE', [confirm, confirm, confirm]);
      const given = answers.flatMap(({ data }) => data?.confirmSecondFactor?.recoveryCodes ?? []);
      expect(given).toHaveLength(10);
      const refused = { message: expect.stringContaining('turned on in another window'), extensions: { code: 'CONFLICT' } };
      expect(answers.flatMap(({ errors }) => errors)).toMatchObject([refused, refused]);
      const input = { email: OTHER_EDITOR, password: PASSWORD, code: given[0] };
      expect((await api.send(null, SIGN_IN, { input })).errors).toEqual([]);
    });
  });

  it('keeps its secret from whoever may read tables as the application', async () => {
    const application = new Client({ connectionString: api.database.url });
    await application.connect();
    const refused = await application.query('SELECT secret FROM second_factor').catch((error: Error) => error.message);
    await application.end();
    expect(refused).toContain('permission denied');
  });
});
