import { csvRows } from './csv-rows';
import { bounded, readLines } from './lines';
import { readDocx } from './read-docx';
import { readXlsx } from './read-xlsx';
import { mustBeReadable, mustBeReadableText } from './size';
import {
  ReadSpecification,
  SPECIFICATION_LIMITS,
  SpecificationMediaType,
  SpecificationUnreadable,
  together,
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
