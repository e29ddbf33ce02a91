import { SPECIFICATION_LIMITS, SpecificationUnreadable } from './specification';

/**
 * Refuses tables that would take long to read, however small the file is that they come from: a text that many cells share and a
 * sheet that is named many times count each time. So does each row by the width of the widest, since columns are compared.
 *
 * @throws SpecificationUnreadable
 */
export function mustBeReadable(tables: readonly (readonly (readonly unknown[])[])[]): void {
  let cells = 0;
  let characters = 0;
  for (const rows of tables) {
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 1);
    cells += rows.length * width;
    mustBeReadableCells(cells);
    for (const row of rows) for (const cell of row) characters += typeof cell === 'string' ? cell.length : 0;
    mustBeReadableText(characters);
  }
}

/** @throws SpecificationUnreadable */
export function mustBeReadableCells(cells: number): void {
  if (cells > SPECIFICATION_LIMITS.cells) throw tooMuch('cells', SPECIFICATION_LIMITS.cells);
}

/** @throws SpecificationUnreadable */
export function mustBeReadableText(characters: number, lines = 0): void {
  if (characters > SPECIFICATION_LIMITS.text) throw tooMuch('characters', SPECIFICATION_LIMITS.text);
  if (lines > SPECIFICATION_LIMITS.lines) throw tooMuch('lines', SPECIFICATION_LIMITS.lines);
}

function tooMuch(what: string, most: number): SpecificationUnreadable {
  return new SpecificationUnreadable(
    `This has more than ${most} ${what}, far more than a specification needs. Split it into lots, or save the specification alone as a new file and upload that.`,
  );
}
