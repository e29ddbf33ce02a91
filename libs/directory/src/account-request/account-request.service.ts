import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Admissions, hashToken, newToken, Organisation, PasswordTries, User } from '#identity';
import { BadUserInput, Caller, Conflict, Member, move, NotFound, readId, refer, Refusal, Transactions, Tx } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { ACCOUNT_REQUEST, AccountRequest } from './account-request.entity';
import {
  AccountRequestStanding,
  DecideAccountRequestInput,
  DecideAccountRequestPayload,
  RequestAccountInput,
  RequestAccountPayload,
  WithdrawAccountRequestPayload,
} from './account-request.inputs';
import { askedAccount } from './asked-account';

/** How many may wait at once: more than an operator would ever read, and no more than a database has room for. */
const MOST_WAITING = 1000;

/** How somebody from outside comes by an account: they say who they are, and an operator decides. */
@Injectable()
export class AccountRequestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly admissions: Admissions,
    private readonly tries: PasswordTries,
  ) {}

  /**
   * Keeps a request. It says the same to everybody: whether the address has an account here is not looked at.
   *
   * @param address where the request came from
   * @throws BadUserInput naming the field that will not do
   * @throws Refusal when too many were sent from one network, or too many wait
   */
  async request(caller: Caller, address: string, input: RequestAccountInput): Promise<RequestAccountPayload> {
    const asked = askedAccount(input);
    const supplierId = (input.supplierId ?? null) === null ? null : readId(Supplier, input.supplierId ?? '');
    if (!(await this.tries.mayDo('ask for an account', address))) throw new Refusal('RATE_LIMITED', TOO_MANY_SENT);
    const reference = newReference();
    const { token: secret, hash } = newToken('a');
    await this.transactions.run(caller, async (tx) => {
      const [{ waiting }]: { waiting: string }[] = await tx.query('SELECT account_requests_waiting() AS waiting');
      if (Number(waiting) >= MOST_WAITING) throw new Refusal('RATE_LIMITED', TOO_MANY_WAIT);
      if (supplierId !== null && !(await tx.existsBy(Supplier, { id: supplierId })))
        throw BadUserInput.field('supplierId', 'The directory has no such page. Look your organisation up again, or name it.');
      // By hand, since it may not be read back by whoever asks.
      await tx.query(
        `INSERT INTO account_request (id, reference, secret_hash, kind, organisation_name, identifier_scheme, identifier, supplier_id, name, email, roles, why, status)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          uuidv7(),
          reference,
          hash,
          asked.kind,
          asked.organisationName,
          asked.identifier?.scheme ?? null,
          asked.identifier?.id ?? null,
          supplierId,
          asked.name,
          asked.email,
          asked.roles,
          asked.why,
          ACCOUNT_REQUEST.initial,
        ],
      );
    });
    return { reference, secret };
  }

  /** Where the request of a secret stands; null where there is none, or none any more. */
  async standing(secret: string): Promise<AccountRequestStanding | null> {
    const [row]: AccountRequestStanding[] = await this.dataSource.query(
      `SELECT reference, organisation_name AS "organisationName", status, reason, asked_at AS "askedAt", decided_at AS "decidedAt"
       FROM account_request_standing($1)`,
      [hashToken(secret)],
    );
    return row ?? null;
  }

  /**
   * Erases the request of a secret, which nobody has decided.
   *
   * @throws Conflict when an operator has decided it meanwhile
   * @throws NotFound when there is none, or none any more
   */
  async withdraw(caller: Caller, secret: string): Promise<WithdrawAccountRequestPayload> {
    const [{ reference }]: { reference: string | null }[] = await this.transactions.run(caller, (tx) =>
      tx.query('SELECT withdraw_account_request($1) AS reference', [hashToken(secret)]),
    );
    if (reference !== null) return { reference };
    const settled = await this.standing(secret);
    if (settled === null) throw new NotFound('request for an account');
    throw new Conflict(
      `An operator has ${ACCOUNT_REQUEST.called[settled.status].toLowerCase()} this request meanwhile, so that it cannot be withdrawn. It is erased 30 days after that.`,
    );
  }

  /**
   * Accepts a request, which makes the person a member of an organisation that is here, or of one that is let in as the request names it; or
   * refuses it. The record tells of it without the name and the address of who asked.
   *
   * @throws NotFound when there is no such request, or no such organisation
   * @throws Conflict when it was decided already, or the address is a member's
   * @throws BadUserInput when the organisation is of another kind, or has no such role
   */
  async decide(caller: Member, input: DecideAccountRequestInput): Promise<DecideAccountRequestPayload> {
    const id = readId(AccountRequest, input.accountRequestId);
    const wayIn = input.accept ? await this.admissions.wayIn(input.openId === true) : null;
    return this.transactions.run(caller, async (tx) => {
      const request = await pendingForDecision(tx, id);
      const organisation =
        wayIn === null ? null : await this.organisationFor(tx, caller, request, input.organisationId ?? null);
      const roles = input.roles ?? request.roles;
      const { reason } = input;
      await tx.query(
        `UPDATE account_request SET status = $2, joined_id = $3, reason = $4, decided_by = $5, decided_at = now() WHERE id = $1`,
        [
          id,
          move(ACCOUNT_REQUEST, request.status, organisation === null ? 'REFUSED' : 'ACCEPTED'),
          organisation?.id ?? null,
          reason,
          caller.user.id,
        ],
      );
      const { reference, organisationName } = request;
      await this.audit.record(tx, caller, {
        action: organisation === null ? 'accountRequest.refused' : 'accountRequest.accepted',
        subject: { type: AccountRequest, id },
        detail: { reference, organisation: organisation?.name ?? organisationName, reason },
      });
      const user =
        organisation === null || wayIn === null
          ? null
          : await this.admissions.admit(tx, caller, organisation, { name: request.name, email: request.email, roles }, wayIn);
      return {
        accountRequest: refer(AccountRequest, id),
        organisation: organisation === null ? null : refer(Organisation, organisation.id),
        user,
        initialPassword: wayIn?.initialPassword ?? null,
      };
    });
  }

  /** The organisation that somebody joins: one that is here, or one that is let in. */
  private async organisationFor(
    tx: Tx,
    caller: Member,
    request: AccountRequest,
    named: string | null,
  ): Promise<Pick<Organisation, 'id' | 'kind' | 'name'>> {
    const { kind, organisationName: name, identifierScheme: scheme, number } = request;
    if (named === null) {
      const identifiers = scheme === null || number === null ? [] : [{ scheme, id: number }];
      return { id: await this.admissions.letIn(tx, caller, { kind, name, identifiers }), kind, name };
    }
    const organisation = await tx.findOneBy(Organisation, { id: readId(Organisation, named) });
    if (organisation === null) throw new NotFound('organisation');
    if (organisation.kind !== kind)
      throw BadUserInput.field(
        'organisationId',
        `${organisation.name} is a ${organisation.kind.toLowerCase()} organisation, and the request is for a ${kind.toLowerCase()}. Choose another.`,
      );
    return organisation;
  }
}

const TOO_MANY_SENT = 'Too many requests for an account were sent from here. Wait a quarter of an hour, then try again.';
const TOO_MANY_WAIT = 'Too many requests for an account wait to be read, and this one was not kept. Try again in some days.';

/** Letters and digits that nobody takes for one another when they read them out. */
const SAID_ALOUD = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Such as `AC-7KQ2M9XD`: it opens nothing. */
function newReference(): string {
  return `AC-${Array.from({ length: 8 }, () => SAID_ALOUD[randomInt(SAID_ALOUD.length)]).join('')}`;
}

async function pendingForDecision(tx: Tx, id: string): Promise<AccountRequest> {
  // Row-level security hands over none that was decided, to be changed.
  const request = await tx.findOne(AccountRequest, { where: { id, status: 'PENDING' }, lock: { mode: 'pessimistic_write' } });
  if (request !== null) return request;
  const settled = await tx.findOneBy(AccountRequest, { id });
  if (settled === null) throw new NotFound('request for an account');
  const colleague = settled.decidedBy === null ? null : await tx.findOneBy(User, { id: settled.decidedBy });
  throw new Conflict(
    `${colleague?.name ?? 'Another operator'} has ${ACCOUNT_REQUEST.called[settled.status].toLowerCase()} this request already: “${settled.reason ?? ''}” What you decided was not recorded.`,
  );
}
