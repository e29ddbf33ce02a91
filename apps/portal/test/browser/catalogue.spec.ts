import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#platform/testing';
import { faults, wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const OPERATOR = 'operator@oversight.example';

interface FileItem {
  id: string;
  title: unknown;
  paraphrase: string;
  theme: string;
}
interface FileDocument {
  id: string;
  title: string;
  date: string;
  items: FileItem[];
}

/** The page where an operator reads the catalogue and gives a file. */
class CataloguePage {
  constructor(readonly visitor: Visitor) {}

  async open(): Promise<void> {
    expect(await this.visitor.goTo('/catalogue')).toBe(200);
  }

  async give(file: string): Promise<void> {
    await this.visitor.page.getByLabel('File', { exact: true }).setInputFiles(file);
    await this.visitor.press('Check the file');
  }

  /** What the list says of a document. */
  async row(title: string): Promise<string> {
    const row = this.visitor.page.locator('tbody tr').filter({ hasText: title });
    return ((await row.first().textContent()) ?? '').replace(/\s+/g, ' ');
  }
}

/** What a page says, in one line. */
async function words({ page }: Visitor): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

describe('the catalogue of guidance', () => {
  let portal: TestPortal;
  let folder: string;
  let code: FileDocument;
  let files: FileDocument[];
  beforeAll(async () => {
    portal = await TestPortal.start();
    folder = await mkdtemp(join(tmpdir(), 'assay-catalogue-'));
    const text = await readFile(join(repositoryRoot(), 'seed/guidance/guidance.json'), 'utf8');
    files = (JSON.parse(text) as { documents: FileDocument[] }).documents;
    code = files.find(({ id }) => id === 'cop') as FileDocument;
  });
  afterAll(async () => {
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function written(name: string, documents: unknown): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify({ documents }));
    return path;
  }

  /** The Code of Practice as it might be next: one guideline reworded, the last gone, a new one. */
  function next(): FileDocument {
    const [first, ...rest] = code.items;
    const reworded = { ...first, paraphrase: `${first.paraphrase} Invented words of 2027.` };
    const added = { ...first, id: 'cop.14', title: 'An invented guideline', paraphrase: 'Asks for nothing.' };
    return { ...code, date: '2027 (invented)', items: [reworded, ...rest.slice(0, -1), added] };
  }

  it('lists every document with its version, its licence, where it is from and when it was read in', async () => {
    const visitor = await portal.visitor(OPERATOR);
    const catalogue = new CataloguePage(visitor);
    await catalogue.open();
    expect(await visitor.page.locator('table caption').textContent()).toBe(`${files.length} documents`);
    const row = await catalogue.row(code.title);
    for (const part of [code.date, 'Open Government Licence', 'Came with Assay', 'Its publisher’s page', 'None'])
      expect(row).toContain(part);
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(visitor.page.getByRole('link', { name: code.title, exact: true }));
    expect(await words(visitor)).toContain('There is one version so far.');
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/catalogue/documents/nothing')).toBe(404);
  });

  it('takes a version from a file once it is understood, and shows it beside the one before', async () => {
    const buyer = await portal.visitor('editor@wexcombe.example');
    await buyer.goTo('/procurements/new');
    await buyer.page.getByLabel('Title').fill('Cameras (invented)');
    await buyer.press('Save and continue');
    await buyer.goTo(`${new URL(buyer.page.url()).pathname.split('/').slice(0, 3).join('/')}/requirements/new`);
    await buyer.page
      .getByLabel('Requirement', { exact: true })
      .fill('No camera may have a default password that all devices share.');
    await buyer.press(/^Add/);

    const visitor = await portal.visitor(OPERATOR);
    const { page } = visitor;
    const catalogue = new CataloguePage(visitor);
    await catalogue.open();
    await visitor.press('Check the file');
    expect(await page.getByRole('alert').textContent()).toContain('Choose a file');
    expect(await wrongs(visitor)).toEqual([]);

    const document = next();
    const broken = { ...document, items: [{ ...document.items[0], theme: 'moon' }, ...document.items.slice(1), 'not an item'] };
    await catalogue.give(await written('cop-2027.json', [files[0], broken]));
    expect(await visitor.heading()).toBe('Check what was understood');
    expect(await words(visitor)).toContain('2 things are not understood');
    expect(await words(visitor)).toContain('One document says what is held already');
    expect(await words(visitor)).not.toContain('guidance.theme.');
    expect(await wrongs(visitor)).toEqual([]);

    await visitor.press(/^Mend and add/);
    expect(await page.getByRole('alert').textContent()).toContain('cop.1 theme must be one of');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('cop.1: theme', { exact: true }).fill(document.items[0].theme);
    await visitor.press(/^Mend and add/);
    // The theme is mended and stays so; what is left is the line that is no item.
    expect(await words(visitor)).toContain('One thing is not understood');
    await page.getByText('Show the 3 changes').click();
    // What differs, and nothing else: the words that the summary of the one item has more.
    const marked = await page.locator('mark').allTextContents();
    expect(marked).toEqual(['Invented words of 2027.']);
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Leave this item out').check();
    await visitor.press(/^Mend and add/);

    expect(await visitor.heading()).toBe(code.title);
    const said = await words(visitor);
    expect(said).toContain('is now held in the version 2027 (invented).');
    expect(said).toContain(`What changed from ${code.date} to 2027 (invented)`);
    expect(said).toContain(`1 added, 1 removed, 1 reworded; ${code.items.length - 2} say the same.`);
    expect(said).toMatch(/1 procurement \(1 open\), \d+ matches to version October 2018/);
    expect(said).not.toContain('Cameras (invented)');
    expect(await wrongs(visitor)).toEqual([]);

    await catalogue.open();
    const row = await catalogue.row(code.title);
    expect(row).toContain('2027 (invented)');
    expect(row).toContain('cop-2027.json');
    expect(row).toContain(`to version ${code.date}`);

    await visitor.goTo('/record');
    await page.getByLabel('What', { exact: true }).fill('guidance-version.');
    await visitor.press('Search the record');
    expect(await words(visitor)).toContain('guidance-version.added');

    await buyer.goTo(`${new URL(buyer.page.url()).pathname.split('/').slice(0, 3).join('/')}/coverage`);
    expect(await words(buyer)).toContain(`${code.title}, version ${code.date}`);
    expect(await wrongs(buyer)).toEqual([]);

    const stranger = await portal.visitor();
    await stranger.goTo(`/guidance/items/${code.items.at(-1)?.id ?? ''}`);
    expect(await words(stranger)).toContain('This item is of an earlier version of its document.');
    expect(await wrongs(stranger)).toEqual([]);
  });

  it('works without JavaScript on a telephone, by what the pages say alone', async () => {
    const visitor = await portal.visitor(OPERATOR, { javaScriptEnabled: false, width: 320 });
    const catalogue = new CataloguePage(visitor);
    await catalogue.open();
    const invented = {
      ...files[0],
      id: 'invented',
      title: 'Invented guidance',
      items: [{ ...files[0].items[0], id: 'invented.1' }],
    };
    await catalogue.give(await written('invented.json', [invented]));
    expect(await words(visitor)).toContain('There is no document with the short name invented yet');
    await visitor.press(/^Add this document/);
    expect(await visitor.heading()).toBe('Invented guidance');
    await catalogue.open();
    await catalogue.give(await written('invented.json', [invented]));
    expect(await words(visitor)).toContain('There is nothing new in this file.');
    await catalogue.open();
    await visitor.page.getByLabel('File', { exact: true }).setInputFiles(await written('none.json', 'nothing'));
    await visitor.press('Check the file');
    expect(await words(visitor)).toContain('The file has no list of documents.');
  });

  it('is gone through by keyboard, to the choice of two versions', async () => {
    const visitor = await portal.visitor(OPERATOR, { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/catalogue/documents/cop');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('To', { exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    const arrived = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await arrived;
    expect(await words(visitor)).toContain('Choose two versions that are not the same.');
    expect(await faults(page)).toEqual([]);
  });

  it('is read by verifiers, who add nothing, and by nobody else', async () => {
    const verifier = await portal.visitor('verifier@oversight.example');
    expect(await verifier.goTo('/catalogue')).toBe(200);
    expect(await words(verifier)).toContain('Operators add versions');
    expect(await verifier.page.getByLabel('File', { exact: true }).count()).toBe(0);
    expect(await wrongs(verifier)).toEqual([]);
    expect(await verifier.goTo('/catalogue/documents/cop')).toBe(200);
    const buyer = await portal.visitor('editor@wexcombe.example');
    expect(await buyer.goTo('/catalogue')).toBe(403);
  });

  it.each([true, false])('states what an item is related to, and ends it (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(OPERATOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    await visitor.goTo('/guidance/items/ncsc-cp.14');
    await check();
    await visitor.follow(page.getByRole('link', { name: 'Change what it is related to' }));
    await visitor.press('State it');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the code of the other item');
    expect(await page.getByRole('alert').textContent()).toContain('Choose how the two stand to each other');
    await check();
    await page.getByLabel('The other item').fill('nothing');
    await page.getByLabel('Overlaps with').check();
    await page.getByLabel('Who says so, and where').fill('Our own reading (invented)');
    await visitor.press('State it');
    expect(await page.getByRole('alert').textContent()).toContain('There is no item "nothing"');
    expect(await page.getByLabel('Overlaps with').isChecked()).toBe(true);
    await page.getByLabel('The other item').fill('ce.2');
    await visitor.press('State it');
    expect(await page.getByRole('alert').textContent()).toContain('The relation of ncsc-cp.14 to ce.2 is stated.');
    expect(await words(visitor)).toContain('Said by: Our own reading (invented)');
    await check();

    const relation = page.locator('section', { hasText: 'ce.2' });
    await relation.getByText('It holds no longer').click();
    await visitor.follow(relation.getByRole('button', { name: /^End the relation/ }));
    expect(await page.getByRole('alert').textContent()).toContain('Enter why it holds no longer');
    await check();
    await relation.getByLabel('Why').fill('It was made to try it.');
    await visitor.follow(relation.getByRole('button', { name: /^End the relation/ }));
    expect(await page.getByRole('alert').textContent()).toContain('The relation of ncsc-cp.14 to ce.2 is ended.');
    expect(await words(visitor)).not.toContain('Our own reading (invented)');
    await check();
  });

  it('leaves relations to operators', async () => {
    const visitor = await portal.visitor('verifier@oversight.example', { width: 320 });
    await visitor.goTo('/catalogue/items/ncsc-cp.14');
    expect(await words(visitor)).toContain('An operator can change this.');
    expect(await visitor.page.getByRole('button', { name: 'State it' }).count()).toBe(0);
    expect(await wrongs(visitor)).toEqual([]);
  });
});
