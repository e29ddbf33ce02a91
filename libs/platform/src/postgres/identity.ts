import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PostgresLaunchError } from './launch-error';

const run = promisify(execFile);

/** As whom PostgreSQL runs: it refuses root, and its set-up program refuses a uid that has no name. */
export interface DatabaseUser {
  /** Null: as whoever runs this process. */
  uid: number | null;
  gid: number | null;
  /** What to put before the set-up program so that it finds a name for its uid. */
  wrapper: readonly string[];
}

/** @throws PostgresLaunchError NO_USER when there is no way to run the set-up program as this uid */
export async function databaseUser(): Promise<DatabaseUser> {
  const uid = process.getuid?.();
  if (uid === undefined) return { uid: null, gid: null, wrapper: [] };
  if (uid === 0) return { ...(await unprivileged()), wrapper: [] };
  if (hasName()) return { uid: null, gid: null, wrapper: [] };
  // A user namespace lends the nameless uid the name of another for the length of the set-up; files keep their true owner.
  const { uid: named } = await unprivileged();
  const wrapper = ['unshare', '--user', `--map-user=${named}`];
  await run(wrapper[0], [...wrapper.slice(1), 'true']).catch(() => {
    throw new PostgresLaunchError(
      'NO_USER',
      `The user with the id ${uid} has no entry in /etc/passwd, which PostgreSQL needs to set itself up, and this system does not let it borrow one. Add an entry, or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.`,
    );
  });
  return { uid: null, gid: null, wrapper };
}

function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** The user "nobody", by whatever number it has here. */
async function unprivileged(): Promise<{ uid: number; gid: number }> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const entry = passwd.split('\n').find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Whether a uid that is neither owner nor in the group can reach a folder: every folder above lets others pass. */
export async function othersCanReach(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const { mode } = await stat(path);
    if ((mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
