import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

describe('a supplier looks after its documents', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  it.each([true, false])('adds one, attaches it to an attestation, removes one (JavaScript: %s)', async (javaScriptEnabled) => {
    const editor = await portal.visitor('editor@halden.example', { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = editor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(editor)).toEqual([]);
    };
    const [name, title] = [`invented-${javaScriptEnabled}.txt`, `An invented report, ${javaScriptEnabled}`];
    const choose = (): Promise<void> =>
      page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(title) });

    await editor.goTo('/our/documents');
    await check();
    await editor.follow(page.getByRole('button', { name: 'Add a document' }));
    await check();
    await page.getByLabel('What it is (optional)').fill('It shows nothing.');
    await choose();
    await editor.press('Add it');
    expect(await page.getByRole('alert').textContent()).toContain('Enter a title');
    expect(await said(editor)).toContain(`${name} is kept.`);
    expect(await page.getByLabel('What it is (optional)').inputValue()).toBe('It shows nothing.');
    await check();
    await page.getByLabel('Title').fill(title);
    await editor.press('Add it');
    expect(await editor.heading()).toBe(title);
    await check();
    await editor.follow(page.getByRole('link', { name: 'Change what you say of it' }));
    expect(await page.getByLabel('Title').inputValue()).toBe(title);
    await check();
    await editor.press('Save');

    const own = new URL(page.url()).pathname;
    await editor.goTo('/our/attestations/new/ce-plus');
    await page.getByText('that you have uploaded before').click();
    await page.getByLabel(`${title} (${name})`).check();
    await page.getByLabel('a check by somebody independent').check();
    await check();
    await editor.press('Save as a draft');
    expect(await page.getByLabel(`${title} (${name})`).isChecked()).toBe(true);
    await check();
    await editor.goTo(own);
    expect(await said(editor)).toContain('Cyber Essentials Plus (not submitted: it can be taken off there)');
    expect(await page.getByRole('link', { name: 'Remove it' }).count()).toBe(0);
    await editor.follow(page.getByRole('link', { name: 'Cyber Essentials Plus' }));
    await page.getByLabel(`${title} (${name})`).uncheck();
    await editor.press('Save as a draft');
    await editor.goTo(own);
    await editor.follow(page.getByRole('link', { name: 'Remove it' }));
    await check();
    await editor.press('Remove it');
    expect(await page.locator('body').textContent()).toContain(`${name} was removed.`);
    expect(await page.getByRole('link', { name: `${title} (${name})` }).count()).toBe(0);
  });
});
