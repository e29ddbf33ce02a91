import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, ROLES, type Role } from '#platform';
import { Organisation } from '../organisation/organisation.entity';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as { [role in Role]: role };
registerEnumType(RoleEnum, { name: 'Role', description: 'What a member may do in an organisation.' });

/** A person. The password's hash is not here: only the sign-in function of the database gives it out. */
@Entity('user_account')
@ObjectType()
@GlobalId('usr')
export class User {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field() @Column('text') name: string;
  @Field() @Column('text') email: string;
  @Column('boolean') demonstration: boolean;
}

@Entity()
export class Membership {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') organisationId: string;
  @Column('text', { array: true }) roles: Role[];
}

/** A person in an organisation, as its administrators see them. */
@ObjectType('Member')
export class OrganisationMember {
  @Field(() => User) user: User;
  @Field(() => [RoleEnum]) roles: Role[];
}

/** Who is signed in, for whom, and what they may do. */
@ObjectType()
export class Viewer {
  @Field(() => User) user: User;
  @Field(() => Organisation) organisation: Organisation;
  @Field(() => [RoleEnum]) roles: Role[];
}
