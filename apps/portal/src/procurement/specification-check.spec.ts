import type { SpecificationToCheckQuery } from '../api/operations';
import { checkedRequirements, identified, numbersClashing, numbersTaken, untouched } from './specification-check';

type Specification = SpecificationToCheckQuery['specification'];

const found = (sheet: string | null, line: number, text: string): Specification['requirements'][number] => ({
  sheet,
  line,
  ref: null,
  refTakenBefore: null,
  text,
  kind: null,
  weight: null,
  minimumStrength: null,
});
const skipped = (sheet: string | null, line: number, text: string): Specification['skipped'][number] => ({
  sheet,
  line,
  text,
  reason: 'No requirement',
});

/** A requirement of which the weight was left out, and two lots of which the lines have the same numbers. */
const oneLine: Specification = {
  sheets: [],
  requirements: [found(null, 2, 'Encrypt all data'), found(null, 3, 'Lock cameras')],
  skipped: [skipped(null, 2, '150')],
};
const lots: Specification = {
  sheets: ['Lot 2', 'Lot 1'],
  requirements: [found('Lot 2', 2, 'B-1'), found('Lot 2', 4, 'B-3'), found('Lot 1', 2, 'A-1'), found('Lot 1', 3, 'A-2')],
  skipped: [
    skipped('Lot 2', 1, 'Header'),
    skipped('Lot 2', 3, 'B-2'),
    skipped('Lot 1', 1, 'Header'),
    skipped('Lot 1', 2, '150'),
  ],
};
/** The specification beside a procurement that has requirements with these numbers. */
const beside = (specification: Specification, ...refs: string[]): SpecificationToCheckQuery => ({
  procurement: { id: '1', reference: 'P-1', title: 'Cameras', stage: 'DRAFT', requirements: refs.map((ref) => ({ ref })) },
  specification,
});
const texts = (specification: Specification, taken: readonly string[], mended = new Map<string, string>()): string[] =>
  checkedRequirements(specification, { taken, mended }).map(({ text }) => text);

describe('what is added of a specification that was checked', () => {
  it('is all that was found and nothing that was skipped, where nobody chose otherwise', () => {
    expect(texts(oneLine, untouched(oneLine).taken)).toEqual(['Encrypt all data', 'Lock cameras']);
    expect(texts(lots, untouched(lots).taken)).toEqual(['B-1', 'B-3', 'A-1', 'A-2']);
  });

  it('tells apart what stands in lines of one number of several sheets', () => {
    const { requirements, skipped: left } = identified(lots);
    const ids = [...requirements, ...left].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      texts(
        lots,
        untouched(lots).taken.filter((id) => id !== 'r2'),
      ),
    ).toEqual(['B-1', 'B-3', 'A-2']);
  });

  it('is no weight that was left out of a requirement that is kept, though somebody ticked it', () => {
    expect(identified(oneLine)).toMatchObject({ skipped: [], kept: [{ line: 2, text: '150' }] });
    expect(identified(lots)).toMatchObject({
      skipped: [{ id: 's0' }, { id: 's1' }, { id: 's2' }],
      kept: [{ sheet: 'Lot 1', line: 2, text: '150' }],
    });
    expect(texts(oneLine, ['r0', 's0'])).toEqual(['Encrypt all data']);
  });

  it('is in the order of the source: sheet by sheet, then line by line', () => {
    expect(texts(lots, ['s1', ...untouched(lots).taken], new Map([['s1', 'B-2, mended']]))).toEqual([
      'B-1',
      'B-2, mended',
      'B-3',
      'A-1',
      'A-2',
    ]);
  });

  it('asks for its numbers, be they taken: the API numbers on', () => {
    const numbered = {
      ...oneLine,
      requirements: oneLine.requirements.map((requirement, index) => ({ ...requirement, ref: String(index + 1) })),
    };
    expect(numbersTaken(beside(numbered, '2', '3'))).toEqual(['2']);
    expect(checkedRequirements(numbered, untouched(numbered)).map(({ ref }) => ref)).toEqual(['1', '2']);
  });

  it('clashes with a number that is taken only where that is ticked and not numbered on', () => {
    const numbered = {
      ...oneLine,
      requirements: oneLine.requirements.map((requirement, index) => ({ ...requirement, ref: String(index + 1) })),
    };
    const read = beside(numbered, '2', '3');
    expect(numbersClashing(read, untouched(numbered))).toEqual(['2']);
    expect(numbersClashing(read, { ...untouched(numbered), numberOn: true })).toEqual([]);
    expect(numbersClashing(read, { ...untouched(numbered), taken: ['r0'] })).toEqual([]);
  });
});
