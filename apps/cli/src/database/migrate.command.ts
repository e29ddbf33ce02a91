import { Command, InvalidArgumentError } from 'commander';
import { isPostgresAddress, mustSignIn, readConfiguration } from '#platform';
import { filled } from '../filled';
import { prepareDatabase } from './prepare-database';

/** `assay migrate`: brings the database of DATABASE_OWNER_URL up to this version and loads what is new in the seed. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'bring the database up to this version and load reference data; doing it twice does nothing (the embedded one is, at each start)',
    )
    .option('--admin-url <url>', 'a superuser: makes the database and its roles as well', readAddress)
    .option('--database <name>', 'name of the database to make, with --admin-url (default: "assay")', filled)
    .action(async ({ adminUrl, database }: { adminUrl?: string; database?: string }) => {
      if (database !== undefined && adminUrl === undefined)
        throw new Error(
          '--database names the database that --admin-url makes. Without that, DATABASE_URL and DATABASE_OWNER_URL do.',
        );
      if (adminUrl !== undefined) await mustSignIn('--admin-url', adminUrl);
      const prepared = await prepareDatabase({
        adminUrl,
        databaseName: database,
        configuration: readConfiguration(process.env),
      });
      process.stdout.write(
        `${JSON.stringify({ databaseUrl: prepared.databaseUrl, ownerUrl: prepared.ownerUrl, seeded: prepared.seeded })}\n`,
      );
    });
}

function readAddress(value: string): string {
  if (!isPostgresAddress(value)) throw new InvalidArgumentError('Write it as postgresql://user:password@host:5432/database.');
  return value;
}
