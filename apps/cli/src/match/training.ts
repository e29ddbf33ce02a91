import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  indexOf,
  learn,
  readLabelledRows,
  shippedFiles,
  type ItemRelation,
  type LabelledRow,
  type TrainingMaterial,
} from '#matching';
import { missingTo } from '../missing-folders';

/**
 * Labelled rows of the files named; of a folder, of each `.jsonl` file in it, in the order of their names.
 *
 * @throws Error when there are none: nothing can be measured by them, and weights of them would know nothing
 */
export function readRows(paths: readonly string[]): LabelledRow[] {
  const files = paths.flatMap((path) => (path.endsWith('.jsonl') ? [path] : filesIn(path)));
  const rows = files.flatMap((file) =>
    readLabelledRows(
      readable(file, () => readFileSync(file, 'utf8')),
      basename(file),
    ),
  );
  if (rows.length === 0)
    throw new Error(
      `There are no labelled rows in ${paths.join(', ')}. Give a .jsonl file of them, or a folder of such files.`,
    );
  return rows;
}

/** @throws Error saying what to give instead of what cannot be read */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be read (${code}). Give a .jsonl file of labelled rows, or a folder of them.`);
  }
}

function filesIn(folder: string): string[] {
  return readable(folder, () => readdirSync(folder))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
}

/** The folder that holds the weights that ship with the product. */
export function shippedWeights(root: string): string {
  return join(root, 'libs/matching/src/data/weights');
}

/**
 * Learns from labelled rows and writes the weights, a file for each classifier. The same rows give the same bytes. Files take the places of
 * the earlier ones when all are written: weights of two trainings do not go together.
 *
 * @throws Error before anything is learnt, when the folder takes none
 */
export function rebuildWeights(folder: string, material: TrainingMaterial, relations: readonly ItemRelation[]): string[] {
  mustTakeWeights(folder);
  const weights = learn(material, relations);
  const files = Array.from(shippedFiles({ weights, index: indexOf(material.knowledge) }), ([name, content]) => {
    const path = join(folder, name);
    writeFileSync(`${path}.new`, content);
    return path;
  });
  for (const path of files) renameSync(`${path}.new`, path);
  return files;
}

/** Makes the folder where it is not there. @throws Error when nothing can be written to it */
function mustTakeWeights(folder: string): void {
  try {
    for (const missing of missingTo(folder)) mkdirSync(missing);
    rmdirSync(mkdtempSync(join(folder, '.tried-')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `${folder} cannot be written to (${code}). Name a folder that can, or one in a place where it can be made.`,
    );
  }
}
