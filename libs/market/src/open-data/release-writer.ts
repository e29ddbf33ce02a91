import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { actAs, Configuration, stranger, Tx } from '#platform';
import { changesBetween, Table, writeTable, WrittenFile } from '#publication';
import { notCounted } from '../measure/counted';
import { Dataset } from './dataset';
import { datasetsOf } from './datasets';
import { ReleaseHeading, WrittenDataset, writeReleaseFiles } from './release-files';

/** Where a release of before can be read, a table at a time. */
export interface EarlierRelease {
  version: string;
  /** The table as JSON lines; null when it was not part of it, or cannot be read any more. */
  jsonLines(table: Table): Promise<Readable | null>;
}

/** A release that was written into a folder. */
export interface WrittenRelease {
  heading: ReleaseHeading;
  datasets: WrittenDataset[];
  /** Those of the release as a whole. */
  files: WrittenFile[];
}

/**
 * Writes everything that is open into an empty folder, as it stands at one moment. It is read as a stranger reads it: row-level security
 * lets nothing through that the directory does not show to everyone. Memory does not grow with the data.
 *
 * @param application the database as the application's role
 * @throws Conflict when the market has not been counted
 */
export async function writeRelease(
  application: DataSource,
  configuration: Configuration,
  folder: string,
  about: Pick<ReleaseHeading, 'version' | 'day' | 'firstDay'>,
  earlier: EarlierRelease | null,
): Promise<WrittenRelease> {
  const datasets = datasetsOf(configuration);
  const { marketAsOf, written } = await asStranger(application, async (tx) => ({
    marketAsOf: await marketDay(tx),
    written: await inTurn(datasets, (dataset) => writeTable(folder, dataset.table, dataset.rows(tx))),
  }));
  const compared = await inTurn(datasets, async (dataset, index) => ({
    dataset,
    written: written[index],
    changes: await changesOf(folder, dataset, earlier),
  }));
  const heading = { ...about, marketAsOf, previous: earlier?.version ?? null };
  return { heading, datasets: compared, files: await writeReleaseFiles(folder, configuration, heading, compared) };
}

function asStranger<T>(application: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  return application.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('SET TRANSACTION READ ONLY');
    await tx.query('SET LOCAL statement_timeout = 0');
    await actAs(tx, stranger('open data'));
    return work(tx);
  });
}

/** @throws Conflict */
async function marketDay(tx: Tx): Promise<string> {
  const [latest]: { day: string }[] = await tx.query('SELECT as_of::text AS day FROM market_snapshot ORDER BY id DESC LIMIT 1');
  if (latest === undefined) throw notCounted();
  return latest.day;
}

async function changesOf(
  folder: string,
  { table }: Dataset,
  earlier: EarlierRelease | null,
): Promise<WrittenDataset['changes']> {
  const before = (await earlier?.jsonLines(table)) ?? null;
  return before === null ? null : changesBetween(table, before, createReadStream(join(folder, `${table.name}.jsonl`)));
}

async function inTurn<T, U>(list: readonly T[], work: (item: T, index: number) => Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (const [index, item] of list.entries()) done.push(await work(item, index));
  return done;
}
