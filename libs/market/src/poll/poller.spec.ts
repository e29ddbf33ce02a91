import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { FeedManners } from './feed-page';
import { Poller } from './poller';

/** What the feed does with a request instead of answering it. */
type Mood = (response: ServerResponse) => void;

const busy: Mood = (response) => void response.writeHead(429, { 'retry-after': '1' }).end('too many');
const broken: Mood = (response) => void response.writeHead(502).end('bad gateway');
const cutOff: Mood = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
  response.write('{"releases": [{"ocid": "ocds-h6vhtk-');
  setTimeout(() => response.destroy(), 20);
};
const tooShort: Mood = (response) => void response.writeHead(200).end('{"uri": "x", "releases": [{"ocid": "ocds-h6vhtk-');
const noPackage: Mood = (response) => void response.writeHead(200).end('{"message": "maintenance"}');

/** A feed that behaves as that of Find a Tender: pages by cursor, so many of them, and refusals. */
class FeedServer {
  readonly asked: URL[] = [];
  /** What it does with the next requests; null: it answers. */
  moods: (Mood | null)[] = [];
  /** Cursors that it does not know any more. */
  forgotten: string[] = [];
  /** Which page it says comes behind the last. */
  afterLast: number | null = null;
  private readonly server: Server = createServer((request, response) => this.answer(request, response));

  constructor(public pages: object[][]) {}

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/1.0/ocdsReleasePackages`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', this.address);
    this.asked.push(url);
    const mood = this.moods.shift() ?? null;
    if (mood !== null) return mood(response);
    const cursor = url.searchParams.get('cursor');
    if (cursor !== null && this.forgotten.includes(cursor)) return void response.writeHead(400).end('unknown cursor');
    const page = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString());
    const follows = page + 1 < this.pages.length ? page + 1 : this.afterLast;
    const next = follows === null ? null : Buffer.from(String(follows)).toString('base64');
    const links = next === null ? {} : { next: `https://elsewhere.example/other?cursor=${encodeURIComponent(next)}&limit=100` };
    const publisher = { name: 'Cabinet Office', uri: 'https://www.gov.uk/government/organisations/cabinet-office' };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ uri: url, publisher, releases: this.pages[page], links }));
  }
}

function releases(from: number, count: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    const id = String(from + index).padStart(6, '0');
    return {
      ocid: `ocds-h6vhtk-f${id}`,
      id: `${id}-2031`,
      date: '2031-05-01T10:00:00+01:00',
      tag: ['award'],
      tender: { title: 'Lamps (invented)' },
      parties: [
        { id: 'p', name: `Invented Lamps ${id}`, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: `SC${id}` } },
      ],
      awards: [{ id: '1', status: 'active', suppliers: [{ id: 'p', name: `Invented Lamps ${id}` }] }],
    };
  });
}

const MANNERS: FeedManners = { pace: { requests: 12, windowMs: 100 }, pauseMs: 5, tries: 3, timeoutMs: 5000 };

let database: TestDatabase;
let owner: DataSource;
let feed: FeedServer;

beforeEach(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner', 4);
  feed = new FeedServer([releases(1, 100), releases(101, 100), releases(201, 30)]);
  await feed.listen();
});
afterEach(async () => {
  feed.close();
  await database.drop();
});

const poller = (everyMinutes = 60): Poller => new Poller(owner, feed.address, everyMinutes, MANNERS);
const poll = (of = poller()): Promise<boolean> => of.poll(new AbortController().signal);
const due = (): Promise<unknown> => owner.query('UPDATE poll SET next_at = now()');

interface Run {
  state: string;
  records: string;
  counts: Record<string, number>;
  error: string | null;
  source: string;
}
const runs = (): Promise<Run[]> => owner.query('SELECT state, records, counts, error, source FROM import_run ORDER BY id');
const stands = async (): Promise<{ cursor: string | null; updated_from: Date; under_way: boolean; begun_at: Date | null }> =>
  (
    (await owner.query('SELECT cursor, updated_from, run_id IS NOT NULL AS under_way, begun_at FROM poll')) as {
      cursor: string | null;
      updated_from: Date;
      under_way: boolean;
      begun_at: Date | null;
    }[]
  )[0];
const notices = async (): Promise<number> =>
  ((await owner.query(`SELECT count(*)::int AS n FROM notice WHERE notice_id LIKE '%-2031'`)) as { n: number }[])[0].n;

