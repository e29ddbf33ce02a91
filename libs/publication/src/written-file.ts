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

/** A file to be written: its name, and what it is as IANA registers it. */
export type FileToWrite = Pick<WrittenFile, 'name' | 'mediaType'>;

/** A file in the making, hashed on the way. */
export class FileSink {
  private readonly hash = createHash('sha256');
  private size = 0;

  /** @param handle is closed by who opened it */
  constructor(
    private readonly handle: FileHandle,
    private readonly file: FileToWrite,
  ) {}

  async write(content: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(content);
    this.hash.update(bytes);
    this.size += bytes.length;
    await this.handle.appendFile(bytes);
  }

  /** What was written; nothing more may be. */
  end(): WrittenFile {
    return { ...this.file, size: this.size, sha256: this.hash.digest('hex') };
  }
}

/**
 * Writes files side by side; all are closed when it ends, whether they are whole or not.
 *
 * @param write writes into the sinks, one for each file in their order
 * @throws Error when there is such a file already: what was published is not overwritten; and whatever `write` throws
 */
export async function writeFiles(
  folder: string,
  files: readonly FileToWrite[],
  write: (sinks: readonly FileSink[]) => Promise<void>,
): Promise<WrittenFile[]> {
  const handles: FileHandle[] = [];
  try {
    for (const { name } of files) handles.push(await open(join(folder, name), 'wx'));
    const sinks = files.map((file, index) => new FileSink(handles[index], file));
    await write(sinks);
    return sinks.map((sink) => sink.end());
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

/** Writes a file that is at hand as a whole. */
export async function writeWhole(folder: string, name: string, mediaType: string, content: string): Promise<WrittenFile> {
  const [file] = await writeFiles(folder, [{ name, mediaType }], ([sink]) => sink.write(content));
  return file;
}
