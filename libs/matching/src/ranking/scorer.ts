import type { Knowledge } from '../knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation, MatchAnswer } from '../model';
import { movesOf } from '../questions';
import { featuresOf } from '../text/features';
import { Thesaurus, type Phrase } from '../text/thesaurus';
import { tokenise, type Token } from '../text/tokens';
import { Bm25 } from './bm25';
import { Classifier, type Weighed } from './classifier';
import { logOdds } from './confidence';
import { Decisions } from './decisions';
import { lessonsOf, placesOf, type Lesson } from './lessons';
import { linksOf, type Link } from './links';
import { MIXTURE, type Mixture } from './mixture';
import { headOf, shelve, type Shelf } from './shelves';
import { SentenceIndex } from './sentence-index';
import { compare, nearest, type Compared, type Neighbour } from './similarity';

/** The label of a document's classifier for texts that the document has nothing to say on. */
export const NOTHING_HERE = '-';

const OWN_WORD_GAIN = 0.3;

/** How alike two texts are that ask for the same thing. */
const PLAINLY_ALIKE = 0.6;

/** How many of our own sentences have a say, and how much more a near one has. */
const NEIGHBOURS = 80;
const NEARNESS = 4;

/** What is left to an item that no near sentence asks for. */
const LEAST_VOTE = 0.01;
const LOG_OF_NO_VOTE = Math.log(LEAST_VOTE);

/** For documents without a classifier: what a term says beside a near sentence, and how quickly the first ones count. */
const TERM = 0.05;
const SHARPNESS = 20;

function logOfVote(share: number): number {
  return share > 0 ? Math.log(share + LEAST_VOTE) : LOG_OF_NO_VOTE;
}

/** A text, read once: its words, and what speaks for each head however the rest is asked. */
export interface Reading {
  tokens: readonly Token[];
  phrases: readonly Phrase[];
  /** What the classifiers say of it, and how like our own sentences it is. */
  weighed: Weighed;
  compared: Compared;
  /** The nearest of our own sentences. */
  neighbours: readonly Neighbour[];
  /** BM25 of each item of the catalogue. */
  itemWords: Float64Array;
  /** What classifiers and the catalogue's own words add to each head. */
  evidence: Float64Array;
  /** What speaks for "nothing in this document", by shelf. */
  nothing: Float64Array;
}

/** What a lesson or a topic says for heads, by their numbers. */
interface Votes {
  heads: readonly number[];
  shares: readonly number[];
}

function addVotes(sums: Float64Array, { heads, shares }: Votes, weight: number): void {
  for (let at = 0; at < heads.length; at++) sums[heads[at]] += weight * shares[at];
}

/** What to leave out when a score is worked out again to see what something added. */
export interface Without {
  /** The number of a lesson. */
  lesson?: number;
  links?: boolean;
  decision?: DecidedExample;
  answer?: MatchAnswer;
}

/** What people told: decisions on other texts, and answers about this one. */
export interface Told {
  decisions: readonly DecidedExample[];
  answers: readonly MatchAnswer[];
}

interface RankedShelf {
  shelf: Shelf;
  from: number;
  to: number;
  learnt: boolean;
}

/**
 * Works out how much of a text is about each item: the share of each head in its document, 0..1; what is missing from one is the share
 * of "nothing in this document". Holds what is built once from the catalogue and the knowledge; heads are counted across all documents.
 */
export class Scorer {
  readonly thesaurus: Thesaurus;
  readonly lessons: readonly Lesson[];
  readonly heads: readonly CatalogueItem[];
  readonly links: readonly (readonly Link[])[];
  private readonly headAt: ReadonlyMap<string, number>;
  private readonly ranked: readonly RankedShelf[];
  /** What lessons say for heads, as far as it was asked for. */
  private readonly votes: Votes[] = [];
  /** What each topic says for heads. */
  private readonly topicVotes: ReadonlyMap<string, Votes>;
  private readonly index: SentenceIndex;
  private readonly learnt: Classifier;
  private readonly applicability: Classifier;
  private readonly ownWords: Bm25;
  private readonly headOfItem: Int32Array;
  /** What BM25 counts for each head. */
  private readonly ownWordsWeight: Float64Array;
  private readonly wordsOfHead: readonly ReadonlySet<string>[];
  private readonly decisions: Decisions;
  private readonly byCode: ReadonlyMap<string, CatalogueItem>;

