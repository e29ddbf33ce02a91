import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvwOf } from './csvw';
import { csvwErrors } from './testing';
import { Cell, Row, Table } from './table';
import { writeTable } from './write-table';
import { FileSink, writeFiles } from './written-file';

const TABLE: Table = {
  name: 'things',
  title: 'Things',
  description: 'Things of every kind.',
  key: ['code'],
  columns: [
    { name: 'code', kind: 'string', description: 'Its code.', required: true },
    { name: 'label', kind: 'string', description: 'Its words.' },
    { name: 'count', kind: 'integer', description: 'How many.' },
    { name: 'share', kind: 'number', description: 'From 0 to 1.' },
    { name: 'price', kind: 'money', description: 'Pounds.' },
    { name: 'known', kind: 'boolean', description: 'Whether.' },
    { name: 'from', kind: 'date', description: 'Since.' },
    { name: 'at', kind: 'dateTime', description: 'When.' },
    { name: 'tags', kind: 'list', description: 'Tags.' },
  ],
};

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const row = fc.record({
  code: fc.stringMatching(/^[a-zA-Z0-9é😀-]{1,12}$/u),
  label: fc.option(words),
  count: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value))),
  price: fc.option(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }).map(poundsOf)),
  known: fc.option(fc.boolean()),
  from: fc
    .option(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }))
    .map((date) => date && date.toISOString().slice(0, 10)),
  at: fc
    .option(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }))
    .map((date) => date && date.toISOString()),
  tags: fc.array(fc.stringMatching(/^[a-z0-9 ]{1,6}$/), { maxLength: 4 }),
});
const rows = fc
  .uniqueArray(row, { selector: ({ code }) => code, maxLength: 30 })
  .map((list) => [...list].sort((a, b) => Buffer.compare(Buffer.from(a.code), Buffer.from(b.code))));

function poundsOf(pence: bigint): string {
  const digits = (pence < 0n ? -pence : pence).toString().padStart(3, '0');
  return `${pence < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

async function* batches(all: readonly Row[]): AsyncGenerator<Row[]> {
  for (let at = 0; at < all.length; at += 7) yield all.slice(at, at + 7);
}

describe('a table that is published', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'assay-table-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('says the same in CSV, JSON lines and Parquet, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        for (const name of readdirSync(folder)) rmSync(join(folder, name));
        const written = await writeTable(folder, TABLE, batches(all));
        expect(written.rows).toBe(all.length);
        expect(written.unknown.label).toBe(all.filter(({ label }) => label === null).length);
        const asText = all.map((one) => Object.fromEntries(Object.entries(one).map(([name, cell]) => [name, textOf(cell)])));
        expect(parse(read('things.csv'), { columns: true })).toEqual(asText);
        const json = read('things.jsonl').split('\n').slice(0, -1);
        expect(json.map((line) => ({ ...JSON.parse(line), price: priceIn(line) }))).toEqual(all);
        const parquet = readFileSync(join(folder, 'things.parquet'));
        const back = await parquetReadObjects({
          file: parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.length) as ArrayBuffer,
        });
        expect(back.map((one) => ({ ...one, price: null }))).toEqual(
          all.map((one) => ({ ...one, price: null, from: one.from && new Date(one.from), at: one.at && new Date(one.at) })),
        );
        // The reader makes a floating-point number of the pence that the file holds.
        const pence = (price: unknown): number | null => (price === null ? null : Math.round(Number(price) * 100));
        expect(back.map(({ price }) => pence(price))).toEqual(all.map(({ price }) => pence(price)));
        expect(
          csvwErrors(
            csvwOf('Things', '2026-11-26', [{ table: TABLE, licence: 'https://example.org/licence', source: 'Made up.' }]),
            read,
          ),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what a row says within a cell: line feeds, quotes, commas, and formulas as they are', async () => {
    const label = '=1+1, "so\nit was"\u2028';
    await writeTable(folder, TABLE, batches([{ code: 'a', label, tags: ['x; y', 'z'] }]));
    expect((parse(read('things.csv'), { columns: true }) as object[])[0]).toMatchObject({ label, tags: 'x, y;z' });
    expect(JSON.parse(read('things.jsonl'))).toMatchObject({ label, tags: ['x; y', 'z'], count: null });
  });

  it('refuses a key that comes twice or out of order, and a required value that is missing', async () => {
    await expect(writeTable(folder, TABLE, batches([{ code: 'a' }, { code: 'a' }]))).rejects.toThrow('comes twice');
    const other = mkdtempSync(join(tmpdir(), 'assay-table-'));
    await expect(writeTable(other, TABLE, batches([{ label: 'nothing' }]))).rejects.toThrow('code is unknown');
    rmSync(other, { recursive: true });
  });

  it('leaves no file open that was not finished', async () => {
    const kept: FileSink[] = [];
    const files = ['a', 'b'].map((name) => ({ name, mediaType: 'text/plain' }));
    const written = writeFiles(folder, files, async (sinks) => {
      kept.push(...sinks);
      await sinks[0].write('half');
      throw new Error('the disk is full');
    });
    await expect(written).rejects.toThrow('the disk is full');
    for (const sink of kept) await expect(sink.write('more')).rejects.toThrow('file closed');
  });

  it('never overwrites a file', async () => {
    await writeTable(folder, TABLE, batches([]));
    await expect(writeTable(folder, TABLE, batches([]))).rejects.toThrow('EEXIST');
  });

  it('is told apart by the check from what it is not', () => {
    const notes = [{ table: TABLE, licence: 'https://example.org/licence', source: 'Made up.' }];
    const check = (text: string): string[] => csvwErrors(csvwOf('Things', '2026-11-26', notes), () => text);
    const head = 'code,label,count,share,price,known,from,at,tags';
    expect(check(`${head}\r\na,,x,,,,,,\r\n`)).toEqual(['things.csv: row 1, count: "x" is no integer']);
    expect(check(`${head}\r\n,,,,,,2026-13-01,,\r\n`)).toHaveLength(2);
    expect(check(`${head}\r\na,,,,,,,,\r\na,,,,,,,,\r\n`)).toEqual(['things.csv: two rows have one primary key']);
    expect(check('code\r\na\r\n')[0]).toContain('the header is code');
  });
});

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join(';') : String(cell);
}

/** The digits of the price as they stand in a line. */
function priceIn(line: string): string | null {
  const found = /"price":(-?[\d.]+|null)/.exec(line)?.[1] ?? 'null';
  return found === 'null' ? null : found;
}
