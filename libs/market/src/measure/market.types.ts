import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CodedLabel } from '#directory';
import { DateOnly, Instant, WrittenAtOnce } from '#platform';
import { FIGURES, MarketFigure, MarketMeasure, MEASURES } from './definitions';
import { DIMENSIONS, MarketDimension } from './dimensions';
import { Reach, REACHES } from './notice-days';

const namesOf = <T extends string>(names: readonly T[]): { [name in T]: name } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [name in T]: name };

export const MarketDimensionEnum = namesOf(DIMENSIONS);
registerEnumType(MarketDimensionEnum, { name: 'MarketDimension' });
export const MarketMeasureEnum = namesOf(Object.keys(MEASURES) as MarketMeasure[]);
registerEnumType(MarketMeasureEnum, { name: 'MarketMeasure', description: 'What each is: market { definitions }' });
export const MarketFigureEnum = namesOf([...Object.keys(MEASURES), ...Object.keys(FIGURES)] as (
  MarketMeasure | MarketFigure
)[]);
registerEnumType(MarketFigureEnum, { name: 'MarketFigure' });
export const ConcentrationOfEnum = namesOf(['SUPPLIERS', 'BUYERS']);
registerEnumType(ConcentrationOfEnum, { name: 'ConcentrationOf' });

export const MarketReachEnum = namesOf(REACHES);
registerEnumType(MarketReachEnum, {
  name: 'MarketReach',
  description:
    'How much of a period the notices reach into: all its days, some, or none. One that is later than the last notice is not known yet, and one earlier than the first was not read; where there are awards of it all the same, it is partial',
});

/** What every answer says of its days. */
@ObjectType({ isAbstract: true })
abstract class DatedAnswer {
  @Field(() => DateOnly, { description: 'The day of the count' }) asOf: string;
  @Field(() => DateOnly, {
    nullable: true,
    description:
      'The first day on which a notice was published that the market’s awards are of. Null where no notice says when it was',
  })
  noticesFrom: string | null;
  @Field(() => DateOnly, { nullable: true, description: 'The last such day' }) noticesTo: string | null;
}

/** What an answer says of what it does not know. */
@ObjectType({ isAbstract: true })
abstract class AnswerInPart extends DatedAnswer {
  @Field(() => Float, {
    nullable: true,
    description: 'As that of a breakdown by what the rows are by. Null where that states none',
  })
  unknownShare: number | null;
}

/** Questions about the market. All answers are of one day, and of what the directory knows. */
@ObjectType()
export class Market extends DatedAnswer {
  id: number;
  @Field(() => Instant, { description: 'When the market was last counted' }) builtAt: Date;
  @Field(() => Int, { description: 'Suppliers that the directory knows, those invented to show the product among them' })
  suppliers: number;
  @Field(() => Int, { description: 'Awards that were read, each once for every supplier of it' }) awards: number;
}

@ObjectType()
export class MarketKey {
  @Field(() => MarketDimensionEnum) dimension: MarketDimension;
  @Field() code: string;
  @Field() label: string;
}

@ObjectType()
export class MarketValue {
  @Field(() => MarketMeasureEnum) measure: MarketMeasure;
  @Field(() => Float, { nullable: true, description: 'Null where it is suppressed, or where nothing is known of it' })
  value: number | null;
  @Field({ description: 'Withheld: the cell is of fewer than three suppliers, or would give such a one away' })
  suppressed: boolean;
}

@ObjectType()
export class MarketBreakdownRow {
  @Field(() => [MarketKey]) key: MarketKey[];
  @Field(() => [MarketValue]) values: MarketValue[];
}

/** How awards in scope, each once, state their values in pounds: with VAT, without, or not at all, as those do that state nought. */
@ObjectType()
export class MarketVat {
  @Field(() => Float) awards: number;
  @Field(() => Float) withVat: number;
  @Field(() => Float) withoutVat: number;
}

