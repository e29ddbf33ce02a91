import fc from 'fast-check';
import { readCells } from './cells';

describe('cells', () => {
  it('are read as they were written', () => {
    const pair = fc.tuple(fc.nat(), fc.integer({ min: -1_000_000, max: 1_000_000 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
        const { places, figures } = readCells(pairs.map((cell) => cell.join(':')).join(' '));
        expect(places).toEqual(pairs.map(([place]) => place));
        expect(figures.map((figure) => figure + 0)).toEqual(pairs.map(([, figure]) => figure + 0));
      }),
    );
  });
});
