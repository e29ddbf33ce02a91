import { Injectable } from '@nestjs/common';
import { SupplierFilter, Taxonomies } from '#directory';
import { Caller, Transactions, Tx } from '#platform';
import { BreakdownRow, MadeRow, RowSource } from './breakdown';
import { noSums, sumsFor, VAT_SUMS } from './sums';
import { Concentration, ConcentrationOf } from './concentration';
import { MarketAnswer } from './count-breakdown';
import { countedFor, notCounted } from './counted';
import { Coverage, coverageOn } from './coverage';
import { MarketMeasure } from './definitions';
import { DIMENSIONS, MarketDimension, quarterCode } from './dimensions';
import { Gaps } from './gaps';
import { LocationQuotient, locationQuotients } from './location-quotient';
import {
  answerTo,
  breakdownQuestion,
  concentrationQuestion,
  COVERAGE_QUESTION,
  GAPS_QUESTION,
  MOVEMENTS_QUESTION,
  QUARTERS_QUESTION,
} from './market-answers';
import { Movements } from './movements';
import { NOTICE_DAYS, NoticeDays, quarterOf, Reach, reachOf } from './notice-days';
import { Counted } from './scope';

/** A quarter of a trend; without any award it is nought only where all or some of its days were read. */
export interface TrendRow extends BreakdownRow {
  reach: Reach;
}

/** An answer, and the days of the notices that it rests on. */
export type Dated<Answer> = Answer & NoticeDays;

/** Answers questions about the market from its latest snapshot. Everything in it is public. */
@Injectable()
export class MeasureService {
  constructor(
    private readonly transactions: Transactions,
    private readonly taxonomies: Taxonomies,
  ) {}

  /**
   * A table is made in one order of its dimensions, whatever the order asked for: what is withheld must not depend on it, or two
   * orders would tell together what neither tells.
   *
   * @param measures what is read of the answer, and `vat` whether how many awards state a value is: it may hold no more
   * @throws BadUserInput naming a code of the filter that there is not
   */
  breakdown(
    caller: Caller,
    { by, measures, vat = false }: { by: readonly MarketDimension[]; measures: readonly MarketMeasure[]; vat?: boolean },
    filter: SupplierFilter,
  ): Promise<Dated<MarketAnswer>> {
    const listed = DIMENSIONS.filter((dimension) => by.includes(dimension));
    const sums = sumsFor(measures, vat ? VAT_SUMS : []);
    return this.ask(caller, filter, async (tx, counted) => {
      return inOrder(await answerTo(tx, breakdownQuestion(listed, sums), filter, counted), listed, by);
    });
  }

  /** By quarter, from the one of the first day to that of the last; quarters with no award are there as well. What is withheld does not depend on the days. */
  trend(
    caller: Caller,
    days: { from: string; to: string },
    filter: SupplierFilter,
  ): Promise<Dated<{ asOf: string; unknownShare: number | null; rows: TrendRow[] }>> {
    const [first, last] = [quarterOf(days.from), quarterOf(days.to)];
    return this.ask(caller, filter, async (tx, counted) => {
      const { asOf, unknownShare, rows: known } = await answerTo(tx, QUARTERS_QUESTION, filter, counted);
      const found = new Map(known.map(({ terms, sums }) => [terms[0].code, { terms, sums }]));
      const rows = Array.from({ length: last - first + 1 }, (_, index) => {
        const code = quarterCode(first + index);
        const row = found.get(code);
        const reach = reachOf(first + index, counted.snapshot, row !== undefined);
        return { ...(row ?? { terms: [{ code, label: code }], sums: noSums() }), reach };
      });
      return { asOf, unknownShare, rows };
    });
  }

  concentration(
    caller: Caller,
    question: { by: MarketDimension; of: ConcentrationOf },
    filter: SupplierFilter,
  ): Promise<Dated<Concentration>> {
    return this.ask(caller, filter, (tx, counted) => answerTo(tx, concentrationQuestion(question), filter, counted));
  }

