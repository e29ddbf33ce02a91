import fc from 'fast-check';
import { minimise, type Slope } from './minimise';

/** A bowl: the sum of weight times the squared distance from its bottom. */
const bowl =
  (bottom: readonly number[], weights: readonly number[]): Slope =>
  (at, gradient) =>
    at.reduce((value, here, place) => {
      const away = here - bottom[place];
      gradient[place] = 2 * weights[place] * away;
      return value + weights[place] * away * away;
    }, 0);

describe('going down a convex function', () => {
  const place = fc.double({ min: -10, max: 10, noNaN: true });
  const weight = fc.double({ min: 0.1, max: 10, noNaN: true });

  it('finds the bottom of any bowl, from anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(place, weight, place), { minLength: 1, maxLength: 6 }), (dimensions) => {
        const bottom = dimensions.map(([where]) => where);
        const start = Float64Array.from(dimensions, ([, , from]) => from);
        const found = minimise(
          start,
          bowl(
            bottom,
            dimensions.map(([, heavy]) => heavy),
          ),
          200,
        );
        bottom.forEach((where, at) => expect(found[at]).toBeCloseTo(where, 4));
      }),
    );
  });

  it('stays where there is nothing below, and leaves its start alone', () => {
    const start = Float64Array.from([3, 4]);
    expect(minimise(start, bowl([3, 4], [1, 1]), 10)).toEqual(start);
    minimise(start, bowl([0, 0], [1, 2]), 10);
    expect([...start]).toEqual([3, 4]);
  });
});
