import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Filled } from '#platform';
import { ImportKind, ImportKindEnum, ImportRun } from './import-run.entity';
import { JoinProposal } from './join-proposal.entity';

@InputType()
export class StartImportInput {
  @Field(() => ImportKindEnum) @IsIn(Object.keys(ImportKindEnum)) kind: ImportKind;
  @Field(() => ID, { nullable: true, description: 'A file that was uploaded to /documents; or else url' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  documentId?: string | null;
  @Field(() => String, { nullable: true, description: 'An address that begins with https://' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  url?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'COMPANIES_HOUSE: unknown companies with one of these SIC 2007 codes become suppliers',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^\d{5}$/, { each: true, message: 'has a SIC code that is not five digits; write them as 26511, 61200' })
  sicCodes?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'COMPANIES_HOUSE: and with a postcode that begins with one of these letters, such as BS',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(130)
  @Matches(/^[A-Za-z]{1,2}$/, {
    each: true,
    message: 'has a postcode area that is not one or two letters; write them as BS, LS',
  })
  postcodeAreas?: string[] | null;
}

@InputType()
export class DecideJoinInput {
  @Field(() => ID) @IsString() @MaxLength(100) proposalId: string;
  @Field({ description: 'Whether the party is this supplier' }) @IsBoolean() accept: boolean;
  @Field() @IsString() @Filled('is empty; say what was looked at') @MaxLength(2000) reason: string;
}

@ArgsType()
export class ProblemsArguments {
  @Field(() => Int, { nullable: true, description: 'How many, at most 500; 100 when left out' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  first?: number;
  @Field(() => Int, { nullable: true, description: 'The position of the last one before' })
  @IsOptional()
  @IsInt()
  @Min(0)
  after?: number;
}

@ObjectType()
export class ImportPayload {
  @Field(() => ImportRun) import: ImportRun;
}

@ObjectType()
export class JoinPayload {
  @Field(() => JoinProposal) proposal: JoinProposal;
}
