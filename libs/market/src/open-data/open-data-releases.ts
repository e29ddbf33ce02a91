import { Inject, Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { asUnwritable, CONFIGURATION, Configuration, DocumentLost, DocumentStore, LOCKS, OwnerWork } from '#platform';
import { WrittenFile } from '#publication';
import { columnsOf } from './release-files';
import { EarlierRelease, WrittenRelease, writeRelease } from './release-writer';

/** A release that waits, or that was cut off. */
interface OpenRelease {
  id: string;
  version: string;
  day: string;
}

/**
 * Publishes what is open: once a day, when the market has been counted, and when an operator asks. A release exists when all of it does:
 * its files go into the document store first, and then its rows, in one transaction.
 */
@Injectable()
export class OpenDataReleases extends OwnerWork {
  readonly name = 'open-data-releases';

  constructor(
    private readonly application: DataSource,
    @Inject(CONFIGURATION) configuration: Configuration,
    private readonly store: DocumentStore,
  ) {
    super(configuration, LOCKS.releasingOpenData);
  }

  protected async work(owner: DataSource): Promise<void> {
    await this.makeWaiting(owner);
    await queueToday(owner);
    await this.makeWaiting(owner);
  }

  private async makeWaiting(owner: DataSource): Promise<void> {
    const waiting: OpenRelease[] = await owner
      .query(
        `UPDATE open_data_release SET state = 'RUNNING' WHERE state IN ('QUEUED', 'RUNNING') RETURNING id, version, left(version, 10) AS day`,
      )
      .then(([rows]: [OpenRelease[]]) => rows);
    for (const release of waiting) await this.make(owner, release);
  }

  private async make(owner: DataSource, release: OpenRelease): Promise<void> {
    const folder = join(this.configuration.home, 'open-data-release');
    try {
      // One that was cut off has left its files: only one release is made at a time.
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const earlier = await this.earlier(owner);
      const about = { version: release.version, day: release.day, firstDay: earlier?.firstDay ?? release.day };
      const written = await writeRelease(this.application, this.configuration, folder, about, earlier);
      for (const { name } of filesOf(written)) await this.store.put(createReadStream(join(folder, name)));
      await owner.transaction((tx) => publish(tx, release.id, earlier?.id ?? null, written));
    } catch (error) {
      if (this.stopped) return;
      const told = asUnwritable(error);
      const reason = told instanceof Error ? told.message : String(told);
      await owner.query(`UPDATE open_data_release SET state = 'FAILED', error = $2 WHERE id = $1`, [release.id, reason]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The last release that was published, as this one is compared with it. */
  private async earlier(owner: DataSource): Promise<(EarlierRelease & { id: string; firstDay: string }) | null> {
    const [last]: { id: string; version: string; first: string }[] = await owner.query(
      `SELECT id, version, (SELECT left(min(version), 10) FROM open_data_release WHERE state = 'DONE') AS first
       FROM open_data_release WHERE state = 'DONE' ORDER BY published_at DESC, id DESC LIMIT 1`,
    );
    if (last === undefined) return null;
    const files: { name: string; sha256: string }[] = await owner.query(
      'SELECT name, sha256 FROM open_data_file WHERE release_id = $1',
      [last.id],
    );
    const hashes = new Map(files.map(({ name, sha256 }) => [name, sha256]));
    return {
      id: last.id,
      version: last.version,
      firstDay: last.first,
      jsonLines: async ({ name }) => {
        const hash = hashes.get(`${name}.jsonl`);
        return hash === undefined ? null : this.bytesOf(hash);
      },
    };
  }

  /** The bytes of an earlier file; null where the store has lost them, of which it tells the operator: today's release does not wait for them. */
  private async bytesOf(sha256: string): Promise<Readable | null> {
    return this.store.open(sha256).catch((error: unknown) => {
      if (error instanceof DocumentLost) return null;
      throw error;
    });
  }
}

/** Today's release, once the market has been counted today. */
async function queueToday(owner: DataSource): Promise<void> {
  await owner.query(
    `INSERT INTO open_data_release (id, version) SELECT $1, current_date::text
     WHERE EXISTS (SELECT FROM market_snapshot WHERE as_of = current_date)
       AND NOT EXISTS (SELECT FROM open_data_release WHERE left(version, 10) = current_date::text)
     ON CONFLICT DO NOTHING`,
    [uuidv7()],
  );
}

function filesOf({ datasets, files }: WrittenRelease): WrittenFile[] {
  return [...datasets.flatMap(({ written }) => written.files), ...files];
}

async function publish(tx: EntityManager, id: string, previousId: string | null, release: WrittenRelease): Promise<void> {
  let position = 0;
  const insertFile = (file: WrittenFile, datasetId: string | null): Promise<unknown> =>
    tx.query(
      `INSERT INTO open_data_file (id, release_id, dataset_id, position, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [uuidv7(), id, datasetId, (position += 1), file.name, file.mediaType, file.size, file.sha256],
    );
  for (const [index, { dataset, written, changes }] of release.datasets.entries()) {
    const { table, licence, source, isDemonstration } = dataset;
    const datasetId = uuidv7();
    await tx.query(
      `INSERT INTO open_data_dataset (id, release_id, position, name, title, description, licence, source, is_demonstration, row_count, added, changed, gone, columns)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        datasetId,
        id,
        index,
        table.name,
        table.title,
        table.description,
        licence,
        source,
        isDemonstration,
        written.rows,
        changes?.added ?? null,
        changes?.changed ?? null,
        changes?.gone ?? null,
        JSON.stringify(columnsOf(table.columns, written.unknown)),
      ],
    );
    for (const file of written.files) await insertFile(file, datasetId);
  }
  for (const file of release.files) await insertFile(file, null);
  await tx.query(
    `UPDATE open_data_release SET state = 'DONE', previous_id = $2, market_as_of = $3, published_at = now() WHERE id = $1`,
    [id, previousId, release.heading.marketAsOf],
  );
}
