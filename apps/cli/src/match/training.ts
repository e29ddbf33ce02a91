import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  indexOf,
  learn,
  readLabelledRows,
  SHIPPED,
  type CatalogueItem,
  type ItemRelation,
  type LabelledRow,
  type LearntWeights,
  type TrainingMaterial,
} from '#matching';

/** Labelled rows of the files named; of a folder, of each `.jsonl` file in it, in the order of their names. */
export function readRows(paths: readonly string[]): LabelledRow[] {
  const files = paths.flatMap((path) => (path.endsWith('.jsonl') ? [path] : filesIn(path)));
  return files.flatMap((file) => readLabelledRows(readFileSync(file, 'utf8'), basename(file)));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
}

/** The folder that holds the weights that ship with the product. */
export function shippedWeights(root: string): string {
  return join(root, 'libs/matching/src/data/weights');
}

/** Learns from labelled rows and writes the weights, a file for each classifier. The same rows give the same bytes. */
export function rebuildWeights(
  folder: string,
  catalogue: readonly CatalogueItem[],
  relations: readonly ItemRelation[],
  rows: readonly LabelledRow[],
  knowledge: TrainingMaterial['knowledge'] = SHIPPED,
): string[] {
  const weights = learn({ catalogue, knowledge, rows }, relations);
  mkdirSync(folder, { recursive: true });
  return [...weightFiles(weights), ['sentence-index.ts', sentenceIndexFile(indexOf(knowledge))] as const].map(
    ([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
  );
}

/** The source files that hold weights, by name. */
export function weightFiles(weights: LearntWeights): Map<string, string> {
  const names = Object.keys(weights.documents).sort();
  const files = new Map<string, string>();
  for (const name of names) files.set(`${name}.ts`, classifierFile(constantFor(name), weights.documents[name]));
  files.set('applicability.ts', classifierFile('APPLICABILITY', weights.applicability));
  files.set('index.ts', weightsFile(names, weights));
  return files;
}

const MADE_BY =
  '// Made by `assay match --train`; learnt from published crosswalks and our own examples (docs/matching.md). Do not edit.';

function classifierFile(constant: string, { labels, bias, features }: LearntWeights['applicability']): string {
  return [
    MADE_BY,
    "import type { ClassifierWeights } from '../../ranking/classifier';",
    '',
    '// prettier-ignore',
    `export const ${constant}: ClassifierWeights = {`,
    `  labels: [${labels.map(quoted).join(', ')}],`,
    `  bias: [${bias.join(', ')}],`,
    `  features: ${quoted(features)},`,
    '};',
    '',
  ].join('\n');
}

/** The index of our own sentences. */
export function sentenceIndexFile(index: string): string {
  return [MADE_BY, '// prettier-ignore', `export const INDEX = ${quoted(index)};`, ''].join('\n');
}

function weightsFile(names: readonly string[], { applicableFrom, calibration }: LearntWeights): string {
  const curves = Object.entries(calibration).map(
    ([name, { intercept, slope }]) => `    ${quoted(name)}: { intercept: ${intercept}, slope: ${slope} },`,
  );
  return [
    MADE_BY,
    "import type { LearntWeights } from '../../ranking/learnt-weights';",
    "import { APPLICABILITY } from './applicability';",
    ...names.map((name) => `import { ${constantFor(name)} } from './${name}';`),
    '',
    '// prettier-ignore',
    'export const WEIGHTS: LearntWeights = {',
    `  documents: { ${names.map((name) => `${quoted(name)}: ${constantFor(name)}`).join(', ')} },`,
    '  applicability: APPLICABILITY,',
    `  applicableFrom: ${applicableFrom},`,
    '  calibration: {',
    ...curves,
    '  },',
    '};',
    '',
  ].join('\n');
}

function constantFor(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\t/g, '\\t')}'`;
}
