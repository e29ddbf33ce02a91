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
  @Field(() => Instant, { description: 'The deadline, the same for all; nobody on your side reads a response before it' })
  @IsDate()
  dueAt: Date;
}

@ObjectType()
export class RequestEvidencePayload {
  @Field(() => EvidenceRequest) request: EvidenceRequest;
}