  /** Regions (ITL 1) by sector: where there is more of a sector than in the country as a whole. */
  async locationQuotients(
    caller: Caller,
    filter: SupplierFilter,
  ): Promise<Dated<{ asOf: string; unknownShare: number | null; rows: LocationQuotient[] }>> {
    const suppliersBy = (by: MarketDimension[], among: SupplierFilter): Promise<Dated<MarketAnswer>> =>
      this.breakdown(caller, { by, measures: ['SUPPLIERS'] }, among);
    const cells = await suppliersBy(['REGION_ITL1', 'SECTOR'], filter);
    const regions = await suppliersBy(['REGION_ITL1'], filter);
    // The country is all suppliers whose region is known.
    const placed = filter.regions?.length ? filter.regions : regions.rows.map(({ terms: [{ code }] }) => code);
    const sectors = await suppliersBy(['SECTOR'], { ...filter, regions: placed });
    const { asOf, noticesFrom, noticesTo, unknownShare } = cells;
    return { asOf, noticesFrom, noticesTo, unknownShare, rows: locationQuotients(cells, regions, sectors) };
  }

  /** @param validOn the snapshot's own day where it is null */
  coverage(caller: Caller, validOn: string | null, filter: SupplierFilter): Promise<Dated<Coverage>> {
    return this.ask(caller, filter, (tx, counted) =>
      validOn === null || validOn === counted.snapshot.asOf
        ? answerTo(tx, COVERAGE_QUESTION, filter, counted)
        : coverageOn(tx, counted, validOn),
    );
  }

  /** Sectors and technologies that fewer than three suppliers have both of. */
  gaps(caller: Caller, filter: SupplierFilter): Promise<Dated<Gaps>> {
    return this.ask(caller, filter, (tx, counted) => answerTo(tx, GAPS_QUESTION, filter, counted));
  }

  /** New entrants and exits, by year; exits of the last year in the data are not known. */
  movements(caller: Caller, filter: SupplierFilter): Promise<Dated<Movements>> {
    return this.ask(caller, filter, (tx, counted) => answerTo(tx, MOVEMENTS_QUESTION, filter, counted));
  }

  /** The days and the size of the latest snapshot. */
  snapshot(caller: Caller): Promise<Dated<{ id: number; asOf: string; builtAt: Date; suppliers: number; awards: number }>> {
    return this.transactions.read(caller, async (tx) => {
      const [found] = await tx.query(
        `SELECT id, as_of::text AS "asOf", built_at AS "builtAt", suppliers, awards, ${NOTICE_DAYS} FROM market_snapshot ORDER BY id DESC LIMIT 1`,
      );
      if (found === undefined) throw notCounted();
      return found;
    });
  }

  private ask<T>(caller: Caller, filter: SupplierFilter, answer: (tx: Tx, counted: Counted) => Promise<T>): Promise<Dated<T>> {
    return this.transactions.read(caller, async (tx) => {
      await this.mustKnow(tx, filter);
      const counted = await countedFor(tx, filter);
      const { noticesFrom, noticesTo } = counted.snapshot;
      return { ...(await answer(tx, counted)), noticesFrom, noticesTo };
    });
  }

  private async mustKnow(tx: Tx, filter: SupplierFilter): Promise<void> {
    await this.taxonomies.mustKnow(tx, 'sector', filter.sectors ?? [], 'filter.sectors');
    await this.taxonomies.mustKnow(tx, 'technology', filter.technologies ?? [], 'filter.technologies');
    await this.taxonomies.mustKnow(tx, 'region', filter.regions ?? [], 'filter.regions');
    const schemes = (filter.attested ?? []).map(({ scheme }) => scheme);
    await this.taxonomies.mustKnow(tx, 'attestation_scheme', schemes, 'filter.attested');
  }
}

/** The same rows with their terms in another order of the dimensions, and sorted so. */
function inOrder(answer: MarketAnswer, listed: readonly MarketDimension[], by: readonly MarketDimension[]): MarketAnswer {
  const places = by.map((dimension) => listed.indexOf(dimension));
  if (places.every((place, index) => place === index)) return answer;
  const rows = answer.rows.map((row) => {
    const terms = places.map((place) => row.terms[place]);
    return { row, terms, key: terms.map(({ code }) => code).join('\u0000') };
  });
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  const source: RowSource = { termsOf: (place) => rows[place].terms, sumsOf: (place) => rows[place].row.sums };
  return { ...answer, rows: rows.map((_, place) => new MadeRow(source, place)) };
}
