import { Argument, Command } from 'commander';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { EarlierRelease, writeRelease, WrittenRelease } from '#market';
import { dayOf } from '#pack';
import { LONDON_DAYS, readConfiguration } from '#platform';
import { ownerDatabase } from '../database/owner-url';

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
export function exportCommand(): Command {
  return new Command('export')
    .description('write all that is open into a folder: CSV, JSON lines and Parquet, with metadata, catalogue and checksums')
    .addArgument(new Argument('<what>', 'what to write').choices(['open-data']))
    .requiredOption('--out <folder>', 'an empty folder, or one that is made')
    .option('--since <folder>', 'an export of before: the release notes say what changed since')
    .action(async (_what: string, { out, since }: ExportFlags) => {
      await mustBeFree(out);
      const earlier = since === undefined ? null : await earlierExport(since);
      const configuration = readConfiguration(process.env);
      const database = await ownerDatabase(configuration);
      try {
        const application = await new DataSource({
          type: 'postgres',
          url: database.applicationUrl(),
          extra: { max: 2, options: LONDON_DAYS },
        }).initialize();
        try {
          const day = dayOf(new Date().toISOString());
          const about = { version: day, day, firstDay: earlier?.firstDay ?? day };
          await mkdir(out, { recursive: true });
          print(out, await whole(out, writeRelease(application, configuration, out, about, earlier)));
        } finally {
          await application.destroy();
        }
      } finally {
        await database.close();
      }
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

/** What was written before the writing failed is taken away: an export is whole, or there is none. */
async function whole<T>(folder: string, writing: Promise<T>): Promise<T> {
  return writing.catch(async (error: unknown) => {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  });
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
