import { csvRows } from './csv-rows';
import { docxBlocks } from './docx-blocks';
import { bounded, readLines } from './lines';
import { mustBeOfficeFile } from './office-container';
import { hiddenSheets } from './office-markup';
import { mustBeReadable, mustBeReadableText } from './size';
import {
  excerpt,
  ReadSpecification,
  SPECIFICATION_LIMITS,
  SpecificationMediaType,
  SpecificationUnreadable,
  WholeSpecification,
} from './specification';
import { namesItsRequirements, readTables, type TableRow } from './tables';
import { decodeText } from './text-encoding';

/**
 * Splits a specification into requirements.
 *
 * @param source the whole file; its size is bounded by the upload
 * @throws SpecificationUnreadable when it is empty, not of the media type, encrypted, damaged, a ZIP bomb, or has more requirements
 * than anybody could assess
 */
export async function readSpecification(source: Buffer, mediaType: string): Promise<WholeSpecification> {
  if (source.length === 0) throw empty();
  const read = READERS[mediaType as SpecificationMediaType];
  if (read === undefined) throw ofKindNotRead(mediaType);
  const { sheets = [], ...parts } = await read(source);
  if (parts.requirements.length === 0 && parts.skipped.length === 0) throw empty();
  return { ...bounded(parts, sheets), sheets };
}

/** What a specification may be sent as that is not read, and what to do with it. */
const NOT_READ: Readonly<Record<string, string>> = {
  'application/pdf':
    'A PDF cannot be read as a specification. Open it in Word and save it as DOCX, or copy its text and paste it.',
  'application/msword':
    'A document of the old Word format cannot be read. Open it and save it as DOCX, or copy its text and paste it.',
  'application/rtf':
    'An RTF document cannot be read as a specification. Open it and save it as DOCX, or copy its text and paste it.',
  'application/vnd.ms-excel': 'A workbook of the old Excel format cannot be read. Open it and save it as XLSX or CSV.',
  'application/vnd.oasis.opendocument.text':
    'An OpenDocument text cannot be read as a specification. Open it and save it as DOCX, or copy its text and paste it.',
  'application/vnd.oasis.opendocument.spreadsheet':
    'An OpenDocument sheet cannot be read as a specification. Open it and save it as XLSX or CSV.',
  'application/json': 'JSON cannot be read as a specification. Save the requirements as CSV, XLSX, DOCX or plain text.',
  'application/zip':
    'A ZIP file cannot be read as a specification. Unpack it, and choose the document that has the requirements.',
};

function ofKindNotRead(mediaType: string): SpecificationUnreadable {
  if (mediaType.startsWith('image/'))
    return new SpecificationUnreadable(
      'A picture cannot be read as a specification. Choose the document that it was made from, or type its text in.',
    );
  return new SpecificationUnreadable(
    NOT_READ[mediaType] ??
      `A file of the type ${mediaType} cannot be read as a specification. Save it as DOCX, XLSX, CSV or plain text, or copy its text and paste it.`,
  );
}

const ON_HIDDEN_SHEET = 'On a hidden sheet';
const ON_COVER = 'On a sheet without a column of requirements, which another sheet has';

function empty(): SpecificationUnreadable {
  return new SpecificationUnreadable('The specification is empty. Choose the file again, or paste its text.');
}

/** What reads Office files is loaded with the first of them: it is memory of every process that only might be sent one. */
const READERS: Record<SpecificationMediaType, (source: Buffer) => Promise<ReadSpecification & Partial<WholeSpecification>>> = {
  'text/plain': readText,
  'text/csv': readCsv,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': readXlsx,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
};

async function readText(source: Buffer): Promise<ReadSpecification> {
  const text = decodeText(source);
  const lines = text.split(/\r\n|[\r\n\f\u2028\u2029]/, SPECIFICATION_LIMITS.lines + 1);
  mustBeReadableText(text.length, lines.length);
  return readLines(lines.map((words, index) => ({ line: index + 1, text: words })));
}

async function readCsv(source: Buffer): Promise<ReadSpecification> {
  const rows = csvRows(decodeText(source));
  mustBeReadable([rows.map(({ cells }) => cells)]);
  return together(readTables([rows]));
}

