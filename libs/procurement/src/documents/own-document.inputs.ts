import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Document, Filled } from '#platform';

@InputType()
export class DescribeDocumentInput {
  @Field(() => ID, { description: 'A document that your organisation uploaded' })
  @IsString()
  @MaxLength(100)
  documentId: string;
  @Field({ description: 'What you call it' })
  @IsString()
  @Filled('is empty; say what you call the document')
  @MaxLength(200)
  title: string;
  @Field(() => String, { nullable: true, description: 'What it is, and is good for; left out: nothing' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string | null;
}

@ObjectType()
export class DescribeDocumentPayload {
  @Field(() => Document) document: Document;
}

@InputType()
export class RemoveDocumentInput {
  @Field(() => ID, { description: 'A document of your organisation that nothing names' })
  @IsString()
  @MaxLength(100)
  documentId: string;
}

@ObjectType()
export class RemoveDocumentPayload {
  @Field(() => ID, { description: 'What is there no more' }) documentId: string;
}
