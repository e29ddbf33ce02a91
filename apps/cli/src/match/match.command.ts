import { Command, InvalidArgumentError } from 'commander';
import {
  evaluateByAuthor,
  isAnswer,
  Matcher,
  ownSentences,
  shipped,
  uninformed,
  type CatalogueItem,
  type MatchAnswer,
} from '#matching';
import { countOf } from '../count-of';
import { ablate, printedAblations } from './ablate';
import { checkoutRoot, readCatalogue, readRelations } from './catalogue';
import { measure, printedByAuthor, printedMeasures } from './measure';
import { printedMatches, printedSkipped, type Matched } from './printed-matches';
import { requirementsIn, type RequirementsInFile } from './requirements-in';
import { readRows, rebuildWeights, shippedWeights } from './training';

interface MatchCommandOptions {
  file?: string;
  evaluate?: string[];
  crossValidate?: boolean;
  ablate?: boolean;
  byAuthor?: boolean;
  train?: string[];
  out?: string;
  answers?: MatchAnswer[];
  documents?: string[];
  first: number;
  json?: boolean;
}

/** `assay match`: the guidance that a requirement asks for; and how well the matcher does on labelled rows. */
export function matchCommand(): Command {
  return new Command('match')
    .description('Find the guidance that a requirement asks for, with reasons')
    .argument('[text]', 'a requirement in your own words')
    .option('--file <path>', 'a specification: .docx, .xlsx, .csv or .txt')
    .option('--documents <codes>', 'rank within these documents only, such as ncsc-cp,cop', readList)
    .option('--first <count>', 'how many matches to show', countOf(1), 5)
    .option('--answers <question=answer>', 'an answer to a question that came with a match; may be given again', readAnswer)
    .option('--evaluate <files...>', 'measure the matcher on labelled rows (.jsonl files, or a folder of them)')
    .option('--cross-validate', 'with --evaluate: hold out each publisher in turn, learning from the rest')
    .option('--ablate', 'with --evaluate: measure the matcher, held out, without each of its parts')
    .option('--by-author', 'measure the matcher on our own sentences, each by a matcher that never learnt from who wrote it')
    .option('--train <files...>', 'learn from labelled rows and write the shipped weights again')
    .option('--out <folder>', 'with --train: write the weights there instead')
    .option('--json', 'print JSON')
    .action(async (text: string | undefined, options: MatchCommandOptions) => {
      process.stdout.write(await run(text, options));
    });
}

async function run(text: string | undefined, options: MatchCommandOptions): Promise<string> {
  mustGoTogether(text, options);
  const root = checkoutRoot();
  const catalogue = readCatalogue(root);
  const relations = readRelations(root);
  if (options.train) {
    const out = options.out ?? shippedWeights(root);
    const written = rebuildWeights(
      out,
      { catalogue, knowledge: await ownSentences(), rows: readRows(options.train) },
      relations,
    );
    return `${written.join('\n')}\n`;
  }
  if (options.evaluate && options.ablate) {
    const ablations = ablate({ catalogue, knowledge: await ownSentences(), rows: readRows(options.evaluate) }, relations);
    return options.json ? asJson(ablations) : printedAblations(ablations);
  }
  if (options.evaluate) {
    const measures = await measure(catalogue, relations, readRows(options.evaluate), options.crossValidate ?? false);
    return options.json ? asJson(measures) : printedMeasures(measures);
  }
  if (options.byAuthor) {
    const figures = evaluateByAuthor({ catalogue, knowledge: uninformed(await ownSentences()) }, relations);
    return options.json ? asJson(figures) : printedByAuthor(figures);
  }
  mustBeKnown(options.documents ?? [], catalogue);
  const { requirements, skipped } = await requirementsOf(text, options.file);
  const matcher = new Matcher(catalogue, await shipped(), relations);
  const { documents, first, answers } = options;
  const matched = requirements.map((requirement): Matched => ({
    ...requirement,
    ...matcher.match(requirement.text, { documents, first, answers }),
  }));
  if (options.json) return asJson(matched);
  return [printedMatches(matched, catalogue, process.stdout.columns), ...skipped.map(printedSkipped)].join('\n');
}

/** @throws Error naming what would be passed over in silence */
function mustGoTogether(text: string | undefined, options: MatchCommandOptions): void {
  const { evaluate, crossValidate, ablate: isAblated, train, out, file } = options;
  if (evaluate === undefined && (crossValidate || isAblated))
    throw new Error('--cross-validate and --ablate say how to measure. Give the labelled rows with --evaluate.');
  if (train === undefined && out !== undefined)
    throw new Error('--out says where weights are written. Give the labelled rows to learn from with --train.');
  if (text !== undefined && file !== undefined)
    throw new Error('There is a requirement and a file. Give the one or the other.');
}

/** @throws Error naming the documents that there are */
function mustBeKnown(documents: readonly string[], catalogue: readonly CatalogueItem[]): void {
  const known = [...new Set(catalogue.map(({ document }) => document))];
  const unknown = documents.filter((document) => !known.includes(document));
  if (unknown.length > 0) throw new Error(`There is no document ${unknown.join(', ')}. These are there: ${known.join(', ')}.`);
}

async function requirementsOf(text: string | undefined, file: string | undefined): Promise<RequirementsInFile> {
  if (file !== undefined) return requirementsIn(file);
  if (text !== undefined && text.trim() !== '') return { requirements: [{ ref: null, text }], skipped: [] };
  throw new Error('There is nothing to match. Give a requirement in quotes, or --file with a specification.');
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** @throws InvalidArgumentError when it names nothing */
function readList(value: string): string[] {
  const codes = value
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (codes.length === 0) throw new InvalidArgumentError('Name at least one document, or leave the option out.');
  return codes;
}

/** Collects `question=answer` pairs. @throws InvalidArgumentError when there is no such question with such an answer, or it is answered already */
function readAnswer(value: string, before: MatchAnswer[] = []): MatchAnswer[] {
  const [question = '', answer = '', ...more] = value.split('=');
  if (more.length > 0 || !isAnswer({ question, answer })) {
    throw new InvalidArgumentError('Give question=answer by their ids, which --json prints with the matches.');
  }
  if (before.some((one) => one.question === question)) {
    throw new InvalidArgumentError(`There are two answers to ${question}. Give one to each question.`);
  }
  return [...before, { question, answer }];
}
