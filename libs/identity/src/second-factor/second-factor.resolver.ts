import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentCaller, Member, SignedIn } from '#platform';
import {
  BeginSecondFactorPayload,
  ConfirmSecondFactorPayload,
  RemoveSecondFactorPayload,
  SecondFactorCodeInput,
  SecondFactorState,
} from './second-factor.inputs';
import { SecondFactorService } from './second-factor.service';

@Resolver()
export class SecondFactorResolver {
  constructor(private readonly factors: SecondFactorService) {}

  /** Whether the caller's own account asks for a code. */
  @Query(() => SecondFactorState)
  @SignedIn()
  async secondFactor(@CurrentCaller() caller: Member): Promise<SecondFactorState> {
    return { isOn: await this.factors.isOn(caller.user.id) };
  }

  @Mutation(() => BeginSecondFactorPayload)
  @SignedIn('WRITE')
  beginSecondFactor(@CurrentCaller() caller: Member): Promise<BeginSecondFactorPayload> {
    return this.factors.begin(caller);
  }

  @Mutation(() => ConfirmSecondFactorPayload)
  @SignedIn('WRITE')
  confirmSecondFactor(
    @CurrentCaller() caller: Member,
    @Args('input') { code }: SecondFactorCodeInput,
  ): Promise<ConfirmSecondFactorPayload> {
    return this.factors.confirm(caller, code);
  }

  @Mutation(() => RemoveSecondFactorPayload)
  @SignedIn('WRITE')
  removeSecondFactor(
    @CurrentCaller() caller: Member,
    @Args('input') { code }: SecondFactorCodeInput,
  ): Promise<RemoveSecondFactorPayload> {
    return this.factors.remove(caller, code);
  }
}
