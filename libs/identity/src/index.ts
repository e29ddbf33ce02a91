export { IdentityModule } from './identity.module';
export { IDENTITY_ENTITIES } from './entities';
export { Organisation, PROVENANCES, ProvenanceEnum, type Provenance } from './organisation/organisation.entity';
export { Identifier, identifiersSql, OrganisationIdentifier } from './organisation/organisation-identifier.entity';
export { Membership, User } from './user/user.entity';
export { ROLES_OF_KIND } from './membership/membership.service';
export { Session } from './session/session.entity';
export { hashPassword } from './session/password';
export { ApiToken } from './token/api-token.entity';
