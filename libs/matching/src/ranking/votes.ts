import type { Topic } from '../data/topics/topic';
import type { Phrase } from '../text/thesaurus';
import { sayingsOf, type Asked, type Sayings } from './asked';
import type { Neighbours } from './similarity';

/** What a term says beside a near sentence, for documents without a classifier. */
const TERM = 0.05;

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

/**
 * Counts what our own sentences and terms say for the heads of the catalogue. What they say is kept by their lists of codes, since many say the same,
 * those of topics first, and all in three lists of numbers, since to look for each in a place of its own would take longer than to count it.
 */
export class Votes {
  private readonly listOf: Uint16Array;
  private readonly sayings: Sayings;
  /** How many heads there are. */
  private readonly heads: number;
  private readonly listOfTopic: ReadonlyMap<string, number>;
  /** How many lists are those of topics, which speak for documents without a classifier too. */
  private readonly topicLists: number;
  /** What is left without a sentence, filled again each time: new lists would cost more than all else. */
  private readonly rest: Tally;

  /**
   * @param headOfCode the number of the head that each code is ranked under; -1 where there is none
   * @param documentOf the number of each head's document
   */
  constructor(asked: Asked, topics: readonly Topic[], headOfCode: ArrayLike<number>, documentOf: ArrayLike<number>) {
    this.listOfTopic = new Map(topics.map(({ name }, list) => [name, list]));
    this.topicLists = topics.length;
    this.listOf = asked.listOf;
    this.sayings = sayingsOf(asked, headOfCode, documentOf);
    this.heads = documentOf.length;
    this.rest = this.newTally();
  }

  newTally(): Tally {
    return { votes: new Float64Array(this.heads), support: new Float64Array(this.heads), total: 0, asking: 0 };
  }

  /** Counts what terms and near sentences say into a tally, whatever it held before. */
  count(phrases: readonly Phrase[], near: Neighbours, tally: Tally): Tally {
    clear(tally);
    for (let at = 0; at < near.count; at++) this.add(tally, near.sentences[at], near.alike[at], 1);
    for (const { topics } of phrases) {
      for (const topic of topics) {
        const list = this.listOfTopic.get(topic);
        if (list !== undefined) this.addList(tally.support, list, TERM / topics.length);
      }
    }
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
      if (!nearer || this.placeOf(head, this.listOf[sentences[at]]) < 0) continue;
      nearest.sentence = sentences[at];
      nearest.alike = alike[at];
    }
    return nearest.alike > 0 ? nearest : undefined;
  }

  /** How much a topic speaks for a head, 0..1. */
  topicPlace(topic: string, head: number): number {
    const list = this.listOfTopic.get(topic);
    const place = list === undefined ? -1 : this.placeOf(head, list);
    return place < 0 ? 0 : this.sayings.shares[place];
  }

  /** A near sentence has much more to say than a far one: the fourth power of its likeness counts, and the third for its topic. */
  private add(tally: Tally, sentence: number, alike: number, times: number): void {
    const list = this.listOf[sentence];
    const cube = times * alike * alike * alike;
    const weight = cube * alike;
    tally.total += weight;
    const { starts } = this.sayings;
    if (starts[list] === starts[list + 1]) return;
    tally.asking += weight;
    this.addList(tally.votes, list, weight);
    if (list < this.topicLists) this.addList(tally.support, list, cube);
  }

  private addList(sums: Float64Array, list: number, weight: number): void {
    const { heads, shares, starts } = this.sayings;
    for (let at = starts[list]; at < starts[list + 1]; at++) sums[heads[at]] += weight * shares[at];
  }

  /** Where a list speaks for a head; -1 where it does not. */
  private placeOf(head: number, list: number): number {
    const { heads, starts } = this.sayings;
    for (let at = starts[list]; at < starts[list + 1]; at++) if (heads[at] === head) return at;
    return -1;
  }
}

function clear(tally: Tally): void {
  tally.votes.fill(0);
  tally.support.fill(0);
  tally.total = 0;
  tally.asking = 0;
}
