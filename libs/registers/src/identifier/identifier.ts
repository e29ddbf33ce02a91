import { normaliseCompanyNumber } from './company-number';

/** A public identifier of an organisation, read from what was published. */
export interface Identifier {
  scheme: string;
  /** Normalised where that is certain; else as published. */
  id: string;
  published: string;
  valid: boolean;
  flaw?: string;
  /** A public page of the issuer about it, where the pattern is certain. */
  uri?: string;
  legalName?: string;
  /** Whether it says who the organisation is everywhere. Ids that are local to a publisher never join anything. */
  joins: boolean;
}

/**
 * The shape of a PPON, the identifier that the Central Digital Platform gives.
 *
 * @source counted on the Find a Tender releases in seed/find-a-tender: every one matches
 */
const PPON = /^P[BCDGHJLMNPQRTVWXYZ]{3}-[1-9]{4}-[BCDGHJLMNPQRTVWXYZ]{3}[CDGHJLMNPQRTVWXYZ]$/;

/** Schemes of ids that a publisher numbers organisations by, for itself: Find a Tender and Contracts Finder. */
const LOCAL = ['GB-FTS', 'GB-CFS'];

/** Whether ids of a scheme are local to their publisher. */
export function isLocalScheme(scheme: string): boolean {
  return LOCAL.some((local) => scheme === local || scheme.startsWith(`${local}-`));
}

/**
 * Schemes of org-id.guide are a country and a list; what a publisher made up besides says nothing elsewhere. ASSAY-DEMO is that of
 * the organisations that are invented here.
 */
export function isPublicScheme(scheme: string): boolean {
  return /^(?:[A-Z]{2}-[A-Z]{2,8}|ASSAY-DEMO)$/.test(scheme) && !isLocalScheme(scheme);
}

/**
 * What forms are filled in with where there is no number, without the signs around it. Whoever wrote the same has nothing else in common: it would
 * join strangers.
 */
const NO_NUMBER =
  /^(?:n[./\\]?a|none|nil|null|no (?:company |registration )?number|not (?:applicable|available|given|known|provided|registered|stated)|unknown|sole trader|t\.?b\.?[ac]|x+|[\p{P}\p{S}\s0]*)$/iu;

/** Signs and blanks around a word: `(none)`, `- n/a -`, `TBC.` */
const AROUND = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;

/** What is longer is no such word. */
const LONGEST_WORD = 300;

/** Whether what is written stands where there is no number. */
export function isNoNumber(written: string): boolean {
  return written.length <= LONGEST_WORD && NO_NUMBER.test(written.replace(AROUND, ''));
}

/** Whether the text has the shape of a PPON. */
export function isPpon(text: string): boolean {
  return PPON.test(text);
}

/** Reads an identifier as published: `{ scheme: 'GB-COH', id: '1234567' }`. */
export function readIdentifier(published: { scheme: string; id: string; legalName?: string }): Identifier {
  const scheme = published.scheme.trim().toUpperCase();
  const raw = published.id;
  const base = { scheme, published: raw, legalName: published.legalName, joins: isPublicScheme(scheme) };
  if (scheme === 'GB-COH') {
    const number = normaliseCompanyNumber(raw);
    return {
      ...base,
      id: number.value,
      valid: number.valid,
      flaw: number.flaw,
      joins: number.valid,
      uri: number.valid ? identifierUri(scheme, number.value) : undefined,
    };
  }
  const id = raw.trim();
  if (scheme === 'GB-PPON' && !isPpon(id))
    return { ...base, id, valid: false, joins: false, flaw: `"${raw}" does not have the shape of a PPON` };
  if (id === '') return { ...base, id, valid: false, joins: false, flaw: 'the identifier is empty' };
  if (isNoNumber(id)) return { ...base, id, valid: false, joins: false, flaw: `"${raw}" stands where there is no number` };
  return { ...base, id, valid: true, uri: identifierUri(scheme, id) };
}

/** `GB-COH-02625312` */
export function printIdentifier({ scheme, id }: { scheme: string; id: string }): string {
  return `${scheme}-${id}`;
}

/** Reads `GB-COH-02625312` back, also as pages and open data print it (`GB-COH 02625312`, `GB-COH:02625312`); null when it is not of that form. */
export function parseIdentifier(text: string): { scheme: string; id: string } | null {
  const match = /^([A-Z]{2}-[A-Z]{2,6})(?:-(.+)|[:\s]\s*(\S+))$/.exec(text.trim());
  return match === null ? null : { scheme: match[1], id: match[2] ?? match[3] };
}

/** Pages of the issuers whose address is made of the identifier. */
const PAGES: Record<string, (id: string) => string> = {
  'GB-COH': (id) => `https://find-and-update.company-information.service.gov.uk/company/${encodeURIComponent(id)}`,
  'GB-CHC': (id) =>
    `https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/${encodeURIComponent(id)}`,
};

/** The issuer's public page about an identifier, where its address is certain. */
export function identifierUri(scheme: string, id: string): string | undefined {
  return PAGES[scheme]?.(id);
}
