import { DataSource } from 'typeorm';
import { Configuration, LONDON_DAYS } from '#platform';
import { ownerDatabase } from '../database/owner-url';

/** The database that is exported, as each of its two roles. */
export interface ExportedDatabase {
  /** Under row-level security. */
  application: DataSource;
  owner: DataSource;
}

/** Does work on the database of the configuration, started for as long as that takes where nobody has. */
export async function onDatabase(
  configuration: Configuration,
  work: (database: ExportedDatabase) => Promise<void>,
): Promise<void> {
  const database = await ownerDatabase(configuration);
  try {
    await connected(database.applicationUrl(), (application) =>
      connected(database.ownerUrl, (owner) => work({ application, owner })),
    );
  } finally {
    await database.close();
  }
}

async function connected(url: string, work: (connection: DataSource) => Promise<void>): Promise<void> {
  const connection = await new DataSource({
    type: 'postgres',
    url,
    extra: { max: 2, options: LONDON_DAYS },
  }).initialize();
  try {
    await work(connection);
  } finally {
    await connection.destroy();
  }
}
