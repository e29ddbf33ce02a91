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
import { OrganisationIdentifier } from '../organisation/organisation-identifier.entity';
import { Organisation } from '../organisation/organisation.entity';
import { hashPassword } from '../session/password';
import { User } from '../user/user.entity';
import { AddMemberInput, AddMemberPayload, CreateOrganisationInput, CreateOrganisationPayload } from './membership.inputs';

/** The roles that make sense in each kind of organisation. */
export const ROLES_OF_KIND: { readonly [kind in OrganisationKind]: readonly Role[] } = {
  BUYER: ['ADMIN', 'EDITOR', 'VIEWER', 'APPROVER'],
  SUPPLIER: ['ADMIN', 'EDITOR', 'VIEWER', 'SIGNATORY'],
  OVERSIGHT: ['ADMIN', 'EDITOR', 'VIEWER', 'VERIFIER', 'ANALYST', 'OPERATOR'],
};

/** How organisations and people come in. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
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
   * Adds a person to an organisation: somebody known by the e-mail address, or a new account with a password that is shown once.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator
   * @throws BadUserInput when a role does not belong to the kind of organisation
   */
  async addMember(caller: Member, input: AddMemberInput): Promise<AddMemberPayload> {
    const organisationId =
      (input.organisationId ?? null) === null ? caller.organisation.id : readId(Organisation, input.organisationId ?? '');
    if (organisationId !== caller.organisation.id && !hasRole(caller, 'OPERATOR'))
      throw new Forbidden('You can add people to your own organisation only.');
    const email = input.email.trim().toLowerCase();
    const initialPassword = randomBytes(15).toString('base64url');
    const passwordHash = await hashPassword(initialPassword);
    const { userId, isNew } = await this.transactions.run(caller, async (tx) => {
      const organisation = await tx.findOneBy(Organisation, { id: organisationId });
      if (organisation === null) throw new NotFound('organisation');
      mustBelong(organisation.kind, input.roles);
      const account = await accountOf(tx, email, input.name, passwordHash);
      const added: unknown[] = await tx.query(
        'INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING user_id',
        [account.userId, organisationId, [...new Set(input.roles)]],
      );
      if (added.length === 0) throw new Conflict('This person is a member of the organisation already.');
      await this.audit.record(tx, caller, {
        action: 'member.added',
        subject: { type: User, id: account.userId },
        detail: { organisation: organisation.name, roles: input.roles },
      });
      return account;
    });
    return {
      user: Object.assign(new User(), { id: userId, name: input.name, email }),
      initialPassword: isNew ? initialPassword : null,
    };
  }
}

async function accountOf(
  tx: Tx,
  email: string,
  name: string,
  passwordHash: string,
): Promise<{ userId: string; isNew: boolean }> {
  const [known]: { user_id: string }[] = await tx.query('SELECT user_id FROM sign_in_account($1)', [email]);
  if (known !== undefined) return { userId: known.user_id, isNew: false };
  const userId = uuidv7();
  await tx.query('INSERT INTO user_account (id, name, email, password_hash) VALUES ($1, $2, $3, $4)', [
    userId,
    name,
    email,
    passwordHash,
  ]);
  return { userId, isNew: true };
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
