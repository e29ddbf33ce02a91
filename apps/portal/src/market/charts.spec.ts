import { tilesOf } from './charts';
import type { MarketTable } from './market-table';

describe('the map of tiles', () => {
  const row = (code: string, label: string, value: number | null) => ({
    key: [{ dimension: 'REGION_ITL1', code, label }],
    values: [{ measure: 'SUPPLIERS', value, suppressed: value === null }],
  });

  it('names regions in a line or two, and is the darker the more there is', () => {
    const rows = [
      row('TLD', 'North West (England)', 123),
      row('TLE', 'Yorkshire and The Humber', 61),
      row('TLM', 'Scotland', null),
      row('TLZ', 'Extra-Regio', 3),
    ];
    expect(tilesOf({ rows } as unknown as MarketTable)).toMatchObject([
      { lines: ['North', 'West'], step: 4, value: 123 },
      { lines: ['Yorkshire and', 'The Humber'], step: 2 },
      { lines: ['Scotland'], step: 0, suppressed: true },
    ]);
  });
});
