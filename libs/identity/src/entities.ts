import { OrganisationIdentifier } from './organisation/organisation-identifier.entity';
import { Organisation } from './organisation/organisation.entity';
import { Session } from './session/session.entity';
import { ApiToken } from './token/api-token.entity';
import { Membership, User } from './user/user.entity';

/** The entities of this library, for the connection of an app. */
export const IDENTITY_ENTITIES = [Organisation, OrganisationIdentifier, User, Membership, Session, ApiToken];
