import { Command, Option } from 'commander';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { repositoryRoot } from '#platform';
import { countOf } from '../count-of';
import { timeImports } from './imports';
import { fillMarket, MarketReply, timeMarket, timeRefresh } from './market';
import { measurePeers, measureProfile, measureReads } from './measured-reads';
import { installPeers } from './peers';
import { print } from './print';
import { answers, asking, ended } from './processes';
import { SearchReply, timeChanges, timeSearches } from './search';
import { fillForSearch } from './search-material';
import { API_PORT, environmentOf, FLOOR_PORT, withApi, withDatabase } from './servers';

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
function measureImports(home: string, rounds: number): Promise<void> {
  return withDatabase(home, async ({ ownerUrl }) => {
    for (const line of await timeImports(ownerUrl, home, rounds)) print(line);
  });
}

/** Questions of analysts through the API, at the size of a country. */
function measureMarket(home: string): Promise<void> {
  return withDatabase(home, async ({ databaseUrl, ownerUrl }) => {
    await fillMarket(ownerUrl);
    const { counted, answered } = await timeRefresh(ownerUrl);
    print(
      `the market of 1,000,000 suppliers and 3,000,000 awards: counted anew in ${counted.toFixed(0)} s, its answers prepared in ${answered.toFixed(0)} s`,
    );
    await withApi(environmentOf(home, databaseUrl), async () => {
      for (const line of await timeMarket(asking<MarketReply>(API_PORT))) print(line);
    });
  });
}

/** Searches of very many suppliers, in SQL and through the API; and what they cost whoever writes. */
function measureSearch(home: string): Promise<void> {
  return withDatabase(home, async ({ databaseUrl, ownerUrl, adminUrl }) => {
    const started = Date.now();
    await fillForSearch(ownerUrl, SEARCHED);
    await logDurations(adminUrl);
    print(
      `${SEARCHED.toLocaleString('en-GB')} suppliers to search, made in ${Math.round((Date.now() - started) / 1000)} s; one person at a time:`,
    );
    await withApi(environmentOf(home, databaseUrl), async () => {
      const ask = asking<SearchReply>(API_PORT);
      for (const line of await timeSearches(ask, join(home, 'postgres/data/server.log'))) print(`  ${line}`);
      for (const line of await timeChanges(ownerUrl, ask)) print(`  ${line}`);
    });
  });
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
