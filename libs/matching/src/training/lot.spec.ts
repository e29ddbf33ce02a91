import fc from 'fast-check';
import { Lot } from './lot';

describe('drawing by lot', () => {
  it('draws the same from the same start, within the bounds, and all of them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20 }), (start, most) => {
        const [one, other] = [new Lot(start), new Lot(start)];
        const drawn = Array.from({ length: 400 }, () => one.below(most));
        expect(drawn).toEqual(Array.from({ length: 400 }, () => other.below(most)));
        expect(new Set(drawn)).toEqual(new Set(Array.from({ length: most }, (_, number) => number)));
      }),
    );
  });

  it('keeps what it shuffles', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat()), (start, list) => {
        const shuffled = Int32Array.from(list);
        new Lot(start).shuffle(shuffled);
        expect([...shuffled].sort()).toEqual([...list].sort());
      }),
    );
  });
});
