import type { OurPageRequestsQuery, PageCandidatesQuery, RequestPageInput } from '../api/operations';
import type { FormErrors } from '../form/form-errors';
import { type IdentifierRow, readRows, rowsOf, typedRows } from '../form/identifier-rows';
import { type FormField, namesIn } from '../form/standing';
import type { Visit } from '../page/visit';

export type PageRequest = OurPageRequestsQuery['myPageRequests'][number];
type Candidate = PageCandidatesQuery['pageCandidates'][number];

/** What the form of a request says, as texts. */
export interface PageRequestForm {
  name: string;
  rows: IdentifierRow[];
  noIdentifierReason: string;
  country: string;
  region: string;
  website: string;
  description: string;
  technologies: string[];
  sectors: string[];
  authority: string;
}

/** The form as a request stands, or empty but for the name of the organisation that asks. */
export function requestForm(request: PageRequest | null, organisation: string): PageRequestForm {
  return {
    name: request?.name ?? organisation,
    rows: rowsOf(request?.identifiers ?? []),
    noIdentifierReason: request?.noIdentifierReason ?? '',
    country: request?.country ?? '',
    region: request?.region?.code ?? '',
    website: request?.website ?? '',
    description: request?.description ?? '',
    technologies: codesOf(request?.technologies ?? []),
    sectors: codesOf(request?.sectors ?? []),
    authority: request?.authority ?? '',
  };
}

/** The form as it was sent. */
export function sentRequest(visit: Visit): PageRequestForm {
  return {
    name: visit.field('name'),
    rows: typedRows(visit),
    noIdentifierReason: visit.field('noIdentifierReason'),
    country: visit.field('country'),
    region: visit.field('region'),
    website: visit.field('website'),
    description: visit.field('description'),
    technologies: visit.fields('technology').sort(),
    sectors: visit.fields('sector').sort(),
    authority: visit.field('authority'),
  };
}

/** What the API is asked with; what is missing is an error at its field. @param notOurs pages that the person says are not theirs */
export function requestInput(
  visit: Visit,
  { rows, ...form }: PageRequestForm,
  notOurs: string[],
  errors: FormErrors,
): RequestPageInput {
  const { t } = visit;
  errors.require('name', form.name, t('page-request.nameMissing'));
  const identifiers = readRows(visit, rows, errors);
  errors.require('country', form.country, t('page-request.countryMissing'));
  errors.require('authority', form.authority, t('page-request.authorityMissing'));
  return {
    ...form,
    identifiers,
    noIdentifierReason: form.noIdentifierReason || null,
    region: form.region || null,
    website: form.website || null,
    description: form.description || null,
    notOurs,
  };
}

/** A candidate with where it is claimed: by the number that was given, where it has that one. */
export function withAddress(candidate: Candidate, rows: readonly IdentifierRow[]): Candidate & { claimAddress: string } {
  const first = rows.find(({ number }) => number !== '');
  const query = new URLSearchParams({ scheme: first?.scheme ?? '', identifier: first?.number ?? '' });
  return { ...candidate, claimAddress: candidate.hasIdentifier ? `/our/claim?${query.toString()}` : '/our/claim' };
}

/** The fields of the form, as the page calls them, for what a colleague has saved meanwhile. */
export function fieldsOfRequest(
  { t }: Visit,
  { regions, sectors, technologies }: OurPageRequestsQuery,
): FormField<ComparedForm>[] {
  const places = regions.map(({ code, name }) => ({ code, label: name }));
  return [
    { name: 'name', label: t('page-request.name') },
    { name: 'identifiers', label: t('page-request.identifiers') },
    { name: 'noIdentifierReason', label: t('page-request.noIdentifierReason') },
    { name: 'country', label: t('page-request.country') },
    { name: 'region', label: t('page-request.region'), say: namesIn(places) },
    { name: 'website', label: t('page-request.website') },
    { name: 'description', label: t('page-request.description') },
    { name: 'technologies', label: t('page-request.technology'), say: namesIn(technologies) },
    { name: 'sectors', label: t('page-request.sector'), say: namesIn(sectors) },
    { name: 'authority', label: t('page-request.authority') },
  ];
}

/** A form of which two are compared field by field. */
export type ComparedForm = Omit<PageRequestForm, 'rows'> & { identifiers: string[] };

export function compared({ rows, ...form }: PageRequestForm): ComparedForm {
  const identifiers = rows.filter(({ number }) => number !== '').map(({ scheme, number }) => `${scheme} ${number}`);
  return { ...form, identifiers };
}

function codesOf(terms: readonly { code: string }[]): string[] {
  return terms.map(({ code }) => code).sort();
}
