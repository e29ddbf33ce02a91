import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Filled, Hundredths, Instant } from '#platform';
import { STRENGTHS, StrengthEnum, type Strength } from '#attestations';
import { MatchAnswerInput, MAXIMUM_ANSWERS, OneToEachQuestion } from '#guidance';
import { REQUIREMENT_KINDS, Requirement, RequirementKind, RequirementKindEnum } from './requirement.entity';

export const MAXIMUM_REQUIREMENTS = 500;

@InputType()
export class RequirementInput {
  @Field(() => String, { nullable: true, description: 'Left out: numbered on, R-01' })
  @IsOptional()
  @IsString()
  @Filled()
  @MaxLength(50)
  ref?: string;
  @Field() @IsString() @Filled('is empty') @MaxLength(10000) text: string;
  @Field(() => RequirementKindEnum, { nullable: true, description: 'SCORED when left out' })
  @IsOptional()
  @IsIn(REQUIREMENT_KINDS)
  kind?: RequirementKind;
  @Field(() => Float, { nullable: true, description: 'Of 100; for scored ones' })
  @IsOptional()
  @Hundredths()
  @Min(0.01)
  @Max(100)
  weight?: number;
  @Field(() => StrengthEnum, { nullable: true, description: 'ASSERTION when left out' })
  @IsOptional()
  @IsIn(STRENGTHS)
  minimumStrength?: Strength;
}

@InputType()
export class AddRequirementsInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => [RequirementInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(MAXIMUM_REQUIREMENTS)
  @ValidateNested({ each: true })
  @Type(() => RequirementInput)
  requirements: RequirementInput[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Those whose ref the procurement has already are numbered on; left out, they are refused',
  })
  @IsOptional()
  @IsBoolean()
  numberOn?: boolean | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The uploaded file that they were read from: it is erased with the records of the procurement',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  documentId?: string | null;
}

