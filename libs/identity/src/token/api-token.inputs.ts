import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayNotEmpty, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Filled, Scope, SCOPES } from '#platform';
import { PASSWORD_LENGTH } from '../session/password';
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
  @Field(() => String, {
    nullable: true,
    description: 'This or a code, of whoever signed in more than a quarter of an hour ago',
  })
  @IsOptional()
  @IsString()
  @MaxLength(PASSWORD_LENGTH.most)
  password?: string | null;
  @Field(() => String, { nullable: true, description: 'Where codes are on: the six digits of the app, or a recovery code' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string | null;
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
