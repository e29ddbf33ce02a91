import type { FoundSuppliersQueryVariables, SupplierFilter } from '../api/operations';
import { checkDay, isoDay, type TypedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

/** Suppliers that can be set side by side at once. */
export const MOST_COMPARED = 6;

/** What a search for suppliers asks, by the names that it has in an address. */
export interface SupplierQuery {
  search: string;
  sector: string[];
  technology: string[];
  region: string[];
  size: string[];
  /** Codes of schemes that have to be held, verified and valid, every one of them. */
  scheme: string[];
  /** The day on which, as it was typed; empty: today. */
  day: string;
  month: string;
  year: string;
  provenance: string[];
  /** `all`: also suppliers that have nothing to do with connected places. */
  relevance: string;
  order: string;
}

const LISTS = ['sector', 'technology', 'region', 'size', 'scheme', 'provenance'] as const;
const TEXTS = ['search', 'day', 'month', 'year', 'relevance', 'order'] as const;

/** A part of a query that a person can take away again. */
export type QueryList = (typeof LISTS)[number];
export const QUERY_LISTS: readonly QueryList[] = LISTS;

export const SIZES = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'];
/** In the order in which a person chooses. */
export const PROVENANCES = [
  'COMPANIES_HOUSE',
  'FIND_A_TENDER',
  'CONTRACTS_FINDER',
  'PUBLIC_CONTRACTS_SCOTLAND',
  'SELL2WALES',
  'ETENDERS_NI',
  'OTHER_PUBLISHER',
  'SELF_DECLARED',
  'VERIFIED',
  'DEMONSTRATION',
] as const;

/** @param fields every value under a name, as `visit.fields` gives them */
export function readSupplierQuery(fields: (name: string) => string[]): SupplierQuery {
  const lists = Object.fromEntries(LISTS.map((name) => [name, [...new Set(fields(name))]]));
  const texts = Object.fromEntries(TEXTS.map((name) => [name, fields(name)[0] ?? '']));
  return { ...lists, ...texts } as unknown as SupplierQuery;
}

/** The same out of an address's query: `sector=transport&search=camera`. */
export function supplierQueryIn(text: string): SupplierQuery {
  const parameters = new URLSearchParams(text);
  return readSupplierQuery((name) => parameters.getAll(name));
}

/** The query for an address, without what is empty. */
export function supplierQueryText(query: SupplierQuery): string {
  const parameters = new URLSearchParams();
  for (const name of TEXTS) if (query[name] !== '') parameters.append(name, query[name]);
  for (const name of LISTS) for (const value of query[name]) parameters.append(name, value);
  return parameters.toString();
}

/** The query with one value of a list taken away. */
export function without(query: SupplierQuery, list: QueryList, value: string): SupplierQuery {
  return { ...query, [list]: query[list].filter((one) => one !== value) };
}

/** Whether it narrows anything. */
export function narrows(query: SupplierQuery): boolean {
  return query.search !== '' || LISTS.some((name) => query[name].length > 0);
}

/**
 * What is wrong with a query that came in an address: a day that was begun and is none. What was asked all the same would be asked of today.
 */
export function queryErrors(visit: Pick<Visit, 't'>, { day, month, year }: TypedDay): FormErrors {
  const errors = new FormErrors();
  checkDay(visit, { day, month, year }, 'valid', errors, visit.t('suppliers.validOnDay'));
  return errors;
}

/** The day on which attestations have to be valid, of a query without {@link queryErrors}: null for today. */
export function validOn({ day, month, year }: SupplierQuery): string | null {
  return isoDay({ day, month, year });
}

/** What the API is asked. */
export function supplierVariables(query: SupplierQuery): Omit<FoundSuppliersQueryVariables, 'after'> {
  const on = validOn(query);
  const given = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);
  const filter: SupplierFilter = {
    sectors: given(query.sector),
    technologies: given(query.technology),
    regions: given(query.region),
    sizeBands: given(query.size.filter((size) => SIZES.includes(size))),
    attested: given(query.scheme.map((scheme) => ({ scheme, ...(on === null ? {} : { validOn: on }) }))),
    provenance: given(PROVENANCES.filter((one) => query.provenance.includes(one))),
    relevance: query.relevance === 'all' ? 'ALL' : null,
  };
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  return { search: query.search || null, filter: set, orderBy: query.order === 'name' ? 'NAME' : 'RELEVANCE', schemesOn: on };
}
