import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Caller, CallerAddress, CurrentCaller, Member, Public, SignedIn } from '#platform';
import { SignInPayload } from '../session/session.inputs';
import { OpenIdIdentities } from './openid-identities';
import { OpenIdLinkService } from './openid-link.service';
import { OpenIdProvider } from './openid-provider';
import { OpenIdSignInService } from './openid-sign-in.service';
import {
  BeginOpenIdLinkInput,
  BeginOpenIdPayload,
  CompleteOpenIdLinkInput,
  CompleteOpenIdLinkPayload,
  CompleteOpenIdSignInInput,
  InviteToOpenIdInput,
  InviteToOpenIdPayload,
  OpenIdIdentity,
  OpenIdProviderView,
  UnlinkOpenIdInput,
  UnlinkOpenIdPayload,
} from './openid.inputs';

@Resolver(() => OpenIdProviderView)
export class OpenIdResolver {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly signIns: OpenIdSignInService,
    private readonly links: OpenIdLinkService,
    private readonly identities: OpenIdIdentities,
  ) {}

  /** With what people may sign in besides their password; null where there is nothing. */
  @Query(() => OpenIdProviderView, { nullable: true })
  @Public()
  openIdProvider(): OpenIdProviderView | null {
    return this.provider.settings;
  }

  @ResolveField()
  isReachable(): Promise<boolean> {
    return this.provider.isReachable();
  }

  /** Who the caller is elsewhere, as it is linked to their account. */
  @Query(() => [OpenIdIdentity])
  @SignedIn()
  openIdIdentities(@CurrentCaller() caller: Member): Promise<OpenIdIdentity[]> {
    return this.identities.of(caller);
  }

  @Mutation(() => BeginOpenIdPayload)
  @Public()
  beginOpenIdSignIn(): Promise<BeginOpenIdPayload> {
    return this.signIns.begin();
  }

  @Mutation(() => SignInPayload)
  @Public()
  completeOpenIdSignIn(
    @CurrentCaller() caller: Caller,
    @CallerAddress() address: string,
    @Args('input') input: CompleteOpenIdSignInInput,
  ): Promise<SignInPayload> {
    return this.signIns.complete(caller, address, input);
  }

  @Mutation(() => BeginOpenIdPayload)
  @SignedIn('WRITE')
  beginOpenIdLink(
    @CurrentCaller() caller: Member,
    @CallerAddress() address: string,
    @Args('input') input: BeginOpenIdLinkInput,
  ): Promise<BeginOpenIdPayload> {
    return this.links.begin(caller, address, input);
  }

  @Mutation(() => CompleteOpenIdLinkPayload)
  @SignedIn('WRITE')
  async completeOpenIdLink(
    @CurrentCaller() caller: Member,
    @Args('input') input: CompleteOpenIdLinkInput,
  ): Promise<CompleteOpenIdLinkPayload> {
    return { identity: await this.links.complete(caller, input) };
  }

  @Mutation(() => UnlinkOpenIdPayload)
  @SignedIn('WRITE')
  unlinkOpenId(@CurrentCaller() caller: Member, @Args('input') input: UnlinkOpenIdInput): Promise<UnlinkOpenIdPayload> {
    return this.links.unlink(caller, input.issuer);
  }

  @Mutation(() => InviteToOpenIdPayload)
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['ADMIN', 'OPERATOR'] })
  inviteToOpenId(@CurrentCaller() caller: Member, @Args('input') input: InviteToOpenIdInput): Promise<InviteToOpenIdPayload> {
    return this.links.invite(caller, input);
  }
}
