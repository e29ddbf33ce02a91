import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { LOCKS } from '../database/locks';
import { Tx } from '../database/transactions';

/** Data that the product brings: facts from files in `seed/`, or the demonstration set. */
export interface Seed {
  readonly name: string;
  /** The files that it reads, within the seed folder: when their bytes change it is loaded again. */
  readonly files: readonly string[];
  /** Loads into the database as the owner. Loading twice leaves what loading once does. */
  load(tx: Tx, folder: string): Promise<void>;
}

/**
 * Loads the seeds whose files are new to this database, each in a transaction of its own, in the order given.
 *
 * @returns the names of those that were loaded
 */
export async function runSeeds(owner: DataSource, seeds: readonly Seed[], folder: string): Promise<string[]> {
  const loaded: string[] = [];
  for (const seed of seeds) {
    const digest = await digestOf(seed, folder);
    const isNew = await owner.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.seeding]);
      const [known]: { digest: string }[] = await tx.query('SELECT digest FROM seed WHERE name = $1', [seed.name]);
      if (known?.digest === digest) return false;
      await seed.load(tx, folder);
      await tx.query(
        'INSERT INTO seed (name, digest) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, loaded_at = now()',
        [seed.name, digest],
      );
      return true;
    });
    if (isNew) loaded.push(seed.name);
  }
  if (loaded.length > 0) await owner.query('ANALYZE');
  return loaded;
}

async function digestOf(seed: Seed, folder: string): Promise<string> {
  const hash = createHash('sha256').update(seed.name);
  for (const file of seed.files) await pipeline(createReadStream(join(folder, file)), hash, { end: false });
  return hash.digest('hex');
}

/**
 * Inserts many rows in one statement, given as objects whose keys are columns, through `json_populate_recordset`: values are
 * parameters, types are the table's, and a column left out of the first row keeps its default.
 *
 * @param conflict what follows ON CONFLICT, such as `(code) DO NOTHING`
 */
export async function insertRows(tx: Tx, table: string, rows: readonly object[], conflict?: string): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0])
    .map((column) => `"${column}"`)
    .join(', ');
  const onConflict = conflict === undefined ? '' : `ON CONFLICT ${conflict}`;
  for (let start = 0; start < rows.length; start += 5000) {
    await tx.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1) ${onConflict}`,
      [JSON.stringify(rows.slice(start, start + 5000))],
    );
  }
}
