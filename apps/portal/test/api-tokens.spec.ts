import { Client } from 'pg';
import { PASSWORD, TestApi } from '../../api/test/harness';
import { type Fields, type Outcome, PlainPortal, type PlainVisitor } from './plain-portal';

const [HOME, NEW] = ['/account/tokens', '/account/tokens/new'];
const EDITOR = 'editor@halden.example';
const SECRET = /assay_t_[\w-]{43}/;

describe('API tokens', () => {
  let api: TestApi;
  let portal: PlainPortal;
  let owner: Client;
  let editor: PlainVisitor;
  beforeAll(async () => {
    api = await TestApi.start();
    owner = await api.database.connectAs('owner');
    portal = await PlainPortal.beside(api);
    editor = await portal.visitor(EDITOR);
  });
  afterAll(async () => {
    await owner?.end();
    await portal?.stop();
    await api?.stop();
  });

  const make = async (fields: Fields): Promise<Outcome> =>
    editor.send(NEW, { ...(await editor.form(NEW)), scopes: ['READ'], days: '90', ...fields });

  /** What the line of the page answers that tries a token, sent as the shell would. */
  async function tried({ text }: Outcome): Promise<{ status: number; body: unknown }> {
    const line = /curl -H '([^']+): ([^']+)' -H '([^']+): ([^']+)' -d '([^']+)' (\S+)/.exec(text);
    if (line === null) throw new Error('The page has no line that tries the token.');
    const [, name, value, other, type, body, address] = line;
    const response = await fetch(address, { method: 'POST', headers: { [name]: value, [other]: type }, body });
    return { status: response.status, body: await response.json() };
  }

  const secretIn = ({ text }: Outcome): string => SECRET.exec(text)?.[0] ?? '';

  /** The page on which a token is revoked. */
  async function revocationOf(name: string): Promise<string> {
    const row = (await editor.page(HOME)).split('<tr').find((part) => part.includes(`>${name}<`)) ?? '';
    return /href="([^"]+\/revoke)"/.exec(row)?.[1] ?? '';
  }

  it('are made by a person from their account, tried by the line that is shown, and revoked after a question', async () => {
    expect(await editor.page('/account')).toContain('href="/account/tokens"');
    expect(await editor.read(HOME)).toContain('You have no token in force.');
    const made = await make({ name: 'Nightly export' });
    expect(made).toMatchObject({ status: 200, location: null });
    expect(made.text).toContain('It is shown this once');
    expect(made.text).toContain('may read what you may read.');
    expect(await tried(made)).toEqual({
      status: 200,
      body: { data: { viewer: expect.objectContaining({ user: expect.anything() as object }) as object } },
    });

    const list = await editor.read(HOME);
    expect(list).toMatch(/Nightly export Read what you may read \d+ \w+ \d{4} \d+ \w+ \d{4} Revoke – Nightly export/);
    expect(list).not.toMatch(SECRET);
    const revocation = await revocationOf('Nightly export');
    expect(await editor.read(revocation)).toContain('The program that uses it is refused from then on.');
    expect((await tried(made)).status).toBe(200);
    expect(await editor.send(revocation, await editor.form(revocation))).toMatchObject({ status: 303, location: HOME });
    expect((await tried(made)).status).toBe(401);
    const after = await editor.read(HOME);
    expect(after).toContain('The token “Nightly export” is revoked.');
    expect(after).toMatch(/Tokens that have ended .*Nightly export .* Revoked on/);
    expect(await editor.statusOf(revocation)).toBe(404);
  });

  it('that may only change something are tried by a question that is public', async () => {
    const made = await make({ name: 'Writer', scopes: ['WRITE'] });
    expect(await tried(made)).toMatchObject({ status: 200, body: { data: { sectors: expect.any(Array) as unknown[] } } });
  });

  it('are asked for again with all that was typed where something is missing', async () => {
    const half = await make({ name: '', scopes: ['WRITE'], days: '30' });
    expect(half).toMatchObject({ status: 400, text: expect.stringContaining('Enter a name for the token') as string });
    expect(half.page).toMatch(/value="WRITE" checked/);
    expect(half.page).toMatch(/value="30" checked/);
    const none = await make({ name: 'Typed', scopes: [], days: '' });
    expect(none.text).toContain('Choose at least one thing that it may do');
    expect(none.text).toContain('Choose how long it holds');
    expect(none.page).toContain('value="Typed"');
  });

  it('show their secret where no cache keeps it, in no address, and not again', async () => {
    const form: Fields = { ...(await editor.form(NEW)), name: 'Once', scopes: ['READ'], days: '30' };
    const first = await editor.answer(NEW, form);
    expect(first.text).toMatch(SECRET);
    expect(first.headers['cache-control']).toBe('private, no-store');
    const again = await editor.send(NEW, form);
    expect(again).toMatchObject({ status: 400, text: expect.stringContaining('Look under “API tokens” first') as string });
    expect(again.page).not.toMatch(SECRET);
    expect((await editor.read(HOME)).split('Revoke – Once')).toHaveLength(2);
  });

  it('are made with the password where somebody has been signed in for some time', async () => {
    await owner.query(`UPDATE session SET created_at = now() - interval '1 hour'`);
    expect(await editor.page(NEW)).not.toContain('type="password"');
    const asked = await make({ name: 'Later' });
    expect(asked).toMatchObject({ status: 400, text: expect.stringContaining('You signed in more than a quarter') as string });
    expect(asked.page).toContain('value="Later"');
    const wrong = await make({ name: 'Later', password: 'not this one' });
    expect(wrong.text).toContain('The password is not right.');
    expect(wrong.page).not.toContain('not this one');
    expect(secretIn(await make({ name: 'Later', password: PASSWORD }))).toMatch(SECRET);
  });

  it('are their owner’s alone', async () => {
    const revocation = await revocationOf('Writer');
    const colleague = await portal.visitor('admin@halden.example');
    expect(await colleague.read(HOME)).not.toContain('Writer');
    expect(await colleague.statusOf(revocation)).toBe(404);
    expect(await portal.stranger().open(NEW)).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent(NEW)}`,
    });
  });
});
