import type { Topic } from '../data/topics/topic';
import type { CatalogueItem } from '../model';
import type { Phrase } from '../text/thesaurus';
import { placesOf, type Lesson } from './lessons';
import type { Neighbours } from './similarity';

/** What a term says beside a near sentence, for documents without a classifier. */
const TERM = 0.05;

/** What a lesson or a topic says for heads, by their numbers. Typed lists, since plain ones of whole numbers and of fractions are not read by the same code. */
interface Vote {
  heads: Int32Array;
  shares: Float64Array;
  /** Whether it is that of a topic, and says the same for documents without a classifier. */
  ofTopic: boolean;
}

/** One of our own sentences that is near, by its number, and how like the asked text it is. */
export interface Neighbour {
  sentence: number;
  alike: number;
}

/** What the nearest of our sentences, and the terms in a text, say for each head. */
export interface Tally {
  /** What near sentences say for heads. */
  votes: Float64Array;
  /** What they say in all, and how much of it is said by those that ask for anything. */
  total: number;
  asking: number;
  /** What terms and near sentences say for heads by their topics. */
  support: Float64Array;
}

/** Counts what our own sentences and terms say for the heads of the catalogue. */
export class Votes {
  /** What lessons say by their lists of codes, as far as it was asked for: lessons that say the same share a list. */
  private readonly ofCodes = new Map<readonly string[], Vote>();
  private readonly ofLesson: (Vote | undefined)[];
  private readonly ofTopic: ReadonlyMap<string, Vote>;
  /** What is left without a sentence, filled again each time: new lists would cost more than all else. */
  private readonly rest: Tally;

  /**
   * @param heads how many heads are counted
   * @param headIndex the number of the head that a code is ranked under; -1 for a code that the catalogue lacks
   */
  constructor(
    private readonly lessons: readonly Lesson[],
    topics: readonly Topic[],
    private readonly byCode: ReadonlyMap<string, CatalogueItem>,
    private readonly heads: number,
    private readonly headIndex: (code: string) => number,
  ) {
    this.rest = this.newTally();
    this.ofLesson = Array<Vote | undefined>(lessons.length).fill(undefined);
    this.ofTopic = new Map(topics.map(({ name, items }) => [name, this.voteFor(items, true)]));
    for (const { name, items } of topics) this.ofCodes.set(items, this.ofTopic.get(name) ?? NO_VOTE);
  }

  newTally(): Tally {
    return { votes: new Float64Array(this.heads), support: new Float64Array(this.heads), total: 0, asking: 0 };
  }

  /** Counts what terms and near sentences say into a tally, whatever it held before. */
  count(phrases: readonly Phrase[], near: Neighbours, tally: Tally): Tally {
    clear(tally);
    for (let at = 0; at < near.count; at++) this.add(tally, near.sentences[at], near.alike[at], 1);
    for (const { topics } of phrases)
      for (const topic of topics) addVote(tally.support, this.ofTopic.get(topic) ?? NO_VOTE, TERM / topics.length);
    return tally;
  }

  /** The tally as it would be if a sentence had not been there; until this is asked again. */
  without({ votes, support, total, asking }: Tally, { sentence, alike }: Neighbour): Tally {
    const { rest } = this;
    rest.total = total;
    rest.asking = asking;
    rest.votes.set(votes);
    rest.support.set(support);
    this.add(rest, sentence, alike, -1);
    return rest;
  }

  /** The sentence of those that ask for a head that is most alike; of equal ones, the first in the index. */
  nearestFor(head: number, { count, sentences, alike }: Neighbours): Neighbour | undefined {
    const nearest: Neighbour = { sentence: -1, alike: 0 };
    for (let at = 0; at < count; at++) {
      const nearer = alike[at] > nearest.alike || (alike[at] === nearest.alike && sentences[at] < nearest.sentence);
      if (!nearer || !this.voteOf(sentences[at]).heads.includes(head)) continue;
      nearest.sentence = sentences[at];
      nearest.alike = alike[at];
    }
    return nearest.alike > 0 ? nearest : undefined;
  }

  /** How much a topic speaks for a head, 0..1. */
  topicPlace(topic: string, head: number): number {
    const vote = this.ofTopic.get(topic);
    const at = vote?.heads.indexOf(head) ?? -1;
    return vote && at >= 0 ? vote.shares[at] : 0;
  }

  /** A near sentence has much more to say than a far one: the fourth power of its likeness counts, and the third for its topic. */
  private add(tally: Tally, sentence: number, alike: number, times: number): void {
    const vote = this.voteOf(sentence);
    const cube = times * alike * alike * alike;
    const weight = cube * alike;
    tally.total += weight;
    if (vote.heads.length > 0) tally.asking += weight;
    addVote(tally.votes, vote, weight);
    if (vote.ofTopic) addVote(tally.support, vote, cube);
  }

  private voteOf(lesson: number): Vote {
    return this.ofLesson[lesson] ?? this.readVote(lesson);
  }

  private readVote(lesson: number): Vote {
    const { codes } = this.lessons[lesson];
    const vote = this.ofCodes.get(codes) ?? this.voteFor(codes, false);
    this.ofCodes.set(codes, vote);
    this.ofLesson[lesson] = vote;
    return vote;
  }

  private voteFor(codes: readonly string[], ofTopic: boolean): Vote {
    const heads: number[] = [];
    const shares: number[] = [];
    for (const [code, share] of placesOf(codes, this.byCode)) {
      const head = this.headIndex(code);
      if (head < 0) continue;
      heads.push(head);
      shares.push(share);
    }
    return { heads: Int32Array.from(heads), shares: Float64Array.from(shares), ofTopic };
  }
}

const NO_VOTE: Vote = { heads: new Int32Array(0), shares: new Float64Array(0), ofTopic: false };

function clear(tally: Tally): void {
  tally.votes.fill(0);
  tally.support.fill(0);
  tally.total = 0;
  tally.asking = 0;
}

function addVote(sums: Float64Array, { heads, shares }: Vote, weight: number): void {
  for (let at = 0; at < heads.length; at++) sums[heads[at]] += weight * shares[at];
}
