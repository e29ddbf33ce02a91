import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Supplier } from '#directory';
import { GlobalId, Instant, StateMachine } from '#platform';

const JOIN_STATES = ['PROPOSED', 'ACCEPTED', 'REFUSED'] as const;
export type JoinState = (typeof JOIN_STATES)[number];
export const JoinStateEnum = Object.fromEntries(JOIN_STATES.map((state) => [state, state])) as { [state in JoinState]: state };
registerEnumType(JoinStateEnum, { name: 'JoinState' });

const PROPOSED_BY = ['NAME', 'IDENTIFIER'] as const;
export type ProposedBy = (typeof PROPOSED_BY)[number];
const ProposedByEnum = Object.fromEntries(PROPOSED_BY.map((what) => [what, what])) as { [what in ProposedBy]: what };
registerEnumType(ProposedByEnum, { name: 'JoinProposedBy' });

/** A name alone proposes, and an identifier under another name; a person decides. */
export const JOIN: StateMachine<JoinState> = {
  thing: 'join',
  initial: 'PROPOSED',
  moves: { PROPOSED: ['ACCEPTED', 'REFUSED'], ACCEPTED: [], REFUSED: [] },
  called: {
    PROPOSED: 'Waiting',
    ACCEPTED: 'Accepted',
    REFUSED: 'Refused',
  },
};

/**
 * A party of notices that has the name of a supplier and no identifier that tells, or the identifier of one and a name that can hardly be its own.
 * Accepted, its awards are the supplier's.
 */
@Entity()
@ObjectType()
@GlobalId('jon')
export class JoinProposal {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field({ description: 'The party as its register knows it' }) @Column('text') partyKey: string;
  @Field() @Column('text') partyName: string;
  @Column('uuid') supplierId: string;
  @Field(() => Supplier) @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier: Relation<Supplier>;
  @Field(() => ProposedByEnum, { description: 'What the party and the supplier have in common' })
  @Column('text')
  because: ProposedBy;
  @Field(() => JoinStateEnum) @Column('text') state: JoinState;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reason: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field(() => Instant, { nullable: true, description: 'When the awards were joined; the worker does so' })
  @Column('timestamptz', { nullable: true })
  appliedAt: Date | null;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
}
