import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { printedByAuthor } from './measure';
import { printedMatches, printedSkipped } from './printed-matches';
import { rebuildWeights } from './training';
import { ownSentences } from '#matching';
import { checkoutRoot, readCatalogue } from './catalogue';

const assay = (...words: string[]): Promise<{ stdout: string; stderr: string; code: number }> =>
  promisify(execFile)(process.execPath, [join(checkoutRoot(), 'scripts/assay.cjs'), 'match', ...words]).then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; stderr: string; code: number }) => failed,
  );

/** A Word document with a paragraph for each text. */
async function docx(paragraphs: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name);
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  add(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  add('word/document.xml', `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`);
  zip.end();
  return buffer(zip.outputStream);
}

describe('assay match', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'assay-match-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says which documents there are when one is named that is not, and what it measures by when that cannot be read', async () => {
    const unknown = await assay('Access for staff must be controlled.', '--documents', 'ncsc-cp,nobody');
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/There is no document nobody.*ncsc-cp/) });
    const none = await assay('Access for staff must be controlled.', '--documents', ' ,');
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('Name at least one document') });
    const missing = await assay('--evaluate', join(folder, 'missing'));
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('Give a .jsonl file of labelled rows') });
  });

  it('prints the guidance of a line as a table, with reasons and what would settle it', async () => {
    const { stdout } = await assay('Access for staff must be controlled.');
    expect(stdout).toMatch(/Guidance +Title +Sure/);
    expect(stdout).toMatch(/ncsc-cp\.11 +Managing your connected place's privileges +\d+ %/);
    expect(stdout).toContain('· the word “');
    expect(stdout).toContain('To settle it: ');
  });

  it('prints what was measured by author, and the mean of all placings rather than of documents', () => {
    const figures = { file: 'by author', macroTop3: 1 };
    const printed = printedByAuthor({
      documents: [
        { ...figures, document: 'ce', texts: 30, top1: 1, top3: 1, meanReciprocalRank: 1 },
        { ...figures, document: 'cop', texts: 10, top1: 0.2, top3: 0.6, meanReciprocalRank: 0.4 },
      ],
      none: { noneTexts: 20, noneFound: 0.85, otherTexts: 40, wronglyNone: 0.025 },
    });
    expect(printed.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ce +30 +1\.000 \/ 1\.000 +1\.000$/),
      expect.stringMatching(/^cop +10 +0\.200 \/ 0\.600 +0\.400$/),
      expect.stringMatching(/^all +40 +0\.800 \/ 0\.900 +0\.850$/),
      'nothing applies: found 85.0 % of 20, wrongly said of 2.5 % of 40',
      '',
    ]);
  });

  it('reads a specification as an import does, and tells what it passed over', async () => {
    const file = join(folder, 'specification.docx');
    writeFileSync(
      file,
      await docx(['1.1 Each camera shall have a password of its own.', '1.2 Firmware updates shall be signed.']),
    );
    const { stdout } = await assay('--file', file, '--documents', 'cop', '--json');
    const matched = JSON.parse(stdout) as { ref: string; matches: { code: string }[] }[];
    expect(matched.map(({ ref, matches }) => [ref, matches[0].code])).toEqual([
      ['1.1', 'cop.1'],
      ['1.2', expect.stringMatching(/^cop\.[37]$/)],
    ]);
  });

  it('takes answers, and refuses one to no question', async () => {
    const settled = await assay('Access for staff must be controlled.', '--answers', 'whose-people=supplier-staff');
    expect(settled.stdout).toContain('you answered “The supplier’s own staff”');
    for (const answer of ['whose-people=nobody', 'whose-people=supplier-staff=foo']) {
      const wrong = await assay('Access for staff must be controlled.', '--answers', answer);
      expect(wrong.stderr).toContain('Give question=answer by their ids');
      expect(wrong.code).not.toBe(0);
    }
  });

  it('refuses a second answer to a question', async () => {
    const answers = ['--answers', 'whose-people=supplier-staff', '--answers', 'whose-people=users'];
    const { stderr, code } = await assay('Access for staff must be controlled.', ...answers);
    expect(stderr).toContain('There are two answers to whose-people. Give one to each question.');
    expect(code).not.toBe(0);
  });

  it.each([
    ['missing.docx', /cannot be read \(ENOENT\)\. Check the path/],
    ['picture.png', /is of a kind that cannot be read\. Give a \.docx, \.xlsx, \.csv or \.txt file/],
    ['broken.docx', /broken\.docx: .*DOCX/],
  ])('says of %s what to give instead', async (name, sentence) => {
    if (name === 'broken.docx') writeFileSync(join(folder, name), 'not a document');
    const { stderr, code } = await assay('--file', join(folder, name));
    expect(stderr).toMatch(sentence);
    expect(code).not.toBe(0);
  });

  it('tells what was passed over with its sheet, if there is one, and its first words', () => {
    const skipped = { line: 2, text: 'word '.repeat(60).trim(), reason: 'A heading' };
    const words = `${skipped.text.slice(0, 200)}…`;
    expect(printedSkipped({ ...skipped, sheet: null })).toBe(`Line 2 was passed over (A heading): ${words}\n`);
    expect(printedSkipped({ ...skipped, sheet: 'Lot 1' })).toBe(`Lot 1, line 2 was passed over (A heading): ${words}\n`);
  });

  it('breaks long lines between words', () => {
    const text = 'word '.repeat(60).trim();
    const printed = printedMatches([{ ref: 'R1', text, applicable: false, matches: [], questions: [] }], [], 80);
    expect(printed.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(printed).toContain('No guidance seems to apply.');
  });
});

describe('training', () => {
  it('writes the same bytes from the same rows, a file for each classifier', async () => {
    const sentences = await ownSentences();
    const knowledge = { ...sentences, topics: sentences.topics.slice(0, 8), examples: [] };
    const catalogue = readCatalogue(checkoutRoot()).filter(({ document }) => document === 'ce');
    const rows = [
      { id: '1', text: 'Patch within 14 days', labels: ['ce.3'], judged: [], none: false, source: 'us', file: 'own.jsonl' },
      { id: '2', text: 'Scan for malware daily', labels: ['ce.5'], judged: [], none: false, source: 'us', file: 'own.jsonl' },
    ];
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'assay-weights-')));
    const written = folders.map((folder) => {
      rebuildWeights(folder, { catalogue, knowledge, rows }, []);
      return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));
    });
    folders.forEach((folder) => rmSync(folder, { recursive: true }));
    expect(Object.keys(written[0])).toEqual([
      'applicability.rows',
      'ce.rows',
      'features.txt',
      'network.bytes',
      'sentences.asked',
      'sentences.rows',
      'weights.json',
    ]);
    expect(written[1]).toEqual(written[0]);
  });

  it('is refused before it begins where its weights cannot be written', async () => {
    const material = { catalogue: readCatalogue(checkoutRoot()), knowledge: await ownSentences(), rows: [] };
    for (const folder of ['/proc/assay/weights', __filename])
      expect(() => rebuildWeights(folder, material, [])).toThrow(/ cannot be written to \(E[A-Z]+\)\. Name a folder that can/);
  });
});
