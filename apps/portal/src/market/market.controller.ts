import { Controller, Get } from '@nestjs/common';
import {
  MarketChoices,
  type MarketChoicesQuery,
  type MarketFigure,
  MarketFilterChoices,
  MarketOverview,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { queryErrors, SIZES } from '../suppliers/supplier-query';
import { barsOf, tilesOf, trendOf } from './charts';
import { marketCsv } from './market-csv';
import {
  type MarketQuestion,
  marketQuestionText,
  measuresOf,
  noChoices,
  QUESTION_KINDS,
  type QuestionTerms,
  readMarketQuestion,
  yearsOf,
} from './market-question';
import { askMarket, breakdownTable, type MarketTable } from './market-table';
import { knownParts, regionGroups } from './region-groups';

/** Rows that a page shows; the download has them all. */
const MOST_ROWS = 200;

/** The market, for everyone: what there is at first sight, questions of one's own, and what each figure means. */
@Controller('market')
@Public()
export class MarketController {
  @Get()
  async overview(@CurrentVisit() visit: Visit): Promise<void> {
    const { market } = await visit.ask(MarketOverview);
    const sectors = breakdownTable(market.sectors, {
      by: ['SECTOR'],
      measures: ['SUPPLIERS', 'AWARDS', 'AWARD_VALUE', 'ATTESTED_SHARE'],
    });
    const regions = breakdownTable(market.regions, { by: ['REGION_ITL1'], measures: ['SUPPLIERS'] });
    const [suppliers, awards, value, attested] = sectors.totals.map((total) => total.value);
    const bySize = [...sectors.rows].sort((a, b) => (b.values[0].value ?? 0) - (a.values[0].value ?? 0));
    await visit.show('market/overview', {
      market,
      // The totals of one or two suppliers are withheld.
      facts: sectors.vat && { suppliers, awards, value, attested, vat: sectors.vat, most: bySize[0] },
      sectors: { ...sectors, rows: bySize },
      bars: barsOf({ ...sectors, rows: bySize }),
      regions,
      tiles: tilesOf(regions),
      gaps: market.gaps.rows,
    });
  }

  @Get('question')
  async question(@CurrentVisit() visit: Visit): Promise<void> {
    const choices = await visit.ask(MarketChoices);
    const question = readMarketQuestion((name) => visit.fields(name), choices.market);
    await showQuestion(visit, question, choices, await answered(visit, question, choices.market));
  }

  @Get('question.csv')
  async download(@CurrentVisit() visit: Visit): Promise<void> {
    const choices = await visit.ask(MarketChoices);
    const question = readMarketQuestion((name) => visit.fields(name), choices.market);
    const { errors, table } = await answered(visit, question, choices.market);
    // The page of the question says what is wrong with it; what is no choice of it stands in no address of its own.
    if (errors.any && table !== null) return showQuestion(visit, question, choices, { errors, table: null });
    if (table === null) return visit.goTo(`/market/question?${marketQuestionText(question)}`);
    await visit.sendFile(
      'text/csv; charset=utf-8; header=present',
      `assay-market-${question.kind}-${table.asOf}.csv`,
      marketCsv(table, choices.market),
    );
  }

  @Get('measures')
  async measures(@CurrentVisit() visit: Visit): Promise<void> {
    const { market } = await visit.ask(MarketChoices);
    await visit.show('market/measures', { definitions: market.definitions });
  }
}

/** The fields of the form by the paths of what the API is asked. */
const FIELDS = {
  by: 'by-1',
  from: 'from',
  to: 'to',
  'filter.sectors': 'sector',
  'filter.technologies': 'technology',
  'filter.regions': 'region',
  'filter.attested': 'scheme',
};

/** What is wrong with a question, and its answer, if it has one all the same. */
interface Answered {
  errors: FormErrors;
  table: MarketTable | null;
}

async function showQuestion(
  visit: Visit,
  question: MarketQuestion,
  choices: MarketChoicesQuery,
  { errors, table }: Answered,
): Promise<void> {
  const { attestationSchemes, market } = await visit.ask(MarketFilterChoices);
  await visit.show(
    'market/question',
    {
      question,
      lists: choices,
      schemes: attestationSchemes,
      sizes: SIZES,
      regions: regionGroups(choices.regions, { known: knownParts(market), chosen: question.filter.region }),
      errors,
      kinds: QUESTION_KINDS,
      measures: measuresOf(choices.market.definitions),
      years: yearsOf(question, thisYear()),
      ...(table === null ? {} : shown(visit, table, question, choices)),
    },
    errors.any ? 400 : 200,
  );
}

async function answered(visit: Visit, question: MarketQuestion, terms: QuestionTerms): Promise<Answered> {
  const errors = queryErrors(visit, question.filter);
  const years = yearsOf(question, thisYear());
  if (years === null) return { errors: errors.add('from', visit.t('market.question.noYear')), table: null };
  if (errors.any) return { errors, table: null };
  try {
    const table = await askMarket(visit, question, years);
    for (const { name, value } of noChoices((each) => visit.fields(each), terms))
      errors.add(name === 'by' ? 'by-1' : name, visit.t('market.question.noChoice', { name, value }));
    return { errors, table };
  } catch (error) {
    return { errors: FormErrors.of(error, 'kind', FIELDS), table: null };
  }
}

/** What the page needs to show a table: its rows in the order of what there is most of, or in their own where that means something. */
function shown(visit: Visit, whole: MarketTable, question: MarketQuestion, { market }: MarketChoicesQuery): object {
  const inOrder =
    question.kind === 'trend' || question.kind === 'movements' || whole.by.join() === 'YEAR' || whole.figures.length === 0;
  const sorted = inOrder ? whole.rows : [...whole.rows].sort((a, b) => (b.values[0].value ?? -1) - (a.values[0].value ?? -1));
  const table = { ...whole, rows: sorted.slice(0, MOST_ROWS) };
  const definitions = new Map(market.definitions.map((definition) => [definition.code, definition]));
  const dimensions = new Map<string, string>(market.dimensions.map(({ code, label }) => [code, label]));
  const text = marketQuestionText(question);
  return {
    table,
    heads: table.by.map((name) => dimensions.get(name) ?? visit.t(`market.dimension.${name}`)),
    allRows: whole.rows.length,
    withheld: whole.rows.filter(({ values }) => values.some(({ suppressed }) => suppressed)).length,
    figures: table.figures.map((code: MarketFigure) => definitions.get(code)),
    gap: definitions.get('GAP'),
    bars: question.kind === 'trend' ? [] : barsOf(table),
    trend: question.kind === 'trend' ? trendOf(table) : null,
    tiles: table.by.join() === 'REGION_ITL1' ? tilesOf(table) : [],
    permanent: `/market/question?${text}`,
    download: `/market/question.csv?${text}`,
    watch: `/market/watch?${text}`,
  };
}

function thisYear(): number {
  return new Date().getFullYear();
}
