import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { IN_A_CIRCLE, MOST_BYTES } from '../poll/feed-page';
import { busyUntil } from '../poll/pace';
import { BATCHES, ImportBatch } from './import-batches';
import { ImportKind, ImportOptions } from './import-run.entity';
import {
  answerOf,
  contentOf,
  hasPassword,
  ImportSource,
  LONGEST_WAIT_MS,
  refusalOf,
  sentenceOf,
  UnreadableSource,
} from './import-source';

/** How far the pages of a publisher are followed. */
export interface PageLimits {
  /** Pages of one import. */
  pages: number;
  /** After as many bytes no further page is asked for. */
  bytes: number;
  /** How long a server that asks to be left alone is waited for. */
  waitMs: number;
}

const LIMITS: PageLimits = { pages: 1000, bytes: 4 * 1024 ** 3, waitMs: 5 * 60_000 };
/** How often one page is asked for of a server that asks to be left alone. */
const MOST_TRIES = 5;
/** How long a server is left alone that says "too many" without a time. */
const WITHOUT_TIME_MS = 60_000;

const GO_ON = 'What came before is taken. To go on from there, import that address.';

/**
 * Reads a source to its end. Where it is an address, and a package there names its next page (`links.next`), that is read after it, and so on: from
 * the server that answered first alone, so that nothing is asked that whoever named the address could not have named.
 */
export class PagedReading {
  bytesRead = 0;
  /** Pages that were read to their end. */
  pagesRead = 0;
  /** What the last page that was read names as the next one. */
  next: string | null = null;
  private readonly asked = new Set<string>();
  private readonly stopping = new AbortController();
  private source: Omit<ImportSource, 'bytes'> | null = null;
  private streams: readonly Readable[] = [];

  constructor(
    private readonly open: () => Promise<ImportSource>,
    private readonly limits = LIMITS,
  ) {}

  /** Null where the source does not say, and where there are pages after the first one. */
  get bytesTotal(): number | null {
    return this.hasPages ? null : (this.source?.bytesTotal ?? null);
  }

  /** Whether it has pages: then they are counted. */
  get hasPages(): boolean {
    return this.source?.address !== undefined && (this.pagesRead > 1 || this.next !== null);
  }

  /** The page that a file names as the next one: from a file nothing else is asked. */
  get unreadPage(): string | null {
    return this.source?.address === undefined ? this.next : null;
  }

  /** @throws UnreadableSource where a page cannot be read, or what comes next is not asked for */
  async *batches(kind: ImportKind, options: ImportOptions): AsyncGenerator<ImportBatch> {
    const { bytes, ...source } = await this.open();
    this.source = source;
    yield* this.page(bytes, kind, options);
    let { address } = source;
    if (address === undefined) return;
    const { origin } = address;
    this.asked.add(address.href);
    while (this.next !== null) {
      address = this.mayFollow(this.next, address, origin);
      const place = `page ${this.pagesRead + 1}`;
      try {
        this.asked.add(address.href);
        yield* this.page(await this.ask(address), kind, options, place);
      } catch (error) {
        throw new UnreadableSource(`The import stopped at ${place}, ${address.href}: ${sentenceOf(error)} ${GO_ON}`);
      }
    }
  }

  /** Lets go of what is open, and asks for nothing more. */
  close(): void {
    this.stopping.abort();
    for (const stream of this.streams) stream.destroy();
  }

  private async *page(bytes: Readable, kind: ImportKind, options: ImportOptions, place?: string): AsyncGenerator<ImportBatch> {
    this.streams = [bytes];
    let next: string | null = null;
    let isPackage = false;
    let bytesOfPage = 0;
    const content = await contentOf(bytes, (read) => {
      this.bytesRead += read;
      bytesOfPage += read;
      if (place !== undefined && bytesOfPage > MOST_BYTES)
        throw new UnreadableSource(`It has more than ${MOST_BYTES / 1024 ** 2} MB, which is no page.`);
    });
    this.streams = [content, bytes];
    const nextPage = (address: string | null): void => {
      isPackage = true;
      next = address;
    };
    yield* BATCHES[kind](content, options, new Date(), { place, nextPage });
    if (place !== undefined && !isPackage) throw new UnreadableSource('It is no package of releases or records.');
    this.pagesRead += 1;
    this.next = next;
  }

  /**
   * The address of the next page.
   *
   * @throws UnreadableSource where it is not asked for
   */
  private mayFollow(next: string, page: URL, origin: string): URL {
    const from = `Page ${this.pagesRead}, ${page.href},`;
    const url = URL.canParse(next, page.href) ? new URL(next, page) : null;
    if (url === null)
      throw new UnreadableSource(
        `${from} names a next page that is no address: ${next.slice(0, 200)}. What came before is taken. Ask its publisher where the next page is, and import that.`,
      );
    if (hasPassword(url.href))
      throw new UnreadableSource(
        `${from} names a next page with a user name or a password in its address, which is not asked for. What came before is taken. Fetch the next page yourself, and import that.`,
      );
    url.hash = '';
    if (url.origin !== origin)
      throw new UnreadableSource(
        `${from} names a next page on another server than ${origin}, which is not asked by itself: ${url.href}. ${GO_ON}`,
      );
    if (this.asked.has(url.href))
      throw new UnreadableSource(
        `${from} ${IN_A_CIRCLE} What came before is taken; what else there is, nobody can tell from it.`,
      );
    if (this.pagesRead >= this.limits.pages || this.bytesRead >= this.limits.bytes)
      throw new UnreadableSource(
        `One import reads at most ${this.limits.pages} pages, and no further one after ${this.limits.bytes / 1024 ** 2} MB. The next one is page ${this.pagesRead + 1}, ${url.href}. ${GO_ON}`,
      );
    return url;
  }

  /** @throws UnreadableSource where a page does not come, or its server asks to be left alone for long */
  private async ask(address: URL): Promise<Readable> {
    for (let tries = 1; ; tries += 1) {
      const answer = await answerOf(address.href, LONGEST_WAIT_MS, sameServer, this.stopping.signal);
      const until = busyUntil(answer, Date.now(), WITHOUT_TIME_MS);
      const ms = until === null ? null : Math.max(0, until - Date.now());
      if (ms === null || ms > this.limits.waitMs || tries === MOST_TRIES) return bytesOf(answer);
      await answer.body?.cancel();
      await wait(ms, undefined, { signal: this.stopping.signal });
    }
  }
}

/** Where a page sends on to: to its own server alone. @throws UnreadableSource */
function sameServer(location: string, from: URL): URL {
  const next = new URL(location, from);
  if (next.origin !== from.origin)
    throw new UnreadableSource(`It sends on to another server, ${next.href}, which is not asked by itself.`);
  return next;
}

async function bytesOf(answer: Response): Promise<Readable> {
  if (!answer.ok || answer.body === null) throw await refusalOf(answer);
  return Readable.fromWeb(answer.body as never);
}
