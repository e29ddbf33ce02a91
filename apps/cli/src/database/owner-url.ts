import { Client } from 'pg';
import { Configuration, ConfigurationError, launchPostgres, mustSignIn, runningPostgres } from '#platform';
import { prepareDatabase } from './prepare-database';
import { seedsFor } from './seeds';

/** A database to work on as its owner, until `close`. */
export interface OwnerDatabase {
  ownerUrl: string;
  /** The same database as the application, under row-level security. */
  applicationUrl(): string;
  close(): Promise<void>;
}

/**
 * The database that a command works on: that of DATABASE_OWNER_URL; else the one of the Assay that is running in the home folder; else
 * the home's own, started for as long as the command takes.
 *
 * @throws Error while a first start is still making the database, or before the one that is named has been brought up; ConfigurationError
 *   when that refuses, or only the application's address is named
 */
export async function ownerDatabase(configuration: Configuration): Promise<OwnerDatabase> {
  const { ownerUrl, url } = configuration.database;
  const close = (): Promise<void> => Promise.resolve();
  if (ownerUrl !== undefined) {
    await mustSignIn('DATABASE_OWNER_URL', ownerUrl);
    if (!(await isMade(ownerUrl, configuration)))
      throw new Error(
        'The database of DATABASE_OWNER_URL has not been brought up yet. Run "npx assay migrate", and try again.',
      );
    return { ownerUrl, applicationUrl: () => configured(url), close };
  }
  if (url !== undefined)
    throw new ConfigurationError(
      'DATABASE_URL is set, and DATABASE_OWNER_URL is not. Set both to the same database, or neither for the embedded one.',
    );
  const running = await runningPostgres(configuration.home, 'assay');
  if (running !== null) {
    const as = (role: string): string => Object.assign(new URL(running), { username: role }).toString();
    const found = as('assay_owner');
    if (!(await isMade(found, configuration)))
      throw new Error(
        `Assay is still being made ready in ${configuration.home}. Wait until it says that it is, and try again.`,
      );
    return { ownerUrl: found, applicationUrl: () => as('assay_api'), close };
  }
  const postgres = await launchPostgres({ home: configuration.home });
  try {
    const prepared = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    return { ownerUrl: prepared.ownerUrl, applicationUrl: () => prepared.databaseUrl, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** What PostgreSQL says before there is the role, its password, the database or the table of seeds. */
const NOT_YET = new Set(['28000', '28P01', '3D000', '42P01']);

/** Whether what every database is brought has been loaded. */
async function isMade(ownerUrl: string, configuration: Configuration): Promise<boolean> {
  const names = seedsFor({ ...configuration, demo: false }).map(({ name }) => name);
  const owner = new Client({ connectionString: ownerUrl });
  try {
    await owner.connect();
    const { rowCount } = await owner.query('SELECT FROM seed WHERE name = ANY ($1)', [names]);
    return rowCount === names.length;
  } catch (error) {
    if (NOT_YET.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await owner.end();
  }
}

function configured(url: string | undefined): string {
  if (url === undefined)
    throw new ConfigurationError('DATABASE_URL is missing. Set it to the address of the database as the application role.');
  return url;
}
