import type { Knowledge } from '../knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation, MatchAnswer } from '../model';
import { movesOf } from '../questions';
import { cosine, featuresOf, lostStems, TextFeatures, type NumberedVector, type Vector } from '../text/features';
import { Thesaurus, type Phrase } from '../text/thesaurus';
import { stemsOf, tokenise, type Token } from '../text/tokens';
import { Vocabulary } from '../text/vocabulary';
import { Best } from './best';
import { Bm25, type SaidOfEntries } from './bm25';
import { logOdds } from './confidence';
import { Decisions } from './decisions';
import { Learnt, type Said } from './learnt';
import { linksOf, type Link } from './links';
import { MIXTURE, type Mixture } from './mixture';
import { NOTHING, type Evidence, type Hearing, type Reading, type Told, type Without } from './reading';
import { rankShelves, type RankedShelf } from './ranked-shelves';
import { headsOf, shelve, type Shelf } from './shelves';
import { SentenceIndex } from './sentence-index';
import { Similarity } from './similarity';
import { Votes, type Tally } from './votes';

const OWN_WORD_GAIN = 0.3;

/** How alike two texts are that ask for the same thing. */
const PLAINLY_ALIKE = 0.6;

/** How many of our own sentences have a say. */
const NEIGHBOURS = 40;

/** What is left to an item that no near sentence asks for. */
const LEAST_VOTE = 0.01;
const LOG_OF_NO_VOTE = Math.log(LEAST_VOTE);

/** For documents without a classifier: how quickly the first terms and near sentences count. */
const SHARPNESS = 20;

function logOfVote(share: number): number {
  return share > 0 ? Math.log(share + LEAST_VOTE) : LOG_OF_NO_VOTE;
}

/**
 * Works out how much of a text is about each item: the share of each head in its document, 0..1; what is missing from one is the share
 * of "nothing in this document". Holds what is built once from the catalogue and the knowledge; heads are counted across all documents.
 */
export class Scorer {
  readonly thesaurus: Thesaurus;
  readonly heads: readonly CatalogueItem[];
  readonly links: readonly (readonly Link[])[];
  private readonly allLinks: readonly (Link & { to: number })[];
  private readonly linkedShelves: readonly number[];
  /** For each shelf, itself and those that the links to its heads come from. */
  private readonly shelvesFor: readonly (readonly number[])[];
  private readonly allShelves: readonly number[];
  private readonly shelfOf: Int32Array;
  /** What is worked out just now: the evidence for each head and for "nothing" on each shelf, and the share of each head. */
  private readonly sums: Float64Array;
  private readonly nothing: Float64Array;
  private readonly worked: Float64Array;
  /** What is said of a text that lost words, and what speaks for each head then. */
  private readonly saidOfRest: Said;
  private readonly rest: Omit<Hearing, 'vector'>;
  /** What classifiers say of a stem. */
  private readonly saidOfStem: Float64Array;
  private readonly headAt: ReadonlyMap<string, number>;
  private readonly ranked: readonly RankedShelf[];
  readonly votes: Votes;
  private readonly vocabulary = new Vocabulary();
  private readonly index: SentenceIndex;
  private readonly similarity: Similarity;
  private readonly learnt: Learnt;
  private readonly ownWords: Bm25;
  private readonly headOfItem: Int32Array;
  /** What BM25 counts for each head. */
  private readonly ownWordsWeight: Float64Array;
  private readonly wordsOfHead: readonly ReadonlySet<string>[];
  private readonly decisions: Decisions;
  /** What every code is ranked under. */
  private readonly headFor: ReadonlyMap<string, CatalogueItem>;

