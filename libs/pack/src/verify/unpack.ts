import { createHash } from 'node:crypto';
import { crc32, createInflateRaw } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { isSystemError, messageOf } from './report';

/** Ceilings on what a verifier will unpack. Sizes in bytes. */
export interface PackLimits {
  entries: number;
  /** Of one file, unpacked. */
  fileSize: number;
  /** Of all files, unpacked. */
  totalSize: number;
  /** Of a file that is read into memory. */
  keptSize: number;
  /** Unpacked over packed, for files above `ratioFrom`. */
  ratio: number;
  ratioFrom: number;
}

const MEBIBYTE = 1024 * 1024;

export const PACK_LIMITS: PackLimits = {
  entries: 20_000,
  fileSize: 2048 * MEBIBYTE,
  totalSize: 16_384 * MEBIBYTE,
  keptSize: 256 * MEBIBYTE,
  ratio: 100,
  ratioFrom: MEBIBYTE,
};

/** What was in a ZIP: hash and size of each file, and the bytes of those that were asked for. */
export interface UnpackedFiles {
  files: Map<string, { sha256: string; size: number }>;
  kept: Map<string, Buffer>;
  size: number;
}

/** A ZIP that is refused, before or while it is unpacked; the message is a sentence. */
export class PackRefused extends Error {
  constructor(
    message: string,
    readonly path: string | null = null,
  ) {
    super(message);
    this.name = 'PackRefused';
  }
}

/**
 * Reads a ZIP from a file or from memory without writing anything: every file is streamed through SHA-256, and those in `keep` are kept.
 * Nothing is unpacked before all the entries were looked at.
 *
 * @throws PackRefused for a ZIP that is broken, too large, or made to mislead
 * @throws Error (ENOENT, EACCES, EISDIR) when the file cannot be opened
 */
export async function unpack(source: string | Buffer, keep: ReadonlySet<string>, limits: PackLimits): Promise<UnpackedFiles> {
  const zip = await openZip(source);
  try {
    // Where the list of entries begins, as long as none of it has been read.
    const list = Number(zip.readEntryCursor);
    const entries = await acceptableEntries(zip, limits);
    await refuseTwoFaces(zip, entries, list);
    return await readEntries(zip, entries, keep, limits);
  } finally {
    zip.close();
  }
}

/** What yauzl says of bytes behind what the ZIP says is its end. */
const ENDS_ELSEWHERE = /^Invalid comment length/;

async function openZip(source: string | Buffer): Promise<ZipFile> {
  const options = { autoClose: false, strictFileNames: true };
  try {
    return await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options));
  } catch (error) {
    if (isSystemError(error)) throw error;
    if (ENDS_ELSEWHERE.test(messageOf(error)))
      throw new PackRefused(
        'The ZIP does not end where it says that it does: something was added behind it, or its end was changed. Get it again from whoever made it.',
      );
    throw new PackRefused(
      'The file is not a ZIP that can be read safely: it was cut short, something was added to it, or it never was one. Get it again from whoever made it.',
    );
  }
}

async function acceptableEntries(zip: ZipFile, limits: PackLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) {
    throw new PackRefused(`The ZIP says that it holds ${zip.entryCount} files; at most ${limits.entries} are read.`);
  }
  if (zip.comment.length > 0) throw new PackRefused('The ZIP has a comment, which a pack never has.');
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const problem = entryProblem(entry, limits) ?? (names.has(entry.fileName) ? 'is there twice' : undefined);
      if (problem) throw new PackRefused(`The file ${shown(entry.fileName)} ${problem}.`, entry.fileName);
      total += entry.uncompressedSize;
      if (total > limits.totalSize)
        throw new PackRefused(`The ZIP unpacks to more than ${limits.totalSize} bytes, which is too much.`);
      names.add(entry.fileName);
      entries.push(entry);
    }
  } catch (error) {
    throw error instanceof PackRefused ? error : broken(error);
  }
  return entries;
}

function entryProblem(entry: Entry, limits: PackLimits): string | undefined {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (!isPlainPath(entry.fileName)) return 'has a name that could lead out of the folder or mislead';
  if (!isPlainFile(entry)) return 'is no plain file';
  if (entry.fileCommentLength > 0) return 'has a comment, which files of a pack never have';
  if (entry.extraFields.some(({ id }) => id !== ZIP64))
    return 'is described by an extra field, in which some programs read another name than others';
  if (entry.isEncrypted()) return 'is encrypted';
  if (compressionMethod !== 0 && compressionMethod !== 8) return 'is compressed in a way that packs do not use';
  if (uncompressedSize > limits.fileSize) return `unpacks to ${uncompressedSize} bytes; at most ${limits.fileSize} are read`;
  if (uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio) {
    return `unpacks to more than ${limits.ratio} times its size, as a ZIP bomb does`;
  }
  return undefined;
}

/** The only extra field that packs have, and only very large ones: sizes and places beyond four gigabytes. @source PKWARE APPNOTE 4.5.3 */
const ZIP64 = 0x0001;

const KIND_OF_FILE = 0o170000;
const REGULAR = 0o100000;
const SET_ON_EXECUTION = 0o7000;
const DOS_FOLDER = 0x10;

/** Not a folder, link, pipe or device, and nothing that runs with another's rights. The upper half of the attributes is the mode of Unix. */
function isPlainFile({ externalFileAttributes }: Entry): boolean {
  const mode = externalFileAttributes >>> 16;
  const kind = mode & KIND_OF_FILE;
  return (kind === 0 || kind === REGULAR) && (mode & SET_ON_EXECUTION) === 0 && (externalFileAttributes & DOS_FOLDER) === 0;
}

