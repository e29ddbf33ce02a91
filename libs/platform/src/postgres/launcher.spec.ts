import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgres, launchPostgres, runningPostgres } from './launcher';

const isRoot = process.getuid?.() === 0;
const homes: string[] = [];
const running: EmbeddedPostgres[] = [];

function newHome(mode = 0o755): string {
  const home = mkdtempSync(join(tmpdir(), 'assay-home-'));
  chmodSync(home, mode);
  homes.push(home);
  return home;
}

async function launch(home: string, durable = false): Promise<EmbeddedPostgres> {
  const postgres = await launchPostgres({ home, durable });
  running.push(postgres);
  return postgres;
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.adminUrl() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = (home: string): number => {
  const { folder } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { folder: string };
  return Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
};

const childrenOf = (pid: number): number[] =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='])
    .stdout.toString()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);

const isGone = (pid: number): boolean =>
  spawnSync('ps', ['-p', String(pid), '-o', 'stat='])
    .stdout.toString()
    .trim()
    .replace(/^Z.*/, '') === '';

afterAll(async () => {
  for (const postgres of running) await postgres.stop();
  for (const home of homes) {
    const file = join(home, 'postgres.json');
    if (existsSync(file))
      rmSync((JSON.parse(readFileSync(file, 'utf8')) as { folder: string }).folder, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, and leaves no process behind', async () => {
    const home = newHome();
    const first = await launch(home);
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = pidOf(home);
    await first.stop();
    expect(isGone(pid)).toBe(true);
    const second = await launch(home);
    expect(await query(second, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('lets its processes keep the memory of a statement for the next one', async () => {
    const postgres = await launch(newHome());
    const client = new Client({ connectionString: postgres.adminUrl() });
    await client.connect();
    const pagesTaken: number[] = [];
    client.on('notice', ({ detail }) =>
      pagesTaken.push(Number(/\d+\/(\d+) \[.*\] page faults\/reclaims/.exec(detail ?? '')?.[1])),
    );
    await client.query('SET client_min_messages = log; SET log_executor_stats = on');
    // Each sorts some megabytes.
    for (let n = 0; n < 25; n += 1)
      await client.query(
        `SELECT max(b) FROM (SELECT repeat('x', n) AS b FROM generate_series(4000, 5000) n ORDER BY b DESC) t`,
      );
    await client.end();
    expect(pagesTaken).toHaveLength(25);
    expect(pagesTaken.slice(5).reduce((all, pages) => all + pages)).toBeLessThan(1000);
  });

  it('heals by itself after the server was killed', async () => {
    const home = newHome();
    const first = await launch(home, true);
    await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    process.kill(pidOf(home), 'SIGKILL');
    await first.stop();
    const second = await launch(home);
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('waits for the processes of a killed server that have not noticed yet', async () => {
    const home = newHome();
    const first = await launch(home, true);
    await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    const server = pidOf(home);
    const [child] = childrenOf(server);
    process.kill(child, 'SIGSTOP');
    process.kill(server, 'SIGKILL');
    await first.stop();
    const starting = launch(home);
    const log = join(home, 'postgres/data/server.log');
    while (!readFileSync(log, 'utf8').includes('pre-existing shared memory block')) await wait(1);
    process.kill(child, 'SIGCONT');
    const second = await starting;
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('adopts the server of a parent that was killed, which is nobody else’s to use', async () => {
    const home = newHome();
    const script = join(home, 'parent.cjs');
    const source = join(__dirname, '../../../../dist/libs/platform/src/postgres/index.js');
    writeFileSync(
      script,
      `require(${JSON.stringify(source)}).launchPostgres({ home: ${JSON.stringify(home)}, durable: false }).then(() => process.stdout.write('ready'));setInterval(() => 0, 1000)`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const pid = pidOf(home);
    expect(await runningPostgres(home)).toContain('postgresql://');
    const dead = new Promise((resolve) => parent.once('exit', resolve));
    parent.kill('SIGKILL');
    await dead;
    expect(isGone(pid)).toBe(false);
    expect(await runningPostgres(home)).toBeNull();
    const adopted = await launch(home);
    expect(pidOf(home)).toBe(pid);
    expect(await query(adopted, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await adopted.stop();
    expect(isGone(pid)).toBe(true);
  });

  it('refuses a second start in one folder with a sentence that names the process', async () => {
    const home = newHome();
    const first = await launch(home);
    await expect(launchPostgres({ home })).rejects.toThrow(`Assay is already running in ${home} (process ${process.pid})`);
    await first.stop();
  });

  it('lets one of several simultaneous starts have the folder, also after a lock was left behind', async () => {
    const home = newHome();
    writeFileSync(join(home, 'running.lock'), JSON.stringify({ pid: 2 ** 22 + 1, born: '1' }));
    const starts = await Promise.allSettled([launch(home), launch(home), launch(home)]);
    const codes = starts.map((start) => (start.status === 'fulfilled' ? 'started' : (start.reason as { code: string }).code));
    expect(codes.sort()).toEqual(['ALREADY_RUNNING', 'ALREADY_RUNNING', 'started']);
    for (const start of starts) if (start.status === 'fulfilled') await start.value.stop();
  });

  it('leaves alone a process that has the number of a server long gone', async () => {
    const home = newHome();
    const first = await launch(home);
    await first.stop();
    const { folder } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { folder: string };
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000) // postgres'], { stdio: 'ignore' });
    writeFileSync(join(folder, 'data/postmaster.pid'), `${other.pid}\n${folder}/data\n0\n1\n`);
    try {
      const second = await launch(home).catch((error: Error) => error);
      expect(other.exitCode ?? other.signalCode).toBeNull();
      expect(second).not.toBeInstanceOf(Error);
      if (!(second instanceof Error)) await second.stop();
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('refuses a data folder of another major version and says what to do', async () => {
    const home = newHome();
    const first = await launch(home);
    await first.stop();
    const { folder } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { folder: string };
    writeFileSync(join(folder, 'data/PG_VERSION'), '14\n');
    await expect(launchPostgres({ home })).rejects.toThrow(/made by PostgreSQL 14; this Assay brings PostgreSQL 18/);
  });

  it('runs for root in a folder that nobody else can enter', async () => {
    if (!isRoot) return;
    const closed = newHome(0o700);
    const home = join(closed, 'project/.assay');
    mkdirSync(home, { recursive: true });
    homes.push(home);
    const postgres = await launch(home);
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('runs for a user that has no entry in /etc/passwd', async () => {
    if (!isRoot) return;
    const home = newHome();
    chownSync(home, 12345, 12345);
    const source = join(__dirname, '../../../../dist/libs/platform/src/postgres/index.js');
    const reachable =
      spawnSync(process.execPath, ['-e', `require(${JSON.stringify(source)})`], { uid: 12345, gid: 12345, cwd: '/' }).status ===
      0;
    if (!reachable) return; // the checkout itself is closed to others, as it may be
    const code = `require(${JSON.stringify(source)}).launchPostgres({ home: ${JSON.stringify(home)}, durable: false }).then((p) => p.stop()).then(() => process.exit(0), (e) => { console.error(e.message); process.exit(1) })`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', code], {
      uid: 12345,
      gid: 12345,
      cwd: '/',
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
