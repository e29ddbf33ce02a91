import { randomBytes } from 'node:crypto';
import { readSpecification } from './read-specification';
import { document, DOCX, found, heading, paragraph, relationships, run, WORD } from './testing/office-files';

const level = (place: number, format: string, shown: string): string =>
  `<w:lvl w:ilvl="${place}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${shown}"/></w:lvl>`;
const LISTS: readonly (readonly [string, string][])[] = [
  [
    ['decimal', '%1.'],
    ['decimal', '%1.%2'],
    ['decimal', '%1.%2.%3'],
    ['lowerLetter', '(%4)'],
    ['lowerRoman', '(%5)'],
  ],
  [['decimal', 'R%1:']],
  [['lowerLetter', '(%1)']],
  [['bullet', '']],
];
const NUMBERING = `<w:numbering xmlns:w="${WORD}">${LISTS.map(
  (levels, id) =>
    `<w:abstractNum w:abstractNumId="${id}">${levels.map(([format, shown], place) => level(place, format, shown)).join('')}</w:abstractNum>`,
).join(
  '',
)}${LISTS.map((_, id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`).join('')}</w:numbering>`;
const STYLES = `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Heading2"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`;

const properties = (list: number, place: number, more = ''): string =>
  `<w:pPr><w:numPr><w:ilvl w:val="${place}"/><w:numId w:val="${list}"/></w:numPr>${more}</w:pPr>`;
/** A paragraph that Word numbers. */
const counted = (words: string, list: number, place = 0, more = ''): string =>
  `<w:p>${properties(list, place, more)}${words === '' ? '' : run(words)}</w:p>`;
