import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import { indexed, THOUSANDTHS } from './sentence-index';

describe('an index of sentences', () => {
  const thesaurus = new Thesaurus([]);
  const sentences = [
    'the cameras record the crossing',
    'the cameras record',
    'the cameras record a zebra, an ibis, a heron, a marten and a stoat',
  ];
  const { rows, frequencies } = indexed(sentences.map((text) => featuresOf(tokenise(text), thesaurus)));

  /** What each sentence is compared by, in thousandths of its length. */
  const compared = sentences.map((_, sentence) => {
    const kept = new Map<string, number>();
    let cell = 0;
    rows.names.forEach((name, row) => {
      for (const end = cell + rows.counts[row]; cell < end; cell++)
        if (rows.places[cell] === sentence) kept.set(name, rows.figures[cell]);
    });
    return kept;
  });

  it('leaves out what all have where a sentence has more to tell, and little of any', () => {
    expect([...compared[1].keys()]).toEqual(['w:camera', 'w:record']);
    expect(compared[2].has('w:zebra')).toBe(true);
    expect(compared[2].has('w:camera')).toBe(false);
    for (const kept of compared) {
      const squares = [...kept.values()].reduce((sum, figure) => sum + (figure / THOUSANDTHS) ** 2, 0);
      expect(squares).toBeGreaterThan(0.93);
      expect(squares).toBeLessThan(1.01);
    }
  });

  it('counts even so in how many sentences a feature stands', () => {
    expect(frequencies[rows.names.indexOf('w:camera')]).toBe(3);
  });
});
