import { FieldProblem } from '#platform';
import { Identifier, isLocalScheme, isPublicScheme, parseIdentifier, readIdentifier } from '#registers';

/**
 * What a claimant shows, and how far it agrees with the page. An operator decides; this only compares, and neither proves who the claimant
 * is: the identifier is public, and the e-mail address is whatever an administrator of the claimant entered, which nobody has verified.
 */
export interface ClaimProof {
  identifierScheme: string;
  /** Normalised where that is certain. */
  identifier: string;
  emailDomain: string;
  identifierAgrees: boolean;
  domainAgrees: boolean;
}

/** The identifier that a claimant names, as typed: with its scheme in front or beside it. */
export interface ClaimedIdentifier {
  scheme: string;
  identifier: string;
}

/** The identifiers of a page, normalised where that is certain. */
type PageIdentifiers = readonly { scheme: string; identifier: string }[];

/**
 * What is wrong with the identifier that a claimant names, by its field: a register that there is not, an id that is local to a publisher, a number that
 * cannot be one of its register. Null for any other, also of a register whose numbers nobody here knows the form of, and for what the page itself
 * is published with, be it as wrong as it may: an operator looks.
 */
export function flawOfClaimed(claimed: ClaimedIdentifier, page: PageIdentifiers): FieldProblem | null {
  const { scheme, id, flaw } = readClaimed(claimed);
  const path = parseIdentifier(claimed.identifier) === null ? 'identifierScheme' : 'identifier';
  if (isLocalScheme(scheme)) {
    return {
      path,
      message: `A number of ${scheme} says who an organisation is to one publisher of notices alone. Give one of a public register, such as GB-COH for Companies House.`,
    };
  }
  if (!isPublicScheme(scheme)) {
    return {
      path,
      message: `"${scheme}" is not the code of a register. Give one that is, such as GB-COH for Companies House.`,
    };
  }
  if (flaw === undefined || has(page, scheme, id)) return null;
  return { path: 'identifier', message: `${flaw}. Give the number as its register has it.` };
}

/**
 * Compares what the claimant says with what the page shows. An identifier that says who an organisation is nowhere but on Find a
 * Tender agrees with nothing, and neither does one that cannot be read.
 *
 * @param claimed the identifier as typed, with or without its scheme in front
 * @param page the page's identifiers, normalised, and its website
 */
export function compareClaim(
  claimed: ClaimedIdentifier & { email: string },
  page: { identifiers: PageIdentifiers; website: string | null },
): ClaimProof {
  const { scheme, id, joins } = readClaimed(claimed);
  return {
    identifierScheme: scheme,
    identifier: id,
    identifierAgrees: joins && has(page.identifiers, scheme, id),
    ...compareDomains(claimed.email, page.website),
  };
}

/** The domain of an e-mail address, and whether it is that of a website. */
export function compareDomains(email: string, website: string | null): Pick<ClaimProof, 'emailDomain' | 'domainAgrees'> {
  const emailDomain = domainOfEmail(email);
  return { emailDomain, domainAgrees: emailDomain === domainOfWebsite(website) };
}

/** An identifier as somebody names it: the scheme that stands in front counts more than the one beside. */
export function readClaimed({ scheme, identifier }: ClaimedIdentifier): Identifier {
  return readIdentifier(parseIdentifier(identifier) ?? { scheme, id: identifier });
}

function has(page: PageIdentifiers, scheme: string, id: string): boolean {
  return page.some((own) => own.scheme === scheme && own.identifier === id);
}

function domainOfEmail(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function domainOfWebsite(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.toLowerCase().replace(/^www\./, '');
}
