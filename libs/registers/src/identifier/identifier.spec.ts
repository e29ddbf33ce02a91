import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseCompanyNumber } from './company-number';
import { isPpon, parseIdentifier, printIdentifier, readIdentifier } from './identifier';

/** The company numbers of suppliers that Find a Tender published malformed, 26 of 725, and what they are. */
const PUBLISHED_MALFORMED: readonly [string, string | null][] = [
  ['1953344', '01953344'],
  ['5416775', '05416775'],
  ['Company Number - 07382763', '07382763'],
  ['3699262', '03699262'],
  ['5756266', '05756266'],
  ['5494158', '05494158'],
  ['1360961', '01360961'],
  ['6510296', '06510296'],
  ['7306126', '07306126'],
  ['sc820837', 'SC820837'],
  ['5733540', '05733540'],
  ['6612708', '06612708'],
  ['2767596', '02767596'],
  ['Imosphere Ltd', null],
  ['2727662', '02727662'],
  ['476611', '00476611'],
  ['1062609', '01062609'],
  ['1237354', '01237354'],
  ['2459259', '02459259'],
  ['4268443', '04268443'],
  ['8225808', '08225808'],
  ['5493454', '05493454'],
  ['8176584', '08176584'],
  ['1797726', '01797726'],
  ['952455', '00952455'],
  ['918971', '00918971'],
];

describe('a company number', () => {
  it.each(PUBLISHED_MALFORMED)(
    'that Find a Tender published as %p is mended only where that is certain',
    (published, value) => {
      const read = normaliseCompanyNumber(published);
      expect(read.valid).toBe(value !== null);
      expect(read.value).toBe(value ?? published);
    },
  );

  it('may have any prefix that the list of Companies House has', () => {
    const rows = readFileSync(join(__dirname, '../../../../seed/reference/companies-house-number-prefixes.csv'), 'utf8');
    const prefixes = rows
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => row.slice(0, 2));
    expect(prefixes).toHaveLength(34);
    for (const prefix of prefixes)
      expect(normaliseCompanyNumber(`${prefix}000123`)).toEqual({ value: `${prefix}000123`, valid: true });
  });

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
    ['ip 31r', 'IP00031R'],
    ['SP1234RS', 'SP1234RS'],
    ['SL01234A', 'SL01234A'],
    ['No. 123456', '00123456'],
    ['NO000123', 'NO000123'],
    ['０２６２５３１２', '02625312'],
  ])('published as %p is %p', (published, value) => {
    expect(normaliseCompanyNumber(published)).toEqual({ value, valid: true });
  });

  it.each([
    '',
    'n/a',
    '123456789',
    'XX123456',
    '00000000',
    'SC000000',
    'SC1234567',
    'SC12345R',
    'NO 123456',
    '12 Acacia Avenue',
  ])('published as %p is kept as it is and flagged', (published) => {
    const read = normaliseCompanyNumber(published);
    expect(read.valid).toBe(false);
    expect(read.flaw).toBeDefined();
    expect(read.value).toBe(published);
  });

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

  it.each(['N/A', 'n/a', 'None', 'not applicable', 'TBC', '-', '0', '00000', 'xxx', '?', '(none)', 'N.A.'])(
    'that says %p joins nothing: it stands where there is no number',
    (id) => {
      const read = readIdentifier({ scheme: 'GB-CHC', id });
      expect(read).toMatchObject({ id, valid: false, joins: false, flaw: expect.any(String) });
      expect(read.uri).toBeUndefined();
    },
  );

  it.each(['RGT', 'BIR', 'NAS', '1001', 'X0', 'SC012345'])('of letters or digits such as %p joins', (id) => {
    expect(readIdentifier({ scheme: 'GB-NHS', id })).toMatchObject({ id, valid: true, joins: true });
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
    for (const printed of ['GB-COH-02625312', 'GB-COH:02625312', ' GB-COH 02625312'])
      expect(parseIdentifier(printed)).toEqual({ scheme: 'GB-COH', id: '02625312' });
    for (const words of ['nothing', 'GB-COH', 'GB-COH 2 cameras']) expect(parseIdentifier(words)).toBeNull();
  });

  it('is a PPON only in its exact shape', () => {
    expect(isPpon('PHVX-4316-ZVGZ')).toBe(true);
    for (const text of ['PHVX-4310-ZVGZ', 'AHVX-4316-ZVGZ', 'PHVX4316ZVGZ', ' PHVX-4316-ZVGZ'])
      expect(isPpon(text)).toBe(false);
  });
});
