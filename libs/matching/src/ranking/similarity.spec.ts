import fc from 'fast-check';
import type { Features } from '../text/features';
import { normalised } from '../text/features';
import { cosine, Similarity } from './similarity';

const text = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.double({ min: 0.1, max: 1, noNaN: true }))
  .map((features): Features => normalised(new Map(Object.entries(features))));

describe('the most similar texts', () => {
  it('are those of the greatest cosine, the nearest first, equal ones in the order of the list', () => {
    fc.assert(
      fc.property(fc.array(text), text, fc.integer({ min: 1, max: 5 }), (texts, asked, most) => {
        const plain = texts
          .map((features, index) => ({ text: index, alike: cosine(asked, features) }))
          .filter(({ alike }) => alike > 1e-12)
          .sort((a, b) => b.alike - a.alike || a.text - b.text)
          .slice(0, most);
        const found = new Similarity(texts).nearest(asked, most);
        expect(found.map(({ alike }) => alike.toFixed(9))).toEqual(plain.map(({ alike }) => alike.toFixed(9)));
      }),
    );
  });

  it('keep the order of the list where they are equally near', () => {
    const same: Features = new Map([['a', 1]]);
    expect(new Similarity([same, new Map([['b', 1]]), same]).nearest(same, 2)).toEqual([
      { text: 0, alike: 1 },
      { text: 2, alike: 1 },
    ]);
  });
});
