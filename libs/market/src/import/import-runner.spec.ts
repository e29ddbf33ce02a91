import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { repositoryRoot } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { ImportKind, ImportOptions } from './import-run.entity';
import { ImportReport, ImportRunner } from './import-runner';
import { openSource } from './import-source';

const FILE = join(repositoryRoot(), 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');

let database: TestDatabase;
let owner: DataSource;
let runner: ImportRunner;

beforeAll(async () => {
  database = await testDatabase();
  owner = await new DataSource({ type: 'postgres', url: database.ownerUrl, extra: { max: 6 } }).initialize();
  runner = new ImportRunner(owner);
});
afterAll(async () => {
  await owner?.destroy();
  await database?.drop();
});

let imports = 0;

/** Imports bytes as a file of its own name. */
async function take(kind: ImportKind, bytes: Buffer | string | Readable, options: ImportOptions = {}): Promise<ImportReport> {
  const name = `file ${(imports += 1)}`;
  const id = await runner.begin(kind, { name, bytesTotal: null }, options);
  const stream = bytes instanceof Readable ? bytes : Readable.from([Buffer.from(bytes as string)], { objectMode: false });
  const report = await runner.run(id, () => Promise.resolve({ name, bytesTotal: null, bytes: stream }));
  if (report === null) throw new Error('nobody else is importing');
  return report;
}

async function problemsOf({ id }: ImportReport): Promise<string[]> {
  const rows: { place: string; problem: string }[] = await owner.query(
    'SELECT place, problem FROM import_problem WHERE run_id = $1 ORDER BY position',
    [id],
  );
  return rows.map(({ place, problem }) => `${place}: ${problem}`);
}

/** What is in each table that imports load, whatever the order. */
async function digests(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [
    'organisation',
    'organisation_identifier',
    'supplier',
    'supplier_sector',
    'supplier_technology',
    'notice',
    'award',
    'join_proposal',
  ]) {
    const row = table === 'join_proposal' ? `party_key || supplier_id` : table === 'supplier' ? `t::text` : `t::text`;
    const [{ digest }]: { digest: string }[] = await owner.query(
      `SELECT count(*) || coalesce(md5(string_agg(md5(${row}), '' ORDER BY md5(${row}))), '') AS digest FROM ${table} t`,
    );
    found[table] = digest;
  }
  return found;
}

/** A release of invented parties. */
function release(id: string, more: object = {}, award: object = {}): object {
  return {
    ocid: `ocds-invented-${id}`,
    id: `${id}-1`,
    date: '2026-09-01T10:00:00Z',
    tag: ['award'],
    tender: { title: 'Street lighting columns (invented)' },
    buyer: { id: 'b', name: 'Invented Council' },
    parties: [
      { id: 'b', name: 'Invented Council', roles: ['buyer'], identifier: { scheme: 'GB-LAE', id: 'INV' } },
      {
        id: 'p',
        name: `Invented Lamps ${id} Ltd`,
        roles: ['supplier'],
        identifier: { scheme: 'GB-COH', id: `SC${id.padStart(6, '9')}` },
      },
    ],
    awards: [
      {
        id: '1',
        date: '2026-08-30',
        status: 'active',
        suppliers: [{ id: 'p', name: `Invented Lamps ${id} Ltd` }],
        value: { amount: 10, currency: 'GBP' },
        ...award,
      },
    ],
    ...more,
  };
}

/** Text that no compression makes shorter. */
const noise = (length: number): string => randomBytes(length).toString('base64').slice(0, length);
const ideographs = (length: number): string =>
  Array.from(randomBytes(length * 2).subarray(0, length), (byte, index) =>
    String.fromCharCode(0x4e00 + byte * 64 + (index % 64)),
  ).join('');

const lines = (...releases: unknown[]): string => releases.map((each) => `${JSON.stringify(each)}\n`).join('');
const awardsOf = (id: string): Promise<Record<string, unknown>[]> =>
  owner.query('SELECT * FROM award WHERE ocid = $1 ORDER BY award_id', [`ocds-invented-${id}`]);

