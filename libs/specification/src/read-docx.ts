import { docxBlocks, type DocxBlocks } from './docx-blocks';
import { markedDocx } from './docx-markup';
import { readLines } from './lines';
import { mustBeOfficeFile } from './office-container';
import type { OfficeParts } from './office-parts';
import { mustBeReadable } from './size';
import { excerpt, ReadSpecification, SpecificationUnreadable, together } from './specification';
import { readTables } from './tables';

const HIDDEN_WORDS = 'Hidden text';

/** Styles that Word has of its own for what asks for nothing, though its words may: mammoth takes them for paragraphs. */
const HEADINGS = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  ...[7, 8, 9].map((depth) => `p[style-name='heading ${depth}'] => h6:fresh`),
  "p[style-name^='toc '] => h6:fresh",
];

/** DOCX by way of its HTML, which tells headings, paragraphs, list items and table rows apart. */
export async function readDocx(source: Buffer): Promise<ReadSpecification> {
  const office = await mustBeOfficeFile(source, 'DOCX');
  const { lines, tables, hidden } = await blocksOf(office).catch(() => {
    throw new SpecificationUnreadable('This DOCX file is damaged and cannot be opened. Save it again and upload that.');
  });
  mustBeReadable(tables.map((rows) => rows.map(({ cells }) => cells)));
  const { requirements, skipped } = together([readLines(lines, tables.length === 0), ...readTables(tables)]);
  const unseen = hidden.map(({ line, text }) => ({ sheet: null, line, text: excerpt(text), reason: HIDDEN_WORDS }));
  return { requirements: requirements.sort((a, b) => a.line - b.line), skipped: [...skipped, ...unseen] };
}

async function blocksOf(office: OfficeParts): Promise<DocxBlocks> {
  const { default: mammoth } = await import('mammoth');
  const { source, marks } = await markedDocx(office);
  const { value: html } = await mammoth.convertToHtml({ buffer: source }, { styleMap: HEADINGS });
  return docxBlocks(html, marks);
}
