import type {
  MarketChoicesQuery,
  MarketDimension,
  MarketMeasure,
  MarketQuestionInput,
  SupplierFilter,
} from '../api/operations';
import {
  PROVENANCES,
  readSupplierQuery,
  SIZES,
  type SupplierQuery,
  supplierQueryText,
  supplierVariables,
  validOn,
} from '../suppliers/supplier-query';

export const QUESTION_KINDS = [
  'breakdown',
  'trend',
  'concentration',
  'buyers',
  'coverage',
  'quotients',
  'gaps',
  'movements',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What a question can be of, as the API lists it. */
export type QuestionTerms = Pick<MarketChoicesQuery['market'], 'dimensions' | 'definitions'>;

/** The most dimensions of one breakdown. */
export const MOST_DIMENSIONS = 3;

/** A question about the market, by the names that it has in an address: its address is its permanent link. */
export interface MarketQuestion {
  kind: QuestionKind;
  by: MarketDimension[];
  measures: MarketMeasure[];
  /** The first and last year of a trend, as typed. */
  from: string;
  to: string;
  /** What narrows it; `day`, `month` and `year` are those on which attestations have to be valid. */
  filter: SupplierQuery;
}

/** @param fields every value under a name, as `visit.fields` gives them; what the API does not list is left out */
export function readMarketQuestion(
  fields: (name: string) => string[],
  { dimensions, definitions }: QuestionTerms,
): MarketQuestion {
  const kind = QUESTION_KINDS.find((each) => each === fields('kind')[0]) ?? 'breakdown';
  const by = fields('by').flatMap((name) => dimensions.find(({ code }) => code === name)?.code ?? []);
  const listed = measuresOf(definitions).map(({ code }) => code);
  const measures = listed.filter((measure) => fields('measure').includes(measure));
  return {
    kind,
    by: by.length > 0 ? [...new Set(by)].slice(0, MOST_DIMENSIONS) : [dimensions[0].code],
    measures: measures.length > 0 ? measures : listed.slice(0, 1),
    from: fields('from')[0] ?? '',
    to: fields('to')[0] ?? '',
    // Words are searched for, and found suppliers put in order, by no question about the market.
    filter: { ...readSupplierQuery(fields), search: '', order: '' },
  };
}

/** What stands under a name in an address, and is none of the choices that there are of it. */
export interface NoChoice {
  name: 'kind' | 'by' | 'measure' | 'size' | 'provenance' | 'relevance';
  value: string;
}

/**
 * What {@link readMarketQuestion} leaves out: the question without it is another one than was asked. Of sectors and the like the API says
 * what there is not.
 */
export function noChoices(fields: (name: string) => string[], { dimensions, definitions }: QuestionTerms): NoChoice[] {
  const choices: Record<NoChoice['name'], readonly string[]> = {
    kind: QUESTION_KINDS,
    by: dimensions.map(({ code }) => code),
    measure: measuresOf(definitions).map(({ code }) => code),
    size: SIZES,
    provenance: PROVENANCES,
    relevance: ['all'],
  };
  return (Object.keys(choices) as NoChoice['name'][]).flatMap((name) =>
    fields(name).flatMap((value) => (choices[name].includes(value) ? [] : [{ name, value }])),
  );
}

/** The definitions that breakdowns and trends can ask for. */
export function measuresOf<T extends QuestionTerms['definitions'][number]>(
  definitions: readonly T[],
): (T & { code: MarketMeasure })[] {
  return definitions.filter((definition): definition is T & { code: MarketMeasure } => definition.isMeasure);
}

/** The same out of the text of an address. */
export function marketQuestionIn(text: string, terms: QuestionTerms): MarketQuestion {
  const parameters = new URLSearchParams(text);
  return readMarketQuestion((name) => parameters.getAll(name).filter((value) => value !== ''), terms);
}

/** The question for an address: the same question always has the same one. */
export function marketQuestionText({ kind, by, measures, from, to, filter }: MarketQuestion): string {
  const parameters = new URLSearchParams({ kind });
  if (['breakdown', 'concentration', 'buyers'].includes(kind)) for (const each of by) parameters.append('by', each);
  if (['breakdown', 'trend'].includes(kind)) for (const each of measures) parameters.append('measure', each);
  if (kind === 'trend')
    for (const [name, value] of Object.entries({ from, to })) if (value !== '') parameters.append(name, value);
  const narrowed = supplierQueryText(filter);
  return narrowed === '' ? parameters.toString() : `${parameters.toString()}&${narrowed}`;
}

/** What narrows it, as the API takes it. */
export function filterOf({ filter }: MarketQuestion): SupplierFilter {
  return supplierVariables(filter).filter ?? {};
}

/** The years of a trend: those that were typed, or else the last three. Null where what was typed is no year. */
export function yearsOf({ from, to }: MarketQuestion, thisYear: number): { from: string; to: string } | null {
  const year = (typed: string, otherwise: number): string | null =>
    typed === '' ? String(otherwise) : /^(?:19|20)\d\d$/.test(typed) ? typed : null;
  const last = year(to, thisYear);
  const first = last === null ? null : year(from, Number(last) - 2);
  return first === null || last === null ? null : { from: `${first}-01-01`, to: `${last}-12-31` };
}

/** The same question with its years in its address, where it would otherwise ask of other years when the next one begins. */
export function ofYears(question: MarketQuestion, { from, to }: { from: string; to: string }): MarketQuestion {
  return { ...question, from: from.slice(0, 4), to: to.slice(0, 4) };
}

/** The question as the API keeps it for whoever watches it. */
export function questionInput(question: MarketQuestion, years: { from: string; to: string }): MarketQuestionInput {
  const filter = filterOf(question);
  const [first] = question.by;
  switch (question.kind) {
    case 'breakdown':
      return { kind: 'BREAKDOWN', by: question.by, measures: question.measures, filter };
    case 'trend':
      return { kind: 'TREND', measures: question.measures.slice(0, 1), ...years, filter };
    case 'concentration':
      return { kind: 'CONCENTRATION', by: [first], of: 'SUPPLIERS', filter };
    case 'buyers':
      return { kind: 'CONCENTRATION', by: [first], of: 'BUYERS', filter };
    case 'coverage':
      return { kind: 'COVERAGE', validOn: validOn(question.filter), filter };
    case 'quotients':
      return { kind: 'LOCATION_QUOTIENTS', filter };
    case 'gaps':
      return { kind: 'GAPS', filter };
    case 'movements':
      return { kind: 'MOVEMENTS', filter };
  }
}
