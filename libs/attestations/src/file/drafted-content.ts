import { BadUserInput } from '#platform';
import type { AttestationContentInput } from '../attestation/attestation.inputs';
import { mustHoldTogether } from '../attestation/dates';
import type { DeclaredAttestation, DeclaredContent } from '../declarations/declared';
import { shortened } from '../declarations/strict-json';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';

type Scheme = Pick<AttestationScheme, 'name' | 'validityMonths' | 'validityRule'>;
type Content = Pick<AttestationContentInput, 'reference' | 'scope' | 'issuedOn' | 'expiresOn' | 'coversFrom' | 'coversTo'>;

/** What fits into a draft: the same as its form takes. */
const MOST = { reference: 500, legalEntity: 500, entries: 200, site: 500, productVersion: 100, exclusion: 1000 };

/**
 * What a draft takes over from a file.
 *
 * @param ours the legal entity of the caller's own, where the file names none
 * @returns the content, and what of it could not be taken over, in sentences
 */
export function draftedContent(
  { content }: DeclaredAttestation,
  scheme: Scheme,
  ours: string,
  today: string,
): { content: Content; notCarried: string[] } {
  const notCarried: string[] = [];
  const text = (name: string, value: string | null, most: number): string | undefined => {
    if (value === null || value.trim() === '') return undefined;
    if (value.length <= most) return value;
    notCarried.push(`${name}, which is longer than ${most} characters: “${shortened(value)}”.`);
    return undefined;
  };
  const list = (name: string, values: readonly string[], most: number): string[] => {
    if (values.length > MOST.entries)
      notCarried.push(`${values.length - MOST.entries} of its ${values.length} ${name}s: a draft takes ${MOST.entries}.`);
    return values.slice(0, MOST.entries).flatMap((value) => text(`One ${name}`, value, most) ?? []);
  };
  const dates = datesOf(content, scheme, today);
  const scope = {
    legalEntity: text('The legal entity', content.legalEntity, MOST.legalEntity) ?? ours,
    sites: list('site', content.sites, MOST.site),
    productVersions: list('product version', content.productVersions, MOST.productVersion),
    exclusions: list('exclusion', content.exclusions, MOST.exclusion),
  };
  const reference = text('The reference', content.reference, MOST.reference);
  return { content: { reference, scope, ...dates.days }, notCarried: [...notCarried, ...dates.notCarried] };
}

/** The dates, when the scheme and the calendar allow them together; none of them otherwise, and why. */
function datesOf(
  { issuedOn, expiresOn, coversFrom, coversTo }: DeclaredContent,
  scheme: Scheme,
  today: string,
): { days: Omit<Content, 'reference' | 'scope'>; notCarried: string[] } {
  try {
    mustHoldTogether({ issuedOn, expiresOn, coversFrom, coversTo }, scheme, today);
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    return { days: {}, notCarried: [`Its dates. ${error.message}`] };
  }
  return {
    days: {
      issuedOn: issuedOn ?? undefined,
      expiresOn: expiresOn ?? undefined,
      coversFrom: coversFrom ?? undefined,
      coversTo: coversTo ?? undefined,
    },
    notCarried: [],
  };
}
