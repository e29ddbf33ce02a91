import fc from 'fast-check';
import { FileUnreadable, readStrictJson } from './strict-json';

describe('JSON from somebody else', () => {
  it('is read as any reader of JSON reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        fc.pre(!json.includes('__proto__') && !json.includes('\\u0000'));
        expect(readStrictJson(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('is refused or read, and nothing else comes of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a', '1', ' ') }), (text) => {
        try {
          expect(readStrictJson(text)).toEqual(JSON.parse(text));
        } catch (error) {
          expect(error).toBeInstanceOf(FileUnreadable);
        }
      }),
    );
  });

  it.each([
    ['a name twice in one object', '{"a": {"b": 1, "b": 2}}', '“b” twice'],
    ['a name twice, once written with an escape', '{"a": 1, "\\u0061": 2}', '“a” twice'],
    ['__proto__', '{"__proto__": {"bomFormat": "CycloneDX"}}', '“__proto__”'],
    ['__proto__, written with an escape', '{"\\u005f_proto__": 1}', '“__proto__”'],
    ['NUL', '{"a": "b\\u0000c"}', 'NUL'],
    ['what is no JSON', '<bom/>', 'not JSON'],
    ['nesting without end', '['.repeat(2_000_000), 'nested more than 64 levels'],
    ['nesting that ends', `${'['.repeat(65)}${']'.repeat(65)}`, 'nested more than 64 levels'],
    ['lists without number', `[${'[],'.repeat(100_000)}[]]`, 'more than 100,000 lists'],
    ['more than anybody reads', JSON.stringify('x'.repeat(5_000_000)), 'more than 5,000,000 characters'],
  ])('is refused with %s', (_, text, sentence) => {
    expect(() => readStrictJson(text)).toThrow(sentence);
  });

  it('may have the same name in two objects, and brackets in a text', () => {
    expect(readStrictJson('\uFEFF[{"a": "[{"}, {"a": "}\\"]"}]')).toEqual([{ a: '[{' }, { a: '}"]' }]);
  });
});
