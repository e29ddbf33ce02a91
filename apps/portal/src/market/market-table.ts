import {
  type BreakdownPartsFragment,
  MarketBreakdown,
  MarketConcentration,
  MarketCoverage,
  type MarketFigure,
  MarketGaps,
  MarketMovements,
  MarketQuotients,
  type MarketReach,
  MarketTrend,
} from '../api/operations';
import type { Translate } from '../page/messages';
import type { Visit } from '../page/visit';
import { validOn } from '../suppliers/supplier-query';
import { filterOf, type MarketQuestion } from './market-question';

/** A figure of a row; `suppressed` says that it is withheld, null alone that nothing is known. */
export interface MarketFigureValue {
  value: number | null;
  suppressed: boolean;
}

export interface MarketTableRow {
  key: { code: string; label: string }[];
  values: MarketFigureValue[];
  /** How much of its days the notices reach into, where it is a period. */
  reach?: MarketReach;
}

/** An answer as a table, the same for the page and for the download. */
export interface MarketTable {
  asOf: string;
  /** From which day to which the notices were published that the market rests on; null where none says. */
  noticesFrom: string | null;
  noticesTo: string | null;
  /** What the rows are by: names of dimensions, as messages have them. */
  by: string[];
  figures: MarketFigure[];
  rows: MarketTableRow[];
  /** Null where none is stated. */
  unknownShare: number | null;
  leftOutShare: number | null;
  totals: MarketFigureValue[];
  /** Null where the question has none, or the totals are withheld. */
  vat: BreakdownPartsFragment['vat'];
}

const PLAIN = { leftOutShare: 0, totals: [], vat: null };

/** The first and the last year of a trend. */
interface Years {
  from: string;
  to: string;
}

type Ask = (visit: Visit, question: MarketQuestion, years: Years) => Promise<MarketTable>;

/** How each kind of question is asked, and its answer put into a table. */
const ASKED: Record<MarketQuestion['kind'], Ask> = {
  breakdown: async (visit, question) => {
    const { by, measures } = question;
    const { market } = await visit.ask(MarketBreakdown, { by, measures, filter: filterOf(question) });
    return breakdownTable(market.breakdown, question);
  },
  trend: async (visit, question, years) => {
    const [measure] = question.measures;
    const { market } = await visit.ask(MarketTrend, { measure, ...years, filter: filterOf(question) });
    const { points, ...said } = market.trend;
    const rows = points.map(({ period, value, suppressed, reach }) => ({
      key: [{ code: period, label: quarterInWords(visit.t, period) }],
      values: [{ value, suppressed }],
      reach,
    }));
    return { ...PLAIN, ...said, by: ['QUARTER'], figures: [measure], rows };
  },
  concentration: (visit, question) => concentrationTable(visit, question, 'SUPPLIERS'),
  buyers: (visit, question) => concentrationTable(visit, question, 'BUYERS'),
  coverage: async (visit, question) => {
    const filter = filterOf(question);
    const { market } = await visit.ask(MarketCoverage, { validOn: validOn(question.filter), filter });
    const { rows: covered, ...said } = market.coverage;
    const rows = covered.map(({ sector, scheme, suppliers, share }) => ({
      key: [sector, scheme],
      values: withheld(suppliers, share),
    }));
    return { ...PLAIN, ...said, by: ['SECTOR', 'SCHEME'], figures: ['SUPPLIERS', 'COVERAGE'], rows };
  },
  quotients: async (visit, question) => {
    const { market } = await visit.ask(MarketQuotients, { filter: filterOf(question) });
    const { rows: placed, ...said } = market.locationQuotients;
    const rows = placed.map(({ region, sector, value }) => ({ key: [region, sector], values: withheld(value) }));
    return { ...PLAIN, ...said, by: ['REGION_ITL1', 'SECTOR'], figures: ['LOCATION_QUOTIENT'], rows };
  },
  gaps: async (visit, question) => {
    const { market } = await visit.ask(MarketGaps, { filter: filterOf(question) });
    const { rows: empty, ...said } = market.gaps;
    const rows = empty.map(({ sector, technology }) => ({ key: [sector, technology], values: [] }));
    return { ...PLAIN, ...said, by: ['SECTOR', 'TECHNOLOGY'], figures: [], rows };
  },
  movements: async (visit, question) => {
    const { market } = await visit.ask(MarketMovements, { filter: filterOf(question) });
    const { rows, ...said } = market.movements;
    const last = rows.at(-1)?.year;
    return {
      ...PLAIN,
      ...said,
      by: ['YEAR'],
      figures: ['ENTRANTS', 'EXITS'],
      rows: rows.map(({ year, entrants, exits }) => ({
        key: [{ code: String(year), label: String(year) }],
        values: [...withheld(entrants), { value: exits, suppressed: exits === null && year !== last }],
      })),
    };
  },
};

/** Asks the API. @param years of a trend @throws ApiRefusal */
export function askMarket(visit: Visit, question: MarketQuestion, years: Years): Promise<MarketTable> {
  return ASKED[question.kind](visit, question, years);
}

async function concentrationTable(visit: Visit, question: MarketQuestion, of: 'BUYERS' | 'SUPPLIERS'): Promise<MarketTable> {
  const { market } = await visit.ask(MarketConcentration, { by: question.by[0], of, filter: filterOf(question) });
  const { rows, ...said } = market.concentration;
  return {
    ...PLAIN,
    ...said,
    by: question.by.slice(0, 1),
    figures: ['SUPPLIERS', 'TOP_FOUR_SHARE', 'HERFINDAHL'],
    rows: rows.map(({ key, suppliers, topFourShare, herfindahl }) => ({
      key: [key],
      // Of a row that is shown, shares of buyers are not known where none is named.
      values: [suppliers, topFourShare, herfindahl].map((value) => ({ value, suppressed: suppliers === null })),
    })),
  };
}

/** A breakdown as a table, with what it leaves out and its totals. */
export function breakdownTable(
  breakdown: BreakdownPartsFragment,
  { by, measures }: Pick<MarketQuestion, 'by' | 'measures'>,
): MarketTable {
  const { asOf, noticesFrom, noticesTo, unknownShare, leftOutShare, vat, totals, rows } = breakdown;
  return {
    asOf,
    noticesFrom,
    noticesTo,
    unknownShare,
    leftOutShare,
    vat,
    totals,
    by: [...by],
    figures: [...measures],
    rows,
  };
}

function withheld(...values: (number | null | undefined)[]): MarketFigureValue[] {
  return values.map((value) => ({ value: value ?? null, suppressed: (value ?? null) === null }));
}

/** "January to March 2026" from `2026-Q1`. */
function quarterInWords(t: Translate, period: string): string {
  const [year, quarter] = period.split('-');
  return t(`market.quarter.${quarter}`, { year });
}
