import { narrows, supplierQueryIn, supplierQueryText, supplierVariables, without } from './supplier-query';

const TEXT = 'search=camera&day=1&month=2&year=2027&relevance=all&order=name&sector=transport&sector=energy&scheme=iso-27001';

describe('a search for suppliers in an address', () => {
  it('is read and written without loss', () => {
    expect(supplierQueryText(supplierQueryIn(TEXT))).toBe(TEXT);
    expect(supplierQueryText(supplierQueryIn('search=&sector='))).toBe('sector=');
  });

  it('is what the API is asked', () => {
    expect(supplierVariables(supplierQueryIn(TEXT))).toEqual({
      search: 'camera',
      orderBy: 'NAME',
      filter: {
        sectors: ['transport', 'energy'],
        attested: [{ scheme: 'iso-27001', validOn: '2027-02-01' }],
        relevance: 'ALL',
      },
    });
  });

  it('leaves out what the API does not know, and asks nothing of an empty one', () => {
    const query = supplierQueryIn('size=HUGE&size=SMALL&provenance=RUMOUR&day=31&month=2&year=2027&scheme=ce');
    expect(supplierVariables(query).filter).toEqual({ sizeBands: ['SMALL'], attested: [{ scheme: 'ce' }] });
    expect(supplierVariables(supplierQueryIn(''))).toEqual({ search: null, filter: {}, orderBy: 'RELEVANCE' });
    expect([narrows(query), narrows(supplierQueryIn('order=name'))]).toEqual([true, false]);
  });

  it('loses one value and no other', () => {
    expect(without(supplierQueryIn(TEXT), 'sector', 'transport').sector).toEqual(['energy']);
  });
});
