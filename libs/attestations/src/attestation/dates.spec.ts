import fc from 'fast-check';
import { BadUserInput } from '#platform';
import { monthsAfter, mustEnd, mustHoldTogether } from './dates';

const NONE = { coversFrom: null, coversTo: null, issuedOn: null, expiresOn: null };
const YEARLY = { name: 'Test Mark', validityMonths: 12, validityRule: 'twelve months from certification' };
const OPEN = { ...YEARLY, validityMonths: null };
const TODAY = '2026-06-15';
const fields = (run: () => void): string[] => {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    return (error.extensions.fields as { path: string }[]).map(({ path }) => path);
  }
};

describe('the dates of an attestation', () => {
  it.each([
    ['nothing given', {}, []],
    ['issued today', { issuedOn: TODAY }, []],
    ['issued tomorrow', { issuedOn: '2026-06-16' }, ['issuedOn']],
    ['covering a single day', { coversFrom: TODAY, coversTo: TODAY }, []],
    ['covering backwards', { coversFrom: TODAY, coversTo: '2026-06-14' }, ['coversTo']],
    ['expired before it was issued', { issuedOn: TODAY, expiresOn: '2026-06-14' }, ['expiresOn']],
  ])('%s', (_, dates, refused) => {
    expect(fields(() => mustHoldTogether({ ...NONE, ...dates }, OPEN, TODAY))).toEqual(refused);
  });

  it('reach to the last day that the scheme allows, and the refusal of a later one gives the rule in words', () => {
    const issuedOn = '2026-01-31';
    expect(() => mustHoldTogether({ ...NONE, issuedOn, expiresOn: '2027-01-31' }, YEARLY, TODAY)).not.toThrow();
    expect(() => mustHoldTogether({ ...NONE, issuedOn, expiresOn: '2027-02-01' }, YEARLY, TODAY)).toThrow(
      'Test Mark that begins on 31 January 2026 holds to 31 January 2027 at the latest. The rule of the scheme: twelve months from certification',
    );
    expect(fields(() => mustHoldTogether({ ...NONE, issuedOn, coversTo: '2030-01-01' }, YEARLY, TODAY))).toEqual(['coversTo']);
  });

  it('say when it began and ended wherever the scheme has a length', () => {
    expect(fields(() => mustHoldTogether({ ...NONE, expiresOn: '2027-01-01' }, YEARLY, TODAY))).toEqual(['issuedOn']);
    expect(fields(() => mustEnd(NONE, YEARLY))).toEqual(['expiresOn']);
    expect(fields(() => mustEnd(NONE, OPEN))).toEqual([]);
  });

  it('count months to the same day, or to the last of a shorter month', () => {
    expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
    expect(monthsAfter('2026-10-31', 1)).toBe('2026-11-30');
    expect(monthsAfter('2026-12-05', 36)).toBe('2029-12-05');
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (date, months) => {
        const from = date.toISOString().slice(0, 10);
        const to = monthsAfter(from, months);
        const passed =
          (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
        expect(passed).toBe(months);
        expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
      }),
    );
  });
});