/**
 * Reads every sheet that is shown; lines are the rows of each, and told apart by its name where there are several. What stands on a
 * hidden sheet, or on one without a column of requirements beside one that has it, such as a cover, is told and left to a person.
 */
async function readXlsx(source: Buffer): Promise<WholeSpecification> {
  const hidden = hiddenSheets((await mustBeOfficeFile(source, 'XLSX')).toString());
  const { default: readWorkbook } = await import('read-excel-file/node');
  const sheets = await readWorkbook(source).catch(() => {
    throw new SpecificationUnreadable('This XLSX file is damaged and cannot be opened. Save it again and upload that.');
  });
  mustBeReadable(sheets.map(({ data }) => data));
  const filled = sheets
    .map(({ sheet, data }, index) => ({ name: sheetName(sheet), rows: rowsOf(data), isHidden: hidden[index] === true }))
    .filter(({ rows }) => rows.length > 0);
  const shown = filled.filter(({ isHidden }) => !isHidden);
  const unseen = filled.filter(({ isHidden }) => isHidden);
  // Apart, since weights on hidden sheets are no part of the whole.
  const tables = [
    ...withoutCovers(shown.map(({ rows }) => rows)),
    ...readTables(unseen.map(({ rows }) => rows)).map((table) => leftOut(table, ON_HIDDEN_SHEET)),
  ];
  if (filled.length < 2) return { ...together(tables), sheets: [] };
  const names = [...shown, ...unseen].map(({ name }) => name);
  return { ...together(tables.map((table, index) => ofSheet(names[index], table))), sheets: filled.map(({ name }) => name) };
}

function rowsOf(data: readonly (readonly unknown[])[]): TableRow[] {
  return data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
}

function withoutCovers(sheets: readonly (readonly TableRow[])[]): ReadSpecification[] {
  const named = sheets.map(namesItsRequirements);
  return readTables(sheets).map((table, index) => (named[index] || !named.includes(true) ? table : leftOut(table, ON_COVER)));
}

/** Takes none of the requirements of a table, and tells why; a person may take them in. */
function leftOut({ requirements, skipped }: ReadSpecification, reason: string): ReadSpecification {
  const lines = new Set(requirements.map(({ line }) => line));
  const left = requirements.map(({ sheet, line, text }) => ({ sheet, line, text: excerpt(text), reason }));
  // What was not understood of a requirement tells nothing where the requirement itself is left out.
  const others = skipped.filter(({ line }) => !lines.has(line));
  return { requirements: [], skipped: [...left, ...others].sort((a, b) => a.line - b.line) };
}

function ofSheet(sheet: string, { requirements, skipped }: ReadSpecification): ReadSpecification {
  return {
    requirements: requirements.map((requirement) => ({ ...requirement, sheet })),
    skipped: skipped.map((line) => ({ ...line, sheet })),
  };
}

/** At most longer than any that workbook programs write, since it is said again with every line. */
function sheetName(name: string): string {
  return cellText(name).slice(0, 100);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).replaceAll('\u0000', '');
}

/** DOCX by way of its HTML, which tells headings, paragraphs, list items and table rows apart. */
async function readDocx(source: Buffer): Promise<ReadSpecification> {
  await mustBeOfficeFile(source, 'DOCX');
  const { default: mammoth } = await import('mammoth');
  const { value: html } = await mammoth.convertToHtml({ buffer: source }).catch(() => {
    throw new SpecificationUnreadable('This DOCX file is damaged and cannot be opened. Save it again and upload that.');
  });
  const { lines, tables } = docxBlocks(html);
  mustBeReadable(tables.map((rows) => rows.map(({ cells }) => cells)));
  const { requirements, skipped } = together([readLines(lines, tables.length === 0), ...readTables(tables)]);
  return { requirements: requirements.sort((a, b) => a.line - b.line), skipped };
}

function together(parts: readonly ReadSpecification[]): ReadSpecification {
  return {
    requirements: parts.flatMap(({ requirements }) => requirements),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}
