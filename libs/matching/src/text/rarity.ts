import { vectorOf, type Change, type Features, type NumberedVector, type Vector } from './features';
import { UNKNOWN, type Vocabulary } from './vocabulary';

/** A stem that fewer of our texts have is strange: it says nothing of guidance, which is itself a sign. */
const FAMILIAR = 2;
const STRANGE = 0.5;

/** What features of a whole text weigh, whatever their rarity: about as much as a common word. */
const WHOLE_TEXT = 1.5;

const STRANGE_WORDS = 'n:strange';

/** How many stems a text has, how many of those are strange, and the sum of the squares of its features. */
interface Familiarity {
  squares: number;
  stems: number;
  strange: number;
}

/** A text as the classifiers read it. */
export interface LearningVector extends NumberedVector {
  familiarity: Readonly<Familiarity>;
}

/**
 * How much a feature tells, by how few of our own texts have it (inverse document frequency). Counted on what ships with the product, so
 * that every installation counts the same.
 */
export class Rarity {
  /** By the numbers of features; those that no text of ours has are as rare as can be. */
  private readonly rarities: Float64Array;
  private readonly greatest: number;
  private readonly strangeFrom: number;
  private readonly strangeWords: number;

  /**
   * @param names features, which are added to the vocabulary
   * @param counts in how many texts each of them stands
   * @param texts how many texts there are
   */
  constructor(
    names: readonly string[],
    counts: ArrayLike<number>,
    texts: number,
    private readonly vocabulary: Vocabulary,
  ) {
    const rarity = (count: number): number => Math.log((1 + texts) / count);
    const numbers = vocabulary.addAll(names);
    this.greatest = rarity(1);
    this.rarities = new Float64Array(vocabulary.size).fill(this.greatest);
    for (let at = 0; at < numbers.length; at++) if (counts[at] > 0) this.rarities[numbers[at]] = rarity(counts[at]);
    this.strangeFrom = rarity(FAMILIAR - 0.5);
    this.strangeWords = vocabulary.add(STRANGE_WORDS);
  }

  /** For the classifiers: each feature by the root of its rarity, and how much of the text stands in hardly any text of ours. */
  forLearning(features: Features): Vector {
    const familiarity = { squares: 0, stems: 0, strange: 0 };
    const weighted = new Map<string, number>();
    for (const [name, value] of features) {
      const rarity = this.of(this.vocabulary.numberOf(name));
      this.count(familiarity, name, rarity, 0, value);
      weighted.set(name, value * learningWeight(name, rarity));
    }
    if (familiarity.strange > 0) weighted.set(STRANGE_WORDS, strangeness(familiarity));
    return vectorOf(weighted);
  }

  /** The same by numbers: of a text, from nothing, or of what became of it, from what it was before. Holds only what has changed. */
  learning(changes: readonly Change[], before: LearningVector = NOTHING_LEARNT): LearningVector {
    const familiarity = { ...before.familiarity };
    const vector = new Accumulated(before.length);
    for (const change of changes) {
      const rarity = this.of(change.number);
      this.count(familiarity, change.name, rarity, change.before, change.now);
      vector.add(change.number, learningWeight(change.name, rarity), change);
    }
    vector.add(this.strangeWords, 1, { before: strangeness(before.familiarity), now: strangeness(familiarity) });
    return { ...vector.numbered(), familiarity };
  }

  /** For the likeness of two texts: their stems and topics by their rarity. Order of words and spelling say little about likeness. */
  forLikeness(features: Features): Vector {
    const weighted = new Map<string, number>();
    for (const [name, value] of features)
      if (tellsLikeness(name)) weighted.set(name, value * this.of(this.vocabulary.numberOf(name)));
    return vectorOf(weighted);
  }

  /** The same by numbers, as {@link learning} has it. */
  likeness(changes: readonly Change[], length = 0): NumberedVector {
    const vector = new Accumulated(length);
    for (const change of changes) if (tellsLikeness(change.name)) vector.add(change.number, this.of(change.number), change);
    return vector.numbered();
  }

  /** How much a feature of a text counts for the classifiers. */
  learningWeight({ name, number, now }: Change): number {
    return now * learningWeight(name, this.of(number));
  }

  /** Counts a feature of which there was so much before, and is so much now. */
  private count(familiarity: Familiarity, name: string, rarity: number, before: number, now: number): void {
    familiarity.squares += now * now - before * before;
    if (!name.startsWith('w:')) return;
    const more = Math.sign(now) - Math.sign(before);
    familiarity.stems += more;
    if (rarity > this.strangeFrom) familiarity.strange += more;
  }

  private of(feature: number): number {
    return feature === UNKNOWN || feature >= this.rarities.length ? this.greatest : this.rarities[feature];
  }
}

/** A vector as it is added up. */
class Accumulated {
  private readonly features: number[] = [];
  private readonly weights: number[] = [];
  private squares: number;

  constructor(length: number) {
    this.squares = length * length;
  }

  add(feature: number, weight: number, { before, now }: Pick<Change, 'before' | 'now'>): void {
    if (now === before) return;
    this.features.push(feature);
    this.weights.push((now - before) * weight);
    this.squares += (now * now - before * before) * weight * weight;
  }

  numbered(): NumberedVector {
    return { features: this.features, weights: this.weights, length: Math.sqrt(Math.max(0, this.squares)) };
  }
}

const NOTHING_LEARNT: LearningVector = {
  features: [],
  weights: [],
  length: 0,
  familiarity: { squares: 0, stems: 0, strange: 0 },
};

function learningWeight(name: string, rarity: number): number {
  return name.startsWith('n:') ? WHOLE_TEXT : Math.sqrt(rarity);
}

/** Whether a feature is a stem or a topic, which texts are compared by. */
export function tellsLikeness(name: string): boolean {
  return name.startsWith('w:') || name.startsWith('t:');
}

function strangeness({ squares, stems, strange }: Familiarity): number {
  return strange > 0 ? (WHOLE_TEXT * STRANGE * Math.sqrt(squares) * strange) / stems : 0;
}
