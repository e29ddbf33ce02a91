import { join } from 'node:path';
import { launchPostgres, readConfiguration, repositoryRoot } from '#platform';
import { prepareDatabase } from '../database/prepare-database';
import { fillWithSuppliers } from './material';
import { ended, forked, startApi } from './processes';
import { keepSettling } from './reads';
import { Contender } from './rounds';

export const API_PORT = 4990;
export const FLOOR_PORT = 4991;
export const PORTAL_PORT = 4992;
export const PEER_PORT = 4993;
/** Of an API that is started to be asked its first request. */
export const FRESH_PORT = 4999;

/** The addresses of a database: of the application, of its owner and of its server's administrator. */
export interface MeasuredDatabase {
  databaseUrl: string;
  ownerUrl: string;
  adminUrl: string;
}

/** Starts a PostgreSQL with a database that is migrated and seeded, without the demonstration, and stops it after the work. */
export async function withDatabase(home: string, work: (database: MeasuredDatabase) => Promise<void>): Promise<void> {
  const postgres = await launchPostgres({ home });
  try {
    const configuration = { ...readConfiguration({ ...process.env, ASSAY_HOME: home }), demo: false };
    const adminUrl = postgres.adminUrl();
    const { databaseUrl, ownerUrl } = await prepareDatabase({ adminUrl, configuration });
    await work({ databaseUrl, ownerUrl, adminUrl });
  } finally {
    await postgres.stop();
  }
}

/** Starts the API alone, and ends it after the work. */
export async function withApi(environment: NodeJS.ProcessEnv, work: () => Promise<void>): Promise<void> {
  const api = await startApi(environment, API_PORT);
  try {
    await work();
  } finally {
    await ended(api, 'SIGTERM');
  }
}

/** What every server is started with: as in production, and quiet, since its warnings would stand among the figures. */
export function environmentOf(home: string, databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl, ASSAY_HOME: home, NODE_ENV: 'production', ASSAY_LOG_LEVEL: 'error' };
}

/** The API and the floor on the same suppliers, and what others need who join them. */
export interface Servers {
  api: Contender;
  floor: Contender;
  ownerUrl: string;
  /** Of the servers' processes. */
  environment: NodeJS.ProcessEnv;
}

/** Fills a database with suppliers, starts the API and the floor on it, and ends them after the work. */
export function withServers(home: string, work: (servers: Servers) => Promise<void>): Promise<void> {
  return withDatabase(home, async ({ databaseUrl, ownerUrl }) => {
    await fillWithSuppliers(ownerUrl);
    const environment = environmentOf(home, databaseUrl);
    // Before the servers, so that all that was written has been settled when they are first asked.
    const settling = await keepSettling(databaseUrl);
    const api = await startApi(environment, API_PORT);
    const floor = await forked(join(repositoryRoot(), 'dist/benchmarks/floor/server.js'), {
      ...environment,
      FLOOR_PORT: String(FLOOR_PORT),
    });
    try {
      await work({
        api: contender('API', API_PORT, api.pid),
        floor: contender('floor', FLOOR_PORT, floor.pid),
        ownerUrl,
        environment,
      });
    } finally {
      await Promise.all([ended(api, 'SIGTERM'), ended(floor, 'SIGTERM'), settling.stop()]);
    }
  });
}

/** A server on a port of this machine. */
export function contender(name: string, port: number, pid?: number): Contender {
  return { name, url: `http://127.0.0.1:${port}`, pid };
}
