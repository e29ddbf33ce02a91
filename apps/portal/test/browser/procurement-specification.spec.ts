import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { wrongs } from './accessibility';
import { begin, SPECIFICATION } from './new-procurement';
import { TestPortal } from './portal';

const EDITOR = 'editor@wexcombe.example';

/** A workbook of as little as will do: the rows of each sheet by its name. */
async function workbook(sheets: Record<string, string[][]>): Promise<Buffer> {
  const office = 'http://schemas.openxmlformats.org';
  const main = `${office}/spreadsheetml/2006/main`;
  const refers = `${office}/officeDocument/2006/relationships`;
  const zip = new ZipFile();
  const put = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name);
  const relations = (targets: readonly string[], type: string): string =>
    `<Relationships xmlns="${office}/package/2006/relationships">${targets
      .map((target, index) => `<Relationship Id="r${index + 1}" Type="${refers}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const names = Object.keys(sheets);
  const files = names.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const entries = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"/>`).join('');
  put('[Content_Types].xml', `<Types xmlns="${office}/package/2006/content-types"/>`);
  put('_rels/.rels', relations(['xl/workbook.xml'], 'officeDocument'));
  put('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${refers}"><sheets>${entries}</sheets></workbook>`);
  put('xl/_rels/workbook.xml.rels', relations(files, 'worksheet'));
  Object.values(sheets).forEach((rows, index) => {
    const data = rows.map((cells, row) => {
      const written = cells.map(
        (text, column) => `<c r="${'ABC'[column]}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${row + 1}">${written.join('')}</row>`;
    });
    put(`xl/${files[index]}`, `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData></worksheet>`);
  });
  zip.end();
  return buffer(zip.outputStream);
}

describe('a buyer brings a specification', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'by paste, checked and mended before anything is added (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const home = await begin(visitor, 'Cameras (invented)');
      await visitor.follow(page.getByRole('link', { name: 'Add the requirements' }));
      await check();
      await visitor.press('Paste or upload a specification');
      await visitor.press('Continue');
      expect(await page.getByRole('alert').textContent()).toContain('Paste the specification, or choose a file');
      await check();
      await page.getByLabel('Or paste the text').fill(SPECIFICATION);
      await visitor.press('Continue');
      expect(await page.locator('main').textContent()).toContain('2 requirements');
      await check();
      await page
        .getByLabel(/^Line 2/)
        .first()
        .fill('The supplier shall support cameras for five years.');
      await page.getByLabel('Take it in Line 2').check();
      await page.reload();
      await page
        .getByLabel(/^Line 2/)
        .first()
        .fill('The supplier shall support cameras for five years.');
      await page.getByLabel('Take it in Line 2').check();
      await visitor.press('Add these requirements');
      expect(await page.getByRole('alert').textContent()).toContain('3 requirements are added');
      expect(await visitor.heading()).toBe('Match requirements to guidance');
      await check();
      await visitor.goTo(`${home}/requirements`);
      await visitor.follow(page.getByRole('link', { name: /^Change R-01/ }));
      await check();
      await page.getByLabel('Requirement', { exact: true }).fill('');
      await visitor.press('Save');
      expect(await page.getByRole('alert').textContent()).toContain('Enter the requirement');
      await page.getByLabel('Requirement', { exact: true }).fill('The supplier shall support cameras for seven years.');
      await page.getByLabel('Gate').check();
      await visitor.press('Save');
      expect(await page.locator('main').textContent()).toContain('seven years');
      await visitor.follow(page.getByRole('link', { name: /^Change R-03/ }));
      await page.getByText('Remove this requirement').click();
      await visitor.press('Remove R-03');
      expect(await page.getByRole('alert').textContent()).toContain('R-03 is removed');
      expect(await page.locator('main').textContent()).toContain('2 requirements');
      await check();
    },
  );

  it('from a text that gives one number twice, and says which goes without', async () => {
    const visitor = await portal.visitor(EDITOR);
    const home = await begin(visitor, 'Numbered twice (invented)');
    await visitor.goTo(`${home}/requirements/import`);
    const text = 'R1 The supplier shall not use default passwords.\nR1 The supplier shall report incidents within a day.';
    await visitor.page.getByLabel('Or paste the text').fill(text);
    await visitor.press('Continue');
    const said = await visitor.page.locator('main').textContent();
    expect(said).toContain('The specification uses a number for more than one requirement: R1.');
    expect(said).toContain('(second R1, numbered on) The supplier shall report incidents');
  });

  it('from a workbook of several lots, each line by itself, and once more with its numbers taken', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Lots (invented)');
    const add = async (name: string, bytes: Buffer): Promise<void> => {
      await visitor.goTo(`${home}/requirements/import`);
      await page.getByLabel('Upload a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
      await visitor.press('Continue');
    };
    const shown = async (): Promise<string[]> => {
      await visitor.goTo(`${home}/requirements`);
      return page.locator('main a[href$="/edit"]').allTextContents();
    };
    const header = ['Ref', 'Requirement', 'Weight'];
    await add(
      'lots.xlsx',
      await workbook({
        'Lot 1': [header, ['A-1', 'Keep logs of all reads', '150'], ['A-2', 'Lock the cabinets', '20']],
        'Lot 2': [header, ['B-1', 'Seal the cameras', '20'], ['B-2', 'Keep logs of all reads', '20']],
      }),
    );
    expect(await page.locator('main').textContent()).toContain('least evidence: a statement by the supplier');
    expect(await page.getByLabel(/^Lot 2, line 3: The same as Lot 1, line 2/).inputValue()).toBe('Keep logs of all reads');
    expect(await page.getByLabel(/^Take it in/).count()).toBe(3);
    expect(await page.locator('#kept li').allTextContents()).toEqual([
      expect.stringContaining('Lot 1, line 2: “150”. Not a weight'),
    ]);
    expect(await page.locator('input[id^=skipped]:checked').count()).toBe(0);
    await page.getByText('Lock the cabinets').click();
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').textContent()).toContain('2 requirements are added');
    expect(await shown()).toEqual([expect.stringContaining('A-1'), expect.stringContaining('B-1')]);
    await add('empty.csv', Buffer.from('Ref,Requirement,Weight\nR-1,,20'));
    expect(await page.locator('main').textContent()).toContain('0 requirements');
    expect(await page.locator('main button').allTextContents()).toEqual([
      expect.stringContaining('Add the lines that are ticked'),
    ]);
    await add('again.csv', Buffer.from('Ref,Requirement\nA-1,Train the staff\nB-1,Test the locks\nC-1,Count the keys'));
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').locator('li').allTextContents()).toEqual([
      expect.stringContaining('There are requirements A-1 and B-1 already. Tick “Number these on'),
    ]);
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Number these on where their numbers are taken').check();
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').textContent()).toContain('3 requirements are added');
    expect(await shown()).toEqual(['A-1', 'B-1', 'R-01', 'R-02', 'C-1'].map((ref) => expect.stringContaining(ref)));
    await visitor.follow(page.getByRole('link', { name: /^Change C-1/ }));
    await page.getByLabel('Number').fill('A-1');
    await visitor.press('Save');
    expect(await page.locator('#ref-error').textContent()).toContain('There is a requirement A-1 already');
  });

  it('by file or by paste, and not by both, of which neither is lost', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Poles (invented)');
    await visitor.goTo(`${home}/requirements/import`);
    const csv = Buffer.from('Ref,Requirement\n1,Poles are painted green');
    await page.getByLabel('Upload a file').setInputFiles({ name: 'poles.csv', mimeType: 'text/csv', buffer: csv });
    await page.getByLabel('Or paste the text').fill(SPECIFICATION);
    await visitor.press('Continue');
    expect(await page.getByRole('alert').textContent()).toContain('Send either the file poles.csv or the pasted text');
    expect(await page.getByLabel('Or paste the text').inputValue()).toBe(SPECIFICATION);
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Continue');
    expect(await page.locator('main').textContent()).toContain('2 requirements');
  });
});
