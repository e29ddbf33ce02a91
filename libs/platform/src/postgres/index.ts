export { HomeLock } from './home-lock';
export { launchPostgres, runningPostgres, type EmbeddedPostgres } from './launcher';
export { PostgresLaunchError } from './launch-error';
