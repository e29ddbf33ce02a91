import fc from 'fast-check';
import { Best } from './best';

describe('the best of many', () => {
  it('are those that sorting puts first, equal ones in the order in which they came', () => {
    const things = fc.array(fc.record({ worth: fc.integer({ min: 0, max: 5 }), name: fc.string() }));
    fc.assert(
      fc.property(things, fc.integer({ min: -1, max: 8 }), (all, most) => {
        const compare = (a: { worth: number }, b: { worth: number }): number => b.worth - a.worth;
        const best = new Best(most, compare);
        all.forEach((one) => best.add(one));
        expect(best.list).toEqual([...all].sort(compare).slice(0, Math.max(0, most)));
      }),
    );
  });
});
