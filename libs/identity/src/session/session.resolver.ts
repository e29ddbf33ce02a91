import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Caller, CallerAddress, CurrentCaller, Member, Public, SignedIn } from '#platform';
import { Viewer } from '../user/user.entity';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  SignInInput,
  SignInPayload,
  SignOutInput,
  SignOutPayload,
} from './session.inputs';
import { SessionService, viewerOf } from './session.service';

@Resolver(() => Viewer)
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Query(() => Viewer)
  @SignedIn()
  viewer(@CurrentCaller() caller: Member): Viewer {
    return viewerOf(caller);
  }

  @Mutation(() => SignInPayload)
  @Public()
  signIn(
    @CurrentCaller() caller: Caller,
    @CallerAddress() address: string,
    @Args('input') input: SignInInput,
  ): Promise<SignInPayload> {
    return this.sessions.signIn(caller, address, input);
  }

  @Mutation(() => SignOutPayload)
  @SignedIn('WRITE')
  signOut(@CurrentCaller() caller: Member, @Args('input') input: SignOutInput): Promise<SignOutPayload> {
    return this.sessions.signOut(caller, input.everywhere ?? false);
  }

  @Mutation(() => ChangePasswordPayload)
  @SignedIn('WRITE')
  changePassword(
    @CurrentCaller() caller: Member,
    @CallerAddress() address: string,
    @Args('input') input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload> {
    return this.sessions.changePassword(caller, address, input);
  }
}
