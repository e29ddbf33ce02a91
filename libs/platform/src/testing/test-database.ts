import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of one test file: a copy of the template that the run has migrated and seeded. */
export interface TestDatabase {
  /** As the application role, under row-level security. */
  url: string;
  /** As the owner, who passes it. */
  ownerUrl: string;
  drop(): Promise<void>;
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
  return {
    url: inDatabase(template.databaseUrl, name),
    ownerUrl: inDatabase(template.ownerUrl, name),
    drop: () => administer(template.adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
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
