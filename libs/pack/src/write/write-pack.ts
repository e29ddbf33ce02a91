import { createHash } from 'node:crypto';
import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { documentsOf, type PackContents, type PackDocument } from '../contents';
import { readPackContents } from '../contents.schema';
import { canonicalJson, sha256 } from '../json';
import { keyFingerprint, signatureHolds, type Sign, type Signature } from '../keys';
import { DIGEST_METHOD, MANIFEST_FORMAT, MANIFEST_PATH, SIGNATURE_PATH, type Manifest, type ManifestFile } from '../manifest';
import { evidencePath } from './paths';
import { writersFor } from './writers';

/** What writing a pack needs from outside. */
export interface PackSources {
  /** Opens a document by its hash; read once, as a stream. */
  openEvidence(sha256: string): Readable | Promise<Readable>;
  sign: Sign;
  /** UTC, ISO 8601 with milliseconds; part of what is signed. */
  createdAt: string;
  /** Told before the first document and as they are written: what a pack takes long for is its evidence. */
  progress?(progress: PackProgress): void;
}

/** How much of the evidence is in the pack. */
export interface PackProgress {
  documentsTotal: number;
  documentsWritten: number;
  bytesTotal: number;
  bytesWritten: number;
}

/** What was written. */
export interface WrittenPack {
  /** SHA-256 (hex) of the bytes of manifest.json: what names the pack. */
  digest: string;
  /** Bytes of the ZIP. */
  bytes: number;
  files: ManifestFile[];
}

/** What a ZIP entry is made from: bytes at hand, or a document to stream. */
interface Entry extends ManifestFile {
  content: Buffer | PackDocument;
}

// The oldest time that a ZIP can hold. Local, because ZIP writes local time: so the bytes are the same in every time zone.
const ENTRY_TIME = new Date(1980, 0, 1);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ENTRY_OPTIONS = { mtime: ENTRY_TIME, mode: 0o100644, forceDosTimestamp: true };
// A verifier refuses what unpacks to far more than it holds; text that would look so is stored as it is.
const MOST_SHRINKING = 50;

/**
 * Writes an assurance pack as a ZIP and ends the destination. The same contents and time give the same manifest, and so the same
 * digest. Documents are streamed and their hashes checked on the way; when one differs the destination is destroyed.
 *
 * @throws Error when the contents do not match the format, a document is not what the contents say, or a stream fails
 * @throws ImpossibleFigures when the settled figures break the rules
 */
export async function writePack(contents: PackContents, sources: PackSources, destination: Writable): Promise<WrittenPack> {
  if (!INSTANT.test(sources.createdAt))
    throw new Error(`createdAt must be an instant as 2026-01-31T09:00:00.000Z, not "${sources.createdAt}".`);
  const rendered = await renderedEntries(readPackContents(contents), sources.createdAt);
  const entries = [...rendered, ...documentEntries(contents)];
  const sums = entryOf('SHA256SUMS', 'text/plain', sha256Sums(entries));
  const files = [...entries, sums].sort(byPath);
  const manifest = manifestEntry(files, sources.createdAt);
  const signature = await signed(manifest.content, sources.sign);
  const all = [...files, manifest, entryOf(SIGNATURE_PATH, 'application/json', canonicalJson(signature))].sort(byPath);
  const bytes = await writeZip(all, sources, destination);
  return { digest: manifest.sha256, bytes, files: files.map(manifestFile) };
}

async function signed(manifest: Buffer, sign: Sign): Promise<Signature> {
  const { keyId, signature, publicKeyPem } = await sign(manifest);
  if (keyId !== keyFingerprint(publicKeyPem) || !signatureHolds(manifest, signature, publicKeyPem)) {
    throw new Error(
      `The signature made with key ${keyId} does not hold. Check that the signing key and its public key belong together.`,
    );
  }
  return { keyId, signature, publicKeyPem };
}

async function renderedEntries(contents: PackContents, sealedAt: string): Promise<Entry[]> {
  return Promise.all(
    writersFor(contents).map(async ({ path, mediaType, render }) => entryOf(path, mediaType, await render(contents, sealedAt))),
  );
}

