import { Readable } from 'node:stream';
import { dayInWords } from '#platform';
import { readReleases } from '#registers';

/** A release to begin a procurement from. */
export interface ChosenRelease {
  release: unknown;
  /** By its id and its day, as far as it says them: "076014-2026 of 12 August 2026". */
  name: string;
  /** How many releases of the file say what is bought, this one among them. */
  among: number;
}

/**
 * The OCDS release in a file that a buyer gives: of a release package, a record package or JSON lines, the newest that says what is
 * bought.
 *
 * @param bytes JSON, plain or compressed with gzip
 * @returns null when there is none that could be used
 */
export async function releaseIn(bytes: Uint8Array): Promise<ChosenRelease | null> {
  const found: Record<string, unknown>[] = [];
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    for await (const { json: release } of readReleases(Readable.from([Buffer.from(bytes)]), { gzip }))
      if (typeof release === 'object' && release !== null && 'ocid' in release) found.push(release as Record<string, unknown>);
  } catch {
    return null;
  }
  const useful = found.filter((release) => 'tender' in release || 'awards' in release);
  const [release] = useful.sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
  return release === undefined ? null : { release, name: nameOf(release), among: useful.length };
}

function dateOf({ date }: Record<string, unknown>): string {
  return typeof date === 'string' ? date : '';
}

function nameOf(release: Record<string, unknown>): string {
  const name = String(release.id ?? release.ocid);
  const day = dateOf(release).slice(0, 10);
  return Number.isNaN(Date.parse(day)) ? name : `${name} of ${dayInWords(day)}`;
}
