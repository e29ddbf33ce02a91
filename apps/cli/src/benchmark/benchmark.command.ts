import { Command, Option } from 'commander';
import { ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { launchPostgres, readConfiguration, repositoryRoot } from '#platform';
import { prepareDatabase } from '../database/prepare-database';
import { countOf } from '../count-of';
import { timeFirstRequests } from './first-request';
import { timeImports } from './imports';
import { fillMarket, MarketReply, timeMarket, timeRefresh } from './market';
import { fillWithSuppliers, supplierKey, SUPPLIERS } from './material';
import { timesOf, VISITORS } from './pages';
import { installPeers, Peer, PEERS, PEERS_FOLDER, versionsOfPeers } from './peers';
import { answers, asking, ended, forked, startApi, watchMemory } from './processes';
import { profileLoad } from './profile';
import { keepSettling, keepWriting, memoryUnderLoad } from './reads';
import { alternate, Asked, Contender, mustAgree, ratio, told } from './rounds';
import { SearchReply, timeChanges, timeSearches } from './search';
import { fillForSearch } from './search-material';

const API_PORT = 4990;
const FLOOR_PORT = 4991;
const PORTAL_PORT = 4992;
const PEER_PORT = 4993;
/** Of an API that is started to be asked its first request. */
const FRESH_PORT = 4999;

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
const PARTS = ['starts', 'reads', 'profile', 'imports', 'market', 'search'];

/** Suppliers to search in, at the size of a country. */
const SEARCHED = 1_000_000;

/** `assay benchmark`: reads through the whole API, as ratios to a hand-written server on the same rows. */
export function benchmarkCommand(): Command {
  return new Command('benchmark')
    .description('measure reads through the whole API against a hand-written server, start-up time and memory')
    .option('--rounds <n>', 'alternating rounds', countOf(1), 5)
    .option('--seconds <n>', 'length of a round', countOf(1), 8)
    .addOption(new Option('--only <parts...>', 'what to measure').choices(PARTS).default([...PARTS], 'all'))
    .option('--minutes <n>', 'how long to watch the memory of the API at 64 connections', countOf(0), 0)
    .option(
      '--peers',
      'instead of the parts: the reads by Mercurius, PostGraphile and Nest with entities, beside API and floor',
    )
    .action(
      async ({
        rounds,
        seconds,
        only,
        minutes,
        peers = false,
      }: {
        rounds: number;
        seconds: number;
        only: string[];
        minutes: number;
        peers?: boolean;
      }) => {
        if (peers) installPeers();
        const home = await mkdtemp(join(tmpdir(), 'assay-benchmark-'));
        await chmod(home, 0o755);
        try {
          print(
            `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
          );
          if (peers) return await measurePeers(join(home, 'peers'), rounds, seconds);
          if (only.includes('starts')) await measureStarts(join(home, 'started'));
          if (only.includes('reads')) await measureReads(join(home, 'reads'), rounds, seconds, minutes);
          if (only.includes('profile')) await measureProfile(join(home, 'profile'));
          if (only.includes('imports')) await measureImports(join(home, 'imports'), rounds);
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
    const api = await startApi(environmentOf(home, databaseUrl), API_PORT);
    try {
      for (const line of await timeMarket(asking<MarketReply>(API_PORT))) print(line);
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
    const api = await startApi(environmentOf(home, databaseUrl), API_PORT);
    try {
      const ask = asking<SearchReply>(API_PORT);
      for (const line of await timeSearches(ask, join(home, 'postgres/data/server.log'))) print(`  ${line}`);
      for (const line of await timeChanges(ownerUrl, ask)) print(`  ${line}`);
    } finally {
      await ended(api, 'SIGTERM');
    }
  } finally {
    await postgres.stop();
  }
}

/** What every server is started with: as in production, and quiet, since its warnings would stand among the figures. */
function environmentOf(home: string, databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl, ASSAY_HOME: home, NODE_ENV: 'production', ASSAY_LOG_LEVEL: 'error' };
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

/** The API and the floor on the same suppliers, and what others need who join them. */
interface Servers {
  api: Contender;
  floor: Contender;
  ownerUrl: string;
  /** Of the servers' processes. */
  environment: NodeJS.ProcessEnv;
}

/** Fills a database with suppliers, starts the API and the floor on it, and ends them after the work. */
async function withServers(home: string, work: (servers: Servers) => Promise<void>): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const { databaseUrl, ownerUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    await fillWithSuppliers(ownerUrl);
    const environment = environmentOf(home, databaseUrl);
    // Before the servers, so that all that was written has been settled when they are first asked.
    const settling = await keepSettling(databaseUrl);
    const api = await startApi(environment, API_PORT);
    const floor = await forked(join(repositoryRoot(), 'dist/benchmarks/floor/server.js'), {
      ...environment,
      FLOOR_PORT: String(FLOOR_PORT),
    });
    try {
      await work({
        api: contender('API', API_PORT, api.pid),
        floor: contender('floor', FLOOR_PORT, floor.pid),
        ownerUrl,
        environment,
      });
    } finally {
      await Promise.all([ended(api, 'SIGTERM'), ended(floor, 'SIGTERM'), settling.stop()]);
    }
  } finally {
    await postgres.stop();
  }
}

const FILTER = { technologies: ['camera-and-video-analytics'], regions: ['TLI'] };
const ID = `sup_${supplierKey(SUPPLIERS / 2)}`;
const BODY_OF_PAGE = JSON.stringify({ query: PAGE, variables: { filter: FILTER } });
const BODY_OF_ONE = JSON.stringify({ query: ONE, variables: { id: ID } });

function printRounds(rounds: number, seconds: number): void {
  print(
    `${SUPPLIERS.toLocaleString('en-GB')} suppliers with 3 products and 2 attestations each; 32 connections; ${rounds} alternating rounds of ${seconds} s`,
  );
}

async function measureReads(home: string, rounds: number, seconds: number, minutes: number): Promise<void> {
  await withServers(home, async ({ api, floor, ownerUrl, environment }) => {
    printRounds(rounds, seconds);
    const peak = watchMemory(api.pid);
    for (const line of await timeFirstRequests(environment, FRESH_PORT, floor.url)) print(line);
    await compare('page of 20, by region and technology', api, floor, BODY_OF_PAGE, rounds, seconds);
    await compare('one supplier by id', api, floor, BODY_OF_ONE, rounds, seconds);
    const writes = await keepWriting(ownerUrl, WRITES);
    await compare(`one supplier by id, under ${WRITES} writes a second`, api, floor, BODY_OF_ONE, rounds, seconds);
    print(`  ${(await writes.stop()).toFixed(0)} writes a second were made`);
    if (minutes > 0 && api.pid !== undefined) print(await memoryUnderLoad(api, api.pid, BODY_OF_ONE, minutes));
    print(`peak memory of the API: ${Math.round(peak() / 1024)} MB`);
    await measurePages(environment, seconds);
  });
}

/** Where the API's processor time goes for the two reads. */
async function measureProfile(home: string): Promise<void> {
  await withServers(home, async ({ environment }) => {
    for (const [what, body] of [
      ['page of 20, by region and technology', BODY_OF_PAGE],
      ['one supplier by id', BODY_OF_ONE],
    ]) {
      print(`processor time of the API, ${what}:`);
      for (const line of await profileLoad(environment, FRESH_PORT, body)) print(`  ${line}`);
    }
  });
}

/** The same reads by other GraphQL servers on the same rows, each beside the floor in the same rounds. */
async function measurePeers(home: string, rounds: number, seconds: number): Promise<void> {
  await withServers(home, async ({ api, floor, environment }) => {
    printRounds(rounds, seconds);
    print(versionsOfPeers());
    const started: (Contender & { peer: Peer; child: ChildProcess })[] = [];
    try {
      for (const [index, peer] of PEERS.entries()) {
        const port = PEER_PORT + index;
        const child = await forked(join(PEERS_FOLDER, peer.script), { ...environment, PEER_PORT: String(port) }, peer.flags, {
          cwd: PEERS_FOLDER,
          execPath: peer.node ?? process.execPath,
        });
        started.push({ ...contender(peer.name, port, child.pid), peer, child });
      }
      for (const [what, query, variables] of [
        ['page of 20, by region and technology', PAGE, { filter: FILTER }],
        ['one supplier by id', ONE, { id: ID }],
      ] as const) {
        const body = JSON.stringify({ query, variables });
        await compareAll(what, [
          { ...floor, body },
          { ...api, body },
          ...started.map(({ peer, ...server }) => ({ ...server, body, ...peer.translate?.(variables) })),
        ]);
      }
    } finally {
      await Promise.all(started.map(({ child }) => ended(child, 'SIGTERM')));
    }
  });

  async function compareAll(what: string, asked: readonly Asked[]): Promise<void> {
    await mustAgree(asked);
    const [ofFloor, ...others] = await alternate(asked, rounds, seconds);
    print(`${what}:`);
    print(`  ${'floor'.padEnd(12)} ${told(ofFloor)}`);
    for (const [index, of] of others.entries())
      print(`  ${asked[index + 1].name.padEnd(12)} ${ratio('rate', of, ofFloor, 'of the floor')}: ${told(of)}`);
  }
}

/** Pages of the portal with the API behind it, on the same rows. */
async function measurePages(shared: NodeJS.ProcessEnv, seconds: number): Promise<void> {
  const portal = await forked(join(repositoryRoot(), 'dist/apps/portal/src/main.js'), {
    ...shared,
    ASSAY_PORTAL_PORT: String(PORTAL_PORT),
    ASSAY_API_URL: `http://127.0.0.1:${API_PORT}`,
  });
  try {
    const text = 'Nobody at the depot should be able to read the footage without logging in as themselves.';
    const pages = {
      'one supplier': `/suppliers/${ID}`,
      'search with filters and counts': '/suppliers?technology=camera-and-video-analytics&region=TLI',
      'guidance for a requirement': `/guidance/match?text=${encodeURIComponent(text)}`,
      'an item of guidance': '/guidance/items/ncsc-cp.8',
    };
    print(`pages of the portal, ${VISITORS} connections:`);
    for (const [name, path] of Object.entries(pages)) {
      const { pagesPerSecond, p50, p95, p97_5 } = await timesOf(`http://127.0.0.1:${PORTAL_PORT}`, name, path, seconds);
      print(`  ${name}: ${pagesPerSecond.toFixed(0)} pages/s, p50 ${p50} ms, p95 ${p95} ms, p97.5 ${p97_5} ms`);
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
  const asked = [api, floor].map((server) => ({ ...server, body }));
  await mustAgree(asked);
  const [ofApi, ofFloor] = await alternate(asked, rounds, seconds);
  print(`${what}: ${ratio('rate', ofApi, ofFloor, 'of the floor')}`);
  print(`  API    ${told(ofApi)}`);
  print(`  floor  ${told(ofFloor)}`);
  print(`  p99 ${ratio('p99', ofApi, ofFloor, "times the floor's")}`);
}

function contender(name: string, port: number, pid?: number): Contender {
  return { name, url: `http://127.0.0.1:${port}`, pid };
}
