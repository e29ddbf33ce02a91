import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { ImportKind, ImportOptions } from '../import/import-run.entity';
import { ImportReport, ImportRunner } from '../import/import-runner';

/** Imports into a database of their own. */
export class TestImports {
  readonly runner: ImportRunner;
  private count = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly owner: DataSource,
  ) {
    this.runner = new ImportRunner(owner);
  }

  static async begin(): Promise<TestImports> {
    const database = await testDatabase();
    const owner = await database.tablesAs('owner', 6);
    return new TestImports(database, owner);
  }

  end(): Promise<void> {
    return this.database.drop();
  }

  /** A name that no file before had. */
  nextName(): string {
    return `file ${(this.count += 1)}`;
  }

  /** Imports bytes as a file of its own name. */
  async take(kind: ImportKind, bytes: Buffer | string | Readable, options: ImportOptions = {}): Promise<ImportReport> {
    const name = this.nextName();
    const id = await this.runner.begin(kind, { name, bytesTotal: null }, options);
    const stream = bytes instanceof Readable ? bytes : Readable.from([Buffer.from(bytes as string)], { objectMode: false });
    const report = await this.runner.run(id, () => Promise.resolve({ name, bytesTotal: null, bytes: stream }));
    if (report === null) throw new Error('nobody else is importing');
    return report;
  }

  /** What was told of the things that were not taken, in their order. */
  async problemsOf({ id }: ImportReport): Promise<string[]> {
    const rows: { place: string; problem: string }[] = await this.owner.query(
      'SELECT place, problem FROM import_problem WHERE run_id = $1 ORDER BY position',
      [id],
    );
    return rows.map(({ place, problem }) => `${place}: ${problem}`);
  }

  /** The awards of an invented release. */
  awardsOf(id: string): Promise<Record<string, unknown>[]> {
    return this.owner.query('SELECT * FROM award WHERE ocid = $1 ORDER BY award_id', [`ocds-invented-${id}`]);
  }
}
