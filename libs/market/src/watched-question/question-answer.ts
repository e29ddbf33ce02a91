import { SupplierFilter } from '#directory';
import { BadUserInput, Caller } from '#platform';
import { BreakdownRow } from '../measure/breakdown';
import { FIGURE } from '../measure/sums';
import { MarketFigure, MarketMeasure } from '../measure/definitions';
import { Term } from '../measure/dimensions';
import { MeasureService } from '../measure/measure.service';
import { isRead } from '../measure/notice-days';
import { mustBeSpan, mustHaveOneRegion } from '../measure/question-rules';
import { Figure } from './answer-change';
import { MarketQuestion } from './watched-question.entity';

/** An answer as the figures that it states. */
export interface QuestionAnswer {
  asOf: string;
  figures: Figure[];
}

type Answer = (
  measures: MeasureService,
  caller: Caller,
  question: MarketQuestion,
  filter: SupplierFilter,
) => Promise<QuestionAnswer>;

const ANSWERS: Record<MarketQuestion['kind'], Answer> = {
  BREAKDOWN: async (measures, caller, question, filter) => {
    const by = needed(question.by, 'by', 'dimensions');
    mustHaveOneRegion(by);
    const asked = needed(question.measures, 'measures', 'measures');
    const { asOf, rows } = await measures.breakdown(caller, { by, measures: asked }, filter);
    return { asOf, figures: figuresOf(rows, asked) };
  },
  TREND: async (measures, caller, question, filter) => {
    const { from, to } = question;
    if (!from || !to) throw BadUserInput.field('from', 'A trend needs its first and last day. Give both.');
    mustBeSpan({ from, to });
    const { asOf, rows } = await measures.trend(caller, { from, to }, filter);
    const known = rows.map(({ terms, sums, reach }) => ({ terms, sums: isRead(reach) ? sums : null }));
    return { asOf, figures: figuresOf(known, needed(question.measures, 'measures', 'measures').slice(0, 1)) };
  },
  CONCENTRATION: async (measures, caller, question, filter) => {
    const [by] = needed(question.by, 'by', 'dimensions');
    const { asOf, rows } = await measures.concentration(caller, { by, of: question.of ?? 'SUPPLIERS' }, filter);
    const figures = rows.flatMap(({ term, suppliers, topFourShare, herfindahl }) =>
      rowOf([term], { SUPPLIERS: suppliers, TOP_FOUR_SHARE: topFourShare, HERFINDAHL: herfindahl }),
    );
    return { asOf, figures };
  },
  COVERAGE: async (measures, caller, question, filter) => {
    const { asOf, rows } = await measures.coverage(caller, question.validOn ?? null, filter);
    const figures = rows.flatMap(({ sector, scheme, suppliers, share }) =>
      rowOf([sector, scheme], { SUPPLIERS: suppliers, COVERAGE: share }),
    );
    return { asOf, figures };
  },
  LOCATION_QUOTIENTS: async (measures, caller, _question, filter) => {
    const { asOf, rows } = await measures.locationQuotients(caller, filter);
    const figures = rows.flatMap(({ region, sector, value }) => rowOf([region, sector], { LOCATION_QUOTIENT: value }));
    return { asOf, figures };
  },
  GAPS: async (measures, caller, _question, filter) => {
    const { asOf, rows } = await measures.gaps(caller, filter);
    return { asOf, figures: rows.flatMap(({ sector, technology }) => rowOf([sector, technology], { GAP: null })) };
  },
  MOVEMENTS: async (measures, caller, _question, filter) => {
    const { asOf, rows } = await measures.movements(caller, filter);
    const figures = rows.flatMap(({ year, entrants, exits }) =>
      rowOf([{ code: String(year), label: String(year) }], { ENTRANTS: entrants, EXITS: exits }),
    );
    return { asOf, figures };
  },
};

/** Answers a question of any kind. @throws BadUserInput naming what its kind needs and it does not say */
export function answerOf(measures: MeasureService, caller: Caller, question: MarketQuestion): Promise<QuestionAnswer> {
  return ANSWERS[question.kind](measures, caller, question, question.filter ?? {});
}

function needed<T>(list: readonly T[] | null | undefined, field: string, what: string): readonly T[] {
  if (!list?.length) throw BadUserInput.field(field, `is empty; name the ${what} of the question`);
  return list;
}

function figuresOf(rows: readonly BreakdownRow[], measures: readonly MarketMeasure[]): Figure[] {
  return rows.flatMap(({ terms, sums }) =>
    rowOf(terms, Object.fromEntries(measures.map((measure) => [measure, sums === null ? null : FIGURE[measure](sums)]))),
  );
}

function rowOf(terms: readonly Term[], values: Partial<Record<MarketMeasure | MarketFigure, number | null>>): Figure[] {
  const row = terms.map(({ code }) => code).join(' ');
  const label = terms.map((term) => term.label).join(', ');
  return Object.entries(values).map(([figure, value]) => ({
    row,
    label,
    figure: figure as Figure['figure'],
    value: value ?? null,
  }));
}
