import { Readable } from 'node:stream';

/** A file that is not in the encoding that JSON has to have. */
export class NotUtf8 extends Error {
  override name = 'NotUtf8';

  constructor() {
    super(
      'It is not UTF-8, which JSON has to be: some of its letters would be lost. Save it as UTF-8 and import that, or fetch it again. What came before is taken, and is not taken twice.',
    );
  }
}

/** The encodings that a file may say that it is in by its first two bytes. */
const MARKS: readonly [number, number, string][] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];

/**
 * The text of JSON that arrives in bytes: UTF-8, or UTF-16 where its first bytes say so. What is neither is never guessed at.
 *
 * @throws NotUtf8
 */
export async function* jsonText(bytes: Readable): AsyncGenerator<string> {
  let head = Buffer.alloc(0);
  let decoder: TextDecoder | null = null;
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    head = Buffer.concat([head, piece]);
    if (decoder === null && head.length < 2) continue;
    decoder ??= decoderOf(head);
    yield decoded(decoder, head, true);
    head = Buffer.alloc(0);
  }
  yield decoded(decoder ?? decoderOf(head), head, false);
}

/** The text of JSON in bytes. @throws NotUtf8 */
export function jsonTextOf(bytes: Buffer): string {
  return decoded(decoderOf(bytes), bytes, false);
}

function decoderOf(head: Buffer): TextDecoder {
  const mark = MARKS.find(([first, second]) => head[0] === first && head[1] === second);
  return new TextDecoder(mark?.[2] ?? 'utf-8', { fatal: true });
}

/** @param stream whether more comes, of which a letter may have begun */
function decoded(decoder: TextDecoder, bytes: Buffer, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new NotUtf8();
  }
}
