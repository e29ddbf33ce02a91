import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { readConfiguration } from '../configuration/configuration';
import { repositoryRoot } from '../configuration/repository-root';
import { DocumentLost, DocumentStore } from './document-store';

const folder = mkdtempSync(join(tmpdir(), 'assay-documents-'));
const quarantine = join(folder, 'quarantine');
const store = new DocumentStore(readConfiguration({ ASSAY_DOCUMENTS: folder }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the document store', () => {
  it('keeps bytes under their hash, once, and hands them out', async () => {
    const sha256 = createHash('sha256').update('a certificate').digest('hex');
    for (let time = 0; time < 2; time += 1)
      expect(await store.put(Readable.from([Buffer.from('a certi'), Buffer.from('ficate')]))).toMatchObject({
        sha256,
        size: 13,
      });
    expect(await text(await store.open(sha256))).toBe('a certificate');
    expect(readdirSync(quarantine)).toEqual([]);
  });

  it('keeps nothing of what is refused, or breaks off', async () => {
    const refused = store.put(Readable.from([Buffer.from('a virus')]), () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('half a ');
      await Promise.resolve();
      throw new Error('broken off');
    };
    await expect(store.put(Readable.from(broken()))).rejects.toThrow('broken off');
    expect(readdirSync(quarantine)).toEqual([]);
    await expect(store.open(createHash('sha256').update('a virus').digest('hex'))).rejects.toThrow(DocumentLost);
  });

  it('says where there is no room for a file, keeps nothing of it, and takes the next that fits', async () => {
    // The limit of the shell stands for a disk: what is longer than 4 KiB is not written to its end.
    const platform = join(repositoryRoot(), 'dist/libs/platform/src/index.js');
    const program = `
      const { DocumentStore, readConfiguration } = require(${JSON.stringify(platform)});
      const store = new DocumentStore(readConfiguration({ ASSAY_DOCUMENTS: ${JSON.stringify(folder)} }));
      const put = (length) => store.put(require('node:stream').Readable.from([Buffer.alloc(length, 'x')])).then(({ size }) => size, ({ code, message }) => [code, message]);
      (async () => console.log('\\n' + JSON.stringify([await put(100000), await put(1000)])))();`;
    const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -f 8; exec "$0" -e "$1"', process.execPath, program]);
    const [tooLong, short] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown[];
    expect(tooLong).toEqual(['UNAVAILABLE', expect.stringMatching(/there is no room left for files\. Nothing was saved\./)]);
    expect(short).toBe(1000);
    expect(readdirSync(quarantine)).toEqual([]);
  });

  it('removes what was arriving when a process was killed, and not what arrives', async () => {
    mkdirSync(quarantine, { recursive: true });
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    writeFileSync(join(quarantine, 'left-behind'), 'half');
    utimesSync(join(quarantine, 'left-behind'), yesterday, yesterday);
    writeFileSync(join(quarantine, 'arriving'), 'half');
    expect(await store.sweep()).toBe(1);
    expect(readdirSync(quarantine)).toEqual(['arriving']);
    rmSync(quarantine, { recursive: true });
    expect(await store.sweep()).toBe(0);
  });
});