/** Folders and a name in plain characters: the only paths that a pack has. */
function isPlainPath(path: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,3}$/.test(path) && !path.includes('..');
}

/** What may follow a file's bytes, where they were streamed: their checksum and two sizes, with or without a mark, in two widths. */
const DESCRIPTORS: readonly number[] = [12, 16, 20, 24];
const IS_STREAMED = 0x8;

/**
 * Entries that share bytes are how a small ZIP unpacks to a huge one. A second name in the local header, or a file that stands between the
 * others and not in the list, is how it shows two faces: some programs read the list, and others one file after the other.
 */
async function refuseTwoFaces(zip: ZipFile, entries: readonly Entry[], list: number): Promise<void> {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  let mayFollow: readonly number[] = [0];
  for (const entry of inOrder) {
    const header = await zip.readLocalFileHeaderPromise(entry, {}).catch((error: unknown) => {
      throw broken(error, entry.fileName);
    });
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw new PackRefused(
        `The file ${shown(entry.fileName)} shares its bytes with another, as a ZIP bomb does.`,
        entry.fileName,
      );
    }
    if (!header.fileName.equals(entry.fileNameRaw)) {
      throw new PackRefused(
        `The file ${shown(entry.fileName)} has two names in the ZIP, so programs could read different packs.`,
        entry.fileName,
      );
    }
    if (!saysTheSame(header, entry)) {
      throw new PackRefused(
        `The file ${shown(entry.fileName)} is described in two ways in the ZIP, so programs could read different packs.`,
        entry.fileName,
      );
    }
    mustFollow(entry.relativeOffsetOfLocalHeader - end, mayFollow);
    end = header.fileDataStart + entry.compressedSize;
    mayFollow = (entry.generalPurposeBitFlag & IS_STREAMED) === 0 ? [0] : DESCRIPTORS;
  }
  mustFollow(list - end, mayFollow);
}

/** Whether a file is described before its bytes as it is in the list. What was streamed had no size and no checksum yet. */
function saysTheSame(header: LocalFileHeader, entry: Entry): boolean {
  const isStreamed = (entry.generalPurposeBitFlag & IS_STREAMED) !== 0;
  const figures = (['crc32', 'compressedSize', 'uncompressedSize'] as const).every(
    (figure) => header[figure] === entry[figure] || (isStreamed && header[figure] === 0),
  );
  const isSame =
    header.generalPurposeBitFlag === entry.generalPurposeBitFlag && header.compressionMethod === entry.compressionMethod;
  return figures && isSame && header.extraField.length === 0;
}

/** @throws PackRefused when there is something between two files that is neither's */
function mustFollow(gap: number, allowed: readonly number[]): void {
  if (allowed.includes(gap)) return;
  throw new PackRefused('The ZIP holds something that is not in its list of files, so programs could read different packs.');
}

async function readEntries(
  zip: ZipFile,
  entries: readonly Entry[],
  keep: ReadonlySet<string>,
  limits: PackLimits,
): Promise<UnpackedFiles> {
  const unpacked: UnpackedFiles = { files: new Map(), kept: new Map(), size: 0 };
  for (const entry of entries) {
    const path = entry.fileName;
    if (keep.has(path) && entry.uncompressedSize > limits.keptSize) {
      throw new PackRefused(`The file ${path} has ${entry.uncompressedSize} bytes; at most ${limits.keptSize} are read.`, path);
    }
    const chunks: Buffer[] = [];
    const hash = createHash('sha256');
    let checksum = 0;
    try {
      for await (const chunk of contentOf(zip, entry)) {
        hash.update(chunk);
        checksum = crc32(chunk, checksum);
        if (keep.has(path)) chunks.push(chunk);
      }
    } catch (error) {
      throw error instanceof PackRefused ? error : broken(error, path);
    }
    if (checksum !== entry.crc32) throw new PackRefused(`The file ${path} is not what its checksum in the ZIP says.`, path);
    if (keep.has(path)) unpacked.kept.set(path, Buffer.concat(chunks));
    unpacked.files.set(path, { sha256: hash.digest('hex'), size: entry.uncompressedSize });
    unpacked.size += entry.uncompressedSize;
  }
  return unpacked;
}

/** The bytes of a file. @throws PackRefused when they are other than the list says, or something hides behind them */
async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const isPacked = entry.compressionMethod !== 0;
  const inflate = createInflateRaw();
  let size = 0;
  for await (const chunk of isPacked ? packed.on('error', (error) => inflate.destroy(error)).pipe(inflate) : packed) {
    size += (chunk as Buffer).length;
    if (size > entry.uncompressedSize) break;
    yield chunk as Buffer;
  }
  packed.destroy();
  if (size !== entry.uncompressedSize || (isPacked && inflate.bytesWritten !== entry.compressedSize))
    throw new PackRefused(
      `The file ${entry.fileName} holds other than the ZIP says of it, so programs could read different packs.`,
      entry.fileName,
    );
}

function broken(error: unknown, path: string | null = null): PackRefused {
  const what =
    path === null ? 'The file is not a ZIP that can be read safely' : `The file ${shown(path)} in the ZIP cannot be read`;
  return new PackRefused(`${what}: ${messageOf(error).replace(/\.$/, '')}.`, path);
}

/** A name from a stranger, so that it cannot move the cursor of a terminal or hide. */
function shown(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name).replace(/[^\x20-\x7e…]/g, '?');
}