  constructor(
    catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[],
    private readonly knowledge: Knowledge,
    private readonly mixture: Mixture = MIXTURE,
  ) {
    this.byCode = new Map(catalogue.map((item) => [item.code, item]));
    const shelves = shelve(catalogue);
    this.heads = shelves.flatMap(({ heads }) => heads);
    this.headAt = new Map(this.heads.map(({ code }, at) => [code, at]));
    this.ranked = this.rankShelves(shelves);
    this.ownWordsWeight = Float64Array.from(
      this.ranked.flatMap(({ shelf, learnt }) => shelf.heads.map(() => (learnt ? mixture.learnt : mixture.unlearnt).ownWords)),
    );
    this.learnt = this.mergeLearnt();
    this.applicability = Classifier.of(knowledge.weights.applicability);
    this.thesaurus = new Thesaurus(knowledge.topics);
    this.topicVotes = new Map(knowledge.topics.map(({ name, items }) => [name, this.votesFor(items)]));
    this.lessons = lessonsOf(knowledge);
    this.index = new SentenceIndex(knowledge.index);
    const words = catalogue.map((item) => tokenise(`${item.title}. ${item.title}. ${item.summary}`));
    this.ownWords = new Bm25(words);
    this.headOfItem = Int32Array.from(catalogue, (item) => this.headIndex(item.code));
    this.wordsOfHead = this.heads.map(
      (_, head) =>
        new Set(words.filter((_, item) => this.headOfItem[item] === head).flatMap((tokens) => tokens.map(({ stem }) => stem))),
    );
    this.links = linksOf(relations, this.byCode, this.headAt);
    this.decisions = new Decisions(
      (text) => this.index.rarity.forLikeness(featuresOf(tokenise(text), this.thesaurus)),
      (code) => this.headIndex(code),
    );
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
    const votes = this.topicVotes.get(topic);
    const at = votes?.heads.indexOf(head) ?? -1;
    return votes && at >= 0 ? votes.shares[at] : 0;
  }

  /** Whether a lesson asks for a head. */
  asksFor(lesson: number, head: number): boolean {
    return this.votesOf(lesson).heads.includes(head);
  }

  /** Reads a text; from one that was read before and is much the same, only what differs is worked out. */
  read(tokens: readonly Token[], before?: Reading): Reading {
    const phrases = this.thesaurus.find(tokens);
    const raw = featuresOf(tokens, this.thesaurus, phrases);
    const weighed = this.learnt.weigh(this.index.rarity.forLearning(raw), before?.weighed);
    const compared = compare(this.index, this.index.rarity.forLikeness(raw), before?.compared);
    const itemWords = this.ownWords.scores(tokens);
    const evidence = new Float64Array(this.heads.length);
    for (let item = 0; item < itemWords.length; item++) {
      const head = this.headOfItem[item];
      if (itemWords[item] > evidence[head]) evidence[head] = itemWords[item];
    }
    const learnt = this.learnt.sums(weighed);
    for (let head = 0; head < evidence.length; head++)
      evidence[head] = this.ownWordsWeight[head] * evidence[head] + learnt[head];
    const nothing = learnt.subarray(this.heads.length);
    const neighbours = nearest(compared, NEIGHBOURS);
    return { tokens, phrases, weighed, compared, neighbours, itemWords, evidence, nothing };
  }

  /** The share, 0..1, of "guidance applies to this". A text with no words has none. */
  appliesShare({ tokens, weighed, neighbours }: Reading): number {
    if (tokens.length === 0) return 0;
    const [applies, none] = this.applicability.sums(this.applicability.weigh(weighed.vector));
    let asking = 0;
    let total = 0;
    for (const { text, alike } of neighbours) {
      const vote = alike ** NEARNESS;
      total += vote;
      if (this.votesOf(text).heads.length > 0) asking += vote;
    }
    const nearby = total > 0 ? logOdds(Math.min(Math.max(asking / total, 0.02), 0.98)) : 0;
    return 1 / (1 + Math.exp(none - applies - this.mixture.applies.neighbours * nearby));
  }

  applies(reading: Reading): boolean {
    return reading.tokens.length > 0 && this.appliesShare(reading) >= this.knowledge.weights.applicableFrom;
  }

  /** The share of each head in its document. */
  shares(reading: Reading, { decisions, answers }: Told, without: Without = {}): Float64Array {
    const { sums, nothing } = this.sums(reading, without.lesson);
    if (decisions.length > 0) this.decisions.addTo(sums, reading.compared.vector, decisions, without.decision);
    for (const [code, move] of movesOf(answers.filter((answer) => answer !== without.answer))) {
      const head = this.headIndex(code);
      if (head >= 0) sums[head] += move;
    }
    const first = this.toShares(sums, nothing);
    if (without.links) return first;
    let linked = false;
    this.links.forEach((links, head) => {
      for (const { from, strength } of links) {
        sums[head] += this.mixture.links * strength * first[from];
        linked = true;
      }
    });
    return linked ? this.toShares(sums, nothing) : first;
  }

