import { DataSource } from 'typeorm';
import { readSummary } from '#market';
import { testDatabase, TestDatabase } from '#platform/testing';
import { printedSummary } from './printed-summary';

describe('the summary of what was read in', () => {
  let database: TestDatabase;
  let owner: DataSource;
  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.tablesAs('owner');
  });
  afterAll(() => database.drop());

  it('accounts for every award of Find a Tender, and for every cell that is withheld', async () => {
    const summary = await readSummary(owner);
    const [{ publisher, notices, awards, byIdentifier, byMendedIdentifier, byPerson, proposed, unjoined }] = summary.publishers;
    expect({ publisher, notices, awards, byIdentifier, byMendedIdentifier, byPerson }).toEqual({
      publisher: 'FIND_A_TENDER',
      notices: 1624,
      awards: 1849,
      byIdentifier: 1516,
      byMendedIdentifier: 8,
      byPerson: 0,
    });
    expect(byIdentifier + byMendedIdentifier + proposed + unjoined).toBe(awards);
    expect(summary.pages.find(({ provenance }) => provenance === 'FIND_A_TENDER')?.pages).toBe(1058);
    expect(summary.pages.some(({ provenance }) => provenance === 'DEMONSTRATION')).toBe(false);
    const sectors = summary.withheld?.find(({ dimension }) => dimension === 'SECTOR');
    expect(sectors?.cells).toBeGreaterThan(sectors?.withheld ?? Infinity);
  });

  it('counts what the same file told twice once', async () => {
    const before = (await readSummary(owner)).told;
    for (const number of [1, 2]) {
      const id = `00000000-0000-4000-8000-00000000000${number}`;
      await owner.query(
        `INSERT INTO import_run (id, kind, source, state, finished_at) VALUES ($1, 'OCDS', 'twice.jsonl', 'DONE', now())`,
        [id],
      );
      await owner.query(
        `INSERT INTO import_problem (run_id, position, place, problem, taken) VALUES ($1, 0, 'release 1', 'odd', true), ($1, 1, 'release 2', 'odd', false)`,
        [id],
      );
    }
    expect((await readSummary(owner)).told).toEqual({ taken: before.taken + 1, left: before.left + 1 });
    await owner.query(`DELETE FROM import_run WHERE source = 'twice.jsonl'`);
  });

  it('is printed as four tables, in columns', async () => {
    const [notices, pages, flagged, withheld] = printedSummary(await readSummary(owner)).split('\n\n');
    expect(notices).toMatch(/^Notices and awards +FIND_A_TENDER\nnotices +1,624\nawards, one supplier each +1,849\n/);
    expect(pages).toMatch(/\nFIND_A_TENDER +1,058 +0$/);
    expect(flagged).toMatch(/\ntold of by imports, left +0$/);
    expect(withheld).toMatch(/\nBUYER +\d+ +\d+\n$/);
  });
});
