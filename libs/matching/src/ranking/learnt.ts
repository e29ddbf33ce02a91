import type { NumberedVector } from '../text/features';
import type { Vocabulary } from '../text/vocabulary';
import { Classifier } from './classifier';
import type { LearntWeights } from './learnt-weights';
import type { Mixture } from './mixture';
import { APPLICABILITY, Network, type LabelSet } from './network';
import { NOTHING_HERE, type RankedShelf } from './ranked-shelves';
import type { Evidence } from './reading';

/** What the features of a text say, whatever its length: to the classifiers for each head, and to the units of the network. */
export interface Said {
  heads: Float64Array;
  units: Float64Array;
}

/**
 * What was learnt: the classifiers of all documents as one, the network beside them, and the classifier of whether guidance applies at all.
 */
export class Learnt {
  /** A label for each head, then one for "nothing here" on each shelf, then one for items that the catalogue lacks. */
  private readonly heads: Classifier;
  private readonly applicability: Classifier;
  private readonly network: Network;
  /** For each shelf, the labels of the network that stand on it. */
  private readonly labelsOn: readonly ShelvedLabels[];
  /** The first of the network's two labels of applicability; -1 where it has none. */
  private readonly applies: number;

  /**
   * @param headAt the number of each head by its code
   * @param vocabulary numbers features; those of the weights are added
   */
  constructor(
    private readonly ranked: readonly RankedShelf[],
    headAt: ReadonlyMap<string, number>,
    weights: LearntWeights,
    private readonly mixture: Mixture,
    vocabulary: Vocabulary,
  ) {
    this.heads = mergedClassifier(ranked, headAt, weights, mixture, vocabulary);
    this.applicability = Classifier.of(weights.applicability, vocabulary);
    this.network = new Network(weights.network, vocabulary);
    this.labelsOn = shelvedLabels(weights.network.sets, ranked, headAt);
    this.applies = this.network.labelsFrom(APPLICABILITY);
  }

  /** What is said before any feature is known. */
  silence(): Said {
    return { heads: this.heads.silence(), units: this.network.silence() };
  }

  /** Adds what features say to what is said. */
  weigh(vector: NumberedVector, said: Said): Said {
    this.heads.weigh(vector, said.heads);
    this.network.tell(vector, said.units);
    return said;
  }

  /** Adds what features say for each head to the classifiers alone, where what a word says has a plain sum. */
  weighPlainly(vector: NumberedVector, heads: Float64Array): Float64Array {
    return this.heads.weigh(vector, heads);
  }

  /** Adds to the evidence for the heads of some shelves, and for "nothing" there, what was said by features of a vector of this length. */
  addTo({ evidence, nothing }: Evidence, said: Said, length: number, shelves: readonly number[]): void {
    const { network } = this.mixture.learnt;
    const units = this.network.unitsOf(said.units, length);
    for (const shelf of shelves) {
      const { from, to } = this.ranked[shelf];
      for (let head = from; head < to; head++) evidence[head] += this.heads.sum(head, said.heads, length);
      nothing[shelf] += this.heads.sum(evidence.length + shelf, said.heads, length);
      const { labels, heads } = this.labelsOn[shelf];
      for (let at = 0; at < labels.length; at++) {
        const sum = network * this.network.sum(labels[at], units);
        if (heads[at] >= 0) evidence[heads[at]] += sum;
        else nothing[shelf] += sum;
      }
    }
  }

  /** The log-odds of "guidance applies to this". */
  appliesLogOdds(vector: NumberedVector, said: Said): number {
    const { length } = vector;
    const labels = this.applicability.weigh(vector, this.applicability.silence());
    const plain = this.applicability.sum(0, labels, length) - this.applicability.sum(1, labels, length);
    if (this.applies < 0) return plain;
    const units = this.network.unitsOf(said.units, length);
    const shared = this.network.sum(this.applies, units) - this.network.sum(this.applies + 1, units);
    return plain + this.mixture.applies.network * shared;
  }
}

function mergedClassifier(
  ranked: readonly RankedShelf[],
  headAt: ReadonlyMap<string, number>,
  { documents }: LearntWeights,
  mixture: Mixture,
  vocabulary: Vocabulary,
): Classifier {
  const heads = ranked.at(-1)?.to ?? 0;
  const nowhere = heads + ranked.length;
  const bias = ranked.flatMap(({ from, to, learnt }): number[] =>
    Array.from({ length: to - from }, (): number => (learnt ? mixture.learnt.unknown : 0)),
  );
  const nothing = ranked.map(({ learnt }) => (learnt ? 0 : mixture.unlearnt.nothing));
  const parts = ranked.flatMap(({ shelf }, at) => {
    const weights = documents[shelf.document];
    if (!weights) return [];
    const placeOf = weights.labels.map((label) => (label === NOTHING_HERE ? heads + at : (headAt.get(label) ?? nowhere)));
    placeOf.forEach((place, label) => {
      if (place < heads) bias[place] = weights.bias[label];
      else if (place < nowhere) nothing[at] += weights.bias[label];
    });
    return [{ rows: weights.rows, placeOf }];
  });
  return new Classifier([...bias, ...nothing, 0], parts, vocabulary);
}

/** Labels of the network by their places among all, and the head that each stands for; -1 for "nothing here". */
interface ShelvedLabels {
  labels: readonly number[];
  heads: readonly number[];
}

/** The labels of each shelf's set, but for items that the catalogue lacks. */
function shelvedLabels(
  sets: readonly LabelSet[],
  ranked: readonly RankedShelf[],
  headAt: ReadonlyMap<string, number>,
): ShelvedLabels[] {
  const all = sets.flatMap(({ name, labels }) => labels.map((label) => ({ document: name, label })));
  return ranked.map(({ shelf }) => {
    const own = all.flatMap(({ document, label }, place): [number, number][] => {
      if (document !== shelf.document) return [];
      if (label === NOTHING_HERE) return [[place, -1]];
      const head = headAt.get(label);
      return head === undefined ? [] : [[place, head]];
    });
    return { labels: own.map(([place]) => place), heads: own.map(([, head]) => head) };
  });
}
