import fc from 'fast-check';
import { cosine, type Features, type Vector } from '../text/features';
import { SentenceIndex } from './sentence-index';
import { Similarity, type Neighbour } from './similarity';

const text = fc
  .dictionary(fc.constantFrom('w:a', 'w:b', 'w:c', 't:d', 't:e'), fc.double({ min: 0.1, max: 1, noNaN: true }), { minKeys: 1 })
  .map((features): Features => new Map(Object.entries(features)));

/** Likeness is kept to thousandths, for each of at most five features. */
const ROUNDING = 0.005;

const nearest = (index: SentenceIndex, vector: Vector, most: number): readonly Neighbour[] =>
  new Similarity(index, most).compare(vector).neighbours;

const byNumber = (neighbours: readonly Neighbour[]): Map<number, number> =>
  new Map([...neighbours].sort((a, b) => a.text - b.text).map(({ text: sentence, alike }) => [sentence, alike]));

const indexOf = (texts: readonly Features[]): SentenceIndex => new SentenceIndex(SentenceIndex.textOf(texts));

describe('the most similar sentences', () => {
  it('are those of the greatest cosine, the nearest first, as far as they are half as like as that', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, fc.integer({ min: 1, max: 5 }), (texts, asked, most) => {
        const index = indexOf(texts);
        const vector = index.rarity.forLikeness(asked);
        const cosines = texts.map((features) => cosine(vector, index.rarity.forLikeness(features)));
        const found = nearest(index, vector, most);
        for (const { text: sentence, alike } of found) expect(Math.abs(alike - cosines[sentence])).toBeLessThan(ROUNDING);
        expect(found.map(({ alike }) => alike)).toEqual(found.map(({ alike }) => alike).sort((a, b) => b - a));
        const passedOver = cosines.filter((_, sentence) => !found.some((one) => one.text === sentence));
        const last = found.length < most ? Math.max(...cosines) / 2 : (found.at(-1)?.alike ?? 0);
        for (const alike of passedOver) expect(alike).toBeLessThan(last + ROUNDING);
      }),
    );
  });

  it('are the same when only what differs from another text is worked out', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, text, (texts, one, other) => {
        const index = indexOf(texts);
        const vector = index.rarity.forLikeness(one);
        const similarity = new Similarity(index, texts.length);
        const whole = byNumber(similarity.compare(vector).neighbours);
        const differing = byNumber(similarity.neighboursOf(vector, similarity.compare(index.rarity.forLikeness(other))));
        expect([...differing.keys()]).toEqual([...whole.keys()]);
        for (const [sentence, alike] of whole) expect(differing.get(sentence)).toBeCloseTo(alike, 9);
      }),
      { numRuns: 1000 },
    );
  });

  it('keep the order of the list where they are equally near', () => {
    const same: Vector = { features: new Map([['w:a', 1]]), length: 1 };
    const index = indexOf([same.features, new Map([['w:b', 1]]), same.features]);
    expect(nearest(index, same, 2).map(({ text: sentence }) => sentence)).toEqual([0, 2]);
  });

  it('are none for words that no sentence has', () => {
    const strange: Vector = { features: new Map([['w:z', 1]]), length: 1 };
    expect(nearest(indexOf([new Map([['w:a', 1]])]), strange, 3)).toEqual([]);
  });
});
