import { offerInWords } from '../page/offered';
import { attestedSites, offerChoices, offerToType, offerTyped, typedRows } from './offer-form';

const CAMERA = { id: 'prd_1', name: 'Camera', versions: ['4.1', '4|2'] };
const CARE = { id: 'prd_2', name: 'Roadside care', versions: [] };
const offered = [
  { productId: 'prd_1', name: 'Camera', version: '4|2' },
  { productId: 'prd_2', name: 'Roadside care', version: null },
  { productId: 'prd_1', name: 'Camera', version: '5.0' },
  { productId: null, name: 'Bracket', version: null },
];

describe('what a supplier offers, in its form', () => {
  it('is ticked among the versions that are listed, and typed where it is none of these', () => {
    expect(offerToType(offered, [CAMERA, CARE], ['Leeds', 'York'])).toEqual({
      ticked: ['prd_1|4|2', 'prd_2|'],
      typed: [
        { name: 'Camera', version: '5.0' },
        { name: 'Bracket', version: '' },
      ],
      sites: 'Leeds\nYork',
    });
  });

  it('goes to the API as it was said, whatever is in a version', () => {
    expect(offerTyped(offerToType(offered, [CAMERA, CARE], []))).toEqual([
      { productId: 'prd_1', version: '4|2' },
      { productId: 'prd_2', version: null },
      { name: 'Camera', version: '5.0' },
      { name: 'Bracket', version: null },
    ]);
  });

  it('is chosen among every version of every listed product, and no version only where there is none or none was said', () => {
    const values = (ticked: string[]) => offerChoices([CAMERA, CARE], ticked).map(({ value }) => value);
    expect(values([])).toEqual(['prd_1|4.1', 'prd_1|4|2', 'prd_2|']);
    expect(values(['prd_1|'])).toEqual(['prd_1|4.1', 'prd_1|4|2', 'prd_1|', 'prd_2|']);
  });

  it('keeps a row in which something was typed, a version without a name too', () => {
    const names = new Map([
      ['10', 'Bracket'],
      ['0', ' Pole '],
    ]);
    expect(typedRows(names, new Map([['2', '1.0']]))).toEqual([
      { name: 'Pole', version: '' },
      { name: '', version: '1.0' },
      { name: 'Bracket', version: '' },
    ]);
  });

  it('has for its sites the names that attestations use which can be relied on', () => {
    const of = (status: string, ...sites: string[]) => ({ status, scope: { sites } });
    expect(attestedSites([of('VERIFIED', 'Leeds', 'York'), of('DRAFT', 'Hull'), of('SUBMITTED', 'York')])).toEqual([
      'Leeds',
      'York',
    ]);
  });

  it('is told in a line', () => {
    expect(offerInWords(offered)).toBe('Camera 4|2; Roadside care; Camera 5.0; Bracket');
  });
});
