import { compareClaim, flawOfClaimed } from './claim-proof';

const PAGE = { identifiers: [{ scheme: 'GB-COH', identifier: '01234567' }], website: 'https://www.lamps.example/about' };
const claim = (more: object = {}, page: object = {}) =>
  compareClaim({ scheme: 'GB-COH', identifier: '1234567', email: 'Ada@Lamps.example', ...more }, { ...PAGE, ...page });

describe('the proof of a claim', () => {
  it('agrees when the identifier is the page’s and the e-mail domain that of its website', () => {
    expect(claim()).toEqual({
      identifierScheme: 'GB-COH',
      identifier: '01234567',
      emailDomain: 'lamps.example',
      identifierAgrees: true,
      domainAgrees: true,
    });
  });

  it('takes an identifier with its scheme in front', () => {
    expect(claim({ scheme: 'anything', identifier: 'GB-COH-01234567' })).toMatchObject({
      identifierScheme: 'GB-COH',
      identifierAgrees: true,
    });
  });

  it('does not agree on another number, on another scheme, nor on an id that is local to Find a Tender', () => {
    expect(claim({ identifier: '7654321' }).identifierAgrees).toBe(false);
    expect(claim({ scheme: 'GB-CHC' }).identifierAgrees).toBe(false);
    const local = { identifiers: [{ scheme: 'GB-FTS', identifier: '99' }] };
    expect(claim({ scheme: 'GB-FTS', identifier: '99' }, local).identifierAgrees).toBe(false);
  });

  it('does not take a domain that only ends or begins like the website’s', () => {
    for (const email of ['a@evil-lamps.example', 'a@lamps.example.org', 'a@mail.lamps.example'])
      expect(claim({ email }).domainAgrees).toBe(false);
    expect(claim({}, { website: null }).domainAgrees).toBe(false);
    expect(claim({}, { website: 'not an address' }).domainAgrees).toBe(false);
  });
});

describe('the identifier of a claim', () => {
  const flawOf = (scheme: string, identifier: string, page = PAGE.identifiers) => flawOfClaimed({ scheme, identifier }, page);

  it.each([
    ['GB-COH', '7654321'],
    ['gb-coh', 'SC123456'],
    ['GB-CHC', 'GB-COH-01234567'],
    ['GB-PPON', 'PHVX-4316-ZVGZ'],
    ['GB-NHS', 'X24'],
    ['XI-LEI', '5493001KJTIIGC8Y1R12'],
    ['ASSAY-DEMO', 'S001'],
  ])('is taken where it can be one: %s %s', (scheme, identifier) => {
    expect(flawOf(scheme, identifier)).toBeNull();
  });

  it.each([
    ['GB-COH', '123456789', /"123456789" is not a company number: .+ Give the number as its register has it\.$/],
    ['GB-COH', 'PHVX-4316-ZVGZ', /is not a company number/],
    ['GB-PPON', '01234567', /does not have the shape of a PPON/],
    ['GB-CHC', 'none', /"none" stands where there is no number/],
    ['GB-CHC', '  ', /the identifier is empty/],
  ])('is told of where no such register has it: %s %s', (scheme, identifier, message) => {
    expect(flawOf(scheme, identifier)).toEqual({ path: 'identifier', message: expect.stringMatching(message) as string });
  });

  it.each([
    ['', '1', 'identifierScheme', /"" is not the code of a register\. Give one that is, such as GB-COH for Companies House\.$/],
    ['Companies House', '1234567', 'identifierScheme', /"COMPANIES HOUSE" is not the code of a register/],
    ['GB-FTS', '1234', 'identifierScheme', /to one publisher of notices alone/],
    ['GB-COH', 'GB-FTS-1234', 'identifier', /to one publisher of notices alone/],
  ])('is told of where there is no such register: %s %s', (scheme, identifier, path, message) => {
    expect(flawOf(scheme, identifier)).toEqual({ path, message: expect.stringMatching(message) as string });
  });

  it('is taken as wrong as the page is published with it, by which it can be found alone', () => {
    const published = [{ scheme: 'GB-COH', identifier: 'Invented Lamps Ltd' }];
    expect(flawOf('GB-COH', 'Invented Lamps Ltd', published)).toBeNull();
    expect(flawOf('GB-COH', 'Invented Lamps', published)).not.toBeNull();
  });
});
