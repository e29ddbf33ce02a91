import { type OfferedProduct, productInWords, type ScopeAnswer } from '#pack';
import { versionAnswer } from './version-scope';

/**
 * Whether an attestation is about what would be supplied: the same product, in versions that it covers. Where other products would be supplied
 * too, of which it says nothing, that is for a person to read.
 */
export function productAnswer(
  { product, productVersions }: { product: { id: string; name: string } | null; productVersions: readonly string[] },
  supplied: readonly OfferedProduct[],
): ScopeAnswer {
  if (product === null) return ofOrganisation(productVersions);
  if (supplied.length === 0)
    return { answer: 'UNKNOWN', reason: `It is about ${product.name}, and nobody has said which product would be supplied.` };
  const same = supplied.filter(({ id }) => id === product.id);
  const others = supplied.filter(({ id }) => id !== product.id);
  if (same.length === 0) return ofOthers(product.name, others);
  const answer = worst(same.map(({ version }) => versionOf(product.name, productVersions, version)));
  if (answer.answer !== 'YES' || others.length === 0) return answer;
  return {
    answer: 'UNKNOWN',
    reason: `${answer.reason} It says nothing of ${listed(others)}, which would be supplied too: read which of them the requirement is about.`,
  };
}

function ofOrganisation(productVersions: readonly string[]): ScopeAnswer {
  if (productVersions.length === 0) return { answer: 'YES', reason: 'It is about the organisation, not about one product.' };
  return { answer: 'UNKNOWN', reason: `It names the versions ${productVersions.join(', ')}, and not of which product.` };
}

function ofOthers(attested: string, others: readonly OfferedProduct[]): ScopeAnswer {
  const unlisted = others.filter(({ id }) => id === null);
  if (unlisted.length === 0)
    return { answer: 'NO', reason: `It is about ${attested}, and ${listed(others)} would be supplied.` };
  return {
    answer: 'UNKNOWN',
    reason: `It is about ${attested}, and ${listed(unlisted)} would be supplied, which the supplier does not list: read whether that is the same.`,
  };
}

function versionOf(name: string, covered: readonly string[], version: string | null): ScopeAnswer {
  if (covered.length === 0) return { answer: 'YES', reason: `It is about ${name}, without naming versions.` };
  if (version === null)
    return {
      answer: 'UNKNOWN',
      reason: `It covers the versions ${covered.join(', ')} of ${name}, and nobody has said which would be supplied.`,
    };
  const { answer, reason } = versionAnswer(covered, version);
  return { answer, reason: `It is about ${name}. ${reason}` };
}

/** The answer to which all come down: NO before UNKNOWN before YES. */
function worst(answers: readonly ScopeAnswer[]): ScopeAnswer {
  const rank = ['NO', 'UNKNOWN', 'YES'];
  return [...answers].sort((a, b) => rank.indexOf(a.answer) - rank.indexOf(b.answer))[0];
}

/** Camera 4.2, Hub */
function listed(products: readonly OfferedProduct[]): string {
  return products.map(productInWords).join(', ');
}
