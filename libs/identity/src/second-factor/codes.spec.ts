import { Secret, TOTP } from 'otpauth';
import { hashRecoveryCode, newRecoveryCodes, newSecret, secretUri, stepOfCode } from './codes';

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const SECRET = Secret.fromUTF8('12345678901234567890').base32;
const codeAt = (seconds: number): string =>
  new TOTP({ secret: Secret.fromBase32(SECRET) }).generate({ timestamp: seconds * 1000 });

describe('one-time codes', () => {
  // The last six of the eight digits in the RFC's table.
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('are those of RFC 6238 at %d s', (seconds, code, step) => {
    expect(codeAt(seconds)).toBe(code);
    expect(stepOfCode(SECRET, code, 0, seconds * 1000)).toBe(step);
  });

  it('are taken a step early or late, and no further', () => {
    const [now, code] = [1_000_000, codeAt(1_000_000)];
    expect(stepOfCode(SECRET, code, 0, (now + 30) * 1000)).not.toBeNull();
    expect(stepOfCode(SECRET, code, 0, (now - 30) * 1000)).not.toBeNull();
    expect(stepOfCode(SECRET, code, 0, (now + 90) * 1000)).toBeNull();
  });

  it('are good once', () => {
    const step = stepOfCode(SECRET, codeAt(1_000_000), 0, 1_000_000_000);
    expect(stepOfCode(SECRET, codeAt(1_000_000), step ?? 0, 1_000_000_000)).toBeNull();
  });

  it.each(['', '12345', 'abcdef', '1234567'])('are not "%s"', (code) => {
    expect(stepOfCode(SECRET, code, 0, 0)).toBeNull();
  });

  it('come of a secret that is other every time', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(newSecret());
    expect(secretUri(SECRET, 'ada@example.org')).toMatch(/^otpauth:\/\/totp\/Assay:ada%40example\.org\?.*secret=/);
  });

  it('have ten codes beside them for whoever has lost the app', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[a-z2-9]{4}-[a-z2-9]{4}$/.test(code))).toBe(true);
    expect(hashRecoveryCode(' ABCD efgh')).toBe(hashRecoveryCode('abcd-efgh'));
  });
});
