import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where technology is put to work; this project's own list. */
@Entity()
@ObjectType()
export class Sector {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') label: string;
  @Column('integer') position: number;
}

/** What is supplied; this project's own list. */
@Entity()
@ObjectType()
export class Technology {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') label: string;
  @Column('integer') position: number;
}

/** A region: ITL 1 to 3, under the United Kingdom. */
@Entity()
@ObjectType()
export class Region {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') name: string;
  @Field(() => Int) @Column('integer') level: number;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) parentCode: string | null;
  @Column('text', { array: true }) path: string[];
}

/** A code of a classification with its words. */
@ObjectType()
export class CodedLabel {
  @Field() code: string;
  @Field() label: string;
}
