import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { type Identifier, printIdentifier, readIdentifier } from '#registers';
import {
  BadUserInput,
  Conflict,
  Forbidden,
  hasRole,
  Member,
  NotFound,
  OrganisationKind,
  readId,
  refer,
  Role,
  Transactions,
  Tx,
} from '#platform';
import { OpenIdInvitations } from '../openid/openid-invitations';
import { OpenIdProvider } from '../openid/openid-provider';
import { OrganisationIdentifier } from '../organisation/organisation-identifier.entity';
import { Organisation } from '../organisation/organisation.entity';
import { hashPassword } from '../session/password';
import { OrganisationMember, User } from '../user/user.entity';
import {
  AddMemberInput,
  AddMemberPayload,
  ChangeMemberInput,
  ChangeMemberPayload,
  CreateOrganisationInput,
  CreateOrganisationPayload,
  RemoveMemberInput,
  RemoveMemberPayload,
} from './membership.inputs';

/** The roles that make sense in each kind of organisation. */
export const ROLES_OF_KIND: { readonly [kind in OrganisationKind]: readonly Role[] } = {
  BUYER: ['ADMIN', 'EDITOR', 'VIEWER', 'APPROVER'],
  SUPPLIER: ['ADMIN', 'EDITOR', 'VIEWER', 'SIGNATORY'],
  OVERSIGHT: ['ADMIN', 'EDITOR', 'VIEWER', 'VERIFIER', 'ANALYST', 'OPERATOR'],
};

/** A member as a row of the database. */
interface MemberRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
}

