import { Command } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfiguration } from '#platform';
import { DemoJourney } from './journey';

/** `assay demo`: the buyer's whole journey against a started system. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('go the whole journey over HTTP against a started system, from a real notice to a verified pack')
    .option('--deadline-seconds <seconds>', 'how long the suppliers of the demonstration have to answer', '25')
    .action(async ({ deadlineSeconds }: { deadlineSeconds: string }) => {
      const configuration = readConfiguration(process.env);
      const started = Date.now();
      let last = started;
      const path = await new DemoJourney({
        address: configuration.portal.apiUrl,
        deadlineSeconds: Number(deadlineSeconds),
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
      process.stdout.write(
        `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  in all. Verify it again with: npx assay verify ${path}\n`,
      );
    });
}
