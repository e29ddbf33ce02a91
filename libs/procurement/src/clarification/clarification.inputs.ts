import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { Clarification } from './clarification.entity';

@InputType()
export class AskClarificationInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field({ description: 'Every invited supplier will read it, without your name: leave out what gives you away' })
  @IsString()
  @Filled('is empty; write your question')
  @MaxLength(5000)
  question: string;
}

@InputType()
export class AnswerClarificationInput {
  @Field(() => ID) @IsString() @MaxLength(100) clarificationId: string;
  @Field({ description: 'Goes to every invited supplier, and cannot be changed afterwards' })
  @IsString()
  @Filled('is empty; write the answer')
  @MaxLength(20000)
  answer: string;
}

@ObjectType()
export class ClarificationPayload {
  @Field(() => Clarification) clarification: Clarification;
}
