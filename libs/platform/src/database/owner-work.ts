import { DataSource } from 'typeorm';
import { Configuration } from '../configuration/configuration';
import { LONDON_DAYS } from './data-source';
import { alone } from './locks';

/**
 * Work of the worker that only the database's owner may do: of workers that look at once, one does it. Without the owner's address what
 * is asked for waits.
 */
export abstract class OwnerWork {
  /** What it is called in the log, and in the database's list of connections. */
  abstract readonly name: string;
  /** Whether the worker is going down: work that breaks off then has not failed, and is begun again when the worker starts again. */
  protected stopped = false;
  private owner: DataSource | null = null;

  /** @param lock one of `LOCKS` */
  protected constructor(
    protected readonly configuration: Configuration,
    private readonly lock: number,
  ) {}

  /** Does all that waits, and what was cut off. */
  protected abstract work(owner: DataSource): Promise<void>;

  async run(): Promise<void> {
    const { ownerUrl: url } = this.configuration.database;
    if (url === undefined) return;
    this.owner ??= await new DataSource({
      type: 'postgres',
      url,
      extra: { max: 2, options: LONDON_DAYS },
      applicationName: `assay ${this.name}`,
    }).initialize();
    const { owner } = this;
    await alone(owner, this.lock, () => this.work(owner));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.owner?.destroy().catch(() => undefined);
  }
}
