/** Why PostgreSQL did not start, for the person at the keyboard: what happened, and what to do. */
export class PostgresLaunchError extends Error {
  override name = 'PostgresLaunchError';

  constructor(
    readonly code:
      | 'NO_BINARIES'
      | 'ALREADY_RUNNING'
      | 'OTHER_VERSION'
      | 'NO_USER'
      | 'NOT_INITIALISED'
      | 'NOT_STARTED'
      | 'NO_SPACE'
      | 'FORGOTTEN',
    message: string,
  ) {
    super(message);
  }
}
