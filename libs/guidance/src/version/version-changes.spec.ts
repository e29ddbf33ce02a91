import fc from 'fast-check';
import { changesBetween, CodedItem, countsOf } from './version-changes';

const words = fc.record({
  title: fc.constantFrom('a', 'b'),
  summary: fc.constantFrom('c', 'd'),
  theme: fc.constantFrom('risk', 'audit'),
  lifecycleStage: fc.constantFrom('plan', 'design'),
});
const version = fc
  .uniqueArray(fc.constantFrom('x.1', 'x.2', 'x.3', 'x.4', 'x.5'))
  .chain((codes) => fc.tuple(...codes.map((code) => words.map((said): CodedItem => ({ code, ...said })))));

const byCode = (items: readonly CodedItem[]): CodedItem[] => [...items].sort((a, b) => (a.code < b.code ? -1 : 1));

describe('what differs between two versions', () => {
  it('is nothing between a version and itself, in whatever order', () => {
    fc.assert(
      fc.property(version, (items) => {
        expect(changesBetween(items, [...items].reverse())).toEqual({ changes: [], unchanged: items.length });
      }),
    );
  });

  it('makes of the one the other, item by item', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const { changes, unchanged } = changesBetween(before, after);
        const made = new Map(before.map((item) => [item.code, item]));
        for (const { kind, code, after: said } of changes) {
          if (kind === 'REMOVED' || said === null) made.delete(code);
          else made.set(code, { code, ...said });
        }
        expect(byCode([...made.values()])).toEqual(byCode(after));
        const { added, removed, reworded } = countsOf(changes);
        expect(unchanged).toBe(after.length - added - reworded);
        expect(before.length - removed + added).toBe(after.length);
      }),
    );
  });

  it('the other way about is the same, with what was added removed', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const there = countsOf(changesBetween(before, after).changes);
        const back = countsOf(changesBetween(after, before).changes);
        expect(back).toEqual({ added: there.removed, removed: there.added, reworded: there.reworded });
      }),
    );
  });
});
