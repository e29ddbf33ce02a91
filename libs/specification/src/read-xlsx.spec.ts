import { randomBytes } from 'node:crypto';
import { readSpecification } from './read-specification';
import { figure, found, mainPart, relationships, row, sheet, text, workbook, workbookWith, XLSX } from './testing/office-files';

const header = row(1, text('A1', 'Ref'), text('B1', 'Requirement'), text('C1', 'Weight'));
const line = (number: number, words: string, weight: number): string =>
  row(number, text(`A${number}`, `R-${number}`), text(`B${number}`, words), figure(`C${number}`, weight));
const hidden = (rows: string): string => rows.replace('<row ', '<row hidden="1" ');
const laidOut = (rows: string, before = '', after = ''): Promise<Buffer> =>
  workbookWith({ 'xl/worksheets/sheet1.xml': sheet(rows, before, after) }, '');

async function read(source: Buffer): Promise<{ refs: unknown[]; told: unknown[][] }> {
  const { requirements, skipped } = await readSpecification(source, XLSX);
  return {
    refs: requirements.map(({ ref, weight }) => [ref, weight]),
    told: skipped.map(({ line: number, text: words, reason }) => [number, words, reason]),
  };
}

describe('what is not seen of a sheet', () => {
  it('is no requirement where its row is hidden, by hand or by a filter, and is told with its words', async () => {
    const rows = header + line(2, 'Keep logs', 0.4) + hidden(line(3, 'Lock cabinets', 0.4)) + line(4, 'Seal cameras', 0.6);
    const { refs, told } = await read(await laidOut(rows, '', '<autoFilter ref="A1:C4"/>'));
    // The weights of the rows that are seen make the whole.
    expect(refs).toEqual([
      ['R-2', 40],
      ['R-4', 60],
    ]);
    expect(told).toEqual([
      [1, 'Ref Requirement Weight', 'The header of the table'],
      [3, 'Lock cabinets', 'In a hidden row'],
    ]);
  });

  it.each([
    ['<row r="2" hidden="true">', ''],
    ["<x:row hidden='1' r='2'>", 'x:'],
    ['<row hidden="1">', ''],
  ])('is told from what is seen however its row is written: %s', async (tag, prefix) => {
    const rows = `${row(1, text('A1', 'The supplier shall keep logs.'))}${tag}${text('A2', 'The supplier shall lock cabinets.')}</${prefix}row>`;
    const source = await laidOut(
      rows.replace('x:row', `x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`),
    );
    expect((await read(source)).told).toEqual([[2, 'The supplier shall lock cabinets.', 'In a hidden row']]);
  });

  it('gives no header, and rows that say that they are not hidden are seen', async () => {
    const rows =
      hidden(row(1, text('A1', 'Weight'), text('B1', 'Requirement'), text('C1', 'Ref'))) +
      row(2, text('A2', 'Ref'), text('B2', 'Requirement'), text('C2', 'Weight')) +
      line(3, 'Keep logs', 5).replace('<row ', '<row hidden="0" ') +
      hidden(row(4));
    expect((await read(await laidOut(rows))).refs).toEqual([['R-3', 5]]);
  });

  it('is told once of each column that is hidden and has something in it', async () => {
    const rows = header + line(2, 'Keep logs', 5) + line(3, 'Lock cabinets', 7);
    const columns = '<cols><col min="1" max="2"/><col min="3" max="4" width="0" hidden="1"/></cols>';
    const { refs, told } = await read(await laidOut(rows, columns));
    expect(refs).toEqual([
      ['R-2', null],
      ['R-3', null],
    ]);
    expect(told).toEqual([
      [
        1,
        'Weight',
        'Column C is hidden, and was not read: show it and import the workbook again if it is part of the specification',
      ],
      [1, 'Ref Requirement', 'The header of the table'],
    ]);
  });

  it('is told sheet by sheet, each by its own rows', async () => {
    const entries = ['rId2', 'rId1']
      .map((id, index) => `<sheet name="S${index + 1}" sheetId="${index + 1}" r:id="${id}"/>`)
      .join('');
    const rows = header + line(2, 'Keep logs', 5);
    const source = await workbookWith(
      { 'xl/workbook.xml': mainPart(entries) },
      header + hidden(line(2, 'Seal cameras', 5)) + line(3, 'Lock cabinets', 5),
      rows,
    );
    const { requirements, skipped } = await readSpecification(source, XLSX);
    expect(requirements.map(({ sheet: name, ref }) => [name, ref])).toEqual([
      ['S1', 'R-2'],
      ['S2', 'R-3'],
    ]);
    expect(
      skipped.filter(({ reason }) => reason === 'In a hidden row').map(({ sheet: name, line: number }) => [name, number]),
    ).toEqual([['S2', 2]]);
  });
});

