import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repositoryRoot } from '#platform';
import { lines, release } from '../testing/invented-releases';
import { TestImports } from '../testing/test-imports';

const FILE = join(repositoryRoot(), 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');

let imports: TestImports;

beforeAll(async () => {
  imports = await TestImports.begin();
  // Somebody whom the directory knows.
  await imports.take('OCDS', lines(release('200')));
});
afterAll(() => imports?.end());

describe('companies imported', () => {
  const HEAD =
    'CompanyName, CompanyNumber,RegAddress.PostTown,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,IncorporationDate,Accounts.AccountCategory,SICCode.SicText_1\n';
  const row = (number: string, name = 'INVENTED LAMPS', status = 'Active', accounts = 'MICRO ENTITY'): string =>
    `"${name}","${number}","BRISTOL","BS1 1AA","Private Limited Company","${status}","United Kingdom","","29/06/2011","${accounts}","26511 - Manufacture of instruments"\n`;
  const factsOf = (number: string, field: string): Promise<{ value: string; source: string }[]> =>
    imports.owner.query(
      `SELECT f.value, f.source FROM fact f JOIN supplier s ON s.id = f.supplier_id JOIN organisation_identifier i ON i.organisation_id = s.organisation_id
       WHERE i.scheme = 'GB-COH' AND i.identifier = $1 AND f.field = $2 ORDER BY f.recorded_at, f.id`,
      [number, field],
    );

  it('refresh the facts of those that the directory knows, and make no supplier unless they are chosen', async () => {
    const file = HEAD + row('SC999200') + row('11111111');
    const report = await imports.take('COMPANIES_HOUSE', file);
    expect(report).toMatchObject({ state: 'DONE', records: 2, counts: { known: 1, suppliers: 0, passed: 1 } });
    expect(await factsOf('SC999200', 'companyStatus')).toEqual([{ value: 'Active', source: 'COMPANIES_HOUSE' }]);
    const [{ size_band, sics }]: { size_band: string; sics: string[] }[] = await imports.owner.query(
      `SELECT s.size_band, array_agg(x.sic_code) AS sics FROM supplier s JOIN supplier_sic x ON x.supplier_id = s.id WHERE s.name = 'Invented Lamps 200 Ltd' GROUP BY s.id`,
    );
    expect({ size_band, sics }).toEqual({ size_band: 'MICRO', sics: ['26511'] });
    expect((await imports.take('COMPANIES_HOUSE', file)).counts).toMatchObject({ known: 1, facts: 0 });
    await imports.take('COMPANIES_HOUSE', HEAD + row('SC999200', 'INVENTED LAMPS', 'Liquidation'));
    expect((await factsOf('SC999200', 'companyStatus')).map(({ value }) => value).sort()).toEqual(['Active', 'Liquidation']);
  });

  it('are taken where one of them has a carriage return within its line', async () => {
    const file = HEAD + row('SC999200').replace('"INVENTED LAMPS"', 'INVENTED\rLAMPS') + row('11111111', 'INVENTED\rSIGNS');
    const report = await imports.take('COMPANIES_HOUSE', file);
    expect(report).toMatchObject({ state: 'DONE', error: null, records: 2 });
  });

  it('become suppliers by SIC code and postcode area, once', async () => {
    const file =
      HEAD +
      row('22222222', 'INVENTED SENSORS') +
      row('22222223', 'INVENTED CLOSED', 'Dissolved') +
      row('22222222', 'INVENTED SENSORS');
    const options = { sicCodes: ['26511'], postcodeAreas: ['BS'] };
    expect((await imports.take('COMPANIES_HOUSE', file, options)).counts).toMatchObject({ suppliers: 1, passed: 1 });
    expect((await imports.take('COMPANIES_HOUSE', file, options)).counts).toMatchObject({ suppliers: 0, facts: 0 });
    expect(
      (await imports.take('COMPANIES_HOUSE', HEAD + row('22222224'), { sicCodes: ['26511'], postcodeAreas: ['LS'] })).counts,
    ).toMatchObject({ suppliers: 0 });
    const found: object[] = await imports.owner.query(
      `SELECT provenance, search @@ to_tsquery('sensors') AS found FROM supplier WHERE name = 'INVENTED SENSORS'`,
    );
    expect(found).toEqual([{ provenance: 'COMPANIES_HOUSE', found: true }]);
  });

  it('are counted before they are settled where they are many, which PostgreSQL plans by', async () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      row(String(44_000_000 + index), `INVENTED ${index} (DEMONSTRATION)`),
    );
    const { counts } = await imports.take('COMPANIES_HOUSE', HEAD + many.join(''), { sicCodes: ['26511'] });
    expect(counts).toMatchObject({ suppliers: 1500 });
    const reckoned: { reckoned: number; there: number }[] = await imports.owner.query(
      `SELECT reltuples::int AS reckoned, (SELECT count(*) FROM supplier)::int AS there FROM pg_class WHERE oid = 'supplier'::regclass`,
    );
    expect(reckoned).toEqual([{ reckoned: reckoned[0].there, there: reckoned[0].there }]);
  });

  it('are not looked for one by one among those that were changed with them', async () => {
    const [{ settings }]: { settings: string[] }[] = await imports.owner.query(
      `SELECT proconfig AS settings FROM pg_proc WHERE proname = 'unsettle_supplier'`,
    );
    expect(settings).toContain('enable_nestloop=off');
  });

  it('have sectors and technologies proposed by their SIC code, the surer where notices say so too', async () => {
    const termsOf = (name: string): Promise<{ code: string; confidence: number; reason: string }[]> =>
      imports.owner.query(
        `SELECT x.technology_code AS code, x.confidence, x.reason FROM supplier_technology x JOIN supplier s ON s.id = x.supplier_id WHERE s.name = $1`,
        [name],
      );
    expect(await termsOf('INVENTED SENSORS')).toEqual([
      { code: 'sensor-or-actuator', confidence: 0.5, reason: 'SIC 26511 (measuring instruments)' },
    ]);
    await imports.take('OCDS', lines(release('901', { tender: { title: 'Smart bins (invented)' } })));
    await imports.take('COMPANIES_HOUSE', HEAD + row('SC999901'));
    expect(await termsOf('Invented Lamps 901 Ltd')).toEqual([
      {
        code: 'sensor-or-actuator',
        confidence: expect.closeTo(0.95),
        reason: expect.stringMatching(/^the words "smart bin" in a title .*; SIC 26511/) as string,
      },
    ]);
    await imports.take('COMPANIES_HOUSE', HEAD + row('SC999901').replace('26511', '96090'));
    expect(await termsOf('Invented Lamps 901 Ltd')).toMatchObject([{ confidence: expect.closeTo(0.9) as number }]);
  });

  it('leave what an organisation declares of itself', async () => {
    await imports.owner.query(`UPDATE supplier SET claimed_at = now(), size_band = 'UNKNOWN' WHERE name = 'INVENTED SENSORS'`);
    await imports.take('COMPANIES_HOUSE', HEAD + row('22222222', 'INVENTED SENSORS RENAMED'));
    const [page]: object[] = await imports.owner.query(
      `SELECT name, size_band FROM supplier WHERE name LIKE 'INVENTED SENSORS%'`,
    );
    expect(page).toEqual({ name: 'INVENTED SENSORS', size_band: 'UNKNOWN' });
    expect((await factsOf('22222222', 'name')).at(-1)?.value).toBe('INVENTED SENSORS RENAMED');
  });

  it('that are no companies are told of, line by line', async () => {
    const report = await imports.take(
      'COMPANIES_HOUSE',
      `${HEAD}${row('n/a')}${row('SC999200')}"broken,11111112\n${row('11111113').replace('29/06/2011', '31/02/2011')}`,
    );
    expect(report).toMatchObject({ state: 'DONE', records: 4, problems: 3, counts: { known: 1, refused: 2 } });
    expect((await imports.problemsOf(report)).map((problem) => problem.split(':')[0])).toEqual(['line 2', 'line 4', 'line 5']);
  });

  it('are none of a file that is another', async () => {
    const report = await imports.take('COMPANIES_HOUSE', gunzipSync(readFileSync(FILE)).subarray(0, 100_000));
    expect(report).toMatchObject({ state: 'FAILED', records: 0 });
    expect(await imports.take('COMPANIES_HOUSE', 'a,b\n1,2\n')).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('no column "companyname"'),
    });
    expect(await imports.take('COMPANIES_HOUSE', '')).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('empty'),
    });
  });
});
