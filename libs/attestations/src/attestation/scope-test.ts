import {
  datesCoverPeriod,
  firstDayOf,
  lastDayOf,
  type OfferedProduct,
  type ScopeAnswer,
  type ScopeTest,
  type SitesToCover,
} from '#pack';
import { dayInWords } from '#platform';
import { productAnswer } from './product-scope';
import { siteAnswer } from './site-scope';

/** The contract that an attestation is to cover. */
export interface Contract {
  /** The legal entity that would sign. */
  legalEntity: string;
  /** What would be supplied; empty where nobody has said. */
  products: readonly OfferedProduct[];
  /** Calendar days; null where the procurement does not say. */
  period: { startsOn: string | null; endsOn: string | null };
  /** Where it would be carried out. */
  sites: SitesToCover;
  /** What is required, which no exclusion may touch. */
  requirement: string;
}

/** What of an attestation the test looks at. */
export interface TestedAttestation {
  legalEntity: string;
  /** The product that it is about; null: the organisation. */
  product: { id: string; name: string } | null;
  productVersions: readonly string[];
  sites: readonly string[];
  exclusions: readonly string[];
  coversFrom: string | null;
  coversTo: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
}

/** Puts the four questions to an attestation. */
export function scopeTest(attestation: TestedAttestation, contract: Contract): ScopeTest {
  return {
    legalEntity: entityAnswer(attestation.legalEntity, contract.legalEntity),
    product: productAnswer(attestation, contract.products),
    dates: datesAnswer(attestation, contract.period),
    exclusions: both(
      exclusionsAnswer(attestation.exclusions, contract.requirement),
      siteAnswer(attestation.sites, contract.sites),
    ),
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

function datesAnswer(attestation: TestedAttestation, period: Contract['period']): ScopeAnswer {
  const answer = datesCoverPeriod(attestation, period);
  const { startsOn, endsOn } = period;
  if (startsOn === null || endsOn === null) return { answer, reason: 'The contract period is not known.' };
  const from = firstDayOf(attestation);
  const to = lastDayOf(attestation);
  if (from !== null && from > startsOn)
    return { answer, reason: `It begins on ${dayInWords(from)}, after the contract starts on ${dayInWords(startsOn)}.` };
  if (to !== null && to < endsOn)
    return {
      answer,
      reason: `It ends on ${dayInWords(to)}, before the contract ends on ${dayInWords(endsOn)}: ask for its renewal.`,
    };
  if (from === null || to === null) return { answer, reason: 'It does not say from when to when it holds.' };
  return { answer, reason: `It holds from ${dayInWords(from)} to ${dayInWords(to)}, over the whole contract.` };
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

/** What is left out by exclusions and by sites: NO where one of them says so, YES where both do. */
function both(exclusions: ScopeAnswer, sites: ScopeAnswer): ScopeAnswer {
  return {
    answer: exclusions.answer === 'YES' ? sites.answer : exclusions.answer,
    reason: `${exclusions.reason} ${sites.reason}`,
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
