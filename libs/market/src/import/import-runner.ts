import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { chooseCommonWords, settleSuppliers } from '#directory';
import { DatabaseAway, insertRows, LOCKS, throughOutages, Tx } from '#platform';
import { storableText } from '#registers';
import { refreshMarket } from '../measure/market-refresh';
import { LoadProblem } from '../ocds/arrived-releases';
import { NoticeLoader } from '../ocds/notice-loader';
import { ImportBatch } from './import-batches';
import { ImportKind, ImportOptions } from './import-run.entity';
import { EMPTY, ImportSource, sentenceOf, UnreadableSource } from './import-source';
import { PagedReading, PageLimits } from './paged-reading';
import { RunLock, RunTakenOver } from './run-lock';

/** How far a run is. */
export interface ImportProgress {
  records: number;
  bytesRead: number;
  bytesTotal: number | null;
}

/** How a run ended. */
export interface ImportReport {
  id: string;
  state: 'DONE' | 'FAILED';
  records: number;
  problems: number;
  counts: Record<string, number>;
  error: string | null;
}

interface RunRow {
  id: string;
  kind: ImportKind;
  records: string;
  problems: number;
  counts: Record<string, number>;
  options: ImportOptions;
}

/** Why a run of the command line ended that was cut off; the same command takes it up again. */
const CUT_OFF =
  'The command that read this was cut off in the middle. Give it again: what was loaded stands, and is not taken twice.';

/** As many contracting processes as a migration asked for are made anew in one transaction. */
const COMPILED_AT_ONCE = 250;

/** Counts of what changes the market; the others are of what was there, or was left. */
const BROUGHT = ['added', 'suppliers', 'facts'];

/**
 * Reads files of registers into the database, as its owner. Each batch is loaded, counted and reported in one transaction: cut off
 * anywhere, a run goes on after the last batch that is done, and the tables are as if it had run once. A database that is away for
 * a while is waited for.
 */
export class ImportRunner {
  /** @param limits how far the pages of a publisher are followed */
  constructor(
    private readonly owner: DataSource,
    private readonly limits?: PageLimits,
  ) {}

  /** Makes a run, for the command line. A run of the same source that was cut off is taken up again. */
  async begin(kind: ImportKind, source: Pick<ImportSource, 'name' | 'bytesTotal'>, options: ImportOptions): Promise<string> {
    const [open]: { id: string }[] = await this.owner.query(
      `SELECT id FROM import_run WHERE kind = $1 AND source = $2 AND options = $3 AND document_id IS NULL
         AND (state = 'RUNNING' OR state = 'FAILED' AND error = $5)
         AND bytes_total IS NOT DISTINCT FROM $4 AND $4 IS NOT NULL ORDER BY created_at DESC LIMIT 1`,
      [kind, source.name, options, source.bytesTotal, CUT_OFF],
    );
    if (open !== undefined) return open.id;
    const id = uuidv7();
    await this.owner.query(
      `INSERT INTO import_run (id, kind, source, options, state, bytes_total, started_at) VALUES ($1, $2, $3, $4, 'RUNNING', $5, now())`,
      [id, kind, source.name, options, source.bytesTotal],
    );
    return id;
  }

  /**
   * Works on a run until it is done or has failed; what fails is told in the report and kept with the run.
   *
   * @returns null when another process is working on it
   */
  async run(
    id: string,
    open: () => Promise<ImportSource>,
    told: (progress: ImportProgress) => void = () => undefined,
  ): Promise<ImportReport | null> {
    const lock = await throughOutages(() => RunLock.take(this.owner, id));
    if (lock === null) return null;
    try {
      return await this.work(id, lock, open, told);
    } catch (error) {
      if (error instanceof RunTakenOver) return null;
      throw error;
    } finally {
      await lock.release();
    }
  }

