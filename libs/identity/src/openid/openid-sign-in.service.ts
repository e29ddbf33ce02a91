import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Caller, CONFIGURATION, Configuration, Forbidden, SecondFactorNeeded, Unauthenticated } from '#platform';
import { SecondFactorService } from '../second-factor/second-factor.service';
import { type Account, SessionService } from '../session/session.service';
import { PasswordTries } from '../session/password-tries';
import { SignInPayload } from '../session/session.inputs';
import { OpenIdIdentities } from './openid-identities';
import { BeginOpenIdPayload, CompleteOpenIdSignInInput } from './openid.inputs';
import { OpenIdProvider, type ProvenIdentity } from './openid-provider';
import { OpenIdTransactions } from './openid-transactions';
import { secretsOf } from './transaction-secret';

/** Sign-in with an identity of the provider that is linked to an account here. */
@Injectable()
export class OpenIdSignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly provider: OpenIdProvider,
    private readonly transactions: OpenIdTransactions,
    private readonly identities: OpenIdIdentities,
    private readonly sessions: SessionService,
    private readonly factors: SecondFactorService,
    private readonly tries: PasswordTries,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Sends somebody to the provider. @throws Refusal where it cannot be reached */
  begin(): Promise<BeginOpenIdPayload> {
    return this.transactions.begin(null);
  }

  /**
   * Signs in whom the provider has signed in. What fails counts among the wrong passwords of a network address.
   *
   * @param address where the request came from
   * @throws Unauthenticated when the answer does not hold, was used before, or is that of another browser
   * @throws Forbidden when the identity is linked to no account: then it says what to do
   * @throws SecondFactorNeeded when the account asks for a code besides, and the provider has asked for no second factor
   */
  async complete(caller: Caller, address: string, input: CompleteOpenIdSignInInput): Promise<SignInPayload> {
    const { issuer } = this.provider.needed;
    let payload: SignInPayload | undefined;
    const verdict = await this.tries.judge(`openid ${secretsOf(input.transaction).hash}`, address, async () => {
      payload = await this.completeAs(caller, issuer, input);
      return true;
    });
    if (verdict === 'TOO_MANY_WERE_WRONG' || payload === undefined) throw new Unauthenticated(TOO_MANY_FAILED);
    return payload;
  }

  private async completeAs(
    caller: Caller,
    issuer: string,
    { transaction, answer, code }: CompleteOpenIdSignInInput,
  ): Promise<SignInPayload> {
    if ((answer ?? '') === '') return this.completeWithCode(caller, transaction, issuer, code ?? null);
    const { secrets } = await this.transactions.answered(transaction, answer ?? '', 'SIGN_IN');
    const proven = await this.provider.prove(answer ?? '', secrets);
    const account = await this.accountOf(caller, proven);
    if (!proven.hadSecondFactor && (await this.factors.isOn(account.user_id))) {
      await this.transactions.awaitCode(secrets, account.user_id, proven.idToken);
      throw new SecondFactorNeeded('This account asks for a code besides. Enter the six digits that your app shows.');
    }
    return this.sessions.start(caller, account, {
      how: { how: 'OPENID', issuer },
      openWith: async (tx) => {
        await this.identities.use(tx, account.user_id, issuer);
        return proven.idToken;
      },
    });
  }

  private async completeWithCode(
    caller: Caller,
    transaction: string,
    issuer: string,
    code: string | null,
  ): Promise<SignInPayload> {
    const secrets = secretsOf(transaction);
    const account = await this.account({ userId: await this.transactions.awaiting(secrets) });
    if (account === null) throw new Forbidden(UNKNOWN(this.provider.needed.name));
    const factor = await this.factors.check(account.user_id, code);
    return this.sessions.start(caller, account, {
      how: { how: 'OPENID', issuer },
      openWith: async (tx) => {
        const { id_token: idToken } = await this.transactions.take(secrets, 'CODE', tx);
        if (factor !== null) await this.factors.spend(tx, account.user_id, factor);
        await this.identities.use(tx, account.user_id, issuer);
        return idToken;
      },
    });
  }

  /**
   * Whose identity it is. That of nobody is linked to the account that has its address only where the provider says that the address is the
   * person's own and an administrator has invited them to.
   *
   * @throws Forbidden saying what to do
   */
  private async accountOf(caller: Caller, proven: ProvenIdentity): Promise<Account> {
    const linked = await this.account(proven);
    if (linked !== null) return linked;
    const { name } = this.provider.needed;
    const email = await proven.email();
    if (email?.isVerified !== true) throw new Forbidden(UNKNOWN(name));
    const invited = await this.account({ invited: email.address });
    if (invited !== null) {
      await this.identities.linkInvited(await this.sessions.memberOf(caller, invited), proven, email.address);
      return invited;
    }
    const [known]: Account[] = await this.dataSource.query('SELECT * FROM sign_in_account($1)', [email.address]);
    throw new Forbidden(known === undefined ? UNKNOWN(name) : NOT_LINKED(name, email.address));
  }

  private async account(
    of: { issuer: string; subject: string } | { invited: string } | { userId: string },
  ): Promise<Account | null> {
    const given = { issuer: null, subject: null, invited: null, userId: null, ...of };
    const [account]: Account[] = await this.dataSource.query('SELECT * FROM openid_account($1, $2, $3, $4)', [
      given.issuer,
      given.subject,
      given.invited,
      given.userId,
    ]);
    return account !== undefined && (this.configuration.demo || !account.demonstration) ? account : null;
  }
}

const UNKNOWN = (name: string): string =>
  `${name} knows you, and no account here is connected to you there. If you have an account here, sign in with your email address and password, and choose “Connect ${name}” in your account. If you have none, ask an administrator of your organisation to add you.`;

const NOT_LINKED = (name: string, email: string): string =>
  `There is an account here with your address ${email}, and it is not connected to ${name}: that an address is the same is not enough. Sign in with your email address and password, and choose “Connect ${name}” in your account; or ask an administrator of your organisation to invite you to sign in with ${name}.`;

const TOO_MANY_FAILED = 'Too many sign-ins have failed from your network. Wait a quarter of an hour, then try again.';
