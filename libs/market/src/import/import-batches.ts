import { Readable } from 'node:stream';
import { CompanyLoader } from '#directory';
import { refusesData, Tx } from '#platform';
import { readCompanies, readReleases, releaseIdOf, UnreadPart } from '#registers';
import { ArrivedRelease, LoadProblem } from '../ocds/arrived-releases';
import { LoadCounts, NoticeLoader } from '../ocds/notice-loader';
import { ImportKind, ImportOptions } from './import-run.entity';
import { EMPTY, UnreadableSource } from './import-source';

/** Records that are loaded together or not at all. */
export interface ImportBatch {
  /** How many records of the file it accounts for. A run that was cut off goes on after those that are done. */
  records: number;
  load(tx: Tx): Promise<{ counts: Record<string, number>; problems: readonly LoadProblem[] }>;
}

const RELEASES_OF_A_BATCH = 250;
/**
 * A batch ends where its releases have so many characters, however few they are: each is held several times while it is loaded. So
 * many of Find a Tender's have half as many.
 */
const CHARACTERS_OF_A_BATCH = 8_000_000;
/** As many lines as a batch names that cannot be read; of more it says how many, so that a file of nothing else is not held in memory. */
const UNREADABLE_OF_A_BATCH = 1000;
const COMPANIES_OF_A_BATCH = 50_000;
/** What no printed character is below, in ASCII and in UTF-8. */
const SPACE = 0x20;

/** Which page of a publisher is read. */
export interface PageOfSource {
  /** For the report: `page 2`; none of a file, or of the first page. */
  place?: string;
  /** Told where the page says that the next one is; null where it says that of none. */
  nextPage: (address: string | null) => void;
}

/** The batches of a file; the same file gives the same ones. */
export const BATCHES: Record<
  ImportKind,
  (bytes: Readable, options: ImportOptions, readOn: Date, page?: PageOfSource) => AsyncGenerator<ImportBatch>
> = {
  OCDS: releaseBatches,
  COMPANIES_HOUSE: companyBatches,
};

/**
 * Releases that are loaded together, and what stood between them and could not be read.
 *
 * @param unnamed how many more could not be read
 */
export function releaseBatch(
  releases: readonly ArrivedRelease[],
  readOn: Date,
  unreadable: readonly LoadProblem[] = [],
  unnamed = 0,
): ImportBatch {
  const refused = unreadable.length + unnamed;
  return {
    records: releases.length + refused,
    load: async (tx) => {
      const { counts, problems } = await loadReleases(tx, releases, readOn);
      return {
        counts: { ...counts, refused: counts.refused + refused },
        problems: [...unreadable, ...saidOfUnnamed(unnamed), ...problems],
      };
    },
  };
}

interface Loaded {
  counts: LoadCounts;
  problems: readonly LoadProblem[];
}

/** Loads releases together; where the database refuses what one of them comes to, each half by itself, so that one alone is left out and named. */
async function loadReleases(tx: Tx, releases: readonly ArrivedRelease[], readOn: Date): Promise<Loaded> {
  const loader = new NoticeLoader(tx, readOn.toISOString());
  await tx.query('SAVEPOINT releases');
  try {
    const counts = await loader.load(releases);
    await tx.query('RELEASE SAVEPOINT releases');
    return { counts, problems: loader.problems };
  } catch (error) {
    if (!refusesData(error) || releases.length === 0) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT releases');
    await tx.query('RELEASE SAVEPOINT releases');
    return releases.length === 1 ? refusedBy(error, releases[0]) : await loadHalves(tx, releases, readOn);
  }
}

async function loadHalves(tx: Tx, releases: readonly ArrivedRelease[], readOn: Date): Promise<Loaded> {
  const middle = Math.ceil(releases.length / 2);
  const first = await loadReleases(tx, releases.slice(0, middle), readOn);
  const second = await loadReleases(tx, releases.slice(middle), readOn);
  const counts = { ...first.counts };
  for (const [name, count] of Object.entries(second.counts)) counts[name as keyof LoadCounts] += count;
  return { counts, problems: [...first.problems, ...second.problems] };
}

