import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import {
  Authenticator,
  BadUserInput,
  Caller,
  CONFIGURATION,
  Configuration,
  Member,
  refer,
  Role,
  Scope,
  stranger,
  Transactions,
  Tx,
  Unauthenticated,
} from '#platform';
import { OpenIdProvider } from '../openid/openid-provider';
import { Organisation } from '../organisation/organisation.entity';
import { SecondFactorService } from '../second-factor/second-factor.service';
import { ApiToken } from '../token/api-token.entity';
import { User, Viewer } from '../user/user.entity';
import { hashToken, newToken } from './bearer-token';
import { hashPassword, passwordMatches } from './password';
import { PasswordTries, TOO_MANY_WERE_WRONG } from './password-tries';
import { Session } from './session.entity';
import { ChangePasswordInput, SignInInput, SignInPayload, SignOutPayload } from './session.inputs';

const SESSION_HOURS = 12;

/** An account that somebody may sign in to, with its first membership, as the doors of the database give it. */
export interface Account {
  user_id: string;
  name: string;
  email: string;
  password_hash: string | null;
  organisation_id: string;
  roles: Role[];
  demonstration: boolean;
}

/** How a session begins. */
interface Opening {
  /** For the record. */
  how: Record<string, string>;
  /** What belongs to the same transaction. @returns the ID token of whoever signed in elsewhere; null for whoever did here */
  openWith: (tx: Tx) => Promise<string | null>;
}

interface Bearer {
  user_id: string;
  user_name: string;
  email: string;
  demonstration: boolean;
  organisation_id: string;
  organisation_kind: NonNullable<Caller['organisation']>['kind'];
  organisation_name: string;
  roles: Role[];
  scopes: Scope[] | null;
  session_id: string | null;
}

