import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { isKeyOf, type CursorKeyType } from './cursor-keys';

/** Texts as PostgreSQL writes such values, and texts that it does not read. */
const TEXTS: Record<CursorKeyType, { written: string[]; unread: string[] }> = {
  text: { written: ['', 'é\n"'], unread: [] },
  uuid: { written: ['00000000-0000-4000-8000-00000000000a'], unread: ['', 'abc', '00000000-0000-4000-8000-00000000000g'] },
  integer: { written: ['0', '-2147483648', '2147483647'], unread: ['', 'NaN', '2147483648', '-2147483649', '1.5', '1e400'] },
  bigint: { written: ['-9223372036854775808', '9223372036854775807'], unread: ['abc', '9223372036854775808'] },
  numeric: { written: ['0.00001', '-12', '99999.5'], unread: ['', 'abc', '1..2', '--1'] },
  date: {
    written: [
      'infinity',
      '-infinity',
      '2024-02-29',
      '0001-01-01',
      '0001-02-29 BC',
      '20260-12-31',
      '5874896-12-31',
      '4712-01-01 BC',
    ],
    unread: ['', 'abc', '2023-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '9999999-01-01'],
  },
  timestamptz: {
    written: [
      'infinity',
      '2026-11-30 05:00:00+00',
      '2026-11-30 05:00:00.123456+05:30',
      '1850-01-01 00:00:00-00:01:15',
      '0044-03-15 12:00:00+00 BC',
    ],
    unread: [
      '',
      'abc',
      '2026-02-30 05:00:00+00',
      '2026-11-30 25:00:00+00',
      '2026-11-30 05:61:00+00',
      '999999-01-01 00:00:00+00',
    ],
  },
};

describe('keys in cursors', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase();
    client = await database.connectAs('owner');
  });
  afterAll(() => database?.drop());

  it.each(Object.entries(TEXTS))(
    'are told from what is none, of type %s, as PostgreSQL does',
    async (type, { written, unread }) => {
      const reads = (text: string): Promise<boolean> =>
        client.query(`SELECT $1::${type}`, [text]).then(
          () => true,
          () => false,
        );
      for (const text of [...written, ...unread]) {
        const isRead = written.includes(text);
        expect({ text, postgres: await reads(text) }).toEqual({ text, postgres: isRead });
        expect({ text, ours: isKeyOf(type as CursorKeyType, text) }).toEqual({ text, ours: isRead });
      }
    },
  );
});
