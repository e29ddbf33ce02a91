import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Identifier, identifiersSql, type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, ObjectWriter, ReadSql } from '#platform';
import { Fact } from '../fact/fact.entity';
import { Product } from '../product/product.entity';
import { CodedLabel, Region } from '../taxonomy/taxonomy.entities';

export const SIZE_BANDS = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'] as const;
export type SizeBand = (typeof SIZE_BANDS)[number];
export const SizeBandEnum = Object.fromEntries(SIZE_BANDS.map((band) => [band, band])) as { [band in SizeBand]: band };
registerEnumType(SizeBandEnum, { name: 'SizeBand', description: 'UNKNOWN is a state of its own: it is shown and counted.' });

/** A term of a taxonomy on a supplier, and where that comes from. */
@ObjectType()
export class Classification {
  @Field() code: string;
  @Field() label: string;
  @Field({ description: 'DERIVED from notices, SELF_DECLARED or DEMONSTRATION' }) source: string;
  @Field(() => String, { nullable: true, description: 'For derived ones: from what' }) reason: string | null;
  @Field(() => Float, { nullable: true, description: 'For derived ones: how sure, from 0 to 1' }) confidence: number | null;
}

/** One organisation's page in the market. */
@Entity()
@ObjectType()
@GlobalId('sup')
export class Supplier {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') name: string;
  @Field(() => ProvenanceEnum) @Column('text') provenance: Provenance;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) description: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) website: string | null;
  @Field(() => [Identifier]) @ReadSql((a, object) => identifiersSql(`${a}.organisation_id`, object)) identifiers: Identifier[];
  @Column('text', { nullable: true }) regionCode: string | null;
  @Field(() => Region, { nullable: true })
  @ManyToOne(() => Region)
  @JoinColumn({ name: 'region_code' })
  region: Relation<Region> | null;
  @Field(() => SizeBandEnum) @Column('text') sizeBand: SizeBand;
  @Field(() => [Classification]) @ReadSql((a, object) => classificationsSql('sector', a, object)) sectors: Classification[];
  @Field(() => [Classification])
  @ReadSql((a, object) => classificationsSql('technology', a, object))
  technologies: Classification[];
  @Field(() => [CodedLabel])
  @ReadSql(
    (a, object) => `(SELECT coalesce(json_agg(${object({ code: 'x.code', label: 'x.label' })} ORDER BY x.code), '[]')
      FROM supplier_sic l JOIN sic_code x ON x.code = l.sic_code WHERE l.supplier_id = ${a}.id)`,
  )
  sicCodes: CodedLabel[];
  @Field(() => [Product]) products: Product[];
  @Field(() => [Fact]) facts: Fact[];
  @Field(() => Instant, { nullable: true, description: 'When the organisation took over its page' })
  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;
  @Field(() => Int) @Column('integer') version: number;
}

/** Terms of a supplier: where nobody asks where they come from, its bits say which they are. */
function classificationsSql(taxonomy: 'sector' | 'technology', alias: string, object: ObjectWriter): string {
  const term = object({
    code: 'x.code',
    label: 'x.label',
    source: 'link.source',
    reason: 'link.reason',
    confidence: 'link.confidence',
  });
  const found = term.includes('link.')
    ? `supplier_${taxonomy} link JOIN ${taxonomy} x ON x.code = link.${taxonomy}_code WHERE link.supplier_id = ${alias}.id`
    : `${taxonomy} x WHERE ${alias}.${taxonomy}_bits >> x.position & 1 = 1`;
  return `(SELECT coalesce(json_agg(${term} ORDER BY x.position), '[]') FROM ${found})`;
}
