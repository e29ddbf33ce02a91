import { Global, Module } from '@nestjs/common';
import { Authenticator } from '#platform';
import { Admissions } from './membership/admissions';
import { MembershipResolver } from './membership/membership.resolver';
import { MembershipService } from './membership/membership.service';
import { OpenIdIdentities } from './openid/openid-identities';
import { OpenIdInvitations } from './openid/openid-invitations';
import { OpenIdLinkService } from './openid/openid-link.service';
import { OpenIdProvider } from './openid/openid-provider';
import { OpenIdSignInService } from './openid/openid-sign-in.service';
import { OpenIdTransactions } from './openid/openid-transactions';
import { OpenIdResolver } from './openid/openid.resolver';
import { OrganisationResolver } from './organisation/organisation.resolver';
import { SecondFactorResolver } from './second-factor/second-factor.resolver';
import { SecondFactorService } from './second-factor/second-factor.service';
import { SessionResolver } from './session/session.resolver';
import { OwnerProof } from './session/owner-proof';
import { PasswordTries } from './session/password-tries';
import { SessionService } from './session/session.service';
import { ApiTokenResolver } from './token/api-token.resolver';
import { ApiTokenService } from './token/api-token.service';

@Global()
@Module({
  providers: [
    SecondFactorService,
    SecondFactorResolver,
    PasswordTries,
    OwnerProof,
    SessionService,
    { provide: Authenticator, useExisting: SessionService },
    SessionResolver,
    OpenIdProvider,
    OpenIdTransactions,
    OpenIdIdentities,
    OpenIdInvitations,
    OpenIdSignInService,
    OpenIdLinkService,
    OpenIdResolver,
    ApiTokenService,
    ApiTokenResolver,
    Admissions,
    MembershipService,
    MembershipResolver,
    OrganisationResolver,
  ],
  exports: [Authenticator, Admissions, PasswordTries],
})
export class IdentityModule {}
