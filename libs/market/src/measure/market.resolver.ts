import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { BadUserInput, Caller, CurrentCaller, Public } from '#platform';
import { FIGURE, Sums } from './breakdown';
import { FIGURES, MarketFigure, MarketMeasure, MEASURES } from './definitions';
import { MarketDimension } from './dimensions';
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
  MarketConcentration,
  MarketCoverage,
  MarketDefinition,
  MarketGaps,
  MarketMovements,
  MarketQuotients,
  MarketTrend,
  MarketValue,
} from './market.types';
import { locationQuotients } from './location-quotient';
import { MeasureService } from './measure.service';

/** Quarters that a trend may span. */
const MOST_QUARTERS = 200;

/** What analysts ask. Public to read. */
@Resolver(() => Market)
export class MarketResolver {
  constructor(private readonly measures: MeasureService) {}

  @Query(() => Market)
  @Public()
  market(@CurrentCaller() caller: Caller): Promise<Market> {
    return this.measures.snapshot(caller);
  }

  /** Measures by one to three dimensions. */
  @ResolveField(() => MarketBreakdown)
  async breakdown(
    @CurrentCaller() caller: Caller,
    @Args() { by, measures, filter }: BreakdownArguments,
  ): Promise<MarketBreakdown> {
    mustHaveOneRegion(by);
    const answer = await this.measures.breakdown(caller, by, filter ?? {});
    return {
      asOf: answer.asOf,
      unknownShare: answer.unknownShare,
      leftOutShare: answer.leftOutShare,
      totals: valuesOf(measures, answer.total),
      vat: { awards: answer.total.awards, withVat: answer.total.gross_awards, withoutVat: answer.total.net_awards },
      rows: answer.rows.map(({ terms, sums }) => ({
        key: terms.map((term, index) => ({ dimension: by[index], ...term })),
        values: valuesOf(measures, sums),
      })),
    };
  }

  /** A measure by quarter of award. */
  @ResolveField(() => MarketTrend)
  async trend(@CurrentCaller() caller: Caller, @Args() { measure, from, to, filter }: TrendArguments): Promise<MarketTrend> {
    if (to < from) throw BadUserInput.field('to', `The trend ends (${to}) before it begins (${from}). Change one of the days.`);
    if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_QUARTERS / 4)
      throw BadUserInput.field('from', `A trend spans ${MOST_QUARTERS / 4} years at the most. Ask for fewer.`);
    const { asOf, unknownShare, rows } = await this.measures.trend(caller, { from, to }, filter ?? {});
    const points = rows.map(({ terms: [{ code }], sums }) => {
      const [{ value, suppressed }] = valuesOf([measure], sums);
      return { period: code, value, suppressed };
    });
    return { asOf, unknownShare, points };
  }

  /** How much of the award value the largest have. */
  @ResolveField(() => MarketConcentration)
  async concentration(
    @CurrentCaller() caller: Caller,
    @Args() { by, of, filter }: ConcentrationArguments,
  ): Promise<MarketConcentration> {
    const { asOf, rows } = await this.measures.concentration(caller, { by, of: of ?? 'SUPPLIERS' }, filter ?? {});
    return { asOf, rows: rows.map(({ term, ...row }) => ({ key: { dimension: by, ...term }, ...row })) };
  }

  /** Sectors by scheme: the share of suppliers that hold it, verified and valid on a day. */
  @ResolveField(() => MarketCoverage)
  coverage(@CurrentCaller() caller: Caller, @Args() { validOn, filter }: CoverageArguments): Promise<MarketCoverage> {
    return this.measures.coverage(caller, validOn ?? null, filter ?? {});
  }

  /** Regions (ITL 1) by sector: where there is more of a sector than in the country as a whole. */
  @ResolveField(() => MarketQuotients)
  async locationQuotients(@CurrentCaller() caller: Caller, @Args() { filter }: FilterArguments): Promise<MarketQuotients> {
    const scope = filter ?? {};
    const cells = await this.measures.breakdown(caller, ['REGION_ITL1', 'SECTOR'], scope);
    const regions = await this.measures.breakdown(caller, ['REGION_ITL1'], scope);
    // The country is all suppliers whose region is known.
    const placed = scope.regions?.length ? scope.regions : regions.rows.map(({ terms: [{ code }] }) => code);
    const sectors = await this.measures.breakdown(caller, ['SECTOR'], { ...scope, regions: placed });
    return { asOf: cells.asOf, rows: locationQuotients(cells, regions, sectors) };
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

  /** What every measure and figure is. */
  @ResolveField(() => [MarketDefinition])
  definitions(): MarketDefinition[] {
    return Object.entries({ ...MEASURES, ...FIGURES }).map(([code, definition]) => ({
      code: code as MarketMeasure | MarketFigure,
      ...definition,
    }));
  }
}

function valuesOf(measures: readonly MarketMeasure[], sums: Sums | null): MarketValue[] {
  return measures.map((measure) => ({
    measure,
    value: sums === null ? null : FIGURE[measure](sums),
    suppressed: sums === null,
  }));
}

/** Two levels of region at once would be one table and half of another. */
function mustHaveOneRegion(by: readonly MarketDimension[]): void {
  if (by.filter((dimension) => dimension.startsWith('REGION_')).length > 1)
    throw BadUserInput.field('by', 'names two levels of region. Choose one; the wider ones follow from it.');
}