  /**
   * Loads one batch of a run with what it counts and tells. A batch that is loaded already is passed over: the connection may have
   * broken before its commit was heard of.
   *
   * @param also what else is kept in the same transaction
   */
  async loadBatch(
    id: string,
    batch: ImportBatch,
    progress: ImportProgress,
    also: (tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.owner.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.loading]);
      const run = await this.rowOf(id, tx);
      if (Number(run.records) >= progress.records && batch.records > 0) return;
      const { counts, problems } = await batch.load(tx);
      await settleSuppliers(tx);
      const sums = { ...run.counts };
      for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
      await keepProblems(tx, id, run.problems, problems);
      await tx.query(
        'UPDATE import_run SET records = $2, bytes_read = $3, bytes_total = $4, problems = $5, counts = $6 WHERE id = $1',
        [id, progress.records, progress.bytesRead, progress.bytesTotal, run.problems + problems.length, sums],
      );
      await also(tx);
    });
  }

  /**
   * Ends a run, having counted the market anew where it brought anything.
   *
   * @param error why it failed; null where it did not
   * @param also what else is kept in the same transaction
   */
  async end(id: string, error: string | null, also: (tx: Tx) => Promise<void> = () => Promise.resolve()): Promise<void> {
    await throughOutages(async () => {
      const { counts } = await this.rowOf(id);
      if (BROUGHT.some((name) => (counts[name] ?? 0) > 0)) {
        await chooseCommonWords(this.owner);
        await refreshMarket(this.owner);
      }
      await this.owner.transaction(async (tx) => {
        await tx.query('UPDATE import_run SET state = $2, error = $3, finished_at = now() WHERE id = $1', [
          id,
          error === null ? 'DONE' : 'FAILED',
          error,
        ]);
        await also(tx);
      });
    });
  }

  /**
   * Ends the runs of the command line that nobody works on any more, so that none that was killed is under way for ever. One that has only just
   * begun is left: its command is about to take its lock.
   *
   * @returns how many
   */
  async endCutOff(): Promise<number> {
    const open: { id: string }[] = await this.owner.query(
      `SELECT id FROM import_run r WHERE state = 'RUNNING' AND started_by IS NULL AND started_at < now() - interval '1 minute'
         AND NOT EXISTS (SELECT FROM poll p WHERE p.run_id = r.id)`,
    );
    let ended = 0;
    for (const { id } of open) if (await this.endAbandoned(id)) ended += 1;
    return ended;
  }

  /**
   * Makes the awards anew that a person's decision joins to a supplier: of parties that were taken for it by name, and of those that have a number
   * of a page whose claim was accepted. While the claimant and the page both had the number, it joined nothing. So is what a migration asked to be
   * read again, some at a time.
   *
   * @returns how many contracting processes were made anew
   */
  async applyDecisions(): Promise<number> {
    return this.owner.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.loading]);
      await decideAlike(tx);
      const names: { id: string; key: string }[] = await tx.query(
        `SELECT id, party_key AS key FROM join_proposal WHERE state = 'ACCEPTED' AND applied_at IS NULL FOR UPDATE`,
      );
      const claims: { id: string; key: string }[] = await tx.query(
        `SELECT id, organisation_id AS key FROM claim WHERE status = 'ACCEPTED' AND joined_at IS NULL FOR UPDATE`,
      );
      const asked: { ocid: string }[] = await tx.query(
        `WITH taken AS (DELETE FROM ocid_to_compile WHERE ocid IN (SELECT ocid FROM ocid_to_compile LIMIT $1) RETURNING ocid) SELECT ocid FROM taken`,
        [COMPILED_AT_ONCE],
      );
      if (names.length + claims.length + asked.length === 0) return 0;
      const joined = await toJoin(tx, keysOf(names), keysOf(claims));
      const ocids = [...new Set([...joined, ...asked.map(({ ocid }) => ocid)])];
      await new NoticeLoader(tx, new Date().toISOString()).compile(ocids);
      await tx.query('UPDATE join_proposal SET applied_at = now() WHERE id = ANY ($1)', [idsOf(names)]);
      await tx.query('UPDATE claim SET joined_at = now() WHERE id = ANY ($1)', [idsOf(claims)]);
      return ocids.length;
    });
  }

  /** @returns whether nobody was working on it, and nobody had ended it meanwhile */
  private async endAbandoned(id: string): Promise<boolean> {
    const lock = await RunLock.take(this.owner, id);
    if (lock === null) return false;
    try {
      const open: unknown[] = await this.owner.query(`SELECT FROM import_run WHERE id = $1 AND state = 'RUNNING'`, [id]);
      if (open.length > 0) await this.end(id, CUT_OFF);
      return open.length > 0;
    } finally {
      await lock.release();
    }
  }

  private async work(
    id: string,
    lock: RunLock,
    open: () => Promise<ImportSource>,
    told: (progress: ImportProgress) => void,
  ): Promise<ImportReport> {
    const patiently = <T>(work: () => Promise<T>): Promise<T> => throughOutages(work, () => lock.retake());
    const run = await patiently(async () => {
      await this.owner.query(
        `UPDATE import_run SET state = 'RUNNING', started_at = coalesce(started_at, now()), error = NULL, finished_at = NULL WHERE id = $1`,
        [id],
      );
      return this.rowOf(id);
    });
    const done = Number(run.records);
    const reading = new PagedReading(open, this.limits);
    const kept = (tx: Tx): Promise<void> => this.keepPages(tx, id, reading);
    try {
      try {
        let records = 0;
        for await (const batch of oneAhead(reading.batches(run.kind, run.options))) {
          records += batch.records;
          const progress = { records, bytesRead: reading.bytesRead, bytesTotal: reading.bytesTotal };
          if (records > done) await patiently(() => this.loadBatch(id, batch, progress));
          told(progress);
        }
      } finally {
        // What failed in the middle is not read on: its file, or its connection, is let go of.
        reading.close();
      }
      if (reading.bytesRead === 0) throw new UnreadableSource(EMPTY);
      await this.end(id, null, kept);
    } catch (error) {
      // What waits for its database is not failed: it is taken up again.
      if (error instanceof DatabaseAway || error instanceof RunTakenOver) throw error;
      await this.end(id, sentenceOf(error), kept);
    }
    return patiently(() => this.reportOf(id));
  }

  /** Keeps how many pages were read; and of a file that names a page after it, that this was not. */
  private async keepPages(tx: Tx, id: string, { hasPages, pagesRead, unreadPage }: PagedReading): Promise<void> {
    const { counts, problems } = await this.rowOf(id, tx);
    if (unreadPage !== null)
      await keepProblems(tx, id, problems, [
        {
          place: 'file',
          problem: `it is one page of several, and names the next one, which was not read: ${unreadPage}. To go on, import that address`,
          taken: false,
        },
      ]);
    await tx.query('UPDATE import_run SET counts = $2, problems = $3 WHERE id = $1', [
      id,
      hasPages ? { ...counts, pages: pagesRead } : counts,
      unreadPage === null ? problems : problems + 1,
    ]);
  }

  private async reportOf(id: string): Promise<ImportReport> {
    const [row]: (Omit<ImportReport, 'records'> & { records: string })[] = await this.owner.query(
      'SELECT id, state, records, problems, counts, error FROM import_run WHERE id = $1',
      [id],
    );
    return { ...row, records: Number(row.records) };
  }

  private async rowOf(id: string, tx: Pick<Tx, 'query'> = this.owner): Promise<RunRow> {
    const [row]: RunRow[] = await tx.query(
      'SELECT id, kind, records, problems, counts, options FROM import_run WHERE id = $1',
      [id],
    );
    return row;
  }
}

