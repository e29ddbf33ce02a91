import fc from 'fast-check';
import { Vocabulary } from '../text/vocabulary';
import { featureRows, Table } from './table';

const places = fc.nat(1000);
const figure = fc.integer({ min: -32_768, max: 32_767 });
const line = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.array(fc.tuple(places, figure)));

const cellsOf = ({ starts, places: all, figures }: Table, row: number): [number, number][] =>
  Array.from(all.slice(starts[row], starts[row + 1]), (place, at) => [place, figures[starts[row] + at]]);

describe('a table', () => {
  it('holds cells as they were given, those of one name together, and nothing for nought', () => {
    fc.assert(
      fc.property(fc.array(fc.array(line)), (parts) => {
        const vocabulary = new Vocabulary();
        const table = Table.of(
          parts.map((lines) => ({ rows: featureRows(lines) })),
          vocabulary,
        );
        for (const name of ['a', 'b', 'c', 'd']) {
          const given = parts
            .flat()
            .filter((one) => one[0] === name)
            .flatMap(([, cells]) => cells);
          expect(cellsOf(table, table.row(vocabulary.numberOf(name)))).toEqual(given.filter(([, one]) => one !== 0));
        }
      }),
    );
  });

  it('puts places where it is told', () => {
    const vocabulary = new Vocabulary();
    const rows = featureRows([
      [
        'a',
        [
          [0, 5],
          [1, 6],
          [2, 7],
        ],
      ],
    ]);
    const table = Table.of([{ rows, placeOf: [9, 3, 4] }], vocabulary);
    expect(cellsOf(table, vocabulary.numberOf('a'))).toEqual([
      [9, 5],
      [3, 6],
      [4, 7],
    ]);
  });
});
