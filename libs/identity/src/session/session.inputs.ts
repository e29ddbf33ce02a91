import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsEmail, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Instant } from '#platform';
import { Viewer } from '../user/user.entity';
import { PASSWORD_LENGTH } from './password';

@InputType()
export class SignInInput {
  @Field() @IsEmail({ require_tld: false }, { message: 'is not an e-mail address' }) @MaxLength(320) email: string;
  @Field() @IsString() @MaxLength(PASSWORD_LENGTH.most) password: string;
  @Field(() => String, { nullable: true, description: 'Where codes are on: the six digits of the app, or a recovery code' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string | null;
}

@ObjectType()
export class SignInPayload {
  @Field({ description: 'The bearer token; shown once' }) token: string;
  @Field(() => Instant) expiresAt: Date;
  @Field(() => Viewer) viewer: Viewer;
}

@InputType()
export class SignOutInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Also end every other session of yours. API tokens go on: changePassword ends those too.',
  })
  @IsOptional()
  @IsBoolean()
  everywhere?: boolean;
}

@ObjectType()
export class SignOutPayload {
  @Field(() => Int, { description: 'How many sessions ended' }) ended: number;
  @Field(() => String, {
    nullable: true,
    description:
      'For whoever signed in with another service that has such a page: where they sign out there too. They are still signed in there.',
  })
  providerSignOutUrl: string | null;
}

@InputType()
export class ChangePasswordInput {
  @Field() @IsString() @MaxLength(PASSWORD_LENGTH.most) currentPassword: string;
  @Field() @IsString() @MinLength(PASSWORD_LENGTH.least) @MaxLength(PASSWORD_LENGTH.most) newPassword: string;
}

@ObjectType()
export class ChangePasswordPayload {
  @Field() changed: boolean;
}
