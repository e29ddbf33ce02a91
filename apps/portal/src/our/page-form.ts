import type { OurPageQuery, UpdateSupplierProfileInput } from '../api/operations';
import type { Visit } from '../page/visit';

export const SIZES = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'] as const;

type Page = NonNullable<OurPageQuery['mySupplier']>;
type Term = Page['sectors'][number];

/** What the form of a page says. The terms are those that the supplier has named itself: what was derived is beside them. */
export interface PageForm {
  description: string;
  website: string;
  region: string;
  sizeBand: (typeof SIZES)[number];
  sectors: string[];
  technologies: string[];
}

/** The form as the page stands. */
export function formOf(page: Omit<Page, 'id' | 'name' | 'version' | 'claimedAt' | 'provenance' | 'facts'>): PageForm {
  return {
    description: page.description ?? '',
    website: page.website ?? '',
    region: page.region?.code ?? '',
    sizeBand: page.sizeBand,
    sectors: named(page.sectors),
    technologies: named(page.technologies),
  };
}

/** The form as it was sent. */
export function sentForm(visit: Pick<Visit, 'field' | 'fields'>): PageForm {
  return {
    description: visit.field('description'),
    website: visit.field('website'),
    region: visit.field('region'),
    sizeBand: SIZES.find((size) => size === visit.field('sizeBand')) ?? 'UNKNOWN',
    sectors: visit.fields('sector'),
    technologies: visit.fields('technology'),
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

/** The labels of terms that were derived, and that nobody has named. */
export function derivedOf(terms: readonly Term[], labels: readonly { code: string; label: string }[]): string[] {
  const derived = new Set(terms.filter(({ source }) => source === 'DERIVED').map(({ code }) => code));
  return labels.filter(({ code }) => derived.has(code)).map(({ label }) => label);
}

/** Countries and regions, and areas within them; and the place that stands, be it of what level it may. */
export function regionsToChoose<Region extends { code: string; level: number }>(
  regions: readonly Region[],
  stands: string,
): Region[] {
  return regions.filter(({ code, level }) => level === 1 || level === 3 || code === stands);
}

function named(terms: readonly Term[]): string[] {
  return terms.filter(({ source }) => source !== 'DERIVED').map(({ code }) => code);
}

/** A browser sends line ends of its own, and the form leaves out the blanks around. */
function isSameText(stands: string, sent: string): boolean {
  return stands.replace(/\r\n/g, '\n').trim() === sent.replace(/\r\n/g, '\n').trim();
}

function isSameList(stands: readonly string[], sent: readonly string[]): boolean {
  return stands.length === sent.length && stands.every((code) => sent.includes(code));
}
