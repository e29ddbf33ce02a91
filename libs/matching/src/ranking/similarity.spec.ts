import fc from 'fast-check';
import { cosine, type Features, type Vector } from '../text/features';
import { SentenceIndex } from './sentence-index';
import { compare, nearest } from './similarity';

const text = fc
  .dictionary(fc.constantFrom('w:a', 'w:b', 'w:c', 't:d', 't:e'), fc.double({ min: 0.1, max: 1, noNaN: true }), { minKeys: 1 })
  .map((features): Features => new Map(Object.entries(features)));

/** Likeness is kept to thousandths, for each of at most five features. */
const ROUNDING = 0.005;

const indexOf = (texts: readonly Features[]): SentenceIndex => new SentenceIndex(SentenceIndex.textOf(texts));

describe('the most similar sentences', () => {
  it('are those of the greatest cosine, the nearest first, as far as they are half as like as that', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, fc.integer({ min: 1, max: 5 }), (texts, asked, most) => {
        const index = indexOf(texts);
        const vector = index.rarity.forLikeness(asked);
        const cosines = texts.map((features) => cosine(vector, index.rarity.forLikeness(features)));
        const found = nearest(compare(index, vector), most);
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
        const whole = compare(index, vector).likenesses;
        const differing = compare(index, vector, compare(index, index.rarity.forLikeness(other))).likenesses;
        differing.forEach((likeness, sentence) => expect(likeness).toBeCloseTo(whole[sentence], 9));
      }),
    );
  });

  it('keep the order of the list where they are equally near', () => {
    const same: Vector = { features: new Map([['w:a', 1]]), length: 1 };
    const index = indexOf([same.features, new Map([['w:b', 1]]), same.features]);
    expect(nearest(compare(index, same), 2).map(({ text: sentence }) => sentence)).toEqual([0, 2]);
  });

  it('are none for words that no sentence has', () => {
    const strange: Vector = { features: new Map([['w:z', 1]]), length: 1 };
    expect(nearest(compare(indexOf([new Map([['w:a', 1]])]), strange), 3)).toEqual([]);
  });
});
