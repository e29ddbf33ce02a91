import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import npmChromium from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { repositoryRoot, testDatabase, type TestDatabase } from '#platform/testing';

// A journey of a hundred pages takes as long as it takes.
jest.setTimeout(900_000);

/** The password of every demonstration account. */
export const PASSWORD = 'connected-places-demo';

/** The system's own Chromium where there is one; else the one that came with the packages. */
const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium asks its maker for many things by itself; here it may talk to the portal alone. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The portal and the API as they are started in earnest, on a copy of the seeded database, and a browser to visit them. */
export class TestPortal {
  private constructor(
    readonly url: string,
    readonly apiUrl: string,
    readonly database: TestDatabase,
    private readonly browser: Browser,
    private readonly children: readonly ChildProcess[],
    /** Where this portal's files are. */
    readonly home: string,
  ) {}

  /** @param options.worker whether the worker runs beside it @param options.environment variables besides those of every test */
  static async start(options: { worker?: boolean; environment?: Record<string, string> } = {}): Promise<TestPortal> {
    const database = await testDatabase();
    const home = await mkdtemp(join(tmpdir(), 'assay-portal-'));
    const { children, apiUrl, url } = await startedTogether(['api', 'portal', ...(options.worker === true ? ['worker'] : [])], {
      ...process.env,
      ASSAY_HOME: home,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      ASSAY_LOG_LEVEL: 'error',
      ASSAY_RATE_LIMIT: '1000000',
      ASSAY_REHEARSAL: 'off',
      ...options.environment,
    });
    const executablePath = SYSTEM_CHROMIUM.find((path) => existsSync(path)) ?? (await npmChromium.executablePath());
    const browser = await chromium.launch({ executablePath, args: QUIET, headless: true });
    return new TestPortal(url, apiUrl, database, browser, children, home);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await Promise.all(this.children.map(ended));
    await this.database.drop();
    await rm(this.home, { recursive: true, force: true });
  }

  /** Does something while the worker stands still, so that what waits for it goes on waiting. */
  async whileTheWorkerRests(work: () => Promise<void>): Promise<void> {
    const [, , worker] = this.children;
    worker.kill('SIGSTOP');
    try {
      await work();
    } finally {
      worker.kill('SIGCONT');
    }
  }

  /** A person with a browser of their own, signed in when an address is given. */
  async visitor(email: string | null = null, options: { javaScriptEnabled?: boolean; width?: number } = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      javaScriptEnabled: options.javaScriptEnabled ?? true,
      viewport: { width: options.width ?? 1280, height: 900 },
      locale: 'en-GB',
    });
    // What is not there after this is not coming, however slow the machine.
    context.setDefaultTimeout(60_000);
    const visitor = new Visitor(context, await context.newPage(), this.url);
    if (email !== null) await visitor.signIn(email);
    return visitor;
  }
}

/** One person at the portal. */
export class Visitor {
  /** Requests that went anywhere but to the portal. */
  readonly strayed: string[] = [];
  /** What the browser complained of: scripts that failed, and what the content security policy kept out. */
  readonly complaints: string[] = [];

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    home: string,
  ) {
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:')) this.strayed.push(request.url());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) this.complaints.push(message.text());
    });
  }

  async goTo(path: string): Promise<number> {
    const response = await this.page.goto(path);
    return response?.status() ?? 0;
  }

  async signIn(email: string): Promise<void> {
    await this.goTo('/sign-in');
    await this.page.getByLabel('Email address').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Clicks a link or a button that leads to a page, and waits for that page. */
  async follow(link: Locator): Promise<void> {
    const arrived = this.page.waitForEvent('load');
    await link.click();
    await arrived;
  }

  /** Presses the button with a name, and waits for the page that answers. */
  press(name: string | RegExp): Promise<void> {
    return this.follow(this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first());
  }

  /** Opens the page again until something is there. @throws Error as {@link until} */
  reloadUntil(there: () => Promise<boolean>, otherwise: string, times = 60): Promise<void> {
    return until(there, otherwise, times, () => this.page.reload());
  }

  /** Looks again until the worker has done what the page tells of. */
  reloadUntilDone(): Promise<void> {
    const isDone = async (): Promise<boolean> => (await this.page.getByRole('link', { name: 'Look again' }).count()) === 0;
    return this.reloadUntil(isDone, 'the worker does not come to an end');
  }

  heading(): Promise<string | null> {
    return this.page.locator('h1').textContent();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/**
 * Looks twice a second, so many times at the most, whether something is there, and does something between two looks.
 *
 * @param otherwise what is wrong when it does not come
 * @throws Error then
 */
export async function until(
  there: () => Promise<boolean>,
  otherwise: string,
  times: number,
  between: () => Promise<unknown> = async () => {},
): Promise<void> {
  for (let tries = 0; !(await there()); tries += 1) {
    if (tries > times) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await between();
  }
}

interface Apps {
  children: ChildProcess[];
  apiUrl: string;
  url: string;
}

/** Starts apps on ports that are free; where another program takes one of them meanwhile, again on others. */
async function startedTogether(names: readonly string[], environment: NodeJS.ProcessEnv, tries = 5): Promise<Apps> {
  const [apiPort, portalPort] = [await freePort(), await freePort()];
  const [apiUrl, url] = [apiPort, portalPort].map((port) => `http://127.0.0.1:${port}`);
  const ports = { ASSAY_API_PORT: String(apiPort), ASSAY_PORTAL_PORT: String(portalPort), ASSAY_API_URL: apiUrl };
  const outcomes = await Promise.allSettled(names.map((app) => started(app, { ...environment, ...ports })));
  const children = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure === undefined) return { children, apiUrl, url };
  await Promise.all(children.map(ended));
  if (tries > 1 && String(failure.reason).includes('EADDRINUSE')) return startedTogether(names, environment, tries - 1);
  throw failure.reason;
}

/** Starts an app as it was built, and waits until it serves. */
async function started(app: string, environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(join(repositoryRoot(), `dist/apps/${app}/src/main.js`), {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let told = '';
  child.stderr?.on('data', (text) => (told += text));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The ${app} ended with ${code}: ${told}`)));
  });
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
