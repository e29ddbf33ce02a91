/** A row or a cell of a sheet, whatever its namespace is called, up to the end of its tag. */
const ROW_OR_CELL = /<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
/** Where a row or cell says that it stands: r="12", r="AB12". */
const PLACE = /[\s:]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Counts the XML tags that begin within the bytes of a part. In what is no XML, such as a picture, few bytes look like one.
 */
export function tagsIn(bytes: Buffer): number {
  let tags = 0;
  for (let at = bytes.indexOf('<'); at !== -1; at = bytes.indexOf('<', at + 1)) {
    const next = bytes[at + 1];
    if (next >= 0x80 || (next !== undefined && /[a-z/_:]/i.test(String.fromCharCode(next)))) tags += 1;
  }
  return tags;
}

/**
 * How many cells a reader makes of the XML of a sheet: its last row by its last column, since those between are filled in.
 * Infinite when a place is written as no program writes it.
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
  return Math.max(rows, lastRow) * lastColumn;
}

/** A is 1, Z 26, AA 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
