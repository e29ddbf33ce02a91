import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { contentOf, UnreadableSource } from './import-source';

/** A zip of these files, by their names. */
async function zipOf(files: Record<string, string>): Promise<Readable> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return Readable.from([await buffer(zip.outputStream)], { objectMode: false });
}

const read = async (files: Record<string, string>): Promise<string> =>
  text(await contentOf(await zipOf(files), () => undefined));

describe('a register that comes as a zip', () => {
  it('is the one file in it, whatever a Mac has put beside', async () => {
    const content = 'CompanyName, CompanyNumber\n'.repeat(10_000);
    expect(await read({ 'companies.csv': content })).toBe(content);
    expect(await read({ 'companies.csv': content, '__MACOSX/._companies.csv': 'attributes' })).toBe(content);
  });

  it('is refused when it has several, of which all but one would be passed over, or none', async () => {
    await expect(read({ 'part 1.csv': 'a', 'part 2.csv': 'b' })).rejects.toThrow(UnreadableSource);
    await expect(read({ 'part 1.csv': 'a', 'part 2.csv': 'b' })).rejects.toThrow('more than one file');
    await expect(read({ '__MACOSX/._companies.csv': 'attributes' })).rejects.toThrow('no file in it');
  });
});
