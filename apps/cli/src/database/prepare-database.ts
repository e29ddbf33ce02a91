import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DataSource } from 'typeorm';
import { settleSuppliers } from '#directory';
import { refreshMarket } from '#market';
import {
  Configuration,
  ConfigurationError,
  mustSignIn,
  ownerDataSource,
  prepareJobs,
  repositoryRoot,
  runSeeds,
} from '#platform';
import { MIGRATIONS } from '../../../../migrations';

import { JOB_NAMES, seedsFor } from './seeds';
import { DEMONSTRATION_PASSWORD, demonstrationSignIns, DemonstrationSignIn } from './demonstration-sign-ins';

/** A database that the application can work with. */
export interface PreparedDatabase {
  /** As the application role. */
  databaseUrl: string;
  /** As the owner. */
  ownerUrl: string;
  /** Whether any data was loaded, as at the first start. */
  seeded: boolean;
  demonstrationSignIns: (DemonstrationSignIn & { password: string })[];
}

/**
 * Brings a database up to this version: roles, migrations, the job queue, reference data and, unless it is off, the
 * demonstration set. Doing it twice does nothing.
 *
 * @param options.adminUrl a superuser's address of the embedded PostgreSQL, in which this makes the database and its roles;
 *   without it the configuration has to name both DATABASE_URL and DATABASE_OWNER_URL
 * @throws ConfigurationError naming the variable that is missing, or that the database refuses; Error where a later version was there before
 */
export async function prepareDatabase(options: {
  adminUrl?: string;
  configuration: Configuration;
  databaseName?: string;
}): Promise<PreparedDatabase> {
  const urls =
    options.adminUrl === undefined
      ? configured(options.configuration)
      : await makeDatabase(options.adminUrl, options.databaseName ?? 'assay');
  await mustSignIn('DATABASE_OWNER_URL', urls.ownerUrl);
  const owner = ownerDataSource(urls.ownerUrl, MIGRATIONS);
  await owner.initialize();
  try {
    await mustNotBeLater(owner);
    await owner.runMigrations();
    await prepareJobs(urls.ownerUrl, JOB_NAMES, (sql) => owner.query(sql));
    await letIn(owner.query.bind(owner), urls.databaseUrl);
    await mustSignIn('DATABASE_URL', urls.databaseUrl);
    const loaded = await runSeeds(owner, seedsFor(options.configuration), join(repositoryRoot(), 'seed'));
    if (loaded.length > 0) {
      await settleSuppliers(owner);
      await refreshMarket(owner);
    }
    const signIns = options.configuration.demo ? await demonstrationSignIns() : [];
    return {
      ...urls,
      seeded: loaded.length > 0,
      demonstrationSignIns: signIns.map((signIn) => ({ ...signIn, password: DEMONSTRATION_PASSWORD })),
    };
  } finally {
    await owner.destroy();
  }
}

/** An earlier version would write into the tables of a later one as if they were its own. @throws Error that names the way back */
async function mustNotBeLater(owner: DataSource): Promise<void> {
  const [{ table }] = await owner.query<{ table: string | null }[]>(`SELECT to_regclass('migration') AS table`);
  if (table === null) return;
  const known = owner.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [later] = await owner.query<{ name: string }[]>(
    'SELECT name FROM migration WHERE name <> ALL ($1) ORDER BY id DESC LIMIT 1',
    [known],
  );
  if (later !== undefined)
    throw new Error(
      `A later version of Assay has brought the database up (to ${later.name}, which this one does not know). Start that version, or bring back the backup of before it, as docs/operations.md says under “Going back to an earlier version”.`,
    );
}

function configured({ database }: Configuration): { databaseUrl: string; ownerUrl: string } {
  if (database.url === undefined)
    throw new ConfigurationError('DATABASE_URL is missing. Set it to the address of the database as the application role.');
  if (database.ownerUrl === undefined)
    throw new ConfigurationError(
      'DATABASE_OWNER_URL is missing. Set it to the address of the same database as its owner, who may migrate it.',
    );
  return { databaseUrl: database.url, ownerUrl: database.ownerUrl };
}

/** Makes roles and database in the embedded PostgreSQL; all share the password that the launcher keeps in the home folder. */
async function makeDatabase(adminUrl: string, name: string): Promise<{ databaseUrl: string; ownerUrl: string }> {
  const password = decodeURIComponent(new URL(adminUrl).password);
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    for (const [role, rights] of [
      ['assay_app', 'NOLOGIN'],
      ['assay_owner', `LOGIN CREATEROLE PASSWORD ${escapeLiteral(password)}`],
      ['assay_api', `LOGIN PASSWORD ${escapeLiteral(password)}`],
    ]) {
      const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      await admin.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} NOSUPERUSER NOBYPASSRLS ${rights}`);
    }
    await admin.query('GRANT assay_app TO assay_api');
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER assay_owner`);
  } finally {
    await admin.end();
  }
  return {
    databaseUrl: withRole(adminUrl, 'assay_api', password, name),
    ownerUrl: withRole(adminUrl, 'assay_owner', password, name),
  };
}

/** The role in DATABASE_URL acts as `assay_app`; on a managed PostgreSQL its name is the operator's choice. */
async function letIn(query: (sql: string, parameters?: unknown[]) => Promise<unknown[]>, databaseUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(databaseUrl).username);
  const [member] = (await query(`SELECT pg_has_role($1, 'assay_app', 'MEMBER') AS yes FROM pg_roles WHERE rolname = $1`, [
    role,
  ])) as { yes: boolean }[];
  if (member === undefined)
    throw new ConfigurationError(
      `DATABASE_URL signs in as "${role}", which the database does not know. Create the role, with LOGIN and without SUPERUSER or BYPASSRLS, and start again.`,
    );
  if (!member.yes) await query(`GRANT assay_app TO ${escapeIdentifier(role)}`);
}

function withRole(adminUrl: string, role: string, password: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.toString();
}
