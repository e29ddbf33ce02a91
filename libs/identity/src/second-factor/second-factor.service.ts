import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { BadUserInput, Conflict, Forbidden, Member, SecondFactorNeeded, Transactions, Tx, Unauthenticated } from '#platform';
import { User } from '../user/user.entity';
import { hashRecoveryCode, newRecoveryCodes, newSecret, secretUri, stepOfCode } from './codes';
import { BeginSecondFactorPayload, ConfirmSecondFactorPayload, RemoveSecondFactorPayload } from './second-factor.inputs';

interface Factor {
  secret: string;
  confirmed: boolean;
  last_step: string;
  recovery_hashes: string[];
  is_locked: boolean;
}

/** What a code was found to be: the step of an app's code, or a recovery code. */
type Taken = { step: number } | { recovery: string };

/** One-time codes besides the password, for whoever turns them on. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  async isOn(userId: string): Promise<boolean> {
    return (await this.of(userId))?.confirmed ?? false;
  }

  /**
   * A new secret, asked for only once a code of it has come.
   *
   * @throws Forbidden to a token
   * @throws Conflict when codes are on already
   */
  async begin(caller: Member): Promise<BeginSecondFactorPayload> {
    mustBeAtASession(caller);
    if (await this.isOn(caller.user.id))
      throw new Conflict('Codes are on already. Turn them off first, then set up another app.');
    const secret = newSecret();
    await this.transactions.run(caller, (tx) =>
      // One that was confirmed meanwhile, in another window, keeps the secret that its app has.
      tx.query(
        `INSERT INTO second_factor (user_id, secret) VALUES ($1, $2)
         ON CONFLICT (user_id) DO UPDATE SET secret = $2 WHERE second_factor.confirmed_at IS NULL`,
        [caller.user.id, secret],
      ),
    );
    return { secret, uri: secretUri(secret, caller.user.email) };
  }

  /**
   * Turns codes on with the first of them.
   *
   * @throws Forbidden to a token
   * @throws BadUserInput when the code is wrong
   * @throws Conflict when there is nothing to confirm, or another window came first
   */
  async confirm(caller: Member, code: string): Promise<ConfirmSecondFactorPayload> {
    mustBeAtASession(caller);
    const factor = await this.of(caller.user.id);
    if (factor === null || factor.confirmed) throw new Conflict('There is nothing to confirm. Begin anew.');
    const step = stepOfCode(factor.secret, code, 0);
    if (step === null) throw BadUserInput.field('code', WRONG);
    const recoveryCodes = newRecoveryCodes();
    await this.transactions.run(caller, async (tx) => {
      const [confirmed] = (await tx.query(
        `UPDATE second_factor SET confirmed_at = now(), last_step = $2, recovery_hashes = $3
         WHERE user_id = $1 AND confirmed_at IS NULL RETURNING user_id`,
        [caller.user.id, step, recoveryCodes.map(hashRecoveryCode)],
      )) as [unknown[], number];
      if (confirmed.length === 0) throw new Conflict(ON_MEANWHILE);
      // The row is held from here on, so that the secret stays the one that is read now.
      if ((await this.of(caller.user.id, tx))?.secret !== factor.secret) throw new Conflict(SET_UP_MEANWHILE);
      await this.record(tx, caller, 'second-factor.turned-on');
    });
    return { recoveryCodes };
  }

  /**
   * Turns codes off, with one more.
   *
   * @throws Forbidden to a token
   * @throws BadUserInput when the code is wrong
   */
  async remove(caller: Member, code: string): Promise<RemoveSecondFactorPayload> {
    mustBeAtASession(caller);
    const factor = await this.of(caller.user.id);
    if (factor?.confirmed !== true) return { isOn: false };
    if ((await this.taken(caller.user.id, factor, code)) === null) throw BadUserInput.field('code', WRONG);
    await this.transactions.run(caller, async (tx) => {
      await tx.query('DELETE FROM second_factor WHERE user_id = $1', [caller.user.id]);
      await this.record(tx, caller, 'second-factor.turned-off');
    });
    return { isOn: false };
  }

  /**
   * At sign-in, after the password was right: whether the second factor is too.
   *
   * @returns what has to be spent in the transaction that begins the session; null when no code is asked for
   * @throws SecondFactorNeeded when there is no code
   * @throws Unauthenticated when it is wrong, or too many were
   */
  async check(userId: string, code: string | null): Promise<Taken | null> {
    const factor = await this.of(userId);
    if (factor?.confirmed !== true) return null;
    if (code === null || code.trim() === '') throw new SecondFactorNeeded();
    const taken = await this.taken(userId, factor, code);
    if (taken === null) throw new Unauthenticated(WRONG);
    return taken;
  }

  /** Makes sure that a code is good once, also for two who send it at the same moment. @throws Unauthenticated */
  async spend(tx: Tx, userId: string, taken: Taken): Promise<void> {
    const [rows] = (await ('step' in taken
      ? tx.query(
          'UPDATE second_factor SET last_step = $2, wrong_codes = 0 WHERE user_id = $1 AND last_step < $2 RETURNING user_id',
          [userId, taken.step],
        )
      : tx.query(
          `UPDATE second_factor SET recovery_hashes = array_remove(recovery_hashes, $2), wrong_codes = 0
           WHERE user_id = $1 AND $2 = ANY (recovery_hashes) RETURNING user_id`,
          [userId, taken.recovery],
        ))) as [unknown[], number];
    if (rows.length === 0) throw new Unauthenticated(WRONG);
  }

  private async taken(userId: string, factor: Factor, code: string): Promise<Taken | null> {
    if (factor.is_locked) throw new Unauthenticated('Five codes were wrong. Wait a quarter of an hour, then try again.');
    const step = stepOfCode(factor.secret, code, Number(factor.last_step));
    if (step !== null) return { step };
    const recovery = hashRecoveryCode(code);
    if (factor.recovery_hashes.includes(recovery)) return { recovery };
    await this.dataSource.query('SELECT second_factor_failed($1)', [userId]);
    return null;
  }

  private async of(userId: string, by: Pick<Tx, 'query'> = this.dataSource): Promise<Factor | null> {
    const [factor]: Factor[] = await by.query('SELECT * FROM second_factor_of($1)', [userId]);
    return factor ?? null;
  }

  private async record(tx: Tx, caller: Member, action: string): Promise<void> {
    await this.audit.record(tx, caller, { action, subject: { type: User, id: caller.user.id } });
  }
}

/** Whoever has found a token must not shut its owner out: how somebody signs in is changed by whoever has signed in. @throws Forbidden */
function mustBeAtASession({ scopes }: Member): void {
  if (scopes !== null) throw new Forbidden('A token cannot turn codes on or off. Sign in and do it there.');
}

const ON_MEANWHILE =
  'Codes were turned on in another window meanwhile. Keep the recovery codes that were shown there; nothing was changed here.';
const SET_UP_MEANWHILE =
  'An app was set up anew in another window meanwhile, so that this code is of a secret that no longer counts. Enter a code there, or begin anew.';
const WRONG = 'This code is not right, or was used already. Wait for the next one in your app, and enter that.';
