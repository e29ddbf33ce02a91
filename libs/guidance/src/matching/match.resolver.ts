import { Type } from 'class-transformer';
import { Args, ArgsType, Field, Float, InputType, Int, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ReasonKind } from '#matching';
import { Public, refer } from '#platform';
import { GuidanceItem } from '../item/guidance-item.entity';
import { Catalogue } from './catalogue';

export const ReasonKindEnum: { [kind in ReasonKind]: kind } = {
  SHARED_TERM: 'SHARED_TERM',
  SYNONYM: 'SYNONYM',
  CROSSWALK: 'CROSSWALK',
  EXAMPLE: 'EXAMPLE',
  EARLIER_DECISION: 'EARLIER_DECISION',
  ANSWER: 'ANSWER',
};
registerEnumType(ReasonKindEnum, { name: 'MatchReasonKind' });

/** Why an item matches, in words. What is named contributed to the score. */
@ObjectType()
export class MatchReason {
  @Field(() => ReasonKindEnum) kind: ReasonKind;
  @Field() text: string;
}

@ObjectType()
export class GuidanceMatch {
  @Field(() => GuidanceItem) item: GuidanceItem;
  @Field(() => Float) score: number;
  @Field(() => Float, { description: 'Calibrated, 0 to 1' }) confidence: number;
  @Field(() => [MatchReason]) reasons: MatchReason[];
}

@ObjectType()
export class MatchQuestionAnswer {
  @Field() id: string;
  @Field() text: string;
}

/** Asked where a text could mean two things: the answer tells near items apart. */
@ObjectType()
export class MatchQuestion {
  @Field() id: string;
  @Field() text: string;
  @Field(() => [MatchQuestionAnswer]) answers: MatchQuestionAnswer[];
}

/** An answer to a question that came with a match. */
@InputType()
export class MatchAnswerInput {
  @Field({ description: 'The id of the question' }) @IsString() @MaxLength(50) question: string;
  @Field({ description: 'The id of one of its answers' }) @IsString() @MaxLength(50) answer: string;
}

/** There are fewer questions than this. */
export const MAXIMUM_ANSWERS = 30;

/** Each question is answered once: a second answer would count besides the first, or against it. */
export function OneToEachQuestion(): PropertyDecorator {
  return ArrayUnique(({ question }: MatchAnswerInput) => question, {
    message: 'has two answers to one question; give one to each',
  });
}

@ObjectType()
export class RequirementMatch {
  @Field({ description: 'False: no guidance applies to this text' }) applicable: boolean;
  @Field(() => [GuidanceMatch], { description: 'Best first' }) matches: GuidanceMatch[];
  @Field(() => [MatchQuestion], { description: 'At most three, where the matches are weak and an answer would settle them' })
  questions: MatchQuestion[];
}

@ArgsType()
export class MatchRequirementArguments {
  @Field() @IsString() @MaxLength(10000) text: string;
  @Field(() => [String], { nullable: true, description: 'Codes of documents; all when left out' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  documents?: string[];
  @Field(() => Int, { nullable: true, description: 'How many matches, 5 when left out' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  first?: number;
  @Field(() => [MatchAnswerInput], { nullable: true, description: 'Answers to questions of an earlier match of this text' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAXIMUM_ANSWERS)
  @OneToEachQuestion()
  @ValidateNested({ each: true })
  @Type(() => MatchAnswerInput)
  answers?: MatchAnswerInput[];
}

@Resolver()
export class MatchResolver {
  constructor(private readonly catalogue: Catalogue) {}

  /** What guidance a line of a specification answers to. Nothing is kept. */
  @Query(() => RequirementMatch)
  @Public()
  async matchRequirement(@Args() { text, documents, first, answers }: MatchRequirementArguments): Promise<RequirementMatch> {
    const { applicable, matches, questions } = await this.catalogue.match(text, {
      documents: documents ?? undefined,
      first: first ?? 5,
      answers: answers ?? undefined,
    });
    const found = await Promise.all(matches.map(async (match) => ({ ...match, key: await this.catalogue.keyOf(match.code) })));
    return {
      applicable,
      questions,
      matches: found.flatMap(({ key, score, confidence, reasons }) =>
        key === undefined ? [] : [{ item: refer(GuidanceItem, key), score, confidence, reasons }],
      ),
    };
  }
}
