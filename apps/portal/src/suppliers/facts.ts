import type { SupplierPageQuery } from '../api/operations';
import { ENGLISH, type Translate } from '../page/messages';
import { Words } from '../page/words';
import { plainName } from './plain-name';

type Fact = SupplierPageQuery['supplier']['facts'][number];

/** Names of the codes that facts have: those of the directory's own lists. */
export interface FactTerms {
  regions: readonly { code: string; name: string }[];
  sectors: readonly { code: string; label: string }[];
  technologies: readonly { code: string; label: string }[];
}

/** A fact as a page shows it: in words, and whether another source says something else of its field. */
export type ShownFact = Fact & { label: string; said: string | null; replied: string | null; differs: boolean };

/** Sources whose newest word takes the place of what they said before. Notices do not: each is the word of whoever published it. */
const REPLACING: readonly Fact['source'][] = ['COMPANIES_HOUSE', 'SELF_DECLARED', 'VERIFIED', 'DEMONSTRATION'];

/** Fields that hold lists: one that has more or fewer is not at odds with another. */
const LISTS = ['sectors', 'technologies'];

const words = new Words(ENGLISH);

/** The facts of a supplier in words. @param facts those of a field after one another, the oldest first */
export function factsInWords(facts: readonly Fact[], terms: FactTerms, t: Translate): ShownFact[] {
  const differing = fieldsThatDiffer(facts);
  return facts.map((fact) => ({
    ...fact,
    label: t(`suppliers.field.${fact.field}`, { defaultValue: fact.field }),
    said: inWords(fact.field, fact.value, terms, t),
    replied: inWords(fact.field, fact.reply?.value ?? null, terms, t),
    differs: differing.has(fact.field),
  }));
}

/** The fields of which sources say different things. One that does not know is not at odds with one that does. */
function fieldsThatDiffer(facts: readonly Fact[]): Set<string> {
  const standing = facts.filter(({ field, value }, place) => isSaid(field, value) && !isReplaced(facts, place));
  const differing = standing.filter(({ field, value }) =>
    standing.some((other) => other.field === field && !agree(field, value ?? '', other.value ?? '')),
  );
  return new Set(differing.map(({ field }) => field));
}

function isSaid(field: string, value: string | null): boolean {
  return value !== null && !LISTS.includes(field) && !(field === 'sizeBand' && value === 'UNKNOWN');
}

/** Whether the same source has said something else of the field since. */
function isReplaced(facts: readonly Fact[], place: number): boolean {
  const { field, source } = facts[place];
  return REPLACING.includes(source) && facts.slice(place + 1).some((later) => later.field === field && later.source === source);
}

function agree(field: string, one: string, other: string): boolean {
  if (field === 'region') return isWithin(one, other) || isWithin(other, one);
  if (field === 'website') return plainAddress(one) === plainAddress(other);
  return plainName(one) === plainName(other);
}

/** Whether a region is in another, or may be: a code of NUTS and one of ITL mean the same places down to the nations and regions alone. */
function isWithin(inner: string, outer: string): boolean {
  if (inner.slice(0, 2) === outer.slice(0, 2)) return inner.startsWith(outer);
  const [a, b] = [inner, outer].map((code) => code.replace(/^UK/, 'TL').slice(0, 3));
  return a.startsWith(b);
}

function plainAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');
}

/** What a fact says where its value is a code or a day; a code that nobody here knows stays as it is. */
function inWords(field: string, value: string | null, terms: FactTerms, t: Translate): string | null {
  if (value === null) return null;
  if (field === 'region') return regionInWords(value, terms.regions, t);
  if (field === 'sectors' || field === 'technologies') return termsInWords(value, terms[field]);
  if (field === 'sizeBand') return t(`suppliers.size.${value}`, { defaultValue: value });
  if (field === 'scale' || field === 'vcse') return t(`suppliers.${field}.${value}`, { defaultValue: value });
  return field === 'incorporatedOn' || field === 'dissolvedOn' ? words.date(value) : value;
}

function regionInWords(code: string, regions: FactTerms['regions'], t: Translate): string {
  const name = regions.find((region) => region.code === code)?.name ?? t(`nuts.${code}`, { defaultValue: '' });
  return name === '' ? code : `${name} (${code})`;
}

function termsInWords(codes: string, terms: FactTerms['sectors']): string {
  return codes
    .split(', ')
    .map((code) => terms.find((term) => term.code === code)?.label ?? code)
    .join(', ');
}
