import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { Matcher, type MatchOptions, type MatchResult } from '#matching';
import { ablate, printedAblations } from './ablate';
import { checkoutRoot, readCatalogue, readRelations } from './catalogue';
import { measure, printedMeasures } from './measure';
import { readRows, rebuildWeights } from './training';

interface MatchCommandOptions {
  file?: string;
  evaluate?: string[];
  crossValidate?: boolean;
  ablate?: boolean;
  train?: string[];
  documents?: string[];
  first: number;
  json?: boolean;
}

interface Matched extends MatchResult {
  text: string;
}

/** `assay match`: the guidance that a requirement asks for; and how well the matcher does on labelled rows. */
export function matchCommand(): Command {
  return new Command('match')
    .description('Find the guidance that a requirement asks for, with reasons')
    .argument('[text]', 'a requirement in your own words')
    .option('--file <path>', 'a plain text file with a requirement a line')
    .option('--documents <codes>', 'rank within these documents only, such as ncsc-cp,cop', readList)
    .option('--first <count>', 'how many matches to show', readCount, 5)
    .option('--evaluate <files...>', 'measure the matcher on labelled rows (.jsonl files, or a folder of them)')
    .option('--cross-validate', 'with --evaluate: hold out each publisher in turn, learning from the rest')
    .option('--ablate', 'with --evaluate: measure the matcher, held out, without each of its parts')
    .option('--train <files...>', 'learn from labelled rows and write the shipped weights again')
    .option('--json', 'print JSON')
    .action((text: string | undefined, options: MatchCommandOptions) => {
      process.stdout.write(run(text, options));
    });
}

function run(text: string | undefined, options: MatchCommandOptions): string {
  const root = checkoutRoot();
  if (options.train) return `${rebuildWeights(root, readRows(options.train)).join('\n')}\n`;
  if (options.evaluate && options.ablate) {
    const ablations = ablate(readCatalogue(root), readRelations(root), readRows(options.evaluate));
    return options.json ? `${JSON.stringify(ablations, null, 2)}\n` : printedAblations(ablations);
  }
  if (options.evaluate) {
    const measures = measure(
      readCatalogue(root),
      readRelations(root),
      readRows(options.evaluate),
      options.crossValidate ?? false,
    );
    return options.json ? `${JSON.stringify(measures, null, 2)}\n` : printedMeasures(measures);
  }
  const matched = matchAll(requirementsOf(text, options.file), root, { documents: options.documents, first: options.first });
  return options.json ? `${JSON.stringify(matched, null, 2)}\n` : matched.map(printed).join('\n');
}

function requirementsOf(text: string | undefined, file: string | undefined): string[] {
  if (file !== undefined) return linesOf(file);
  if (text !== undefined && text.trim() !== '') return [text];
  throw new Error('There is nothing to match. Give a requirement in quotes, or --file with a requirement a line.');
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch (error) {
    throw new Error(`${file} cannot be read (${String(error)}). Give the path of a plain text file.`);
  }
}

function matchAll(texts: readonly string[], root: string, options: MatchOptions): Matched[] {
  const matcher = new Matcher(readCatalogue(root), readRelations(root));
  return texts.map((text) => ({ text, ...matcher.match(text, options) }));
}

function printed({ text, applicable, matches }: Matched): string {
  const heading = `${text}\n`;
  const none = applicable ? '' : '  No guidance seems to apply.\n';
  const rows = matches.map(({ code, confidence, reasons }) => {
    const line = `  ${code.padEnd(16)} ${`${Math.round(confidence * 100)} %`.padStart(5)}  `;
    return line + reasons.map((reason) => reason.text).join(`\n${' '.repeat(line.length)}`) + '\n';
  });
  return heading + none + rows.join('');
}

function readList(value: string): string[] {
  return value
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function readCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Give a whole number of one or more.');
  return count;
}
