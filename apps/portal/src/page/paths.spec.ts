import fc from 'fast-check';
import { pathWithin } from './paths';

describe('where somebody may be sent on to', () => {
  it('is a path of the portal', () => {
    expect(pathWithin('/procurements?stage=DRAFT')).toBe('/procurements?stage=DRAFT');
  });

  it.each(['', 'https://example.org', '//example.org', '/\\example.org', 'javascript:alert(1)', '/\t/example.org'])(
    'is never %j',
    (asked) => expect(pathWithin(asked)).toBe('/'),
  );

  it('never leaves the portal, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string(), (asked) => {
        expect(new URL(pathWithin(`/${asked}`), 'http://portal.example').host).toBe('portal.example');
      }),
    );
  });
});
