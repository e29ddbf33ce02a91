import { PassThrough, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { object } from './field';
import { jsonText } from './json-text';
import { nextPageOf } from './next-page';
import { PackageHead, readPackageHead } from './publisher';
import { JsonText, LISTS, PackageText, ReleaseSplitter, UnreadableLine, UnreadPart } from './release-splitter';

/** How to read a file of releases. */
export interface ReadReleasesOptions {
  gzip: boolean;
  /** Told of a line that cannot be read, after which reading goes on. Without it such a line ends the reading. */
  unreadable?: (line: UnreadableLine) => void;
  /** Told of each package that is read whole where it says that its next page is; null where it says that of none. */
  nextPage?: (address: string | null) => void;
}

/** A release as a file has it, and what the package around it says first of itself. */
export interface PackagedRelease {
  json: unknown;
  head: PackageHead | null;
  /** Whether it had `Infinity` or `NaN`, which are no JSON, and are null here. */
  hadNoNumbers: boolean;
}

/** A release of a file, and how much text it is. */
export interface ReleaseOfFile extends PackagedRelease {
  /** How many characters were read for it: a record's go to the first of its releases. */
  characters: number;
}

/**
 * The releases of a file, one after the other, so that a long file is never held in memory: JSON lines of releases, or release
 * packages as Find a Tender gives them out, or record packages, of which each release counts, or else the compiled one.
 *
 * @throws UnreadableLine naming the line; NotUtf8; or the error of the stream, when that fails or is not gzip
 */
export async function* readReleases(
  bytes: Readable,
  { gzip, unreadable, nextPage }: ReadReleasesOptions,
): AsyncGenerator<ReleaseOfFile> {
  const plain = gzip ? createGunzip() : new PassThrough();
  // Unlike pipe(), a pipeline hands on a failure of the source, and closes it when the reader stops early. The error itself
  // comes out of the loop below.
  pipeline(bytes, plain, () => undefined);
  const splitter = new ReleaseSplitter(unreadable);
  const heads = new PackageHeads();
  for await (const piece of jsonText(plain)) {
    for (const text of splitter.push(piece)) {
      const read = parsed(text, unreadable);
      const head = heads.of(splitter.head);
      for (const { json, hadNoNumbers } of read)
        for (const [index, release] of releasesOf(json, text.line, unreadable).entries())
          yield { json: release, head, hadNoNumbers, characters: index === 0 ? text.text.length : 0 };
    }
    for (const about of splitter.readPackages.splice(0)) {
      const next = nextPageBeside(about, unreadable);
      nextPage?.(next);
    }
  }
  splitter.end();
}

/** The next page that a package names before its releases or behind them. A second list of releases there is told of. */
function nextPageBeside({ before, behind, line }: PackageText, unreadable?: (line: UnreadableLine) => void): string | null {
  const [first, rest] = [before, behind].map((text) => parsedOrNothing(text) ?? parsedOrNothing(withNulls(text)));
  const second = LISTS.find((name) => [object(rest)?.[name]].flat().some((item) => item !== undefined));
  if (second !== undefined)
    unreadable?.(
      new UnreadPart(
        line,
        `ends a package with two lists, of which the second one, ${second}, was not read. Import it as a package of its own.`,
      ),
    );
  return nextPageOf(first) ?? nextPageOf(rest);
}

/** Heads of packages, each read once. */
class PackageHeads {
  private text: string | null = null;
  private head: PackageHead | null = null;

  of(text: string | null): PackageHead | null {
    if (text === this.text) return this.head;
    this.text = text;
    this.head = text === null ? null : readPackageHead(parsedOrNothing(text));
    return this.head;
  }
}

/** The value; undefined, which no JSON is, when it cannot be parsed. */
function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value, in a list; none when it cannot be parsed and that was told. */
function parsed({ text, line }: JsonText, unreadable?: (line: UnreadableLine) => void): Parsed[] {
  const json = parsedOrNothing(text);
  if (json !== undefined) return [{ json, hadNoNumbers: false }];
  const mended = parsedOrNothing(withNulls(text));
  if (mended !== undefined) return [{ json: mended, hadNoNumbers: true }];
  const error = new UnreadableLine(line);
  if (unreadable === undefined) throw error;
  unreadable(error);
  return [];
}

interface Parsed {
  json: unknown;
  hadNoNumbers: boolean;
}

/** Where strings begin and end, and what Python writes for numbers that JSON does not have: Find a Tender's releases have some. */
const NO_NUMBERS = /\\.|"|-?\bInfinity\b|\bNaN\b/gs;

/** The text with null for what is no number. Strings are told by their quotes, since an expression for a whole one fails where it is long. */
function withNulls(text: string): string {
  let inString = false;
  return text.replace(NO_NUMBERS, (token) => {
    if (token === '"') inString = !inString;
    return inString || token === '"' || token.startsWith('\\') ? token : 'null';
  });
}

/** What a record holds; anything else is itself. What a record does not hold, but links by its address, is told of where nothing stands for it. */
function releasesOf(json: unknown, line: number, unreadable?: (line: UnreadableLine) => void): unknown[] {
  const record = object(json);
  if (record === null || (record.compiledRelease === undefined && !Array.isArray(record.releases))) return [json];
  const listed: unknown[] = Array.isArray(record.releases) ? record.releases : [];
  const whole = listed.filter((release) => object(release)?.ocid !== undefined);
  if (whole.length === 0 && record.compiledRelease !== undefined) return [record.compiledRelease];
  const left = listed.length - whole.length;
  if (left > 0 || whole.length === 0) unreadable?.(new UnreadPart(line, leftOfRecord(left, listed.length)));
  return whole;
}

function leftOfRecord(left: number, listed: number): string {
  const what =
    listed === 0
      ? 'no release in it'
      : `${left} of ${listed} releases that are not in the file, but linked by their addresses, or have no ocid; they were not read`;
  return `has a record with ${what}. Import what its publisher gives of them as releases.`;
}
