import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readReleases } from './read-releases';
import { UnreadableLine } from './release-splitter';

async function releasesIn(pieces: readonly string[]): Promise<unknown[]> {
  const releases: unknown[] = [];
  for await (const { json } of readReleases(Readable.from(pieces.map((piece) => Buffer.from(piece))), { gzip: false }))
    releases.push(json);
  return releases;
}

function inPieces(text: string, length: number): string[] {
  return text.match(new RegExp(`[^]{1,${length}}`, 'gu')) ?? [];
}

/** Releases with brackets, quotes and line separators in their text, but no releases of their own. */
const release = fc.dictionary(fc.constantFrom('ocid', 'tag', '"', 'tender'), fc.jsonValue({ stringUnit: 'grapheme' }));
const anyLength = fc.integer({ min: 1, max: 9 });

describe('the releases of a file', () => {
  it('are read from JSON lines, however the text is cut up on its way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(release), anyLength, async (releases, length) => {
        const text = releases.map((each) => `${JSON.stringify(each)}\r\n\n`).join('');
        expect(await releasesIn(inPieces(text, length))).toEqual(JSON.parse(JSON.stringify(releases)));
      }),
    );
  });

  it('are read from a release package, on one line or on many', async () => {
    const indent = fc.constantFrom(undefined, 2);
    await fc.assert(
      fc.asyncProperty(fc.array(release), anyLength, indent, fc.jsonValue(), async (releases, length, spaces, links) => {
        const text = JSON.stringify({ uri: 'releases', publisher: { releases: [1] }, releases, links }, null, spaces);
        expect(await releasesIn(inPieces(text, length))).toEqual(JSON.parse(JSON.stringify(releases)));
      }),
    );
  });

  it('have null where Python wrote a number that is none, and say so', async () => {
    const text = '{"a": Infinity, "b": [-Infinity, NaN], "c": "Infinity, \\" NaN"}\n{"a": 1}';
    const read: unknown[] = [];
    for await (const { json, hadNoNumbers } of readReleases(Readable.from([Buffer.from(text)]), { gzip: false }))
      read.push([json, hadNoNumbers]);
    expect(read).toEqual([
      [{ a: null, b: [null, null], c: 'Infinity, " NaN' }, true],
      [{ a: 1 }, false],
    ]);
  });

  it('come with what their package says first of itself, however the text is cut up', async () => {
    const publisher = { name: 'Invented Ports', uri: 'https://ports.example/' };
    const text = `${JSON.stringify({ uri: 'https://ports.example/1', publisher, releases: [{ ocid: 'a' }] }, null, 2)}
      ${JSON.stringify({ releases: [{ ocid: 'b' }], publisher })}\n{"ocid": "c"}`;
    const heads: unknown[] = [];
    const pieces = inPieces(text, 7).map((piece) => Buffer.from(piece));
    for await (const { head } of readReleases(Readable.from(pieces), { gzip: false })) heads.push(head);
    expect(heads).toEqual([{ uri: 'https://ports.example/1', publisher }, { uri: null, publisher: null }, null]);
  });

  it('of a package may be something else than objects, which is handed on as it is for its reader to name', async () => {
    const value = fc.oneof(release, fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.constant([[1]]));
    await fc.assert(
      fc.asyncProperty(fc.array(value), anyLength, fc.constantFrom(undefined, 2), async (releases, length, spaces) => {
        const text = JSON.stringify({ releases, uri: 'after them' }, null, spaces);
        expect(await releasesIn(inPieces(text, length))).toEqual(JSON.parse(JSON.stringify(releases)));
      }),
    );
  });

  it('of a package are read on past a word that is no JSON, when somebody is told of its line', async () => {
    const told: string[] = [];
    const unreadable = ({ message }: UnreadableLine): void => void told.push(message);
    const text = Readable.from([Buffer.from('{"releases":[\n{"ocid":"a"},\nundefined,\n{"ocid":"b"}]}')]);
    const releases: unknown[] = [];
    for await (const { json } of readReleases(text, { gzip: false, unreadable })) releases.push(json);
    expect(releases).toEqual([{ ocid: 'a' }, { ocid: 'b' }]);
    expect(told).toEqual([expect.stringMatching(/^Line 3 is not valid JSON/)]);
  });

  it('may come in one package after the other', async () => {
    expect(
      await releasesIn(['\ufeff{"releases":[{"ocid":"a"}],"links":{}}\n', '{"releases":[{"ocid":"b"}, {"ocid":"c"}]}']),
    ).toEqual([{ ocid: 'a' }, { ocid: 'b' }, { ocid: 'c' }]);
  });

  it('are told apart by the line feed alone, and a line that is none is named', async () => {
    const lines = readReleases(Readable.from([gzipSync(`{"a":"one\u2028two"}\n\n{"b":`)]), { gzip: true });
    expect((await lines.next()).value).toEqual({
      json: { a: 'one\u2028two' },
      head: null,
      hadNoNumbers: false,
      characters: 15,
    });
    await expect(lines.next()).rejects.toThrow('Line 3 is not valid JSON. Check the file, or fetch it again.');
  });

  it.each([
    ['{"a":1}\n{"b":Infinite}\n', 2],
    ['{"a":1}\n{"b":"cut of\n{"c":1}', 2],
    ['{"a":1}]', 1],
    ['{"releases":[\n{"a":1},\nnot JSON]}', 3],
    ['{"releases":[\n{"a":1},\n"cut of\n]}', 3],
    ['{"releases":[\n{"a":1}', 2],
  ])('of %j cannot all be read, and the line is named', async (text, line) => {
    await expect(releasesIn([text])).rejects.toThrow(new UnreadableLine(line));
  });

  it.each(['not JSON', 'null', '5', '"text"'])(
    'have between them what is no release, and the line is named: %s',
    async (line) => {
      await expect(releasesIn([`{"a":1}\n${line}\n`])).rejects.toThrow(
        'Line 2 is no release in JSON: one begins with {. Check the file, or fetch it again.',
      );
    },
  );

  it('are read around one that is longer than any is, which is told of by its line', async () => {
    const long = 'x'.repeat(1_000_000);
    const pieces = function* (): Generator<Buffer> {
      yield Buffer.from('{"ocid":"a"}\n{"ocid":"');
      for (let count = 0; count < 21; count += 1) yield Buffer.from(long);
      yield Buffer.from('"}\n{"uri":"y","releases":[{"ocid":"b"},{"x":["');
      for (let count = 0; count < 21; count += 1) yield Buffer.from(long);
      yield Buffer.from('"]},"');
      for (let count = 0; count < 21; count += 1) yield Buffer.from(long);
      yield Buffer.from('",{"ocid":"c"}]}\n{"ocid":"d"}');
    };
    const told: string[] = [];
    const releases: unknown[] = [];
    const unreadable = ({ message }: UnreadableLine): void => void told.push(message);
    for await (const { json } of readReleases(Readable.from(pieces()), { gzip: false, unreadable })) releases.push(json);
    expect(releases).toEqual([{ ocid: 'a' }, { ocid: 'b' }, { ocid: 'c' }, { ocid: 'd' }]);
    expect(told).toEqual(
      [2, 3, 3].map((line) => expect.stringMatching(`^Line ${line} begins a release.* 20 million`) as string),
    );
  });

  it('are refused where what stands before them in their package is longer than any release', async () => {
    const text = `{"note":"${'x'.repeat(21_000_000)}","releases":[{"ocid":"a"}]}`;
    await expect(releasesIn(inPieces(text, 60_000))).rejects.toThrow(/^Line 1 begins a release, or a package, of more than/);
    const told: string[] = [];
    const bytes = Readable.from(inPieces(text, 60_000).map((piece) => Buffer.from(piece)));
    const read = readReleases(bytes, { gzip: false, unreadable: ({ message }) => void told.push(message) });
    await expect(read.next()).rejects.toThrow(/20 million characters/);
    expect(told).toHaveLength(1);
  });

  it('come with a value that is called as a list of releases is, and is none', async () => {
    expect(await releasesIn(['{"a":"releases","b":[{"ocid":"a"}]}'])).toEqual([{ a: 'releases', b: [{ ocid: 'a' }] }]);
    expect(await releasesIn(['{"list" : "records" , "of":[1], "records" : [{"ocid":"a"}]}'])).toEqual([{ ocid: 'a' }]);
  });

  it('have null for what is no number also beside text that is very long', async () => {
    const text = 'x'.repeat(12_000_000);
    expect(await releasesIn(inPieces(`{"a":NaN,"b":"${text}"}`, 60_000))).toEqual([{ a: null, b: text }]);
  });

  const inBytes = async (bytes: Buffer, length = bytes.length): Promise<unknown[]> => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) =>
      bytes.subarray(at * length, (at + 1) * length),
    );
    const read: unknown[] = [];
    for await (const { json } of readReleases(Readable.from(pieces), { gzip: false })) read.push(json);
    return read;
  };
  const named = { ocid: 'a', name: 'Caf\u00e9 \u20ac \ud83d\udca1 Ltd' };

  it('are refused in Latin-1, or what else is not UTF-8, instead of losing letters', async () => {
    const latin = Buffer.from(JSON.stringify({ ocid: 'a', name: 'Caf\u00e9' }), 'latin1');
    await expect(inBytes(latin)).rejects.toThrow(/^It is not UTF-8, .* Save it as UTF-8 and import that/);
    await expect(inBytes(latin, 1)).rejects.toThrow(/^It is not UTF-8/);
  });

  it('are refused where the file ends within a letter', async () => {
    await expect(inBytes(Buffer.from([0x7b, 0x7d, 0xc3]))).rejects.toThrow(/^It is not UTF-8/);
  });

  it('are read however their letters are cut up, in UTF-8, and in UTF-16 that says that it is', async () => {
    const text = Buffer.from(`\ufeff${JSON.stringify(named)}`, 'utf16le');
    for (const length of [1, 2, 3, 100])
      for (const bytes of [Buffer.from(JSON.stringify(named)), text, Buffer.from(text).swap16()])
        expect(await inBytes(bytes, length)).toEqual([named]);
    expect(await inBytes(Buffer.alloc(0), 1)).toEqual([]);
  });

  it('are refused, not waited for, when the file is missing or is not gzip', async () => {
    const missing = createReadStream(join(__dirname, 'no-such-file.jsonl.gz'));
    await expect(readReleases(missing, { gzip: true }).next()).rejects.toThrow(/ENOENT/);
    await expect(readReleases(Readable.from([Buffer.from('{}')]), { gzip: true }).next()).rejects.toThrow(/header/);
  });

  it('leave the file closed when the reader wants no more', async () => {
    const file = Readable.from([Buffer.from('{"ocid":"a"}\n'), Buffer.from('{"ocid":"b"}\n')]);
    for await (const first of readReleases(file, { gzip: false })) {
      expect(first.json).toEqual({ ocid: 'a' });
      break;
    }
    expect(file.destroyed).toBe(true);
  });
});
