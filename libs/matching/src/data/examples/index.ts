import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledExample } from './example';
import { AUTHORS_OF_TENDERS, EIGHT_AUTHORS, FILES, INFORMED, SEVEN_AUTHORS, SIX_AUTHORS } from './files';

const byFile = new Map(FILES.map((file) => [file, readExamples(file)]));

/** Our own sentences that name the guidance that they ask for. */
export const EXAMPLES: readonly LabelledExample[] = [...byFile.values()].flat();

/**
 * Written, or ordered, by somebody who had seen labelled texts of the measurement. They teach the matching that ships, and stay out of what
 * is measured on those texts, of the threshold and of the confidence.
 */
export const INFORMED_EXAMPLES: readonly LabelledExample[] = examplesOf(...INFORMED);

/** Written to look like lines that nothing applies to, and to ask for something even so: harder than what people write. */
export const LOOK_ALIKES: readonly LabelledExample[] = examplesOf(
  'near-misses',
  'scope-and-look-alikes',
  'functions-and-duties',
  'lines-without-guidance',
).filter(([, items]) => items !== '');

/** Written as controls of an organisation, which is how texts are put that the Cyber Assessment Framework is asked for. */
export const CONTROLS: readonly LabelledExample[] = examplesOf(
  'control-statements',
  'control-catalogues',
  'corporate-controls',
  'controls-in-brief',
  'controls-of-organisations',
  'maturity-and-audit',
  'programme-of-controls',
);

/** Examples by who wrote them, and when: what is learnt from the others is measured on each of these lists. None is among the informed ones. */
export const BY_AUTHOR: readonly (readonly LabelledExample[])[] = [
  examplesOf('council-specifications', 'procurement-clauses'),
  examplesOf('essentials-paraphrased', 'corporate-controls'),
  examplesOf('tender-requirements', 'rules-and-questions'),
  examplesOf('device-recommendations', 'control-statements', 'control-catalogues'),
  examplesOf('functions-and-duties', 'guidelines-told-apart', 'controls-in-brief'),
  examplesOf(...SIX_AUTHORS),
  examplesOf(...EIGHT_AUTHORS),
  examplesOf(...AUTHORS_OF_TENDERS),
  examplesOf(...SEVEN_AUTHORS),
];

/** Reads a file: first a line that begins with `#` and says what it holds, and then `sentence<TAB>codes` a line. */
function readExamples(file: string): LabelledExample[] {
  const lines = readFileSync(join(__dirname, `${file}.tsv`), 'utf8').split('\n');
  return lines.slice(1, -1).map((line) => {
    const tab = line.indexOf('\t');
    return [line.slice(0, tab), line.slice(tab + 1)];
  });
}

function examplesOf(...files: readonly string[]): LabelledExample[] {
  return files.flatMap((file) => byFile.get(file) ?? []);
}
