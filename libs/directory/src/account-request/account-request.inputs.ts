import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IdentifierInput, Organisation, OrganisationKindEnum, RoleEnum, User } from '#identity';
import { Filled, Instant, ORGANISATION_KINDS, type OrganisationKind, type Role, ROLES } from '#platform';
import { AccountRequest, type AccountRequestStatus, AccountRequestStatusEnum } from './account-request.entity';

/** What somebody says who asks for an account. */
@InputType()
export class RequestAccountInput {
  @Field({ description: 'Of the person' }) @IsString() @Filled() @MaxLength(200) name: string;
  @Field() @IsEmail({ require_tld: false }, { message: 'is not an e-mail address' }) @MaxLength(320) email: string;
  @Field(() => OrganisationKindEnum) @IsIn(ORGANISATION_KINDS) kind: OrganisationKind;
  @Field() @IsString() @Filled() @MaxLength(500) organisationName: string;
  @Field(() => IdentifierInput, { nullable: true, description: 'Of a public register' })
  @IsOptional()
  @ValidateNested()
  @Type(() => IdentifierInput)
  identifier?: IdentifierInput | null;
  @Field(() => ID, { nullable: true, description: 'The organisation’s page in the directory, of a supplier that has one' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  supplierId?: string | null;
  @Field(() => [RoleEnum], { description: 'What they need to do. Nobody asks to be an operator' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(10)
  @IsIn(ROLES, { each: true })
  roles: Role[];
  @Field({ description: 'What for, and what shows that they belong to the organisation' })
  @IsString()
  @Filled()
  @MaxLength(2000)
  why: string;
}

@ObjectType()
export class RequestAccountPayload {
  @Field() reference: string;
  @Field({ description: 'Shown this once: with it `accountRequestStanding` tells where the request stands' }) secret: string;
}

/** Where a request for an account stands: it tells nothing of who asked. */
@ObjectType()
export class AccountRequestStanding {
  @Field() reference: string;
  @Field() organisationName: string;
  @Field(() => AccountRequestStatusEnum) status: AccountRequestStatus;
  @Field(() => String, { nullable: true, description: 'Why it was decided so' }) reason: string | null;
  @Field(() => Instant) askedAt: Date;
  @Field(() => Instant, { nullable: true }) decidedAt: Date | null;
}

@InputType()
export class WithdrawAccountRequestInput {
  @Field({ description: 'What `requestAccount` gave' }) @IsString() @MaxLength(100) secret: string;
}

@ObjectType()
export class WithdrawAccountRequestPayload {
  @Field({ description: 'Of the request, which is erased' }) reference: string;
}

@InputType()
export class DecideAccountRequestInput {
  @Field(() => ID) @IsString() @MaxLength(100) accountRequestId: string;
  @Field() @IsBoolean() accept: boolean;
  @Field({ description: 'Who asked reads it' })
  @IsString()
  @Filled('is empty; say what was looked at')
  @MaxLength(2000)
  reason: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Which organisation they join. Left out: one is let in as the request names it',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  organisationId?: string | null;
  @Field(() => [RoleEnum], { nullable: true, description: 'What they may do. Left out: what they asked for' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(ROLES, { each: true })
  roles?: Role[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Invite them to sign in with openIdProvider, in place of a password' })
  @IsOptional()
  @IsBoolean()
  openId?: boolean | null;
}

@ObjectType()
export class DecideAccountRequestPayload {
  @Field(() => AccountRequest) accountRequest: AccountRequest;
  @Field(() => Organisation, { nullable: true, description: 'Which they are a member of now' })
  organisation: Organisation | null;
  @Field(() => User, { nullable: true }) user: User | null;
  @Field(() => String, { nullable: true, description: 'Shown this once, to be passed on. Null for whoever is invited' })
  initialPassword: string | null;
}
