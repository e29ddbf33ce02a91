import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { readSpecification } from '../read-specification';
import { SpecificationUnreadable } from '../specification';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const OFFICE = 'http://schemas.openxmlformats.org';
const RELATIONSHIPS = `${OFFICE}/package/2006/relationships`;
const REFERS = `${OFFICE}/officeDocument/2006/relationships`;

export async function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  return buffer(zip.outputStream);
}

export function relationships(targets: readonly (readonly [string, string])[]): string {
  const all = targets.map(
    ([type, to], index) => `<Relationship Id="rId${index + 1}" Type="${REFERS}/${type}" Target="${to}"/>`,
  );
  return `<Relationships xmlns="${RELATIONSHIPS}">${all.join('')}</Relationships>`;
}

export const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
export const mainPart = (sheets: string): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${REFERS}"><sheets>${sheets}</sheets></workbook>`;

/** A workbook as Excel writes it, of as little as will do; each sheet is the XML of its rows. */
export function workbook(...sheets: string[]): Promise<Buffer> {
  return workbookWith({}, ...sheets);
}

export async function workbookWith(more: Record<string, string | Buffer>, ...sheets: string[]): Promise<Buffer> {
  const names = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const entries = sheets.map((_, index) => `<sheet name="S${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"/>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': mainPart(entries.join('')),
    'xl/_rels/workbook.xml.rels': relationships(names.map((name) => ['worksheet', name])),
    ...Object.fromEntries(sheets.map((rows, index) => [`xl/${names[index]}`, sheet(rows)])),
    ...more,
  });
}

/** The XML of a sheet, with what stands before and after its rows. */
export const sheet = (rows: string, before = '', after = ''): string =>
  `<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

export const text = (place: string, words: string): string => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
export const figure = (place: string, value: number): string => `<c r="${place}"><v>${value}</v></c>`;
export const row = (number: number, ...cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`;

export const WORD = `${OFFICE}/wordprocessingml/2006/main`;

/** A document as Word writes it, of as little as will do. */
export async function document(body: string, more: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const style = (id: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="heading ${id.at(-1)}"/></w:style>`;
  const level = (depth: number): string => `<w:lvl w:ilvl="${depth}"><w:numFmt w:val="bullet"/></w:lvl>`;
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
    ]),
    'word/styles.xml': `<w:styles xmlns:w="${WORD}">${style('Heading1')}</w:styles>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0">${[0, 1, 2, 3].map(level).join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const run = (words: string): string => `<w:r><w:t>${words}</w:t></w:r>`;
export const paragraph = (words: string): string => `<w:p>${run(words)}</w:p>`;
export const heading = (words: string): string => `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run(words)}</w:p>`;
export const point = (words: string, level = 0): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(words)}</w:p>`;
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

export async function found(source: Buffer, mediaType: string): Promise<unknown[][]> {
  const { requirements } = await readSpecification(source, mediaType);
  return requirements.map(({ ref, text: words }) => [ref, words]);
}

export async function refusal(source: Buffer, mediaType: string): Promise<string> {
  const error: unknown = await readSpecification(source, mediaType).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SpecificationUnreadable);
  return (error as Error).message;
}
