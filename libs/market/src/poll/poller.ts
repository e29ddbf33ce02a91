import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { alone, LOCKS, Tx } from '#platform';
import { releaseBatch } from '../import/import-batches';
import { ImportRunner } from '../import/import-runner';
import { addressOf, CursorUnknown, Feed, FeedFailure, FeedManners, FeedPage, IN_A_CIRCLE } from './feed-page';

/** Notices may reach the feed a little after the time that they bear. */
const OVERLAP_MS = 10 * 60_000;

/** How often one poll begins again because the feed no longer knows a cursor. */
const MOST_BEGINNINGS = 3;

/** A row of `poll`. */
interface PollRow {
  updatedFrom: Date;
  cursor: string | null;
  pages: number;
  runId: string | null;
  notBefore: Date | null;
  isDue: boolean;
  records: string | null;
}

/** How far a poll is before it takes a page. */
interface Reached {
  pages: number;
  records: number;
  bytesRead: number;
  cursor: string | null;
  /** Cursors that were asked for. */
  asked: ReadonlySet<string | null>;
}

/**
 * Reads what is new in an OCDS feed, page by page, as an import run that operators see. Where it stands is kept with each page in
 * one transaction: stopped anywhere it goes on from there, and a page that comes twice changes nothing.
 */
export class Poller {
  private readonly runner: ImportRunner;

  constructor(
    private readonly owner: DataSource,
    private readonly address: string,
    private readonly everyMinutes: number,
    private readonly manners: FeedManners,
  ) {
    this.runner = new ImportRunner(owner);
  }

  /**
   * Polls, if it is time to, or goes on with what was stopped. One process does at a time.
   *
   * @returns whether there was anything to do
   * @throws AbortError when it was told to stop
   */
  async poll(signal: AbortSignal): Promise<boolean> {
    const polled = await alone(this.owner, LOCKS.polling, async () => {
      const row = await this.begin();
      if (row === null) return false;
      await this.read(row, signal);
      return true;
    });
    return polled ?? false;
  }

  /** The poll that is under way, or a new one if it is due. */
  private async begin(): Promise<(PollRow & { runId: string }) | null> {
    await this.owner.query(
      `INSERT INTO poll (address, updated_from)
       SELECT $1, least(max(published_at), now()) - interval '1 day' FROM notice WHERE source = 'FIND_A_TENDER' ON CONFLICT DO NOTHING`,
      [this.address],
    );
    const row = await this.row();
    if (row.runId !== null) return { ...row, runId: row.runId };
    if (!row.isDue) return null;
    const runId = uuidv7();
    await this.owner.transaction(async (tx) => {
      await tx.query(`INSERT INTO import_run (id, kind, source, state, started_at) VALUES ($1, 'OCDS', $2, 'RUNNING', now())`, [
        runId,
        addressOf(this.address, { updatedFrom: row.updatedFrom, cursor: null }),
      ]);
      await tx.query('UPDATE poll SET run_id = $2, begun_at = coalesce(begun_at, now()), pages = 0 WHERE address = $1', [
        this.address,
        runId,
      ]);
    });
    return { ...(await this.row()), runId };
  }

  private async read(row: PollRow & { runId: string }, signal: AbortSignal): Promise<void> {
    const feed = new Feed(this.address, this.manners, signal);
    if (row.notBefore !== null) feed.leave(row.notBefore.getTime());
    try {
      await this.pages(row, feed);
    } catch (error) {
      if (!(error instanceof FeedFailure)) throw error;
      // Where it stands is kept, and when it began: the next poll goes on from there, and the one after it asks for what came since.
      await this.end(row.runId, error.message, 'next_at = now() + make_interval(mins => $2)', []);
    }
  }

  private async pages(row: PollRow & { runId: string }, feed: Feed): Promise<void> {
    let { cursor, pages } = row;
    let records = Number(row.records ?? 0);
    let bytesRead = 0;
    let begunAgain = 0;
    const asked = new Set([cursor]);
    for (;;) {
      const request = { updatedFrom: row.updatedFrom, cursor };
      const reached = { pages, records, bytesRead, cursor, asked };
      const take = (page: FeedPage): Promise<void> => this.take(row.runId, page, reached);
      const page = await feed.page(request, (until) => this.leave(until), take).catch(forgotten);
      if (page === null) {
        begunAgain += 1;
        if (begunAgain > MOST_BEGINNINGS)
          throw new FeedFailure(`${this.address} no longer knew ${begunAgain} times what it had said comes next.`);
        // It begins again from the same time: what comes twice changes nothing.
        cursor = null;
        asked.clear();
        await this.owner.query('UPDATE poll SET cursor = NULL WHERE address = $1', [this.address]);
        continue;
      }
      pages += 1;
      bytesRead += page.bytes;
      records += page.releases.length;
      const { next } = page;
      if (next !== null && asked.has(next)) throw new FeedFailure(`${this.address} ${IN_A_CIRCLE}`);
      if (next === null) break;
      asked.add(next);
      cursor = next;
    }
    await this.end(
      row.runId,
      null,
      'updated_from = begun_at - make_interval(secs => $3), begun_at = NULL, cursor = NULL, next_at = begun_at + make_interval(mins => $2)',
      [OVERLAP_MS / 1000],
    );
  }

  private async take(runId: string, { releases, next, bytes }: FeedPage, reached: Reached): Promise<void> {
    const number = reached.pages + 1;
    const arrived = releases.map((release, index) => ({ ...release, place: `page ${number}, release ${index + 1}` }));
    const progress = { records: reached.records + arrived.length, bytesRead: reached.bytesRead + bytes, bytesTotal: null };
    const at = next !== null && reached.asked.has(next) ? reached.cursor : next;
    await this.runner.loadBatch(runId, releaseBatch(arrived, new Date()), progress, (tx) => this.keep(tx, at, number));
  }

  private async end(runId: string, error: string | null, changes: string, values: readonly number[]): Promise<void> {
    await this.runner.end(runId, error, async (tx) => {
      await tx.query(`UPDATE poll SET run_id = NULL, not_before = NULL, ${changes} WHERE address = $1`, [
        this.address,
        this.everyMinutes,
        ...values,
      ]);
    });
  }

  private async keep(tx: Tx, cursor: string | null, pages: number): Promise<void> {
    await tx.query('UPDATE poll SET cursor = $2, pages = $3 WHERE address = $1', [this.address, cursor, pages]);
  }

  private async leave(until: Date): Promise<void> {
    await this.owner.query('UPDATE poll SET not_before = $2 WHERE address = $1', [this.address, until]);
  }

  private async row(): Promise<PollRow> {
    const [row]: PollRow[] = await this.owner.query(
      `SELECT p.updated_from AS "updatedFrom", p.cursor, p.pages, p.run_id AS "runId", p.not_before AS "notBefore", p.next_at <= now() AS "isDue", r.records
       FROM poll p LEFT JOIN import_run r ON r.id = p.run_id WHERE p.address = $1`,
      [this.address],
    );
    return row;
  }
}

function forgotten(error: unknown): null {
  if (error instanceof CursorUnknown) return null;
  throw error;
}
