import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Instant } from '#platform';
import { PASSWORD_LENGTH } from '../session/password';
import { User } from '../user/user.entity';

/** A service besides this portal that people may sign in with. */
@ObjectType('OpenIdProvider')
export class OpenIdProviderView {
  @Field({ description: 'What people call it' }) name: string;
  @Field() issuer: string;
  @Field(() => Boolean, { description: 'Whether it answers just now; passwords work whether it does or not' })
  isReachable?: boolean;
}

/** Who somebody is at a provider, as it is linked to their account here. */
@ObjectType()
export class OpenIdIdentity {
  @Field() issuer: string;
  @Field(() => String, { nullable: true, description: 'The address that the provider gave when it was linked' })
  email: string | null;
  @Field(() => Instant) linkedAt: Date;
  @Field(() => Instant, { nullable: true }) lastUsedAt: Date | null;
}

@ObjectType()
export class BeginOpenIdPayload {
  @Field({ description: 'Where the person’s browser is sent' }) url: string;
  @Field({ description: 'A secret of that browser, which comes back with the provider’s answer; kept nowhere here' })
  transaction: string;
  @Field(() => Instant) expiresAt: Date;
}

/** What a browser came back from the provider with. */
@InputType({ isAbstract: true })
abstract class OpenIdAnswerInput {
  @Field({ description: 'That of the beginning' })
  @Matches(/^[\w-]{43}$/, { message: 'is no transaction' })
  transaction: string;
}

@InputType()
export class CompleteOpenIdSignInInput extends OpenIdAnswerInput {
  @Field(() => String, { nullable: true, description: 'The query of the address that the provider sent the browser back to' })
  @IsOptional()
  @IsString()
  @MaxLength(8000)
  answer?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'After SECOND_FACTOR_NEEDED, in place of the answer: the six digits of the app, or a recovery code',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string | null;
}

@InputType({ description: 'One of the two proves that it is the owner of the account who links' })
export class BeginOpenIdLinkInput {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(PASSWORD_LENGTH.most) password?: string | null;
  @Field(() => String, { nullable: true, description: 'Where codes are on: the six digits of the app, or a recovery code' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string | null;
}

@InputType()
export class CompleteOpenIdLinkInput extends OpenIdAnswerInput {
  @Field({ description: 'The query of the address that the provider sent the browser back to' })
  @IsString()
  @MaxLength(8000)
  answer: string;
}

@ObjectType()
export class CompleteOpenIdLinkPayload {
  @Field(() => OpenIdIdentity) identity: OpenIdIdentity;
}

@InputType()
export class UnlinkOpenIdInput {
  @Field() @IsString() @MaxLength(2000) issuer: string;
}

@ObjectType()
export class UnlinkOpenIdPayload {
  @Field({ description: 'Of which provider no identity is linked any more' }) issuer: string;
}

@InputType()
export class InviteToOpenIdInput {
  @Field(() => ID, { nullable: true, description: 'Left out: your own organisation. An operator may name another.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  organisationId?: string;
  @Field(() => ID) @IsString() @MaxLength(100) userId: string;
}

@ObjectType()
export class InviteToOpenIdPayload {
  @Field(() => User) user: User;
  @Field(() => Instant, { description: 'Until when they may link an identity by signing in with it' }) expiresAt: Date;
}
