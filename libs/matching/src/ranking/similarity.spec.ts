import fc from 'fast-check';
import { normalised, type Change, type Features, type NumberedVector } from '../text/features';
import { Vocabulary } from '../text/vocabulary';
import { comparedBy, indexed, SentenceIndex } from './sentence-index';
import { Similarity, type Neighbours } from './similarity';

const text = fc
  .dictionary(fc.constantFrom('w:a', 'w:b', 'w:c', 't:d', 't:e'), fc.double({ min: 0.1, max: 1, noNaN: true }), { minKeys: 1 })
  .map((features): Features => new Map(Object.entries(features)));

/** Likeness is kept to thousandths, for each of at most five features. */
const ROUNDING = 0.005;

/** How alike each sentence is that is near, in the order of their numbers. */
const byNumber = ({ count, sentences, alike }: Neighbours): Map<number, number> =>
  new Map(Array.from({ length: count }, (_, at) => [sentences[at], alike[at]] as const).sort(([one], [other]) => one - other));

/** The sum of what two vectors have in common. */
const alikeness = (one: Features, other: Features): number =>
  [...one].reduce((sum, [name, weight]) => sum + weight * (other.get(name) ?? 0), 0);

const nearest = (index: SentenceIndex, vector: NumberedVector, most: number): Map<number, number> =>
  byNumber(new Similarity(index, most).compare(vector).neighbours);

const vocabulary = new Vocabulary();

const indexOf = (texts: readonly Features[]): SentenceIndex => new SentenceIndex(indexed(texts), vocabulary);

/** What became of features, from others or from nothing. */
const changes = (now: Features, before: Features = new Map()): Change[] =>
  [...new Set([...now.keys(), ...before.keys()])].map((name) => ({
    name,
    number: vocabulary.numberOf(name),
    before: before.get(name) ?? 0,
    now: now.get(name) ?? 0,
  }));

describe('the most similar sentences', () => {
  it('are those of the greatest cosine, as far as they are half as like as the nearest', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, fc.integer({ min: 1, max: 5 }), (texts, asked, most) => {
        const index = indexOf(texts);
        const vector = normalised(index.rarity.forLikeness(asked));
        const cosines = texts.map((features) => alikeness(vector, comparedBy(features, index.rarity)));
        const found = nearest(index, index.rarity.likeness(changes(asked)), most);
        expect(found.size).toBeLessThanOrEqual(most);
        for (const [sentence, alike] of found) expect(Math.abs(alike - cosines[sentence])).toBeLessThan(ROUNDING);
        const passedOver = cosines.filter((_, sentence) => !found.has(sentence));
        const last = found.size < most ? Math.max(...cosines) / 2 : Math.min(...found.values());
        for (const alike of passedOver) expect(alike).toBeLessThan(last + ROUNDING);
      }),
    );
  });

  /** The second sentence is exactly half as like the text as the first: the last digit of a sum must not decide whether it is near. */
  const exactlyHalf: [Features[], Features, Features, number] = [
    [new Map([['w:b', 0.4]]), new Map([['w:c', 0.3]])],
    new Map([
      ['w:b', 0.6],
      ['w:c', 0.3],
    ]),
    new Map([
      ['w:b', 0.6],
      ['w:c', 0.9],
    ]),
    9,
  ];

  it('are the same when only what differs from another text is worked out', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, text, fc.integer({ min: 1, max: 9 }), (texts, one, other, most) => {
        const index = indexOf(texts);
        const vector = index.rarity.likeness(changes(one));
        const before = index.rarity.likeness(changes(other));
        const similarity = new Similarity(index, most);
        const whole = byNumber(similarity.compare(vector).neighbours);
        const differing = byNumber(
          similarity.neighboursOf(
            index.rarity.likeness(changes(one, other), before.length),
            similarity.compare(before),
            () => vector,
          ),
        );
        expect([...differing.keys()]).toEqual([...whole.keys()]);
        for (const [sentence, alike] of whole) expect(differing.get(sentence)).toBeCloseTo(alike, 9);
      }),
      { numRuns: 1000, examples: [exactlyHalf] },
    );
  });

  it('are those that come first in the list where several are equally near', () => {
    const same: Features = new Map([['w:a', 1]]);
    const index = indexOf([same, new Map([['w:b', 1]]), same, same]);
    const found = nearest(index, index.rarity.likeness(changes(same)), 2);
    expect([...found.keys()]).toEqual([0, 2]);
  });

  it('are none for words that no sentence has', () => {
    const index = indexOf([new Map([['w:a', 1]])]);
    expect(nearest(index, index.rarity.likeness(changes(new Map([['w:z', 1]]))), 3)).toEqual(new Map());
  });
});
