import type { Phrase, Thesaurus } from './thesaurus';
import type { Token } from './tokens';

/** What is seen of a text: each feature's name and its weight in the text. Together they have length one, unless there are none. */
export type Features = ReadonlyMap<string, number>;

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
  return normalised(features);
}

/** The share of words that are in no term of the thesaurus. */
function unknownShare(tokens: readonly Token[], thesaurus: Thesaurus): number {
  return tokens.filter(({ stem }) => !thesaurus.knows(stem)).length / tokens.length;
}

/** Features brought to a length of one, in place. */
export function normalised(features: Map<string, number>): Features {
  let squares = 0;
  for (const value of features.values()) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (const [name, value] of features) features.set(name, value / length);
  return features;
}
