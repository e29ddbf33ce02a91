import { once } from 'node:events';
import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { ImportReport, ImportRunner } from './import-runner';
import { openSource } from './import-source';
import { PageLimits } from './paged-reading';

let database: TestDatabase;
let owner: DataSource;
/** A publisher, and another server, which nobody may be led to. */
let publisher: Server;
let stranger: Server;
let asked: string[];
let askedOfStranger: number;
/** What the publisher answers at each path. */
let pages: Record<string, (response: ServerResponse) => void>;

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const addressOf = (path: string): string => `${originOf(publisher)}${path}`;

/** A package of so many releases, with what it says comes next. */
function page(name: string, count: number, next?: string): (response: ServerResponse) => void {
  const releases = Array.from({ length: count }, (_, index) => ({
    ocid: `ocds-paged-${name}-${index}`,
    id: `${name}-${index}`,
    date: '2026-09-01T10:00:00Z',
    tag: ['award'],
    tender: { title: 'Lamps (invented)' },
  }));
  return (response) => response.end(JSON.stringify({ uri: name, releases, links: next === undefined ? {} : { next } }));
}

beforeAll(async () => {
  database = await testDatabase();
  owner = await new DataSource({ type: 'postgres', url: database.ownerUrl, extra: { max: 4 } }).initialize();
  publisher = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = pages[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end('none');
    else answer(response);
  });
  stranger = createServer((_request, response) => {
    askedOfStranger += 1;
    response.end('{"releases": []}');
  });
  for (const server of [publisher, stranger]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  asked = [];
  askedOfStranger = 0;
});
afterAll(async () => {
  for (const server of [publisher, stranger]) {
    server?.closeAllConnections();
    server?.close();
  }
  await owner?.destroy();
  await database?.drop();
});

async function take(path = '/1', limits?: PageLimits): Promise<ImportReport> {
  const runner = new ImportRunner(owner, limits);
  const source = await openSource(addressOf(path));
  const report = await runner.run(await runner.begin('OCDS', source, {}), () => Promise.resolve(source));
  if (report === null) throw new Error('nobody else is importing');
  return report;
}
const problemsOf = ({ id }: ImportReport): Promise<{ place: string; problem: string; taken: boolean }[]> =>
  owner.query('SELECT place, problem, taken FROM import_problem WHERE run_id = $1 ORDER BY position', [id]);
const noticesOf = async (name: string): Promise<number> =>
  (
    (await owner.query(`SELECT count(*)::int AS n FROM notice WHERE ocid LIKE $1`, [`ocds-paged-${name}-%`])) as { n: number }[]
  )[0].n;

