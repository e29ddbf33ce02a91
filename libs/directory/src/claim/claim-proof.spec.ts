import { compareClaim } from './claim-proof';

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
