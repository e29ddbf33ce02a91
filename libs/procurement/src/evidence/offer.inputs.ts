import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { LONGEST_PLACE, MOST_PLACES } from '../procurement/place';
import { Invitation } from './invitation.entity';

/** Most products of one offer. */
const MOST_OFFERED = 50;

@InputType()
export class OfferedProductInput {
  @Field(() => ID, { nullable: true, description: 'One of your listed products' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  productId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What it is called, where it is none of your listed products; the name of one of these means that one',
  })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'The version that you would supply' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  version?: string | null;
}

@InputType()
export class SaveOfferInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field(() => [OfferedProductInput], { description: 'All that you offer, in place of what you said before' })
  @IsArray()
  @ArrayMaxSize(MOST_OFFERED, { message: `has more than ${MOST_OFFERED} products` })
  @ValidateNested({ each: true })
  @Type(() => OfferedProductInput)
  products: OfferedProductInput[];
  @Field(() => [String], {
    nullable: true,
    description: 'From where you would operate the service, in place of what you said before. Left out: that stays',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_PLACES, { message: `has more than ${MOST_PLACES} sites` })
  @IsString({ each: true })
  @MaxLength(LONGEST_PLACE, { each: true })
  sites?: string[] | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The version that you read; 0 when nobody had saved it. Left out: yours wins',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedVersion?: number;
}

@ObjectType()
export class SaveOfferPayload {
  @Field(() => Invitation) invitation: Invitation;
}
