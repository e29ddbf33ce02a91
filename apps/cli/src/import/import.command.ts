import { Argument, Command, InvalidArgumentError } from 'commander';
import { DataSource } from 'typeorm';
import {
  ImportKind,
  ImportProgress,
  ImportReport,
  ImportRunner,
  ImportSource,
  measureJoins,
  measureTerms,
  openSource,
  readSampleMarket,
  readSummary,
} from '#market';
import { LONDON_DAYS, readConfiguration } from '#platform';
import { ownerDatabase } from '../database/owner-url';
import { printedMeasures } from './printed-measures';
import { printedSummary } from './printed-summary';

/** Kinds as they are typed. */
const KINDS: Record<string, ImportKind> = { ocds: 'OCDS', 'companies-house': 'COMPANIES_HOUSE' };

/** Problems that are printed; all are kept with the run. */
const MOST_PRINTED = 20;

interface ImportFlags {
  sic: string[];
  postcodeArea: string[];
  problems?: boolean;
}

/** `assay import KIND FILE|URL|-`: reads a register in, as the portal's imports do. */
export function importCommand(): Command {
  return new Command('import')
    .description('read a register in: notices of public procurement (OCDS), or the company data of Companies House')
    .addArgument(new Argument('<kind>', 'what it is').choices(Object.keys(KINDS)))
    .argument('<source>', 'a file, an address, or - for standard input; gzip and zip are understood')
    .option(
      '--sic <codes...>',
      'companies-house: unknown companies with one of these SIC 2007 codes become suppliers',
      each(/^\d{5}$/, 'Write SIC 2007 codes with five digits, such as 26511.'),
      [],
    )
    .option(
      '--postcode-area <letters...>',
      'companies-house: and with a postcode that begins so, such as BS',
      each(/^[A-Za-z]{1,2}$/, 'Write postcode areas with one or two letters, such as BS.'),
      [],
    )
    .option('--problems', 'print every problem, not the first ones alone')
    .addCommand(summaryCommand())
    .addCommand(measureCommand())
    .action(async (kind: string, given: string, flags: ImportFlags) => {
      if (KINDS[kind] !== 'COMPANIES_HOUSE' && flags.sic.length + flags.postcodeArea.length > 0)
        throw new Error('--sic and --postcode-area choose among companies. Leave them out, or import companies-house.');
      const source = await openSource(given);
      await asOwner((owner) => importSource(owner, KINDS[kind], source, flags));
    });
}

/** Reads one after the other of an option that may have several. @throws InvalidArgumentError that says how they are written */
function each(pattern: RegExp, otherwise: string): (value: string, before: string[]) => string[] {
  return (value, before) => {
    if (!pattern.test(value)) throw new InvalidArgumentError(otherwise);
    return [...before, value];
  };
}

/** `assay import summary`: what all that was read in came to. */
function summaryCommand(): Command {
  return new Command('summary')
    .description('print what was joined, not joined, flagged and withheld, of all that was read in')
    .action(() =>
      asOwner(async (owner) => {
        process.stdout.write(printedSummary(await readSummary(owner)));
      }),
    );
}

/** `assay import measure`: how well parties are joined, and suppliers classified, on labelled samples. It needs no database. */
function measureCommand(): Command {
  return new Command('measure')
    .description('print false and missing joins, and the precision of derived sectors and technologies, on labelled samples')
    .action(async () => {
      const market = await readSampleMarket();
      process.stdout.write(printedMeasures(measureJoins(market), measureTerms(market)));
    });
}

async function asOwner(work: (owner: DataSource) => Promise<void>): Promise<void> {
  const database = await ownerDatabase(readConfiguration(process.env));
  try {
    const extra = { max: 3, options: LONDON_DAYS };
    const owner = await new DataSource({ type: 'postgres', url: database.ownerUrl, extra }).initialize();
    try {
      await work(owner);
    } finally {
      await owner.destroy();
    }
  } finally {
    await database.close();
  }
}

async function importSource(owner: DataSource, kind: ImportKind, source: ImportSource, flags: ImportFlags): Promise<void> {
  const runner = new ImportRunner(owner);
  const options = {
    ...(flags.sic.length > 0 ? { sicCodes: flags.sic } : {}),
    ...(flags.postcodeArea.length > 0 ? { postcodeAreas: flags.postcodeArea.map((area) => area.toUpperCase()) } : {}),
  };
  const id = await runner.begin(kind, source, options);
  const report = await runner.run(id, () => Promise.resolve(source), process.stderr.isTTY ? show : undefined);
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (report === null) throw new Error('Another process is importing this already. Wait for it, or stop it.');
  const problems: { place: string; problem: string; taken: boolean }[] = await owner.query(
    'SELECT place, problem, taken FROM import_problem WHERE run_id = $1 ORDER BY position LIMIT $2',
    [id, flags.problems === true ? null : MOST_PRINTED],
  );
  print(source.name, report, problems);
  process.stdout.write(`\n${printedSummary(await readSummary(owner))}`);
  if (report.state === 'FAILED') throw new Error(`The import failed: ${report.error ?? ''}`);
}

function show({ records, bytesRead, bytesTotal }: ImportProgress): void {
  const share =
    bytesTotal === null || bytesTotal === 0 ? '' : `, ${Math.min(100, Math.floor((bytesRead / bytesTotal) * 100))} %`;
  process.stderr.write(`\r${records.toLocaleString('en-GB')} records${share}`);
}

function print(name: string, report: ImportReport, problems: { place: string; problem: string; taken: boolean }[]): void {
  const lines = [`${name}: ${report.records.toLocaleString('en-GB')} records`];
  for (const [count, value] of Object.entries(report.counts))
    lines.push(`  ${count.padEnd(10)} ${value.toLocaleString('en-GB')}`);
  if (report.problems > 0) {
    lines.push(`${report.problems.toLocaleString('en-GB')} things were not taken, or not as they stand:`);
    for (const { place, problem, taken } of problems) lines.push(`  ${taken ? 'taken ' : 'left  '} ${place}: ${problem}`);
    if (problems.length < report.problems)
      lines.push(`  … and ${report.problems - problems.length} more; --problems prints them all`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
