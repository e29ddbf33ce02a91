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
import { Filled, ORGANISATION_KINDS, type OrganisationKind, type Role, ROLES } from '#platform';
import { Organisation, OrganisationKindEnum } from '../organisation/organisation.entity';
import { OrganisationMember, RoleEnum, User } from '../user/user.entity';

@InputType()
export class IdentifierInput {
  @Field({ description: 'Such as GB-COH' }) @IsString() @Filled() @MaxLength(20) scheme: string;
  @Field() @IsString() @Filled() @MaxLength(100) id: string;
}

@InputType()
export class CreateOrganisationInput {
  @Field(() => OrganisationKindEnum) @IsIn(ORGANISATION_KINDS) kind: OrganisationKind;
  @Field() @IsString() @Filled('is empty') @MaxLength(500) name: string;
  @Field(() => [IdentifierInput], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IdentifierInput)
  identifiers?: IdentifierInput[];
}

@ObjectType()
export class CreateOrganisationPayload {
  @Field(() => Organisation) organisation: Organisation;
}

/** Whose members are asked for or changed. */
@InputType({ isAbstract: true })
abstract class OrganisationMemberInput {
  @Field(() => ID, { nullable: true, description: 'Left out: your own organisation. An operator may name another.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  organisationId?: string;
}

@InputType()
export class AddMemberInput extends OrganisationMemberInput {
  @Field() @IsString() @Filled('is empty') @MaxLength(200) name: string;
  @Field() @IsEmail({ require_tld: false }, { message: 'is not an e-mail address' }) @MaxLength(320) email: string;
  @Field(() => [RoleEnum]) @ArrayNotEmpty() @IsIn(ROLES, { each: true }) roles: Role[];
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Invite them to sign in with openIdProvider, in place of a password: with an identity there of this very address',
  })
  @IsOptional()
  @IsBoolean()
  openId?: boolean;
}

@ObjectType()
export class AddMemberPayload {
  @Field(() => User) user: User;
  @Field(() => String, {
    nullable: true,
    description:
      'Shown this once. Its owner changes it after the first sign-in. Null for whoever is invited to sign in otherwise.',
  })
  initialPassword: string | null;
}

@InputType()
export class ChangeMemberInput extends OrganisationMemberInput {
  @Field(() => ID) @IsString() @MaxLength(100) userId: string;
  @Field(() => [RoleEnum], { description: 'All that the member has from now on' })
  @ArrayNotEmpty()
  @IsIn(ROLES, { each: true })
  roles: Role[];
  @Field(() => [RoleEnum], { nullable: true, description: 'The roles that you read, so that nobody else is written over' })
  @IsOptional()
  @IsArray()
  @IsIn(ROLES, { each: true })
  seen?: Role[];
}

@ObjectType()
export class ChangeMemberPayload {
  @Field(() => OrganisationMember) member: OrganisationMember;
}

@InputType()
export class RemoveMemberInput extends OrganisationMemberInput {
  @Field(() => ID) @IsString() @MaxLength(100) userId: string;
}

@ObjectType()
export class RemoveMemberPayload {
  @Field(() => User, { description: 'Who is no member any more' }) user: User;
}
