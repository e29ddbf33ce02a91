import { type Place, tiesIn } from './ties';

const place = (supplierName: string, rank: string | null, total: string): Place => ({ supplierName, rank, total });

describe('ties in the arithmetic', () => {
  it('are named with all who have the same total, in the order in which they were put', () => {
    const ranking = [place('Orrin', '1', '70.00'), place('Halden', '2', '70.00'), place('Kestrel', '3', '12.50')];
    expect(tiesIn(ranking)).toEqual([{ total: '70.00', places: ranking.slice(0, 2) }]);
  });

  it('are none where every total differs, or the equal one failed a gate', () => {
    expect(tiesIn([place('Orrin', '1', '70.00'), place('Halden', '2', '60.00'), place('Kestrel', null, '70.00')])).toEqual([]);
  });
});