function documentEntries(contents: PackContents): Entry[] {
  return documentsOf(contents).map((document) => {
    const { sha256, size, mediaType } = document;
    return { path: evidencePath(document), mediaType, sha256, size, content: document };
  });
}

function entryOf(path: string, mediaType: string, text: string) {
  const content = Buffer.from(text);
  return { path, mediaType, sha256: sha256(content), size: content.length, content };
}

function manifestEntry(files: readonly Entry[], createdAt: string) {
  const manifest: Manifest = {
    format: MANIFEST_FORMAT,
    createdAt,
    digestMethod: DIGEST_METHOD,
    files: files.map(manifestFile),
  };
  return entryOf(MANIFEST_PATH, 'application/json', canonicalJson(manifest));
}

function manifestFile({ path, mediaType, sha256, size }: Entry): ManifestFile {
  return { path, mediaType, sha256, size };
}

function sha256Sums(entries: readonly Entry[]): string {
  return [...entries]
    .sort(byPath)
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join('');
}

function byPath(a: ManifestFile, b: ManifestFile): number {
  return a.path < b.path ? -1 : 1;
}

async function writeZip(entries: readonly Entry[], sources: PackSources, destination: Writable): Promise<number> {
  const { openEvidence } = sources;
  const progress = new Progress(entries, sources);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const opened: Readable[] = [];
  zip.on('error', (error: Error) => output.destroy(error));
  for (const { path, content } of entries) {
    if (Buffer.isBuffer(content)) {
      zip.addBuffer(content, path, { ...ENTRY_OPTIONS, compress: shrinksReasonably(content) });
      continue;
    }
    zip.addReadStreamLazy(path, { ...ENTRY_OPTIONS, compress: false, size: content.size }, (give) => {
      openChecked(content, openEvidence, opened, progress).then(
        (stream) => give(null, stream),
        (error: Error) => output.destroy(error),
      );
    });
  }
  zip.end();
  try {
    await pipeline(output, counted, destination);
  } finally {
    for (const stream of opened) stream.destroy();
  }
  return bytes;

  async function openChecked(
    document: PackDocument,
    open: PackSources['openEvidence'],
    streams: Readable[],
    progress: Progress,
  ): Promise<Readable> {
    const source = await open(document.sha256);
    const checked = hashCheck(document, progress);
    streams.push(source, checked);
    pipeline(source, checked).catch((error: Error) => output.destroy(error));
    return checked;
  }
}

function shrinksReasonably(content: Buffer): boolean {
  return deflateRawSync(content).length * MOST_SHRINKING > content.length;
}

/** Passes a document through and fails at its end when it is not the one that the contents name. */
function hashCheck({ name, sha256, size }: PackDocument, progress: Progress): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen += chunk.length;
      progress.wrote(chunk.length);
      done(null, chunk);
    },
    flush(done) {
      if (seen === size && hash.digest('hex') === sha256) {
        progress.finished();
        return done();
      }
      done(
        new Error(
          `The document "${name}" is not what the pack says: its bytes do not have the hash ${sha256}. No pack was made.`,
        ),
      );
    },
  });
}

/** Counts the evidence as it goes through, and tells it. */
class Progress {
  private readonly told: PackProgress;

  constructor(
    entries: readonly Entry[],
    private readonly sources: PackSources,
  ) {
    const documents = entries.filter(({ content }) => !Buffer.isBuffer(content));
    const bytesTotal = documents.reduce((sum, { size }) => sum + size, 0);
    this.told = { documentsTotal: documents.length, documentsWritten: 0, bytesTotal, bytesWritten: 0 };
    this.tell();
  }

  wrote(bytes: number): void {
    this.told.bytesWritten += bytes;
    this.tell();
  }

  finished(): void {
    this.told.documentsWritten += 1;
    this.tell();
  }

  private tell(): void {
    this.sources.progress?.({ ...this.told });
  }
}
