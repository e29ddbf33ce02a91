import { parseIdentifier, readIdentifier } from '#registers';

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

/**
 * Compares what the claimant says with what the page shows. An identifier that says who an organisation is nowhere but on Find a
 * Tender agrees with nothing, and neither does one that cannot be read.
 *
 * @param claimed the identifier as typed, with or without its scheme in front
 * @param page the page's identifiers, normalised, and its website
 */
export function compareClaim(
  claimed: { scheme: string; identifier: string; email: string },
  page: { identifiers: readonly { scheme: string; identifier: string }[]; website: string | null },
): ClaimProof {
  const typed = parseIdentifier(claimed.identifier) ?? { scheme: claimed.scheme, id: claimed.identifier };
  const { scheme, id, joins } = readIdentifier(typed);
  const emailDomain = domainOfEmail(claimed.email);
  return {
    identifierScheme: scheme,
    identifier: id,
    emailDomain,
    identifierAgrees: joins && page.identifiers.some((own) => own.scheme === scheme && own.identifier === id),
    domainAgrees: emailDomain === domainOfWebsite(page.website),
  };
}

function domainOfEmail(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function domainOfWebsite(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.toLowerCase().replace(/^www\./, '');
}
