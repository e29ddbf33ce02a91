import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Conflict, Forbidden, hasRole, Member, NotFound, readId, refer, Role, Transactions, Tx } from '#platform';
import { Organisation } from '../organisation/organisation.entity';
import { OrganisationMember, User } from '../user/user.entity';
import { Admissions, mustBelong } from './admissions';
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
    private readonly admissions: Admissions,
  ) {}

  /**
   * An operator lets an organisation in. What it says of itself is its own word until somebody verifies it.
   *
   * @throws BadUserInput when an identifier is given twice, be it in two spellings
   */
  async createOrganisation(caller: Member, input: CreateOrganisationInput): Promise<CreateOrganisationPayload> {
    const id = await this.transactions.run(caller, (tx) => this.admissions.letIn(tx, caller, input));
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
    const wayIn = await this.admissions.wayIn(input.openId === true);
    const user = await this.transactions.run(caller, async (tx) => {
      const organisation = await found(tx, organisationId);
      return this.admissions.admit(tx, caller, organisation, input, wayIn);
    });
    return { user, initialPassword: wayIn.initialPassword };
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
