import { csvRows } from './csv-rows';
import { docxBlocks } from './docx-blocks';
import { bounded, readLines } from './lines';
import { mustBeOfficeFile } from './office-container';
import { mustBeReadable, mustBeReadableText } from './size';
import {
  ReadSpecification,
  SPECIFICATION_LIMITS,
  SPECIFICATION_MEDIA_TYPES,
  SpecificationMediaType,
  SpecificationUnreadable,
  WholeSpecification,
} from './specification';
import { readTables } from './tables';
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
  if (read === undefined)
    throw new SpecificationUnreadable(
      `A specification of the type ${mediaType} is not read here. Save it as plain text, CSV, XLSX or DOCX (${SPECIFICATION_MEDIA_TYPES.length} kinds are read).`,
    );
  const { sheets = [], ...parts } = await read(source);
  if (parts.requirements.length === 0 && parts.skipped.length === 0) throw empty();
  return { ...bounded(parts, sheets), sheets };
}

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

/** Reads every sheet; lines are the rows of each, and told apart by its name where there are several. */
async function readXlsx(source: Buffer): Promise<WholeSpecification> {
  await mustBeOfficeFile(source, 'XLSX');
  const { default: readWorkbook } = await import('read-excel-file/node');
  const sheets = await readWorkbook(source).catch(() => {
    throw new SpecificationUnreadable('This XLSX file is damaged and cannot be opened. Save it again and upload that.');
  });
  mustBeReadable(sheets.map(({ data }) => data));
  const filled = sheets.filter(({ data }) => data.length > 0).map(({ sheet, data }) => ({ sheet: sheetName(sheet), data }));
  const several = filled.length > 1;
  const tables = readTables(
    filled.map(({ data }) => data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))),
  );
  const parts = several ? tables.map((table, index) => ofSheet(filled[index].sheet, table)) : tables;
  return { ...together(parts), sheets: several ? filled.map(({ sheet }) => sheet) : [] };
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
