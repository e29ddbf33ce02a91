import type { Topic } from '../data/topics/topic';
import type { CatalogueItem } from '../model';
import type { Phrase } from '../text/thesaurus';
import { placesOf, type Lesson } from './lessons';
import type { Neighbour } from './similarity';

/** What a term says beside a near sentence, for documents without a classifier. */
const TERM = 0.05;

/** What a lesson or a topic says for heads, by their numbers. Typed lists, since plain ones of whole numbers and of fractions are not read by the same code. */
interface Vote {
  heads: Int32Array;
  shares: Float64Array;
  /** What the topic says that a lesson was written for. */
  topic: Vote | undefined;
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
  private readonly ofTopic: ReadonlyMap<string, Vote>;
  /** The votes and the support without a sentence, filled again each time: new lists would cost more than all else. */
  private readonly rest: Float64Array;

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
    this.rest = new Float64Array(2 * heads);
    this.ofTopic = new Map(topics.map(({ name, items }) => [name, this.voteFor(items)]));
    for (const { name, items } of topics) this.ofCodes.set(items, this.voteFor(items, this.ofTopic.get(name)));
  }

  count(phrases: readonly Phrase[], near: readonly Neighbour[]): Tally {
    const tally = this.tallyIn(new Float64Array(2 * this.heads));
    for (const neighbour of near) this.add(tally, neighbour, 1);
    for (const { topics } of phrases)
      for (const topic of topics) addVote(tally.support, this.ofTopic.get(topic), TERM / topics.length);
    return tally;
  }

  /** The tally as it would be if a sentence had not been there; until this is asked again. */
  without({ votes, support, total, asking }: Tally, neighbour: Neighbour): Tally {
    const rest = this.tallyIn(this.rest);
    rest.total = total;
    rest.asking = asking;
    rest.votes.set(votes);
    rest.support.set(support);
    this.add(rest, neighbour, -1);
    return rest;
  }

  /** How much a topic speaks for a head, 0..1. */
  topicPlace(topic: string, head: number): number {
    const vote = this.ofTopic.get(topic);
    const at = vote?.heads.indexOf(head) ?? -1;
    return vote && at >= 0 ? vote.shares[at] : 0;
  }

  /** Whether a lesson asks for a head. */
  asksFor(lesson: number, head: number): boolean {
    return this.voteOf(lesson).heads.includes(head);
  }

  /** A near sentence has much more to say than a far one: the fourth power of its likeness counts, and the third for its topic. */
  private add(tally: Tally, { text, alike }: Neighbour, times: number): void {
    const vote = this.voteOf(text);
    const cube = times * alike * alike * alike;
    const weight = cube * alike;
    tally.total += weight;
    if (vote.heads.length > 0) tally.asking += weight;
    addVote(tally.votes, vote, weight);
    addVote(tally.support, vote.topic, cube);
  }

  /** A tally of nothing that is kept in one list. */
  private tallyIn(list: Float64Array): Tally {
    return { votes: list.subarray(0, this.heads), support: list.subarray(this.heads), total: 0, asking: 0 };
  }

  private voteOf(lesson: number): Vote {
    const { codes } = this.lessons[lesson];
    const known = this.ofCodes.get(codes);
    if (known) return known;
    const vote = this.voteFor(codes);
    this.ofCodes.set(codes, vote);
    return vote;
  }

  private voteFor(codes: readonly string[], topic?: Vote): Vote {
    const places = [...placesOf(codes, this.byCode)].filter(([code]) => this.headIndex(code) >= 0);
    return {
      heads: Int32Array.from(places, ([code]) => this.headIndex(code)),
      shares: Float64Array.from(places, ([, share]) => share),
      topic,
    };
  }
}

function addVote(sums: Float64Array, vote: Vote | undefined, weight: number): void {
  if (vote) for (let at = 0; at < vote.heads.length; at++) sums[vote.heads[at]] += weight * vote.shares[at];
}
