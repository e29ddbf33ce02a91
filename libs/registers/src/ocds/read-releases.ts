import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A line that is no JSON. */
export class UnreadableLine extends Error {
  override name = 'UnreadableLine';
}

/**
 * The releases of a file of JSON lines, one after the other, so that a long file is never held in memory.
 *
 * @throws UnreadableLine naming the line
 */
export async function* readReleases(bytes: Readable, options: { gzip: boolean }): AsyncGenerator<unknown> {
  const input = options.gzip ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      yield JSON.parse(line) as unknown;
    } catch {
      throw new UnreadableLine(`Line ${number} is not valid JSON. Check the file, or fetch it again.`);
    }
  }
}

/** Lines by the line feed alone: Node's readline also breaks at U+2028, which JSON text may hold. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
