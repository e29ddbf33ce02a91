import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Assay';

/** Seconds that a code is shown for. */
const PERIOD = 30;

/** Steps on either side whose code is still taken: clocks differ, and people type slowly. */
const WINDOW = 1;

/** Letters and digits that nobody takes for one another. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** A secret that an app is given: 160 bits, base 32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an app reads as a picture or a link. @param account whose code it is, an email address */
export function secretUri(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/**
 * The step of a code, if it is good now and of none taken before.
 *
 * @param code six digits, with or without blanks
 * @param lastStep the step of the last code that was taken
 * @param now milliseconds since 1970
 * @returns null when it is not
 * @source RFC 6238
 */
export function stepOfCode(secret: string, code: string, lastStep: number, now: number = Date.now()): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret, '').validate({ token, timestamp: now, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / PERIOD) + delta;
  return step > lastStep ? step : null;
}

/** Ten codes, each good once, for whoever has lost the app: `x7kq-m3np`. Some 40 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  });
}

/** How a recovery code is kept. It is random, so that a plain hash will do; blanks, hyphens and case do not matter. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest('hex');
}

function totp(secret: string, account: string): TOTP {
  return new TOTP({ issuer: ISSUER, label: account, secret: Secret.fromBase32(secret), period: PERIOD });
}