describe('notices imported', () => {
  it('change nothing where they are there already: the whole month of Find a Tender', async () => {
    const before = await digests();
    const report = await take('OCDS', createReadStream(FILE));
    expect(report).toMatchObject({ state: 'DONE', records: 1624, counts: { added: 0, unchanged: 1624, refused: 0 } });
    expect(await digests()).toEqual(before);
  });

  it.each([
    ['JSON lines', (releases: object[]) => lines(...releases)],
    ['a release package', (releases: object[]) => JSON.stringify({ uri: 'x', releases, links: {} }, null, 2)],
    [
      'a record package',
      (releases: object[]) => JSON.stringify({ records: releases.map((each) => ({ ocid: 'x', releases: [each] })) }),
    ],
    [
      'a record package of compiled releases',
      (releases: object[]) => JSON.stringify({ records: releases.map((compiledRelease) => ({ ocid: 'x', compiledRelease })) }),
    ],
    ['gzip', (releases: object[]) => gzipSync(lines(...releases))],
  ])('come as %s', async (name, written) => {
    const id = String(100 + name.length);
    const report = await take('OCDS', written([release(id)]));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1, suppliers: 1, awards: 1, joined: 1 } });
    expect(await awardsOf(id)).toMatchObject([
      { buyer_name: 'Invented Council', join_confidence: 'IDENTIFIER', value_net: '10.00' },
    ]);
  });

  it.each([
    ['read as they are', (written: string) => Buffer.from(written)],
    ['compressed', (written: string) => gzipSync(written)],
  ])('let go of their source when something fails in the middle, %s', async (_, packed) => {
    const many = Array.from({ length: 3000 }, (_each, index) =>
      release(String(700_000 + index), { padding: randomBytes(500).toString('hex') }),
    );
    const bytes = Readable.from(
      packed(lines(...many))
        .toString('latin1')
        .match(/[^]{1,10000}/g)!
        .map((part) => Buffer.from(part, 'latin1')),
    );
    const name = `file ${(imports += 1)}`;
    const id = await runner.begin('OCDS', { name, bytesTotal: null }, {});
    const report = await runner.run(
      id,
      () => Promise.resolve({ name, bytesTotal: null, bytes }),
      () => {
        throw new Error('nobody is listening');
      },
    );
    expect(report).toMatchObject({ state: 'FAILED', error: 'nobody is listening' });
    expect({ ended: bytes.readableEnded, destroyed: bytes.destroyed }).toEqual({ ended: false, destroyed: true });
  });

  it('say in words when the connection that they came over broke off, and keep what came before', async () => {
    let hangUp = (): void => undefined;
    const server = createServer((_request, response) => {
      hangUp = () => response.destroy();
      response.write(lines(release('301'), release('302')));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const source = await openSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/releases.jsonl`);
      async function* untilRead(): AsyncGenerator<Buffer> {
        for await (const chunk of source.bytes) {
          yield chunk as Buffer;
          while (bytes.readableLength > 0) await setImmediate();
          hangUp();
        }
      }
      const bytes: Readable = Readable.from(untilRead());
      const id = await runner.begin('OCDS', source, {});
      expect(await runner.run(id, () => Promise.resolve({ ...source, bytes }))).toMatchObject({
        state: 'FAILED',
        error: 'The connection broke off in the middle. Import it again; what came before is taken, and is not taken twice.',
        counts: { added: 2 },
      });
    } finally {
      server.close();
    }
  });

  it('make suppliers with their sectors, reasons and facts', async () => {
    await take('OCDS', lines(release('200')));
    const rows: object[] = await owner.query(
      `SELECT s.is_relevant, x.reason, f.source, s.search @@ to_tsquery('lamps') AS found FROM supplier s JOIN supplier_sector x ON x.supplier_id = s.id
       JOIN fact f ON f.supplier_id = s.id AND f.field = 'name' WHERE s.name = 'Invented Lamps 200 Ltd'`,
    );
    expect(rows).toEqual([
      { is_relevant: true, source: 'OTHER_PUBLISHER', found: true, reason: expect.stringContaining('street light') },
    ]);
  });

  it('amend awards in whatever order they come, and do not double them', async () => {
    const change = {
      tag: ['contractAmendment'],
      id: '300-2',
      date: '2026-10-01T10:00:00Z',
      awards: undefined,
      contracts: [{ id: 'c', awardID: '1', status: 'active', value: { amount: 99, currency: 'GBP' } }],
    };
    await take('OCDS', lines(release('300', change)));
    expect(await awardsOf('300')).toEqual([]);
    await take('OCDS', lines(release('300')));
    expect(await awardsOf('300')).toMatchObject([{ value_net: '99.00' }]);
    const ended = {
      ...change,
      id: '300-3',
      tag: ['contractTermination'],
      date: '2026-11-01T10:00:00Z',
      contracts: [{ id: 'c', awardID: '1', status: 'terminated' }],
    };
    await take('OCDS', lines(release('300', ended)));
    expect(await awardsOf('300')).toMatchObject([{ value_net: '99.00', contract_status: 'terminated' }]);
  });

  it('fails when there is no release in it, which is what a page of an error comes to, or nothing at all', async () => {
    const page = await take('OCDS', '<html>\n<p>Service unavailable</p>\n</html>\n');
    expect(page).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^There is no release in it/) });
    for (const kind of ['OCDS', 'COMPANIES_HOUSE'] as const) {
      expect(await take(kind, '')).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^The file is empty/) });
    }
    expect(await take('OCDS', '\r\n \n')).toMatchObject({
      state: 'FAILED',
      error: expect.stringMatching(/^The file is empty/),
    });
    expect(await take('OCDS', '{"releases": []}')).toMatchObject({ state: 'DONE', records: 0 });
  });

  it('take the releases around what is none in the list of a package, which is named by its place', async () => {
    const report = await take('OCDS', JSON.stringify({ releases: [release('450'), 5, null, release('451')], uri: 'x' }));
    expect(report).toMatchObject({ state: 'DONE', records: 4, counts: { added: 2, refused: 2 } });
    expect(await problemsOf(report)).toEqual([
      expect.stringMatching(/^release 2: it is not a JSON object/),
      expect.stringMatching(/^release 3: it is not a JSON object/),
    ]);
  });

  it('say what of them was not taken, and take the rest', async () => {
    const report = await take(
      'OCDS',
      [
        lines(release('400'), release('400'), release('400', { tender: { title: 'Something else' } })),
        '{"ocid": "broken", "id"\n',
        'no json at all\n',
        lines(
          { id: 'no ocid' },
          release('401', {}, { suppliers: [] }),
          release('402', {}, { value: { amount: -5, amountGross: 6, currency: 'GBQ' } }),
        ),
        lines(
          release(
            '403',
            { parties: [{ id: 'p', name: 'Only A Name (invented)', roles: ['supplier'] }] },
            { suppliers: [{ id: 'p', name: 'Only A Name (invented)' }] },
          ),
        ),
        lines(release('404', {}, { contractPeriod: { startDate: '2027-01-01', endDate: '2026-01-01' } })),
        lines([], 'text', 5),
      ].join(''),
    );
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 5, unchanged: 1, refused: 7 } });
    const problems = (await problemsOf(report)).join('\n');
    for (const sentence of [
      /release 3 \(400-1\): another release with this id is there already and says something else/,
      /file: Line 4 is not valid JSON/,
      /file: Line 5 is no release in JSON: one begins with \{/,
      /file: Line \d+ is no release in JSON: one begins with \{.*\n.*file: Line \d+ is no release in JSON/,
      /it has no ocid/,
      /release 5 \(401-1\): award 1 names no supplier/,
      /-5 is not an amount/,
      /"GBQ" is not a currency/,
      /the period would end on 1 January 2026, before it starts on 1 January 2027/,
    ])
      expect(problems).toMatch(sentence);
    expect(await awardsOf('403')).toMatchObject([{ supplier_id: null, supplier_name: 'Only A Name (invented)' }]);
    expect(await awardsOf('402')).toMatchObject([{ value_net: null, currency: null }]);
    expect(await awardsOf('404')).toMatchObject([{ starts_on: expect.anything(), ends_on: null }]);
  });

  it.each<[string, object, object, number]>([
    ['a date that is before the year 1 in UTC', { date: '0001-01-01T00:00:00+01:00' }, {}, 2],
    ['a date that is after the year 9999 in UTC', { date: '9999-12-31T23:59:59-01:00' }, {}, 2],
    ['an award of the year 0', {}, { date: '0000-01-01T00:00:00Z' }, 2],
    ['text with an escape that was escaped again', { note: 'a \\u0000 b', other: 'c \\ud83d d' }, {}, 2],
    ['half of a character in text and a key', { note: 'a\ud83d', ['b\ud83d']: 'c\u0000' }, {}, 2],
    ['half of a character in a tag', { tag: ['award\ud83d'] }, {}, 2],
    ['half of a character in its id', { id: 'x\ud83d' }, {}, 1],
    ['half of a character in its ocid', { ocid: 'ocds-invented-\udc00' }, {}, 1],
  ])('take the others, and of one what can be taken, that has %s', async (name, more, award, added) => {
    const id = String(41_000 + name.length);
    const report = await take('OCDS', lines(release(id, more, award), release(`${id}1`)));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added, refused: 2 - added } });
    if (added === 1)
      expect(await problemsOf(report)).toEqual([expect.stringMatching(/^release 1: it has no .*id.* that can be stored/)]);
  });

  it.each<[string, object, object, object, RegExp]>([
    [
      'a name',
      { name: 'Consortium '.repeat(62) },
      {},
      {},
      /parties\[1\]\.name: has 681 characters, and 500 at most can be kept; it is shortened/,
    ],
    [
      'a name in its award',
      {},
      { suppliers: [{ id: 'q', name: noise(20_000) }] },
      {},
      /awards\[0\]\.suppliers\[0\]\.name: has 20000 characters.* shortened/,
    ],
    [
      'a website',
      { details: { url: `https://lamps.example/${'x'.repeat(3000)}` } },
      {},
      {},
      /details\.url: has 3022 characters.* left out/,
    ],
    [
      'a company number',
      { identifier: { scheme: 'GB-COH', id: noise(20_000) } },
      {},
      {},
      /identifier\.id: has 20000 characters.* left out/,
    ],
    [
      'a scheme',
      { identifier: { scheme: noise(20_000), id: '1' } },
      {},
      {},
      /identifier\.scheme: has 20000 characters.* left out/,
    ],
    ['an id of its party', { id: noise(20_000) }, {}, {}, /parties\[1\]\.id: has 20000 characters.* shortened/],
    ['an id of an award', {}, { id: noise(20_000) }, {}, /awards\[0\]\.id: has 20000 characters.* shortened/],
    ['a title', {}, { title: noise(2_000_000) }, {}, /awards\[0\]\.title: has 2000000 characters.* shortened/],
    [
      'the name of its buyer',
      {},
      {},
      { buyer: { id: 'x', name: noise(20_000) } },
      /buyer\.name: has 20000 characters.* shortened/,
    ],
  ])('take what is too long shortened, or without it, and say so: %s', async (name, party, award, more, sentence) => {
    const id = String(42_000 + name.length);
    const [buyer, supplier] = (release(id) as { parties: object[] }).parties;
    const long = release(id, { parties: [buyer, { ...supplier, ...party }], ...more }, award);
    const report = await take('OCDS', lines(release(`${id}1`), long, release(`${id}2`)));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added: 3, awards: 3, refused: 0 } });
    expect((await problemsOf(report)).join('\n')).toMatch(sentence);
    expect(await awardsOf(id)).toHaveLength(1);
  });

  it('keep two awards apart whose ids are too long and differ in the end alone', async () => {
    const award = { date: '2026-08-30', status: 'active', suppliers: [{ id: 'p', name: 'Invented Lamps 430 Ltd' }] };
    const beginning = 'a'.repeat(400);
    const report = await take(
      'OCDS',
      lines(release('430', { awards: ['1', '2'].map((end) => ({ ...award, id: beginning + end, title: end })) })),
    );
    expect(report).toMatchObject({ state: 'DONE', counts: { awards: 2, joined: 2 } });
    expect((await awardsOf('430')).map(({ title }) => title).sort()).toEqual(['1', '2']);
  });

  it('leave out and name the one that the database does not take, and take the others', async () => {
    // Within every bound by itself, and together too long for an index.
    const long = { ocid: ideographs(300) };
    const award = { id: ideographs(300), suppliers: [{ id: 'q', name: ideographs(500) }] };
    const report = await take('OCDS', lines(release('440'), release('441', long, award), release('442')));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added: 2, awards: 2, refused: 1 } });
    expect(await problemsOf(report)).toEqual([
      expect.stringMatching(/^release 2 \(441-1\): the database does not take it \(index row .*\)\. .*the others are taken/),
    ]);
    expect(await awardsOf('440')).toHaveLength(1);
    expect(await awardsOf('442')).toHaveLength(1);
  });

  it('keep text as it came, also where it looks like an escape', async () => {
    await take('OCDS', lines(release('419', { note: 'a \\u0000 \\ud83d b', emoji: '\u{1f4a1}\ud83d' })));
    const rows: object[] = await owner.query(
      `SELECT release->>'note' AS note, release->>'emoji' AS emoji FROM notice WHERE ocid = 'ocds-invented-419'`,
    );
    expect(rows).toEqual([{ note: 'a \\u0000 \\ud83d b', emoji: '\u{1f4a1}' }]);
  });

  it('of which hardly a line can be read are counted whole, and of the bad lines so many are named as can be held', async () => {
    const bad = '{"ocid": bad}\n'.repeat(1500);
    const report = await take('OCDS', `${bad}{"ocid":"ocds-invented-last"}\n`);
    expect(report.records).toBe(1501);
    expect(report.counts.refused).toBeGreaterThanOrEqual(1500);
    const problems = await problemsOf(report);
    expect(problems[999]).toMatch(/^file: Line 1000 is (?:not valid|no release in) JSON/);
    expect(problems[1000]).toBe(
      'file: 500 more after these cannot be read either. Look at what the file is, or fetch it again.',
    );
  });

  it('are refused where they are not UTF-8, and leave no letter that was lost', async () => {
    const latin = Buffer.from(lines(release('421', { tender: { title: 'Caf\u00e9 lighting (invented)' } })), 'latin1');
    const report = await take('OCDS', latin);
    expect(report).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^It is not UTF-8, .* Save it as UTF-8/) });
    const titles = owner.query(`SELECT title FROM notice WHERE ocid = 'ocds-invented-421'`);
    expect(await titles).toEqual([]);
  });

  it('take the others, that have half of a character in the name of their publisher', async () => {
    const publisher = { name: `Invented\ud83d ${'x'.repeat(490)}\u{1f4a1}` };
    const report = await take('OCDS', JSON.stringify({ publisher, releases: [release('418')] }));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1 } });
    expect(await owner.query(`SELECT publisher FROM notice WHERE ocid = 'ocds-invented-418'`)).toEqual([
      { publisher: `Invented ${'x'.repeat(490)}` },
    ]);
  });

  it('take the others, when the lists of one are nested far too deep', async () => {
    const deep = `{"ocid":"ocds-invented-417","id":"417-1","tag":${'['.repeat(20_000)}${']'.repeat(20_000)}}\n`;
    const report = await take('OCDS', deep + lines(release('416')));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1, refused: 1 } });
    expect(await problemsOf(report)).toEqual(['release 1: it is nested more than 100 levels deep; publish it flatter']);
  });

  it('that break off are taken up to there, and then the rest once', async () => {
    const many = Array.from({ length: 600 }, (_, index) => release(String(5000 + index)));
    const whole = gzipSync(lines(...many));
    const cut = await take('OCDS', whole.subarray(0, Math.floor(whole.length * 0.7)));
    expect(cut).toMatchObject({ state: 'FAILED', error: expect.stringContaining('breaks off') });
    expect(cut.counts.added).toBeGreaterThan(0);
    expect(cut.counts.added).toBeLessThan(600);
    const again = await take('OCDS', whole);
    expect(again).toMatchObject({ state: 'DONE', counts: { added: 600 - cut.counts.added, unchanged: cut.counts.added } });
  });

  it('are as if they had been read once when the reading is cut off in the middle, and two do it at once', async () => {
    const many = Array.from({ length: 700 }, (_, index) => release(String(7000 + index)));
    const bytes = Buffer.from(lines(...many));
    const name = 'cut off';
    const id = await runner.begin('OCDS', { name, bytesTotal: bytes.length }, {});
    async function* dying(): AsyncGenerator<Buffer> {
      yield bytes.subarray(0, Math.floor(bytes.length / 2));
      await new Promise(() => undefined);
    }
    const other = await new DataSource({ type: 'postgres', url: database.ownerUrl, extra: { max: 2 } }).initialize();
    void new ImportRunner(other)
      .run(id, () => Promise.resolve({ name, bytesTotal: bytes.length, bytes: Readable.from(dying(), { objectMode: false }) }))
      .catch(() => undefined);
    const records = async (): Promise<number> =>
      Number(((await owner.query('SELECT records FROM import_run WHERE id = $1', [id])) as { records: string }[])[0].records);
    while ((await records()) === 0) await setTimeout(20);
    // The process dies: its connections are closed under it.
    await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 4714`);
    while (((await owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 4714`)) as object[]).length > 0)
      await setTimeout(20);
    const resumed = await runner.begin('OCDS', { name, bytesTotal: bytes.length }, {});
    expect(resumed).toBe(id);
    const source = () =>
      Promise.resolve({ name, bytesTotal: bytes.length, bytes: Readable.from([bytes], { objectMode: false }) });
    const [report, second] = await Promise.all([runner.run(id, source), take('OCDS', bytes)]);
    expect(report).toMatchObject({ state: 'DONE', records: 700 });
    expect((report?.counts.added ?? 0) + second.counts.added).toBe(700);
    const [{ n }]: { n: number }[] = await owner.query(
      `SELECT count(*)::int AS n FROM award WHERE ocid LIKE 'ocds-invented-7___'`,
    );
    expect(n).toBe(700);
    await other.destroy().catch(() => undefined);
  }, 60_000);

  it('leave to a person whom only an identifier says to be a supplier, and the name does not', async () => {
    const of = (id: string, name: string): object =>
      release(
        id,
        {
          parties: [
            {
              id: 'GB-COH-09876543',
              name,
              roles: ['supplier'],
              identifier: { scheme: 'GB-COH', id: '09876543', legalName: name },
            },
          ],
        },
        { suppliers: [{ id: 'GB-COH-09876543', name }] },
      );
    expect((await take('OCDS', lines(of('810', 'Invented Mirrors Limited')))).counts).toMatchObject({ joined: 1, proposed: 0 });
    expect((await take('OCDS', lines(of('811', 'Invented Mirrors International Ltd')))).counts).toMatchObject({
      awards: 1,
      joined: 0,
      proposed: 1,
    });
    const [{ id, because, name }]: { id: string; because: string; name: string }[] = await owner.query(
      `SELECT p.id, p.because, s.name FROM join_proposal p JOIN supplier s ON s.id = p.supplier_id WHERE p.party_name = 'Invented Mirrors International Ltd'`,
    );
    expect({ because, name }).toEqual({ because: 'IDENTIFIER', name: 'Invented Mirrors Limited' });
    const [{ id: user }]: { id: string }[] = await owner.query('SELECT id FROM user_account LIMIT 1');
    await owner.query(
      `UPDATE join_proposal SET state = 'ACCEPTED', decided_by = $1, decided_at = now(), reason = 'it was renamed' WHERE id = $2`,
      [user, id],
    );
    expect(await runner.applyDecisions()).toBe(1);
    expect(await awardsOf('811')).toMatchObject([{ join_confidence: 'NAME_ONLY', supplier_id: expect.any(String) }]);
    // What a person decided of this name goes for it from then on.
    expect((await take('OCDS', lines(of('812', 'INVENTED MIRRORS INTERNATIONAL LIMITED')))).counts).toMatchObject({
      joined: 1,
    });
  });

  it.each([
    ['ACCEPTED', 'Invented Shades', '850', '08765432', 1],
    ['REFUSED', 'Invented Blinds', '860', '07654321', 0],
  ])(
    'ask a person once of a name under the number of another: what is %s goes for all that wait, and later',
    async (state, first, from, number, joined) => {
      const of = (at: number, name: string): object =>
        release(
          String(Number(from) + at),
          { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: number } }] },
          { suppliers: [{ id: 'p', name }] },
        );
      const [before, other] = [`${first} Limited`, `${first} International Ltd`];
      await take('OCDS', lines(of(0, before)));
      expect((await take('OCDS', lines(of(1, other), of(2, other.toUpperCase()), of(3, other)))).counts).toMatchObject({
        awards: 3,
        joined: 0,
        proposed: 3,
      });
      await owner.query(
        `UPDATE join_proposal SET state = $1, decided_by = (SELECT id FROM user_account LIMIT 1), decided_at = now(), reason = 'looked it up'
       WHERE party_key = $2`,
        [state, `ocds-invented-${Number(from) + 2} p`],
      );
      expect(await runner.applyDecisions()).toBe(3 * joined);
      expect(
        await owner.query(
          'SELECT state, count(*)::integer FROM join_proposal WHERE lower(party_name) = lower($1) GROUP BY state',
          [other],
        ),
      ).toEqual([{ state, count: 3 }]);
      expect((await take('OCDS', lines(of(4, other)))).counts).toMatchObject({ awards: 1, joined, proposed: 0 });
    },
  );

  it('make one page of a firm whose number a publisher has wrong again and again, and propose it once for each party', async () => {
    const name = 'Invented Prisms Ltd';
    const of = (id: string): object =>
      release(
        id,
        { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: name } }] },
        { suppliers: [{ id: 'p', name }] },
      );
    const together = await take('OCDS', lines(of('820'), of('821')));
    expect(together.counts).toMatchObject({ suppliers: 1, awards: 2, joined: 0, proposed: 2 });
    expect((await take('OCDS', lines(of('822')))).counts).toMatchObject({ suppliers: 0, awards: 1, joined: 0, proposed: 1 });
    expect(await owner.query('SELECT count(*)::integer AS pages FROM supplier WHERE name = $1', [name])).toEqual([
      { pages: 1 },
    ]);
  });

  it.each([
    ['N/A', 831],
    ['-', 832],
    ['none', 833],
    ['0', 834],
    ['unknown', 835],
  ])('make no page of a firm with %j for a number, and propose one that has its name', async (none, place) => {
    const name = `Invented Shades ${place} Ltd`;
    const of = (count: number, id: string): object =>
      release(
        `${place}${count}`,
        { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id } }] },
        { suppliers: [{ id: 'p', name }] },
      );
    const without = await take('OCDS', lines(of(1, none), of(2, none)));
    expect(without.counts).toMatchObject({ suppliers: 0, awards: 2, joined: 0, proposed: 0 });
    expect((await take('OCDS', lines(of(3, `09770${place}`)))).counts).toMatchObject({ suppliers: 1, joined: 1 });
    expect((await take('OCDS', lines(of(4, none)))).counts).toMatchObject({ suppliers: 0, joined: 0, proposed: 1 });
  });

  it('propose a supplier by its name, and join it when a person has decided, now and later', async () => {
    const named = (id: string): object =>
      release(
        id,
        { parties: [{ id: 'GB-FTS-4711', name: 'INVENTED LAMPS 200 LIMITED', roles: ['supplier'] }] },
        { suppliers: [{ id: 'GB-FTS-4711', name: 'INVENTED LAMPS 200 LIMITED' }] },
      );
    const report = await take('OCDS', lines(named('800')));
    expect(report.counts).toMatchObject({ awards: 1, joined: 0, proposed: 1 });
    const [{ id: user }]: { id: string }[] = await owner.query('SELECT id FROM user_account LIMIT 1');
    await owner.query(
      `UPDATE join_proposal SET state = 'ACCEPTED', decided_by = $1, decided_at = now(), reason = 'read both' WHERE party_key = 'GB-FTS-4711'`,
      [user],
    );
    expect(await runner.applyDecisions()).toBe(1);
    expect(await runner.applyDecisions()).toBe(0);
    expect(await awardsOf('800')).toMatchObject([{ join_confidence: 'NAME_ONLY', supplier_id: expect.any(String) }]);
    expect((await take('OCDS', lines(named('801')))).counts).toMatchObject({ joined: 1, proposed: 0 });
    await expect(owner.query(`UPDATE award SET joined_by = NULL WHERE ocid = 'ocds-invented-800'`)).rejects.toThrow(
      'award_name_joined_by_a_person',
    );
  });
});