describe('an import of an address of several pages', () => {
  it('reads each of them, wherever the address stands in its package, and counts them', async () => {
    const last = '{"links": {}, "releases": [{"ocid": "ocds-paged-c-0"}, 5]}';
    const second = `{"links": {"next": "${addressOf('/3?cursor=a%2Bb')}"}, "records": [{"ocid": "x", "releases": [{"ocid": "ocds-paged-b-0", "id": "b-0", "date": "2026-09-01T10:00:00Z", "tag": ["award"]}]}]}`;
    pages = {
      '/1': page('a', 251, '/2'),
      '/2': (response) => response.end(second),
      '/3?cursor=a%2Bb': (response) => response.end(last),
    };
    const report = await take();
    expect(report).toMatchObject({ state: 'DONE', error: null, records: 254, counts: { pages: 3, added: 252, refused: 2 } });
    expect(asked).toEqual(['/1', '/2', '/3?cursor=a%2Bb']);
    expect((await problemsOf(report)).filter(({ taken }) => !taken).map(({ place }) => place)).toEqual([
      'page 3, release 1',
      'page 3, release 2',
    ]);
  });

  it('ends where the pages go in a circle, with what it read, and says so', async () => {
    pages = { '/1': page('d', 1, '/2'), '/2': page('e', 1, '/1#again') };
    expect(await take()).toMatchObject({
      state: 'FAILED',
      records: 2,
      counts: { pages: 2, added: 2 },
      error: `Page 2, ${addressOf('/2')}, goes in a circle: what it says comes next was asked for before. What came before is taken; what else there is, nobody can tell from it.`,
    });
    expect(asked).toEqual(['/1', '/2']);
  });

  it('asks no other server, be it named as the next page or sent on to, and none with a password', async () => {
    const elsewhere = `${originOf(stranger)}/2`;
    pages = { '/1': page('f', 1, elsewhere) };
    expect(await take()).toMatchObject({
      state: 'FAILED',
      records: 1,
      counts: { pages: 1, added: 1 },
      error: `Page 1, ${addressOf('/1')}, names a next page on another server than ${originOf(publisher)}, which is not asked by itself: ${elsewhere}. What came before is taken. To go on from there, import that address.`,
    });
    pages = { '/1': page('f', 1, '/2'), '/2': (response) => response.writeHead(302, { location: elsewhere }).end() };
    expect((await take()).error).toContain(`It sends on to another server, ${elsewhere}, which is not asked by itself.`);
    pages = { '/1': page('f', 1, addressOf('/2').replace('//', '//user:hunter2@')) };
    const { error } = await take();
    expect(error).toContain('names a next page with a user name or a password in its address');
    expect(error).not.toContain('hunter2');
    pages = { '/1': page('f', 1, addressOf('/2').replace('http:', 'https:')) };
    expect((await take()).error).toContain('on another server');
    pages = { '/1': page('f', 1, 'http://:::') };
    expect((await take()).error).toContain('names a next page that is no address: http://:::.');
    expect(askedOfStranger).toBe(0);
  });

  it.each([
    ['answers that it is broken', (response: ServerResponse) => void response.writeHead(500).end('broken'), 'answered 500.'],
    ['is no package', (response: ServerResponse) => void response.end('{"message": "maintenance"}'), 'It is no package'],
    ['is empty', (response: ServerResponse) => void response.end(), 'The file is empty.'],
    ['breaks off', (response: ServerResponse) => void response.end('{"releases": [{"ocid": "ocds-'), 'is not valid JSON'],
    [
      'breaks off with its connection',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"releases": [');
        setTimeout(() => response.destroy(), 20);
      },
      'The connection broke off in the middle.',
    ],
  ])('keeps what it read before a page that %s, and names that page', async (name, fails, reason) => {
    const key = name.replaceAll(' ', '-');
    pages = { '/1': page(key, 2, '/2'), '/2': page(`${key}-then`, 3, '/3'), '/3': fails };
    const report = await take();
    expect(report).toMatchObject({ state: 'FAILED', counts: { pages: 2, added: 5 } });
    expect(report.error).toMatch(new RegExp(`^The import stopped at page 3, ${addressOf('/3')}: `));
    expect(report.error).toContain(reason);
    expect(report.error).toMatch(/To go on from there, import that address\.$/);
    expect(await noticesOf(key)).toBe(5);
  });

  it('waits for a server that asks to be left alone, and not for one that asks it for long', async () => {
    let times = 0;
    const busy = (response: ServerResponse, seconds: number): void =>
      void response.writeHead(429, { 'retry-after': String(seconds) }).end('too many');
    const second = page('h', 1);
    pages = { '/1': page('g', 1, '/2'), '/2': (response) => (times++ < 2 ? busy(response, 0) : second(response)) };
    expect(await take()).toMatchObject({ state: 'DONE', counts: { pages: 2, added: 2 } });
    pages['/2'] = (response) => busy(response, 86_400);
    expect((await take()).error).toContain('answered 429.');
  });

  it('reads so many pages and bytes of them at most, and says where to go on', async () => {
    pages = { '/1': page('i', 1, '/2'), '/2': page('j', 1, '/3'), '/3': page('k', 1) };
    const bounded = await take('/1', { pages: 2, bytes: 1024 ** 2, waitMs: 0 });
    expect(bounded).toMatchObject({ state: 'FAILED', counts: { pages: 2, added: 2 } });
    expect(bounded.error).toBe(
      `One import reads at most 2 pages, and no further one after 1 MB. The next one is page 3, ${addressOf('/3')}. What came before is taken. To go on from there, import that address.`,
    );
    expect((await take('/1', { pages: 9, bytes: 1, waitMs: 0 })).counts.pages).toBe(1);
    expect(await take('/3')).toMatchObject({ state: 'DONE', error: null, counts: { added: 1 } });
  });
});

describe('an import of one page as a file', () => {
  it('tells that the next one was not read', async () => {
    const runner = new ImportRunner(owner);
    const content = JSON.stringify({ releases: [], links: { next: 'https://publisher.example/2' } });
    const source = { name: 'page.json', bytesTotal: null, bytes: Readable.from([Buffer.from(content)], { objectMode: false }) };
    const report = await runner.run(await runner.begin('OCDS', source, {}), () => Promise.resolve(source));
    expect(report).toMatchObject({ state: 'DONE', problems: 1, counts: {} });
    expect(await problemsOf(report as ImportReport)).toEqual([
      {
        place: 'file',
        problem:
          'it is one page of several, and names the next one, which was not read: https://publisher.example/2. To go on, import that address',
        taken: false,
      },
    ]);
  });
});
