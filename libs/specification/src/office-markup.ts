/** A row or a cell of a sheet, whatever its namespace is called, up to the end of its tag. */
const ROW_OR_CELL = /<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
/** Where a row or cell says that it stands: r="12", r="AB12". */
const PLACE = /[\s:]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Counts the XML tags that begin within the bytes of a part, and the bytes that stand between tags. */
export function markupIn(bytes: Buffer): { tags: number; text: number } {
  let tags = 0;
  let text = 0;
  let inside = false;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x3c) {
      inside = true;
      const next = bytes[at + 1];
      if (next >= 0x80 || (next !== undefined && /[a-z/_:]/i.test(String.fromCharCode(next)))) tags += 1;
    } else if (bytes[at] === 0x3e) inside = false;
    else if (!inside) text += 1;
  }
  return { tags, text };
}

/** Whether a part may be read as XML. A picture is not: a name says that it is none, and so do bytes that no text has. */
export function mayBeXml(name: string, beginning: Buffer): boolean {
  return /\.(xml|rels)$/i.test(name) || !beginning.includes(0);
}

/**
 * How many cells a reader makes of the XML of a sheet: its last row by its last column, since those between are filled in; a row
 * without cells counts as one. Infinite when a place is written as no program writes it.
 */
export function cellsOf(sheet: string): number {
  let rows = 0;
  let lastRow = 0;
  let lastColumn = 0;
  for (const [, element, attributes] of sheet.matchAll(ROW_OR_CELL)) {
    if (element === 'row') rows += 1;
    for (const [, double, single] of attributes.matchAll(PLACE)) {
      const place = /^([A-Z]{0,3})(\d{1,7})$/.exec(double ?? single);
      if (place === null) return Infinity;
      lastRow = Math.max(lastRow, Number(place[2]));
      lastColumn = Math.max(lastColumn, columnNumber(place[1]));
    }
  }
  return Math.max(rows, lastRow) * Math.max(1, lastColumn);
}

/** A is 1, Z 26, AA 27. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** 1 is A, 26 is Z, 27 is AA. */
export function columnName(column: number): string {
  return column < 1 ? '' : `${columnName(Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
