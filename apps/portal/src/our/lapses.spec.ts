import fc from 'fast-check';
import { calendarOf, daysLeft, lapsesOf } from './lapses';

const attestation = (id: string, expiresOn: string | null, status = 'VERIFIED', coversTo: string | null = null) => ({
  id,
  status,
  expiresOn,
  coversTo,
  scheme: { name: 'Cyber Essentials' },
  product: null,
});

describe('what lapses when', () => {
  it('is told by month, with what has lapsed before and what comes much later after', () => {
    const { lapsed, months, later } = lapsesOf(
      [
        attestation('a', '2026-11-22'),
        attestation('b', '2026-11-23'),
        attestation('c', '2027-01-05'),
        attestation('d', '2026-11-30'),
        attestation('e', '2028-05-01'),
        attestation('f', null),
        attestation('g', '2027-01-01', 'WITHDRAWN'),
        attestation('h', '2027-12-31', 'VERIFIED', '2027-01-31'),
        attestation('i', null, 'VERIFIED', '2026-11-22'),
      ],
      '2026-11-23',
    );
    expect(lapsed.map(({ id }) => id)).toEqual(['a', 'i']);
    expect(months.map(({ month, attestations }) => [month, attestations.map(({ id }) => id)])).toEqual([
      ['2026-11', ['b', 'd']],
      ['2027-01', ['c', 'h']],
    ]);
    expect(later.map(({ id }) => id)).toEqual(['e']);
  });

  it.each([
    ['2026-12-24', 'VERIFIED', null],
    ['2026-12-23', 'VERIFIED', 30],
    ['2026-11-24', 'SUBMITTED', 1],
    ['2026-11-23', 'VERIFIED', 0],
    ['2026-11-22', 'EXPIRED', null],
    ['2026-11-22', 'SUBMITTED', null],
    ['2026-11-24', 'DRAFT', null],
    ['2026-11-24', 'WITHDRAWN', null],
    [null, 'VERIFIED', null],
  ])('what ends on %s and stands at %s has %s days left that are worth a word', (expiresOn, status, days) => {
    expect(daysLeft({ ...attestation('a', expiresOn, status), renewed: false }, '2026-11-23')).toBe(days);
  });

  it('counts the days to the last that it covers, and none where another takes its place', () => {
    const ending = attestation('a', '2027-12-31', 'VERIFIED', '2026-11-30');
    expect(daysLeft({ ...ending, renewed: false }, '2026-11-23')).toBe(7);
    expect(daysLeft({ ...ending, renewed: true }, '2026-11-23')).toBeNull();
  });

  it('is a calendar that others can read: escaped, folded, a day each', () => {
    const text = calendarOf(
      [attestation('att_1', '2027-01-05'), attestation('att_2', null)],
      '2026-11-23T10:00:00.000Z',
      () => 'Ends; soon, or so',
    );
    expect(text).toContain('DTSTART;VALUE=DATE:20270105\r\n');
    expect(text).toContain('DTSTAMP:20261123T100000Z\r\n');
    expect(text).toContain('SUMMARY:Ends\\; soon\\, or so\r\n');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  it('never has a line of more than 75 bytes, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        const text = calendarOf([attestation('att_1', '2027-01-05')], '2026-11-23T10:00:00Z', () => words);
        expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${words.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')}`);
      }),
    );
  });
});
