import { gzipSync } from 'node:zlib';
import { releaseIn } from './release-in';

const release = { ocid: 'ocds-1', id: '1', date: '2026-01-02', tender: { title: 'Lamps' } };
const older = { ...release, id: '0', date: '2026-01-01' };
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('the release in a file', () => {
  it.each([
    ['one release', bytes(release), 1],
    ['a release package', bytes({ uri: 'x', releases: [older, release, { ocid: 'ocds-1', date: '2026-02-01' }] }), 2],
    ['JSON lines', Buffer.from(`${JSON.stringify(older)}\n${JSON.stringify(release)}\n`), 2],
    ['a compressed file', gzipSync(bytes(release)), 1],
  ])('is found in %s', async (_, file, among) => {
    expect(await releaseIn(file)).toEqual({ release, name: '1 of 2 January 2026', among });
  });

  it.each([
    ['no JSON', Buffer.from('Dear supplier')],
    ['something else', bytes({ hello: 'world' })],
    ['nothing', Buffer.from('')],
    ['a cut file', gzipSync(bytes(release)).subarray(0, 20)],
  ])('is not found in %s', async (_, file) => {
    expect(await releaseIn(file)).toBeNull();
  });
});
