import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { GuidanceDocument, GuidanceItem, GuidanceItemChange } from '#guidance';
import type { GuidanceStatus } from '#pack';
import { Procurement } from '../procurement/procurement.entity';
import { GuidanceStatusEnum, Requirement } from '../requirement/requirement.entity';

/** What a move to a later version makes of a match. */
export const OUTCOMES = ['CARRIED_OVER', 'PUT_BACK', 'SET_ASIDE', 'SUGGESTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OutcomeEnum = Object.fromEntries(OUTCOMES.map((value) => [value, value])) as { [value in Outcome]: value };
registerEnumType(OutcomeEnum, {
  name: 'LaterGuidanceOutcome',
  description:
    'CARRIED_OVER: the decision goes on. PUT_BACK: the item was accepted and is there no longer, so that the requirement has to be settled again. SET_ASIDE: the item is there no longer, and had not been accepted. SUGGESTED: to decide on.',
});

/** What a change of the guidance does to one requirement. */
@ObjectType()
export class LaterGuidanceEffect {
  @Field(() => Requirement) requirement: Requirement;
  @Field(() => OutcomeEnum) outcome: Outcome;
  @Field(() => GuidanceStatusEnum, { nullable: true, description: 'How the match stands now; null where there is none yet' })
  status: GuidanceStatus | null;
}

/** A change of the guidance, and what it does to the requirements of a procurement. */
@ObjectType()
export class LaterGuidanceChange {
  @Field(() => GuidanceItemChange) change: GuidanceItemChange;
  @Field(() => GuidanceItem, { nullable: true, description: 'Of what was removed: the new item that says much the same' })
  replacement: GuidanceItem | null;
  @Field(() => [LaterGuidanceEffect], { description: 'None where it touches no requirement' }) effects: LaterGuidanceEffect[];
}

/** What moving a procurement to a later version would do. Nothing is changed by asking. */
@ObjectType()
export class LaterGuidancePreview {
  @Field(() => [LaterGuidanceChange], { description: 'In the order of the later version, and then what was removed' })
  changes: LaterGuidanceChange[];
  @Field(() => Int, { description: 'How many items say the same in both' }) unchanged: number;
  @Field(() => Int, { description: 'How many matches stand over: those on items that are there still' }) carriedOver: number;
  @Field(() => Int, { description: 'How many requirements have to be settled again' }) putBack: number;
  @Field(() => Int, { description: 'How many new matches there are to decide on' }) suggested: number;
}

/** That there is a later version of a document than the one that a procurement rests on. */
@ObjectType()
export class LaterGuidance {
  @Field(() => GuidanceDocument, { description: 'The version that the procurement rests on' }) from: GuidanceDocument;
  @Field(() => GuidanceDocument, { description: 'The current version' }) to: GuidanceDocument;
  /** The keys that a preview is made from. */
  readonly between: { procurementId: string; fromId: string; toId: string };
}

@InputType()
export class MoveToLaterGuidanceInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field({ description: 'Code of the guidance document' }) @IsString() @Filled() @MaxLength(100) document: string;
  @Field({ description: 'The version to move to, as its publisher gives it: the current one' })
  @IsString()
  @Filled()
  @MaxLength(300)
  version: string;
  @Field(() => Int, { nullable: true, description: 'The version of the procurement that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@ObjectType()
export class MoveToLaterGuidancePayload {
  @Field(() => Procurement) procurement: Procurement;
  @Field(() => Int, { description: 'How many matches stand over' }) carriedOver: number;
  @Field(() => [Requirement], { description: 'Those that have to be settled again' }) putBack: Requirement[];
  @Field(() => Int, { description: 'How many new matches there are to decide on' }) suggested: number;
}
