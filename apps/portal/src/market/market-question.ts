import type { MarketDimension, MarketMeasure, SupplierFilter } from '../api/operations';
import { readSupplierQuery, type SupplierQuery, supplierQueryText, supplierVariables } from '../suppliers/supplier-query';

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

export const DIMENSIONS: readonly MarketDimension[] = [
  'SECTOR',
  'TECHNOLOGY',
  'REGION_ITL1',
  'REGION_ITL2',
  'REGION_ITL3',
  'SIZE',
  'SIC',
  'CPV',
  'YEAR',
  'BUYER',
];

export const MEASURES: readonly MarketMeasure[] = [
  'SUPPLIERS',
  'PRODUCTS',
  'ATTESTED_SHARE',
  'AWARDS',
  'AWARD_VALUE',
  'AWARD_VALUE_NET',
  'SME_AWARD_SHARE',
  'VCSE_AWARD_SHARE',
  'FRAMEWORK_AWARD_SHARE',
];

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

/** @param fields every value under a name, as `visit.fields` gives them; what it does not know is left out */
export function readMarketQuestion(fields: (name: string) => string[]): MarketQuestion {
  const kind = QUESTION_KINDS.find((each) => each === fields('kind')[0]) ?? 'breakdown';
  const by = fields('by').flatMap((name) => DIMENSIONS.find((each) => each === name) ?? []);
  const measures = MEASURES.filter((measure) => fields('measure').includes(measure));
  return {
    kind,
    by: by.length > 0 ? [...new Set(by)].slice(0, MOST_DIMENSIONS) : ['SECTOR'],
    measures: measures.length > 0 ? measures : ['SUPPLIERS'],
    from: fields('from')[0] ?? '',
    to: fields('to')[0] ?? '',
    filter: readSupplierQuery(fields),
  };
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
    typed === '' ? String(otherwise) : /^[12]\d{3}$/.test(typed) ? typed : null;
  const last = year(to, thisYear);
  const first = last === null ? null : year(from, Number(last) - 2);
  return first === null || last === null ? null : { from: `${first}-01-01`, to: `${last}-12-31` };
}
