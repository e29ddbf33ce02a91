import type { DeclaredFile } from '../declarations/declared';
import { readDeclarations } from '../declarations/read-declarations';
import { FileUnreadable } from '../declarations/strict-json';

/** The largest file that is read, in bytes. */
const MOST_BYTES = 5_000_000;

/** A file that somebody gives, of which the content is asked for only once the rest will do. */
export interface FileToRead {
  /** Whether its name says so, by which an upload goes too. */
  isJson: boolean;
  /** In bytes. */
  size: number;
  content: () => Promise<Buffer>;
}

/**
 * What a file declares. This is the one way to read one: for who uploads it, and for who checks it without a server.
 *
 * @throws FileUnreadable also when it is no JSON or too large
 */
export async function readAttestationFile({ isJson, size, content }: FileToRead): Promise<DeclaredFile> {
  if (!isJson)
    throw new FileUnreadable([
      'It is not a JSON file. Attestations are read from CycloneDX in JSON, in a file whose name ends in .json.',
    ]);
  if (size > MOST_BYTES) throw new FileUnreadable([`It is larger than ${MOST_BYTES / 1e6} MB. Split it into several files.`]);
  return readDeclarations((await content()).toString('utf8'));
}