  constructor(
    catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[],
    private readonly knowledge: Knowledge,
    private readonly mixture: Mixture = MIXTURE,
  ) {
    this.headFor = headsOf(catalogue);
    const shelves = shelve(catalogue);
    this.heads = shelves.flatMap(({ heads }) => heads);
    this.headAt = new Map(this.heads.map(({ code }, at) => [code, at]));
    this.ranked = rankShelves(shelves, knowledge.weights);
    this.ownWordsWeight = Float64Array.from(
      this.ranked.flatMap(({ shelf, learnt }) => shelf.heads.map(() => (learnt ? mixture.learnt : mixture.unlearnt).ownWords)),
    );
    this.learnt = new Learnt(this.ranked, this.headAt, knowledge.weights, mixture, this.vocabulary);
    this.saidOfRest = this.learnt.silence();
    this.saidOfStem = this.learnt.silence().heads;
    this.thesaurus = new Thesaurus(knowledge.topics);
    this.shelfOf = Int32Array.from(this.ranked.flatMap(({ from, to }, shelf) => Array<number>(to - from).fill(shelf)));
    const { asked } = knowledge.index;
    const headOfCode = asked.codes.map((code) => this.headIndex(code));
    this.votes = new Votes(asked, knowledge.topics, headOfCode, this.shelfOf);
    this.rest = { ...this.noEvidence(), tally: this.votes.newTally() };
    this.index = new SentenceIndex(knowledge.index, this.vocabulary);
    this.similarity = new Similarity(this.index, NEIGHBOURS);
    const words = catalogue.map((item) => tokenise(`${item.title}. ${item.title}. ${item.summary}`));
    this.ownWords = new Bm25(words);
    this.headOfItem = Int32Array.from(catalogue, (item) => this.headIndex(item.code));
    this.wordsOfHead = this.heads.map(
      (_, head) =>
        new Set(words.filter((_, item) => this.headOfItem[item] === head).flatMap((tokens) => tokens.map(({ stem }) => stem))),
    );
    this.links = linksOf(relations, this.headFor, this.headAt);
    this.allLinks = this.links.flatMap((links, to) => links.map((link) => ({ ...link, to })));
    this.linkedShelves = [...new Set(this.allLinks.map(({ to }) => this.shelfOf[to]))];
    this.shelvesFor = this.ranked.map((_, shelf) => [
      ...new Set([
        shelf,
        ...this.allLinks.filter(({ to }) => this.shelfOf[to] === shelf).map(({ from }) => this.shelfOf[from]),
      ]),
    ]);
    this.allShelves = [...this.ranked.keys()];
    this.sums = new Float64Array(this.heads.length);
    this.nothing = new Float64Array(this.ranked.length);
    this.worked = new Float64Array(this.heads.length);
    this.decisions = new Decisions(
      (text) => this.vectorFor(text),
      (code) => this.headIndex(code),
    );
  }

  /** Shelves in order, each with the span of its heads. */
  get shelves(): readonly { shelf: Shelf; from: number }[] {
    return this.ranked;
  }

  /** How many sentences of our own there are. */
  get sentences(): number {
    return this.knowledge.index.sentences;
  }

  /** A sentence of our own by its number. */
  sentence(number: number): string {
    return this.knowledge.textOf(number);
  }

  /** Where a code is ranked: the number of its head, or -1 when the catalogue lacks it. */
  headIndex(code: string): number {
    return this.headAt.get(this.headFor.get(code)?.code ?? code) ?? -1;
  }

  /** Reads a text. */
  read(tokens: readonly Token[]): Reading {
    const phrases = this.thesaurus.find(tokens);
    const features = new TextFeatures(tokens, phrases, this.thesaurus, this.vocabulary);
    const learning = this.index.rarity.learning(features.all);
    const said = this.learnt.weigh(learning, this.learnt.silence());
    const likeness = this.index.rarity.likeness(features.all);
    const compared = this.similarity.compare(likeness);
    const tally = this.votes.count(phrases, compared.neighbours, this.votes.newTally());
    const ownWords = this.ownWords.said(stemsOf(tokens));
    const vector = this.vectorOf(tokens, phrases);
    const evidence = this.gather(said, learning.length, ownWords, { lists: this.noEvidence(), shelves: this.allShelves });
    return { tokens, phrases, features, learning, said, likeness, compared, ownWords, vector, tally, ...evidence };
  }

  /**
   * What would speak for some heads if only these words of a text that was read stood there, until this is asked again: only what differs is worked
   * out, for these heads' documents and those that are linked to them, and the same lists are filled again, since new ones cost more than what is
   * put into them.
   */
  hearOnly(
    tokens: readonly Token[],
    heads: readonly number[],
    { features, learning, likeness, said, compared, ownWords }: Reading,
  ): Hearing {
    if (tokens.length === 0) return this.read(tokens);
    const phrases = this.thesaurus.find(tokens);
    const changes = features.changes(tokens, phrases);
    const learnt = this.index.rarity.learning(changes, learning);
    const alike = this.index.rarity.likeness(changes, likeness.length);
    const near = this.similarity.neighboursOf(alike, compared, () => this.likenessOf(tokens, phrases));
    this.saidOfRest.heads.set(said.heads);
    this.saidOfRest.units.set(said.units);
    const rest = this.learnt.weigh(learnt, this.saidOfRest);
    const shelves = [...new Set(heads.flatMap((head) => this.shelvesFor[this.shelfOf[head]]))];
    const ownSay = this.ownWords.without(ownWords, lostStems(changes));
    const { evidence, nothing } = this.gather(rest, learnt.length, ownSay, { lists: this.rest, shelves });
    return {
      vector: this.vectorOf(tokens, phrases),
      tally: this.votes.count(phrases, near, this.rest.tally),
      evidence,
      nothing,
    };
  }