/** How organisations and people come in, what people may do there, and how they leave. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly provider: OpenIdProvider,
    private readonly invitations: OpenIdInvitations,
  ) {}

  /**
   * An operator lets an organisation in. What it says of itself is its own word until somebody verifies it.
   *
   * @throws BadUserInput when an identifier is given twice, be it in two spellings
   */
  async createOrganisation(
    caller: Member,
    { kind, name, identifiers }: CreateOrganisationInput,
  ): Promise<CreateOrganisationPayload> {
    const id = uuidv7();
    const known = (identifiers ?? []).map((identifier) => readIdentifier(identifier));
    mustBeDistinct(known);
    await this.transactions.run(caller, async (tx) => {
      await tx.insert(Organisation, { id, kind, name, provenance: 'SELF_DECLARED' });
      for (const [index, read] of known.entries()) {
        await tx.insert(OrganisationIdentifier, {
          key: uuidv7(),
          organisationId: id,
          scheme: read.scheme,
          identifier: read.id,
          published: read.published,
          legalName: name,
          uri: read.uri ?? null,
          isPrimary: index === 0,
          flaw: read.flaw ?? null,
          source: 'SELF_DECLARED',
        });
      }
      await this.audit.record(tx, caller, {
        action: 'organisation.created',
        subject: { type: Organisation, id },
        detail: { kind, name },
      });
    });
    return { organisation: refer(Organisation, id) };
  }

  /**
   * Adds a person to an organisation, with a password that is shown once. An e-mail address is of one organisation's member at a time:
   * whoever added it first knows a password of it, so that nobody else may put their trust in the account. Where its owner has left, the
   * account is taken up again with another password. Whoever is invited to sign in with another service gets none.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator
   * @throws BadUserInput when a role does not belong to the kind of organisation
   * @throws Conflict when the address is a member's, here or elsewhere
   */
  async addMember(caller: Member, input: AddMemberInput): Promise<AddMemberPayload> {
    const organisationId = organisationOf(caller, input.organisationId, 'You can add people to your own organisation only.');
    const email = input.email.trim().toLowerCase();
    const initialPassword = input.openId === true ? null : randomBytes(15).toString('base64url');
    const passwordHash = initialPassword === null ? null : await hashPassword(initialPassword);
    if (initialPassword === null) void this.provider.needed;
    const userId = await this.transactions.run(caller, async (tx) => {
      const organisation = await found(tx, organisationId);
      mustBelong(organisation.kind, input.roles);
      await mustBeFree(tx, caller, email, organisationId);
      const account = await accountOf(tx, email, input.name, passwordHash);
      await tx.query('INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, $3)', [
        account,
        organisationId,
        [...new Set(input.roles)],
      ]);
      if (initialPassword === null) await this.invitations.make(tx, account, organisationId);
      await this.audit.record(tx, caller, {
        action: 'member.added',
        subject: { type: User, id: account },
        detail: {
          organisation: organisation.name,
          roles: input.roles,
          ...(initialPassword === null ? { invited: 'OPENID' } : {}),
        },
      });
      return account;
    });
    return {
      user: Object.assign(new User(), { id: userId, name: input.name, email }),
      initialPassword,
    };
  }

  /**
   * The people of an organisation, by name.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator
   */
  async members(caller: Member, organisationId: string | null): Promise<OrganisationMember[]> {
    const id = organisationOf(caller, organisationId, 'You can see the members of your own organisation only.');
    return this.transactions.read(caller, async (tx) => {
      await found(tx, id);
      const rows: MemberRow[] = await tx.query(`${MEMBERS} ORDER BY lower(u.name), u.id`, [id]);
      return rows.map(memberOf);
    });
  }

  /**
   * Gives a member other roles in place of those that they have; where they have these already, nothing happens. What they may do is read anew with every request, of their sessions and
   * API tokens too.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator, or is no administrator any more
   * @throws NotFound when there is no such member
   * @throws BadUserInput when a role does not belong to the kind of organisation
   * @throws Conflict when no administrator would be left; when somebody else gave other roles since the caller read them, where it says which
   */
  async changeMember(caller: Member, input: ChangeMemberInput): Promise<ChangeMemberPayload> {
    const organisationId = organisationOf(caller, input.organisationId, CHANGES_ELSEWHERE);
    const userId = readId(User, input.userId);
    const roles = [...new Set(input.roles)];
    return this.transactions.run(caller, async (tx) => {
      const organisation = await found(tx, organisationId);
      const { member, others } = await held(tx, caller, organisationId, userId);
      mustBelong(organisation.kind, roles);
      if (isSame(member.roles, roles)) return { member: memberOf(member) };
      mustBeAsSeen(member, input.seen ?? null);
      mustKeepAdministrator(member, roles, others);
      await tx.query('UPDATE membership SET roles = $3 WHERE user_id = $1 AND organisation_id = $2', [
        userId,
        organisationId,
        roles,
      ]);
      await this.audit.record(tx, caller, {
        action: 'member.changed',
        subject: { type: User, id: userId },
        detail: { organisation: organisation.name, name: member.name, before: member.roles, roles },
      });
      return { member: memberOf({ ...member, roles }) };
    });
  }

  /**
   * Ends a membership, and with it the person's sessions and API tokens of this organisation. What they did stays on record.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator, or is no administrator any more
   * @throws NotFound when there is no such member
   * @throws Conflict when no administrator would be left
   */
  async removeMember(caller: Member, input: RemoveMemberInput): Promise<RemoveMemberPayload> {
    const organisationId = organisationOf(caller, input.organisationId, CHANGES_ELSEWHERE);
    const userId = readId(User, input.userId);
    return this.transactions.run(caller, async (tx) => {
      const organisation = await found(tx, organisationId);
      const { member, others } = await held(tx, caller, organisationId, userId);
      mustKeepAdministrator(member, [], others);
      await tx.query('DELETE FROM membership WHERE user_id = $1 AND organisation_id = $2', [userId, organisationId]);
      await this.audit.record(tx, caller, {
        action: 'member.removed',
        subject: { type: User, id: userId },
        detail: { organisation: organisation.name, name: member.name, roles: member.roles },
      });
      return { user: memberOf(member).user };
    });
  }
}

const CHANGES_ELSEWHERE = 'You can change the members of your own organisation only.';

const MEMBERS = `SELECT u.id, u.name, u.email, m.roles FROM membership m JOIN user_account u ON u.id = m.user_id
  WHERE m.organisation_id = $1`;

/** The organisation that is meant: the caller's own, or for an operator any that is named. @throws Forbidden with what the others may do */
export function organisationOf(caller: Member, named: string | null | undefined, ownOnly: string): string {
  const id = (named ?? null) === null ? caller.organisation.id : readId(Organisation, named ?? '');
  if (id !== caller.organisation.id && !hasRole(caller, 'OPERATOR')) throw new Forbidden(ownOnly);
  return id;
}

async function found(tx: Tx, id: string): Promise<Organisation> {
  const organisation = await tx.findOneBy(Organisation, { id });
  if (organisation === null) throw new NotFound('organisation');
  return organisation;
}

/**
 * A member and the others of the organisation. All of them are held until the transaction ends, so that two administrators who remove each
 * other come one after the other, and the later one, who is no administrator any more, is refused.
 */
async function held(
  tx: Tx,
  caller: Member,
  organisationId: string,
  userId: string,
): Promise<{ member: MemberRow; others: MemberRow[] }> {
  const rows: MemberRow[] = await tx.query(`${MEMBERS} ORDER BY m.user_id FOR UPDATE OF m`, [organisationId]);
  if (organisationId === caller.organisation.id) mustLookAfter(rows.find(({ id }) => id === caller.user.id));
  const member = rows.find(({ id }) => id === userId);
  if (member === undefined) throw new NotFound('member');
  return { member, others: rows.filter((row) => row !== member) };
}

