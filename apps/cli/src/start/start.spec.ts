import { ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/** A start of the product as somebody at a keyboard makes it. */
interface Started {
  child: ChildProcess;
  output: () => string;
  exit: Promise<number | null>;
}

interface Home {
  folder: string;
  api: number;
  portal: number;
}

function listen(port = 0): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function freePort(): Promise<number> {
  const server = await listen();
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start({ folder, api, portal }: Home, more: NodeJS.ProcessEnv = {}): Started {
  const env = { ...process.env, ASSAY_HOME: folder, ASSAY_API_PORT: String(api), ASSAY_PORTAL_PORT: String(portal), ...more };
  // A group of its own, so that the whole tree can be killed at once.
  const child = spawn(process.execPath, [join(repositoryRoot(), 'scripts/assay.cjs'), 'start'], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text, exit: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
}

async function ready(started: Started): Promise<void> {
  const ended = started.exit.then(() => {
    throw new Error(`it ended:\n${started.output()}`);
  });
  const served = (async () => {
    while (!started.output().includes('Ready in')) await new Promise((resolve) => setTimeout(resolve, 50));
  })();
  await Promise.race([served, ended]);
}

/** Processes that have the folder in their command line or environment. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return (readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8')).includes(folder);
      } catch {
        return false;
      }
    });
}

async function gone(folder: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && processesOf(folder).length > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return processesOf(folder).length === 0;
}

async function send<T>(api: number, query: string, variables: object, token?: string): Promise<T> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(`http://127.0.0.1:${api}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: T }).data;
}

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const account = { email: 'editor@wexcombe.example', password: 'connected-places-demo' };

/** A browser, as far as a form needs one: it keeps cookies and follows nothing by itself. */
class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly address: string) {}

  async open(path: string, form?: Record<string, string>): Promise<{ status: number; page: string; headers: Headers }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.address + path, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie, ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
      body: form === undefined ? undefined : new URLSearchParams(form).toString(),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
      expect(set).toMatch(/HttpOnly.*SameSite=Lax/i);
    }
    return { status: response.status, page: await response.text(), headers: response.headers };
  }
}

describe('npm start', () => {
  let home: Home;
  const others: string[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-start-'));
    chmodSync(folder, 0o755);
    home = { folder, api: await freePort(), portal: await freePort() };
  });
  afterAll(() => {
    for (const folder of [home.folder, ...others]) rmSync(folder, { recursive: true, force: true });
  });

  it('brings the product up, refuses a second start and a port that is taken with a sentence, and goes without a trace', async () => {
    const first = start(home);
    await ready(first);
    expect(first.output()).toContain(`http://127.0.0.1:${home.api}/graphql`);
    expect(first.output()).toContain('editor@wexcombe.example');
    expect((await fetch(`http://127.0.0.1:${home.api}/health/ready`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${home.portal}/health/ready`)).status).toBe(200);

    const running = `Assay is already running in ${home.folder} (process ${first.child.pid}): API http://127.0.0.1:${home.api}/graphql, portal http://127.0.0.1:${home.portal}. Stop it first, or choose another folder with ASSAY_HOME and other ports with ASSAY_API_PORT and ASSAY_PORTAL_PORT.`;
    const again = start(home);
    expect(await again.exit).toBe(1);
    expect(again.output().trim()).toBe(running);
    const elsewhere = mkdtempSync(join(tmpdir(), 'assay-start-'));
    others.push(elsewhere);
    const taken = start({ ...home, folder: elsewhere });
    expect(await taken.exit).toBe(1);
    expect(taken.output().trim()).toBe(
      `Port ${home.api} for the API is taken by another program. Stop that, or choose another port: ASSAY_API_PORT=${home.api + 1} npm start`,
    );

    const port = await freePort();
    const both = start({ folder: elsewhere, api: port, portal: port });
    expect(await both.exit).toBe(1);
    expect(both.output().trim()).toBe(
      `ASSAY_API_PORT and ASSAY_PORTAL_PORT are both ${port}. Give the API and the portal a port each.`,
    );

    await portalLetsPeopleIn(home);

    process.kill(first.child.pid as number, 'SIGINT');
    expect(await first.exit).toBe(0);
    expect(await gone(home.folder)).toBe(true);
  });

  it('loses nothing when the whole tree is killed, and heals by itself', async () => {
    const killed = start(home);
    await ready(killed);
    const { signIn } = await send<{ signIn: { token: string } }>(home.api, SIGN_IN, { input: account });
    await send(
      home.api,
      'mutation { createProcurement(input: { title: "Kept (invented)" }) { procurement { id } } }',
      {},
      signIn.token,
    );
    process.kill(-(killed.child.pid as number), 'SIGKILL');
    await killed.exit;

    const healed = start(home);
    await ready(healed);
    const { procurements } = await send<{ procurements: { edges: { node: { title: string } }[] } }>(
      home.api,
      '{ procurements { edges { node { title } } } }',
      {},
      signIn.token,
    );
    expect(procurements.edges.map(({ node }) => node.title)).toContain('Kept (invented)');
    process.kill(healed.child.pid as number, 'SIGTERM');
    expect(await healed.exit).toBe(0);
    expect(await gone(home.folder)).toBe(true);
  });

  it('without the demonstration set has no sign-ins, also where the set was loaded before', async () => {
    const started = start(home, { ASSAY_DEMO: 'off' });
    await ready(started);
    expect(started.output()).not.toContain('wexcombe');
    expect(await send(home.api, SIGN_IN, { input: account })).toBeNull();
    process.kill(started.child.pid as number, 'SIGINT');
    expect(await started.exit).toBe(0);
    expect(existsSync(join(home.folder, 'running.lock'))).toBe(false);
  });
});

/** The start page and the way in, as a person without JavaScript goes it. */
async function portalLetsPeopleIn({ portal }: Home): Promise<void> {
  const browser = new Browser(`http://127.0.0.1:${portal}`);
  const front = await browser.open('/');
  expect(front.page).toContain('Which suppliers can meet this requirement securely');
  expect(front.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  expect(front.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(front.page).not.toMatch(/(src|href)="https?:/);
  const address = /href="(\/assets\/[^"]+\.css)"/.exec((await browser.open('/')).page)?.[1] ?? 'none';
  const css = await browser.open(address);
  expect(css.status).toBe(200);
  expect(css.page).not.toMatch(/GDS Transport|@font-face/);

  const { page } = await browser.open('/sign-in');
  const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const forged = await browser.open('/sign-in', { ...account, formToken: 'x'.repeat(43) });
  expect(forged.status).toBe(400);
  const wrong = await browser.open('/sign-in', { email: account.email, password: 'wrong', formToken });
  expect(wrong.status).toBe(400);
  expect(wrong.page).toContain('There is a problem');
  expect(wrong.page).toContain('href="#password"');
  expect(wrong.page).toContain(`value="${account.email}"`);
  expect((await browser.open('/sign-in', { ...account, formToken })).status).toBe(303);
  const person = 'Edmund Vale, Wexcombe Borough Council (demonstration)';
  expect((await browser.open('/')).page).toContain(person);
  expect((await browser.open('/sign-out', { formToken })).status).toBe(303);
  expect((await browser.open('/')).page).not.toContain(person);
  expect((await browser.open('/nowhere')).status).toBe(404);
}