  /** The share, 0..1, of "guidance applies to this". A text with no words has none. */
  appliesShare({ tokens, learning, said, tally: { asking, total } }: Reading): number {
    if (tokens.length === 0) return 0;
    const nearby = total > 0 ? logOdds(Math.min(Math.max(asking / total, 0.02), 0.98)) : 0;
    const all = this.learnt.appliesLogOdds(learning, said) + this.mixture.applies.neighbours * nearby;
    return 1 / (1 + Math.exp(-all));
  }

  applies(reading: Reading): boolean {
    return reading.tokens.length > 0 && this.appliesShare(reading) >= this.knowledge.weights.applicableFrom;
  }

  /** The share of each head in its document. */
  shares(hearing: Hearing, told: Told): Float64Array {
    this.workOut(this.allShelves, hearing, told, NOTHING);
    return this.worked.slice();
  }

  /** The share of one head; only its document, and those that are linked to it, are worked out. */
  shareOf(head: number, hearing: Hearing, told: Told, without: Without): number {
    this.workOut(this.shelvesFor[this.shelfOf[head]], hearing, told, without);
    return this.worked[head];
  }

  /** For each head, the stems of a text that speak most for it, the strongest first: learnt weights and the catalogue's own words together. */
  termsFor(heads: readonly number[], reading: Reading, most: number): string[][] {
    const best = heads.map(() => new Best<{ stem: string; gain: number }>(most, (a, b) => b.gain - a.gain));
    for (const stem of stemsOf(reading.tokens)) {
      const said = this.saidOf(stem, reading);
      heads.forEach((head, at) => {
        const gain = said[head] + (this.wordsOfHead[head].has(stem) ? OWN_WORD_GAIN : 0);
        if (gain > (best[at].last?.gain ?? 0)) best[at].add({ stem, gain });
      });
    }
    return best.map(({ list }) => list.map(({ stem }) => stem));
  }

  alike(hearing: Hearing, decision: DecidedExample): number {
    return this.decisions.alike(hearing.vector(), decision);
  }

  /** What was accepted before for texts so like this one that guidance plainly applies: codes that the catalogue has. */
  acceptedBefore(reading: Reading, decisions: readonly DecidedExample[]): ReadonlySet<string> {
    const accepted = decisions.filter(
      (one) => one.decision === 'ACCEPT' && this.headIndex(one.code) >= 0 && this.alike(reading, one) >= PLAINLY_ALIKE,
    );
    return new Set(accepted.map(({ code }) => code));
  }

  /** Whether two texts are so like one another that they ask for the same thing. */
  plainlyAlike(one: string, other: string): boolean {
    return cosine(this.vectorFor(one), this.vectorFor(other)) >= PLAINLY_ALIKE;
  }

  private vectorFor(text: string): Vector {
    return this.index.rarity.forLikeness(featuresOf(tokenise(text), this.thesaurus));
  }

  /** What the features that a stem brings add to each head, until this is asked again. */
  private saidOf(stem: string, { features, learning: { length } }: Reading): Float64Array {
    const brought = features.ofStem(stem);
    const weights = brought.map((one) => this.index.rarity.learningWeight(one) / length);
    return this.learnt.weighPlainly(
      { features: brought.map(({ number }) => number), weights, length },
      this.saidOfStem.fill(0),
    );
  }

  private likenessOf(tokens: readonly Token[], phrases: readonly Phrase[]): NumberedVector {
    return this.index.rarity.likeness(new TextFeatures(tokens, phrases, this.thesaurus, this.vocabulary).all);
  }

  private vectorOf(tokens: readonly Token[], phrases: readonly Phrase[]): () => Vector {
    return once(() => this.index.rarity.forLikeness(featuresOf(tokens, this.thesaurus, phrases)));
  }

  private noEvidence(): Evidence {
    const lists = new Float64Array(this.heads.length + this.ranked.length);
    return { evidence: lists.subarray(0, this.heads.length), nothing: lists.subarray(this.heads.length) };
  }

