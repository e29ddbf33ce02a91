import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { DateOnly, Document, Filled } from '#platform';

@InputType()
export class GrantDocumentInput {
  @Field(() => ID) @IsString() @MaxLength(100) documentId: string;
  @Field(() => ID, { description: 'The buyer, one that has asked you for evidence' })
  @IsString()
  @MaxLength(100)
  organisationId: string;
  @Field(() => DateOnly, { description: 'The last day on which it can be opened; three years ahead at most' })
  @IsString()
  until: string;
}

@InputType()
export class WithdrawDocumentInput {
  @Field(() => ID) @IsString() @MaxLength(100) documentId: string;
  @Field(() => ID, { description: 'The buyer' }) @IsString() @MaxLength(100) organisationId: string;
  @Field({ description: 'Why; the buyer reads it' })
  @IsString()
  @Filled('is empty; say why, since the buyer reads it')
  @MaxLength(2000)
  reason: string;
}

@ObjectType()
export class DocumentConsentPayload {
  @Field(() => Document) document: Document;
}
