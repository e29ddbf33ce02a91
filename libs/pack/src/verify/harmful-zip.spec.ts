import { crc32 } from 'node:zlib';
import { packInMemory } from '../testing/fictional-pack';
import { withInserted, withListed, zipOf } from '../testing/zip-files';
import type { VerifyReport } from './report';
import { verifyPack } from './verify-pack';

const sentences = ({ checks }: VerifyReport): string[] =>
  checks.filter(({ outcome }) => outcome === 'FAILED').map(({ sentence }) => sentence);

describe('a ZIP made to harm', () => {
  const refusal = async (zip: Buffer) => sentences(await verifyPack(zip))[0];

  it('cannot lead out of the folder', async () => {
    const zip = await zipOf([['aa/bb/evil.txt', Buffer.from('x')]]);
    for (const path of ['../../evil.txt', '/a/b/evil.txt', 'aa\\bb\\ev.txt', 'aa/b\u0000/ev.txt']) {
      const changed = Buffer.from(zip.toString('latin1').replaceAll('aa/bb/evil.txt', path.padEnd(14, 'x')), 'latin1');
      expect(await refusal(changed)).toMatch(/mislead|cannot be read|read safely/);
    }
  });

  it('that unpacks to far more than it holds is refused before it is unpacked', async () => {
    expect(await refusal(await zipOf([['pack.json', Buffer.alloc(5_000_000)]]))).toMatch(/ZIP bomb/);
  });

  it('with too many or too large files is refused', async () => {
    const zip = await zipOf([...Array(5).keys()].map((index) => [`f${index}`, Buffer.alloc(10)]));
    const refused = async (limits: object) => sentences(await verifyPack(zip, { limits }))[0];
    expect(await refused({ entries: 4 })).toMatch(/says that it holds 5 files/);
    expect(await refused({ fileSize: 9 })).toMatch(/at most 9 are read/);
    expect(await refused({ totalSize: 49 })).toMatch(/too much/);
  });

  it('with the same name twice, another name inside, or a comment is refused', async () => {
    expect(await refusal(await zipOf([['a', Buffer.from('1')], ['a', Buffer.from('2')]]))).toMatch(/is there twice/); // prettier-ignore
    expect(await refusal(await zipOf([['a', Buffer.from('1')]], 'hello'))).toMatch(/comment/);
    const zip = await zipOf([['aaaa', Buffer.from('1')]]);
    zip.write('bbbb', zip.indexOf('aaaa'));
    expect(await refusal(zip)).toMatch(/two names/);
  });

  it('that describes a file in two ways, or more than a file has to be described, is refused', async () => {
    const name = 'aaaa';
    const zip = await zipOf([[name, Buffer.from('Kept as it is. '.repeat(20))]]);
    const list = zip.readUInt32LE(zip.length - 6);
    const changed = (write: (copy: Buffer) => void, copy = Buffer.from(zip)): Buffer => {
      write(copy);
      return copy;
    };
    const twoWays = [
      changed((copy) => copy.writeUInt16LE(0, 8)),
      changed((copy) => copy.writeUInt32LE(1, 14)),
      changed((copy) => copy.writeUInt32LE(10, 18)),
      changed((copy) => copy.writeUInt32LE(10, 22)),
      changed((copy) => copy.writeUInt16LE(8, 28), withInserted(zip, Buffer.alloc(8), 30 + name.length)),
    ];
    for (const one of twoWays) expect(await refusal(one)).toMatch(/described in two ways/);
    // Info-ZIP's Unicode Path: some programs take the name that it gives.
    const path = Buffer.from('bbbb');
    const field = Buffer.concat([
      Buffer.from('7075', 'hex').reverse(),
      Buffer.from([5 + path.length, 0, 1]),
      Buffer.alloc(4),
      path,
    ]);
    field.writeUInt32LE(crc32(name), 5);
    expect(await refusal(withListed(zip, field, 30))).toMatch(/extra field/);
    expect(await refusal(withListed(zip, Buffer.from('Lumen won'), 32))).toMatch(/comment/);
    for (const mode of [0o010644, 0o040755, 0o120777, 0o104755])
      expect(await refusal(changed((copy) => copy.writeUInt32LE((mode << 16) >>> 0, list + 38)))).toMatch(/no plain file/);
  });

  it('in which something hides behind the bytes of a file, or whose checksum is another, is refused', async () => {
    const zip = await zipOf([['aaaa', Buffer.from('Kept as it is. '.repeat(20))]]);
    const [list, packed] = [zip.readUInt32LE(zip.length - 6), zip.readUInt32LE(18)];
    const hiding = withInserted(zip, Buffer.from('Another face'), list);
    for (const at of [18, list + 12 + 20]) hiding.writeUInt32LE(packed + 12, at);
    expect(await refusal(hiding)).toMatch(/holds other than the ZIP says/);
    for (const at of [14, list + 16]) zip.writeUInt32LE(1, at);
    expect(await refusal(zip)).toMatch(/not what its checksum/);
  });

  it('with a file that is not in its list is refused, wherever it stands', async () => {
    const { zip } = await packInMemory();
    const hidden = await zipOf([['index.html', Buffer.from('<p>Another face</p>')]]);
    const record = hidden.subarray(0, hidden.readUInt32LE(hidden.length - 6));
    const list = zip.readUInt32LE(zip.length - 6);
    for (const at of [0, list]) {
      const report = await verifyPack(withInserted(zip, record, at));
      expect(sentences(report)).toEqual([expect.stringMatching(/not in its list of files/)]);
    }
  });

  it('with two entries over the same bytes is refused', async () => {
    const zip = await zipOf([['aaaa', Buffer.alloc(50, 1)], ['bbbb', Buffer.alloc(50, 1)]]); // prettier-ignore
    // The second entry of the central directory is made to point to the first file.
    const second = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(0, second + 42);
    expect(await refusal(zip)).toMatch(/shares its bytes/);
  });
});
