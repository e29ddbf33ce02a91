import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import type { EmbeddedPostgres } from '../postgres';
import { TEMPLATE_VARIABLE } from './test-database';

/** Drops the template, and stops what the global set-up started. */
export default async function tearDown(): Promise<void> {
  const template = JSON.parse(process.env[TEMPLATE_VARIABLE] ?? 'null') as { adminUrl: string; name: string } | null;
  if (template !== null) {
    const client = new Client({ connectionString: template.adminUrl });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${template.name} WITH (FORCE)`);
    await client.end();
  }
  const own = (globalThis as Record<string, unknown>).assayTestPostgres as
    { postgres: EmbeddedPostgres; home: string } | undefined;
  if (own === undefined) return;
  await own.postgres.stop();
  await rm(own.home, { recursive: true, force: true });
}
