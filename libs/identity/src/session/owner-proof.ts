import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BadUserInput, Member, Transactions, Unauthenticated } from '#platform';
import { SecondFactorService } from '../second-factor/second-factor.service';
import { passwordMatches } from './password';
import { PasswordTries, TOO_MANY_WERE_WRONG } from './password-tries';

/** What somebody gives to show that an account is theirs: its password, or a code where they use codes. */
export interface Proof {
  password?: string | null;
  code?: string | null;
}

/** That whoever sits at a session is the owner of its account: asked for what would outlast a session that was left open. */
@Injectable()
export class OwnerProof {
  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Transactions,
    private readonly factors: SecondFactorService,
    private readonly tries: PasswordTries,
  ) {}

  /**
   * @param address where the request came from
   * @throws BadUserInput when neither the password nor a code proves that it is they
   */
  async mustHold(caller: Member, address: string, { password, code }: Proof): Promise<void> {
    if ((password ?? '') !== '') await this.mustBePassword(caller, address, password ?? '');
    else await this.mustBeCode(caller, code ?? '');
  }

  /** The hash of the caller's password; null where they have none. */
  async passwordHash({ user: { email } }: Member): Promise<string | null> {
    const [account]: { password_hash: string | null }[] = await this.dataSource.query('SELECT * FROM sign_in_account($1)', [
      email,
    ]);
    return account?.password_hash ?? null;
  }

  private async mustBePassword(caller: Member, address: string, password: string): Promise<void> {
    const hash = await this.passwordHash(caller);
    const verdict = await this.tries.judge(caller.user.email, address, () => passwordMatches(hash, password));
    if (verdict === 'TOO_MANY_WERE_WRONG') throw BadUserInput.field('password', TOO_MANY_WERE_WRONG);
    if (verdict === 'WRONG') throw BadUserInput.field('password', 'The password is not right.');
  }

  private async mustBeCode(caller: Member, code: string): Promise<void> {
    if (code.trim() === '') throw BadUserInput.field('password', 'Enter your password, or a code if you use one.');
    if (!(await this.factors.isOn(caller.user.id)))
      throw BadUserInput.field('code', 'Codes are off for your account. Enter your password.');
    try {
      const factor = await this.factors.check(caller.user.id, code);
      if (factor !== null) await this.database.run(caller, (tx) => this.factors.spend(tx, caller.user.id, factor));
    } catch (error) {
      throw error instanceof Unauthenticated ? BadUserInput.field('code', error.message) : error;
    }
  }
}
