import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';

const INTERVAL_MS = 10_000;

/** Writes a file as long as the worker runs and its database answers: by the file's age a health check tells. */
export class Heartbeat {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly file: string,
    private readonly dataSource: DataSource,
  ) {}

  /** Beats now, and again and again until `stop`. A beat that fails is left out; the next may succeed. */
  async beat(): Promise<void> {
    try {
      await this.dataSource.query('SELECT 1');
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(this.file, new Date().toISOString());
    } catch (error) {
      process.stderr.write(`The worker\'s heart missed a beat: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    this.timer = setTimeout(() => void this.beat(), INTERVAL_MS);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }
}
