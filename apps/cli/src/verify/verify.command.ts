import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { keyFingerprint, messageOf } from '#pack';
import { oneLine } from '../one-line';
import type { Line } from './read-heads';
import { NotVerifiable, verifyFile, type FileReport } from './verify-file';

const MARK: Record<Line['outcome'], string> = { PASSED: 'ok  ', FAILED: 'FAIL', NOT_CHECKED: '--  ' };
const HOLDS = 0;
const DOES_NOT_HOLD = 1;
const USAGE = 2;

/**
 * `assay verify FILE`: checks an assurance pack or an export of an audit chain, without a server. Exits with 0 when every check holds, 1
 * when one does not (the first is named last), 2 when it was asked for something that cannot be done.
 */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Check an assurance pack (.zip) or an export of an audit chain (.json, .jsonl), without a server')
    .argument('<file>', 'the pack or the chain export')
    .option('--key <public.pem>', 'the public key of whoever signed it, as you got it from them')
    .option('--json', 'print the report as JSON')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? HOLDS : USAGE))
    .action(async (file: string, options: { key?: string; json?: boolean }) => {
      process.exitCode = await run(file, options);
    });
}

async function run(file: string, { key, json }: { key?: string; json?: boolean }): Promise<number> {
  try {
    const report = await verifyFile(file, key === undefined ? undefined : readKey(key));
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printed(report));
    return report.ok ? HOLDS : DOES_NOT_HOLD;
  } catch (error) {
    if (!(error instanceof NotVerifiable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return USAGE;
  }
}

function readKey(path: string): string {
  try {
    const pem = readFileSync(path, 'utf8');
    keyFingerprint(pem);
    return pem;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such file. Give --key the public key of whoever signed it.' : messageOf(error);
    throw new NotVerifiable(`The key ${path} cannot be read: ${reason}`);
  }
}

function printed({ ok, lines, pack }: FileReport): string {
  const about = pack?.pack;
  const opening = about
    ? [oneLine(`${about.title} (${about.reference}), made ${about.createdAt}`), `digest ${about.digest}`]
    : [];
  if (about?.demonstration) opening.push('DEMONSTRATION: invented, not a real procurement');
  const checks = lines.map(({ outcome, sentence }) => `${MARK[outcome]} ${oneLine(sentence)}`);
  const first = lines.find(({ outcome }) => outcome === 'FAILED');
  const end = ok ? 'Everything that could be checked holds.' : `It does not hold. First: ${oneLine(first?.sentence ?? '')}`;
  return [...opening, ...checks, end].map((line) => `${line}\n`).join('');
}