  /**
   * Gathers what is learnt and what the catalogue's own words add to the heads of some shelves, and to "nothing" there, whatever the lists held before.
   */
  private gather(
    said: Said,
    length: number,
    { sums: ownWords, most }: SaidOfEntries,
    { lists, shelves }: { lists: Evidence; shelves: readonly number[] },
  ): Evidence {
    const { evidence, nothing } = lists;
    evidence.fill(0);
    nothing.fill(0);
    for (let item = 0; item < ownWords.length; item++) {
      const head = this.headOfItem[item];
      if (ownWords[item] > evidence[head]) evidence[head] = ownWords[item];
    }
    for (let head = 0; head < evidence.length; head++)
      evidence[head] = most > 0 ? (this.ownWordsWeight[head] * evidence[head]) / most : 0;
    this.learnt.addTo(lists, said, length, shelves);
    return lists;
  }

  /** Works out the shares of the heads of some shelves; links are of use only for a shelf that stands there with those that it is linked to. */
  private workOut(shelves: readonly number[], hearing: Hearing, { decisions, answers }: Told, without: Without): void {
    const { sums, worked } = this;
    sums.set(hearing.evidence);
    this.nothing.set(hearing.nothing);
    const tally = without.neighbour ? this.votes.without(hearing.tally, without.neighbour) : hearing.tally;
    for (const shelf of shelves) this.addVotes(shelf, tally);
    if (answers.length > 0) this.addAnswers(answers.filter((answer) => answer !== without.answer));
    for (const shelf of shelves) this.shareOut(shelf);
    if (!without.links) {
      for (const { to, from, strength } of this.allLinks) sums[to] += this.mixture.links * strength * worked[from];
      for (const shelf of this.linkedShelves) if (shelves.includes(shelf)) this.shareOut(shelf);
    }
    if (decisions.length === 0) return;
    // After links, so that what a decision leaves first stays so.
    this.decisions.addTo(sums, hearing.vector(), decisions, (head) => this.rivalOf(head), without.decision);
    for (const shelf of shelves) this.shareOut(shelf);
  }

  /** Adds what our own sentences and terms say to the evidence for the heads of a shelf, and for "nothing" there. */
  private addVotes(shelf: number, { votes, total, support }: Tally): void {
    const { from, to, learnt } = this.ranked[shelf];
    const { sums } = this;
    if (!learnt) {
      const { topics } = this.mixture.unlearnt;
      for (let head = from; head < to; head++)
        if (support[head] > 0) sums[head] += topics * Math.log1p(SHARPNESS * support[head]);
      return;
    }
    const { neighbours, temperature } = this.mixture.learnt;
    // Where no sentence is near, nothing is heard of any.
    const heard = total > 0 ? neighbours : 0;
    const whole = total > 0 ? total : 1;
    let here = 0;
    for (let head = from; head < to; head++) {
      here += votes[head];
      sums[head] = (sums[head] + heard * logOfVote(votes[head] / whole)) / temperature;
    }
    this.nothing[shelf] = (this.nothing[shelf] + heard * logOfVote(Math.max(0, total - here) / whole)) / temperature;
  }

  private addAnswers(answers: readonly MatchAnswer[]): void {
    for (const [code, move] of movesOf(answers)) {
      const head = this.headIndex(code);
      if (head >= 0) this.sums[head] += move;
    }
  }

  /** The greatest of what speaks for the other heads of a head's document just now; -Infinity where there is none. */
  private rivalOf(head: number): number {
    const { from, to } = this.ranked[this.shelfOf[head]];
    let greatest = -Infinity;
    for (let at = from; at < to; at++) if (at !== head) greatest = Math.max(greatest, this.sums[at]);
    return greatest;
  }

  /** Works out the shares of the heads of one shelf. */
  private shareOut(shelf: number): void {
    const { from, to } = this.ranked[shelf];
    const { sums, worked } = this;
    let greatest = this.nothing[shelf];
    for (let head = from; head < to; head++) greatest = Math.max(greatest, sums[head]);
    let total = Math.exp(this.nothing[shelf] - greatest);
    for (let head = from; head < to; head++) total += worked[head] = Math.exp(sums[head] - greatest);
    for (let head = from; head < to; head++) worked[head] /= total;
  }
}

/** Works something out when it is first asked for, and then knows it. */
function once<T>(work: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: work() }).value;
}