@InputType()
export class ImportSpecificationInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => ID, { nullable: true, description: 'An uploaded plain text, CSV, XLSX or DOCX' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  documentId?: string;
  @Field(() => String, { nullable: true, description: 'Pasted text, instead of a document' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000_000)
  text?: string;
}

@InputType()
export class UpdateRequirementInput extends RequirementInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field({ nullable: true, description: 'Left out: the text stays' })
  @IsOptional()
  @IsString()
  @Filled()
  @MaxLength(10000)
  declare text: string;
  @Field(() => Int, { nullable: true, description: 'The version that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@InputType()
export class UpdateRequirementsInput {
  @Field(() => [UpdateRequirementInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(MAXIMUM_REQUIREMENTS)
  @ValidateNested({ each: true })
  @Type(() => UpdateRequirementInput)
  requirements: UpdateRequirementInput[];
}

@InputType()
export class AnswerMatchQuestionsInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field(() => [MatchAnswerInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(MAXIMUM_ANSWERS)
  @OneToEachQuestion()
  @ValidateNested({ each: true })
  @Type(() => MatchAnswerInput)
  answers: MatchAnswerInput[];
}

@InputType()
export class RemoveRequirementInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
}

export const GUIDANCE_DECISIONS = ['ACCEPT', 'REJECT'] as const;
export type GuidanceDecision = (typeof GUIDANCE_DECISIONS)[number];
export const GuidanceDecisionEnum = Object.fromEntries(GUIDANCE_DECISIONS.map((value) => [value, value])) as {
  [value in GuidanceDecision]: value;
};
registerEnumType(GuidanceDecisionEnum, { name: 'GuidanceDecision' });

/** A match as somebody read it. */
@InputType()
export class SeenGuidanceInput {
  @Field() @IsString() @MaxLength(100) itemCode: string;
  @Field(() => Instant, { nullable: true, description: 'As you read it; left out: nobody had decided' })
  @IsOptional()
  @IsDate()
  decidedAt?: Date;
}

@InputType()
export class DecideGuidanceInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field({ description: 'Code of the guidance item; one that the matching did not find may be accepted too' })
  @IsString()
  @MaxLength(100)
  itemCode: string;
  @Field(() => GuidanceDecisionEnum) @IsIn(GUIDANCE_DECISIONS) decision: GuidanceDecision;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(5000) note?: string;
  @Field(() => [SeenGuidanceInput], {
    nullable: true,
    description:
      'The matches of the requirement that you read, all of them: refused when somebody else has decided since, or it was matched anew',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => SeenGuidanceInput)
  seen?: SeenGuidanceInput[];
}

/** One requirement, and the guidance that it answers. */
@InputType()
export class SettledRequirementInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field(() => [String], {
    description: 'Codes of the items to accept, also such that the matching did not find; none: no guidance applies',
  })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  accept: string[];
  @Field(() => [SeenGuidanceInput], {
    nullable: true,
    description:
      'The matches that you read, all of them: refused when somebody else has decided since, or it was matched anew. Left out: refused only when what somebody else noted would be lost',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => SeenGuidanceInput)
  seen?: SeenGuidanceInput[];
  @Field(() => String, {
    nullable: true,
    description:
      'Why: kept with each decision that this makes. What stands so already keeps its author and its note; where nothing is decided anew, a note is refused',
  })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  note?: string;
}

@InputType()
export class SettleGuidanceInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => [SettledRequirementInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SettledRequirementInput)
  settled: SettledRequirementInput[];
}

@ObjectType()
export class RequirementsPayload {
  @Field(() => [Requirement]) requirements: Requirement[];
}

const ONLY_OF_SEVERAL_SHEETS = 'Name of the sheet; null but for a workbook of several';

/** A line of a specification that is not a requirement, and why it was taken for none. */
@ObjectType()
export class SkippedLine {
  @Field(() => String, { nullable: true, description: ONLY_OF_SEVERAL_SHEETS }) sheet: string | null;
  @Field(() => Int) line: number;
  @Field() text: string;
  @Field() reason: string;
}

/** A requirement as a specification says it. What it does not say is null. */
@ObjectType()
export class SpecifiedRequirement {
  @Field(() => String, { nullable: true, description: ONLY_OF_SEVERAL_SHEETS }) sheet: string | null;
  @Field(() => Int, { description: 'Line of the text, or row of the sheet' }) line: number;
  @Field(() => String, { nullable: true }) ref: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The number that it had, where a requirement before it has that number: it goes without, and is numbered on',
  })
  refTakenBefore?: string;
  @Field() text: string;
  @Field(() => RequirementKindEnum, { nullable: true }) kind: RequirementKind | null;
  @Field(() => Float, { nullable: true }) weight: number | null;
  @Field(() => StrengthEnum, { nullable: true }) minimumStrength: Strength | null;
}

/** What was read of a specification. Nothing of it is kept. */
@ObjectType()
export class Specification {
  @Field(() => [String], { description: 'Names of the sheets of a workbook of several, in its order' }) sheets: string[];
  @Field(() => [SpecifiedRequirement]) requirements: SpecifiedRequirement[];
  @Field(() => [SkippedLine]) skipped: SkippedLine[];
}

@ObjectType()
export class ImportSpecificationPayload extends RequirementsPayload {
  @Field(() => [SkippedLine]) skipped: SkippedLine[];
}

@ObjectType()
export class RequirementPayload {
  @Field(() => Requirement) requirement: Requirement;
}

const DROPPED = 'How many decisions on guidance went, since they were taken on a text that was plainly another';

@ObjectType()
export class UpdateRequirementPayload extends RequirementPayload {
  @Field(() => Int, { description: DROPPED }) decisionsDropped: number;
}

@ObjectType()
export class UpdateRequirementsPayload extends RequirementsPayload {
  @Field(() => Int, { description: DROPPED }) decisionsDropped: number;
}

@ObjectType()
export class RemoveRequirementPayload {
  @Field(() => ID) removedId: string;
}
