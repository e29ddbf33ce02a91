import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Actor } from '#audit';
import { Product, Supplier } from '#directory';
import { DateOnly, FieldSql, GlobalId, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import { AttestationScheme } from '../scheme/attestation-scheme.entity';
import { ATTESTATION_STATES, type AttestationState } from './attestation.states';
import { renewedSql, replacedBySql } from './renewed';
import { type Strength, StrengthEnum } from './strength';

export const AttestationStatusEnum = Object.fromEntries(ATTESTATION_STATES.map((state) => [state, state])) as {
  [state in AttestationState]: state;
};
registerEnumType(AttestationStatusEnum, {
  name: 'AttestationStatus',
  description: 'EXPIRED is decided by the date when asked.',
});

export const VerificationOutcomeEnum = { VERIFIED: 'VERIFIED', REJECTED: 'REJECTED' } as const;
registerEnumType(VerificationOutcomeEnum, { name: 'VerificationOutcome' });

/** Whom and what an attestation is about. */
@ObjectType()
export class AttestationScope {
  @Field() legalEntity: string;
  @Field(() => [String]) sites: string[];
  @Field(() => [String]) productVersions: string[];
  @Field(() => [String]) exclusions: string[];
}

/** What a verifier found, by what means. */
@ObjectType()
export class VerificationResult {
  @Field(() => VerificationOutcomeEnum) outcome: keyof typeof VerificationOutcomeEnum;
  @Field() method: string;
  @Field(() => StrengthEnum) strength: Strength;
  @Field(() => Actor) verifiedBy: Actor;
  @Field(() => DateOnly) checkedOn: string;
  @Field(() => String, { nullable: true }) note: string | null;
}

/** What was signed, by whom, in which words. */
@ObjectType()
export class SignedStatement {
  @Field() signatoryName: string;
  @Field(() => String, { nullable: true }) signatoryRole: string | null;
  @Field() words: string;
  @Field(() => Instant) signedAt: string;
  @Field({ description: 'SHA-256 of what was signed' }) signedHash: string;
}

/** What was filled in of a scheme's own form, with the label that it had then. */
@ObjectType()
export class SchemeFieldValue {
  @Field() name: string;
  @Field() label: string;
  @Field(() => [String], { description: 'One text, and several for a list' }) values: string[];
}

/** A file behind an attestation, to those who may read it. */
@ObjectType()
export class AttestationDocument {
  @Field(() => ID) id: string;
  @Field() fileName: string;
  @Field() sha256: string;
}

/** The file that a draft was read out of, for its supplier and, once it is submitted, for whoever checks it. */
@ObjectType()
export class AttestationSource {
  @Field() fileName: string;
  @Field() sha256: string;
  @Field(() => [String], { description: 'What the file claims, in its own words' }) claims: string[];
  @Field(() => [String], { description: 'What of the file was not taken over' }) notCarried: string[];
}

const latestVerification: FieldSql = (a, object) => `(SELECT ${object({
  outcome: 'v.outcome',
  method: 'v.method',
  strength: 'v.strength',
  verifiedBy: (actor) => actor({ id: `'usr_' || v.verified_by_id`, name: 'v.verified_by_name' }),
  checkedOn: 'v.checked_on',
  note: 'v.note',
})}
  FROM verification v WHERE v.attestation_id = ${a}.id ORDER BY v.created_at DESC, v.id DESC LIMIT 1)`;

/** A claim of a supplier that it holds something of a scheme, signed, and checked or not. */
@Entity()
@ObjectType()
@GlobalId('att')
@OrderedBy([
  { sql: (a) => `${a}.scheme_code`, type: 'text' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Attestation {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') supplierId: string;
  @Field(() => Supplier) @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier: Relation<Supplier>;
  @Column('uuid', { nullable: true }) productId: string | null;
  @Field(() => Product, { nullable: true })
  @ManyToOne(() => Product)
  @JoinColumn({ name: 'product_id' })
  product: Relation<Product> | null;
  @Column('text') schemeCode: string;
  @Field(() => AttestationScheme)
  @ManyToOne(() => AttestationScheme)
  @JoinColumn({ name: 'scheme_code' })
  scheme: Relation<AttestationScheme>;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reference: string | null;
  @Column('text') legalEntity: string;
  @Column('text', { array: true }) sites: string[];
  @Column('text', { array: true }) productVersions: string[];
  @Column('text', { array: true }) exclusions: string[];
  @Field(() => AttestationScope)
  @ReadSql((a, object) =>
    object({
      legalEntity: `${a}.legal_entity`,
      sites: `${a}.sites`,
      productVersions: `${a}.product_versions`,
      exclusions: `${a}.exclusions`,
    }),
  )
  scope: AttestationScope;
  @Field(() => StrengthEnum, { description: 'As the supplier claimed it' }) @Column('text') claimedStrength: Strength;
  @Field(() => StrengthEnum, { description: 'As claimed, until a verification confirms or lowers it' })
  @Column('text')
  strength: Strength;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) coversFrom: string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) coversTo: string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) issuedOn: string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) expiresOn: string | null;
  @Field(() => Instant) @Column('timestamptz') receivedAt: Date;
  @Column('text') state: AttestationState;
  @Field(() => AttestationStatusEnum)
  @ReadSql(
    (a) =>
      `CASE WHEN ${a}.state = 'VERIFIED' AND least(${a}.expires_on, ${a}.covers_to) < current_date THEN 'EXPIRED' ELSE ${a}.state END`,
  )
  status: AttestationState;
  @Column('uuid', { nullable: true }) supersedesId: string | null;
  @Field({
    description:
      'Whether another took its place, will later, or waits to be checked to do so, as far as one may read the other',
  })
  @ReadSql((a) => renewedSql(a))
  renewed: boolean;
  @Field(() => ID, {
    nullable: true,
    description: 'What took the place of one that is SUPERSEDED, as far as one may read it',
  })
  @ReadSql((a) => replacedBySql(a))
  replacedBy: string | null;
  /** The day on which another took its place: until then it was held. */
  @Column('date', { nullable: true }) supersededOn: string | null;
  @Field(() => Instant, {
    nullable: true,
    description: 'When it was withdrawn; null while it stands, and where that was not recorded',
  })
  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
  @Column('uuid', { nullable: true }) signatoryId: string | null;
  @Column('text', { nullable: true }) signatoryName: string | null;
  @Column('text', { nullable: true }) signatoryRole: string | null;
  @Column('text', { name: 'statement', nullable: true }) statementWords: string | null;
  @Column('timestamptz', { nullable: true }) signedAt: Date | null;
  @Column('text', { nullable: true }) signedHash: string | null;
  @Field(() => SignedStatement, { nullable: true })
  @ReadSql(
    (a, object) =>
      `CASE WHEN ${a}.signed_at IS NOT NULL THEN ${object({
        signatoryName: `${a}.signatory_name`,
        signatoryRole: `${a}.signatory_role`,
        words: `${a}.statement`,
        signedAt: instantSql(`${a}.signed_at`),
        signedHash: `${a}.signed_hash`,
      })} END`,
  )
  statement: SignedStatement | null;
  @Field(() => VerificationResult, { nullable: true }) @ReadSql(latestVerification) verification: VerificationResult | null;
  @Field(() => [AttestationDocument])
  @ReadSql(
    (
      a,
      object,
    ) => `(SELECT coalesce(json_agg(${object({ id: `'doc_' || d.id`, fileName: 'd.file_name', sha256: 'd.sha256' })} ORDER BY d.file_name, d.id), '[]')
      FROM attestation_document l JOIN document d ON d.id = l.document_id WHERE l.attestation_id = ${a}.id)`,
  )
  documents: AttestationDocument[];
  @Field(() => [SchemeFieldValue], { description: "The scheme's own form, to those who may read the documents" })
  @ReadSql(
    (a, object) =>
      `(SELECT coalesce(json_agg(${object({ name: 'f.name', label: 'f.label', values: 'f.given' })} ORDER BY f.position), '[]')
      FROM attestation_field f WHERE f.attestation_id = ${a}.id)`,
  )
  fieldValues: SchemeFieldValue[];
  @Field(() => AttestationSource, { nullable: true })
  @ReadSql(
    (
      a,
      object,
    ) => `(SELECT ${object({ fileName: 'd.file_name', sha256: 's.sha256', claims: 's.claims', notCarried: 's.not_carried' })}
      FROM attestation_source s JOIN document d ON d.id = s.document_id WHERE s.attestation_id = ${a}.id)`,
  )
  source: AttestationSource | null;
  @Field(() => Int) @Column('integer') version: number;
}
