import { Command } from 'commander';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { homeMustDo, readConfiguration, repositoryRoot } from '#platform';
import { countOf } from '../count-of';
import { DemoJourney } from './journey';
import { LEAST_SECONDS } from './pace';

const run = promisify(execFile);

/** `assay demo`: the buyer's whole journey against a started system. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('go the whole journey over HTTP against a started system, from a real notice to a verified pack')
    .option(
      '--deadline-seconds <seconds>',
      `how long the suppliers of the demonstration have to answer (${LEAST_SECONDS}, and more where the machine is slow)`,
      countOf(1),
    )
    .action(async ({ deadlineSeconds }: { deadlineSeconds?: number }) => {
      const configuration = readConfiguration(process.env);
      homeMustDo(configuration.home);
      const started = Date.now();
      let last = started;
      const path = await new DemoJourney({
        address: configuration.portal.apiUrl,
        deadlineSeconds,
        tell: (step, figure) => {
          const now = Date.now();
          process.stdout.write(`${((now - last) / 1000).toFixed(1).padStart(6)} s  ${step}: ${figure}\n`);
          last = now;
        },
        keep: async (pack) => {
          const folder = join(configuration.home, 'demo');
          await mkdir(folder, { recursive: true });
          const file = join(folder, `assurance-pack-${new Date().toISOString().replace(/[:.]/g, '-')}.zip`);
          await writeFile(file, pack);
          return file;
        },
      }).run();
      // Once more as anybody would who has nothing but the file: another process, no server.
      const { stdout } = await run(process.execPath, [join(repositoryRoot(), 'dist/apps/cli/src/main.js'), 'verify', path]);
      process.stdout.write(
        `\nassay verify ${path}\n${stdout}\n${((Date.now() - started) / 1000).toFixed(1)} s in all. The pack: ${path}\n`,
      );
    });
}
