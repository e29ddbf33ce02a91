import type { Knowledge } from '../knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation, MatchAnswer } from '../model';
import { movesOf } from '../questions';
import { featuresOf, featuresOfStem, type Vector } from '../text/features';
import { Thesaurus, type Phrase } from '../text/thesaurus';
import { tokenise, type Token } from '../text/tokens';
import { Bm25 } from './bm25';
import { Classifier, weightIn, type Row, type Weighed } from './classifier';
import { logOdds } from './confidence';
import { Decisions } from './decisions';
import { lessonsOf, type Lesson } from './lessons';
import { linksOf, type Link } from './links';
import { MIXTURE, type Mixture } from './mixture';
import { headOf, shelve, type Shelf } from './shelves';
import { SentenceIndex } from './sentence-index';
import { Similarity, type Compared, type Neighbour } from './similarity';
import { Votes, type Tally } from './votes';

/** The label of a document's classifier for texts that the document has nothing to say on. */
export const NOTHING_HERE = '-';

const OWN_WORD_GAIN = 0.3;

/** How alike two texts are that ask for the same thing. */
const PLAINLY_ALIKE = 0.6;

/** How many of our own sentences have a say. */
const NEIGHBOURS = 80;

/** What is left to an item that no near sentence asks for. */
const LEAST_VOTE = 0.01;
const LOG_OF_NO_VOTE = Math.log(LEAST_VOTE);

/** For documents without a classifier: how quickly the first terms and near sentences count. */
const SHARPNESS = 20;

function logOfVote(share: number): number {
  return share > 0 ? Math.log(share + LEAST_VOTE) : LOG_OF_NO_VOTE;
}

/** What speaks for each head of a text, however the rest is asked. */
export interface Hearing {
  /** The text as it is compared with decided ones. */
  vector: Vector;
  /** What classifiers and the catalogue's own words add to each head. */
  evidence: Float64Array;
  /** What speaks for "nothing in this document", by shelf. */
  nothing: Float64Array;
  /** What the nearest of our own sentences and terms say. */
  tally: Tally;
}

/** A stem of a text, and what the classifiers say of its features, each so many times. */
interface Stem {
  stem: string;
  said: readonly { row: Row; times: number }[];
}

/** A text, read once. */
export interface Reading extends Hearing {
  tokens: readonly Token[];
  phrases: readonly Phrase[];
  stems: readonly Stem[];
  /** What the classifiers say of it, and how like our own sentences it is. */
  weighed: Weighed;
  compared: Compared;
  /** BM25 of each item of the catalogue. */
  itemWords: Float64Array;
}

/** What to leave out when a score is worked out again to see what something added. */
export interface Without {
  /** One of our own sentences that is near. */
  neighbour?: Neighbour;
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
  private readonly allLinks: readonly (Link & { to: number })[];
  private readonly linkedShelves: readonly number[];
  private readonly headAt: ReadonlyMap<string, number>;
  private readonly ranked: readonly RankedShelf[];
  readonly votes: Votes;
  private readonly index: SentenceIndex;
  private readonly similarity: Similarity;
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
    this.lessons = lessonsOf(knowledge);
    this.votes = new Votes(this.lessons, knowledge.topics, this.byCode, this.heads.length, (code) => this.headIndex(code));
    this.index = new SentenceIndex(knowledge.index);
    this.similarity = new Similarity(this.index, NEIGHBOURS);
    const words = catalogue.map((item) => tokenise(`${item.title}. ${item.title}. ${item.summary}`));
    this.ownWords = new Bm25(words);
    this.headOfItem = Int32Array.from(catalogue, (item) => this.headIndex(item.code));
    this.wordsOfHead = this.heads.map(
      (_, head) =>
        new Set(words.filter((_, item) => this.headOfItem[item] === head).flatMap((tokens) => tokens.map(({ stem }) => stem))),
    );
    this.links = linksOf(relations, this.byCode, this.headAt);
    this.allLinks = this.links.flatMap((links, to) => links.map((link) => ({ ...link, to })));
    this.linkedShelves = [...this.ranked.keys()].filter((shelf) =>
      this.allLinks.some(({ to }) => to >= this.ranked[shelf].from && to < this.ranked[shelf].to),
    );
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

  /** Reads a text. */
  read(tokens: readonly Token[]): Reading {
    const phrases = this.thesaurus.find(tokens);
    const raw = featuresOf(tokens, this.thesaurus, phrases);
    const weighed = this.learnt.weigh(this.index.rarity.forLearning(raw));
    const vector = this.index.rarity.forLikeness(raw);
    const compared = this.similarity.compare(vector);
    const tally = this.votes.count(phrases, compared.neighbours);
    const itemWords = this.ownWords.scores(tokens);
    const stems = this.stems(tokens, weighed);
    return { tokens, phrases, stems, weighed, compared, itemWords, vector, tally, ...this.evidence(weighed, itemWords) };
  }

  /** What would speak for each head if only these words of a text that was read stood there: only what differs is worked out. */
  hearOnly(tokens: readonly Token[], { weighed: before, compared }: Reading): Hearing {
    const phrases = this.thesaurus.find(tokens);
    const raw = featuresOf(tokens, this.thesaurus, phrases);
    const weighed = this.learnt.weigh(this.index.rarity.forLearning(raw), before);
    const vector = this.index.rarity.forLikeness(raw);
    const tally = this.votes.count(phrases, this.similarity.neighboursOf(vector, compared));
    return { vector, tally, ...this.evidence(weighed, this.ownWords.scores(tokens)) };
  }

