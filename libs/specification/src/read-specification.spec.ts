import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { readSpecification } from './read-specification';
import { SpecificationUnreadable } from './specification';
import {
  document,
  DOCX,
  figure,
  found,
  heading,
  MAIN,
  mainPart,
  paragraph,
  point,
  refusal,
  row,
  table,
  text,
  WORD,
  workbook,
  workbookWith,
  XLSX,
  zipOf,
} from './testing/office-files';

describe('a workbook', () => {
  it('is read sheet by sheet, with its rows, figures and empty cells', async () => {
    const source = await workbook(
      row(1, text('A1', 'Our specification')) +
        row(3, text('A3', 'Ref'), text('B3', 'Requirement'), text('C3', 'Weight'), text('D3', 'Mandatory')) +
        row(4, figure('A4', 1), text('B4', 'Keep logs'), figure('C4', 40), '<c r="D4" t="b"><v>0</v></c>') +
        row(7, figure('A7', 2), text('B7', 'Lock &amp; seal cameras'), '<c r="D7" t="b"><v>1</v></c>'),
      row(1, text('A1', 'ID'), text('B1', 'Question')) + row(2, text('A2', 'Q1'), text('B2', 'Who answers for security?')),
    );
    const { requirements } = await readSpecification(source, XLSX);
    expect(requirements).toEqual([
      { ref: '1', text: 'Keep logs', kind: 'SCORED', weight: 40, minimumStrength: null, sheet: 'S1', line: 4 },
      { ref: '2', text: 'Lock & seal cameras', kind: 'GATE', weight: null, minimumStrength: null, sheet: 'S1', line: 7 },
      { ref: 'Q1', text: 'Who answers for security?', kind: null, weight: null, minimumStrength: null, sheet: 'S2', line: 2 },
    ]);
  });

  it('of several sheets says of each line in which it stands, in the order of the sheets', async () => {
    const header = row(1, text('A1', 'Ref'), text('B1', 'Requirement'));
    const source = await workbook(
      row(1, text('A1', 'Wexcombe')) + row(2, text('A2', 'Cover')),
      header + row(2, text('A2', 'B-1'), text('B2', 'Keep logs')) + row(3, text('A3', 'B-2'), text('B3', 'Keep logs')),
      header + row(2, text('A2', 'A-1'), text('B2', 'Keep logs')),
    );
    const { requirements, skipped, sheets } = await readSpecification(source, XLSX);
    expect(sheets).toEqual(['S1', 'S2', 'S3']);
    expect(requirements.map(({ sheet, line }) => [sheet, line])).toEqual([['S2', 2]]);
    expect(skipped.map(({ sheet, line, reason }) => [sheet, line, reason])).toEqual([
      ['S1', 1, 'A heading: short, and it asks for nothing'],
      ['S1', 2, 'A heading: short, and it asks for nothing'],
      ['S2', 1, 'The header of the table'],
      ['S2', 3, 'The same as S2, line 2'],
      ['S3', 1, 'The header of the table'],
      ['S3', 2, 'The same as S2, line 2'],
    ]);
  });

  it('is read without what stands on hidden sheets and on a cover, each told with its reason', async () => {
    const header = row(1, text('A1', 'Ref'), text('B1', 'Requirement'), text('C1', 'Weight'));
    const cover =
      row(1, text('A1', 'Wexcombe Borough Council and its partners')) + row(2, text('A2', 'The offer must be sealed.'));
    const lot = (name: string): string =>
      header + row(2, text('A2', `${name}-1`), text('B2', `Keep the logs of ${name}`), text('C2', '250'));
    const entries = ['', ' state="visible"', ' state="hidden"', " state='veryHidden'"].map(
      (state, index) => `<sheet name="S${index + 1}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`,
    );
    const more = { 'xl/workbook.xml': mainPart(entries.join('')) };
    const { requirements, skipped, sheets } = await readSpecification(
      await workbookWith(more, cover, lot('A'), lot('B'), lot('C')),
      XLSX,
    );
    expect(sheets).toEqual(['S1', 'S2', 'S3', 'S4']);
    expect(requirements.map(({ sheet, ref }) => [sheet, ref])).toEqual([['S2', 'A-1']]);
    const told = skipped.map(({ sheet, text: words, reason }) => [sheet, words, reason]);
    expect(told).toContainEqual([
      'S1',
      'The offer must be sealed.',
      'On a sheet without a column of requirements, which another sheet has',
    ]);
    expect(told.filter(([sheet]) => sheet === 'S3' || sheet === 'S4')).toEqual(
      ['B', 'C'].flatMap((name, index) => [
        [`S${index + 3}`, 'Ref Requirement Weight', 'The header of the table'],
        [`S${index + 3}`, `Keep the logs of ${name}`, 'On a hidden sheet'],
      ]),
    );
  });

  it('of sheets without any header is read from each', async () => {
    const source = await workbook(
      row(1, text('A1', 'The supplier shall keep logs.')),
      row(1, text('A1', 'The supplier shall lock cameras.')),
    );
    expect(await found(source, XLSX)).toHaveLength(2);
  });

  it('of one sheet with something in it names none', async () => {
    const source = await workbook(row(1, text('A1', 'The supplier shall keep logs.')), '');
    const { requirements, sheets } = await readSpecification(source, XLSX);
    expect([sheets, requirements.map(({ sheet }) => sheet)]).toEqual([[], [null]]);
  });

  it.each([
    ['in the last row and column', row(1048576, text('XFD1048576', 'x'))],
    ['in a row beyond the last', '<row r="9999999">' + text('B9999999', 'x') + '</row>'],
    ['in a row written with a power', '<row r="1e9">' + text('A1', 'x') + '</row>'],
    ['behind a quoted bracket', `<row x=">" r='5000000'>${text('A1', 'x')}</row>`],
    ['written in character references', `<row><c r="&#90;&#90;&#90;1048576"/></row>`],
  ])('with a cell %s is not opened', async (_, rows) => {
    expect(await refusal(await workbook(rows), XLSX)).toMatch(/cells far outside its table.*not opened.*new file/);
  });

  it('with cells far apart in several sheets is not opened, though each alone would be', async () => {
    const sheet = row(1, text('A1', 'The supplier must encrypt it')) + row(50000, text('B50000', 'Locks must be fitted well'));
    expect(await found(await workbook(sheet), XLSX)).toHaveLength(1);
    expect(await refusal(await workbook(sheet, sheet), XLSX)).toMatch(/cells far outside its table.*not opened.*new file/);
  });

  it('of very many rows, also of rows without cells, is not opened', async () => {
    const noise = { 'xl/media/noise.txt': randomBytes(100000) };
    expect(await refusal(await workbookWith(noise, '<row/>'.repeat(150001)), XLSX)).toMatch(/not opened/);
  });

  it('that names one sheet many times, or shares one long text among many cells, is not read', async () => {
    const wide = row(1, text('A1', 'x')) + row(50000, text('B50000', 'x'));
    const again = Array.from({ length: 4 }, () => '<sheet name="S" sheetId="1" r:id="rId1"/>').join('');
    expect(await refusal(await workbookWith({ 'xl/workbook.xml': mainPart(again) }, wide), XLSX)).toMatch(
      /more than 150000 cells.*Split it into lots/,
    );
    const cells = Array.from({ length: 600 }, (_, index) => row(index + 1, `<c r="A${index + 1}" t="s"><v>0</v></c>`)).join('');
    const shared = { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'log '.repeat(2500)}</t></si></sst>` };
    expect(await refusal(await workbookWith(shared, cells), XLSX)).toMatch(/more than 5000000 characters.*Split it into lots/);
  });

  it('that unpacks to far more than its size is not opened', async () => {
    const bomb = await zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(8 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(20 * 1024);
    expect(await refusal(bomb, XLSX)).toMatch(/ZIP bomb.*not opened/);
  });

  it('that declares less than it unpacks to is not opened', async () => {
    const source = await zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(4096, 'x') });
    // The size that the central directory gives for the last entry, 24 bytes into its header.
    source.writeUInt32LE(10, source.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24);
    expect(await refusal(source, XLSX)).toMatch(/damaged/);
  });

  it('of too many parts is not opened', async () => {
    const parts = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`xl/${index}.xml`, '']));
    expect(await refusal(await zipOf(parts), XLSX)).toMatch(/ZIP bomb/);
  });
});

describe('a document', () => {
  it('is read without its headings and notes, with its numbers, lists and lists in lists', async () => {
    const source = await document(
      heading('What the supplier must do') +
        paragraph('Note: nothing here is binding.') +
        paragraph('3.1 The supplier shall keep logs.') +
        paragraph('3.2 The supplier shall:') +
        point('lock cabinets') +
        point('seal cameras') +
        point('with numbered seals', 1) +
        point('report broken seals') +
        '<w:p/>',
    );
    expect(await found(source, DOCX)).toEqual([
      ['3.1', 'The supplier shall keep logs.'],
      [null, 'The supplier shall lock cabinets'],
      [null, 'The supplier shall seal cameras'],
      [null, 'with numbered seals'],
      [null, 'The supplier shall report broken seals'],
    ]);
    const { skipped } = await readSpecification(source, DOCX);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'A heading',
      'A note, which asks for nothing',
      'An introduction: the points that follow begin with its words',
    ]);
  });

  it('puts the words of a numbered point before the points of its list, of whatever depth and list they are', async () => {
    const source = await document(
      point('Network security') +
        point('The supplier shall:', 1) +
        point('change all default passwords', 2) +
        point('keep firmware patched', 2) +
        point('within a month', 3) +
        point('report what is not patched', 2) +
        point('The supplier shall test locks.', 1) +
        point('Cameras must have:', 1) +
        point('sealed doors', 0) +
        point('number plates', 0) +
        paragraph('The supplier shall:') +
        point('train staff', 1),
    );
    expect((await found(source, DOCX)).map(([, words]) => words)).toEqual([
      'Network security',
      'The supplier shall change all default passwords',
      'The supplier shall keep firmware patched',
      'within a month',
      'The supplier shall report what is not patched',
      'The supplier shall test locks.',
      'Cameras must have sealed doors',
      'Cameras must have number plates',
      'The supplier shall train staff',
    ]);
    const { skipped } = await readSpecification(source, DOCX);
    expect(skipped.map(({ line, reason }) => [line, reason])).toEqual(
      [2, 8, 11].map((line) => [line, 'An introduction: the points that follow begin with its words']),
    );
  });

  it('is read table by table, each by its own header, in the order of the pages', async () => {
    const source = await document(
      table(['Ref', 'Requirement', 'Type'], ['G-01', 'Cameras are locked', 'Pass/fail']) +
        paragraph('1.1 The supplier shall keep logs.') +
        table(['Requirement', 'Weight', 'No.'], ['Training &lt; 3 days', '5', 'T-1']),
    );
    const { requirements } = await readSpecification(source, DOCX);
    expect(requirements.map(({ ref, text: words, kind, weight }) => [ref, words, kind, weight])).toEqual([
      ['G-01', 'Cameras are locked', 'GATE', null],
      ['1.1', 'The supplier shall keep logs.', null, null],
      ['T-1', 'Training < 3 days', null, 5],
    ]);
  });

  it('is read with cells that are merged over rows or columns', async () => {
    const cell = (words: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`;
    const first = '<w:vMerge w:val="restart"/>';
    const more = cell('', '<w:vMerge/>');
    const rows = (...all: string[][]): string =>
      `<w:tbl>${all.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
    const body = rows(
      [
        cell('Area', first),
        cell('Ref', first),
        cell('Requirement', first),
        cell('Type', first),
        cell('For bidders', '<w:gridSpan w:val="2"/>'),
      ],
      [more, more, more, more, cell('Guidance'), cell('Answer')],
      [
        cell('Crypto', first),
        cell('R1'),
        cell('Encrypt all data'),
        cell('Mandatory', first),
        cell('Say how you do it'),
        cell(''),
      ],
      [more, cell('R2'), cell('Patch devices in time'), more, cell('Describe your patching process briefly'), cell('')],
      [
        cell('R3 all areas', '<w:gridSpan w:val="2"/>'),
        cell('Cabinets must be locked'),
        cell('No'),
        cell('Bidder must fill in this box with words'),
      ],
      [cell('Networks that the supplier must keep', '<w:gridSpan w:val="999999"/>')],
      [cell('People'), cell('R4'), cell('Train staff', '<w:gridSpan w:val="3"/>'), cell('', first)],
      [cell('People'), cell('R5'), cell('Name who answers'), cell('No'), cell('Who is it?'), more],
    );
    const { requirements, skipped } = await readSpecification(await document(body), DOCX);
    expect(requirements.map(({ ref, text: words, kind }) => [ref, words, kind])).toEqual([
      ['R1', 'Encrypt all data', 'GATE'],
      ['R2', 'Patch devices in time', 'GATE'],
      [null, 'Cabinets must be locked', 'SCORED'],
      ['R4', 'Train staff', null],
      ['R5', 'Name who answers', 'SCORED'],
    ]);
    expect(skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'The header of the table'],
      [2, 'The header of the table'],
      [6, 'No text in the column of the requirements'],
    ]);
  });

  it('of short lines is a list of wishes, unless its requirements stand in a table', async () => {
    const wishes = paragraph('TLS1.3 or better on all links.') + paragraph('No default passwords.');
    expect(await found(await document(wishes), DOCX)).toEqual([
      [null, 'TLS1.3 or better on all links.'],
      [null, 'No default passwords.'],
    ]);
    const besideTable = await document(wishes + table(['Ref', 'Requirement'], ['G-01', 'Cameras are locked']));
    expect(await found(besideTable, DOCX)).toEqual([['G-01', 'Cameras are locked']]);
  });

  it('with far more tags than a specification has is not opened', async () => {
    const source = await document('<a/>'.repeat(401000));
    expect(source.length).toBeLessThan(10 * 1024);
    expect(await refusal(source, DOCX)).toMatch(/far more in it than a specification needs.*not opened/);
  });

  it('of far more text than a specification has is not opened', async () => {
    const noise = { 'word/media/noise.png': randomBytes(100000) };
    expect(await refusal(await document(paragraph('log '.repeat(1300000)), noise), DOCX)).toMatch(
      /far more in it than a specification needs.*not opened/,
    );
  });

  it('with an entity that multiplies itself is read without unfolding it', async () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
    const source = await document('', {
      'word/document.xml': `${lol}<w:document xmlns:w="${WORD}"><w:body>${paragraph('The supplier shall &c; logs.')}</w:body></w:document>`,
    });
    const outcome = await readSpecification(source, DOCX).then(
      ({ requirements }) => requirements.map(({ text: words }) => words).join(' '),
      (error: unknown) => (error as Error).message,
    );
    expect(outcome.length).toBeLessThan(200);
  });
});

describe('text', () => {
  const sentence = 'The café shall log “reads” 🚦.';

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${sentence}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16()],
    ['UTF-16 without its mark', Buffer.from(sentence, 'utf16le')],
  ])('is read in %s', async (_, source) => {
    expect(await found(source, 'text/plain')).toEqual([[null, sentence]]);
  });

  it('is read in Windows-1252 when it is no UTF-8', async () => {
    const source = Buffer.concat([Buffer.from('The '), Buffer.from([0x93]), Buffer.from('caf'), Buffer.from([0xe9, 0x94])]);
    expect(await found(Buffer.concat([source, Buffer.from(' shall log reads.')]), 'text/plain')).toEqual([
      [null, 'The “café” shall log reads.'],
    ]);
  });

  it('of more lines, records, columns or characters than a specification has is not read', async () => {
    for (const [source, mediaType, what] of [
      ['\n'.repeat(150001), 'text/plain', '150000 lines'],
      ['x\n'.repeat(150001), 'text/csv', '150000 lines'],
      ['x,'.repeat(150001), 'text/csv', '150000 cells'],
      [`${'x,'.repeat(1000)}\n${'x\n'.repeat(1000)}`, 'text/csv', '150000 cells'],
      ['log '.repeat(1250001), 'text/plain', '5000000 characters'],
      ['log '.repeat(1250001), 'text/csv', '5000000 characters'],
    ])
      expect(await refusal(Buffer.from(source), mediaType)).toContain(`This has more than ${what}`);
  });

  it('is read without NUL, which no database holds', async () => {
    expect(await found(Buffer.from('The supplier\u0000 shall keep logs.'), 'text/plain')).toEqual([
      [null, 'The supplier shall keep logs.'],
    ]);
  });
});

describe('a file that is no specification', () => {
  it.each([
    ['empty', Buffer.from('')],
    ['nothing but space', Buffer.from('\ufeff \r\n\t\n')],
  ])('is told apart when it is %s', async (_, source) => {
    expect(await refusal(source, 'text/plain')).toMatch(/is empty. Choose the file again/);
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 the supplier shall keep logs')],
    ['a ZIP or Office file', Buffer.from('PK\u0003\u0004 the supplier shall keep logs')],
    ['an old or encrypted Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a file of another kind', Buffer.from(Array.from({ length: 900 }, (_, index) => (index * 7) % 32))],
  ])('is told apart when it is %s given as text', async (kind, source) => {
    for (const mediaType of ['text/plain', 'text/csv'])
      expect(await refusal(source, mediaType)).toContain(`This is ${kind}, though it was given as text.`);
  });

  it('is told apart when it is encrypted', async () => {
    for (const mediaType of [DOCX, XLSX])
      expect(await refusal(Buffer.from('d0cf11e0a1b11ae100', 'hex'), mediaType)).toMatch(/encrypted.*without a password/);
  });

  it('is told apart when it is text, a workbook given as a document, or the other way round', async () => {
    expect(await refusal(Buffer.from('The supplier shall keep logs.'), DOCX)).toMatch(/not a DOCX file/);
    expect(await refusal(await workbook(row(1, text('A1', 'x'))), DOCX)).toMatch(/not a DOCX file/);
    expect(await refusal(await document(paragraph('x')), XLSX)).toMatch(/not a XLSX file/);
  });

  it('is told apart when it is of a type that is not read', async () => {
    expect(await refusal(Buffer.from('x'), 'application/x-thing')).toMatch(
      /type application\/x-thing cannot be read.*Save it as DOCX/,
    );
    const [pdf, png, old] = await Promise.all(
      ['application/pdf', 'image/png', 'application/msword'].map((type) => refusal(Buffer.from('x'), type)),
    );
    expect(pdf).toBe(
      'A PDF cannot be read as a specification. Open it in Word and save it as DOCX, or copy its text and paste it.',
    );
    expect([pdf, png, old].join(' ')).not.toMatch(/\w+\/\w+/);
  });

  it('gets a sentence wherever a DOCX or XLSX is cut off or damaged', async () => {
    const files = [
      { source: await document(paragraph('3.1 The supplier shall keep logs.')), mediaType: DOCX },
      { source: await workbook(row(1, text('A1', 'The supplier shall keep logs.'))), mediaType: XLSX },
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(255), fc.boolean(), async (file, at, byte, cut) => {
        const place = at % file.source.length;
        const source = cut ? file.source.subarray(0, place) : Buffer.from(file.source);
        if (!cut) source[place] = byte;
        const error: unknown = await readSpecification(source, file.mediaType).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error === null || error instanceof SpecificationUnreadable).toBe(true);
      }),
    );
  });

  it('gets a sentence whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('text/plain', 'text/csv', DOCX, XLSX),
        async (bytes, mediaType) => {
          const outcome = await readSpecification(Buffer.from(bytes), mediaType).catch((thrown: unknown) => thrown);
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SpecificationUnreadable);
          else expect(JSON.stringify(outcome)).not.toContain('\\u0000');
        },
      ),
    );
  });
});
