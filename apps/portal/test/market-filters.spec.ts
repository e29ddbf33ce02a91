import { parse } from 'csv-parse/sync';
import { TestApi } from '../../api/test/harness';
import { PlainPortal, type PlainVisitor } from './plain-portal';

const BREAKDOWN = `query ($by: [MarketDimension!]!, $filter: SupplierFilter) { market { breakdown(by: $by, measures: [SUPPLIERS], filter: $filter) {
  rows { key { code } values { value suppressed } } } } }`;

interface Answer {
  market: { breakdown: { rows: { key: { code: string }[]; values: { value: number | null; suppressed: boolean }[] }[] } };
}

describe('a question about the market', () => {
  let api: TestApi;
  let portal: PlainPortal;
  let stranger: PlainVisitor;
  let member: PlainVisitor;
  /** The scheme that most invented suppliers hold, and a region (ITL 3) of most suppliers. */
  let scheme: string;
  let region: string;
  beforeAll(async () => {
    api = await TestApi.start();
    portal = await PlainPortal.beside(api);
    stranger = portal.stranger();
    member = await portal.visitor('editor@wexcombe.example');
    const owner = await api.database.connectAs('owner');
    const most = async (sql: string): Promise<string> => {
      const { rows } = await owner.query<{ code: string }>(`${sql} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
      return rows[0].code;
    };
    scheme = await most(`SELECT scheme_code AS code FROM attestation WHERE state = 'VERIFIED'`);
    region = await most(
      `SELECT r.code FROM supplier s JOIN region r ON r.code = s.region_code
       WHERE s.is_relevant AND r.level = 3 AND s.provenance <> 'DEMONSTRATION'`,
    );
    await owner.end();
  });
  afterAll(async () => {
    await portal?.stop();
    await api?.stop();
  });

  /** Which values of a list of choices a page has, and which of them are ticked. */
  function choices(page: string, name: string): { values: string[]; ticked: string[] } {
    const boxes = [...page.matchAll(new RegExp(`<input class="govuk-checkboxes__input"[^>]* name="${name}"[^>]*>`, 'g'))];
    const valueOf = (box: string): string => /value="([^"]*)"/.exec(box)?.[1] ?? '';
    return {
      values: boxes.map(([box]) => valueOf(box)),
      ticked: boxes.filter(([box]) => / checked/.test(box)).map(([box]) => valueOf(box)),
    };
  }

  it('offers schemes, regions within regions where there are suppliers, and a size that is not known', async () => {
    const page = await stranger.page('/market/question');
    expect(choices(page, 'size').values).toEqual(['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN']);
    expect(choices(page, 'scheme').values).toContain(scheme);
    const { values } = choices(page, 'region');
    expect(new Set(values).size).toBe(values.length);
    expect(values).toEqual(expect.arrayContaining([region.slice(0, 3), region.slice(0, 4), region]));
    const { data } = await api.send<Answer>(null, BREAKDOWN, { by: ['REGION_ITL3'], filter: { relevance: 'ALL' } });
    const known = data.market.breakdown.rows.map(({ key }) => key[0].code);
    expect(values.filter((code) => code.length === 5).sort()).toEqual(known.sort());
  });

  it.each([
    [
      'a scheme',
      () => `provenance=DEMONSTRATION&scheme=${scheme}`,
      () => ({ provenance: ['DEMONSTRATION'], attested: [{ scheme }] }),
    ],
    [
      'a scheme on a day',
      () => `provenance=DEMONSTRATION&scheme=${scheme}&day=1&month=8&year=2026`,
      () => ({ provenance: ['DEMONSTRATION'], attested: [{ scheme, validOn: '2026-08-01' }] }),
    ],
    ['a region within a region', () => `region=${region}`, () => ({ regions: [region] })],
    ['a size that is not known', () => 'size=UNKNOWN', () => ({ sizeBands: ['UNKNOWN'] })],
  ])('is narrowed to %s alike on its page, in its file and where it is watched', async (what, narrowed, filter) => {
    const asked = `kind=breakdown&by=SECTOR&measure=SUPPLIERS&${narrowed()}`;
    const { data } = await api.send<Answer>(null, BREAKDOWN, { by: ['SECTOR'], filter: filter() });
    const { rows } = data.market.breakdown;
    expect(rows.length).toBeGreaterThan(0);

    const page = await stranger.page(`/market/question?${asked}`);
    const [name, value] =
      narrowed()
        .split('&')
        .map((one) => one.split('='))
        .find(([one]) => one !== 'provenance') ?? [];
    expect(choices(page, name).ticked).toEqual([value]);
    const download = /href="(\/market\/question\.csv\?[^"]*)"/.exec(page)?.[1].replaceAll('&amp;', '&') ?? '';
    expect([...new URLSearchParams(download.split('?')[1])].sort()).toEqual([...new URLSearchParams(asked)].sort());

    const file = parse<Record<string, string>>(await stranger.page(download), { columns: true, bom: true });
    expect(file.map((row) => [row.sector_code, row.suppliers, row.withheld])).toEqual(
      rows.map(({ key, values: [one] }) => [key[0].code, String(one.value ?? ''), one.suppressed ? 'yes' : 'no']),
    );

    const path = `/market/watch?${asked}`;
    const form = { ...(await member.form(path, '/market/watch')), name: `Sectors of ${what}`, threshold: '10' };
    expect(await member.send('/market/watch', form)).toMatchObject({ status: 303, location: '/market/watched' });
    const owner = await api.database.connectAs('owner');
    const { rows: kept } = await owner.query<{ question: { filter: object } }>(
      'SELECT question FROM watched_question WHERE name = $1',
      [form.name],
    );
    await owner.end();
    expect(kept[0].question.filter).toEqual(filter());
  });

  it('says at its field what there is not, and more schemes than can be asked for at once', async () => {
    const wrong = async (narrowed: string): Promise<string> => {
      const { status, page } = await stranger.open(`/market/question?kind=breakdown&by=SIZE&${narrowed}`);
      expect(status).toBe(400);
      return page;
    };
    expect(await wrong('scheme=moon')).toContain('href="#scheme"');
    expect(await wrong('region=moon')).toContain('href="#region"');
    const eleven = Array.from({ length: 11 }, (_, index) => `scheme=moon-${index}`).join('&');
    expect(await wrong(eleven)).toContain('href="#scheme"');
  });
});
