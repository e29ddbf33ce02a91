import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsDate, IsString, MaxLength } from 'class-validator';
import { Filled, Instant } from '#platform';
import { Invitation } from './invitation.entity';

@InputType()
export class DeclineInvitationInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field({ description: 'The buyer reads it' })
  @IsString()
  @Filled('is empty; tell the buyer in a sentence why')
  @MaxLength(5000)
  reason: string;
}

@InputType()
export class RequestChangesInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field({ description: 'What is to be made clearer or put right; kept as written' })
  @IsString()
  @Filled('is empty; say what is to be changed')
  @MaxLength(20000)
  wanted: string;
  @Field(() => Instant, { description: 'Until when it can be submitted again, within a year from now' }) @IsDate() dueAt: Date;
}

@ObjectType()
export class InvitationPayload {
  @Field(() => Invitation) invitation: Invitation;
}
