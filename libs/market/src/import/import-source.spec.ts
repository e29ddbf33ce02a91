import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { contentOf, openSource, sentOnTo, UnreadableSource } from './import-source';

/** A zip of these files, by their names. */
async function zipOf(files: Record<string, string>): Promise<Readable> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return Readable.from([await buffer(zip.outputStream)], { objectMode: false });
}

const read = async (files: Record<string, string>): Promise<string> =>
  text(await contentOf(await zipOf(files), () => undefined));

const openFiles = (): number => readdirSync('/dev/fd').length;
const foldersLeft = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('assay-import-'));

describe('a file that this user may not read', () => {
  it('is refused before anything is begun', async () => {
    if (process.getuid?.() === 0) return;
    const folder = mkdtempSync(join(tmpdir(), 'assay-closed-'));
    const closed = join(folder, 'closed.csv');
    writeFileSync(closed, 'CompanyName\n', { mode: 0o200 });
    await expect(openSource(closed)).rejects.toThrow(`You may not read ${closed}.`);
    rmSync(folder, { recursive: true });
  });
});

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

  it('leaves nothing open or behind when it is not read to its end, or cannot be', async () => {
    const before = { open: openFiles(), folders: foldersLeft() };
    const whole = await buffer(await zipOf({ 'companies.csv': randomBytes(300_000).toString('hex') }));
    const part = await contentOf(Readable.from([whole], { objectMode: false }), () => undefined);
    await once(part, 'readable');
    part.destroy();
    await finished(part, { error: false }).catch(() => undefined);
    const cut = contentOf(Readable.from([whole.subarray(0, 1000)], { objectMode: false }), () => undefined);
    await expect(cut).rejects.toThrow('The zip file cannot be read');
    const broken = new PassThrough();
    broken.write(whole.subarray(0, 1000));
    const unread = contentOf(broken, () => undefined);
    setImmediate(() => broken.destroy(new Error('the line went dead')));
    await expect(unread).rejects.toThrow('the line went dead');
    // Other tests have folders of their own for a moment: what stays is waited for until the test has taken too long.
    while (openFiles() > before.open || foldersLeft().some((name) => !before.folders.includes(name))) await setTimeout(20);
  });
});

describe('a register that comes from an address', () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/register.csv`;
  beforeAll(async () => {
    server = createServer((_request, response) => answer(response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('may come for longer than its answer may take to begin', async () => {
    const longestWaitMs = 500;
    const parts = Array.from({ length: 8 }, (_, index) => `part ${index}\n`);
    answer = (response) => {
      void (async () => {
        for (const part of parts) {
          response.write(part);
          await setTimeout(longestWaitMs / 4);
        }
        response.end();
      })();
    };
    const { bytes, bytesTotal, name } = await openSource(address(), longestWaitMs);
    expect({ bytesTotal, name }).toEqual({ bytesTotal: null, name: address() });
    expect(await text(await contentOf(bytes, () => undefined))).toBe(parts.join(''));
  });

  it('is refused when it does not answer, or says that there is none, and why', async () => {
    answer = () => undefined;
    await expect(openSource(address(), 100)).rejects.toThrow('did not answer (nothing within 0.1 seconds). Check the address');
    answer = (response) => response.writeHead(404).end('gone');
    await expect(openSource(address())).rejects.toThrow('register.csv answered 404.');
    const gone = address();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(openSource(gone)).rejects.toThrow(/did not answer \(connect ECONNREFUSED/);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });

  it('is refused in a sentence where its server has no TLS, and where it has a password in it, which is not repeated', async () => {
    answer = (response) => response.end('plain');
    await expect(openSource(address().replace('http:', 'https:'))).rejects.toThrow(
      'did not answer (what is there does not speak TLS, which https:// has to). Check the address',
    );
    const refused = openSource(address().replace('//', '//user:hunter2@'));
    await expect(refused).rejects.toThrow('has a user name or a password in it');
    await expect(refused).rejects.not.toThrow('hunter2');
  });

  it('is fetched from where its address sends on to, but not for ever, and never from what is encrypted to what is not', async () => {
    let asked = 0;
    answer = (response) => (asked++ < 2 ? response.writeHead(302, { location: '/moved.csv' }).end() : response.end('moved'));
    const { bytes, name } = await openSource(address());
    expect(name).toBe(address());
    expect(await text(await contentOf(bytes, () => undefined))).toBe('moved');
    answer = (response) => response.writeHead(301, { location: '/register.csv' }).end();
    await expect(openSource(address())).rejects.toThrow('register.csv sends on more than 5 times. Check the address.');
    const from = new URL('https://register.example/latest');
    expect(sentOnTo('/2026.csv', from).href).toBe('https://register.example/2026.csv');
    expect(sentOnTo('https://files.example/2026.csv', new URL('http://register.example/')).protocol).toBe('https:');
    expect(() => sentOnTo('http://register.example/2026.csv', from)).toThrow(
      /^https:\/\/register\.example\/latest sends on to http:\/\/register\.example\/2026\.csv, where anybody on the way could change/,
    );
  });

  it('fails its reader, and nobody else, when it broke off before it was read', async () => {
    answer = (response) => {
      response.setHeader('content-length', 1000);
      response.write('part');
      void setTimeout(50).then(() => response.destroy());
    };
    const { bytes, bytesTotal } = await openSource(address());
    expect(bytesTotal).toBe(1000);
    await setTimeout(200);
    await expect(contentOf(bytes, () => undefined)).rejects.toThrow('terminated');
  });
});
