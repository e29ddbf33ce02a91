import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { STRENGTHS, type Strength } from '#pack';
import { Condition, connectionOf, PageArguments, ReadOrder } from '#platform';
import { GuidanceItem } from './guidance-item.entity';

const { connection } = connectionOf(GuidanceItem);

@ObjectType()
export class GuidanceItemConnection extends connection {}

/** A plain, testable sentence that a specification could carry, what to ask for as evidence, and how strong that should be. */
@ObjectType()
export class SuggestedWording {
  @Field() wording: string;
  @Field() evidence: string;
  @Field(() => String, { description: `One of ${STRENGTHS.join(', ')}` }) minimumStrength: Strength;
}

@ArgsType()
export class GuidanceItemsArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: 'Code of a document' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  document?: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(200) theme?: string;
  @Field(() => String, { nullable: true, description: 'A stage of the lifecycle' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  stage?: string;
  @Field(() => String, { nullable: true, description: 'Words of its code, title or summary' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  search?: string;
}

/** Documents in their order, and in each its items. */
export const IN_ORDER: ReadOrder = {
  descending: false,
  keys: [
    { sql: (a) => `(SELECT d.position FROM guidance_document d WHERE d.id = ${a}.document_id)`, type: 'integer' },
    { sql: (a) => `${a}.position`, type: 'integer' },
    { sql: (a) => `${a}.id`, type: 'uuid' },
  ],
};

/** The documents that a filter narrows to: one, or none. */
export function documentsNamed({ document }: Pick<GuidanceItemsArguments, 'document'>): string[] {
  const code = document?.trim() ?? '';
  return code === '' ? [] : [code];
}

/** The condition of a filter: what is left out does not narrow, and only current versions are ever found. */
export function itemsWhere({ document, theme, stage, search }: Omit<GuidanceItemsArguments, 'first' | 'after'>): Condition {
  return (a, p) =>
    [
      `${a}.is_current`,
      given(
        document,
        (code) => `${a}.document_id IN (SELECT d.id FROM guidance_document d WHERE d.is_current AND d.code = ${p.add(code)})`,
      ),
      given(theme, (value) => `${a}.theme = ${p.add(value)}`),
      given(stage, (value) => `${a}.lifecycle_stage = ${p.add(value)}`),
      given(search, (words) => {
        const sought = p.add(words);
        return `(${a}.code = ${sought} OR to_tsvector('english', ${a}.title || ' ' || ${a}.summary) @@ websearch_to_tsquery('english', ${sought}))`;
      }),
    ]
      .filter((condition) => condition !== '')
      .join(' AND ');
}

/** A filter that a client sends as null is left out, like one that it does not send. */
function given(value: string | null | undefined, condition: (value: string) => string): string {
  return value === undefined || value === null || value.trim() === '' ? '' : condition(value.trim());
}
