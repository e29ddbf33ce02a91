import { WordNumbering } from './word-numbering';

/** A level of a list, as numbering.xml has it. */
const level = (place: number, format: string, shown: string, more = ''): string =>
  `<w:lvl w:ilvl="${place}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${shown}"/></w:lvl>`;
const definition = (id: number, ...parts: string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${parts.join('')}</w:abstractNum>`;
const list = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const style = (id: string, numbering: string, basedOn = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}">${basedOn && `<w:basedOn w:val="${basedOn}"/>`}<w:pPr><w:numPr>${numbering}</w:numPr></w:pPr></w:style>`;
const numbering = (parts: string[], styles: string[] = []): WordNumbering =>
  new WordNumbering(`<w:numbering>${parts.join('')}</w:numbering>`, `<w:styles>${styles.join('')}</w:styles>`);

/** The numbers of paragraphs, each of a list and a level. */
const numbersOf = (counter: WordNumbering, paragraphs: readonly (readonly [number, number])[]): (string | undefined)[] =>
  paragraphs.map(([id, place]) => counter.next({ style: null, list: String(id), level: String(place) })?.number);

const OUTLINE = definition(
  0,
  level(0, 'decimal', '%1.'),
  level(1, 'decimal', '%1.%2'),
  level(2, 'lowerLetter', '(%3)'),
  level(3, 'lowerRoman', '(%4)'),
);

describe('the numbers of paragraphs', () => {
  it('count each level, and begin those below it again', () => {
    const places = [0, 1, 1, 2, 2, 3, 3, 2, 1, 2, 0, 1].map((place) => [1, place] as const);
    expect(numbersOf(numbering([OUTLINE, list(1, 0)]), places)).toEqual([
      '1.',
      '1.1',
      '1.2',
      '(a)',
      '(b)',
      '(i)',
      '(ii)',
      '(c)',
      '1.3',
      '(a)',
      '2.',
      '2.1',
    ]);
  });

  it('count on over lists that share a definition, unless one starts at a number of its own', () => {
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>';
    const counter = numbering([OUTLINE, list(1, 0), list(2, 0), list(3, 0, anew)]);
    const places = [1, 2, 3, 3, 1].map((id) => [id, 0] as const);
    expect(numbersOf(counter, places)).toEqual(['1.', '2.', '7.', '8.', '9.']);
  });

  it('are those of a level that one list has of its own', () => {
    const own = `<w:lvlOverride w:ilvl="0">${level(0, 'upperRoman', 'Part %1')}</w:lvlOverride>`;
    expect(
      numbersOf(numbering([OUTLINE, list(1, 0, own)]), [
        [1, 0],
        [1, 0],
      ]),
    ).toEqual(['Part I', 'Part II']);
  });

  it.each([
    ['decimal', ['1', '2', '27', '53']],
    ['decimalZero', ['01', '02', '27', '53']],
    ['lowerLetter', ['a', 'b', 'aa', 'aaa']],
    ['upperLetter', ['A', 'B', 'AA', 'AAA']],
    ['lowerRoman', ['i', 'ii', 'xxvii', 'liii']],
    ['upperRoman', ['I', 'II', 'XXVII', 'LIII']],
    ['chicago', ['1', '2', '27', '53']],
    ['none', ['', '', '', '']],
    ['bullet', ['', '', '', '']],
  ])('are written as %s', (format, expected) => {
    const counter = numbering([definition(0, level(0, format, '%1')), list(1, 0)]);
    const all = numbersOf(
      counter,
      Array.from({ length: 53 }, () => [1, 0] as const),
    );
    expect([0, 1, 26, 52].map((index) => all[index])).toEqual(expected);
  });

  it('have as many noughts before them as Word says beside a format that older programs know', () => {
    const format =
      '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>';
    const place = `<w:lvl w:ilvl="0"><w:start w:val="9"/>${format}<w:lvlText w:val="REQ-%1"/></w:lvl>`;
    expect(
      numbersOf(numbering([definition(0, place), list(1, 0)]), [
        [1, 0],
        [1, 0],
      ]),
    ).toEqual(['REQ-009', 'REQ-010']);
  });

  it('are in digits at all levels where the level says so', () => {
    const parts = [level(0, 'upperRoman', 'Part %1'), level(1, 'decimal', '%1.%2', '<w:isLgl/>')];
    expect(
      numbersOf(numbering([definition(0, ...parts), list(1, 0)]), [
        [1, 0],
        [1, 0],
        [1, 1],
      ]),
    ).toEqual(['Part I', 'Part II', '2.1']);
  });

  it('go on where a level never begins again, or only after a level less deep than the one before', () => {
    const never = definition(0, level(0, 'decimal', '%1'), level(1, 'decimal', 'R%2', '<w:lvlRestart w:val="0"/>'));
    const places = [0, 1, 1, 0, 1].map((place) => [1, place] as const);
    expect(numbersOf(numbering([never, list(1, 0)]), places)).toEqual(['1', 'R1', 'R2', '2', 'R3']);
    const after = definition(
      0,
      level(0, 'decimal', '%1'),
      level(1, 'decimal', '%1.%2'),
      level(2, 'decimal', 'R%3', '<w:lvlRestart w:val="1"/>'),
    );
    const more = [0, 1, 2, 1, 2, 0, 2].map((place) => [1, place] as const);
    expect(numbersOf(numbering([after, list(1, 0)]), more)).toEqual(['1', '1.1', 'R1', '1.2', 'R2', '2', 'R1']);
  });

  it('show a level that no paragraph has had yet as it starts', () => {
    expect(
      numbersOf(numbering([OUTLINE, list(1, 0)]), [
        [1, 1],
        [1, 1],
        [1, 0],
      ]),
    ).toEqual(['1.1', '1.2', '1.']);
  });

  it('come from the style of a paragraph, from those it is based on, and from the level that a style is tied to', () => {
    const tied = definition(
      0,
      level(0, 'decimal', '%1', '<w:pStyle w:val="Clause"/>'),
      level(1, 'decimal', '%1.%2', '<w:pStyle w:val="Sub"/>'),
    );
    const counter = numbering(
      [tied, list(1, 0), OUTLINE.replace('"0">', '"5">'), list(5, 5)],
      [
        style('Clause', '<w:numId w:val="1"/>'),
        style('Sub', '<w:numId w:val="1"/>'),
        style('Own', '', 'Sub'),
        style('Letter', '<w:ilvl w:val="2"/><w:numId w:val="5"/>'),
        style('Circle', '', 'Circle'),
        style('Plain', '<w:numId w:val="0"/>', 'Sub'),
      ],
    );
    const of = (id: string, direct: { list?: string; level?: string } = {}): string | undefined =>
      counter.next({ style: id, list: direct.list ?? null, level: direct.level ?? null })?.number;
    expect([of('Clause'), of('Sub'), of('Own'), of('Own', { level: '0' }), of('Letter'), of('Sub', { list: '5' })]).toEqual([
      '1',
      '1.1',
      '1.2',
      '2',
      '(a)',
      '1.',
    ]);
    expect([of('Circle'), of('Plain'), of('Unknown'), of('Sub', { list: '0' })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are those of the list that a style names, where a definition names the style', () => {
    const linked = definition(1, '<w:numStyleLink w:val="Req"/>');
    const counter = numbering(
      [definition(0, level(0, 'decimal', 'R%1')), linked, list(1, 0), list(2, 1)],
      ['<w:style w:type="numbering" w:styleId="Req"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'],
    );
    expect(
      numbersOf(counter, [
        [2, 0],
        [1, 0],
      ]),
    ).toEqual(['R1', 'R2']);
  });

  it('stay short whatever a list says', () => {
    const counter = numbering([
      definition(0, `<w:lvl w:ilvl="0"><w:start w:val="32767"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/></w:lvl>`),
      definition(1, level(0, 'decimal', 'R'.repeat(10000))),
      list(1, 0),
      list(2, 1),
    ]);
    expect(
      numbersOf(counter, [
        [1, 0],
        [2, 0],
        [1, 9],
        [3, 0],
      ]),
    ).toEqual(['32767', '', undefined, undefined]);
  });
});
