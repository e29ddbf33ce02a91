import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { changesBetween } from './changes';

const KEY = { key: ['a', 'b'] };
const lines = (rows: readonly object[]): Readable => Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)));

describe('what changed between two releases', () => {
  it('is rows that came, that say something else, and that went', async () => {
    const before = [
      { a: 'x', b: '1', text: 'as it was' },
      { a: 'x', b: '2', text: 'the same\u2028' },
      { a: 'y', b: '1', text: 'gone' },
    ];
    const after = [
      { a: 'x', b: '1', text: 'as it is' },
      { a: 'x', b: '2', text: 'the same\u2028' },
      { a: 'z', b: '1', text: 'new' },
    ];
    expect(await changesBetween(KEY, lines(before), lines(after))).toEqual({ added: 1, changed: 1, gone: 1 });
    expect(await changesBetween(KEY, lines([]), lines(after))).toEqual({ added: 3, changed: 0, gone: 0 });
    expect(await changesBetween(KEY, lines(after), lines(after))).toEqual({ added: 0, changed: 0, gone: 0 });
  });

  it('is what two sets say that are compared as wholes', async () => {
    const table = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 3 }), { maxKeys: 20 });
    const rowsOf = (of: Record<string, number>): object[] =>
      Object.entries(of)
        .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        .map(([a, n]) => ({ a, b: '', n }));
    await fc.assert(
      fc.asyncProperty(table, table, async (before, after) => {
        const [old, now] = [Object.keys(before), Object.keys(after)];
        expect(await changesBetween(KEY, lines(rowsOf(before)), lines(rowsOf(after)))).toEqual({
          added: now.filter((key) => !Object.hasOwn(before, key)).length,
          changed: now.filter((key) => Object.hasOwn(before, key) && before[key] !== after[key]).length,
          gone: old.filter((key) => !Object.hasOwn(after, key)).length,
        });
      }),
    );
  });

  it('is not told when a release cannot be read', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    await expect(changesBetween(KEY, broken, lines([]))).rejects.toThrow('the disk is gone');
  });
});
