import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that was written, and what it is known by. */
export interface WrittenFile {
  name: string;
  /** As IANA registers it. */
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** A file in the making, hashed on the way. */
export class FileSink {
  private readonly hash = createHash('sha256');
  private size = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly name: string,
    private readonly mediaType: string,
  ) {}

  /** @throws Error when there is such a file already: what was published is not overwritten */
  static async create(folder: string, name: string, mediaType: string): Promise<FileSink> {
    return new FileSink(await open(join(folder, name), 'wx'), name, mediaType);
  }

  async write(content: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(content);
    this.hash.update(bytes);
    this.size += bytes.length;
    await this.handle.appendFile(bytes);
  }

  /** Ends the file, whether it is whole or not. */
  async close(): Promise<WrittenFile> {
    await this.handle.close();
    return { name: this.name, mediaType: this.mediaType, size: this.size, sha256: this.hash.digest('hex') };
  }
}

/** Writes a file that is at hand as a whole. */
export async function writeWhole(folder: string, name: string, mediaType: string, content: string): Promise<WrittenFile> {
  const sink = await FileSink.create(folder, name, mediaType);
  await sink.write(content);
  return sink.close();
}
