import { Inject, Injectable } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { CONFIGURATION } from '../configuration/token';
import { Configuration } from '../configuration/configuration';

/** Work that runs by the clock, in the worker. Each run is idempotent: a second one finds nothing left to do. */
export interface ScheduledJob {
  readonly name: string;
  /** Five fields of cron, UTC. */
  readonly cron: string;
  run(): Promise<void>;
}

/** The schema that pg-boss keeps its tables in. */
export const JOB_SCHEMA = 'job';

/** The queue through which pg-boss sends what is due by the clock. It makes it itself, but the application may not, and it says nothing. */
const CLOCK_QUEUE = '__pgboss__send-it';

/**
 * Makes the tables of the queue and its queues, as the owner; the application may then use but not change them.
 */
export async function prepareJobs(
  ownerUrl: string,
  names: readonly string[],
  grant: (sql: string) => Promise<unknown>,
): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: JOB_SCHEMA, supervise: false, schedule: false, max: 1 });
  await boss.start();
  for (const name of names) await boss.createQueue(name, { name, policy: 'short', retryLimit: 5, retryBackoff: true });
  await boss.createQueue(CLOCK_QUEUE);
  await boss.stop({ graceful: false });
  await grant(`
    GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO assay_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO assay_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} TO assay_app;
  `);
}

/** Runs the jobs that the libraries register. */
@Injectable()
export class JobRunner {
  private boss: PgBoss | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  async start(jobs: readonly ScheduledJob[]): Promise<void> {
    const boss = new PgBoss({
      connectionString: this.configuration.database.url,
      schema: JOB_SCHEMA,
      migrate: false,
      max: 2,
      application_name: 'assay worker',
    });
    boss.on('error', (error) =>
      process.stderr.write(`${JSON.stringify({ level: 'error', context: 'jobs', message: error.message })}\n`),
    );
    await boss.start();
    for (const job of jobs) {
      await boss.work(job.name, async () => job.run());
      await boss.schedule(job.name, job.cron);
      await boss.send(job.name, {});
    }
    this.boss = boss;
  }

  async stop(): Promise<void> {
    await this.boss?.stop({ graceful: true, timeout: 5000 });
  }
}