  /** The stems of a text that speak for a head, the strongest first: learnt weights and the catalogue's own words together. */
  termsFor(head: number, { tokens, weighed: { vector } }: Reading): string[] {
    const weight = (name: string): number =>
      ((vector.features.get(name) ?? 0) * this.learnt.weight(name, head)) / vector.length;
    return [...new Set(tokens.map(({ stem }) => stem))]
      .map((stem) => ({
        stem,
        gain: weight(`w:${stem}`) + weight(`p:${stem.slice(0, 5)}`) + (this.wordsOfHead[head].has(stem) ? OWN_WORD_GAIN : 0),
      }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain)
      .map(({ stem }) => stem);
  }

  alike({ compared }: Reading, decision: DecidedExample): number {
    return this.decisions.alike(compared.vector, decision);
  }

  /** Whether something was accepted before for a text so like this one that guidance plainly applies. */
  acceptedBefore(reading: Reading, decisions: readonly DecidedExample[]): boolean {
    return decisions.some((decision) => decision.decision === 'ACCEPT' && this.alike(reading, decision) >= PLAINLY_ALIKE);
  }

  /** The evidence for each head, and for "nothing" on each shelf, with what our own sentences and terms add. */
  private sums(
    { phrases, neighbours, evidence, nothing }: Reading,
    withoutLesson?: number,
  ): { sums: Float64Array; nothing: Float64Array } {
    const sums = evidence.slice();
    const none = nothing.slice();
    const near = neighbours.filter(({ text }) => text !== withoutLesson);
    const support = this.topicSupport(phrases, near);
    const { votes, total } = this.countVotes(near);
    this.ranked.forEach(({ from, to, learnt }, shelf) => {
      if (!learnt) {
        const { topics } = this.mixture.unlearnt;
        for (let head = from; head < to; head++)
          if (support[head] > 0) sums[head] += topics * Math.log1p(SHARPNESS * support[head]);
        return;
      }
      if (total === 0) return;
      let here = 0;
      for (let head = from; head < to; head++) {
        here += votes[head];
        sums[head] += this.mixture.learnt.neighbours * logOfVote(votes[head] / total);
      }
      none[shelf] += this.mixture.learnt.neighbours * logOfVote(Math.max(0, total - here) / total);
    });
    return { sums, nothing: none };
  }

  /** What near sentences say for each head of documents with a classifier, and how much they say in all. */
  private countVotes(near: readonly Neighbour[]): { votes: Float64Array; total: number } {
    const votes = new Float64Array(this.heads.length);
    let total = 0;
    for (const { text, alike } of near) {
      const weight = alike ** NEARNESS;
      total += weight;
      addVotes(votes, this.votesOf(text), weight);
    }
    return { votes, total };
  }

  /** How much terms and near sentences of topics speak for each head. */
  private topicSupport(phrases: readonly Phrase[], near: readonly Neighbour[]): Float64Array {
    const byTopic = new Map<string, number>();
    const add = (topic: string, strength: number): void => {
      byTopic.set(topic, (byTopic.get(topic) ?? 0) + strength);
    };
    for (const { text, alike } of near) {
      const { topic } = this.lessons[text];
      if (topic !== null) add(topic, alike ** 3);
    }
    for (const { topics } of phrases) for (const topic of topics) add(topic, TERM / topics.length);
    const support = new Float64Array(this.heads.length);
    for (const [topic, strength] of byTopic) {
      const votes = this.topicVotes.get(topic);
      if (votes) addVotes(support, votes, strength);
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
      const to = from + shelf.heads.length;
      const ranked = { shelf, from, to, learnt: this.knowledge.weights.documents[shelf.document] !== undefined };
      from = to;
      return ranked;
    });
  }

  /** The classifiers of all documents as one: a label for each head, then one for "nothing here" on each shelf. */
  private mergeLearnt(): Classifier {
    const heads = this.heads.length;
    const bias = this.ranked.flatMap(({ from, to, learnt }): number[] =>
      Array.from({ length: to - from }, (): number => (learnt ? this.mixture.learnt.unknown : 0)),
    );
    const nothing = this.ranked.map(({ learnt }) => (learnt ? 0 : this.mixture.unlearnt.nothing));
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
    return new Classifier([...bias, ...nothing], parts);
  }

  private votesOf(lesson: number): Votes {
    const known = this.votes[lesson];
    if (known !== undefined) return known;
    const votes = this.votesFor(this.lessons[lesson].codes);
    this.votes[lesson] = votes;
    return votes;
  }

  private votesFor(codes: readonly string[]): Votes {
    const places = [...placesOf(codes, this.byCode)];
    return {
      heads: places.map(([code]) => this.headIndex(code)),
      shares: places.map(([, share]) => share),
    };
  }
}
