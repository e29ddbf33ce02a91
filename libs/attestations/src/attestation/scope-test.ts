import { dayInWords } from '#platform';

/** The contract that an attestation is to cover. */
export interface Contract {
  /** The legal entity that would sign. */
  legalEntity: string;
  /** Key of the product that is bought; null when none is named. */
  productId: string | null;
  productVersion: string | null;
  /** Calendar days; null where the procurement does not say. */
  period: { startsOn: string | null; endsOn: string | null };
  /** What is required, which no exclusion may touch. */
  requirement: string;
}

/** What of an attestation the test looks at. */
export interface TestedAttestation {
  legalEntity: string;
  productId: string | null;
  productVersions: readonly string[];
  exclusions: readonly string[];
  coversFrom: string | null;
  coversTo: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
}

/** One of these answers. */
export interface ScopeAnswer {
  answer: 'YES' | 'NO' | 'UNKNOWN';
  reason: string;
}

/** Does this attestation cover this contract? Four answers, each with its reason; what cannot be told is UNKNOWN, never YES. */
export interface ScopeTest {
  legalEntity: ScopeAnswer;
  product: ScopeAnswer;
  dates: ScopeAnswer;
  exclusions: ScopeAnswer;
}

/** Puts the four questions to an attestation. */
export function scopeTest(attestation: TestedAttestation, contract: Contract): ScopeTest {
  return {
    legalEntity: entityAnswer(attestation.legalEntity, contract.legalEntity),
    product: productAnswer(attestation, contract),
    dates: datesAnswer(attestation, contract.period),
    exclusions: exclusionsAnswer(attestation.exclusions, contract.requirement),
  };
}

function entityAnswer(attested: string, contracting: string): ScopeAnswer {
  if (plainName(attested) === '' || plainName(contracting) === '')
    return { answer: 'UNKNOWN', reason: 'One of the two legal entities is not named.' };
  if (plainName(attested) === plainName(contracting))
    return { answer: 'YES', reason: `It is held by ${contracting}, which would sign.` };
  return { answer: 'NO', reason: `It is held by ${attested}, not by ${contracting}, which would sign.` };
}

/** Names are the same whatever their case, their full stops, and whether Limited is written out. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\bpublic limited company\b/g, 'plc')
    .replace(/\blimited\b/g, 'ltd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function productAnswer({ productId, productVersions }: TestedAttestation, contract: Contract): ScopeAnswer {
  if (productId === null) return { answer: 'YES', reason: 'It is about the organisation, not about one product.' };
  if (contract.productId === null)
    return { answer: 'UNKNOWN', reason: 'It is about one product, and the procurement names none.' };
  if (productId !== contract.productId) return { answer: 'NO', reason: 'It is about another product.' };
  if (productVersions.length === 0) return { answer: 'YES', reason: 'It is about this product, without naming versions.' };
  if (contract.productVersion === null)
    return {
      answer: 'UNKNOWN',
      reason: `It covers the versions ${productVersions.join(', ')}, and the procurement names none.`,
    };
  if (productVersions.includes(contract.productVersion))
    return { answer: 'YES', reason: `It covers version ${contract.productVersion}.` };
  return { answer: 'NO', reason: `It covers the versions ${productVersions.join(', ')}, not ${contract.productVersion}.` };
}

function datesAnswer(attestation: TestedAttestation, { startsOn, endsOn }: Contract['period']): ScopeAnswer {
  const from = attestation.coversFrom ?? attestation.issuedOn;
  const to = earliest(attestation.coversTo, attestation.expiresOn);
  if (startsOn === null || endsOn === null) return { answer: 'UNKNOWN', reason: 'The contract period is not known.' };
  if (from !== null && from > startsOn)
    return { answer: 'NO', reason: `It begins on ${dayInWords(from)}, after the contract starts on ${dayInWords(startsOn)}.` };
  if (to !== null && to < endsOn)
    return {
      answer: 'NO',
      reason: `It ends on ${dayInWords(to)}, before the contract ends on ${dayInWords(endsOn)}: ask for its renewal.`,
    };
  if (from === null || to === null) return { answer: 'UNKNOWN', reason: 'It does not say from when to when it holds.' };
  return { answer: 'YES', reason: `It holds from ${dayInWords(from)} to ${dayInWords(to)}, over the whole contract.` };
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** Words that say nothing of what is excluded. */
const COMMON = new Set(
  'the and for with from that this shall must will any all are not per its into other than such which supplier service services system'.split(
    ' ',
  ),
);

function exclusionsAnswer(exclusions: readonly string[], requirement: string): ScopeAnswer {
  if (exclusions.length === 0) return { answer: 'YES', reason: 'It excludes nothing.' };
  const wanted = new Set(wordsOf(requirement));
  const touching = exclusions.find((exclusion) => isMostlyIn(exclusion, wanted));
  if (touching !== undefined) return { answer: 'NO', reason: `It excludes “${touching}”, which the requirement is about.` };
  return {
    answer: 'UNKNOWN',
    reason: `It excludes ${exclusions.map((exclusion) => `“${exclusion}”`).join(', ')}: read whether that touches the requirement.`,
  };
}

/** Half of what the exclusion names is named by the requirement too: one shared word ("data") does not make it the subject. */
function isMostlyIn(exclusion: string, wanted: ReadonlySet<string>): boolean {
  const words = [...new Set(wordsOf(exclusion))];
  return words.length > 0 && words.filter((word) => wanted.has(word)).length * 2 >= words.length;
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !COMMON.has(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''));
}