@ObjectType()
export class MarketBreakdown extends DatedAnswer {
  @Field(() => Float, {
    nullable: true,
    description:
      'The share of suppliers, or of awards, of which some dimension is unknown: in no row. Where rows are withheld it is a whole percent, and null where that would give them away, or where totals are withheld',
  })
  unknownShare: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The share that lies beyond the most numerous buyers or SIC codes: in no row. Null where totals are withheld',
  })
  leftOutShare: number | null;
  @Field(() => [MarketValue], {
    description:
      'Over everything in scope, each supplier and each award once; withheld, as a row is, where that is fewer than three suppliers',
  })
  totals: MarketValue[];
  @Field(() => MarketVat, { nullable: true, description: 'Null where totals are withheld' }) vat: MarketVat | null;
  @WrittenAtOnce() @Field(() => [MarketBreakdownRow]) rows: Iterable<MarketBreakdownRow>;
}

@ObjectType()
export class MarketPoint {
  @Field({ description: 'A quarter, such as 2026-Q3' }) period: string;
  @Field(() => Float, {
    nullable: true,
    description: 'Null as that of a breakdown, and where the notices do not reach into the quarter',
  })
  value: number | null;
  @Field() suppressed: boolean;
  @Field(() => MarketReachEnum) reach: Reach;
}

@ObjectType()
export class MarketTrend extends DatedAnswer {
  @Field(() => Float, { nullable: true, description: 'As that of a breakdown, of all quarters' }) unknownShare: number | null;
  @Field(() => [MarketPoint]) points: MarketPoint[];
}

@ObjectType()
export class MarketConcentrationRow {
  @Field(() => MarketKey) key: MarketKey;
  @Field(() => Int, { nullable: true, description: 'With an award that states a value; null where withheld' })
  suppliers: number | null;
  @Field(() => Float, { nullable: true }) topFourShare: number | null;
  @Field(() => Float, { nullable: true }) herfindahl: number | null;
}

@ObjectType()
export class MarketConcentration extends AnswerInPart {
  @Field(() => [MarketConcentrationRow]) rows: MarketConcentrationRow[];
}

@ObjectType()
export class MarketCoverageRow {
  @Field(() => CodedLabel) sector: CodedLabel;
  @Field(() => CodedLabel) scheme: CodedLabel;
  @Field(() => Int, { nullable: true }) suppliers: number | null;
  @Field(() => Float, { nullable: true }) share: number | null;
}

@ObjectType()
export class MarketCoverage extends AnswerInPart {
  @Field(() => [MarketCoverageRow]) rows: MarketCoverageRow[];
}

@ObjectType()
export class MarketQuotientRow {
  @Field(() => CodedLabel) region: CodedLabel;
  @Field(() => CodedLabel) sector: CodedLabel;
  @Field(() => Float, { nullable: true, description: 'Null where a figure that it is made of is suppressed' })
  value: number | null;
}

@ObjectType()
export class MarketQuotients extends AnswerInPart {
  @Field(() => [MarketQuotientRow]) rows: MarketQuotientRow[];
}

@ObjectType()
export class MarketGap {
  @Field(() => CodedLabel) sector: CodedLabel;
  @Field(() => CodedLabel) technology: CodedLabel;
}

@ObjectType()
export class MarketGaps extends AnswerInPart {
  @Field(() => [MarketGap]) rows: MarketGap[];
}

@ObjectType()
export class MarketMovement {
  @Field(() => Int) year: number;
  @Field(() => Int, { nullable: true, description: 'Null where withheld' }) entrants: number | null;
  @Field(() => Int, { nullable: true, description: 'Null where withheld, and in the last year' }) exits: number | null;
}

@ObjectType()
export class MarketMovements extends AnswerInPart {
  @Field(() => [MarketMovement]) rows: MarketMovement[];
}

@ObjectType()
export class MarketDimensionDefinition {
  @Field(() => MarketDimensionEnum) code: MarketDimension;
  @Field() label: string;
}

@ObjectType()
export class MarketDefinition {
  @Field(() => MarketFigureEnum) code: MarketMeasure | MarketFigure;
  @Field({ description: 'Whether breakdowns and trends can ask for it; the others have a question of their own' })
  isMeasure: boolean;
  @Field() label: string;
  @Field() unit: string;
  @Field() formula: string;
  @Field() source: string;
  @Field() caveat: string;
}
