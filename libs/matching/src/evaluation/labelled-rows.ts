/** A text and the guidance that people or published crosswalks give for it, best first within a document. */
export interface LabelledRow {
  id: string;
  text: string;
  labels: readonly string[];
  /** Documents that people labelled one by one, an empty list meaning that nothing in the document applies. */
  judged: readonly string[];
  /** True when people agreed that no guidance applies. */
  none: boolean;
  /** Who published the text; the row's own id when nobody is named, so that each such row stands for itself. */
  source: string;
  file: string;
}

/** Outcomes of the CAF whose ids moved between 3.2 and 4.0, as 4.0 has them. */
const CAF_32_TO_40: Readonly<Record<string, string>> = {
  'caf.A2.b': 'caf.A2.c',
  'caf.C2.a': 'caf.C1.f',
  'caf.C2.b': 'caf.C2.a',
};

/**
 * Reads labelled rows of either shape: `{id, text, labels, source}`, or `{id, text, none, "<document>": [codes]…}`. Codes of CAF 3.2 (a file
 * whose name says `caf32`) are given as CAF 4.0 has them, since the catalogue is 4.0.
 *
 * @throws Error naming the file and line when a line is not such a row
 */
export function readLabelledRows(jsonl: string, fileName: string): LabelledRow[] {
  return jsonl
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readRow(line, fileName, number));
}

function readRow(line: string, file: string, number: number): LabelledRow {
  const row = readObject(line, `${file}, line ${number}`);
  const { id, text, none, source } = row;
  if (typeof text !== 'string')
    throw new Error(`${file}, line ${number} has no "text". Each line needs a text and its labels.`);
  const name = typeof id === 'string' ? id : `${file}:${number}`;
  return {
    id: name,
    text,
    labels: labelsOf(row).map((code) => (file.includes('caf32') ? (CAF_32_TO_40[code] ?? code) : code)),
    judged: Object.keys(row).filter((name) => name !== 'labels' && Array.isArray(row[name])),
    none: none === true,
    source: typeof source === 'string' ? source : name,
    file,
  };
}

function labelsOf(row: Record<string, unknown>): string[] {
  return Object.entries(row)
    .filter(([name, value]) => name !== 'id' && Array.isArray(value))
    .flatMap(([, value]) => value as unknown[])
    .filter((code): code is string => typeof code === 'string');
}

function readObject(line: string, where: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, with the place.
  }
  throw new Error(`${where} is not a JSON object. Labelled rows are one JSON object a line.`);
}