function refusedBy(error: Error, { place, json }: ArrivedRelease): Loaded {
  const id = json === null ? null : releaseIdOf(json as object);
  const problem = `the database does not take it (${error.message}). Tell whoever looks after Assay; the others are taken.`;
  return {
    counts: { added: 0, unchanged: 0, refused: 1, suppliers: 0, awards: 0, joined: 0, proposed: 0, performance: 0 },
    problems: [{ place: id === null ? place : `${place} (${id})`, problem, taken: false }],
  };
}

/** What is told of lines that are not named each. */
function saidOfUnnamed(count: number): LoadProblem[] {
  if (count === 0) return [];
  const problem = `${count} more after these cannot be read either. Look at what the file is, or fetch it again.`;
  return [{ place: 'file', problem, taken: false }];
}

async function* releaseBatches(
  bytes: Readable,
  _options: ImportOptions,
  readOn: Date,
  page?: PageOfSource,
): AsyncGenerator<ImportBatch> {
  const place = page?.place ?? 'file';
  const at = page?.place === undefined ? '' : `${page.place}, `;
  let releases: ArrivedRelease[] = [];
  let unreadable: LoadProblem[] = [];
  let unnamed = 0;
  let count = 0;
  let characters = 0;
  const take = (): ImportBatch => {
    const batch = releaseBatch(releases, readOn, unreadable, unnamed);
    [releases, unreadable, unnamed, characters] = [[], [], 0, 0];
    return batch;
  };
  let isBlank = true;
  const text = Readable.from(
    withText(bytes, () => (isBlank = false)),
    { objectMode: false },
  );
  let isBroken = false;
  const skipped = (error: Error): void => {
    isBroken ||= !(error instanceof UnreadPart);
    if (unreadable.length === UNREADABLE_OF_A_BATCH) unnamed += 1;
    else unreadable.push({ place, problem: error.message, taken: false });
  };
  try {
    const reading = { gzip: false, unreadable: skipped, nextPage: page?.nextPage };
    for await (const { characters: read, ...packaged } of readReleases(text, reading)) {
      releases.push({ ...packaged, place: `${at}release ${(count += 1)}` });
      characters += read;
      if (releases.length >= RELEASES_OF_A_BATCH || characters >= CHARACTERS_OF_A_BATCH) yield take();
    }
  } catch (error) {
    // What came before a file broke off is taken.
    if (releases.length + unreadable.length > 0) yield take();
    throw error;
  }
  if (releases.length + unreadable.length > 0) yield take();
  if (isBlank) throw new UnreadableSource(EMPTY);
  if (isBroken && count === 0)
    throw new UnreadableSource('There is no release in it: it is no OCDS as JSON. Look at what it is, or fetch it again.');
}

/** Hands bytes on, and tells of those that hold more than space and ends of lines. */
async function* withText(bytes: Readable, found: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    if (chunk.some((byte) => byte > SPACE)) found();
    yield chunk;
  }
}

async function* companyBatches(bytes: Readable, options: ImportOptions): AsyncGenerator<ImportBatch> {
  const choice = { sicCodes: options.sicCodes ?? [], postcodeAreas: options.postcodeAreas ?? [] };
  for await (const batch of readCompanies(bytes as AsyncIterable<Buffer>, COMPANIES_OF_A_BATCH)) {
    yield {
      records: batch.records,
      load: async (tx) => {
        const counts = await new CompanyLoader(tx, choice).load(batch);
        const problems = batch.problems.map(({ line, problem, taken }) => ({ place: `line ${line}`, problem, taken }));
        return { counts: { ...counts, refused: problems.filter(({ taken }) => !taken).length }, problems };
      },
    };
  }
}
