import type { CatalogueItem, MatchOptions, MatchResult } from '../model';
import { PlainBm25 } from './baseline';
import { evaluate } from './evaluate';
import { readLabelledRows } from './labelled-rows';

const item = (code: string, title: string, parent: string | null = null): CatalogueItem => ({
  code,
  title,
  summary: title,
  document: 'doc',
  parent,
  theme: 'x',
});
const CATALOGUE = [
  item('doc.1', 'locks'),
  item('doc.1.a', 'padlocks', 'doc.1'),
  item('doc.2', 'lamps'),
  item('doc.3', 'bells'),
  item('doc.4', 'whistles'),
];

/** Ranks in the order that the text itself gives. */
const obedient = {
  catalogue: CATALOGUE,
  match: (text: string, _options?: MatchOptions): MatchResult => ({
    applicable: text !== 'none',
    matches: text.split(' ').map((code) => ({ code, score: 1, confidence: 1, reasons: [] })),
    questions: [],
  }),
};
const lines = (...rows: object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('evaluating a ranker', () => {
  it('counts the place of the first right item, items below another counting as the one above', () => {
    const rows = readLabelledRows(
      lines(
        { id: '1', text: 'doc.1.a doc.2', labels: ['doc.1'], source: 's' },
        { id: '2', text: 'doc.3 doc.2', labels: ['doc.2'], source: 's' },
        { id: '3', text: 'doc.1 doc.1.a doc.2 doc.3', labels: ['doc.3'], source: 's' },
        { id: '4', text: 'doc.1 doc.2 doc.3 doc.4', labels: ['doc.4'], source: 's' },
      ),
      'made.jsonl',
    );
    const [figures] = evaluate(obedient, rows).documents;
    expect(figures).toMatchObject({ file: 'made.jsonl', document: 'doc', texts: 4, top1: 0.25, top3: 0.75, macroTop3: 0.75 });
    expect(figures.meanReciprocalRank).toBeCloseTo((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4);
  });

  it('counts texts that nothing applies to apart from the others', () => {
    const rows = readLabelledRows(
      lines(
        { id: '1', text: 'none', none: true, doc: [] },
        { id: '2', text: 'doc.1', none: true, doc: [] },
        { id: '3', text: 'none', none: false, doc: ['doc.1'] },
      ),
      'made.jsonl',
    );
    expect(evaluate(obedient, rows).none).toEqual([
      { file: 'made.jsonl', noneTexts: 2, noneFound: 0.5, otherTexts: 1, wronglyNone: 1 },
    ]);
  });

  it('ranks by the catalogue’s own words with plain BM25', () => {
    expect(new PlainBm25(CATALOGUE).match('ring the bells').matches[0].code).toBe('doc.3');
  });
});

describe('labelled rows', () => {
  it('gives CAF 3.2 outcomes as CAF 4.0 has them', () => {
    const [row] = readLabelledRows(
      lines({ id: '1', text: 't', labels: ['caf.A2.b', 'caf.A1.a'], source: 's' }),
      'ccf-to-caf32.dev.jsonl',
    );
    expect(row.labels).toEqual(['caf.A2.c', 'caf.A1.a']);
  });

  it('knows which documents were judged, an empty list too', () => {
    const [row] = readLabelledRows(lines({ id: '1', text: 't', none: false, cop: [], 'ncsc-cp': ['ncsc-cp.1'] }), 'r.jsonl');
    expect(row).toMatchObject({ judged: ['cop', 'ncsc-cp'], labels: ['ncsc-cp.1'], source: '1' });
  });

  it('names the line that cannot be read', () => {
    expect(() => readLabelledRows('{"text":"a"}\nnot json', 'r.jsonl')).toThrow('r.jsonl, line 2 is not a JSON object');
    expect(() => readLabelledRows('{"id":"a"}', 'r.jsonl')).toThrow('r.jsonl, line 1 has no "text"');
  });
});
