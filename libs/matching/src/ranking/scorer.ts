import type { Knowledge } from '../knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation } from '../model';
import { featuresOf, type Features } from '../text/features';
import { Thesaurus, type Phrase } from '../text/thesaurus';
import { tokenise, type Token } from '../text/tokens';
import { Bm25 } from './bm25';
import { Classifier } from './classifier';
import { Decisions } from './decisions';
import { linksOf, type Link } from './links';
import { MIXTURE, type Mixture } from './mixture';
import { NOTHING_HERE, placesOf } from './places';
import { headOf, shelve, type Shelf } from './shelves';
import { Similarity } from './similarity';

const OWN_WORD_GAIN = 0.3;

/** How alike two texts are that ask for the same thing. */
const PLAINLY_ALIKE = 0.6;

/** A sentence of our own and the topic that it asks for. */
export interface Example {
  text: string;
  topic: string;
}

/** A text, read once: its words, and what speaks for each head however the rest is asked. */
export interface Reading {
  tokens: readonly Token[];
  phrases: readonly Phrase[];
  features: Features;
  /** Cosine with each of our own examples. */
  cosines: Float64Array;
  /** BM25 of each item of the catalogue. */
  itemWords: Float64Array;
  /** What classifiers and the catalogue's own words add to each head. */
  evidence: Float64Array;
  /** What speaks for "nothing in this document", by shelf. */
  nothing: Float64Array;
}

/** What to leave out when a score is worked out again to see what something added. */
export interface Without {
  example?: number;
  links?: boolean;
  decision?: DecidedExample;
}

interface RankedShelf {
  shelf: Shelf;
  from: number;
  to: number;
  mixture: Mixture;
}

/**
 * Works out how much of a text is about each item: the share of each head in its document, 0..1; what is missing from one is the share
 * of "nothing in this document". Holds what is built once from the catalogue and the knowledge; heads are counted across all documents.
 */
export class Scorer {
  readonly thesaurus: Thesaurus;
  readonly examples: readonly Example[];
  readonly similarity: Similarity;
  readonly heads: readonly CatalogueItem[];
  readonly links: readonly (readonly Link[])[];
  private readonly headAt: ReadonlyMap<string, number>;
  private readonly ranked: readonly RankedShelf[];
  private readonly topicPlaces: ReadonlyMap<string, ReadonlyMap<number, number>>;
  private readonly learnt: Classifier;
  private readonly applicability: Classifier;
  private readonly ownWords: Bm25;
  private readonly headOfItem: readonly number[];
  private readonly wordsOfHead: readonly ReadonlySet<string>[];
  private readonly decisions: Decisions;
  private readonly byCode: ReadonlyMap<string, CatalogueItem>;

  constructor(
    catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[],
    private readonly knowledge: Knowledge,
  ) {
    this.byCode = new Map(catalogue.map((item) => [item.code, item]));
    const shelves = shelve(catalogue);
    this.heads = shelves.flatMap(({ heads }) => heads);
    this.headAt = new Map(this.heads.map(({ code }, at) => [code, at]));
    this.ranked = this.rankShelves(shelves);
    this.learnt = this.mergeLearnt();
    this.thesaurus = new Thesaurus(knowledge.topics);
    this.examples = knowledge.topics.flatMap(({ name, examples }) => examples.map((text) => ({ text, topic: name })));
    this.similarity = new Similarity(this.examples.map(({ text }) => tokenise(text)));
    this.topicPlaces = new Map(knowledge.topics.map((topic) => [topic.name, this.byHead(placesOf(topic, this.byCode))]));
    this.applicability = Classifier.of(knowledge.weights.applicability);
    const words = catalogue.map((item) => tokenise(`${item.title}. ${item.title}. ${item.summary}`));
    this.ownWords = new Bm25(words);
    this.headOfItem = catalogue.map((item) => this.headIndex(item.code));
    this.wordsOfHead = this.heads.map(
      (_, head) =>
        new Set(words.filter((_, item) => this.headOfItem[item] === head).flatMap((tokens) => tokens.map(({ stem }) => stem))),
    );
    this.links = linksOf(relations, this.byCode, this.headAt);
    this.decisions = new Decisions(this.similarity, (code) => this.headIndex(code));
  }

  /** Shelves in order, each with the span of its heads. */
  get shelves(): readonly { shelf: Shelf; from: number }[] {
    return this.ranked;
  }

  /** Where a code is ranked: the number of its head, or -1 when the catalogue lacks it. */
  headIndex(code: string): number {
    return this.headAt.get(headOf(code, this.byCode)) ?? -1;
  }

  /** How much a topic speaks for a head, 0..1. */
  topicPlace(topic: string, head: number): number {
    return this.topicPlaces.get(topic)?.get(head) ?? 0;
  }

  read(tokens: readonly Token[]): Reading {
    const phrases = this.thesaurus.find(tokens);
    const features = featuresOf(tokens, this.thesaurus, phrases);
    const itemWords = this.ownWords.scores(tokens);
    const evidence = new Float64Array(this.heads.length);
    this.headOfItem.forEach((head, item) => {
      if (itemWords[item] > evidence[head]) evidence[head] = itemWords[item];
    });
    const learnt = this.learnt.sums(features);
    for (const { from, to, mixture } of this.ranked) {
      for (let head = from; head < to; head++) evidence[head] = mixture.ownWords * evidence[head] + learnt[head];
    }
    const nothing = learnt.subarray(this.heads.length);
    return { tokens, phrases, features, cosines: this.similarity.with(tokens), itemWords, evidence, nothing };
  }

