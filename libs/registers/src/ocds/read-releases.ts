import { PassThrough, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { JsonText, ReleaseSplitter, UnreadableLine } from './release-splitter';

/**
 * The releases of a file, one after the other, so that a long file is never held in memory: JSON lines of releases, or release
 * packages as Find a Tender gives them out.
 *
 * @throws UnreadableLine naming the line; or the error of the stream, when that fails or is not gzip
 */
export async function* readReleases(bytes: Readable, options: { gzip: boolean }): AsyncGenerator<unknown> {
  const text = options.gzip ? createGunzip() : new PassThrough();
  // Unlike pipe(), a pipeline hands on a failure of the source, and closes it when the reader stops early. The error itself
  // comes out of the loop below.
  pipeline(bytes, text, () => undefined);
  const splitter = new ReleaseSplitter();
  for await (const piece of text.setEncoding('utf8')) {
    for (const release of splitter.push(piece as string)) yield parsed(release);
  }
  splitter.end();
}

function parsed({ text, line }: JsonText): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnreadableLine(line);
  }
}
