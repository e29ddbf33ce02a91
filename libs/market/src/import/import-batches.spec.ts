import { Readable } from 'node:stream';
import { BATCHES } from './import-batches';

describe('the batches of a file of releases', () => {
  const sizesOf = async (pieces: Iterable<Buffer>): Promise<number[]> => {
    const sizes: number[] = [];
    for await (const { records } of BATCHES.OCDS(Readable.from(pieces), {}, new Date(0))) sizes.push(records);
    return sizes;
  };
  const releases = (count: number, characters: number): Buffer[] =>
    Array.from({ length: count }, (_, index) =>
      Buffer.from(`${JSON.stringify({ ocid: `ocds-invented-${index}`, note: 'x'.repeat(characters) })}\n`),
    );

  it('are of so many releases, and of fewer where they are large', async () => {
    expect(await sizesOf(releases(600, 10))).toEqual([250, 250, 100]);
    expect(await sizesOf(releases(7, 3_000_000))).toEqual([3, 3, 1]);
  });

  it('count a record of many releases by its own text', async () => {
    const record = { records: [{ releases: JSON.parse(`[${releases(7, 1_000_000).join(',')}]`) as object[] }] };
    expect(await sizesOf([Buffer.from(JSON.stringify(record)), Buffer.from(JSON.stringify(record))])).toEqual([8, 6]);
  });
});