  /** The share, 0..1, of "guidance applies to this". A text with no words has none. */
  appliesShare({ tokens, features }: Reading): number {
    if (tokens.length === 0) return 0;
    const [applies, none] = this.applicability.sums(features);
    return 1 / (1 + Math.exp(none - applies));
  }

  applies(reading: Reading): boolean {
    return reading.tokens.length > 0 && this.appliesShare(reading) >= this.knowledge.weights.applicableFrom;
  }

  /** The share of each head in its document. */
  shares(reading: Reading, decisions: readonly DecidedExample[], without: Without = {}): Float64Array {
    const sums = this.sums(reading, without.example);
    if (decisions.length > 0) this.decisions.addTo(sums, reading.tokens, decisions, without.decision);
    const first = this.toShares(sums, reading.nothing);
    if (without.links) return first;
    let linked = false;
    this.links.forEach((links, head) => {
      for (const { from, strength } of links) {
        sums[head] += MIXTURE.links * strength * first[from];
        linked = true;
      }
    });
    return linked ? this.toShares(sums, reading.nothing) : first;
  }

  /** The stems of a text that speak for a head, the strongest first: learnt weights and the catalogue's own words together. */
  termsFor(head: number, { tokens, features }: Reading): string[] {
    const weight = (name: string): number => (features.get(name) ?? 0) * this.learnt.weight(name, head);
    return [...new Set(tokens.map(({ stem }) => stem))]
      .map((stem) => ({
        stem,
        gain: weight(`w:${stem}`) + weight(`p:${stem.slice(0, 5)}`) + (this.wordsOfHead[head].has(stem) ? OWN_WORD_GAIN : 0),
      }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain)
      .map(({ stem }) => stem);
  }

  alike(tokens: readonly Token[], decision: DecidedExample): number {
    return this.decisions.alike(tokens, decision);
  }

  /** Whether something was accepted before for a text so like this one that guidance plainly applies. */
  acceptedBefore(tokens: readonly Token[], decisions: readonly DecidedExample[]): boolean {
    return decisions.some((decision) => decision.decision === 'ACCEPT' && this.alike(tokens, decision) >= PLAINLY_ALIKE);
  }

  /** The evidence for each head with what our own topics add. */
  private sums({ phrases, cosines, evidence }: Reading, withoutExample?: number): Float64Array {
    const support = this.topicSupport(phrases, cosines, withoutExample);
    const sums = Float64Array.from(evidence);
    for (const { from, to, mixture } of this.ranked) {
      for (let head = from; head < to; head++) sums[head] += mixture.topics * Math.log1p(MIXTURE.sharpness * support[head]);
    }
    return sums;
  }

  /** How much our own examples and terms speak for each head. */
  private topicSupport(phrases: readonly Phrase[], cosines: Float64Array, withoutExample?: number): Float64Array {
    const byTopic = new Map<string, number>();
    for (let example = 0; example < cosines.length; example++) {
      if (cosines[example] === 0 || example === withoutExample) continue;
      const { topic } = this.examples[example];
      byTopic.set(topic, (byTopic.get(topic) ?? 0) + cosines[example] ** 3);
    }
    for (const { topics } of phrases) {
      for (const topic of topics) byTopic.set(topic, (byTopic.get(topic) ?? 0) + MIXTURE.term / topics.length);
    }
    const support = new Float64Array(this.heads.length);
    for (const [topic, strength] of byTopic) {
      for (const [head, place] of this.topicPlaces.get(topic) ?? []) support[head] += strength * place;
    }
    return support;
  }

  private toShares(sums: Float64Array, nothing: Float64Array): Float64Array {
    const shares = new Float64Array(sums.length);
    this.ranked.forEach(({ from, to }, shelf) => {
      let greatest = nothing[shelf];
      for (let head = from; head < to; head++) greatest = Math.max(greatest, sums[head]);
      let total = Math.exp(nothing[shelf] - greatest);
      for (let head = from; head < to; head++) total += shares[head] = Math.exp(sums[head] - greatest);
      for (let head = from; head < to; head++) shares[head] /= total;
    });
    return shares;
  }

  private rankShelves(shelves: readonly Shelf[]): RankedShelf[] {
    let from = 0;
    return shelves.map((shelf) => {
      const learnt = this.knowledge.weights.documents[shelf.document] !== undefined;
      const ranked = {
        shelf,
        from,
        to: from + shelf.heads.length,
        mixture: learnt ? MIXTURE.withClassifier : MIXTURE.withoutClassifier,
      };
      from = ranked.to;
      return ranked;
    });
  }

  /** The classifiers of all documents as one: a label for each head, then one for "nothing here" on each shelf. */
  private mergeLearnt(): Classifier {
    const heads = this.heads.length;
    const bias = this.ranked.flatMap(({ from, to, mixture }) => Array.from({ length: to - from }, () => mixture.unlearnt));
    const nothing = this.ranked.map(({ mixture }) => mixture.nothing);
    const parts = this.ranked.flatMap(({ shelf }, at) => {
      const weights = this.knowledge.weights.documents[shelf.document];
      if (!weights) return [];
      const places = weights.labels.map((label) => (label === NOTHING_HERE ? heads + at : (this.headAt.get(label) ?? -1)));
      places.forEach((place, label) => {
        if (place >= heads) nothing[at] += weights.bias[label];
        else if (place >= 0) bias[place] = weights.bias[label];
      });
      return [{ weights, places }];
    });
    return Classifier.merged([...bias, ...nothing], parts);
  }

  private byHead(places: ReadonlyMap<string, number>): Map<number, number> {
    return new Map([...places].map(([code, place]) => [this.headIndex(code), place]));
  }
}