/** @param self the caller as a member now, who may have been removed or given other roles since the request began */
function mustLookAfter(self: MemberRow | undefined): void {
  if (self?.roles.some((role) => role === 'ADMIN' || role === 'OPERATOR') === true) return;
  throw new Forbidden('Somebody else has just taken from you that you look after members. Nothing was changed.');
}

/**
 * Refuses to write over roles that somebody else gave since the caller read them.
 *
 * @param seen the roles that were read; null: not asked
 * @throws Conflict with the roles that the member has now
 */
function mustBeAsSeen({ name, roles }: MemberRow, seen: readonly Role[] | null): void {
  if (seen === null || isSame(roles, seen)) return;
  throw new Conflict(
    `The roles of ${name} were changed since you read them: they are now ${roles.join(', ').toLowerCase()}. Read them again and decide; nothing was saved.`,
    { current: { roles } },
  );
}

function isSame(some: readonly Role[], others: readonly Role[]): boolean {
  return some.every((role) => others.includes(role)) && others.every((role) => some.includes(role));
}

/** @throws Conflict when the one administrator would be none any more */
function mustKeepAdministrator(member: MemberRow, roles: readonly Role[], others: readonly MemberRow[]): void {
  const isAdministrator = (held: readonly Role[]): boolean => held.includes('ADMIN');
  if (!isAdministrator(member.roles) || isAdministrator(roles) || others.some((other) => isAdministrator(other.roles))) return;
  throw new Conflict(
    `${member.name} is the only administrator of the organisation, which always keeps one. Make somebody else an administrator first.`,
  );
}

function memberOf({ id, name, email, roles }: MemberRow): OrganisationMember {
  return { user: Object.assign(new User(), { id, name, email }), roles };
}

/** @throws Conflict when the address is a member's; it says of which organisation to operators alone */
async function mustBeFree(tx: Tx, caller: Member, email: string, organisationId: string): Promise<void> {
  const holding: { id: string; name: string }[] = await tx.query(
    'SELECT o.id, o.name FROM sign_in_account($1) a JOIN organisation o ON o.id = a.organisation_id ORDER BY o.name',
    [email],
  );
  if (holding.length === 0) return;
  if (holding.some(({ id }) => id === organisationId))
    throw new Conflict(
      'This person is a member of the organisation already. If nobody has the password that was shown, remove them and add them again.',
    );
  if (!hasRole(caller, 'OPERATOR'))
    throw new Conflict(
      'This e-mail address is in use already. Add the person with another address, or ask the operator of this portal to free it.',
    );
  const where = holding.map(({ name }) => name).join(', ');
  throw new Conflict(
    `This e-mail address is that of a member of ${where}. Remove the member there first, or add the person with another address.`,
  );
}

/** The account of an address that nobody's member has: one whose owner has left, or a new one. */
async function accountOf(tx: Tx, email: string, name: string, passwordHash: string | null): Promise<string> {
  const [{ known }]: { known: string | null }[] = await tx.query('SELECT readmit_account($1, $2, $3) AS known', [
    email,
    name,
    passwordHash,
  ]);
  if (known !== null) return known;
  const userId = uuidv7();
  await tx.query('INSERT INTO user_account (id, name, email, password_hash) VALUES ($1, $2, $3, $4)', [
    userId,
    name,
    email,
    passwordHash,
  ]);
  return userId;
}

function mustBeDistinct(identifiers: readonly Identifier[]): void {
  const published = new Map<string, string>();
  for (const [index, identifier] of identifiers.entries()) {
    const printed = printIdentifier(identifier);
    const before = published.get(printed);
    if (before !== undefined)
      throw BadUserInput.field(
        `identifiers[${index}].id`,
        `${printed} is given twice, as "${before}" and as "${identifier.published}". Give it once.`,
      );
    published.set(printed, identifier.published);
  }
}

function mustBelong(kind: OrganisationKind, roles: readonly Role[]): void {
  const stray = roles.filter((role) => !ROLES_OF_KIND[kind].includes(role));
  if (stray.length === 0) return;
  throw BadUserInput.field(
    'roles',
    `A ${kind.toLowerCase()} organisation has no ${stray.join(', ').toLowerCase()}. Its roles are: ${ROLES_OF_KIND[kind].join(', ').toLowerCase()}.`,
  );
}
