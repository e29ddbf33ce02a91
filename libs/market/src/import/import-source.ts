import { closeSync, createReadStream, createWriteStream, openSync } from 'node:fs';
import { access, constants, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';

/** Where an import reads from. */
export interface ImportSource {
  /** For the report: the name of a file, an address, `standard input`. */
  name: string;
  /** Null where the source does not say. */
  bytesTotal: number | null;
  bytes: Readable;
  /** Of what was fetched: the address that answered in the end, from which further pages are. */
  address?: URL;
}

/** A source that cannot be read. The sentence says why, and what to do. */
export class UnreadableSource extends Error {
  override name = 'UnreadableSource';
}

/** What is said of a file that holds nothing. */
export const EMPTY = 'The file is empty. Fetch it again.';

export const LONGEST_WAIT_MS = 60_000;
const MOST_SENT_ON = 5;
const SENDS_ON = [301, 302, 303, 307, 308];

/**
 * Opens `FILE`, `https://…` or `-`.
 *
 * @param longestWaitMs for the answer of an address to begin; it may come for as long as it likes
 * @throws UnreadableSource
 */
export async function openSource(given: string, longestWaitMs = LONGEST_WAIT_MS): Promise<ImportSource> {
  if (given === '-') return { name: 'standard input', bytesTotal: null, bytes: process.stdin };
  return /^https?:\/\//i.test(given) ? openAddress(given, longestWaitMs) : openFile(given);
}

async function openFile(path: string): Promise<ImportSource> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UnreadableSource(`There is no file ${path}. Check the name.`);
  if (!found.isFile()) throw new UnreadableSource(`${path} is no file, but a folder or something else. Name a file in it.`);
  await access(path, constants.R_OK).catch(() => {
    throw new UnreadableSource(`You may not read ${path}. Give yourself the right to, or name another file.`);
  });
  const bytes = createReadStream(path);
  // What fails before anybody reads is told to whoever does.
  bytes.on('error', () => undefined);
  return { name: basename(path), bytesTotal: found.size, bytes };
}

/** What is said of an address with a password: it would be kept with the import, and shown. */
export const WITH_PASSWORD =
  'The address has a user name or a password in it, which everybody who sees the import could read. Fetch the file yourself and name that, or give an address without them.';