describe('a poll of Find a Tender', () => {
  it('reads every page by its cursor, a hundred at most, from the time in London where the last notice left off', async () => {
    expect(await poll()).toBe(true);
    expect(await runs()).toMatchObject([{ state: 'DONE', records: '230', counts: { added: 230, joined: 230, refused: 0 } }]);
    expect(feed.asked.map((url) => url.searchParams.get('cursor'))).toEqual([null, 'MQ==', 'Mg==']);
    // The newest notice of the seed is of 12 August 2026; a day before it, as clocks in London show it.
    const [{ newest }]: { newest: Date }[] = await owner.query(
      `SELECT max(published_at) AS newest FROM notice WHERE notice_id NOT LIKE '%-2031'`,
    );
    const summer = new Date(newest.getTime() - 86_400_000 + 3_600_000).toISOString().slice(0, 19);
    for (const url of feed.asked) {
      expect(url.searchParams.get('limit')).toBe('100');
      expect(url.searchParams.get('updatedFrom')).toBe(summer);
    }
    const sources: object[] = await owner.query(`SELECT DISTINCT source FROM notice WHERE notice_id LIKE '%-2031'`);
    expect(sources).toEqual([{ source: 'FIND_A_TENDER' }]);
  });

  it('is due by the clock, and then asks from when the last one began', async () => {
    await poll();
    expect(await poll()).toBe(false);
    const { updated_from } = await stands();
    expect(Math.abs(Date.now() - updated_from.getTime())).toBeLessThan(11 * 60_000 + 60_000);
    feed.pages = [[]];
    await due();
    expect(await poll()).toBe(true);
    expect(await runs()).toMatchObject([{ state: 'DONE' }, { state: 'DONE', records: '0' }]);
  });

  it('goes past refusals, failures, answers that break off and pages that are empty', async () => {
    feed.pages = [releases(1, 50), [], [], releases(51, 50)];
    feed.moods = [busy, broken, cutOff];
    await poll();
    expect(await runs()).toMatchObject([{ state: 'DONE', records: '100', counts: { added: 100 } }]);
    await due();
    feed.moods = [tooShort, noPackage];
    await poll();
    expect((await runs())[1]).toMatchObject({ state: 'DONE', counts: { added: 0, unchanged: 100 } });
  });

  it('leaves the feed alone for as long as it asks, also after a new start', async () => {
    const began = Date.now();
    feed.moods = [busy];
    await poll();
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
    await due();
    await owner.query(`UPDATE poll SET not_before = now() + interval '1 hour'`);
    const asked = feed.asked.length;
    const stop = AbortSignal.timeout(300);
    await expect(poller().poll(stop)).rejects.toThrow();
    expect(feed.asked).toHaveLength(asked);
  });

  it('that keeps failing says so, keeps what it has, and goes on there the next time', async () => {
    feed.moods = [null, broken, broken, broken];
    await poll();
    expect(await runs()).toMatchObject([
      { state: 'FAILED', records: '100', error: expect.stringMatching(/answered 502, 3 times\. What came before is taken/) },
    ]);
    const { begun_at, ...left } = await stands();
    expect(left).toMatchObject({ cursor: 'MQ==', under_way: false });
    await due();
    await poll();
    expect(await notices()).toBe(230);
    // What was published while it stood still may belong to a page that was read before: it is asked for from when the first one began.
    expect((await stands()).updated_from).toEqual(new Date((begun_at as Date).getTime() - 10 * 60_000));
  });

  /** From here on the database refuses a notice so many times. */
  const refuse = (noticeId: string, times: number): Promise<unknown> =>
    owner.query(
      `CREATE SEQUENCE refusals;
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('refusals') <= ${times} THEN RAISE 'nobody foresaw this'; END IF;
         RETURN NEW;
       END $$;
       CREATE TRIGGER refuse BEFORE INSERT ON notice FOR EACH ROW WHEN (NEW.notice_id = '${noticeId}') EXECUTE FUNCTION refuse()`,
    );

  it('asks again for a page that could not be taken, and goes on when it could', async () => {
    await refuse('000150-2031', 2);
    await poll();
    expect(await runs()).toMatchObject([{ state: 'DONE', records: '230', counts: { added: 230 } }]);
    expect(feed.asked.map((url) => url.searchParams.get('cursor'))).toEqual([null, 'MQ==', 'MQ==', 'MQ==', 'Mg==']);
  });

  it('whose page can never be taken says why, and begins with that page the next time', async () => {
    await refuse('000150-2031', 3);
    feed.moods = [null, broken];
    await poll();
    expect(await runs()).toMatchObject([
      {
        state: 'FAILED',
        records: '100',
        error: expect.stringMatching(/gave a page that could not be taken \(nobody foresaw this\), 3 times\. What came before/),
      },
    ]);
    expect(feed.asked).toHaveLength(4);
    expect(await stands()).toMatchObject({ cursor: 'MQ==', under_way: false });
    await due();
    await poll();
    expect(await notices()).toBe(230);
  });

  it('that was stopped goes on with its run, its page and its count', async () => {
    const stop = new AbortController();
    feed.moods = [null, () => stop.abort()];
    await expect(poller().poll(stop.signal)).rejects.toThrow();
    expect(await runs()).toMatchObject([{ state: 'RUNNING', records: '100' }]);
    expect(await stands()).toMatchObject({ cursor: 'MQ==', under_way: true });
    await poll();
    expect(await runs()).toMatchObject([{ state: 'DONE', records: '230', counts: { added: 230, unchanged: 0 } }]);
    expect(feed.asked.map((url) => url.searchParams.get('cursor'))).toEqual([null, 'MQ==', 'MQ==', 'Mg==']);
  });

  it('begins again where the feed has forgotten its cursor', async () => {
    await owner.query(`INSERT INTO poll (address, updated_from, cursor) VALUES ($1, '2031-05-01T00:00:00Z', 'OTk=')`, [
      feed.address,
    ]);
    feed.forgotten = ['OTk='];
    await poll();
    expect(await runs()).toMatchObject([{ state: 'DONE', records: '230' }]);
    expect(feed.asked[0].searchParams.get('updatedFrom')).toBe('2031-05-01T01:00:00');
  });

  it.each([1, 2])('ends when what comes behind the last page is page %i, which was read before', async (page) => {
    feed.afterLast = page;
    await poll();
    expect(await runs()).toMatchObject([
      { state: 'FAILED', records: '230', error: expect.stringContaining('goes in a circle') as string },
    ]);
    expect(feed.asked).toHaveLength(3);
  });

  it('ends when the feed forgets every time what it said comes next', async () => {
    feed.forgotten = ['MQ=='];
    await poll();
    expect(await runs()).toMatchObject([
      { state: 'FAILED', error: expect.stringContaining('no longer knew 4 times') as string },
    ]);
    expect(await notices()).toBe(100);
  });

  it('is one at a time, however many workers there are', async () => {
    const both = await Promise.all([poll(), poll()]);
    expect(both.sort()).toEqual([false, true]);
    expect(await runs()).toHaveLength(1);
  });
});
