import { Readable } from 'node:stream';
import { readReleases } from './read-releases';

async function readOf(json: object): Promise<{ releases: unknown[]; told: string[] }> {
  const releases: unknown[] = [];
  const told: string[] = [];
  const unreadable = ({ message }: Error): void => void told.push(message);
  const bytes = Readable.from([Buffer.from(JSON.stringify(json))], { objectMode: false });
  for await (const { json } of readReleases(bytes, { gzip: false, unreadable })) releases.push(json);
  return { releases, told };
}

const LINKED = { url: 'https://publisher.example/1', date: '2026-09-01T10:00:00Z' };

describe('what a file of releases does not hold', () => {
  it('is told of: releases that a record links by their addresses alone', async () => {
    const { releases, told } = await readOf({ records: [{ ocid: 'a', releases: [LINKED, { ocid: 'a' }, LINKED] }] });
    expect(releases).toEqual([{ ocid: 'a' }]);
    expect(told).toEqual([
      'Line 1 has a record with 2 of 3 releases that are not in the file, but linked by their addresses, or have no ocid; they were not read. Import what its publisher gives of them as releases.',
    ]);
    expect(await readOf({ records: [{ ocid: 'a', releases: [LINKED] }] })).toMatchObject({
      releases: [],
      told: [expect.stringContaining('1 of 1')],
    });
  });

  it('is told of: a record without any release', async () => {
    const { releases, told } = await readOf({ records: [{ ocid: 'a', releases: [] }] });
    expect(releases).toEqual([]);
    expect(told).toEqual(['Line 1 has a record with no release in it. Import what its publisher gives of them as releases.']);
  });

  it('is nothing where a compiled release stands for what is linked, and where a list is empty', async () => {
    const compiled = { ocid: 'a', date: '2026-09-01T10:00:00Z' };
    const record = { ocid: 'a', releases: [LINKED], compiledRelease: compiled };
    expect(await readOf({ records: [record], releases: [], links: {} })).toEqual({ releases: [compiled], told: [] });
  });

  it('is told of: a second list of a package', async () => {
    expect(await readOf({ releases: [{ ocid: 'a' }], records: [{ ocid: 'b' }] })).toEqual({
      releases: [{ ocid: 'a' }],
      told: [
        'Line 1 ends a package with two lists, of which the second one, records, was not read. Import it as a package of its own.',
      ],
    });
  });
});
