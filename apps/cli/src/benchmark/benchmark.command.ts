import { Command } from 'commander';
import { ChildProcess, fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { API_NODE_FLAGS, launchPostgres, readConfiguration, repositoryRoot } from '#platform';
import { prepareDatabase } from '../database/prepare-database';
import { timeImports } from './imports';
import { fillMarket, MarketReply, timeMarket, timeRefresh } from './market';
import { fillWithSuppliers, supplierKey, SUPPLIERS } from './material';
import { timesOf, VISITORS } from './pages';
import { keepSettling, keepWriting, memoryUnderLoad, timesInTurn } from './reads';
import { alternate, Contender, Round, spread } from './rounds';
import { timeChanges, timeSearches } from './search';
import { fillForSearch } from './search-material';

const API_PORT = 4990;
const FLOOR_PORT = 4991;
const PORTAL_PORT = 4992;

/** Writes a second that reads are measured under. */
const WRITES = 50;

const CARD = `fragment SupplierCard on Supplier { id name provenance identifiers { scheme id uri } region { code name } sizeBand sectors { code label } technologies { code label }
  products { id name kind technologies { code } } attestations { id scheme { code name } status strength coversFrom coversTo issuedOn expiresOn } }`;
const PAGE = `query Page($filter: SupplierFilter) { suppliers(filter: $filter, first: 20) { totalCount edges { node { ...SupplierCard } } } } ${CARD}`;
const ONE = `query One($id: ID!) { supplier(id: $id) { ...SupplierCard } } ${CARD}`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What is measured, each on a database of its own. */
const PARTS = ['starts', 'reads', 'imports', 'market', 'search'];

/** Suppliers to search in, at the size of a country. */
const SEARCHED = 1_000_000;

/** `assay benchmark`: reads through the whole API, as ratios to a hand-written server on the same rows. */
export function benchmarkCommand(): Command {
  return new Command('benchmark')
    .description('measure reads through the whole API against a hand-written server, start-up time and memory')
    .option('--rounds <n>', 'alternating rounds', '5')
    .option('--seconds <n>', 'length of a round', '8')
    .option('--only <parts...>', `of ${PARTS.join(', ')}`, [...PARTS])
    .option('--minutes <n>', 'how long to watch the memory of the API at 64 connections', '0')
    .action(
      async ({ rounds, seconds, only, minutes }: { rounds: string; seconds: string; only: string[]; minutes: string }) => {
        const home = await mkdtemp(join(tmpdir(), 'assay-benchmark-'));
        await chmod(home, 0o755);
        try {
          print(
            `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
          );
          if (only.includes('starts')) await measureStarts(join(home, 'started'));
          if (only.includes('reads')) await measureReads(join(home, 'reads'), Number(rounds), Number(seconds), Number(minutes));
          if (only.includes('imports')) await measureImports(join(home, 'imports'), Number(rounds));
          if (only.includes('market')) await measureMarket(join(home, 'market'));
          if (only.includes('search')) await measureSearch(join(home, 'search'));
        } finally {
          await rm(home, { recursive: true, force: true });
        }
      },
    );
}

/** Start-up of the whole product, in a new home and again in the same. */
async function measureStarts(home: string): Promise<void> {
  for (const which of ['first start', 'second start']) {
    const started = Date.now();
    const environment = {
      ...process.env,
      ASSAY_HOME: home,
      ASSAY_API_PORT: String(API_PORT),
      ASSAY_PORTAL_PORT: String(FLOOR_PORT),
    };
    const child = spawn(process.execPath, [join(repositoryRoot(), 'scripts/assay.cjs'), 'start'], {
      env: environment,
      stdio: 'ignore',
    });
    await answers(`http://127.0.0.1:${FLOOR_PORT}/health/ready`);
    print(`${which}: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    await ended(child, 'SIGINT');
  }
}

/** Files of registers, against a bare COPY of the same file. */
async function measureImports(home: string, rounds: number): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const { ownerUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    for (const line of await timeImports(ownerUrl, home, rounds)) print(line);
  } finally {
    await postgres.stop();
  }
}

/** Questions of analysts through the API, at the size of a country. */
async function measureMarket(home: string): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const { databaseUrl, ownerUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    await fillMarket(ownerUrl);
    const { counted, answered } = await timeRefresh(ownerUrl);
    print(
      `the market of 1,000,000 suppliers and 3,000,000 awards: counted anew in ${counted.toFixed(0)} s, its answers prepared in ${answered.toFixed(0)} s`,
    );
    const api = await forked(
      join(repositoryRoot(), 'dist/apps/api/src/main.js'),
      {
        ...process.env,
        DATABASE_URL: databaseUrl,
        ASSAY_HOME: home,
        ASSAY_API_PORT: String(API_PORT),
        ASSAY_RATE_LIMIT: '10000000',
        NODE_ENV: 'production',
      },
      API_NODE_FLAGS,
    );
    try {
      const lines = await timeMarket(async (query, variables) => {
        const answer = await fetch(`http://127.0.0.1:${API_PORT}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return (await answer.json()) as MarketReply;
      });
      for (const line of lines) print(line);
    } finally {
      await ended(api, 'SIGTERM');
    }
  } finally {
    await postgres.stop();
  }
}

/** Searches of very many suppliers, in SQL and through the API; and what they cost whoever writes. */
async function measureSearch(home: string): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const { databaseUrl, ownerUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    const started = Date.now();
    await fillForSearch(ownerUrl, SEARCHED);
    await logDurations(postgres.adminUrl());
    print(
      `${SEARCHED.toLocaleString('en-GB')} suppliers to search, made in ${Math.round((Date.now() - started) / 1000)} s; one person at a time:`,
    );
    const shared = { ...process.env, DATABASE_URL: databaseUrl, ASSAY_HOME: home, NODE_ENV: 'production' };
    const api = await forked(
      join(repositoryRoot(), 'dist/apps/api/src/main.js'),
      {
        ...shared,
        ASSAY_API_PORT: String(API_PORT),
        ASSAY_RATE_LIMIT: '10000000',
      },
      API_NODE_FLAGS,
    );
    try {
      const ask: Parameters<typeof timeSearches>[0] = async (query, variables) => {
        const answer = await fetch(`http://127.0.0.1:${API_PORT}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return (await answer.json()) as Awaited<ReturnType<Parameters<typeof timeSearches>[0]>>;
      };
      for (const line of await timeSearches(ask, join(home, 'postgres/data/server.log'))) print(`  ${line}`);
      for (const line of await timeChanges(ownerUrl, ask)) print(`  ${line}`);
    } finally {
      await ended(api, 'SIGTERM');
    }
  } finally {
    await postgres.stop();
  }
}

/** Has PostgreSQL log how long every statement of the API takes, without what it was. */
async function logDurations(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('ALTER ROLE assay_api SET log_duration = on');
  } finally {
    await admin.end();
  }
}

async function measureReads(home: string, rounds: number, seconds: number, minutes: number): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const { databaseUrl, ownerUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    await fillWithSuppliers(ownerUrl);
    print(
      `${SUPPLIERS.toLocaleString('en-GB')} suppliers with 3 products and 2 attestations each; 32 connections; ${rounds} alternating rounds of ${seconds} s`,
    );
    const shared = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ASSAY_HOME: home,
      NODE_ENV: 'production',
      ASSAY_LOG_LEVEL: 'error',
    };
    const dist = join(repositoryRoot(), 'dist');
    const api = await forked(
      join(dist, 'apps/api/src/main.js'),
      {
        ...shared,
        ASSAY_API_PORT: String(API_PORT),
        ASSAY_RATE_LIMIT: '10000000',
      },
      API_NODE_FLAGS,
    );
    const floor = await forked(join(dist, 'benchmarks/floor/server.js'), { ...shared, FLOOR_PORT: String(FLOOR_PORT) });
    const settling = await keepSettling(databaseUrl);
    try {
      const peak = watchMemory(api);
      const [a, b] = [contender('API', API_PORT, api.pid), contender('floor', FLOOR_PORT, floor.pid)];
      await measureFirstRequest(a, b);
      const filter = { technologies: ['camera-and-video-analytics'], regions: ['TLI'] };
      await compare(
        'page of 20, by region and technology',
        a,
        b,
        JSON.stringify({ query: PAGE, variables: { filter } }),
        rounds,
        seconds,
      );
      const id = `sup_${supplierKey(SUPPLIERS / 2)}`;
      const one = JSON.stringify({ query: ONE, variables: { id } });
      await compare('one supplier by id', a, b, one, rounds, seconds);
      const writes = await keepWriting(ownerUrl, WRITES);
      await compare(`one supplier by id, under ${WRITES} writes a second`, a, b, one, rounds, seconds);
      print(`  ${(await writes.stop()).toFixed(0)} writes a second were made`);
      if (minutes > 0 && api.pid !== undefined) print(await memoryUnderLoad(a, api.pid, one, minutes));
      print(`peak memory of the API: ${Math.round(peak() / 1024)} MB`);
      await measurePages(shared, id, seconds);
    } finally {
      await Promise.all([ended(api, 'SIGTERM'), ended(floor, 'SIGTERM'), settling.stop()]);
    }
  } finally {
    await postgres.stop();
  }
}

/** The hash by which the API knows an operation of the portal. */
function hashOf(operation: string): string {
  const known = readFileSync(join(repositoryRoot(), 'apps/api/src/persisted-operations.ts'), 'utf8');
  const hash = new RegExp(`'([0-9a-f]{64})', "query ${operation}\\(`).exec(known)?.[1];
  if (hash === undefined) throw new Error(`The API knows no operation ${operation}.`);
  return hash;
}

/** A trusted document on an API that has answered nothing yet, and on and on; by a client that has asked the floor before. */
async function measureFirstRequest({ url }: Contender, floor: Contender): Promise<void> {
  await timesInTurn(floor.url, { variables: { id: `sup_${supplierKey(SUPPLIERS / 2)}` } }, 20);
  const body = {
    operationName: 'SupplierPage',
    variables: { id: `sup_${supplierKey(SUPPLIERS / 2)}` },
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf('SupplierPage') } },
  };
  const times = await timesInTurn(url, body, 1100);
  print(
    `a trusted document: the first request ${times[0].toFixed(1)} ms, the second ${times[1].toFixed(1)} ms, around the thousandth ${spread(times.slice(-200)).median.toFixed(1)} ms`,
  );
}

/** Pages of the portal with the API behind it, on the same rows. */
async function measurePages(shared: NodeJS.ProcessEnv, id: string, seconds: number): Promise<void> {
  const portal = await forked(join(repositoryRoot(), 'dist/apps/portal/src/main.js'), {
    ...shared,
    ASSAY_PORTAL_PORT: String(PORTAL_PORT),
    ASSAY_API_URL: `http://127.0.0.1:${API_PORT}`,
  });
  try {
    const text = 'Nobody at the depot should be able to read the footage without logging in as themselves.';
    const pages = {
      'one supplier': `/suppliers/${id}`,
      'search with filters and counts': '/suppliers?technology=camera-and-video-analytics&region=TLI',
      'guidance for a requirement': `/guidance/match?text=${encodeURIComponent(text)}`,
      'an item of guidance': '/guidance/items/ncsc-cp.8',
    };
    print(`pages of the portal, ${VISITORS} connections:`);
    for (const [name, path] of Object.entries(pages)) {
      const { pagesPerSecond, p50, p97_5 } = await timesOf(`http://127.0.0.1:${PORTAL_PORT}`, name, path, seconds);
      print(`  ${name}: ${pagesPerSecond.toFixed(0)} pages/s, p50 ${p50} ms, p97.5 ${p97_5} ms`);
    }
  } finally {
    await ended(portal, 'SIGTERM');
  }
}

async function compare(
  what: string,
  api: Contender,
  floor: Contender,
  body: string,
  rounds: number,
  seconds: number,
): Promise<void> {
  await mustAgree(api, floor, body);
  const [ofApi, ofFloor] = await alternate(api, floor, body, rounds, seconds);
  const ratio = spread(ofApi.map(({ rate }, index) => rate / ofFloor[index].rate));
  print(`${what}: ${ratio.median.toFixed(2)} of the floor (${ratio.least.toFixed(2)} to ${ratio.greatest.toFixed(2)})`);
  for (const [{ name }, of] of [
    [api, ofApi],
    [floor, ofFloor],
  ] as [Contender, Round[]][]) {
    const rate = spread(of.map((round) => round.rate));
    const cpu = spread(of.map((round) => round.cpu)).median;
    print(
      `  ${name.padEnd(6)} ${rate.median.toFixed(0)} requests/s (${rate.least.toFixed(0)} to ${rate.greatest.toFixed(0)}), p50 ${spread(of.map(({ p50 }) => p50)).median} ms, p99 ${spread(of.map(({ p99 }) => p99)).median} ms, ${cpu.toFixed(2)} ms of its process a request`,
    );
  }
  const tail = spread(ofApi.map(({ p99 }, index) => p99 / ofFloor[index].p99));
  print(`  p99 ${tail.median.toFixed(2)} times the floor's (${tail.least.toFixed(2)} to ${tail.greatest.toFixed(2)})`);
}

/** @throws Error when the two answer differently: then there is nothing to compare */
async function mustAgree(api: Contender, floor: Contender, body: string): Promise<void> {
  const [ours, theirs] = await Promise.all(
    [api, floor].map(
      async ({ url }) =>
        (
          await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        ).json() as Promise<unknown>,
    ),
  );
  if (!isDeepStrictEqual(ours, theirs))
    throw new Error(
      `The API and the floor answer differently:\n${JSON.stringify(ours).slice(0, 1500)}\n${JSON.stringify(theirs).slice(0, 1500)}`,
    );
}

function contender(name: string, port: number, pid?: number): Contender {
  return { name, url: `http://127.0.0.1:${port}`, pid };
}

function forked(script: string, env: NodeJS.ProcessEnv, execArgv: readonly string[] = []): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [], { env, execArgv: [...execArgv], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Looks at the resident memory of a process until it is asked for the peak, in kB. Linux tells it; elsewhere it is 0. */
function watchMemory(child: ChildProcess): () => number {
  return () => {
    try {
      const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      return Number(line?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
}
