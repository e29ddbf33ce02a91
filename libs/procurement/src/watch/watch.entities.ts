import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Attestation, AttestationScheme } from '#attestations';
import { DateOnly, GlobalId, Instant, OrderedBy } from '#platform';
import { Procurement } from '../procurement/procurement.entity';

/** After award: an attestation that the decision relied on, and when it ends, if it does. */
@Entity()
@ObjectType()
@GlobalId('wch')
@OrderedBy([
  { sql: (a) => `coalesce(${a}.expires_on, 'infinity')`, type: 'date' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Watch {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') supplierOrganisationId: string;
  @Column('uuid') attestationId: string;
  @Field(() => Attestation, {
    nullable: true,
    description: 'Null where no verifier has accepted it: it is not everybody’s to read',
  })
  @ManyToOne(() => Attestation)
  @JoinColumn({ name: 'attestation_id' })
  attestation: Relation<Attestation> | null;
  @Column('text') schemeCode: string;
  @Field(() => AttestationScheme)
  @ManyToOne(() => AttestationScheme)
  @JoinColumn({ name: 'scheme_code' })
  scheme: Relation<AttestationScheme>;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'Null where it states no end: it is told of when it is taken back alone',
  })
  @Column('date', { nullable: true })
  expiresOn: string | null;
}

/** Something that an organisation is told. */
@Entity()
@ObjectType()
@GlobalId('ntf')
@OrderedBy([{ sql: (a) => `${a}.id`, type: 'uuid' }], true)
export class Notification {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') kind: string;
  @Field({ description: 'The id of what it is about' }) @Column('text') subjectId: string;
  @Column('uuid', { nullable: true }) procurementId: string | null;
  @Field(() => Procurement, {
    nullable: true,
    description: "The procurement that it belongs to; null where it is not one's own",
  })
  @ManyToOne(() => Procurement)
  @JoinColumn({ name: 'procurement_id' })
  procurement: Relation<Procurement> | null;
  @Field() @Column('text') text: string;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) readAt: Date | null;
}
