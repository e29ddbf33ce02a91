import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { Supplier } from '#directory';
import { Filled } from '#platform';

@InputType()
export class AnswerPerformanceInput {
  @Field(() => ID, { description: 'The ContractPerformance' }) @IsString() @MaxLength(100) performanceId: string;
  @Field({ description: 'Your answer; it stands beside the statement on your page, in place of an earlier one' })
  @IsString()
  @Filled('is empty; say what you answer')
  @MaxLength(2000)
  note: string;
}

@InputType()
export class RemovePerformanceReplyInput {
  @Field(() => ID, { description: 'The ContractPerformance' }) @IsString() @MaxLength(100) performanceId: string;
}

@ObjectType()
export class PerformanceReplyPayload {
  @Field(() => Supplier) supplier: Supplier;
}
