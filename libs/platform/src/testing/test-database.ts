import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

/** Who reads and writes: the application, under row-level security, or the owner, who passes it. */
type DatabaseRole = 'owner' | 'application';

/** A database of one test file: a copy of the template that the run has migrated and seeded. */
export class TestDatabase {
  private readonly ends: (() => Promise<void>)[] = [];

  constructor(
    /** As the application. */
    readonly url: string,
    /** As the owner. */
    readonly ownerUrl: string,
    /** As a superuser, whom nothing in the database stops. */
    readonly adminUrl: string,
    private readonly remove: () => Promise<void>,
  ) {}

  /** A connection, which `drop` ends. */
  async connectAs(role: DatabaseRole): Promise<Client> {
    const client = new Client({ connectionString: this.urlOf(role) });
    await client.connect();
    this.ends.push(() => client.end());
    return client;
  }

  /** The tables through TypeORM, on so many connections at the most, which `drop` ends. */
  async tablesAs(role: DatabaseRole, connections = 10): Promise<DataSource> {
    const source = new DataSource({ type: 'postgres', url: this.urlOf(role), extra: { max: connections } });
    await source.initialize();
    this.ends.push(async () => {
      if (source.isInitialized) await source.destroy();
    });
    return source;
  }

  async drop(): Promise<void> {
    await Promise.all(this.ends.splice(0).map((end) => end()));
    await this.remove();
  }

  private urlOf(role: DatabaseRole): string {
    return role === 'owner' ? this.ownerUrl : this.url;
  }
}

/** What the global set-up leaves for the test files. */
interface Template {
  adminUrl: string;
  name: string;
  databaseUrl: string;
  ownerUrl: string;
}

export const TEMPLATE_VARIABLE = 'ASSAY_TEST_TEMPLATE';

/** Copies the run's template, which takes a fraction of a second. Call `drop` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const text = process.env[TEMPLATE_VARIABLE];
  if (text === undefined)
    throw new Error('There is no test template. Run the tests through jest.config.cjs, whose global set-up makes it.');
  const template = JSON.parse(text) as Template;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(template.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template.name} OWNER assay_owner STRATEGY file_copy`);
  return new TestDatabase(
    inDatabase(template.databaseUrl, name),
    inDatabase(template.ownerUrl, name),
    inDatabase(template.adminUrl, name),
    () => administer(template.adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}
