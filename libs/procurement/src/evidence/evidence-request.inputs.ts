import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsDate, IsString, MaxLength } from 'class-validator';
import { Filled, Instant } from '#platform';
import { EvidenceRequest } from './evidence-request.entity';

@InputType()
export class RequestEvidenceInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field({ description: 'To every shortlisted supplier, in the same words' })
  @IsString()
  @Filled('is empty; tell the suppliers what you ask of them')
  @MaxLength(20000)
  message: string;
  @Field(() => Instant, {
    description: 'The deadline, the same for all, within a year from now; nobody on your side reads a response before it',
  })
  @IsDate()
  dueAt: Date;
}

@InputType()
export class ExtendDeadlineInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => Instant, { description: 'Later than the deadline that stands, by a year at the most; the same for all' })
  @IsDate()
  dueAt: Date;
  @Field({ description: 'Every supplier reads it' })
  @IsString()
  @Filled('is empty; tell the suppliers in a sentence why')
  @MaxLength(5000)
  reason: string;
}

@ObjectType()
export class RequestEvidencePayload {
  @Field(() => EvidenceRequest) request: EvidenceRequest;
}

@ObjectType()
export class ExtendDeadlinePayload {
  @Field(() => EvidenceRequest) request: EvidenceRequest;
}
