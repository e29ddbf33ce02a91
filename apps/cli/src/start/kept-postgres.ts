import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedPostgres, launchPostgres } from '#platform';
import { MOST_DEATHS, restAfter, SOON_MS } from './child';

const LOOK_MS = 250;

/**
 * Keeps the embedded PostgreSQL running: starts it again when it dies, and gives up on one that dies at once. The home folder says meanwhile at
 * which addresses the product answers.
 */
export class KeptPostgres {
  private starting: Promise<EmbeddedPostgres> | null = null;
  private watching: Promise<void> | null = null;
  private stopping = false;
  private deaths = 0;

  constructor(
    private readonly home: string,
    private readonly tell: (line: string) => void,
    private readonly givenUp: (message: string) => void,
    private readonly addresses: readonly string[] = [],
  ) {}

  /** Starts it. @returns the superuser's address @throws PostgresLaunchError with a sentence */
  async start(): Promise<string> {
    this.starting = launchPostgres({ home: this.home, addresses: this.addresses, log: this.tell });
    const postgres = await this.starting;
    this.watching = this.watch(postgres);
    return postgres.adminUrl();
  }

  /** Stops it, also when it is only being started. */
  async stop(): Promise<void> {
    this.stopping = true;
    const postgres = await this.starting?.catch(() => null);
    await this.watching;
    await postgres?.stop();
  }

  /** Until it is stopped, or given up. */
  private async watch(postgres: EmbeddedPostgres): Promise<void> {
    let startedAt: number | null = Date.now();
    let lastWords = '';
    while (!this.stopping) {
      if (postgres.isRunning()) {
        await wait(LOOK_MS);
        continue;
      }
      const soon = startedAt === null || Date.now() - startedAt < SOON_MS;
      this.deaths = soon ? this.deaths + 1 : 1;
      if (this.deaths >= MOST_DEATHS) {
        this.givenUp(`The embedded PostgreSQL ended ${this.deaths} times in a row. ${lastWords}`.trim());
        return;
      }
      this.tell('The embedded PostgreSQL has ended. It is started again.');
      await restAfter(this.deaths);
      if (this.stopping) return;
      startedAt = await postgres.startAgain().then(
        () => Date.now(),
        ({ message }: Error) => {
          lastWords = message;
          return null;
        },
      );
    }
  }
}
