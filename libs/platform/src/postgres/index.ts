export { launchPostgres, type EmbeddedPostgres } from './launcher';
export { PostgresLaunchError } from './launch-error';
