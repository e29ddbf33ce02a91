import { Command, InvalidArgumentError } from 'commander';
import { isPostgresAddress, readConfiguration } from '#platform';
import { prepareDatabase } from './prepare-database';

/** `assay migrate`: brings the database of DATABASE_OWNER_URL up to this version and loads what is new in the seed. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'bring the database up to this version and load reference data; doing it twice does nothing (the embedded one is, at each start)',
    )
    .option('--admin-url <url>', 'a superuser: makes the database and its roles as well', readAddress)
    .option('--database <name>', 'name of the database to make, with --admin-url', 'assay')
    .action(async ({ adminUrl, database }: { adminUrl?: string; database: string }) => {
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
