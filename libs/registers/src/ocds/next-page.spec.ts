import { Readable } from 'node:stream';
import { nextPageOf } from './next-page';
import { readReleases } from './read-releases';

/** What the packages of a text name as their next pages; it comes in pieces of so many bytes. */
async function named(text: string, size: number): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    Buffer.from(text.slice(index * size, (index + 1) * size)),
  );
  const reading = { gzip: false, nextPage: (address: string | null): void => void found.push(address) };
  const releases = readReleases(Readable.from(pieces, { objectMode: false }), reading);
  while ((await releases.next()).done !== true);
  return found;
}

describe('the next page of a package', () => {
  it('is an address in its links, or none', () => {
    expect(nextPageOf({ links: { next: ' /2 ' } })).toBe('/2');
    for (const json of [
      null,
      5,
      {},
      { links: null },
      { links: { next: '' } },
      { links: { next: 2 } },
      { links: { prev: '/1' } },
    ])
      expect(nextPageOf(json)).toBeNull();
  });

  it.each([1, 2, 7, 10_000])('is found wherever it stands, however the text comes: in pieces of %i', async (size) => {
    const of = (text: string): Promise<(string | null)[]> => named(text, size);
    expect(await of('{"links": {"next": "/2"}, "releases": [{"a": "]}"}, 5]}')).toEqual(['/2']);
    expect(await of('{"records": [], "n": NaN, "links": {"prev": "}", "next": "/2"}}\n')).toEqual(['/2']);
    expect(await of('{"releases": [{"links": {"next": "/of-a-release"}}]}')).toEqual([null]);
    expect(await of('{"releases":[{}],"links":{"next":"/2"}}\n{"releases":[{}]}\n')).toEqual(['/2', null]);
    expect(await of('{"ocid": "x", "links": {"next": "/of-a-release"}}\n')).toEqual([]);
  });
});
