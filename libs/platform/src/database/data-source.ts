import { DataSource, DataSourceOptions } from 'typeorm';
import { SqlWatch } from '../telemetry/sql-watch';
import { SnakeNamingStrategy } from './snake-naming-strategy';

/** Connections that stay open while nobody asks. */
const KEPT_OPEN = 2;

/**
 * A page of an index costs about what the next page of a table does, as in memory and on solid disks. PostgreSQL's own guess, four times
 * as much, is of turning disks: with it every row of a list read all regions to find its own.
 *
 * @source https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-RANDOM-PAGE-COST
 */
const CHEAP_PAGES = '-c random_page_cost=1.1';

/** "Today" is the day in London: what ends on a day is valid to midnight there, also in summer, an hour before midnight UTC. */
export const LONDON_DAYS = '-c TimeZone=Europe/London';

/**
 * The connection of the application: as a role that owns nothing.
 *
 * @param entities the classes of every library that is in the house
 */
export function applicationDataSource(options: {
  url: string;
  replicaUrls: readonly string[];
  poolSize: number;
  statementTimeoutMs: number;
  entities: DataSourceOptions['entities'];
}): DataSourceOptions {
  const shared = {
    type: 'postgres' as const,
    entities: options.entities,
    namingStrategy: new SnakeNamingStrategy(),
    subscribers: [SqlWatch],
    synchronize: false,
    // Plans of a read are prepared once per connection, so that some stay open however quiet it is; statement_timeout bounds every one
    // of them.
    extra: {
      max: options.poolSize,
      min: Math.min(KEPT_OPEN, options.poolSize),
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 60000,
      options: `${CHEAP_PAGES} ${LONDON_DAYS}`,
    },
  };
  if (options.replicaUrls.length === 0) return { ...shared, url: options.url };
  return { ...shared, replication: { master: { url: options.url }, slaves: options.replicaUrls.map((url) => ({ url })) } };
}

/** The connection of the owner, for migrations and seeds alone. */
export function ownerDataSource(url: string, migrations: DataSourceOptions['migrations']): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    extra: { max: 2, options: LONDON_DAYS },
  });
}
