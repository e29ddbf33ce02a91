import { parse } from 'csv-parse/sync';
import { marketCsv } from './market-csv';
import type { MarketTable } from './market-table';

const table = (rows: MarketTable['rows']): MarketTable => ({
  asOf: '2026-11-30',
  noticesFrom: '2026-05-01',
  noticesTo: '2026-08-12',
  by: ['QUARTER'],
  figures: ['AWARDS'],
  rows,
  unknownShare: null,
  leftOutShare: 0,
  totals: [],
  vat: null,
});
const sources = { source: 'Counted here.', licence: 'https://licence.example/' };
const key = (code: string) => [{ code, label: code }];

describe('an answer as CSV', () => {
  it('says when it was counted, between which days the notices were published, from where and under which licence, and what is not known of a period', () => {
    const text = marketCsv(
      table([
        { key: key('2026-Q3'), values: [{ value: 7, suppressed: false }], reach: 'PARTIAL' },
        { key: key('2026-Q4'), values: [{ value: null, suppressed: false }], reach: 'NOT_YET' },
      ]),
      sources,
    );
    const days = { as_of: '2026-11-30', notices_from: '2026-05-01', notices_to: '2026-08-12', ...sources };
    expect(parse(text, { columns: true })).toEqual([
      { quarter_code: '2026-Q3', quarter: '2026-Q3', awards: '7', withheld: 'no', reach: 'partial', ...days },
      { quarter_code: '2026-Q4', quarter: '2026-Q4', awards: '', withheld: 'no', reach: 'not_yet', ...days },
    ]);
  });

  it('has no reach of what is no period', () => {
    const text = marketCsv(table([{ key: key('health'), values: [{ value: 7, suppressed: false }] }]), sources);
    expect(text.split('\r\n')[0]).toBe('quarter_code,quarter,awards,withheld,as_of,notices_from,notices_to,source,licence');
  });
});
