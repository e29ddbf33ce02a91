import { Client } from 'pg';
import { PASSWORD, TestApi } from './harness';

const VICTIM = 'editor@wexcombe.example';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { changed } }';

/** What became of a sign-in: a token, or what was said. */
interface SignedIn {
  data: { signIn: { token: string } } | null;
  errors?: { message: string; extensions: { code: string } }[];
}

describe('guessing passwords', () => {
  let api: TestApi;
  let owner: Client;
  beforeAll(async () => {
    api = await TestApi.start();
    owner = await api.database.connectAs('owner');
  });
  beforeEach(() => owner.query('TRUNCATE password_try'));
  afterAll(() => api.stop());

  const ask = async <T>(address: string, query: string, input: object, token?: string): Promise<T> => {
    const headers = { 'x-forwarded-for': address, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const { body } = await api.http().post('/graphql').set(headers).send({ query, variables: { input } });
    return body as T;
  };
  const signIn = (address: string, email: string, password: string): Promise<SignedIn> =>
    ask(address, SIGN_IN, { email, password });
  const toldTo = ({ errors }: SignedIn): string | undefined => errors?.[0].message;
  const guess = (address: string, email: string, times: number): Promise<SignedIn[]> =>
    Promise.all(Array.from({ length: times }, (_, n) => signIn(address, email, `a wrong password ${n}`)));

  it('stops after ten from one address, at the same moment too, be the next one right', async () => {
    const told = (await guess('192.0.2.1', VICTIM, 14)).map(toldTo);
    expect(told.filter((message) => message?.includes('is not right'))).toHaveLength(10);
    expect(told.filter((message) => message?.includes('Wait a quarter of an hour'))).toHaveLength(4);
    const right = await signIn('192.0.2.1', VICTIM.toUpperCase(), PASSWORD);
    expect(right.errors).toMatchObject([
      {
        message: 'Too many passwords were wrong. Wait a quarter of an hour, then try again.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
  });

  it('locks nobody out who is at another address, and tells nothing of which accounts there are', async () => {
    await guess('192.0.2.1', VICTIM, 12);
    expect((await signIn('192.0.2.2', VICTIM, PASSWORD)).data?.signIn.token).toBeTruthy();
    const ofNobody = (await guess('192.0.2.3', 'nobody@nowhere.example', 12)).map(toldTo).sort();
    const ofSomebody = (await guess('192.0.2.4', VICTIM, 12)).map(toldTo).sort();
    expect(ofNobody).toEqual(ofSomebody);
  });

  it('counts all addresses of an IPv6 network as one, and of the next network apart', async () => {
    for (let n = 0; n < 10; n += 1) await guess(`2001:db8::${n}`, VICTIM, 1);
    expect(toldTo(await signIn('2001:db8::ffff:1', VICTIM, PASSWORD))).toContain('Wait');
    expect((await signIn('2001:db8:0:1::1', VICTIM, PASSWORD)).data?.signIn.token).toBeTruthy();
  });

  it('begins anew after a right one, and after a quarter of an hour', async () => {
    await guess('192.0.2.1', VICTIM, 9);
    expect((await signIn('192.0.2.1', VICTIM, PASSWORD)).data?.signIn.token).toBeTruthy();
    await guess('192.0.2.1', VICTIM, 10);
    expect(toldTo(await signIn('192.0.2.1', VICTIM, PASSWORD))).toContain('Wait');
    await owner.query("UPDATE password_try SET since = since - interval '16 minutes'");
    expect((await signIn('192.0.2.1', VICTIM, PASSWORD)).data?.signIn.token).toBeTruthy();
    expect((await owner.query('SELECT FROM password_try')).rowCount).toBe(0);
  });

  it('stops for an address that tries one password with many accounts', async () => {
    for (let account = 0; account < 20; account += 1) await guess('192.0.2.1', `person${account}@nowhere.example`, 5);
    expect(toldTo(await signIn('192.0.2.1', 'person99@nowhere.example', 'winter2026winter'))).toContain('Wait');
  });

  it('counts those of whoever sits at an open session and wants another password', async () => {
    const token = await api.token(VICTIM);
    const change = (currentPassword: string): Promise<{ errors?: { extensions: { fields: { message: string }[] } }[] }> =>
      ask('192.0.2.1', CHANGE, { currentPassword, newPassword: 'another long password' }, token);
    for (let n = 0; n < 10; n += 1) await change(`a wrong password ${n}`);
    expect((await change(PASSWORD)).errors?.[0].extensions.fields).toMatchObject([
      { message: 'Too many passwords were wrong. Wait a quarter of an hour, then try again.' },
    ]);
  });
});
