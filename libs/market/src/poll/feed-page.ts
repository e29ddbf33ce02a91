import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { isOutage } from '#platform';
import { jsonTextOf, nextPageOf, NotUtf8, PackagedRelease, readPackageHead } from '#registers';
import { reasonOf } from '../import/import-source';
import { londonTime } from './london-time';
import { busyUntil, Pace, waitBefore } from './pace';

/** A page of the feed: its releases, and where the next one begins. */
export interface FeedPage {
  releases: PackagedRelease[];
  /** Null on the last page. */
  next: string | null;
  bytes: number;
}

/** Which page to ask for. */
export interface PageRequest {
  updatedFrom: Date;
  cursor: string | null;
}

/** The feed could not be read. The sentence says what it answered, and what happens next. */
export class FeedFailure extends Error {
  override name = 'FeedFailure';
}

/** The feed does not know a cursor that it gave out. */
export class CursorUnknown extends Error {
  override name = 'CursorUnknown';
}

/** How a feed is asked. */
export interface FeedManners {
  pace: Pace;
  /** Before the first new try after a failure; doubled after each. */
  pauseMs: number;
  /** How often a page that fails is asked for again. */
  tries: number;
  timeoutMs: number;
}

/** What is said of a publisher whose pages never end. */
export const IN_A_CIRCLE = 'goes in a circle: what it says comes next was asked for before.';

/** Most that the feed gives on a page. @source its API documentation */
const MOST_OF_A_PAGE = 100;
/** A hundred notices of Find a Tender are 2 MB; what is as large as this is no page of a publisher. */
export const MOST_BYTES = 100 * 1024 * 1024;

/**
 * The pages of an OCDS feed that is read by cursor: no more requests than it takes, none before it asked to be left alone, and a
 * page that fails is asked for again.
 */
export class Feed {
  private readonly sent: number[] = [];
  private notBefore = 0;

  constructor(
    private readonly address: string,
    private readonly manners: FeedManners,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Asks for a page and has it taken. One that cannot be taken, whatever the error, has failed as one that did not come.
   *
   * @param left told until when the feed asked to be left alone
   * @throws FeedFailure, CursorUnknown; AbortError when it was told to stop; what says that the database is away
   */
  async page(
    request: PageRequest,
    left: (until: Date) => Promise<void>,
    take: (page: FeedPage) => Promise<void>,
  ): Promise<FeedPage> {
    for (let failures = 0; ;) {
      await this.turn();
      const answer = await this.taken(await this.ask(request), take);
      if (answer.kind === 'page') return answer.page;
      if (answer.kind === 'busy') {
        this.leave(answer.until);
        await left(new Date(answer.until));
        continue;
      }
      failures += 1;
      if (failures >= this.manners.tries)
        throw new FeedFailure(
          `${this.address} ${answer.what}, ${failures} times. What came before is taken; the next poll goes on from there.`,
        );
      this.leave(Date.now() + this.manners.pauseMs * 2 ** (failures - 1));
    }
  }

  /** Asks nothing before that. */
  leave(until: number): void {
    this.notBefore = Math.max(this.notBefore, until);
  }

  private async turn(): Promise<void> {
    const now = Date.now();
    const ms = Math.max(this.notBefore - now, waitBefore(this.sent, now, this.manners.pace));
    // Not until a timer's longest, should a server ask for years.
    if (ms > 0) await wait(Math.min(ms, 2 ** 31 - 1), undefined, { signal: this.signal });
    this.sent.push(Date.now());
    if (this.sent.length > this.manners.pace.requests) this.sent.shift();
  }

  private async taken(answer: Answer, take: (page: FeedPage) => Promise<void>): Promise<Answer> {
    if (answer.kind !== 'page') return answer;
    try {
      await take(answer.page);
      return answer;
    } catch (error) {
      this.signal.throwIfAborted();
      if (isOutage(error)) throw error;
      return { kind: 'failed', what: `gave a page that could not be taken (${reasonOf(error)})` };
    }
  }

  private async ask(request: PageRequest): Promise<Answer> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(this.manners.timeoutMs)]);
    try {
      const response = await fetch(addressOf(this.address, request), { signal, redirect: 'error' });
      if (!response.ok) {
        await response.body?.cancel();
        const until = busyUntil(response, Date.now(), this.manners.pace.windowMs);
        if (until !== null) return { kind: 'busy', until };
        if (request.cursor !== null && [400, 404, 410, 422].includes(response.status))
          throw new CursorUnknown(`${this.address} no longer knows where the last poll stopped.`);
        return { kind: 'failed', what: `answered ${response.status}` };
      }
      return response.body === null ? { kind: 'failed', what: 'answered nothing' } : await readPage(response);
    } catch (error) {
      if (error instanceof CursorUnknown) throw error;
      this.signal.throwIfAborted();
      return { kind: 'failed', what: `did not answer (${reasonOf(error)})` };
    }
  }
}

type Answer = { kind: 'page'; page: FeedPage } | { kind: 'busy'; until: number } | { kind: 'failed'; what: string };

/** The address of a page. Where the next one is, the feed says by its cursor alone: other addresses are not followed. */
export function addressOf(address: string, { updatedFrom, cursor }: PageRequest): string {
  const url = new URL(address);
  url.searchParams.set('limit', String(MOST_OF_A_PAGE));
  url.searchParams.set('updatedFrom', londonTime(updatedFrom));
  if (cursor !== null) url.searchParams.set('cursor', cursor);
  return url.toString();
}

async function readPage(response: Response): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of Readable.fromWeb(response.body as never) as AsyncIterable<Buffer>) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return { kind: 'failed', what: `answered with more than ${MOST_BYTES / 1024 ** 2} MB` };
  }
  const content = Buffer.concat(chunks);
  let page: { releases?: unknown };
  try {
    page = JSON.parse(jsonTextOf(content)) as typeof page;
  } catch (error) {
    if (error instanceof NotUtf8) return { kind: 'failed', what: 'answered with text that is not UTF-8, which JSON has to be' };
    return { kind: 'failed', what: 'broke off in the middle of its answer' };
  }
  if (!Array.isArray(page?.releases)) return { kind: 'failed', what: 'answered with something that is no release package' };
  const head = readPackageHead(page);
  const releases = page.releases.map((json: unknown) => ({ json, head, hadNoNumbers: false }));
  return { kind: 'page', page: { releases, next: cursorIn(nextPageOf(page)), bytes } };
}

function cursorIn(next: string | null): string | null {
  return next === null ? null : new URL(next, 'https://feed.invalid/').searchParams.get('cursor');
}
