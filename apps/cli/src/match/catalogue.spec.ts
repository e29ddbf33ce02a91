import { Matcher, shipped } from '#matching';
import { checkoutRoot, parentOf, readCatalogue, readRelations } from './catalogue';
import { measure, printedMeasures } from './measure';

describe('the shipped catalogue', () => {
  const catalogue = readCatalogue(checkoutRoot());
  const relations = readRelations(checkoutRoot());

  it('knows which items lie below others', () => {
    const codes = new Set(['ncsc-cp.7', 'ncsc-cp.7.a', 'etsi.5.1', 'etsi.5.1-1', 'caf.A1.a']);
    expect(parentOf('ncsc-cp.7.a', codes)).toBe('ncsc-cp.7');
    expect(parentOf('etsi.5.1-1', codes)).toBe('etsi.5.1');
    expect(parentOf('caf.A1.a', codes)).toBeNull();
    expect(parentOf('ncsc-cp.7', codes)).toBeNull();
  });

  it('relates items that it has', () => {
    const codes = new Set(catalogue.map(({ code }) => code));
    expect(relations.filter(({ item, related }) => !codes.has(item) || !codes.has(related))).toEqual([]);
  });

  it('is matched and measured beside plain BM25', async () => {
    const rows = [
      { id: '1', text: 'Patch within 14 days', labels: ['ce.3'], judged: [], none: false, source: 'us', file: 'own.jsonl' },
    ];
    const measures = await measure(catalogue, relations, rows, false);
    expect(measures.engine.documents).toMatchObject([{ document: 'ce', texts: 1, top1: 1 }]);
    expect(printedMeasures(measures)).toContain('own.jsonl');
    expect(new Matcher(catalogue, await shipped(), relations).match('Patch within 14 days').applicable).toBe(true);
  });
});
