import type { OurPageQuery, UpdateSupplierProfileInput } from '../api/operations';
import type { Visit } from '../page/visit';

export const SIZES = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'] as const;

type Page = NonNullable<OurPageQuery['mySupplier']>;
type Term = Page['sectors'][number];

/** What the form of a page says. The terms are all that stand, be they named by the supplier or derived: what is unticked is taken away. */
export interface PageForm {
  description: string;
  website: string;
  region: string;
  sizeBand: (typeof SIZES)[number];
  sectors: string[];
  technologies: string[];
}

/** The form as the page stands. */
export function formOf(
  page: Omit<Page, 'id' | 'name' | 'version' | 'claimedAt' | 'provenance' | 'facts' | 'performance'>,
): PageForm {
  return {
    description: page.description ?? '',
    website: page.website ?? '',
    region: page.region?.code ?? '',
    sizeBand: page.sizeBand,
    sectors: codesOf(page.sectors),
    technologies: codesOf(page.technologies),
  };
}

/** The form as it was sent. */
export function sentForm(visit: Pick<Visit, 'field' | 'fields'>): PageForm {
  return {
    description: visit.field('description'),
    website: visit.field('website'),
    region: visit.field('region'),
    sizeBand: SIZES.find((size) => size === visit.field('sizeBand')) ?? 'UNKNOWN',
    sectors: visit.fields('sector').sort(),
    technologies: visit.fields('technology').sort(),
  };
}

/**
 * The terms that were ticked when the form was shown. What is derived changes with every import and changes no version of the page: a person who
 * left the ticks alone has named nothing.
 */
export function shownTerms(
  visit: Pick<Visit, 'field' | 'asked'>,
  stands: Pick<PageForm, 'sectors' | 'technologies'>,
): Pick<PageForm, 'sectors' | 'technologies'> {
  const shown = (field: string, otherwise: string[]): string[] =>
    visit.asked(field)
      ? visit
          .field(field)
          .split(',')
          .filter((code) => code !== '')
      : otherwise;
  return {
    sectors: shown('shown.sectors', stands.sectors),
    technologies: shown('shown.technologies', stands.technologies),
  };
}

/** What the person changed, and nothing else: what is sent along becomes a declaration of the supplier. */
export function changesOf(stands: PageForm, sent: PageForm): Omit<UpdateSupplierProfileInput, 'supplierId'> {
  return {
    ...(isSameText(stands.description, sent.description) ? {} : { description: sent.description || null }),
    ...(isSameText(stands.website, sent.website) ? {} : { website: sent.website || null }),
    ...(stands.region === sent.region ? {} : { region: sent.region || null }),
    ...(stands.sizeBand === sent.sizeBand ? {} : { sizeBand: sent.sizeBand }),
    ...(isSameList(stands.sectors, sent.sectors) ? {} : { sectors: sent.sectors }),
    ...(isSameList(stands.technologies, sent.technologies) ? {} : { technologies: sent.technologies }),
  };
}

/** Whether some of the terms were derived, and named by nobody. */
export function isDerived(terms: readonly Term[]): boolean {
  return terms.some(({ source }) => source === 'DERIVED');
}

function codesOf(terms: readonly Term[]): string[] {
  return terms.map(({ code }) => code).sort();
}

/** A browser sends line ends of its own, and the form leaves out the blanks around. */
function isSameText(stands: string, sent: string): boolean {
  return stands.replace(/\r\n/g, '\n').trim() === sent.replace(/\r\n/g, '\n').trim();
}

function isSameList(stands: readonly string[], sent: readonly string[]): boolean {
  return stands.length === sent.length && stands.every((code) => sent.includes(code));
}
