import { ZipFile } from 'yazl';
import { fromBufferPromise } from 'yauzl';

/** The bytes of each file of a ZIP, by its name. */
export type Files = Map<string, Buffer>;

/** What is in a ZIP. */
export async function unzip(zip: Buffer): Promise<Files> {
  const opened = await fromBufferPromise(zip, { autoClose: false });
  const files: Files = new Map();
  for await (const entry of opened.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}

/** A ZIP of these files, in their order. */
export async function zipOf(files: Iterable<[string, Buffer]>, comment?: string): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of files) zip.addBuffer(bytes, path, { forceDosTimestamp: true });
  zip.end(comment ? { comment, forceZip64Format: false } : undefined);
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A ZIP with bytes put in at a place, at which or after which its list begins; the offsets in the list are moved along. */
export function withInserted(zip: Buffer, bytes: Buffer, at: number): Buffer<ArrayBuffer> {
  const list = zip.readUInt32LE(zip.length - 6);
  const moved = Buffer.concat([zip.subarray(0, at), bytes, zip.subarray(at)]);
  moved.writeUInt32LE(list + bytes.length, moved.length - 6);
  for (let entry = list + bytes.length; moved.readUInt32LE(entry) === 0x02014b50;) {
    const offset = moved.readUInt32LE(entry + 42);
    if (offset >= at) moved.writeUInt32LE(offset + bytes.length, entry + 42);
    entry += 46 + moved.readUInt16LE(entry + 28) + moved.readUInt16LE(entry + 30) + moved.readUInt16LE(entry + 32);
  }
  return moved;
}

/** A ZIP of one file with bytes put behind the name in its list, of which the length stands at a place of the entry. */
export function withListed(zip: Buffer, bytes: Buffer, lengthAt: number): Buffer {
  const list = zip.readUInt32LE(zip.length - 6);
  const behind = list + 46 + zip.readUInt16LE(list + 28);
  const longer = Buffer.concat([zip.subarray(0, behind), bytes, zip.subarray(behind)]);
  longer.writeUInt16LE(bytes.length, list + lengthAt);
  longer.writeUInt32LE(longer.readUInt32LE(longer.length - 10) + bytes.length, longer.length - 10);
  return longer;
}
