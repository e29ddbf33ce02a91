import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { GuidanceItem, isCurrentItem } from '#guidance';
import { ListedWhere, OrderedBy, ReadSql } from '#platform';

export const SCHEME_KINDS = [
  'CERTIFICATION',
  'SELF_DECLARATION',
  'TEST_REPORT',
  'BILL_OF_MATERIALS',
  'POLICY',
  'QUESTIONNAIRE',
] as const;
export type SchemeKind = (typeof SCHEME_KINDS)[number];
export const SchemeKindEnum = Object.fromEntries(SCHEME_KINDS.map((kind) => [kind, kind])) as { [kind in SchemeKind]: kind };
registerEnumType(SchemeKindEnum, { name: 'SchemeKind' });

export const EvidenceExtentEnum = { FULL: 'FULL', PARTIAL: 'PARTIAL', SUPPORTING: 'SUPPORTING' } as const;
registerEnumType(EvidenceExtentEnum, {
  name: 'EvidenceExtent',
  description: 'How far a scheme evidences an item of guidance.',
});

@ObjectType()
export class SchemeValidity {
  @Field(() => Int, { nullable: true, description: 'Null where the scheme names no length' }) months: number | null;
  @Field() rule: string;
}

/** A field of a scheme's own form. */
@ObjectType()
export class SchemeField {
  @Field() name: string;
  @Field() label: string;
  @Field({ description: 'STRING, DATE, LIST, NUMBER, BOOLEAN or URL' }) type: string;
  @Field() required: boolean;
  @Field(() => [String], { nullable: true }) choices: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'What of an attestation says it already, such as reference: it is asked for there, and once',
  })
  askedAs: string | null;
}

/** A kind of attestation: who issues it, how long it holds, where it can be checked, and what it is evidence of. */
@Entity()
@ObjectType()
export class AttestationScheme {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') name: string;
  @Field() @Column('text') issuer: string;
  @Field(() => SchemeKindEnum) @Column('text') kind: SchemeKind;
  @Column('integer', { nullable: true }) validityMonths: number | null;
  @Column('text') validityRule: string;
  @Field(() => SchemeValidity)
  @ReadSql((a, object) => object({ months: `${a}.validity_months`, rule: `${a}.validity_rule` }))
  validity: SchemeValidity;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) verificationUrl: string | null;
  @Field(() => String, { nullable: true, description: 'How it can be checked, in words' })
  @Column('text', { nullable: true })
  verificationNote: string | null;
  @Field(() => [SchemeField]) @Column('jsonb') fields: SchemeField[];
  @Field(() => String, { nullable: true, description: 'What to look out for' }) @Column('text', { nullable: true }) pitfalls:
    string | null;
  @Field({ description: 'Whether the description was checked against a source' }) @Column('boolean') verified: boolean;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) verifiedHow: string | null;
  @Column('integer') position: number;
  @Field(() => [SchemeEvidence]) evidences: SchemeEvidence[];
}

/** That a scheme evidences an item of guidance, and how far. A scheme lists items of current versions. */
@Entity()
@ObjectType()
@OrderedBy([
  { sql: (a) => `${a}.scheme_code`, type: 'text' },
  { sql: (a) => `${a}.item_id`, type: 'uuid' },
])
export class SchemeEvidence {
  @PrimaryColumn('text') schemeCode: string;
  @Field(() => AttestationScheme)
  @ListedWhere((a) => isCurrentItem(`${a}.item_id`))
  @ManyToOne(() => AttestationScheme)
  @JoinColumn({ name: 'scheme_code' })
  scheme: Relation<AttestationScheme>;
  @PrimaryColumn('uuid') itemId: string;
  @Field(() => GuidanceItem) @ManyToOne(() => GuidanceItem) @JoinColumn({ name: 'item_id' }) item: Relation<GuidanceItem>;
  @Field(() => EvidenceExtentEnum) @Column('text') extent: keyof typeof EvidenceExtentEnum;
}