describe('cells of a sheet', () => {
  it('that are merged over rows say the same of each', async () => {
    const rows =
      row(1, text('A1', 'Ref'), text('B1', 'Requirement'), text('C1', 'Type')) +
      row(2, text('A2', 'R-1'), text('B2', 'Keep logs'), text('C2', 'Mandatory')) +
      row(3, text('A3', 'R-2'), text('B3', 'Lock cabinets')) +
      row(4, text('A4', 'R-3'), text('B4', 'Seal cameras'), text('C4', 'Desirable'));
    const merged = '<mergeCells count="2"><mergeCell ref="C2:C3"/><mergeCell ref="A1:B1"/></mergeCells>';
    const { requirements } = await readSpecification(await laidOut(rows, '', merged), XLSX);
    expect(requirements.map(({ kind }) => kind)).toEqual(['GATE', 'GATE', 'SCORED']);
  });

  it('that are merged over far more than there is are read in time, and a long text in them is not read', async () => {
    const far = '<mergeCell ref="A1:XFD1048576"/>'.repeat(2000);
    const short = row(1, text('A1', 'The supplier shall keep logs.')) + row(3, text('B3', 'x'));
    expect(await found(await laidOut(short, '', far), XLSX)).toEqual([[null, 'The supplier shall keep logs.']]);
    const long = row(1, text('A1', 'log '.repeat(2000))) + row(2000, text('B2000', 'x'));
    await expect(laidOut(long, '', far).then((source) => readSpecification(source, XLSX))).rejects.toThrow(
      /more than 5000000 characters/,
    );
  });

  it('with parts in other letters, formulas, dates and errors are read as they are shown', async () => {
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const rich =
      '<c r="B2" t="inlineStr"><is><r><t>Keep </t></r><r><rPr><b/></rPr><t>all</t></r><r><t xml:space="preserve"> logs</t></r></is></c>';
    const rows =
      row(1, text('A1', 'Ref'), text('B1', 'Requirement')) +
      row(2, '<c r="A2" t="str"><f>"R-"&amp;1</f><v>R-1</v></c>', rich) +
      row(3, '<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', text('B3', 'Locks_x000D_ must be fitted')) +
      row(4, '<c r="A4" s="1"><v>46357</v></c>', '<c r="B4" t="str"><f>A1</f></c>') +
      row(5, '<c r="A5" s="1"><v>46357</v></c>', text('B5', 'Seal cameras'));
    const source = await workbookWith(
      {
        'xl/styles.xml': styles,
        'xl/_rels/workbook.xml.rels': relationships([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      },
      rows,
    );
    expect(await found(source, XLSX)).toEqual([
      ['R-1', 'Keep all logs'],
      [null, expect.stringMatching(/^Locks\s+must be fitted$/)],
      ['2026-12-01', 'Seal cameras'],
    ]);
  });

  it('are read beside a sheet that is a chart', async () => {
    const entries = ['Words', 'Chart'].map(
      (name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    );
    const source = await workbookWith(
      {
        'xl/workbook.xml': mainPart(entries.join('')),
        'xl/chartsheets/sheet1.xml': '<chartsheet/>',
        'xl/_rels/workbook.xml.rels': relationships([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['chartsheet', 'chartsheets/sheet1.xml'],
        ]),
      },
      row(1, text('A1', 'The supplier shall keep logs.')),
    );
    expect(await found(source, XLSX)).toEqual([[null, 'The supplier shall keep logs.']]);
  });
});

describe('the markup of a sheet', () => {
  it.each([
    ['a comment longer than any cell', `<!--${'log '.repeat(100000)}-->`],
    ['a tag longer than any cell', `<row${' '.repeat(300000)}/>`],
    ['a text longer than any cell', text('A1', 'log '.repeat(100000))],
    ['tags that do not end', '<a '.repeat(100000)],
    ['elements that do not end', '<row>'.repeat(1000)],
  ])('is not read with %s, at which its reader would not end', async (_, rows) => {
    const noise = { 'xl/media/noise.png': randomBytes(100000) };
    await expect(workbookWith(noise, rows).then((source) => readSpecification(source, XLSX))).rejects.toThrow(
      /damaged and cannot be opened/,
    );
  });

  it('is read with comments in it', async () => {
    const source = await workbook(`<!-- <row> -->${row(1, text('A1', 'The supplier shall keep logs.'))}`);
    expect(await found(source, XLSX)).toEqual([[null, 'The supplier shall keep logs.']]);
  });
});

describe('a cover of a workbook', () => {
  const cover = (title: string): string =>
    row(1, text('A1', title)) +
    row(2, text('A2', 'Wexcombe Borough Council')) +
    row(3, text('A3', 'Support of cameras')) +
    row(4, text('A4', 'The offer must be sealed.'));

  it.each(['Specification', 'Description', 'Requirements', 'Statement of requirements'])(
    'has no header, though one of its cells is "%s"',
    async (title) => {
      const source = await workbook(cover(title), header + line(2, 'Keep logs', 5));
      const { requirements, skipped } = await readSpecification(source, XLSX);
      expect(requirements.map(({ sheet: name, ref }) => [name, ref])).toEqual([['S2', 'R-2']]);
      expect(skipped.find(({ text: words }) => words === 'The offer must be sealed.')?.reason).toBe(
        'On a sheet without a column of requirements, which another sheet has',
      );
    },
  );

  it('is read as text where it is the only sheet', async () => {
    expect(await found(await workbook(cover('Specification')), XLSX)).toEqual([[null, 'The offer must be sealed.']]);
    const pairs = ['Title|Specification', 'Buyer|Wexcombe Borough Council', 'Subject|Support of cameras in the borough'];
    const rows = pairs.map((pair, index) => {
      const [label, words] = pair.split('|');
      return row(index + 1, text(`A${index + 1}`, label), text(`B${index + 1}`, words));
    });
    const beside = await workbook(rows.join(''), header + line(2, 'Keep logs', 5));
    const { requirements } = await readSpecification(beside, XLSX);
    expect(requirements.map(({ ref }) => ref)).toEqual(['R-2']);
  });
});
