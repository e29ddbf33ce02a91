import { Inject } from '@nestjs/common';
import { Args, Info, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Caller, CONFIGURATION, Configuration, CurrentCaller, isAskedFor, Public } from '#platform';
import { COUNTED } from '../open-data/sources';
import { BreakdownRow } from './breakdown';
import { FIGURE, Sums } from './sums';
import { FIGURES, MarketFigure, MarketMeasure, MEASURES } from './definitions';
import { DIMENSIONS, MarketDimension, READINGS } from './dimensions';
import {
  BreakdownArguments,
  ConcentrationArguments,
  CoverageArguments,
  FilterArguments,
  TrendArguments,
} from './market.inputs';
import {
  Market,
  MarketBreakdown,
  MarketBreakdownRow,
  MarketConcentration,
  MarketCoverage,
  MarketDefinition,
  MarketDimensionDefinition,
  MarketGaps,
  MarketMovements,
  MarketQuotients,
  MarketTrend,
  MarketValue,
  MarketVat,
} from './market.types';
import { MeasureService } from './measure.service';
import { isRead } from './notice-days';
import { mustBeSpan, mustHaveOneRegion } from './question-rules';

/** What analysts ask. Public to read. */
@Resolver(() => Market)
export class MarketResolver {
  constructor(
    private readonly measures: MeasureService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Query(() => Market)
  @Public()
  market(@CurrentCaller() caller: Caller): Promise<Market> {
    return this.measures.snapshot(caller);
  }

  /** Where its figures are from: the words that its tables of open data name their sources with. */
  @ResolveField(() => String)
  source(): string {
    return COUNTED;
  }

  /** The address of the licence of its figures. */
  @ResolveField(() => String)
  licence(): string {
    return this.configuration.publisher.licence;
  }

  /** Measures by one to three dimensions. */
  @ResolveField(() => MarketBreakdown)
  async breakdown(
    @CurrentCaller() caller: Caller,
    @Args() { by, measures, filter }: BreakdownArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MarketBreakdown> {
    mustHaveOneRegion(by);
    const { noticesFrom, noticesTo, ...answer } = await this.measures.breakdown(
      caller,
      { by, measures, vat: isAskedFor(info, 'vat') },
      filter ?? {},
    );
    return {
      asOf: answer.asOf,
      noticesFrom,
      noticesTo,
      unknownShare: answer.unknownShare,
      leftOutShare: answer.leftOutShare,
      totals: valuesOf(measures, answer.total),
      vat: answer.total && vatOf(answer.total),
      rows: { [Symbol.iterator]: () => rowsOf(by, measures, answer.rows) },
    };
  }

  /** A measure by quarter of award. */
  @ResolveField(() => MarketTrend)
  async trend(@CurrentCaller() caller: Caller, @Args() { measure, from, to, filter }: TrendArguments): Promise<MarketTrend> {
    mustBeSpan({ from, to });
    const { rows, ...trend } = await this.measures.trend(caller, { from, to }, filter ?? {});
    const points = rows.map(({ terms: [{ code }], sums, reach }) => {
      const [{ value, suppressed }] = valuesOf([measure], sums);
      return { period: code, value: isRead(reach) ? value : null, suppressed, reach };
    });
    return { ...trend, points };
  }

  /** How much of the award value the largest have. */
  @ResolveField(() => MarketConcentration)
  async concentration(
    @CurrentCaller() caller: Caller,
    @Args() { by, of, filter }: ConcentrationArguments,
  ): Promise<MarketConcentration> {
    const { rows, ...answer } = await this.measures.concentration(caller, { by, of: of ?? 'SUPPLIERS' }, filter ?? {});
    return { ...answer, rows: rows.map(({ term, ...row }) => ({ key: { dimension: by, ...term }, ...row })) };
  }

  /** Sectors by scheme: the share of suppliers that hold it, verified and valid on a day. */
  @ResolveField(() => MarketCoverage)
  coverage(@CurrentCaller() caller: Caller, @Args() { validOn, filter }: CoverageArguments): Promise<MarketCoverage> {
    return this.measures.coverage(caller, validOn ?? null, filter ?? {});
  }

  /** Regions (ITL 1) by sector: where there is more of a sector than in the country as a whole. */
  @ResolveField(() => MarketQuotients)
  locationQuotients(@CurrentCaller() caller: Caller, @Args() { filter }: FilterArguments): Promise<MarketQuotients> {
    return this.measures.locationQuotients(caller, filter ?? {});
  }

  /** Sectors and technologies that fewer than three suppliers have both of. */
  @ResolveField(() => MarketGaps)
  gaps(@CurrentCaller() caller: Caller, @Args() { filter }: FilterArguments): Promise<MarketGaps> {
    return this.measures.gaps(caller, filter ?? {});
  }

  /** New entrants and exits, by year of award. */
  @ResolveField(() => MarketMovements)
  movements(@CurrentCaller() caller: Caller, @Args() { filter }: FilterArguments): Promise<MarketMovements> {
    return this.measures.movements(caller, filter ?? {});
  }

  /** What a breakdown can be by. */
  @ResolveField(() => [MarketDimensionDefinition])
  dimensions(): MarketDimensionDefinition[] {
    return DIMENSIONS.map((code) => ({ code, label: READINGS[code].label }));
  }

  /** What every measure and figure is. */
  @ResolveField(() => [MarketDefinition])
  definitions(): MarketDefinition[] {
    return Object.entries({ ...MEASURES, ...FIGURES }).map(([code, definition]) => ({
      code: code as MarketMeasure | MarketFigure,
      isMeasure: code in MEASURES,
      ...definition,
    }));
  }
}

/** Made one after the other as they are written: there may be twenty thousand. */
function* rowsOf(
  by: readonly MarketDimension[],
  measures: readonly MarketMeasure[],
  rows: readonly BreakdownRow[],
): Generator<MarketBreakdownRow> {
  const withheld = valuesOf(measures, null);
  for (const { terms, sums } of rows)
    yield {
      key: terms.map(({ code, label }, index) => ({ dimension: by[index], code, label })),
      values: sums === null ? withheld : valuesOf(measures, sums),
    };
}

function vatOf({ awards, gross_awards: withVat, net_awards: withoutVat }: Sums): MarketVat {
  return { awards, withVat, withoutVat };
}

function valuesOf(measures: readonly MarketMeasure[], sums: Sums | null): MarketValue[] {
  return measures.map((measure) => ({
    measure,
    value: sums === null ? null : FIGURE[measure](sums),
    suppressed: sums === null,
  }));
}
