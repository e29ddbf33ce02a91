import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { BadUserInput, Conflict, hasRole, Member, OrganisationKind, Role, Tx } from '#platform';
import { type Identifier, printIdentifier, readIdentifier } from '#registers';
import { OpenIdInvitations } from '../openid/openid-invitations';
import { OpenIdProvider } from '../openid/openid-provider';
import { OrganisationIdentifier } from '../organisation/organisation-identifier.entity';
import { Organisation } from '../organisation/organisation.entity';
import { hashPassword } from '../session/password';
import { User } from '../user/user.entity';
import type { AddMemberInput, CreateOrganisationInput } from './membership.inputs';

/** The roles that make sense in each kind of organisation. */
export const ROLES_OF_KIND: { readonly [kind in OrganisationKind]: readonly Role[] } = {
  BUYER: ['ADMIN', 'EDITOR', 'VIEWER', 'APPROVER'],
  SUPPLIER: ['ADMIN', 'EDITOR', 'VIEWER', 'SIGNATORY'],
  OVERSIGHT: ['ADMIN', 'EDITOR', 'VIEWER', 'VERIFIER', 'ANALYST', 'OPERATOR'],
};

/** How somebody new signs in the first time: with a password that is shown once, or invited to sign in with another service. */
export interface WayIn {
  /** Null for whoever is invited. */
  initialPassword: string | null;
  passwordHash: string | null;
}

/** Lets organisations and people in, within a transaction of whoever decides that they may come. */
@Injectable()
export class Admissions {
  constructor(
    private readonly audit: AuditTrail,
    private readonly provider: OpenIdProvider,
    private readonly invitations: OpenIdInvitations,
  ) {}

  /** @throws Refusal when people are to be invited to another service, and there is none */
  async wayIn(openId: boolean): Promise<WayIn> {
    if (openId) {
      void this.provider.needed;
      return { initialPassword: null, passwordHash: null };
    }
    const initialPassword = randomBytes(15).toString('base64url');
    return { initialPassword, passwordHash: await hashPassword(initialPassword) };
  }

  /**
   * Makes an organisation. What it says of itself is its own word until somebody verifies it.
   *
   * @returns its key
   * @throws BadUserInput when an identifier is given twice, be it in two spellings
   */
  async letIn(tx: Tx, caller: Member, { kind, name, identifiers }: CreateOrganisationInput): Promise<string> {
    const id = uuidv7();
    const known = (identifiers ?? []).map((identifier) => readIdentifier(identifier));
    mustBeDistinct(known);
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
    return id;
  }

  /**
   * Makes a person a member of an organisation.
   *
   * @throws BadUserInput when a role does not belong to the kind of organisation
   * @throws Conflict when the address is a member's, here or elsewhere
   */
  async admit(
    tx: Tx,
    caller: Member,
    organisation: Pick<Organisation, 'id' | 'kind' | 'name'>,
    { name, email: typed, roles }: Pick<AddMemberInput, 'name' | 'email' | 'roles'>,
    { passwordHash }: WayIn,
  ): Promise<User> {
    const email = typed.trim().toLowerCase();
    mustBelong(organisation.kind, roles);
    await mustBeFree(tx, caller, email, organisation.id);
    const id = await accountOf(tx, email, name, passwordHash);
    await tx.query('INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, $3)', [
      id,
      organisation.id,
      [...new Set(roles)],
    ]);
    if (passwordHash === null) await this.invitations.make(tx, id, organisation.id);
    await this.audit.record(tx, caller, {
      action: 'member.added',
      subject: { type: User, id },
      detail: { organisation: organisation.name, roles, ...(passwordHash === null ? { invited: 'OPENID' } : {}) },
    });
    return Object.assign(new User(), { id, name, email });
  }
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

/** @throws BadUserInput when a kind of organisation has no such role */
export function mustBelong(kind: OrganisationKind, roles: readonly Role[]): void {
  const stray = roles.filter((role) => !ROLES_OF_KIND[kind].includes(role));
  if (stray.length === 0) return;
  throw BadUserInput.field(
    'roles',
    `A ${kind.toLowerCase()} organisation has no ${stray.join(', ').toLowerCase()}. Its roles are: ${ROLES_OF_KIND[kind].join(', ').toLowerCase()}.`,
  );
}
