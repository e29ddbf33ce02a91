import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CallerAddress, CurrentCaller, Member, Reader, SignedIn } from '#platform';
import { ApiToken } from './api-token.entity';
import { CreateApiTokenInput, CreateApiTokenPayload, RevokeApiTokenInput, RevokeApiTokenPayload } from './api-token.inputs';
import { ApiTokenService } from './api-token.service';

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly reader: Reader,
  ) {}

  /** The caller's own tokens, the oldest first. */
  @Query(() => [ApiToken])
  @SignedIn()
  apiTokens(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<ApiToken[]> {
    return this.reader.many<ApiToken>(
      caller,
      info,
      ApiToken,
      (a, p) => `${a}.user_id = ${p.add(caller.user.id)}::uuid`,
      (a) => `${a}.id`,
    );
  }

  @Mutation(() => CreateApiTokenPayload)
  @SignedIn('WRITE')
  createApiToken(
    @CurrentCaller() caller: Member,
    @CallerAddress() address: string,
    @Args('input') input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    return this.tokens.create(caller, address, input);
  }

  @Mutation(() => RevokeApiTokenPayload)
  @SignedIn('WRITE')
  revokeApiToken(@CurrentCaller() caller: Member, @Args('input') input: RevokeApiTokenInput): Promise<RevokeApiTokenPayload> {
    return this.tokens.revoke(caller, input);
  }
}
