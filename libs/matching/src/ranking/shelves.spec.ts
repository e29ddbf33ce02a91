import type { CatalogueItem } from '../model';
import { headsOf } from './shelves';

const item = (code: string, parent: string | null): CatalogueItem => ({
  code,
  parent,
  title: code,
  summary: code,
  document: 'd',
  theme: 't',
});

describe('what a code is ranked under', () => {
  it('is the topmost item above it, and none where items stand below one another', () => {
    const catalogue = [
      item('d.1', null),
      item('d.1.a', 'd.1'),
      item('d.1.a.i', 'd.1.a'),
      item('d.2', 'd.3'),
      item('d.3', 'd.2'),
    ];
    expect([...headsOf(catalogue)].map(([code, head]) => [code, head.code])).toEqual([
      ['d.1', 'd.1'],
      ['d.1.a', 'd.1'],
      ['d.1.a.i', 'd.1'],
    ]);
  });

  it('is itself where the catalogue lacks what is above it', () => {
    expect(headsOf([item('d.1.a', 'd.1')]).get('d.1.a')?.code).toBe('d.1.a');
  });
});
