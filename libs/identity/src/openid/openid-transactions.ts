import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Tx, Unauthenticated } from '#platform';
import { BeginOpenIdPayload } from './openid.inputs';
import { OpenIdProvider } from './openid-provider';
import { answersTo, newTransactionSecret, secretsOf, type TransactionSecrets } from './transaction-secret';

/** What a way to the provider is for: to sign in, to link an identity, or, once somebody has signed in there, to wait for a code. */
export type OpenIdPurpose = 'SIGN_IN' | 'LINK' | 'CODE';

interface Taken {
  user_id: string | null;
  id_token: string | null;
}

/** Ways to the provider that have begun: each for ten minutes, for the browser that began it, and once. */
@Injectable()
export class OpenIdTransactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly provider: OpenIdProvider,
  ) {}

  /**
   * @param userId who links an identity; null for whoever signs in
   * @throws Refusal where the provider cannot be reached
   */
  async begin(userId: string | null): Promise<BeginOpenIdPayload> {
    const transaction = newTransactionSecret();
    const secrets = secretsOf(transaction);
    const url = await this.provider.signInUrl(secrets);
    const expiresAt = await this.keep(secrets.hash, userId === null ? 'SIGN_IN' : 'LINK', userId, null);
    return { url, transaction, expiresAt };
  }

  /** Keeps who has signed in at the provider until a code has come. */
  async awaitCode({ hash }: TransactionSecrets, userId: string, idToken: string): Promise<void> {
    await this.keep(hash, 'CODE', userId, idToken);
  }

  /** Whose code is waited for. @throws Unauthenticated when it was waited for too long */
  async awaiting({ hash }: TransactionSecrets): Promise<string> {
    const [{ user }]: { user: string | null }[] = await this.dataSource.query('SELECT openid_awaiting_code($1) AS user', [
      hash,
    ]);
    if (user === null) throw new Unauthenticated(OVER);
    return user;
  }

  /**
   * Takes a way that has come back, which nobody can take again.
   *
   * @param answer the query that the provider sent the browser back with
   * @throws Unauthenticated when it is no answer to this, took too long, or was taken before
   */
  async answered(
    secret: string,
    answer: string,
    purpose: OpenIdPurpose,
  ): Promise<{ secrets: TransactionSecrets; taken: Taken }> {
    const secrets = secretsOf(secret);
    if (!answersTo(secrets, answer)) throw new Unauthenticated(OTHER);
    return { secrets, taken: await this.take(secrets, purpose, this.dataSource) };
  }

  /** The same of what waited for a code, in the transaction that begins the session. @throws Unauthenticated */
  async take({ hash }: TransactionSecrets, purpose: OpenIdPurpose, by: Pick<Tx, 'query'>): Promise<Taken> {
    const [taken]: Taken[] = await by.query('SELECT * FROM take_openid($1, $2)', [hash, purpose]);
    if (taken === undefined) throw new Unauthenticated(OVER);
    return taken;
  }

  private async keep(hash: string, purpose: OpenIdPurpose, userId: string | null, idToken: string | null): Promise<Date> {
    const [{ ends }]: { ends: Date }[] = await this.dataSource.query('SELECT begin_openid($1, $2, $3, $4) AS ends', [
      hash,
      purpose,
      userId,
      idToken,
    ]);
    return ends;
  }
}

const OVER = 'This sign-in took longer than ten minutes, or was used already. Nothing was changed; begin again.';
const OTHER =
  'This is the answer to a sign-in that was begun in another window or another browser. Nothing was changed; begin again.';