/**
 * Decides what waits as what was decided of the same: another party of the same name with an identifier of the same supplier. What a name alone
 * proposes is decided for each party by itself.
 */
async function decideAlike(tx: Tx): Promise<void> {
  await tx.query(
    `UPDATE join_proposal waiting SET state = d.state, reason = d.reason, decided_by = d.decided_by, decided_at = d.decided_at
     FROM (SELECT DISTINCT ON (supplier_id, name_key(party_name)) * FROM join_proposal
       WHERE because = 'IDENTIFIER' AND state <> 'PROPOSED' AND length(name_key(party_name)) > 2
       ORDER BY supplier_id, name_key(party_name), decided_at DESC, id) d
     WHERE waiting.state = 'PROPOSED' AND waiting.because = 'IDENTIFIER' AND waiting.supplier_id = d.supplier_id
       AND name_key(waiting.party_name) = name_key(d.party_name)
       AND NOT EXISTS (SELECT FROM join_proposal a WHERE a.party_key = waiting.party_key AND a.state = 'ACCEPTED')`,
  );
}

const keysOf = (decided: readonly { key: string }[]): string[] => decided.map(({ key }) => key);
const idsOf = (decided: readonly { id: string }[]): string[] => decided.map(({ id }) => id);

/**
 * The ocids of awards to parties of some keys, and of awards joined to nobody in whose notices a number of some organisations stands: as
 * it ends, for it is published with and without zeros and spaces. Those that turn out to be of others are made again as they were.
 */
async function toJoin(tx: Tx, partyKeys: readonly string[], organisationIds: readonly string[]): Promise<string[]> {
  const rows: { ocid: string }[] = await tx.query(
    `WITH number AS MATERIALIZED (
       SELECT coalesce(nullif(regexp_replace(bare, '^(R0|[A-Z]{2})?0*', ''), ''), bare) AS ending
       FROM organisation_identifier i, LATERAL (SELECT regexp_replace(upper(i.identifier), '[^A-Z0-9]', '', 'g') AS bare) written
       WHERE i.organisation_id = ANY ($2::uuid[]) AND i.flaw IS NULL AND bare <> '')
     SELECT ocid FROM award WHERE party_key = ANY ($1::text[])
     UNION
     SELECT a.ocid FROM award a JOIN notice n ON n.ocid = a.ocid WHERE a.supplier_id IS NULL AND EXISTS (SELECT FROM number)
       AND EXISTS (SELECT FROM jsonb_path_query(n.release, '$.parties[*].**.id') id
         JOIN number ON regexp_replace(upper(id #>> '{}'), '[^A-Z0-9]', '', 'g') LIKE '%' || ending)`,
    [partyKeys, organisationIds],
  );
  return rows.map(({ ocid }) => ocid);
}

async function keepProblems(tx: Tx, runId: string, before: number, problems: readonly LoadProblem[]): Promise<void> {
  const rows = problems.map(({ place, problem, taken }, index) => ({
    run_id: runId,
    position: before + index + 1,
    place: shortened(place, 300),
    problem: shortened(problem, 2000),
    taken,
  }));
  await insertRows(tx, 'import_problem', rows);
}

function shortened(text: string, length: number): string {
  return storableText(text.slice(0, length));
}

/** Reads the next batch while the last is being loaded. */
async function* oneAhead<T>(batches: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = batches.next();
  for (;;) {
    const { value, done } = await next;
    if (done === true) return;
    next = batches.next();
    // A failure of the next batch is heard when it is its turn.
    next.catch(() => undefined);
    yield value;
  }
}
