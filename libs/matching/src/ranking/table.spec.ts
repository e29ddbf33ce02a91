import fc from 'fast-check';
import { Vocabulary } from '../text/vocabulary';
import { TableMaker, type Table } from './table';

const places = fc.nat(1000);
const figure = fc.integer({ min: -1_000_000, max: 1_000_000 });
const line = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.array(fc.tuple(places, figure)));

const cellsOf = ({ starts, places: all, figures }: Table, row: number): [number, number][] =>
  Array.from(all.slice(starts[row], starts[row + 1]), (place, at) => [place, figures[starts[row] + at]]);

describe('a table', () => {
  it('holds cells as they were written, those of one name together, and nothing for nought', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const vocabulary = new Vocabulary();
        const maker = new TableMaker(vocabulary);
        for (const [name, cells] of lines) {
          const text = cells.map((cell) => cell.join(':')).join(' ');
          expect(maker.add(name, `before\t${text}\nafter`, 7)).toBe(7 + text.length);
        }
        const table = maker.table();
        for (const name of ['a', 'b', 'c', 'd']) {
          const written = lines.filter((one) => one[0] === name).flatMap(([, cells]) => cells);
          expect(cellsOf(table, table.row(vocabulary.numberOf(name)))).toEqual(written.filter(([, one]) => one !== 0));
        }
      }),
    );
  });

  it('puts places where it is told, and leaves out what has none', () => {
    const vocabulary = new Vocabulary();
    const maker = new TableMaker(vocabulary);
    maker.add('a', '0:5 1:6 2:7', 0, [9, -1, 4]);
    const table = maker.table();
    expect(cellsOf(table, vocabulary.numberOf('a'))).toEqual([
      [9, 5],
      [4, 7],
    ]);
  });
});
