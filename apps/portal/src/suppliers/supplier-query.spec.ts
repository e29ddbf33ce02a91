import { Messages } from '../page/messages';
import { narrows, queryErrors, supplierQueryIn, supplierQueryText, supplierVariables, without } from './supplier-query';

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
      schemesOn: '2027-02-01',
    });
    expect(supplierVariables(supplierQueryIn('day=1&month=2&year=2027'))).toMatchObject({
      filter: {},
      schemesOn: '2027-02-01',
    });
  });

  it('leaves out what the API does not know, and asks nothing of an empty one', () => {
    const query = supplierQueryIn('size=HUGE&size=SMALL&provenance=RUMOUR&scheme=ce');
    expect(supplierVariables(query).filter).toEqual({ sizeBands: ['SMALL'], attested: [{ scheme: 'ce' }] });
    expect(supplierVariables(supplierQueryIn(''))).toEqual({ search: null, filter: {}, orderBy: 'RELEVANCE', schemesOn: null });
    expect([narrows(query), narrows(supplierQueryIn('order=name'))]).toEqual([true, false]);
  });

  it('says what is wrong with a day that was begun and is none', () => {
    const t = new Messages().in('en');
    const wrong = (text: string): unknown => queryErrors({ t }, supplierQueryIn(text)).list;
    expect(wrong('day=31&month=2&year=2027')).toEqual([
      { href: '#valid-day', text: 'The day on which attestations are valid must be a real date, such as 27 3 2027' },
    ]);
    expect(wrong('day=1&month=2')).toEqual([
      { href: '#valid-year', text: 'The day on which attestations are valid must include a year' },
    ]);
    expect([wrong('day=1&month=2&year=2027'), wrong('scheme=ce')]).toEqual([[], []]);
  });

  it('loses one value and no other', () => {
    expect(without(supplierQueryIn(TEXT), 'sector', 'transport').sector).toEqual(['energy']);
  });
});
