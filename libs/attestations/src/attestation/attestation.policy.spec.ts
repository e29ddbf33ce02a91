import { mustHaveBeenCheckable } from './attestation.policy';

describe('the day on which an attestation was checked', () => {
  const attestation = { issuedOn: '2026-06-01' };
  const today = '2026-06-15';

  it.each([
    ['2026-06-16', 'It cannot have been checked on 16 June 2026, which has not come yet.'],
    ['2026-05-31', 'It cannot have been checked on 31 May 2026, before it was issued on 1 June 2026.'],
  ])('is not %s', (day, words) => {
    expect(() => mustHaveBeenCheckable(attestation, day, today)).toThrow(words);
  });

  it.each(['2026-06-01', today])('may be %s', (day) => {
    expect(() => mustHaveBeenCheckable(attestation, day, today)).not.toThrow();
  });

  it('may be any that has come where it bears no date of issue', () => {
    expect(() => mustHaveBeenCheckable({ issuedOn: null }, '2026-05-31', today)).not.toThrow();
  });
});
