import fc from 'fast-check';
import { Client } from 'pg';
import { testDatabase, TestDatabase } from '#platform/testing';
import { nameKey } from '#registers';

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.connectAs('owner');
});
afterAll(() => database?.drop());

describe('the key of a name', () => {
  it('is the same in the database and out of it', async () => {
    const part = fc.constantFrom(
      ...[
        'Ltd',
        'LIMITED',
        'the',
        'The',
        'and',
        '&',
        'UK',
        'uk',
        'p.l.c.',
        'PLC',
        'Smith',
        'théâtre',
        'É',
        'ß',
        'İ',
        'ﬁ',
        'Straße',
      ],
      ...[' ', ' ', '-', '.', "'", '’', '(', ')', ',', '/', '_', '1', '2nd', '中', '🚦', '\t', ''],
    );
    const names = fc.sample(fc.array(part, { maxLength: 8 }), { numRuns: 5000, seed: 7 }).map((parts) => parts.join(''));
    const { rows } = await owner.query<{ name: string; key: string }>(
      'SELECT name, name_key(name) AS key FROM unnest($1::text[]) AS name',
      [names],
    );
    expect(rows.filter(({ name, key }) => nameKey(name) !== key)).toEqual([]);
  });
});