describe('companies imported', () => {
  const HEAD =
    'CompanyName, CompanyNumber,RegAddress.PostTown,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,IncorporationDate,Accounts.AccountCategory,SICCode.SicText_1\n';
  const row = (number: string, name = 'INVENTED LAMPS', status = 'Active', accounts = 'MICRO ENTITY'): string =>
    `"${name}","${number}","BRISTOL","BS1 1AA","Private Limited Company","${status}","United Kingdom","","29/06/2011","${accounts}","26511 - Manufacture of instruments"\n`;
  const factsOf = (number: string, field: string): Promise<{ value: string; source: string }[]> =>
    owner.query(
      `SELECT f.value, f.source FROM fact f JOIN supplier s ON s.id = f.supplier_id JOIN organisation_identifier i ON i.organisation_id = s.organisation_id
       WHERE i.scheme = 'GB-COH' AND i.identifier = $1 AND f.field = $2 ORDER BY f.recorded_at, f.id`,
      [number, field],
    );

  it('refresh the facts of those that the directory knows, and make no supplier unless they are chosen', async () => {
    const file = HEAD + row('SC999200') + row('11111111');
    const report = await take('COMPANIES_HOUSE', file);
    expect(report).toMatchObject({ state: 'DONE', records: 2, counts: { known: 1, suppliers: 0, passed: 1 } });
    expect(await factsOf('SC999200', 'companyStatus')).toEqual([{ value: 'Active', source: 'COMPANIES_HOUSE' }]);
    const [{ size_band, sics }]: { size_band: string; sics: string[] }[] = await owner.query(
      `SELECT s.size_band, array_agg(x.sic_code) AS sics FROM supplier s JOIN supplier_sic x ON x.supplier_id = s.id WHERE s.name = 'Invented Lamps 200 Ltd' GROUP BY s.id`,
    );
    expect({ size_band, sics }).toEqual({ size_band: 'MICRO', sics: ['26511'] });
    expect((await take('COMPANIES_HOUSE', file)).counts).toMatchObject({ known: 1, facts: 0 });
    await take('COMPANIES_HOUSE', HEAD + row('SC999200', 'INVENTED LAMPS', 'Liquidation'));
    expect((await factsOf('SC999200', 'companyStatus')).map(({ value }) => value).sort()).toEqual(['Active', 'Liquidation']);
  });

  it('are taken where one of them has a carriage return within its line', async () => {
    const file = HEAD + row('SC999200').replace('"INVENTED LAMPS"', 'INVENTED\rLAMPS') + row('11111111', 'INVENTED\rSIGNS');
    const report = await take('COMPANIES_HOUSE', file);
    expect(report).toMatchObject({ state: 'DONE', error: null, records: 2 });
  });

  it('become suppliers by SIC code and postcode area, once', async () => {
    const file =
      HEAD +
      row('22222222', 'INVENTED SENSORS') +
      row('22222223', 'INVENTED CLOSED', 'Dissolved') +
      row('22222222', 'INVENTED SENSORS');
    const options = { sicCodes: ['26511'], postcodeAreas: ['BS'] };
    expect((await take('COMPANIES_HOUSE', file, options)).counts).toMatchObject({ suppliers: 1, passed: 1 });
    expect((await take('COMPANIES_HOUSE', file, options)).counts).toMatchObject({ suppliers: 0, facts: 0 });
    expect(
      (await take('COMPANIES_HOUSE', HEAD + row('22222224'), { sicCodes: ['26511'], postcodeAreas: ['LS'] })).counts,
    ).toMatchObject({ suppliers: 0 });
    const found: object[] = await owner.query(
      `SELECT provenance, search @@ to_tsquery('sensors') AS found FROM supplier WHERE name = 'INVENTED SENSORS'`,
    );
    expect(found).toEqual([{ provenance: 'COMPANIES_HOUSE', found: true }]);
  });

  it('are counted before they are settled where they are many, which PostgreSQL plans by', async () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      row(String(44_000_000 + index), `INVENTED ${index} (DEMONSTRATION)`),
    );
    const { counts } = await take('COMPANIES_HOUSE', HEAD + many.join(''), { sicCodes: ['26511'] });
    expect(counts).toMatchObject({ suppliers: 1500 });
    const reckoned: { reckoned: number; there: number }[] = await owner.query(
      `SELECT reltuples::int AS reckoned, (SELECT count(*) FROM supplier)::int AS there FROM pg_class WHERE oid = 'supplier'::regclass`,
    );
    expect(reckoned).toEqual([{ reckoned: reckoned[0].there, there: reckoned[0].there }]);
  });

  it('are not looked for one by one among those that were changed with them', async () => {
    const [{ settings }]: { settings: string[] }[] = await owner.query(
      `SELECT proconfig AS settings FROM pg_proc WHERE proname = 'unsettle_supplier'`,
    );
    expect(settings).toContain('enable_nestloop=off');
  });

  it('have sectors and technologies proposed by their SIC code, the surer where notices say so too', async () => {
    const termsOf = (name: string): Promise<{ code: string; confidence: number; reason: string }[]> =>
      owner.query(
        `SELECT x.technology_code AS code, x.confidence, x.reason FROM supplier_technology x JOIN supplier s ON s.id = x.supplier_id WHERE s.name = $1`,
        [name],
      );
    expect(await termsOf('INVENTED SENSORS')).toEqual([
      { code: 'sensor-or-actuator', confidence: 0.5, reason: 'SIC 26511 (measuring instruments)' },
    ]);
    await take('OCDS', lines(release('901', { tender: { title: 'Smart bins (invented)' } })));
    await take('COMPANIES_HOUSE', HEAD + row('SC999901'));
    expect(await termsOf('Invented Lamps 901 Ltd')).toEqual([
      {
        code: 'sensor-or-actuator',
        confidence: expect.closeTo(0.95),
        reason: expect.stringMatching(/^the words "smart bin" in a title .*; SIC 26511/) as string,
      },
    ]);
    await take('COMPANIES_HOUSE', HEAD + row('SC999901').replace('26511', '96090'));
    expect(await termsOf('Invented Lamps 901 Ltd')).toMatchObject([{ confidence: expect.closeTo(0.9) as number }]);
  });

  it('leave what an organisation declares of itself', async () => {
    await owner.query(`UPDATE supplier SET claimed_at = now(), size_band = 'UNKNOWN' WHERE name = 'INVENTED SENSORS'`);
    await take('COMPANIES_HOUSE', HEAD + row('22222222', 'INVENTED SENSORS RENAMED'));
    const [page]: object[] = await owner.query(`SELECT name, size_band FROM supplier WHERE name LIKE 'INVENTED SENSORS%'`);
    expect(page).toEqual({ name: 'INVENTED SENSORS', size_band: 'UNKNOWN' });
    expect((await factsOf('22222222', 'name')).at(-1)?.value).toBe('INVENTED SENSORS RENAMED');
  });

  it('that are no companies are told of, line by line', async () => {
    const report = await take(
      'COMPANIES_HOUSE',
      `${HEAD}${row('n/a')}${row('SC999200')}"broken,11111112\n${row('11111113').replace('29/06/2011', '31/02/2011')}`,
    );
    expect(report).toMatchObject({ state: 'DONE', records: 4, problems: 3, counts: { known: 1, refused: 2 } });
    expect((await problemsOf(report)).map((problem) => problem.split(':')[0])).toEqual(['line 2', 'line 4', 'line 5']);
  });

  it('are none of a file that is another', async () => {
    const report = await take('COMPANIES_HOUSE', gunzipSync(readFileSync(FILE)).subarray(0, 100_000));
    expect(report).toMatchObject({ state: 'FAILED', records: 0 });
    expect(await take('COMPANIES_HOUSE', 'a,b\n1,2\n')).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('no column "companyname"'),
    });
    expect(await take('COMPANIES_HOUSE', '')).toMatchObject({ state: 'FAILED', error: expect.stringContaining('empty') });
  });
});
