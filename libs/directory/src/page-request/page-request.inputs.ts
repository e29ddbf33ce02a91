import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUrl, MaxLength, ValidateNested } from 'class-validator';
import { IdentifierInput } from '#identity';
import { Filled } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { PageRequest } from './page-request.entity';

/** What an organisation says of itself when it asks for a page. */
@InputType()
export class RequestPageInput {
  @Field() @IsString() @Filled() @MaxLength(500) name: string;
  @Field(() => [IdentifierInput], { description: 'Of public registers; none, with a reason' })
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => IdentifierInput)
  identifiers: IdentifierInput[];
  @Field(() => String, { nullable: true, description: 'Why there is no identifier, such as: sole trader' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  noIdentifierReason?: string | null;
  @Field({ description: 'Where it is established' }) @IsString() @Filled() @MaxLength(100) country: string;
  @Field(() => String, { nullable: true, description: 'ITL code; left out: not known, or not in the United Kingdom' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  region?: string | null;
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true }, { message: 'is not a web address; begin it with https://' })
  @MaxLength(2000)
  website?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(10000) description?: string | null;
  @Field(() => [String]) @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) sectors: string[];
  @Field(() => [String]) @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) technologies: string[];
  @Field({ description: 'What shows that you speak for the organisation: your position, and where an operator can look it up' })
  @IsString()
  @Filled()
  @MaxLength(2000)
  authority: string;
  @Field(() => [ID], { nullable: true, description: 'Pages that `pageCandidates` named, and that are not your organisation’s' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  notOurs?: string[] | null;
}

@InputType()
export class ChangePageRequestInput extends RequestPageInput {
  @Field(() => ID) @IsString() @MaxLength(100) pageRequestId: string;
  @Field(() => Int, { description: 'The version that you read' }) @IsInt() expectedVersion: number;
}

@InputType()
export class WithdrawPageRequestInput {
  @Field(() => ID) @IsString() @MaxLength(100) pageRequestId: string;
}

export const PAGE_DECISIONS = ['ACCEPT', 'ASK_CHANGES', 'REFUSE'] as const;
export type PageDecision = (typeof PAGE_DECISIONS)[number];
export const PageDecisionEnum = Object.fromEntries(PAGE_DECISIONS.map((decision) => [decision, decision])) as {
  [decision in PageDecision]: decision;
};
registerEnumType(PageDecisionEnum, { name: 'PageDecision' });

@InputType()
export class DecidePageRequestInput {
  @Field(() => ID) @IsString() @MaxLength(100) pageRequestId: string;
  @Field(() => Int, { description: 'The version that you read' }) @IsInt() expectedVersion: number;
  @Field(() => PageDecisionEnum) @IsIn(PAGE_DECISIONS) decision: PageDecision;
  @Field({ description: 'The supplier reads it' })
  @IsString()
  @Filled('is empty; say what was looked at')
  @MaxLength(2000)
  reason: string;
}

@ObjectType()
export class PageRequestPayload {
  @Field(() => PageRequest) pageRequest: PageRequest;
  @Field(() => Supplier, { nullable: true, description: 'The page, once the request is accepted' }) supplier: Supplier | null;
}

/** What pages that may be an organisation's are looked for by. */
@InputType()
export class PageCandidatesInput {
  @Field() @IsString() @Filled() @MaxLength(500) name: string;
  @Field(() => [IdentifierInput])
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => IdentifierInput)
  identifiers: IdentifierInput[];
}
