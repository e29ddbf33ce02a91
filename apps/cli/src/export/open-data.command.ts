import { Command } from 'commander';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EarlierRelease, writeRelease, WrittenRelease } from '#market';
import { dayOf } from '#pack';
import { readConfiguration } from '#platform';
import { filled } from '../filled';
import { missingTo } from '../missing-folders';
import { onDatabase } from './on-database';
import { orNothing } from './or-nothing';

interface ExportFlags {
  out: string;
  since?: string;
}

/** What an exported folder says of itself. */
interface Description {
  version: string;
  firstDay: string;
}

/** `assay export open-data --out FOLDER`: what is open, now, as files. Releases that stay at an address are made by the worker. */
export function exportOpenDataCommand(): Command {
  return new Command('open-data')
    .description('write all that is open into a folder: CSV, JSON lines and Parquet, with metadata, catalogue and checksums')
    .requiredOption('--out <folder>', 'an empty folder, or one that is made', filled)
    .option('--since <folder>', 'an export of before: the release notes say what changed since', filled)
    .action(async ({ out, since }: ExportFlags) => {
      await mustBeFree(out);
      const earlier = since === undefined ? null : await earlierExport(since);
      const configuration = readConfiguration(process.env);
      await onDatabase(configuration, async ({ application }) => {
        const day = dayOf(new Date().toISOString());
        const about = { version: day, day, firstDay: earlier?.firstDay ?? day };
        print(out, await whole(out, (folder) => writeRelease(application, configuration, folder, about, earlier)));
      });
    });
}

/** @throws Error when there is something where the export would be */
async function mustBeFree(folder: string): Promise<void> {
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Error(`${folder} cannot be used. Name an empty folder, or one that is not there yet.`);
  });
  if (present.length > 0) throw new Error(`${folder} is not empty. Name a folder that is, or one that is not there yet.`);
}

/**
 * Writes into a folder within the folder, and brings up what was written when that is all: an export is whole, or there is none. What was
 * written before it failed, or before somebody ended it, is taken away, and the folder too if it was made and nobody else uses it.
 */
async function whole<T>(out: string, write: (folder: string) => Promise<T>): Promise<T> {
  let made: string | undefined;
  let unfinished: string | undefined;
  const takeAway = (): void => {
    if (unfinished !== undefined) rmSync(unfinished, { recursive: true, force: true });
    if (made !== undefined && readdirSync(out).length === 0) rmSync(made, { recursive: true, force: true });
  };
  return orNothing(out, takeAway, async () => {
    // At once, and when signals are listened to: none comes between, and ends it with something left behind.
    ({ made, unfinished } = begin(out));
    const written = await write(unfinished);
    if (readdirSync(out).length > 1)
      throw new Error(`Something else was written to ${out} meanwhile. Nothing was added to it: name another folder.`);
    // At once: no signal comes between.
    for (const name of readdirSync(unfinished)) renameSync(join(unfinished, name), join(out, name));
    rmdirSync(unfinished);
    return written;
  });
}

/**
 * Makes a folder to write in within a folder, which is made too where it is not there.
 *
 * @returns the topmost folder that was made besides, if any
 * @throws Error when nothing can be written there
 */
function begin(out: string): { made: string | undefined; unfinished: string } {
  const made: string[] = [];
  try {
    for (const folder of missingTo(out)) {
      mkdirSync(folder);
      made.unshift(folder);
    }
    return { made: made.at(-1), unfinished: mkdtempSync(join(out, '.unfinished-')) };
  } catch (error) {
    for (const folder of made) rmdirSync(folder);
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${out} cannot be written to (${code}). Name a folder that can, or one in a place where it can be made.`);
  }
}

async function earlierExport(folder: string): Promise<EarlierRelease & { firstDay: string }> {
  const text = await readFile(join(folder, 'release.json'), 'utf8').catch(() => {
    throw new Error(`${folder} is no export: it has no release.json. Name the folder of an export of before.`);
  });
  const { version, firstDay } = readDescription(folder, text);
  return {
    version,
    firstDay,
    jsonLines: async ({ name }) => {
      const file = join(folder, `${name}.jsonl`);
      return access(file).then(
        () => createReadStream(file),
        () => null,
      );
    },
  };
}

/** @throws Error when it is not what an export says of itself */
function readDescription(folder: string, text: string): Description {
  try {
    const { version, firstDay } = Object(JSON.parse(text)) as Partial<Description>;
    if (typeof version === 'string' && typeof firstDay === 'string') return { version, firstDay };
  } catch {
    // What is no JSON says nothing either.
  }
  throw new Error(`${folder} is no export: its release.json does not say which. Name the folder of an export of before.`);
}

function print(folder: string, { datasets, files }: WrittenRelease): void {
  const written = [...datasets.flatMap((one) => one.written.files), ...files];
  const lines = datasets.map(({ dataset: { table }, written: { rows }, changes }) => {
    const since = changes === null ? '' : `  ${changes.added} added, ${changes.changed} changed, ${changes.gone} gone`;
    return `  ${table.name.padEnd(40)} ${rows.toLocaleString('en-GB').padStart(12)} rows${since}`;
  });
  const bytes = written.reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(`${folder}: ${written.length} files, ${bytes.toLocaleString('en-GB')} bytes\n${lines.join('\n')}\n`);
}
