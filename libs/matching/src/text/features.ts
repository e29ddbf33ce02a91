import type { Phrase, Thesaurus } from './thesaurus';
import type { Token } from './tokens';
import type { Vocabulary } from './vocabulary';

/** What is seen of a text: each feature's name and how much of it there is. */
export type Features = ReadonlyMap<string, number>;

/** Weighted features and their length (the root of the sum of their squares): texts are compared as if each had length one. */
export interface Vector {
  features: Features;
  length: number;
}

/** Weights of features by their numbers in a vocabulary, and the length of the whole vector; or what is added to such, and the length after that. */
export interface NumberedVector {
  features: readonly number[];
  weights: readonly number[];
  length: number;
}

/** A feature, by its name and its number in a vocabulary, and how much of it there was before and is now. */
export interface Change {
  name: string;
  number: number;
  before: number;
  now: number;
}

/** A feature as it stands in a text: how much of it there is, how often it stands there, and how often it still would. */
interface Seen {
  name: string;
  number: number;
  value: number;
  times: number;
  left: number;
}

const STEM = 'w:';
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
    features.set(stemName(stem), WORD);
    if (stem.length > BEGINNING_LENGTH) features.set(beginningName(stem), BEGINNING);
    if (at > 0) features.set(pairName(tokens[at - 1].stem, stem), PAIR);
  });
  for (const [name, value] of featuresOfWhole(tokens, thesaurus, phrases)) features.set(name, value);
  return features;
}

/** What a token brings: its stem, its beginning where it has one, and the pair with the token before. */
interface Brought {
  stem: Seen;
  beginning?: Seen;
  pair?: Seen;
}

/** The {@link featuresOf} a text, of which words can be taken away again. */
export class TextFeatures {
  /** All features of the text, none of which there was before. */
  readonly all: readonly Change[];
  private readonly byName = new Map<string, Seen>();
  private readonly brought: readonly Brought[];
  private readonly whole: Features;

  constructor(
    private readonly tokens: readonly Token[],
    phrases: readonly Phrase[],
    private readonly thesaurus: Thesaurus,
    private readonly vocabulary: Vocabulary,
  ) {
    this.brought = tokens.map(({ stem }, at) => ({
      stem: this.see(stemName(stem), WORD, 1),
      beginning: stem.length > BEGINNING_LENGTH ? this.see(beginningName(stem), BEGINNING, 1) : undefined,
      pair: at > 0 ? this.see(pairName(tokens[at - 1].stem, stem), PAIR, 1) : undefined,
    }));
    this.whole = featuresOfWhole(tokens, thesaurus, phrases);
    for (const [name, value] of this.whole) this.see(name, value, 1);
    this.all = Array.from(this.byName.values(), ({ name, number, value }) => ({ name, number, before: 0, now: value }));
  }

  /** How the features change when only some of the tokens are left, in which these phrases stand: as if the text had been read anew. */
  changes(left: readonly Token[], phrases: readonly Phrase[]): Change[] {
    const found: Change[] = [];
    for (const seen of this.countLeft(left)) {
      const { name, number, value } = seen;
      if (seen.times > 0 && seen.left === 0) found.push({ name, number, before: value, now: 0 });
      else if (seen.times === 0 && seen.left > 0) found.push({ name, number, before: 0, now: value });
      seen.left = seen.times;
    }
    const whole = featuresOfWhole(left, this.thesaurus, phrases);
    for (const [name, now] of whole) this.addChange(found, name, now);
    for (const name of this.whole.keys()) if (!whole.has(name)) this.addChange(found, name, 0);
    return found;
  }

  private addChange(changes: Change[], name: string, now: number): void {
    const before = this.whole.get(name) ?? 0;
    if (now !== before) changes.push({ name, number: this.see(name, now, 0).number, before, now });
  }

  /** The features of the text that a stem brings with it, wherever it stands. */
  ofStem(stem: string): Change[] {
    return [stemName(stem), beginningName(stem)].flatMap((name) => {
      const seen = this.byName.get(name);
      return seen ? [{ name, number: seen.number, before: 0, now: seen.value }] : [];
    });
  }

  /** Counts how often stems, beginnings and pairs still stand in what is left; those of which that may have changed. */
  private countLeft(left: readonly Token[]): Seen[] {
    const touched: Seen[] = [];
    const count = (seen: Seen | undefined, times: number): void => {
      if (seen === undefined) return;
      seen.left += times;
      touched.push(seen);
    };
    let lastLeft = -1;
    let next = 0;
    for (let at = 0; at < this.tokens.length; at++) {
      const { stem, beginning, pair } = this.brought[at];
      const stays = this.tokens[at] === left[next];
      if (!stays) {
        count(stem, -1);
        count(beginning, -1);
      }
      if (!stays || lastLeft !== at - 1) count(pair, -1);
      if (!stays) continue;
      if (lastLeft >= 0 && lastLeft < at - 1)
        count(this.see(pairName(this.tokens[lastLeft].stem, this.tokens[at].stem), PAIR, 0), 1);
      lastLeft = at;
      next++;
    }
    return touched;
  }

  /** Sees a feature a number of times more. */
  private see(name: string, value: number, times: number): Seen {
    const known = this.byName.get(name);
    if (known) {
      known.times += times;
      known.left += times;
      return known;
    }
    const seen = { name, number: this.vocabulary.numberOf(name), value, times, left: times };
    this.byName.set(name, seen);
    return seen;
  }
}

/** The stems that a text has no longer. */
export function lostStems(changes: readonly Change[]): string[] {
  return changes.filter(({ name, now }) => now === 0 && name.startsWith(STEM)).map(({ name }) => name.slice(STEM.length));
}

function stemName(stem: string): string {
  return `${STEM}${stem}`;
}

function beginningName(stem: string): string {
  return `p:${stem.slice(0, BEGINNING_LENGTH)}`;
}

function pairName(one: string, next: string): string {
  return `b:${one} ${next}`;
}

/** What no single word brings: topics, and how far the text is from the words of the field. */
function featuresOfWhole(tokens: readonly Token[], thesaurus: Thesaurus, phrases: readonly Phrase[]): Map<string, number> {
  const features = new Map<string, number>();
  for (const { topics } of phrases) {
    for (const topic of topics)
      features.set(`t:${topic}`, Math.min((features.get(`t:${topic}`) ?? 0) + TOPIC / topics.length, 2 * TOPIC));
  }
  if (phrases.length === 0) features.set('n:no term', NO_TERM);
  if (tokens.length > 0) features.set('n:unknown', UNKNOWN * unknownShare(tokens, thesaurus));
  return features;
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

/** The cosine of two vectors, 0..1. */
export function cosine(one: Vector, other: Vector): number {
  let product = 0;
  for (const [name, weight] of one.features) product += weight * (other.features.get(name) ?? 0);
  return product === 0 ? 0 : product / (one.length * other.length);
}
