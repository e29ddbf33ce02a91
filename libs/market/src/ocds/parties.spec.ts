import { Party, readIdentifier } from '#registers';
import { PartyRegister } from './parties';

const OCID = 'ocds-test-1';
const PPON = 'PBCD-1234-BCDC';
const OTHER_PPON = 'PBCD-1234-BCDD';
const identifier = (scheme: string, id: string) => readIdentifier({ scheme, id });
const SUPPLIES = { supplies: true, publisher: 'FIND_A_TENDER' } as const;
const number = (id: string) => identifier('GB-COH', id);

/** A party that is an invented organisation. */
function party(id: string, ...identifiers: ReturnType<typeof identifier>[]): Party {
  return {
    id,
    name: `Invented ${id}`,
    roles: ['supplier'],
    identifiers,
    region: null,
    country: null,
    scale: null,
    vcse: null,
    website: null,
  };
}

function registerOf(...parties: Party[]): PartyRegister {
  const register = new PartyRegister();
  for (const each of parties) register.add(OCID, each, SUPPLIES);
  return register;
}

describe('the register of parties', () => {
  it('takes two parties of one company number for one organisation, under the first name', () => {
    const { organisations } = registerOf(
      party('b', identifier('GB-PPON', PPON), number('01234567')),
      party('a', number('1234567')),
    );
    expect(organisations).toHaveLength(1);
    const [{ name, identifiers }] = organisations;
    expect(name).toBe('Invented b');
    expect(identifiers.map(({ scheme, id }) => `${scheme}-${id}`)).toEqual([`GB-PPON-${PPON}`, 'GB-COH-01234567']);
  });

  it('learns the PPON of an organisation that was known by its number alone', () => {
    const register = registerOf(party('a', number('01234567')), party('b', number('01234567'), identifier('GB-PPON', PPON)));
    expect(register.organisations).toHaveLength(1);
    expect(register.find([identifier('GB-PPON', PPON)])?.organisation.name).toBe('Invented a');
  });

  it('keeps two registrations apart that share a company number, and joins nothing on that number', () => {
    const register = registerOf(
      party('a', identifier('GB-PPON', PPON), number('01234567')),
      party('b', identifier('GB-PPON', OTHER_PPON), number('01234567')),
    );
    expect(register.organisations).toHaveLength(2);
    expect(register.find([number('01234567')])).toBeNull();
    expect(register.find([number('01234567'), identifier('GB-PPON', PPON)])?.organisation.name).toBe('Invented a');
    register.add(OCID, party('c', number('01234567')), SUPPLIES);
    expect(register.organisations).toHaveLength(2);
  });

  it('says when the identifier of a notice had to be mended', () => {
    const register = registerOf(party('a', number('01234567')));
    expect(register.find([number('01234567')])?.confidence).toBe('IDENTIFIER');
    expect(register.find([number(' 1234567 ')])?.confidence).toBe('NORMALISED_IDENTIFIER');
  });

  it('gives no page to a buyer, nor to one known only by an id that is local to Find a Tender, and joins neither by name', () => {
    const register = registerOf(party('GB-FTS-1', identifier('GB-FTS', '1')));
    register.add(OCID, party('c', identifier('GB-PPON', PPON)), { ...SUPPLIES, supplies: false });
    expect(register.organisations.map(({ supplierId }) => supplierId)).toEqual([null]);
    expect(register.find([identifier('GB-FTS', '1')])).toBeNull();
  });

  it('gives a buyer a page once it supplies', () => {
    const register = registerOf();
    for (const supplies of [false, true])
      register.add(OCID, party('c', identifier('GB-PPON', PPON)), { ...SUPPLIES, supplies });
    expect(register.organisations).toHaveLength(1);
    expect(register.nowSupplying.map(({ organisation }) => organisation)).toEqual(register.organisations);
  });

  it('keeps an identifier that is none as it was published, and joins nothing on it', () => {
    const register = registerOf(party('GB-FTS-9', number('Imaginary Ltd')), party('GB-FTS-9', number('Imaginary Ltd')));
    expect(register.organisations).toMatchObject([{ identifiers: [{ id: 'Imaginary Ltd', valid: false }] }]);
    expect(register.find([number('Imaginary Ltd')])).toBeNull();
  });

  it('makes one organisation of what a publisher writes of a firm again and again, and joins nothing on it', () => {
    const register = registerOf();
    const written = (id: string, name: string, number: string): void =>
      register.add(`ocds-test-${id}`, { ...party(id, identifier('GB-COH', number)), name }, SUPPLIES);
    written('1', 'Invented Lamps Ltd', 'Invented Lamps Ltd');
    written('2', 'INVENTED LAMPS LIMITED', 'invented lamps ltd');
    expect(register.organisations).toHaveLength(1);
    expect(register.join('ocds-test-2', party('2', number('Invented Lamps Ltd')))).toBeNull();
    written('3', 'Invented Mirrors Ltd', 'Invented Lamps Ltd');
    expect(register.organisations).toHaveLength(2);
  });

  it('joins by name only what a person decided, and that party alone', () => {
    const known = { organisationId: 'o', supplierId: 's', name: 'Invented', joinedAs: [], identifiers: [], isNew: false };
    const accepted = new Map([['GB-FTS-7', { partyKey: 'GB-FTS-7', proposalId: 'p', supplierId: 's' }]]);
    const register = new PartyRegister([known], accepted);
    expect(register.join(OCID, party('GB-FTS-7'))).toEqual({ organisation: known, confidence: 'NAME_ONLY', proposalId: 'p' });
    expect(register.join(OCID, party('GB-FTS-8'))).toBeNull();
  });

  describe('of a party under the identifier of another, by its name', () => {
    const LAMPS = { ...party('GB-COH-01234567', number('01234567')), name: 'Invented Lamps Limited' };
    const SCOTLAND = { ...party('b', number('01234567')), name: 'Invented Lamps Scotland LLP' };

    it('joins nothing, but says whose identifier it has', () => {
      const register = registerOf(LAMPS, SCOTLAND);
      expect(register.organisations.map(({ name }) => name)).toEqual(['Invented Lamps Limited']);
      expect(register.join(OCID, LAMPS)?.organisation).toBe(register.organisations[0]);
      expect(register.join(OCID, SCOTLAND)).toBeNull();
      const [{ supplierId }] = register.organisations;
      expect([...register.doubted.values()]).toEqual([
        { partyKey: `${OCID} b`, partyName: 'Invented Lamps Scotland LLP', supplierId },
      ]);
    });

    it('makes a page of the identifiers that are its own', () => {
      const own = { ...SCOTLAND, identifiers: [number('01234567'), number('SC123456')] };
      const register = registerOf(LAMPS, own);
      expect(register.organisations.map(({ name }) => name)).toEqual(['Invented Lamps Limited', own.name]);
      expect(register.join(OCID, own)?.organisation.identifiers.map(({ id }) => id)).toEqual(['SC123456']);
      expect(register.find([number('01234567')])?.organisation.name).toBe('Invented Lamps Limited');
    });

    it('joins where the identifier was published for that name too, or was joined under it, and where a person decided', () => {
      const legalName = 'Invented Lamps Scotland LLP';
      const known = {
        organisationId: 'o',
        supplierId: 's',
        name: 'Glow',
        joinedAs: [],
        identifiers: [number('01234567')],
        isNew: false,
      };
      const accepted = new Map([[`${OCID} b`, { partyKey: `${OCID} b`, proposalId: 'p', supplierId: 's' }]]);
      expect(new PartyRegister([known]).join(OCID, SCOTLAND)).toBeNull();
      const asPublished = { ...known, identifiers: [{ ...number('01234567'), legalName }] };
      const joinedBefore = { ...known, joinedAs: ['INVENTED LAMPS (SCOTLAND)'] };
      expect(new PartyRegister([joinedBefore]).join(OCID, SCOTLAND)).toMatchObject({ confidence: 'IDENTIFIER' });
      expect(new PartyRegister([asPublished]).join(OCID, SCOTLAND)).toMatchObject({ confidence: 'IDENTIFIER' });
      expect(new PartyRegister([known], accepted).join(OCID, SCOTLAND)).toMatchObject({ confidence: 'NAME_ONLY' });
    });
  });

  it('gives the same keys in every database', () => {
    const keys = (): string[] =>
      registerOf(party('a', number('01234567')), party('c', number('07654321'))).organisations.map(
        ({ organisationId }) => organisationId,
      );
    expect(keys()).toEqual(keys());
    expect(new Set(keys()).size).toBe(2);
  });
});
