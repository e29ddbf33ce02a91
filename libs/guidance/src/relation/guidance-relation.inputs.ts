import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { GuidanceItem, RELATIONSHIPS, type Relationship, RelationshipEnum } from '../item/guidance-item.entity';

@InputType()
export class StateGuidanceRelationInput {
  @Field({ description: 'Code of an item of a current version' }) @IsString() @Filled() @MaxLength(100) item: string;
  @Field({ description: 'Code of an item of another document, in its current version' })
  @IsString()
  @Filled()
  @MaxLength(100)
  related: string;
  @Field(() => RelationshipEnum, { description: 'What the first item is to the second' })
  @IsIn(RELATIONSHIPS)
  relationship: Relationship;
  @Field({ description: 'Who says so, and where: it is shown with the relation' })
  @IsString()
  @Filled('Enter who says so, and where.')
  @MaxLength(500)
  source: string;
}

@InputType()
export class EndGuidanceRelationInput {
  @Field({ description: 'Code of an item of a current version' }) @IsString() @Filled() @MaxLength(100) item: string;
  @Field({ description: 'Code of the item that it is related to' }) @IsString() @Filled() @MaxLength(100) related: string;
  @Field({ description: 'Why it holds no longer: it is kept in the record' })
  @IsString()
  @Filled('Enter why it holds no longer.')
  @MaxLength(500)
  reason: string;
}

@ObjectType()
export class GuidanceRelationPayload {
  @Field(() => GuidanceItem) item: GuidanceItem;
}
