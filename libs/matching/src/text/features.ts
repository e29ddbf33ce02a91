import type { Phrase, Thesaurus } from './thesaurus';
import type { Token } from './tokens';

/** What is seen of a text: each feature's name and how much of it there is. */
export type Features = ReadonlyMap<string, number>;

/** Weighted features and their length (the root of the sum of their squares): texts are compared as if each had length one. */
export interface Vector {
  features: Features;
  length: number;
}

const WORD = 1;
const PAIR = 0.7;
const BEGINNING = 0.5;
const TOPIC = 1.2;
const BEGINNING_LENGTH = 5;
const NO_TERM = 1;
const UNKNOWN = 2;

/**
 * The features of a text: stems (`w:`), neighbouring stems (`b:`), beginnings of longer stems (`p:`, which meet in misspellings and in
 * families of words), topics whose terms occur (`t:`), and how far the text is from the words of the field (`n:`).
 */
export function featuresOf(
  tokens: readonly Token[],
  thesaurus: Thesaurus,
  phrases: readonly Phrase[] = thesaurus.find(tokens),
): Features {
  const features = new Map<string, number>();
  tokens.forEach(({ stem }, at) => {
    features.set(`w:${stem}`, WORD);
    if (stem.length > BEGINNING_LENGTH) features.set(`p:${stem.slice(0, BEGINNING_LENGTH)}`, BEGINNING);
    if (at > 0) features.set(`b:${tokens[at - 1].stem} ${stem}`, PAIR);
  });
  for (const { topics } of phrases) {
    for (const topic of topics)
      features.set(`t:${topic}`, Math.min((features.get(`t:${topic}`) ?? 0) + TOPIC / topics.length, 2 * TOPIC));
  }
  if (phrases.length === 0) features.set('n:no term', NO_TERM);
  if (tokens.length > 0) features.set('n:unknown', UNKNOWN * unknownShare(tokens, thesaurus));
  return features;
}

/** The features that a stem brings with it, wherever it stands. */
export function featuresOfStem(stem: string): string[] {
  return [`w:${stem}`, `p:${stem.slice(0, BEGINNING_LENGTH)}`];
}

/** The share of words that are in no term of the thesaurus. */
function unknownShare(tokens: readonly Token[], thesaurus: Thesaurus): number {
  return tokens.filter(({ stem }) => !thesaurus.knows(stem)).length / tokens.length;
}

/** Features as a vector; `length` is worked out once. */
export function vectorOf(features: Features): Vector {
  let squares = 0;
  for (const value of features.values()) squares += value * value;
  return { features, length: Math.sqrt(squares) };
}

/** The features of a vector brought to a length of one; none where there are none. */
export function normalised({ features, length }: Vector): Features {
  return new Map(Array.from(features, ([name, value]) => [name, value / length] as const));
}

/** Which features one text has more or less of than another, and how much. */
export function differences(now: Features, before: Features): [name: string, more: number][] {
  const found: [string, number][] = [];
  for (const [name, value] of now) {
    const more = value - (before.get(name) ?? 0);
    if (more !== 0) found.push([name, more]);
  }
  for (const [name, value] of before) if (!now.has(name)) found.push([name, -value]);
  return found;
}

/** The cosine of two vectors, 0..1. */
export function cosine(one: Vector, other: Vector): number {
  let product = 0;
  for (const [name, weight] of one.features) product += weight * (other.features.get(name) ?? 0);
  return product === 0 ? 0 : product / (one.length * other.length);
}
