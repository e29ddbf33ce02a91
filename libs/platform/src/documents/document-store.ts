import { Inject, Injectable, Logger } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CONFIGURATION } from '../configuration/token';
import { Configuration } from '../configuration/configuration';
import { Refusal } from '../errors/refusal';

/** What arrived: its hash, its length and its first bytes, by which its type is told. */
export interface StoredBytes {
  sha256: string;
  size: number;
  head: Buffer;
}

const HEAD_BYTES = 8192;

/** No upload has arrived for so long: whoever is slower has long been told that it broke off. */
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/** Whoever sent bytes that are here has made their row long before: these belong to nobody any more. */
const SENT_AGAIN_MS = 60 * 60_000;

/** A document is known whose bytes are not there, as after a backup that was brought back without its files. */
export class DocumentLost extends Refusal {
  constructor(sha256: string) {
    super(
      'NOT_FOUND',
      `A file is known, but its bytes are no longer in the document store. Ask the operator to bring them back from a backup of the documents; their SHA-256 is ${sha256}.`,
    );
  }
}

/** A file cannot be written: there is no room for it, or this process may not write there. */
export class Unwritable extends Refusal {
  constructor(isFull: boolean) {
    super(
      'UNAVAILABLE',
      isFull
        ? 'A file could not be kept, because there is no room left for files. Nothing was saved. Tell the operator, and try again once there is.'
        : 'A file could not be kept, because the service may not write where files are kept. Nothing was saved. Tell the operator, and try again once it may.',
    );
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const NOT_ALLOWED = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];

/** An error of writing files in words for the person; any other error unchanged. */
export function asUnwritable(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return FULL.includes(code) || NOT_ALLOWED.includes(code) ? new Unwritable(FULL.includes(code)) : error;
}

/**
 * Bytes by their SHA-256, on the file system. They stream into quarantine, are hashed on the way, and move to their place only
 * when whole: what was cut short or refused never exists. The same bytes are kept once and never overwritten.
 */
@Injectable()
export class DocumentStore {
  private readonly logger = new Logger('Documents');

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /**
   * @param accept looks at what arrived before it is kept; throws to refuse it
   * @throws Unwritable when there is no room for it, which is told to the operator's log too
   */
  async put(bytes: Readable, accept: (stored: StoredBytes) => void = () => undefined): Promise<StoredBytes> {
    try {
      return await this.arrive(bytes, accept);
    } catch (error) {
      // Whoever writes into it would wait for ever where nothing of it was read.
      bytes.destroy();
      const told = asUnwritable(error);
      if (told instanceof Unwritable)
        this.logger.error(`A file could not be kept in ${this.configuration.documents.folder}: ${(error as Error).message}.`);
      throw told;
    }
  }

  /**
   * Removes what was arriving when a process was killed, of which nothing has come for a day.
   *
   * @returns how many files that were
   */
  async sweep(): Promise<number> {
    const names = await readdir(this.quarantine).catch(() => []);
    let removed = 0;
    for (const name of names) {
      const file = join(this.quarantine, name);
      const arrived = await stat(file).catch(() => null);
      if (arrived === null || Date.now() - arrived.mtimeMs < LEFT_BEHIND_MS) continue;
      await rm(file, { force: true });
      removed += 1;
    }
    return removed;
  }

  /**
   * Removes the bytes of a hash, of which there is no document any more, unless somebody has just sent the same: their row may be on its way.
   * They are set aside first, so that whoever sends them now either finds them renewed or brings them anew.
   *
   * @returns whether they are gone
   */
  async remove(sha256: string): Promise<boolean> {
    const place = this.placeOf(sha256);
    const aside = join(this.quarantine, randomUUID());
    await mkdir(this.quarantine, { recursive: true });
    if ((await setAside(place, aside)) === null) return true;
    const { mtimeMs } = await stat(aside);
    if (Date.now() - mtimeMs < SENT_AGAIN_MS) {
      await rename(aside, place);
      return false;
    }
    await rm(aside, { force: true });
    return true;
  }

  /** The bytes of a hash. @throws DocumentLost when the store does not hold them, which is told to the operator's log too */
  async open(sha256: string): Promise<Readable> {
    try {
      return (await open(this.placeOf(sha256))).createReadStream();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.logger.error(`The bytes of ${sha256} are not in ${this.configuration.documents.folder}.`);
      throw new DocumentLost(sha256);
    }
  }

  private async arrive(bytes: Readable, accept: (stored: StoredBytes) => void): Promise<StoredBytes> {
    await mkdir(this.quarantine, { recursive: true });
    const arriving = join(this.quarantine, randomUUID());
    try {
      const measure = new Measure();
      await pipeline(bytes, measure, createWriteStream(arriving, { flags: 'wx', mode: 0o600, flush: true }));
      const stored = measure.result();
      accept(stored);
      const place = this.placeOf(stored.sha256);
      if (!(await renew(place))) {
        await mkdir(join(place, '..'), { recursive: true });
        await rename(arriving, place);
      }
      return stored;
    } finally {
      await rm(arriving, { force: true });
    }
  }

  private get quarantine(): string {
    return join(this.configuration.documents.folder, 'quarantine');
  }

  private placeOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return join(this.configuration.documents.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

class Measure extends Transform {
  private readonly hash = createHash('sha256');
  private size = 0;
  private head = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_BYTES - this.head.length)]);
    done(null, chunk);
  }

  result(): StoredBytes {
    return { sha256: this.hash.digest('hex'), size: this.size, head: this.head };
  }
}

/** Says of a file that it was sent again just now. @returns whether it is there */
async function renew(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

/** Moves a file. @returns null when it is not there */
async function setAside(path: string, aside: string): Promise<true | null> {
  return rename(path, aside).then(
    () => true as const,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
}
