import fc from 'fast-check';
import { normaliseCompanyNumber } from './company-number';
import { isPpon, parseIdentifier, printIdentifier, readIdentifier } from './identifier';

describe('a company number', () => {
  it.each([
    ['02625312', '02625312'],
    ['2625312', '02625312'],
    [' 2625312 ', '02625312'],
    ['sc123456', 'SC123456'],
    ['SC 12345', 'SC012345'],
    ['OC307847', 'OC307847'],
    ['NI 612345', 'NI612345'],
    ['IP12345R', 'IP12345R'],
    ['Company No. 2625312', '02625312'],
    ['Company number: SC123456', 'SC123456'],
    ['RC000060', 'RC000060'],
  ])('published as %p is %p', (published, value) => {
    expect(normaliseCompanyNumber(published)).toEqual({ value, valid: true });
  });

  it.each(['', 'n/a', '123456789', 'XX123456', '00000000', 'SC1234567', '12 Acacia Avenue'])(
    'published as %p is kept as it is and flagged',
    (published) => {
      const read = normaliseCompanyNumber(published);
      expect(read.valid).toBe(false);
      expect(read.flaw).toBeDefined();
      if (published !== '00000000') expect(read.value).toBe(published);
    },
  );

  it('that was mended is not changed by mending it again, whatever it was', () => {
    fc.assert(
      fc.property(fc.string(), (published) => {
        const once = normaliseCompanyNumber(published);
        if (once.valid) expect(normaliseCompanyNumber(once.value)).toEqual(once);
        else expect(once.flaw).toBeDefined();
      }),
    );
  });
});

describe('an identifier', () => {
  it('of Find a Tender alone joins nothing', () => {
    expect(readIdentifier({ scheme: 'GB-FTS', id: '12345' }).joins).toBe(false);
  });

  it('that is malformed joins nothing, and says why', () => {
    expect(readIdentifier({ scheme: 'GB-COH', id: 'n/a' })).toMatchObject({ valid: false, joins: false, published: 'n/a' });
    expect(readIdentifier({ scheme: 'GB-PPON', id: 'AAAA-0000-AAAA' })).toMatchObject({ valid: false, joins: false });
  });

  it('of a company has its page at Companies House', () => {
    expect(readIdentifier({ scheme: 'gb-coh', id: '2625312' })).toMatchObject({
      scheme: 'GB-COH',
      id: '02625312',
      published: '2625312',
      uri: 'https://find-and-update.company-information.service.gov.uk/company/02625312',
    });
  });

  it('is printed and read back the same', () => {
    expect(printIdentifier({ scheme: 'GB-COH', id: '02625312' })).toBe('GB-COH-02625312');
    expect(parseIdentifier('GB-NHS-X24')).toEqual({ scheme: 'GB-NHS', id: 'X24' });
    expect(parseIdentifier('nothing')).toBeNull();
  });

  it('is a PPON only in its exact shape', () => {
    expect(isPpon('PHVX-4316-ZVGZ')).toBe(true);
    for (const text of ['PHVX-4310-ZVGZ', 'AHVX-4316-ZVGZ', 'PHVX4316ZVGZ', ' PHVX-4316-ZVGZ'])
      expect(isPpon(text)).toBe(false);
  });
});
