import { readIdentifier } from '#registers';
import { PartyRegister, PartyRow } from './parties';

/** A row of an invented organisation. */
function row(org_id: string, more: Partial<PartyRow> = {}): PartyRow {
  const empty = {
    legal_name: org_id,
    gb_ppon: '',
    gb_coh: '',
    other_identifiers: '',
    nuts_region: '',
    scale: '',
    vcse: '',
    website: '',
  };
  return { org_id, ...empty, ...more };
}

const PPON = 'PBCD-1234-BCDC';
const OTHER_PPON = 'PBCD-1234-BCDD';
const number = (id: string) => readIdentifier({ scheme: 'GB-COH', id });

describe('the register of parties', () => {
  it('takes two rows of one company number for one organisation, and lets the registered one speak', () => {
    const register = new PartyRegister(
      [row('a', { gb_coh: '1234567', website: 'https://a.example' }), row('b', { gb_ppon: PPON, gb_coh: '01234567' })],
      [],
    );
    expect(register.organisations).toHaveLength(1);
    const [{ rows, identifiers }] = register.organisations;
    expect(rows.map(({ org_id }) => org_id)).toEqual(['b', 'a']);
    expect(identifiers.map(({ scheme, id }) => `${scheme}-${id}`)).toEqual([`GB-PPON-${PPON}`, 'GB-COH-01234567']);
  });

  it('keeps two registrations apart that share a company number, and joins nothing on that number', () => {
    const register = new PartyRegister(
      [row('a', { gb_ppon: PPON, gb_coh: '01234567' }), row('b', { gb_ppon: OTHER_PPON, gb_coh: '01234567' })],
      [],
    );
    expect(register.organisations).toHaveLength(2);
    expect(register.find([number('01234567')])).toBeNull();
    expect(
      register.find([number('01234567'), readIdentifier({ scheme: 'GB-PPON', id: PPON })])?.organisation.rows[0].org_id,
    ).toBe('a');
  });

  it('says when the identifier of a notice had to be mended', () => {
    const register = new PartyRegister([row('a', { gb_coh: '01234567' })], []);
    expect(register.find([number('01234567')])?.confidence).toBe('IDENTIFIER');
    expect(register.find([number(' 1234567 ')])?.confidence).toBe('NORMALISED_IDENTIFIER');
  });

  it('gives no page to a buyer, nor to one known only by an id that is local to Find a Tender, and joins neither by name', () => {
    const register = new PartyRegister([row('GB-FTS-1', { other_identifiers: 'GB-FTS-1' })], [row('c', { gb_ppon: PPON })]);
    expect(register.organisations.map(({ supplierId }) => supplierId)).toEqual([null, null]);
    expect(register.find([readIdentifier({ scheme: 'GB-FTS', id: '1' })])).toBeNull();
  });

  it('keeps an identifier that is none as it was published, and joins nothing on it', () => {
    const register = new PartyRegister([row('a', { gb_coh: 'Imaginary Ltd' })], []);
    expect(register.organisations[0].identifiers).toMatchObject([{ id: 'Imaginary Ltd', valid: false }]);
    expect(register.find([number('Imaginary Ltd')])).toBeNull();
  });

  it('gives the same keys whatever the order of the rows', () => {
    const rows = [
      row('a', { gb_ppon: PPON, gb_coh: '01234567' }),
      row('b', { gb_coh: '1234567' }),
      row('c', { gb_coh: '07654321' }),
    ];
    const keys = (list: PartyRow[]) =>
      new PartyRegister(list, []).organisations.map(({ organisationId }) => organisationId).sort();
    expect(keys([...rows].reverse())).toEqual(keys(rows));
  });
});
