import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PROVENANCES } from '#identity';
import { testDatabase, TestDatabase } from '#platform/testing';
import { NOTICE_PUBLISHERS } from '#registers';
import { ImportReport, ImportRunner } from '../import/import-runner';

let database: TestDatabase;
let owner: DataSource;
const reports: Record<string, ImportReport> = {};

const FILES = ['contracts-finder', 'public-contracts-scotland', 'sell2wales', 'etenders-ni', 'other-publisher'];

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner', 3);
  for (const name of FILES) reports[name] = await imported(name);
});
afterAll(() => database?.drop());

async function imported(name: string): Promise<ImportReport> {
  const runner = new ImportRunner(owner);
  const source = { name, bytesTotal: null, bytes: createReadStream(join(__dirname, 'testing', `${name}.json`)) };
  const report = await runner.run(await runner.begin('OCDS', source, {}), () => Promise.resolve(source));
  if (report === null) throw new Error('nobody else is importing');
  return report;
}

interface AwardRead {
  supplier_name: string;
  join_confidence: string | null;
  value: string;
  awarded_on: string;
  ends_on: string | null;
  cpv_codes: string[];
  source_url: string | null;
}

const awardsOf = (publisher: string): Promise<AwardRead[]> =>
  owner.query(
    `SELECT a.supplier_name, a.join_confidence, a.value_net AS value, a.awarded_on::text, a.ends_on::text, a.cpv_codes, a.source_url
     FROM award a JOIN notice n ON n.id = a.notice_id WHERE n.source = $1 ORDER BY a.award_id, a.supplier_name`,
    [publisher],
  );

const factsOf = (name: string, field: string): Promise<{ source: string; note: string | null }[]> =>
  owner.query(
    `SELECT f.source, f.note FROM fact f JOIN supplier s ON s.id = f.supplier_id WHERE s.name = $1 AND f.field = $2 ORDER BY f.source, f.value`,
    [name, field],
  );

describe('notices of publishers other than Find a Tender', () => {
  it('load, each under its own name', async () => {
    for (const report of Object.values(reports)) expect(report).toMatchObject({ state: 'DONE', counts: { refused: 0 } });
    const rows: object[] = await owner.query(
      `SELECT source, publisher, count(*)::int AS n FROM notice WHERE source <> 'FIND_A_TENDER' GROUP BY 1, 2 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { source: 'CONTRACTS_FINDER', publisher: 'Cabinet Office', n: 1 },
      { source: 'ETENDERS_NI', publisher: 'eTendersNI', n: 1 },
      { source: 'OTHER_PUBLISHER', publisher: 'Invented Ports Authority', n: 1 },
      { source: 'PUBLIC_CONTRACTS_SCOTLAND', publisher: 'Scottish Government', n: 2 },
      { source: 'SELL2WALES', publisher: 'GwerthwchiGymru / Sell2Wales', n: 1 },
    ]);
  });

  it('of Contracts Finder join by company number and never by its own ids', async () => {
    const [benches, signals] = await awardsOf('CONTRACTS_FINDER');
    expect(benches).toMatchObject({ supplier_name: 'Fictional Benches', join_confidence: null });
    expect(signals).toEqual({
      supplier_name: 'Fictional Signals Limited',
      join_confidence: 'NORMALISED_IDENTIFIER',
      value: '165000.50',
      awarded_on: '2026-08-28',
      ends_on: '2028-09-30',
      cpv_codes: ['50232200', '34996100'],
      source_url: 'https://www.contractsfinder.service.gov.uk/Notice/00000000-0000-4000-8000-0000000000a1',
    });
  });

  it('of Public Contracts Scotland keep two firms apart that it gives one number', async () => {
    const [cameras, lamps] = await awardsOf('PUBLIC_CONTRACTS_SCOTLAND');
    expect(cameras).toMatchObject({
      supplier_name: 'Fictional Cameras Ltd',
      join_confidence: 'IDENTIFIER',
      value: '1000.00',
      awarded_on: '2026-08-03',
      cpv_codes: ['35125300'],
      source_url: 'https://api.publiccontractsscotland.gov.uk/v1/Notice?id=INV90001',
    });
    expect(lamps).toMatchObject({ supplier_name: 'Fictional Lamps of the Isles', join_confidence: null, value: '2000.00' });
  });

  it('of Sell2Wales have their CPV code without a scheme, and of eTendersNI theirs with a check digit', async () => {
    expect(await awardsOf('SELL2WALES')).toMatchObject([
      { cpv_codes: ['50232100'], join_confidence: 'NORMALISED_IDENTIFIER', awarded_on: '2026-08-07' },
    ]);
    expect(await awardsOf('ETENDERS_NI')).toMatchObject([
      { cpv_codes: ['31158000'], join_confidence: 'NORMALISED_IDENTIFIER', source_url: null },
    ]);
  });

  it('name their publisher at every page, identifier and fact that they bring', async () => {
    const pages: object[] = await owner.query(
      `SELECT s.name, s.provenance, o.provenance AS organisation, array_agg(DISTINCT i.source) AS identifiers FROM supplier s
       JOIN organisation o ON o.id = s.organisation_id JOIN organisation_identifier i ON i.organisation_id = o.id
       WHERE s.name LIKE 'Fictional %' OR s.name LIKE '%Dychmygol%' GROUP BY 1, 2, 3 ORDER BY 1`,
    );
    const all = (name: string, code: string): object => ({
      name,
      provenance: code,
      organisation: code,
      identifiers: expect.arrayContaining([code]),
    });
    expect(pages).toEqual([
      all('Fictional Cameras Ltd', 'PUBLIC_CONTRACTS_SCOTLAND'),
      all('Fictional Charging (NI) Ltd', 'ETENDERS_NI'),
      all('Fictional Signals Limited', 'CONTRACTS_FINDER'),
      all('Goleuadau Dychmygol Cyf', 'SELL2WALES'),
    ]);
    expect(await factsOf('Fictional Cameras Ltd', 'sectors')).toEqual([
      { source: 'PUBLIC_CONTRACTS_SCOTLAND', note: expect.stringMatching(/^Derived by this directory.*-award-2026-08-/) },
    ]);
  });

  it('say the same of one firm twice, once under each publisher, and who a publisher without a code is', async () => {
    expect(await factsOf('Fictional Signals Limited', 'name')).toEqual([
      { source: 'CONTRACTS_FINDER', note: null },
      { source: 'OTHER_PUBLISHER', note: 'Published by Invented Ports Authority.' },
    ]);
  });

  it('are linked to no page of Find a Tender, however their numbers look', async () => {
    expect(await awardsOf('OTHER_PUBLISHER')).toMatchObject([{ join_confidence: 'IDENTIFIER', source_url: null }]);
  });

  it('are counted in the market under their provenance', async () => {
    const numbers: { provenance: string; number: number }[] = await owner.query(
      'SELECT DISTINCT s.provenance, m.provenance AS number FROM market_supplier m JOIN supplier s ON s.id = m.supplier_id',
    );
    expect(numbers.map(({ provenance }) => provenance)).toContain('SELL2WALES');
    for (const { provenance, number } of numbers) expect(PROVENANCES[number - 1]).toBe(provenance);
    expect(NOTICE_PUBLISHERS.filter((code) => !(PROVENANCES as readonly string[]).includes(code))).toEqual([]);
  });

  it('change nothing when they are loaded again', async () => {
    for (const name of FILES) {
      const again = await imported(name);
      expect(again.counts).toMatchObject({ added: 0, suppliers: 0, unchanged: reports[name].counts.added });
    }
  });
});
