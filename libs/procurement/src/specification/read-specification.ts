import { parse, CsvError } from 'csv-parse/sync';
import mammoth from 'mammoth';
import readWorkbook from 'read-excel-file/node';
import { bounded, readLines, SourceLine } from './lines';
import { mustBeOfficeFile } from './office-container';
import { ReadSpecification, SPECIFICATION_MEDIA_TYPES, SpecificationMediaType, SpecificationUnreadable } from './specification';
import { readTable, TableRow } from './tables';

/**
 * Splits a specification into requirements.
 *
 * @param source the whole file; its size is bounded by the upload
 * @throws SpecificationUnreadable when it is empty, not of the media type, encrypted, damaged or a ZIP bomb
 */
export async function readSpecification(source: Buffer, mediaType: string): Promise<ReadSpecification> {
  if (source.length === 0)
    throw new SpecificationUnreadable('The specification is empty. Choose the file again, or paste its text.');
  const read = READERS[mediaType as SpecificationMediaType];
  if (read === undefined)
    throw new SpecificationUnreadable(
      `A specification of the type ${mediaType} is not read here. Save it as plain text, CSV, XLSX or DOCX (${SPECIFICATION_MEDIA_TYPES.length} kinds are read).`,
    );
  return read(source);
}

const READERS: Record<SpecificationMediaType, (source: Buffer) => Promise<ReadSpecification>> = {
  'text/plain': async (source) => readLines(linesOf(decode(source))),
  'text/csv': async (source) => readTable(csvRows(decode(source))),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': readXlsx,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
};

/** Text in UTF-8, UTF-16 with its mark, or else Windows-1252, which every byte is. NUL, which no database holds, is left out. */
function decode(source: Buffer): string {
  const encoding =
    source[0] === 0xff && source[1] === 0xfe ? 'utf-16le' : source[0] === 0xfe && source[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(source).replaceAll('\u0000', '');
  } catch {
    return new TextDecoder('windows-1252').decode(source).replaceAll('\u0000', '');
  }
}

function linesOf(text: string): SourceLine[] {
  return text.split(/\r\n|\r|\n/).map((line, index) => ({ line: index + 1, text: line }));
}

function csvRows(text: string): TableRow[] {
  const options = {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    delimiter: delimiterOf(text),
    info: true,
  } as const;
  try {
    const records = parse(text, options) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new SpecificationUnreadable(
        `This CSV cannot be read: ${error.message}. Check the quotation marks near there, and save it again.`,
      );
    throw error;
  }
}

/** The delimiter that the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 5000).split(/\r?\n/, 1)[0];
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [',', ';', '\t', '|'].sort((a, b) => count(b) - count(a))[0];
}

async function readXlsx(source: Buffer): Promise<ReadSpecification> {
  await mustBeOfficeFile(source, 'xl/workbook.xml', 'XLSX');
  const sheets = await readWorkbook(source).catch(() => {
    throw new SpecificationUnreadable('This XLSX file is damaged and cannot be opened. Save it again and upload that.');
  });
  const read = sheets.map(({ data }) => readTable(data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))));
  return bounded({
    requirements: read.flatMap(({ requirements }) => requirements),
    skipped: read.flatMap(({ skipped }) => skipped),
  });
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).replaceAll('\u0000', '');
}

/** DOCX by way of its HTML, which tells headings, paragraphs, list items and table rows apart. */
async function readDocx(source: Buffer): Promise<ReadSpecification> {
  await mustBeOfficeFile(source, 'word/document.xml', 'DOCX');
  const { value: html } = await mammoth.convertToHtml({ buffer: source }).catch(() => {
    throw new SpecificationUnreadable('This DOCX file is damaged and cannot be opened. Save it again and upload that.');
  });
  const tables: TableRow[] = [];
  const lines: SourceLine[] = [];
  let line = 0;
  for (const [, tag, content] of html.matchAll(/<(h[1-6]|p|li|tr)\b[^>]*>(.*?)<\/\1>/gs)) {
    line += 1;
    if (tag === 'tr')
      tables.push({ line, cells: [...content.matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => plainText(cell)) });
    else
      lines.push(
        { line, text: (tag === 'li' ? '- ' : '') + plainText(content), heading: tag.startsWith('h') },
        { line, text: '' },
      );
  }
  const inTables = tables.length === 0 ? { requirements: [], skipped: [] } : readTable(tables);
  const inText = readLines(lines);
  return bounded({
    requirements: [...inText.requirements, ...inTables.requirements].sort((a, b) => a.line - b.line),
    skipped: [...inText.skipped, ...inTables.skipped],
  });
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name])
    .replace(/\s+/g, ' ')
    .trim();
}
