import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { homeMustDo } from '../configuration/places';
import { Binaries, installBinaries } from './binaries';
import { HomeLock, isRunning } from './home-lock';
import { DatabaseUser, databaseUser, othersCanReach } from './identity';
import { KEPT_MEMORY } from './kept-memory';
import { PostgresLaunchError } from './launch-error';
import { sharedBuffers } from './shared-buffers';

const MAJOR = '18';
const SUPERUSER = 'postgres';
const START_SECONDS = 60;
/** What PostgreSQL (in English: LC_ALL is C) says of a folder whose server was killed while its processes have not all noticed. */
const STILL_ENDING = 'pre-existing shared memory block';

/** A real PostgreSQL that belongs to a home folder. */
export interface EmbeddedPostgres {
  port: number;
  /** The superuser's address of a database. */
  adminUrl(database?: string): string;
  /** False once the server has died, or was stopped. */
  isRunning(): boolean;
  /** Starts a server that has died, at the same address. @throws PostgresLaunchError with a sentence */
  startAgain(): Promise<void>;
  /** Fast shutdown; no process is left behind. */
  stop(): Promise<void>;
}

/** What the home folder remembers of its database. */
interface Remembered {
  folder: string;
  password: string;
  port: number;
}

/**
 * Starts the PostgreSQL of a home folder, or adopts the one that a killed process left running there. It listens on loopback with
 * a password of its own (mode 0600 in the home folder): a socket's path could be longer than systems allow.
 *
 * @param options.addresses where the product answers meanwhile, as a second start is told
 * @param options.durable false gives up safety at a crash for speed: for tests alone
 * @throws PostgresLaunchError with a sentence; ConfigurationError when nothing can be kept in the home folder
 */
export async function launchPostgres(options: {
  home: string;
  addresses?: readonly string[];
  durable?: boolean;
  log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  homeMustDo(options.home);
  mkdirSync(options.home, { recursive: true });
  const home = realpathSync(options.home);
  const lock = HomeLock.take(home, options.addresses);
  try {
    const user = await databaseUser();
    const remembered = await remember(home, user, log);
    const data = join(remembered.folder, 'data');
    const startAt = async (port: number): Promise<number> =>
      start(await installBinaries(remembered.folder), data, user, { ...remembered, port }, options.durable ?? true);
    const orphan = postmasterOf(data);
    if (orphan !== null && (await answers(url(remembered, orphan.port)))) {
      log(`adopting the PostgreSQL that an earlier run left running (process ${orphan.pid})`);
      return embedded({ ...remembered, port: orphan.port }, orphan.pid, lock, startAt);
    }
    if (orphan !== null) await end(orphan.pid);
    const binaries = await installBinaries(remembered.folder);
    if (user.uid !== null) letOthersPass(remembered.folder, home);
    initialise(binaries, data, user, remembered.password);
    const port = await freePort(remembered.port);
    write(home, { ...remembered, port });
    return embedded({ ...remembered, port }, await startAt(port), lock, startAt);
  } catch (error) {
    lock.release();
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new PostgresLaunchError(
        'NO_SPACE',
        `The disk is full: the embedded PostgreSQL of ${home} could not be written. Free some space (a new one takes about 150 MB) and start again.`,
      );
    throw error;
  }
}

/**
 * The PostgreSQL of the Assay that is running in a home folder, for a command beside it.
 *
 * @returns the superuser's address of a database; null when none is running there. What a killed one left behind is for
 *   {@link launchPostgres} to adopt
 */
export async function runningPostgres(home: string, database?: string): Promise<string | null> {
  const file = join(home, 'postgres.json');
  if (!existsSync(file) || !HomeLock.isTaken(home)) return null;
  const remembered = rememberedIn(file);
  const running = postmasterOf(join(remembered.folder, 'data'));
  return running !== null && (await answers(url(remembered, running.port))) ? url(remembered, running.port, database) : null;
}

function embedded(
  remembered: Remembered,
  first: number,
  lock: HomeLock,
  startAt: (port: number) => Promise<number>,
): EmbeddedPostgres {
  const { port } = remembered;
  let pid = first;
  return {
    port,
    adminUrl: (database = 'postgres') => url(remembered, port, database),
    isRunning: () => isRunning(pid),
    startAgain: async () => {
      pid = await startAt(port);
    },
    stop: async () => {
      await end(pid);
      lock.release();
    },
  };
}

function url({ password }: Remembered, port: number, database = 'postgres'): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Where the database of this home is: in it, or, for root in a folder that others cannot enter, in a place of the system's. */
async function remember(home: string, user: DatabaseUser, log: (line: string) => void): Promise<Remembered> {
  const file = join(home, 'postgres.json');
  if (existsSync(file)) return rememberedIn(file);
  const inside = user.uid === null || (await othersCanReach(home));
  const folder = inside
    ? join(home, 'postgres')
    : join('/var/lib/assay', createHash('sha256').update(home).digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true, mode: user.uid === null ? 0o700 : 0o711 });
  if (!inside) log(`the database is kept in ${folder}: PostgreSQL does not run as root, and nobody else can enter ${home}`);
  const remembered = { folder, password: randomBytes(24).toString('base64url'), port: 0 };
  write(home, remembered);
  return remembered;
}

/** @throws PostgresLaunchError FORGOTTEN when it is damaged: the database is there, and nobody knows its password */
function rememberedIn(file: string): Remembered {
  const { folder, password, port } = parsed(readFileSync(file, 'utf8'));
  if (typeof folder === 'string' && typeof password === 'string' && typeof port === 'number') return { folder, password, port };
  throw new PostgresLaunchError(
    'FORGOTTEN',
    `${file} is damaged, which says where the embedded database is and what its password is. Bring it back from a backup of its folder, or choose another folder with ASSAY_HOME.`,
  );
}

