import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { networkOf } from '#platform';

/** What became of a password; where too many were wrong it was not looked at. */
export type Verdict = 'RIGHT' | 'WRONG' | 'TOO_MANY_WERE_WRONG';

/** What to tell whoever guessed too often. */
export const TOO_MANY_WERE_WRONG = 'Too many passwords were wrong. Wait a quarter of an hour, then try again.';

/**
 * Stops guessing: ten wrong passwords for an account, or a hundred for any, from one network address (of IPv6 a whole /64), and for the rest of a quarter of an
 * hour none is looked at from there, be it right. Whoever is at another address can sign in meanwhile, so that nobody is locked out by
 * somebody else's guesses.
 */
@Injectable()
export class PasswordTries {
  constructor(private readonly dataSource: DataSource) {}

  /** Looks at a password, which is counted as tried before that, so that many at the same moment are counted too. */
  async judge(email: string, address: string, isRight: () => Promise<boolean>): Promise<Verdict> {
    const account = keyOf(email);
    if (!(await this.begin(account, address))) return 'TOO_MANY_WERE_WRONG';
    if (!(await isRight())) return 'WRONG';
    await this.dataSource.query('SELECT forget_password_tries($1, $2)', [account, networkOf(address)]);
    return 'RIGHT';
  }

  /** Counts what strangers do that has no password to be wrong, such as asking for an account: ten of one thing from one network address. */
  mayDo(thing: string, address: string): Promise<boolean> {
    return this.begin(keyOf(thing), address);
  }

  private async begin(key: string, address: string): Promise<boolean> {
    const [{ may }]: { may: boolean }[] = await this.dataSource.query('SELECT begin_password_try($1, $2) AS may', [
      key,
      networkOf(address),
    ]);
    return may;
  }
}

function keyOf(text: string): string {
  return createHash('sha256').update(text.trim().toLowerCase()).digest('hex');
}
