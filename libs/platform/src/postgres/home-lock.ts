import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresLaunchError } from './launch-error';

const NAME = 'running.lock';

/** Keeps a second start out of a home folder while the first one runs. */
export class HomeLock {
  private constructor(private readonly path: string) {}

  /** Whether a process that is alive has taken it. */
  static isTaken(home: string): boolean {
    const holder = holderOf(join(home, NAME));
    return holder !== null && isAlive(holder);
  }

  /** @throws PostgresLaunchError ALREADY_RUNNING naming the process, and where it answers, when one that is alive has taken it */
  static mustBeFree(home: string): void {
    const holder = holderOf(join(home, NAME));
    if (holder !== null && isAlive(holder)) throw alreadyRunning(home, holder);
  }

  /**
   * @param addresses where the product answers while it runs, for whoever starts another: `portal http://127.0.0.1:3000`
   * @throws PostgresLaunchError ALREADY_RUNNING naming the process, and where it answers
   */
  static take(home: string, addresses: readonly string[] = []): HomeLock {
    const path = join(home, NAME);
    const own = JSON.stringify({ pid: process.pid, born: bornAt(process.pid), addresses });
    // Written aside and then linked: whoever sees the lock sees its holder too, and only one link succeeds.
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, own, { mode: 0o644 });
    try {
      for (;;) {
        if (linked(aside, path)) return new HomeLock(path);
        const holder = holderOf(path);
        if (holder !== null && isAlive(holder)) throw alreadyRunning(home, holder);
        removeStale(path);
      }
    } finally {
      rmSync(aside, { force: true });
    }
  }

  release(): void {
    if (holderOf(this.path)?.pid === process.pid) rmSync(this.path, { force: true });
  }
}

function alreadyRunning(home: string, { pid, addresses = [] }: Holder): PostgresLaunchError {
  const where = addresses.length === 0 ? '' : `: ${addresses.join(', ')}`;
  return new PostgresLaunchError(
    'ALREADY_RUNNING',
    `Assay is already running in ${home} (process ${pid})${where}. Stop it first, or choose another folder with ASSAY_HOME and other ports with ASSAY_API_PORT and ASSAY_PORTAL_PORT.`,
  );
}

/** False when the lock is there already. */
function linked(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose process was killed, and puts it back when another start took the lock in between. */
function removeStale(path: string): void {
  const stale = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, stale);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = holderOf(stale);
  if (holder !== null && isAlive(holder)) linked(stale, path);
  rmSync(stale, { force: true });
}

interface Holder {
  pid: number;
  born: string | null;
  /** None of a command that works in the home, and of an Assay that did not write them yet. */
  addresses?: readonly string[];
}

function holderOf(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** A process number is used again; when the process was born tells whether it is the same one. */
function isAlive({ pid, born }: Holder): boolean {
  return isRunning(pid) && (born === null || bornAt(pid) === born);
}

/** Whether there is such a process. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return bornAt(pid) !== 'zombie';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bornAt(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return fields[0] === 'Z' ? 'zombie' : fields[19];
  } catch {
    return null;
  }
}