const styled = (words: string, style: string): string => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(words)}</w:p>`;
const numbered = (body: string): Promise<Buffer> =>
  document(body, { 'word/numbering.xml': NUMBERING, 'word/styles.xml': STYLES });
const rows = (...all: string[][]): string =>
  `<w:tbl>${all.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

describe('the numbers that Word counts in a document', () => {
  it('are those of its requirements, as numbers that are written are', async () => {
    const source = await numbered(
      counted('Security of the service', 1) +
        counted('The supplier shall keep logs.', 1, 1) +
        counted('The supplier shall:', 1, 1) +
        counted('lock cabinets', 1, 3) +
        counted('seal cameras', 1, 3) +
        counted('The supplier shall test:', 1, 1) +
        counted('all locks', 1, 3) +
        counted('The supplier shall train staff.', 2) +
        counted('Locks are changed each year.', 2),
    );
    const written = [
      '1. Security of the service',
      '1.1 The supplier shall keep logs.',
      '1.2 The supplier shall:',
      '(a) lock cabinets',
      '(b) seal cameras',
      '1.3 The supplier shall test:',
      '(a) all locks',
      'R1: The supplier shall train staff.',
      'R2: Locks are changed each year.',
    ];
    const expected = [
      ['1.1', 'The supplier shall keep logs.'],
      ['1.2(a)', 'The supplier shall lock cabinets'],
      ['1.2(b)', 'The supplier shall seal cameras'],
      ['1.3(a)', 'The supplier shall test all locks'],
      ['R1', 'The supplier shall train staff.'],
      ['R2', 'Locks are changed each year.'],
    ];
    expect(await found(source, DOCX)).toEqual(expected);
    expect(await found(await document(written.map(paragraph).join('')), DOCX)).toEqual(expected);
    expect(await found(Buffer.from(written.join('\n')), 'text/plain')).toEqual(expected);
  });

  it('name a point in a list in a list by all that stands above it', async () => {
    const source = await numbered(
      counted('The supplier shall:', 1) +
        counted('keep logs', 1, 1) +
        counted('The supplier shall lock:', 1, 1) +
        counted('all cabinets', 1, 3) +
        counted('posts that must be:', 1, 3) +
        counted('of steel', 1, 4) +
        counted('Letters alone must name nothing.', 3),
    );
    expect((await found(source, DOCX)).map(([ref]) => ref)).toEqual(['1.1', '1.2(a)', '1.2(b)(i)', null]);
  });

  it('of figures in a list of its own belong to the number above it', async () => {
    const source = await numbered(
      paragraph('4.1 The supplier shall:') + counted('lock cabinets', 1) + counted('seal cameras', 1),
    );
    expect((await found(source, DOCX)).map(([ref]) => ref)).toEqual(['4.1(1)', '4.1(2)']);
  });

  it('come from styles, and those of headings are counted and of no requirement', async () => {
    const source = await numbered(
      counted('General', 1) +
        styled('What the supplier must do', 'Heading2') +
        styled('The supplier shall keep logs.', 'Clause') +
        paragraph('The supplier shall keep them safe.') +
        styled('What else the supplier must do', 'Heading2') +
        styled('The supplier shall lock cabinets.', 'Clause'),
    );
    expect(await found(source, DOCX)).toEqual([
      ['1.1.1', 'The supplier shall keep logs.'],
      [null, 'The supplier shall keep them safe.'],
      ['1.2.1', 'The supplier shall lock cabinets.'],
    ]);
  });

  it('are those of clauses that have the style of a heading and are whole sentences', async () => {
    const source = await numbered(
      styled('Logs', 'Heading2') +
        styled('The supplier shall keep logs.', 'Heading2') +
        paragraph('The supplier shall:') +
        counted('lock cabinets', 4),
    );
    expect(await found(source, DOCX)).toEqual([
      ['1.2', 'The supplier shall keep logs.'],
      [null, 'The supplier shall lock cabinets'],
    ]);
  });

  it('count paragraphs without words, and none whose deletion is recorded or which stands there twice', async () => {
    const deleted = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>';
    const moved = '<w:rPr><w:moveFrom w:id="2" w:author="A"/></w:rPr>';
    const words = (text: string): string => `<w:txbxContent>${counted(text, 2)}</w:txbxContent>`;
    const box = `<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${words('Cameras must be sealed.')}</mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>${words('Cameras must be sealed.')}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const old = `<w:pPrChange w:id="3" w:author="A">${properties(2, 0)}</w:pPrChange>`;
    const row = (words: string, change = ''): string =>
      `<w:tr>${change}<w:tc>${counted('', 2)}</w:tc><w:tc>${paragraph(words)}</w:tc></w:tr>`;
    const source = await numbered(
      counted('Logs must be kept.', 2) +
        counted('', 2) +
        `<w:p>${properties(2, 0, deleted)}<w:del w:id="4" w:author="A"><w:r><w:delText>Logs must be read.</w:delText></w:r></w:del></w:p>` +
        `<w:p>${properties(2, 0, moved)}</w:p>` +
        `<w:p><w:pPr>${old}</w:pPr>${run('Staff must be trained.')}</w:p>` +
        box +
        `<w:tbl>${row('Doors must be shut.', '<w:trPr><w:del w:id="5" w:author="A"/></w:trPr>')}${row('Posts must be locked.')}</w:tbl>` +
        `<w:sdt><w:sdtContent>${counted('Keys must be kept.', 2)}</w:sdtContent></w:sdt>`,
    );
    expect(await found(source, DOCX)).toEqual([
      ['R1', 'Logs must be kept.'],
      [null, 'Staff must be trained.'],
      ['R3', 'Cameras must be sealed.'],
      ['R4', 'Posts must be locked.'],
      ['R5', 'Keys must be kept.'],
    ]);
  });

  it('stand in a column of their own, or before the words of a cell', async () => {
    const source = await numbered(
      rows(
        [paragraph('No.'), paragraph('Requirement')],
        [counted('', 2), paragraph('Keep logs')],
        [counted('', 2), paragraph('Lock cabinets')],
      ) +
        rows(
          [paragraph('Requirement'), paragraph('Weight')],
          [counted('Train staff', 2), paragraph('5')],
          [counted('Seal cameras', 2), paragraph('5')],
        ),
    );
    expect(await found(source, DOCX)).toEqual([
      ['R1', 'Keep logs'],
      ['R2', 'Lock cabinets'],
      ['R3', 'Train staff'],
      ['R4', 'Seal cameras'],
    ]);
  });

  it('are those of a workbook or a list of values too, where they are written before the words of a column', async () => {
    expect(
      await found(Buffer.from('Requirement,Weight\nR-1 Keep logs,5\n1.2 Lock cabinets,5\nTrain staff,5'), 'text/csv'),
    ).toEqual([
      ['R-1', 'Keep logs'],
      ['1.2', 'Lock cabinets'],
      [null, 'Train staff'],
    ]);
    expect(await found(Buffer.from('Requirement,Weight\nR-1 Keep logs,5\nLock cabinets,5'), 'text/csv')).toEqual([
      [null, 'R-1 Keep logs'],
      [null, 'Lock cabinets'],
    ]);
  });

  it('are told from bullets, which number nothing', async () => {
    expect(await found(await numbered(counted('lock cabinets', 4) + counted('seal cameras', 4)), DOCX)).toEqual([
      [null, 'lock cabinets'],
      [null, 'seal cameras'],
    ]);
  });

  it('are none where a document has no numbering, and are counted where its parts have other names', async () => {
    const body = counted('The supplier shall keep logs.', 2);
    const more = { 'word/_rels/document.xml.rels': relationships([['numbering', '/word/numbering7.xml']]) };
    const words = 'The supplier shall keep logs.';
    expect(await found(await document(body, { ...more, 'word/numbering7.xml': NUMBERING }), DOCX)).toEqual([['R1', words]]);
    expect(await found(await document(body, more), DOCX)).toEqual([[null, words]]);
  });

  it('are counted in time that grows with the document alone, however deep it is', async () => {
    const deep = `<w:p>${properties(2, 0)}`.repeat(5000);
    const outcome = await readSpecification(await numbered(deep + '</w:p>'.repeat(5000)), DOCX).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeDefined();
  });
});

describe('what Word writes beside words', () => {
  const change = 'w:id="1" w:author="A"';
  const words = async (body: string, more: Record<string, string> = {}): Promise<unknown[]> =>
    (await found(await document(body, more), DOCX)).map(([, text]) => text);

  it('is read as it stands once recorded changes are accepted', async () => {
    const body =
      `<w:p>${run('The supplier shall ')}<w:ins ${change}>${run('always ')}</w:ins><w:del ${change}><w:r><w:delText>never </w:delText></w:r></w:del>${run('keep logs.')}</w:p>` +
      `<w:p><w:moveFrom ${change}>${run('Cameras must be sealed.')}</w:moveFrom></w:p>` +
      `<w:p><w:pPr><w:rPr><w:del ${change}/></w:rPr></w:pPr>${run('Staff must be ')}</w:p><w:p>${run('trained.')}</w:p>` +
      `<w:p><w:moveTo ${change}>${run('Cameras must be locked.')}</w:moveTo></w:p>`;
    expect(await words(body)).toEqual([
      'The supplier shall always keep logs.',
      'Staff must be trained.',
      'Cameras must be locked.',
    ]);
  });

  it('is read from fields and content controls, also from those in rows of a table', async () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('clause 4')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const simple = `<w:fldSimple w:instr=" DOCPROPERTY Company ">${run('Wexcombe')}</w:fldSimple>`;
    const control = (content: string): string => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const cells = (...all: string[]): string => all.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('');
    const body =
      `<w:p>${run('REQ-')}<w:fldSimple w:instr=" SEQ Req ">${run('7')}</w:fldSimple>${run(' Logs must be kept by ')}${control(run('the supplier'))}${run(' for ')}${simple}${run(' as ')}${field}${run(' says.')}</w:p>` +
      control(paragraph('Cabinets must be locked.')) +
      `<w:tbl><w:tr>${cells('Ref', 'Requirement')}</w:tr>${control(`<w:tr>${cells('G-01', 'Cameras are sealed')}</w:tr>`)}</w:tbl>`;
    expect(await found(await document(body), DOCX)).toEqual([
      ['REQ-7', 'Logs must be kept by the supplier for Wexcombe as clause 4 says.'],
      [null, 'Cabinets must be locked.'],
      ['G-01', 'Cameras are sealed'],
    ]);
  });

  it('is read with plain hyphens, and without those that only tell where a line may end', async () => {
    const body = `<w:p><w:r><w:t>R</w:t><w:noBreakHyphen/><w:t>12 All infor</w:t><w:softHyphen/><w:t>mation must be kept in “tamper</w:t><w:noBreakHyphen/><w:t>proof” logs.</w:t></w:r></w:p>`;
    expect(await found(await document(body), DOCX)).toEqual([['R-12', 'All information must be kept in “tamper-proof” logs.']]);
  });

  it('is read line by line where a line that is broken by hand begins with a number', async () => {
    const body = `<w:p><w:r><w:t>1.1 The supplier shall keep</w:t><w:br/><w:t>all logs.</w:t><w:br/><w:t>1.2 Cabinets must be locked.</w:t><w:cr/><w:t>- Cameras must be sealed.</w:t></w:r></w:p>`;
    expect(await found(await document(body), DOCX)).toEqual([
      ['1.1', 'The supplier shall keep all logs.'],
      ['1.2', 'Cabinets must be locked.'],
      [null, 'Cameras must be sealed.'],
    ]);
  });

  it('is no mark of a footnote or a comment, and a footnote is read after all else', async () => {
    const note = (id: number, text: string): string =>
      `<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${run(text)}</w:p></w:footnote>`;
    const more = {
      'word/_rels/document.xml.rels': relationships([
        ['footnotes', 'footnotes.xml'],
        ['comments', 'comments.xml'],
      ]),
      'word/footnotes.xml': `<w:footnotes xmlns:w="${WORD}">${note(2, 'Logs of images must be kept too.')}</w:footnotes>`,
      'word/comments.xml': `<w:comments xmlns:w="${WORD}"><w:comment w:id="0" w:author="A" w:initials="A">${paragraph('This must be asked of all.')}</w:comment></w:comments>`,
    };
    const body = `<w:p>${run('The supplier shall keep logs')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>${run(' for three years.')}</w:p>`;
    expect(await words(body, more)).toEqual([
      'The supplier shall keep logs for three years.',
      'Logs of images must be kept too.',
    ]);
  });

  it('is not read where it is hidden, and is told', async () => {
    const hidden = (text: string): string => `<w:r><w:rPr><w:vanish/></w:rPr><w:t>${text}</w:t></w:r>`;
    const seen = `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> each day.</w:t></w:r>`;
    const ending = (more: string): string => counted('', 2, 0, `<w:rPr><w:vanish/>${more}</w:rPr>`).replace('</w:p>', '');
    const source = await numbered(
      `<w:p>${run('Logs must be read')}${hidden(' (drafting note: R&amp;D')}${hidden(' asks)')}${seen}</w:p>` +
        `${ending('')}${hidden('Cameras must be sealed.')}</w:p>` +
        `${ending('<w:specVanish/>')}${run('Cabinets must be locked.')}</w:p>` +
        rows(
          [paragraph('Ref'), paragraph('Requirement')],
          [paragraph('G-01'), `<w:p>${run('Train staff')}${hidden(' soon')}</w:p>`],
        ),
    );
    expect(await found(source, DOCX)).toEqual([
      [null, 'Logs must be read each day.'],
      ['R1', 'Cabinets must be locked.'],
      ['G-01', 'Train staff'],
    ]);
    const { skipped } = await readSpecification(source, DOCX);
    expect(skipped.filter(({ reason }) => reason === 'Hidden text').map(({ line, text }) => [line, text])).toEqual([
      [1, '(drafting note: R&D asks)'],
      [2, 'Cameras must be sealed.'],
      [4, 'soon'],
    ]);
  });

  it.each([
    ['elements', '<w:p>'.repeat(200000)],
    ['elements with other letters', '<é>'.repeat(200000)],
    ['elements that end in another order', '<w:p><w:r></w:p></w:r>'],
    ['tags', '<w:p '.repeat(200000)],
    ['comments', '<!--'.repeat(500000)],
    ['comments within comments', '<!-<!-- -->-'.repeat(200000)],
    ['instructions', '<?x '.repeat(500000)],
  ])('is not looked for where %s have no end', async (_, body) => {
    // Each end would be looked for anew, which would take hours.
    const source = await document(body, { 'word/media/noise.png': randomBytes(100000) });
    await expect(readSpecification(source, DOCX)).rejects.toThrow(/damaged and cannot be opened/);
  });

  it('is read beside comments, instructions and character data of the markup', async () => {
    const body = `<!-- <w:p> --><w:p><w:r><w:t><![CDATA[Logs must be kept, <!-- all --> of them.]]></w:t></w:r></w:p><?x <w:p>?>`;
    expect(await words(body)).toEqual(['Logs must be kept, <!-- all --> of them.']);
  });

  it('is no requirement in a title, a deep heading or a table of contents', async () => {
    const names = ['Title', 'Subtitle', 'heading 8', 'toc 1'];
    const styles = names.map(
      (name, index) => `<w:style w:type="paragraph" w:styleId="S${index}"><w:name w:val="${name}"/></w:style>`,
    );
    const body = names.map((_, index) => styled(`What the supplier must do ${index}`, `S${index}`)).join('');
    const more = { 'word/styles.xml': `<w:styles xmlns:w="${WORD}">${styles.join('')}</w:styles>` };
    expect(await words(body + paragraph('Cabinets must be locked.'), more)).toEqual(['Cabinets must be locked.']);
  });

  it('is read from tables in tables as words of the cell around them, and from text boxes after their paragraph', async () => {
    const inner = rows([paragraph('for a year'), paragraph('at least')]);
    const box = `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${paragraph('Cameras must be sealed.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
    const body =
      rows(
        [paragraph('Ref'), paragraph('Requirement')],
        [paragraph('G-01'), `${paragraph('Keep logs')}${inner}${heading('in full')}`],
      ) + `<w:p>${box}${run('Cabinets must be locked.')}</w:p>`;
    expect(await words(body)).toEqual([
      'Keep logs for a year at least in full',
      'Cabinets must be locked.',
      'Cameras must be sealed.',
    ]);
  });
});
