export { IdentityModule } from './identity.module';
export { IDENTITY_ENTITIES } from './entities';
export {
  Organisation,
  OrganisationKindEnum,
  PROVENANCES,
  ProvenanceEnum,
  type Provenance,
} from './organisation/organisation.entity';
export { Identifier, identifiersSql, OrganisationIdentifier } from './organisation/organisation-identifier.entity';
export { Membership, RoleEnum, User } from './user/user.entity';
export { Admissions, mustBelong, ROLES_OF_KIND } from './membership/admissions';
export { IdentifierInput } from './membership/membership.inputs';
export { ENDED_SIGN_INS, EndedSignIns } from './openid/ended-sign-ins';
export { Session } from './session/session.entity';
export { PasswordTries } from './session/password-tries';
export { hashPassword } from './session/password';
export { ApiToken } from './token/api-token.entity';
export { hashToken, newToken } from './session/bearer-token';
