import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { GuidanceDocument } from '#guidance';
import { Procurement } from '../procurement/procurement.entity';

/** A guidance document that is not counted for a procurement, and that the buyer may say applies. */
@ObjectType()
export class GuidanceToAdd {
  @Field(() => GuidanceDocument, { description: 'In its current version; for one that is matched already, in that version' })
  document: GuidanceDocument;
  @Field({
    description:
      'True: it came to the catalogue after the procurement was begun, and requirements are not matched to it. False: they are, and it does not apply by the technologies',
  })
  isNew: boolean;
}

@InputType()
export class AddGuidanceToProcurementInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field({ description: 'Code of the guidance document' }) @IsString() @Filled() @MaxLength(100) document: string;
  @Field(() => Int, { nullable: true, description: 'The version of the procurement that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@ObjectType()
export class AddGuidanceToProcurementPayload {
  @Field(() => Procurement) procurement: Procurement;
  @Field(() => Int, { description: 'How many new matches there are to decide on' }) suggested: number;
}