/** Whether an address has a user name or a password in it. */
export function hasPassword(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

async function openAddress(address: string, longestWaitMs: number): Promise<ImportSource> {
  if (hasPassword(address)) throw new UnreadableSource(WITH_PASSWORD);
  const answer = await answerOf(address, longestWaitMs, sentOnTo);
  if (!answer.ok || answer.body === null) throw await refusalOf(answer, address);
  const length = Number(answer.headers.get('content-length') ?? NaN);
  const bytes = Readable.fromWeb(answer.body as never);
  // What fails before anybody reads is told to whoever does.
  bytes.on('error', () => undefined);
  return {
    name: address,
    bytesTotal: Number.isSafeInteger(length) ? length : null,
    bytes,
    address: new URL(answer.url),
  };
}

/** What is said of an address that has no content. The answer is let go of. */
export async function refusalOf(answer: Response, address = answer.url): Promise<UnreadableSource> {
  await answer.body?.cancel();
  return new UnreadableSource(`${address} answered ${answer.status}. Check the address, or try again later.`);
}

/**
 * What an address answers, or the one that it sends on to.
 *
 * @param longestWaitMs for the answer to begin
 * @param sentOn where it may send on to
 * @throws UnreadableSource
 */
export async function answerOf(
  address: string,
  longestWaitMs: number,
  sentOn: (location: string, from: URL) => URL,
  stopped?: AbortSignal,
): Promise<Response> {
  // Not AbortSignal.timeout, which would break off the bytes too, and a register comes for minutes.
  const waiting = new AbortController();
  const late = setTimeout(() => waiting.abort(new Error(`nothing within ${longestWaitMs / 1000} seconds`)), longestWaitMs);
  const signal = stopped === undefined ? waiting.signal : AbortSignal.any([waiting.signal, stopped]);
  return askFor(address, sentOn, signal)
    .catch((error: unknown) => {
      if (error instanceof UnreadableSource) throw error;
      throw new UnreadableSource(`${address} did not answer (${reasonOf(error)}). Check the address, or try again later.`);
    })
    .finally(() => clearTimeout(late));
}

/**
 * Asks an address, and those that it sends on to.
 *
 * @throws UnreadableSource where it sends on too often, or to one that may not be asked
 */
async function askFor(address: string, mayFollow: typeof sentOnTo, signal: AbortSignal): Promise<Response> {
  let url = new URL(address);
  for (let asked = 0; asked <= MOST_SENT_ON; asked++) {
    const answer = await fetch(url, { signal, redirect: 'manual' });
    const sentOn = SENDS_ON.includes(answer.status) ? answer.headers.get('location') : null;
    if (sentOn === null) return answer;
    await answer.body?.cancel();
    url = mayFollow(sentOn, url);
  }
  throw new UnreadableSource(`${address} sends on more than ${MOST_SENT_ON} times. Check the address.`);
}

/**
 * Where an address sends on to.
 *
 * @throws UnreadableSource when that is less safe: whoever named an encrypted address must not be given what anybody on the way could have changed
 */
export function sentOnTo(location: string, from: URL): URL {
  const next = new URL(location, from);
  if (from.protocol === 'https:' && next.protocol !== 'https:')
    throw new UnreadableSource(
      `${from.href} sends on to ${next.href}, where anybody on the way could change what comes. Look for an address that begins with https://, or fetch the file yourself and name that.`,
    );
  return next;
}

/**
 * The content of what may be compressed: gzip and zip are told by their first bytes. A zip is put aside first, since its list of
 * content stands at its end; its one file is read.
 *
 * @param read told how many bytes of the source have been read
 */
export async function contentOf(bytes: Readable, read: (bytes: number) => void): Promise<Readable> {
  const chunks = counted(bytes, read);
  let head = Buffer.alloc(0);
  while (head.length < 4) {
    const { value, done } = await chunks.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  const whole = Readable.from(headFirst(head, chunks), { objectMode: false });
  if (head.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return joined(whole, createGunzip());
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return unzipped(whole);
  return whole;
}

async function* counted(bytes: Readable, read: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    read((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}

async function* headFirst(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

function joined(from: Readable, through: Transform): Readable {
  // A failure of either comes out of the reading.
  pipeline(from, through, () => undefined);
  return through;
}

async function unzipped(bytes: Readable): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-import-'));
  const path = join(folder, 'register.zip');
  let file: number;
  try {
    await piped(bytes, createWriteStream(path));
    file = openSync(path, 'r');
  } finally {
    // The open file outlives its name: nothing is left behind, however this ends.
    await rm(folder, { recursive: true, force: true });
  }
  const zip = await fromFdPromise(file, { autoClose: false }).catch((error: unknown) => {
    closeSync(file);
    throw new UnreadableSource(`The zip file cannot be read (${reasonOf(error)}). Fetch it again.`);
  });
  try {
    return await zip.openReadStreamPromise(await onlyFileOf(zip));
  } finally {
    // What is being read stays open until it is.
    zip.close();
  }
}

/** Folders, and what a Mac puts beside each file. */
const NO_FILE = /\/$|^__MACOSX\//;

/** @throws UnreadableSource when there is none, or more than one: the rest would be passed over unseen */
async function onlyFileOf(zip: ZipFile): Promise<Entry> {
  let only: Entry | null = null;
  for await (const entry of zip.eachEntry()) {
    if (NO_FILE.test(entry.fileName)) continue;
    if (only !== null)
      throw new UnreadableSource('The zip file has more than one file in it. Unpack it, and import its files one by one.');
    only = entry;
  }
  if (only === null) throw new UnreadableSource('The zip file has no file in it. Fetch it again.');
  return only;
}

/** Codes of OpenSSL that say that the other side answered something else than TLS. */
const NO_TLS = /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG))$/;

/** Why, as whoever found out says it: what `fetch` throws says only that it failed. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  if (cause?.code !== undefined && NO_TLS.test(cause.code)) return 'what is there does not speak TLS, which https:// has to';
  return cause?.message || cause?.code || message || String(error);
}

const TAKEN = 'what came before is taken, and is not taken twice.';
const BROKE_OFF = `The connection broke off in the middle. Import it again; ${TAKEN}`;

/** Errors of Node in words for the person. */
const WORDS: Record<string, string> = {
  Z_BUF_ERROR: `The file breaks off in the middle: its compressed data ends too soon. Fetch it again and import that; ${TAKEN}`,
  Z_DATA_ERROR: `The compressed data of the file is damaged. Fetch it again and import that; ${TAKEN}`,
  UND_ERR_SOCKET: BROKE_OFF,
  ECONNRESET: BROKE_OFF,
  UND_ERR_BODY_TIMEOUT: `Nothing more came for five minutes. Import it again; ${TAKEN}`,
};

/** Why reading failed, and what to do. */
export function sentenceOf(error: unknown): string {
  // What `fetch` throws has the code in its cause.
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return WORDS[code ?? cause?.code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
