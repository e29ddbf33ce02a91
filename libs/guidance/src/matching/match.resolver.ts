import { Args, ArgsType, Field, Float, Int, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
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
export class RequirementMatch {
  @Field({ description: 'False: no guidance applies to this text' }) applicable: boolean;
  @Field(() => [GuidanceMatch], { description: 'Best first' }) matches: GuidanceMatch[];
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
}

@Resolver()
export class MatchResolver {
  constructor(private readonly catalogue: Catalogue) {}

  /** What guidance a line of a specification answers to. Nothing is kept. */
  @Query(() => RequirementMatch)
  @Public()
  async matchRequirement(@Args() { text, documents, first }: MatchRequirementArguments): Promise<RequirementMatch> {
    const { applicable, matches } = await this.catalogue.match(text, { documents: documents ?? undefined, first: first ?? 5 });
    const found = await Promise.all(matches.map(async (match) => ({ ...match, key: await this.catalogue.keyOf(match.code) })));
    return {
      applicable,
      matches: found.flatMap(({ key, score, confidence, reasons }) =>
        key === undefined ? [] : [{ item: refer(GuidanceItem, key), score, confidence, reasons }],
      ),
    };
  }
}
