import { Configuration, ConfigurationError, launchPostgres, runningPostgres } from '#platform';
import { prepareDatabase } from './prepare-database';

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
 */
export async function ownerDatabase(configuration: Configuration): Promise<OwnerDatabase> {
  const { ownerUrl, url } = configuration.database;
  const close = (): Promise<void> => Promise.resolve();
  if (ownerUrl !== undefined) return { ownerUrl, applicationUrl: () => configured(url), close };
  const running = await runningPostgres(configuration.home, 'assay');
  if (running !== null) {
    const as = (role: string): string => Object.assign(new URL(running), { username: role }).toString();
    return { ownerUrl: as('assay_owner'), applicationUrl: () => as('assay_api'), close };
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

function configured(url: string | undefined): string {
  if (url === undefined)
    throw new ConfigurationError('DATABASE_URL is missing. Set it to the address of the database as the application role.');
  return url;
}
