import { mustHaveBeenCheckable } from './attestation.policy';

describe('the day on which an attestation was checked', () => {
  const attestation = { issuedOn: '2026-06-01', receivedAt: new Date('2026-06-10T23:30:00Z') };
  const today = '2026-06-15';

  it.each([
    ['2026-06-16', 'It cannot have been checked on 16 June 2026, which has not come yet.'],
    ['2026-05-31', 'It cannot have been checked on 31 May 2026, before it was issued on 1 June 2026.'],
    ['2026-06-10', 'It cannot have been checked on 10 June 2026, before it was received on 11 June 2026.'],
  ])('is not %s', (day, words) => {
    expect(() => mustHaveBeenCheckable(attestation, day, today)).toThrow(words);
  });

  it.each(['2026-06-11', today])('may be %s', (day) => {
    expect(() => mustHaveBeenCheckable(attestation, day, today)).not.toThrow();
  });

  it('may be the day on which it was received where it bears no date of issue', () => {
    expect(() => mustHaveBeenCheckable({ ...attestation, issuedOn: null }, '2026-06-11', today)).not.toThrow();
  });
});