  /** The share, 0..1, of "guidance applies to this". A text with no words has none. */
  appliesShare({ tokens, weighed, tally: { asking, total } }: Reading): number {
    if (tokens.length === 0) return 0;
    const [applies, none] = this.applicability.sums(this.applicability.weigh(weighed.vector));
    const nearby = total > 0 ? logOdds(Math.min(Math.max(asking / total, 0.02), 0.98)) : 0;
    return 1 / (1 + Math.exp(none - applies - this.mixture.applies.neighbours * nearby));
  }

  applies(reading: Reading): boolean {
    return reading.tokens.length > 0 && this.appliesShare(reading) >= this.knowledge.weights.applicableFrom;
  }

  /** The share of each head in its document. */
  shares(hearing: Hearing, { decisions, answers }: Told, without: Without = {}): Float64Array {
    const tally = without.neighbour ? this.votes.without(hearing.tally, without.neighbour) : hearing.tally;
    const { sums, nothing } = this.sums(hearing, tally);
    if (decisions.length > 0) this.decisions.addTo(sums, hearing.vector, decisions, without.decision);
    for (const [code, move] of movesOf(answers.filter((answer) => answer !== without.answer))) {
      const head = this.headIndex(code);
      if (head >= 0) sums[head] += move;
    }
    const shares = this.toShares(sums, nothing);
    if (without.links) return shares;
    const first = shares.slice();
    for (const { to, from, strength } of this.allLinks) sums[to] += this.mixture.links * strength * first[from];
    for (const shelf of this.linkedShelves) this.shareOut(shelf, sums, nothing, shares);
    return shares;
  }

  /** The stems of a text that speak for a head, the strongest first: learnt weights and the catalogue's own words together. */
  termsFor(head: number, { stems }: Reading): string[] {
    return stems
      .map(({ stem, said }) => ({
        stem,
        gain:
          said.reduce((sum, { row, times }) => sum + times * weightIn(row, head), 0) +
          (this.wordsOfHead[head].has(stem) ? OWN_WORD_GAIN : 0),
      }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain)
      .map(({ stem }) => stem);
  }

  alike({ vector }: Hearing, decision: DecidedExample): number {
    return this.decisions.alike(vector, decision);
  }

  /** Whether something was accepted before for a text so like this one that guidance plainly applies. */
  acceptedBefore(reading: Reading, decisions: readonly DecidedExample[]): boolean {
    return decisions.some((decision) => decision.decision === 'ACCEPT' && this.alike(reading, decision) >= PLAINLY_ALIKE);
  }

  private stems(tokens: readonly Token[], { vector: { features, length } }: Weighed): Stem[] {
    return [...new Set(tokens.map(({ stem }) => stem))].map((stem) => ({
      stem,
      said: featuresOfStem(stem).map((name) => ({ row: this.learnt.row(name), times: (features.get(name) ?? 0) / length })),
    }));
  }

  /** What classifiers and the catalogue's own words add to each head, and to "nothing" on each shelf. */
  private evidence(weighed: Weighed, itemWords: Float64Array): Pick<Hearing, 'evidence' | 'nothing'> {
    const evidence = new Float64Array(this.heads.length);
    for (let item = 0; item < itemWords.length; item++) {
      const head = this.headOfItem[item];
      if (itemWords[item] > evidence[head]) evidence[head] = itemWords[item];
    }
    const learnt = this.learnt.sums(weighed);
    for (let head = 0; head < evidence.length; head++)
      evidence[head] = this.ownWordsWeight[head] * evidence[head] + learnt[head];
    return { evidence, nothing: learnt.subarray(this.heads.length) };
  }

  /** The evidence for each head, and for "nothing" on each shelf, with what our own sentences and terms add. */
  private sums(
    { evidence, nothing }: Hearing,
    { votes, total, support }: Tally,
  ): { sums: Float64Array; nothing: Float64Array } {
    const sums = evidence.slice();
    const none = nothing.slice();
    this.ranked.forEach(({ from, to, learnt }, shelf) => {
      if (!learnt) {
        const { topics } = this.mixture.unlearnt;
        for (let head = from; head < to; head++)
          if (support[head] > 0) sums[head] += topics * Math.log1p(SHARPNESS * support[head]);
        return;
      }
      if (total <= 0) return;
      let here = 0;
      for (let head = from; head < to; head++) {
        here += votes[head];
        sums[head] += this.mixture.learnt.neighbours * logOfVote(votes[head] / total);
      }
      none[shelf] += this.mixture.learnt.neighbours * logOfVote(Math.max(0, total - here) / total);
    });
    return { sums, nothing: none };
  }

  private toShares(sums: Float64Array, nothing: Float64Array): Float64Array {
    const shares = new Float64Array(sums.length);
    for (let shelf = 0; shelf < this.ranked.length; shelf++) this.shareOut(shelf, sums, nothing, shares);
    return shares;
  }

  /** Writes the shares of the heads of one shelf. */
  private shareOut(shelf: number, sums: Float64Array, nothing: Float64Array, shares: Float64Array): void {
    const { from, to } = this.ranked[shelf];
    let greatest = nothing[shelf];
    for (let head = from; head < to; head++) greatest = Math.max(greatest, sums[head]);
    let total = Math.exp(nothing[shelf] - greatest);
    for (let head = from; head < to; head++) total += shares[head] = Math.exp(sums[head] - greatest);
    for (let head = from; head < to; head++) shares[head] /= total;
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
}
