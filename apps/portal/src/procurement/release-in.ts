import { Readable } from 'node:stream';
import { readReleases } from '#registers';

/**
 * The OCDS release in a file that a buyer gives: of a release package, a record package or JSON lines, the newest that says what is
 * bought.
 *
 * @param bytes JSON, plain or compressed with gzip
 * @returns null when there is none that could be used
 */
export async function releaseIn(bytes: Uint8Array): Promise<Record<string, unknown> | null> {
  const found: Record<string, unknown>[] = [];
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    for await (const { json: release } of readReleases(Readable.from([Buffer.from(bytes)]), { gzip }))
      if (typeof release === 'object' && release !== null && 'ocid' in release) found.push(release as Record<string, unknown>);
  } catch {
    return null;
  }
  const useful = found.filter((release) => 'tender' in release || 'awards' in release);
  return useful.sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1))[0] ?? null;
}

function dateOf({ date }: Record<string, unknown>): string {
  return typeof date === 'string' ? date : '';
}