/** Local accounts: who signs in, and whose request this is. */
@Injectable()
export class SessionService extends Authenticator {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly factors: SecondFactorService,
    private readonly tries: PasswordTries,
    private readonly provider: OpenIdProvider,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    super();
  }

  async authenticate(token: string | null, requestId: string): Promise<Caller> {
    if (token === null) return stranger(requestId);
    const [bearer]: Bearer[] = await this.dataSource.query('SELECT * FROM caller_of_token($1)', [hashToken(token)]);
    if (bearer === undefined || !this.mayEnter(bearer)) throw new Unauthenticated();
    return {
      user: { id: bearer.user_id, name: bearer.user_name, email: bearer.email },
      organisation: { id: bearer.organisation_id, kind: bearer.organisation_kind, name: bearer.organisation_name },
      roles: bearer.roles,
      scopes: bearer.scopes,
      sessionId: bearer.session_id,
      requestId,
    };
  }

  /**
   * @param address where the request came from
   * @throws Unauthenticated without saying which of the two was wrong; or when too many were
   * @throws SecondFactorNeeded when both were right and the account asks for a code besides
   */
  async signIn(caller: Caller, address: string, { email, password, code }: SignInInput): Promise<SignInPayload> {
    const [account]: Account[] = await this.dataSource.query('SELECT * FROM sign_in_account($1)', [email.trim()]);
    const known = account !== undefined && this.mayEnter(account) ? account : null;
    const verdict = await this.tries.judge(email, address, () => passwordMatches(known?.password_hash ?? null, password));
    if (verdict === 'TOO_MANY_WERE_WRONG') throw new Unauthenticated(TOO_MANY_WERE_WRONG);
    if (verdict === 'WRONG' || known === null) {
      throw new Unauthenticated('The e-mail address or the password is not right. Check both and try again.');
    }
    const taken = await this.factors.check(known.user_id, code ?? null);
    return this.start(caller, known, {
      how: { how: 'PASSWORD' },
      openWith: async (tx) => {
        if (taken !== null) await this.factors.spend(tx, known.user_id, taken);
        return null;
      },
    });
  }

  /** Begins a session of somebody who has proven that the account is theirs. */
  async start(caller: Caller, account: Account, { how, openWith }: Opening): Promise<SignInPayload> {
    const { token, hash } = newToken('s');
    const member = await this.memberOf(caller, account);
    const session = {
      id: uuidv7(),
      userId: account.user_id,
      organisationId: account.organisation_id,
      tokenHash: hash,
      expiresAt: new Date(Date.now() + SESSION_HOURS * 3_600_000),
    };
    await this.transactions.run(member, async (tx) => {
      const idToken = await openWith(tx);
      await tx.insert(Session, { ...session, idToken });
      const subject = { type: Session, id: session.id };
      await this.audit.record(tx, member, { action: 'session.started', subject, detail: how });
    });
    return { token, expiresAt: session.expiresAt, viewer: viewerOf(member) };
  }

  /** The request as that of an account's owner, who signs in with it. */
  async memberOf(caller: Caller, account: Account): Promise<Member> {
    const [organisation] = await this.dataSource.getRepository(Organisation).findBy({ id: account.organisation_id });
    return {
      ...caller,
      user: { id: account.user_id, name: account.name, email: account.email },
      organisation: { id: organisation.id, kind: organisation.kind, name: organisation.name },
      roles: account.roles,
    };
  }

  /** Ends this session, or every session of the person. An API token is no session: it ends none unless told to end every one. */
  async signOut(caller: Member, everywhere: boolean): Promise<SignOutPayload> {
    const { ended, idToken } = await this.transactions.run(caller, async (tx) => {
      const current = caller.sessionId === null ? null : await tx.findOneBy(Session, { id: caller.sessionId });
      const open = { userId: caller.user.id, revokedAt: IsNull() };
      const ending = everywhere ? open : { ...open, id: caller.sessionId ?? IsNull() };
      const { affected } = await tx.update(Session, ending, { revokedAt: new Date() });
      await this.audit.record(tx, caller, {
        action: everywhere ? 'session.ended-everywhere' : 'session.ended',
        subject: { type: User, id: caller.user.id },
      });
      return { ended: affected ?? 0, idToken: current?.idToken ?? null };
    });
    return { ended, providerSignOutUrl: idToken === null ? null : await this.provider.signOutUrl(idToken) };
  }

  /** Changes the caller's password and ends every other session and every API token: whoever knew the old one may have made them. */
  async changePassword(caller: Member, address: string, input: ChangePasswordInput): Promise<{ changed: boolean }> {
    const [account]: Account[] = await this.dataSource.query('SELECT * FROM sign_in_account($1)', [caller.user.email]);
    const { email } = caller.user;
    const verdict = await this.tries.judge(email, address, () =>
      passwordMatches(account?.password_hash ?? null, input.currentPassword),
    );
    if (verdict !== 'RIGHT') {
      const problem = verdict === 'WRONG' ? 'The current password is not right.' : TOO_MANY_WERE_WRONG;
      throw BadUserInput.field('currentPassword', problem);
    }
    if (input.newPassword === input.currentPassword) {
      throw BadUserInput.field('newPassword', 'The new password is the one that you have. Choose another.');
    }
    const passwordHash = await hashPassword(input.newPassword);
    await this.transactions.run(caller, async (tx) => {
      await tx.query('UPDATE user_account SET password_hash = $2 WHERE id = $1', [caller.user.id, passwordHash]);
      await tx.query(
        'UPDATE session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2',
        [caller.user.id, caller.sessionId],
      );
      const { affected } = await tx.update(
        ApiToken,
        { userId: caller.user.id, revokedAt: IsNull() },
        { revokedAt: new Date() },
      );
      await this.audit.record(tx, caller, {
        action: 'password.changed',
        subject: { type: User, id: caller.user.id },
        detail: { endedTokens: affected ?? 0 },
      });
    });
    return { changed: true };
  }

  /** Sign-ins of the demonstration set work only while it is loaded. */
  private mayEnter(account: { demonstration: boolean }): boolean {
    return this.configuration.demo || !account.demonstration;
  }
}

/** The signed-in caller, as the API shows it. */
export function viewerOf(caller: Member): Viewer {
  return {
    user: Object.assign(new User(), caller.user),
    organisation: refer(Organisation, caller.organisation.id),
    roles: [...caller.roles],
  };
}
