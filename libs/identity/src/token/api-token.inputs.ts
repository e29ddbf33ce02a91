import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayNotEmpty, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Filled, Scope, SCOPES } from '#platform';
import { ApiToken, ScopeEnum } from './api-token.entity';

@InputType()
export class CreateApiTokenInput {
  @Field() @IsString() @Filled() @MaxLength(100) name: string;
  @Field(() => [ScopeEnum]) @ArrayNotEmpty() @IsIn(SCOPES, { each: true }) scopes: Scope[];
  @Field(() => Int, { nullable: true, description: 'Days that it holds, 90 when left out' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  days?: number;
}

@ObjectType()
export class CreateApiTokenPayload {
  @Field(() => ApiToken) apiToken: ApiToken;
  @Field({ description: 'The secret. It is shown this once and cannot be read again.' }) secret: string;
}

@InputType()
export class RevokeApiTokenInput {
  @Field(() => ID) @IsString() @MaxLength(100) apiTokenId: string;
}

@ObjectType()
export class RevokeApiTokenPayload {
  @Field(() => ApiToken) apiToken: ApiToken;
}
