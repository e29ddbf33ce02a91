import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { PROVENANCES, Provenance, ProvenanceEnum } from '#identity';
import { DateOnly } from '#platform';

export const RelevanceEnum = { CONNECTED_PLACES: 'CONNECTED_PLACES', ALL: 'ALL' } as const;
export type Relevance = keyof typeof RelevanceEnum;
registerEnumType(RelevanceEnum, {
  name: 'Relevance',
  description: 'CONNECTED_PLACES: with at least one sector or technology.',
});

export const SupplierOrderEnum = { NAME: 'NAME', RELEVANCE: 'RELEVANCE' } as const;
export type SupplierOrder = keyof typeof SupplierOrderEnum;
registerEnumType(SupplierOrderEnum, {
  name: 'SupplierOrder',
  description: 'RELEVANCE ranks by a search; equal ones by a key that favours nobody.',
});

const MOST_CODES = 50;

@InputType()
export class AttestedFilter {
  @Field() @IsString() @MaxLength(100) scheme: string;
  @Field(() => DateOnly, { nullable: true, description: 'Today when left out' }) @IsOptional() validOn?: string;
}

/** What narrows a list of suppliers. Values of one field are alternatives; fields add up. */
@InputType()
export class SupplierFilter {
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CODES)
  @IsString({ each: true })
  sectors?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CODES)
  @IsString({ each: true })
  technologies?: string[];
  @Field(() => [String], { nullable: true, description: 'ITL codes of any level' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CODES)
  @IsString({ each: true })
  regions?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'], { each: true })
  sizeBands?: string[];
  @Field(() => [AttestedFilter], { nullable: true, description: 'Holds every one of these, verified and valid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => AttestedFilter)
  attested?: AttestedFilter[];
  @Field(() => [ProvenanceEnum], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(PROVENANCES.length)
  @IsIn(PROVENANCES, { each: true })
  provenance?: Provenance[];
  @Field(() => RelevanceEnum, { nullable: true }) @IsOptional() @IsIn(['CONNECTED_PLACES', 'ALL']) relevance?: Relevance;
}
