import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIGURATION, Configuration, DocumentStore, LONDON_DAYS } from '#platform';
import { prepareAnswers } from '../measure/market-answers';
import { refreshMarket } from '../measure/market-refresh';
import { ImportRunner } from './import-runner';
import { ImportSource, openSource } from './import-source';

const PAUSE_MS = 2000;

/** How long answers are prepared before the queue is looked at again. */
const PREPARED_FOR_MS = 5000;

/** A run that waits, or that was cut off. */
interface OpenRun {
  id: string;
  source: string;
  sha256: string | null;
  size: string | null;
}

/** In the worker: reads what operators put into the queue, goes on with what was cut off, and joins what they decided. */
@Injectable()
export class ImportWorker {
  private owner: DataSource | null = null;
  private stopped = false;
  private round: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly store: DocumentStore,
  ) {}

  /** Begins to look for work. Registers are loaded as the database's owner: without its address there is none. */
  async start(): Promise<void> {
    const { ownerUrl } = this.configuration.database;
    if (ownerUrl === undefined) {
      process.stderr.write('DATABASE_OWNER_URL is not set for the worker: imports stay in the queue.\n');
      return;
    }
    this.owner = await new DataSource({
      type: 'postgres',
      url: ownerUrl,
      extra: { max: 3, options: LONDON_DAYS },
      applicationName: 'assay import',
    }).initialize();
    this.round = this.loop(this.owner);
  }

  /** What is being loaded is cut off after its batch, and goes on when the worker starts again. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.race([this.round, new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref())]);
    await this.owner?.destroy().catch(() => undefined);
  }

  private async loop(owner: DataSource): Promise<void> {
    const runner = new ImportRunner(owner);
    while (!this.stopped) {
      try {
        const worked = await this.once(owner, runner);
        if (!worked) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } catch (error) {
        if (this.stopped) return;
        process.stderr.write(`${JSON.stringify({ level: 'error', context: 'imports', message: String(error) })}\n`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  /** @returns whether there was anything to do */
  private async once(owner: DataSource, runner: ImportRunner): Promise<boolean> {
    await runner.endCutOff();
    const applied = await runner.applyDecisions();
    if (applied > 0) await refreshMarket(owner);
    const worked = await this.goOn(owner, runner);
    if (applied > 0 || worked) return true;
    // With nothing else to do: what most people will ask of the market.
    return (await prepareAnswers(owner, undefined, PREPARED_FOR_MS)) > 0;
  }

  /** Works on the oldest run that is open. @returns false when there is none, or another worker is at it: there is nothing to do meanwhile */
  async goOn(owner: DataSource, runner: ImportRunner): Promise<boolean> {
    const [run]: OpenRun[] = await owner.query(
      `SELECT r.id, r.source, d.sha256, d.size FROM import_run r LEFT JOIN document d ON d.id = r.document_id
       WHERE r.state IN ('QUEUED', 'RUNNING') AND r.started_by IS NOT NULL ORDER BY r.created_at LIMIT 1`,
    );
    if (run === undefined) return false;
    return (await runner.run(run.id, () => this.sourceOf(run))) !== null;
  }

  private async sourceOf({ source, sha256, size }: OpenRun): Promise<ImportSource> {
    if (sha256 === null) return openSource(source);
    return { name: source, bytesTotal: Number(size), bytes: await this.store.open(sha256) };
  }
}
