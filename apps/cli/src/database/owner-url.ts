import { Configuration, launchPostgres, runningPostgres } from '#platform';
import { prepareDatabase } from './prepare-database';

/** A database to work on as its owner, until `close`. */
export interface OwnerDatabase {
  ownerUrl: string;
  close(): Promise<void>;
}

/**
 * The database that a command works on: that of DATABASE_OWNER_URL; else the one of the Assay that is running in the home folder; else
 * the home's own, started for as long as the command takes.
 */
export async function ownerDatabase(configuration: Configuration): Promise<OwnerDatabase> {
  const { ownerUrl } = configuration.database;
  if (ownerUrl !== undefined) return { ownerUrl, close: () => Promise.resolve() };
  const running = await runningPostgres(configuration.home, 'assay');
  if (running !== null) {
    const address = new URL(running);
    address.username = 'assay_owner';
    return { ownerUrl: address.toString(), close: () => Promise.resolve() };
  }
  const postgres = await launchPostgres({ home: configuration.home });
  try {
    const prepared = await prepareDatabase({ adminUrl: postgres.adminUrl(), configuration });
    return { ownerUrl: prepared.ownerUrl, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
