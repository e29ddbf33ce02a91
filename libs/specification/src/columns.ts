import type { FoundRequirement } from './specification';

export type Column = 'ref' | 'text' | 'kind' | 'weight' | 'strength';
export type Columns = ReadonlyMap<Column, number>;

/** Header words of each column, as people write them, in lower case and without what stands at their ends. */
const HEADERS: Record<Column, RegExp> = {
  ref: /^((requirement|req\.?|item|line|question) )?(ref(erence)?( no\.?| number)?|id|no|number|#)$/,
  text: /^(requirements?( (text|description|details?|statement|wording))?|text|descriptions?|specification|questions?|statement|details?|criterion|criteria)$/,
  kind: /^((requirement )?(type|kind|priority|category)|mandatory( ?(\/|or) ?(scored|desirable|optional))?|gate( ?(\/|or) ?scored)?|pass ?\/ ?fail|m ?\/ ?[dso]|moscow)$/,
  weight: /^((%|score) ?)?(weight(ing|age)?|marks)$/,
  strength:
    /^((minimum|min\.?|least) )?(strength of evidence|evidence|strength|evidence strength|minimumstrength)( required)?$/,
};

/** A cell longer than this names no column; nor does one further to the right than any table of requirements is wide. */
const NAMES = { characters: 100, columns: 1000 };

/** What a bidder is to fill in: its "No" is no number. */
const YES_OR_NO = /\byes ?\/ ?no\b/i;

/** The columns that a row names, each with every position at which it does. */
export function namedColumns(cells: readonly string[]): Map<Column, number[]> {
  const named = new Map<Column, number[]>();
  cells.slice(0, NAMES.columns).forEach((cell, index) => {
    const words = cell.trim();
    if (words.length > NAMES.characters) return;
    for (const column of columnsNamed(words))
      named
        .set(column, named.get(column) ?? [])
        .get(column)
        ?.push(index);
  });
  return named;
}

/** The columns that a cell names: as a whole, or by one of its parts where it says the same twice, as in two languages. */
function columnsNamed(words: string): Set<Column> {
  const whole = columnsOf(words);
  if (whole.length > 0 || YES_OR_NO.test(words)) return new Set(whole);
  return new Set(words.split(/[/|\n]/).flatMap(columnsOf));
}

function columnsOf(words: string): Column[] {
  const name = words
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s*]+|[\s:*?.%]+$/g, '');
  return (Object.keys(HEADERS) as Column[]).filter((column) => HEADERS[column].test(name));
}

/**
 * Settles which column is which where a name comes twice: the requirement is the wordier of "Requirement" and "Description", and
 * the kind is the one whose words are understood ("Category: Security" says nothing of gates).
 */
export function settledColumns(named: ReadonlyMap<Column, readonly number[]>, body: readonly (readonly string[])[]): Columns {
  const settled = new Map<Column, number>();
  for (const [column, positions] of named) {
    const merits = positions.map((position) =>
      column === 'text' ? wordsIn(body, position) : column === 'kind' ? kindsIn(body, position) : 0,
    );
    settled.set(column, positions[indexOfMost(merits)]);
  }
  return settled;
}

/** Where the greatest of many numbers stands, the first of equals. */
export function indexOfMost(numbers: readonly number[]): number {
  return numbers.reduce((best, number, index) => (number > numbers[best] ? index : best), 0);
}

/** How many words a column holds: people write their sentences in the one with most. */
export function wordsIn(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((sum, cells) => sum + (cells[column] ?? '').split(/\s+/).filter(Boolean).length, 0);
}

function kindsIn(rows: readonly (readonly string[])[], column: number): number {
  return rows.filter((cells) => kindOf(cells[column] ?? '') !== null).length;
}

/** Whether a cell holds the number of a requirement and nothing else. */
export function isRef(cell: string): boolean {
  return /^[a-z]{0,6}[-. ]?\d{1,6}(\.\d{1,4}){0,8}[a-z]?[.):]?$/i.test(cell.trim());
}

/** Gate or scored, from the words of a cell: mandatory, pass/fail, M, yes; desirable, should, no. Null when it says neither. */
export function kindOf(cell: string): FoundRequirement['kind'] {
  const text = cell.trim();
  if (
    /^(no|n|d|s|c|o|false)$/i.test(text) ||
    /^((non|not)[ -]?mandatory|scored?|weighted|desirable|should|could|optional)\b/i.test(text)
  )
    return 'SCORED';
  return /^(yes|y|m|true)$/i.test(text) || /^(gate|mandatory|must|pass ?(\/|or) ?fail)\b/i.test(text) ? 'GATE' : null;
}

/** Whether a header asks for nothing but gate or scored: "Mandatory?", but not "Category", which may say what a requirement is about. */
export function asksForGates(header: string): boolean {
  return /\b(mandatory|gate|pass ?\/ ?fail|moscow)\b/i.test(header.slice(0, NAMES.characters));
}

/** Whether a header says that what stands below are requirements: "Requirement", but not "Description", which may be the title of anything. */
export function saysRequirements(header: string): boolean {
  return /\b(requirements?|questions?|criteri(on|a))\b/i.test(header.slice(0, NAMES.characters));
}

/** A weight as it is written. */
export interface Weight {
  amount: number;
  /** Whether it says of what it is so many: percent, points, marks. */
  hasUnit: boolean;
}

/** A weight: 2, 2.5, 2,5, 1,000, 10% or "10 points". Null when the cell holds none; its size is not judged here. */
export function weightOf(cell: string): Weight | null {
  const match = /^\+?(\d{1,15}(?:[.,]\d{1,15})?)\s*(%|points?|marks?)?$/i.exec(cell.trim());
  if (match === null) return null;
  const isThousands = /^[1-9]\d{0,2},\d{3}$/.test(match[1]);
  return { amount: Number(match[1].replace(',', isThousands ? '' : '.')), hasUnit: match[2] !== undefined };
}
