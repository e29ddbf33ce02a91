import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, OrderedBy, SCOPES, type Scope } from '#platform';

export const ScopeEnum = Object.fromEntries(SCOPES.map((scope) => [scope, scope])) as { [scope in Scope]: scope };
registerEnumType(ScopeEnum, { name: 'Scope', description: 'What an API token may be used for.' });

/** A key for a program that acts for a person. Its secret is shown once; what is kept is a hash. */
@Entity()
@ObjectType()
@GlobalId('tok')
@OrderedBy([{ sql: (a) => `${a}.id`, type: 'uuid' }])
export class ApiToken {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') name: string;
  @Field(() => [ScopeEnum]) @Column('text', { array: true }) scopes: Scope[];
  @Column('text') tokenHash: string;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
  @Field(() => Instant) @Column('timestamptz') expiresAt: Date;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
}
