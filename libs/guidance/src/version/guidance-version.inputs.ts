import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { GuidanceDocument } from '../document/guidance-document.entity';
import { FILE_STATES, FileState } from './held-versions';
import { ChangeKind, CHANGES } from './version-changes';

export const GuidanceChangeKindEnum = Object.fromEntries(CHANGES.map((kind) => [kind, kind])) as { [kind in ChangeKind]: kind };
registerEnumType(GuidanceChangeKindEnum, { name: 'GuidanceChangeKind' });

export const GuidanceFileStateEnum = Object.fromEntries(FILE_STATES.map((state) => [state, state])) as {
  [state in FileState]: state;
};
registerEnumType(GuidanceFileStateEnum, {
  name: 'GuidanceFileState',
  description: 'NOT_UNDERSTOOD: something has to be mended first. UNCHANGED: the current version says the same.',
});

/** What an item says. */
@ObjectType()
export class GuidanceWords {
  @Field() title: string;
  @Field({ description: 'In our own words' }) summary: string;
  @Field() theme: string;
  @Field() lifecycleStage: string;
}

/** What became of an item from one version of its document to another. */
@ObjectType()
export class GuidanceItemChange {
  @Field(() => GuidanceChangeKindEnum) kind: ChangeKind;
  @Field({ description: 'The code of the item, which it keeps from version to version' }) code: string;
  @Field(() => GuidanceWords, { nullable: true, description: 'Null for what was added' }) before: GuidanceWords | null;
  @Field(() => GuidanceWords, { nullable: true, description: 'Null for what was removed' }) after: GuidanceWords | null;
}

/** Two versions of a document side by side. */
@ObjectType()
export class GuidanceChanges {
  @Field(() => GuidanceDocument) from: GuidanceDocument;
  @Field(() => GuidanceDocument) to: GuidanceDocument;
  @Field(() => [GuidanceItemChange], { description: 'In the order of the later version, and then what was removed' })
  changes: GuidanceItemChange[];
  @Field(() => Int, { description: 'How many items say the same in both' }) unchanged: number;
}

/** What of a file was not understood. */
@ObjectType()
export class GuidanceFileProblem {
  @Field({ description: 'Where it stands in the file; a mend names it' }) path: string;
  @Field(() => String, { nullable: true, description: 'The code of the item, or its number; null for the document itself' })
  item: string | null;
  @Field(() => String, { nullable: true, description: 'Null where the whole item cannot be read' }) field: string | null;
  @Field({ description: 'What stands there' }) value: string;
  @Field() message: string;
  @Field({ description: 'Whether a mend can put a text in its place; what cannot is changed in the file' }) isMendable: boolean;
  @Field(() => String, { nullable: true, description: 'What a mend names to leave the item out; null where there is none' })
  itemPath: string | null;
}

/** One document of a file, as it was understood and as it stands against what is held. */
@ObjectType()
export class GuidanceFileDocument {
  @Field(() => Int, { description: 'Where it stands in the file, from 0' }) index: number;
  @Field() code: string;
  @Field() title: string;
  @Field() publisher: string;
  @Field() version: string;
  @Field() licence: string;
  @Field(() => GuidanceFileStateEnum) state: FileState;
  @Field(() => GuidanceDocument, { nullable: true, description: 'The version that it takes the place of' })
  current: GuidanceDocument | null;
  @Field(() => Int) itemCount: number;
  @Field(() => [GuidanceItemChange]) changes: GuidanceItemChange[];
  @Field(() => Int) unchanged: number;
  @Field(() => [GuidanceFileProblem]) problems: GuidanceFileProblem[];
  @Field(() => [String], { description: 'Names of fields that are not taken over' }) ignored: string[];
}

/** What is put in the place of something that was not understood. Only that is ever changed by a mend. */
@InputType()
export class GuidanceMendInput {
  @Field({ description: 'The path of a problem, or the itemPath of one' }) @IsString() @MaxLength(200) path: string;
  @Field(() => String, { nullable: true, description: 'The text that stands there instead; null leaves the item out' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  value?: string | null;
}

/** As many as can be mended at once; a file with more is mended where it is from. */
export const MOST_MENDS = 500;

@ArgsType()
export class GuidanceFileArguments {
  @Field(() => ID, { description: 'A file that was uploaded to /documents' }) @IsString() @MaxLength(100) documentId: string;
  @Field(() => [GuidanceMendInput], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_MENDS)
  @ValidateNested({ each: true })
  @Type(() => GuidanceMendInput)
  mends?: GuidanceMendInput[] | null;
}

@InputType()
export class AddGuidanceVersionInput {
  @Field(() => ID, { description: 'A file that was uploaded to /documents' }) @IsString() @MaxLength(100) documentId: string;
  @Field(() => Int, { description: 'Which document of the file, from 0' }) @IsInt() @Min(0) @Max(1000) index: number;
  @Field(() => [GuidanceMendInput], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_MENDS)
  @ValidateNested({ each: true })
  @Type(() => GuidanceMendInput)
  mends?: GuidanceMendInput[] | null;
}

@ObjectType()
export class GuidanceVersionPayload {
  @Field(() => GuidanceDocument) document: GuidanceDocument;
}