function parsed(text: string): Partial<Remembered> {
  try {
    return Object(JSON.parse(text)) as Partial<Remembered>;
  } catch {
    return {};
  }
}

/** Whatever umask root has, the database's user must be able to enter what was made for it. */
function letOthersPass(folder: string, home: string): void {
  chmodSync(folder, 0o711);
  if (!folder.startsWith(home)) chmodSync(dirname(folder), 0o711);
}

function write(home: string, remembered: Remembered): void {
  writeFileSync(join(home, 'postgres.json'), JSON.stringify(remembered), { mode: 0o600 });
}

/** @throws PostgresLaunchError OTHER_VERSION, NOT_INITIALISED */
function initialise(binaries: Binaries, data: string, user: DatabaseUser, password: string): void {
  if (existsSync(join(data, 'PG_VERSION'))) {
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
    if (version === MAJOR) return;
    throw new PostgresLaunchError(
      'OTHER_VERSION',
      `The database in ${data} was made by PostgreSQL ${version}; this Assay brings PostgreSQL ${MAJOR}. Start the Assay that made it and move the data with pg_dump, as docs/operations.md says under “The embedded PostgreSQL”, or choose another folder with ASSAY_HOME.`,
    );
  }
  // A set-up that was cut short leaves a folder without PG_VERSION or a half-made one beside it.
  const making = `${data}.making`;
  for (const path of [data, making]) rmSync(path, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const passwordFile = join(making, '..', 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== null && user.gid !== null) for (const path of [making, passwordFile]) chownSync(path, user.uid, user.gid);
  const command = [...user.wrapper, binaries.initdb];
  const options = [
    '-D',
    making,
    '-U',
    SUPERUSER,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
  ];
  const { status, stderr, error } = spawnSync(command[0], [...command.slice(1), ...options], {
    ...as(user),
    encoding: 'utf8',
    env: environment(),
  });
  rmSync(passwordFile, { force: true });
  if (status !== 0)
    throw new PostgresLaunchError(
      'NOT_INITIALISED',
      `The embedded PostgreSQL could not set up its database in ${data}: ${lastWords(stderr) || String(error)}`,
    );
  // Complete at once or not there: PostgreSQL does not mind its folder being moved while it does not run.
  renameSync(making, data);
}

async function start(
  binaries: Binaries,
  data: string,
  user: DatabaseUser,
  remembered: Remembered,
  durable: boolean,
): Promise<number> {
  const log = join(data, 'server.log');
  writeFileSync(log, '');
  if (user.uid !== null && user.gid !== null) chownSync(log, user.uid, user.gid);
  const settings = {
    port: remembered.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    // Tests make one small database after the other: memory that was not used yet costs them more than it saves.
    shared_buffers: durable ? `${sharedBuffers()}MB` : '128MB',
    timezone: 'UTC',
    // What people search is read a thousand times for each plan that compiling would make quicker.
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a');
  // In a group of its own: Ctrl-C is for us, and we then stop it in good order.
  const spawnServer = (): ChildProcess => {
    const server = spawn(binaries.postgres, ['-D', data, ...options], {
      ...as(user),
      detached: true,
      stdio: ['ignore', output, output],
      env: environment(),
    });
    server.unref();
    server.once('error', () => undefined);
    return server;
  };
  const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
    pid === undefined || exitCode !== null || signalCode !== null;
  let server = spawnServer();
  const latest = Date.now() + START_SECONDS * 1000;
  while (Date.now() < latest) {
    if (await answers(url(remembered, remembered.port))) return server.pid as number;
    if (hasEnded(server)) {
      if (!readFileSync(log, 'utf8').includes(STILL_ENDING)) break;
      writeFileSync(log, '');
      server = spawnServer();
    }
    await wait(50);
  }
  if (server.pid !== undefined && !hasEnded(server)) await end(server.pid);
  throw new PostgresLaunchError(
    'NOT_STARTED',
    `The embedded PostgreSQL did not start: ${lastWords(readFileSync(log, 'utf8'))} (its whole log is ${log})`,
  );
}

/** The server that a data folder says is running, when there is such a process. */
function postmasterOf(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 0 && isRunning(pid) && isServerOf(pid, data) ? { pid, port: Number(lines[3]) } : null;
}

/** Process numbers are used again: another PostgreSQL, or any other program, may have this one by now and must not be ended. */
function isServerOf(pid: number, data: string): boolean {
  if (process.platform === 'win32') return false;
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(data);
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').split('\0').includes(data);
}

/** Ends a server: politely, then not. */
async function end(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    for (let tries = 0; tries < seconds * 40 && isRunning(pid); tries += 1) await wait(25);
  }
}

async function answers(address: string): Promise<boolean> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The port of last time when it is free, else any that is. */
async function freePort(wanted: number): Promise<number> {
  const listen = (port: number): Promise<number | null> =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
      });
    });
  const port = (wanted === 0 ? null : await listen(wanted)) ?? (await listen(0));
  if (port === null)
    throw new PostgresLaunchError('NOT_STARTED', 'There is no free port on 127.0.0.1 for the embedded PostgreSQL.');
  return port;
}

function as(user: DatabaseUser): { uid?: number; gid?: number; cwd: string } {
  // The folder that this process stands in may be one that the database's user cannot enter.
  return user.uid === null ? { cwd: '/' } : { uid: user.uid, gid: user.gid ?? user.uid, cwd: '/' };
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', HOME: '/', ...KEPT_MEMORY };
}

function lastWords(text: string | null): string {
  return (text ?? '').trim().split('\n').slice(-3).join(' ');
}
