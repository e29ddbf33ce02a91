import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';
const SPECIFICATION =
  'Specification\nFor cameras.\nThe supplier shall not use default passwords.\nThe supplier must report incidents within a day.';

describe('a buyer says what is required, and which guidance it answers', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  /** A new procurement, by hand. */
  async function begin(visitor: Visitor, title: string): Promise<string> {
    await visitor.goTo('/procurements/new');
    await visitor.page.getByLabel('Title').fill(title);
    await visitor.press('Save and continue');
    return new URL(visitor.page.url()).pathname;
  }

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

  it.each([true, false])(
    'settles twenty with one click, and covers a gap with wording (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const home = await begin(visitor, 'Number plate cameras (invented)');
      await visitor.goTo(`${home}/requirements/import`);
      const csv = readFileSync(join(repositoryRoot(), 'seed/demonstration/specifications/anpr-support.csv'));
      await page.getByLabel('Upload a file').setInputFiles({ name: 'anpr.csv', mimeType: 'text/csv', buffer: csv });
      await visitor.press('Continue');
      expect(await page.locator('main').textContent()).toContain('60 requirements');
      await visitor.press('Add these requirements');
      expect(await page.getByRole('status').textContent()).toMatch(/\d+ of 60 requirements are left to decide/);
      const left = async (): Promise<number> => Number.parseInt((await page.getByRole('status').textContent()) ?? '', 10);
      const before = await left();
      expect(await page.locator('.portal-match').count()).toBe(20);
      await check();
      await visitor.press(/^Settle these 20/);
      expect(await page.getByRole('alert').textContent()).toContain('20 requirements are settled');
      expect(await left()).toBe(before - 20);
      await page
        .getByRole('button', { name: /^Settle / })
        .first()
        .click();
      expect(await left()).toBe(before - 21);
      if (javaScriptEnabled) {
        await page.locator('.portal-match input[type=checkbox]').first().focus();
        await page.keyboard.press('2');
        const arrived = page.waitForEvent('load');
        await page.keyboard.press('s');
        await arrived;
        expect(await left()).toBe(before - 22);
        expect(await page.locator('.portal-match input:focus').count()).toBe(1);
      }
      await visitor.follow(page.getByRole('link', { name: /^Settled/ }));
      expect(await page.locator('main').textContent()).toContain('Accepted');
      await check();
      await visitor.goTo(`${home}/coverage`);
      await check();
      const gaps = await page.getByRole('link', { name: /^Add this wording/ }).count();
      expect(gaps).toBeGreaterThan(0);
      await page
        .getByRole('link', { name: /^Add this wording/ })
        .first()
        .click();
      expect((await page.getByLabel('Requirement', { exact: true }).inputValue()).length).toBeGreaterThan(20);
      await check();
      await visitor.press('Add requirement');
      expect(await visitor.heading()).toBe('What no requirement covers');
      expect(await page.getByRole('link', { name: /^Add this wording/ }).count()).toBe(gaps - 1);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^P-\d{4}-\d{3}-coverage\.csv$/);
      await visitor.follow(page.getByRole('link', { name: 'Show only what is not covered' }));
      await check();
    },
  );

  it('answers a question, and accepts guidance that the matching did not find', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Doors (invented)');
    await visitor.goTo(`${home}/requirements/new`);
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Requirement', { exact: true }).fill('Access for staff must be controlled.');
    await page.getByLabel('Weight').fill('many');
    await visitor.press('Add requirement');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the weight as a number');
    await page.getByLabel('Weight').fill('100');
    await visitor.press('Add requirement');
    await visitor.goTo(`${home}/matches`);
    await visitor.follow(page.getByRole('link', { name: /^Answer a question/ }));
    await visitor.press('Use these answers');
    expect(await page.getByRole('alert').textContent()).toContain('Choose an answer');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('The supplier’s own staff').first().check();
    await visitor.press('Use these answers');
    expect(await page.getByRole('alert').textContent()).toContain('matched again');
    await page.getByLabel('Find guidance').fill('ncsc-cp.14');
    await visitor.press('Find');
    expect(await page.getByRole('status').textContent()).toBe('1 item found');
    expect(await wrongs(visitor)).toEqual([]);
    await page
      .locator('.portal-row')
      .getByRole('button', { name: /^Accept/ })
      .click();
    expect(await page.locator('main').textContent()).toContain('Chosen by you');
    expect(await page.locator('main').textContent()).toContain('Decided by Edmund Vale');
    await page
      .getByRole('button', { name: /^Reject/ })
      .first()
      .click();
    expect(await page.getByRole('alert').textContent()).toContain('Rejected');
  });

  it('shows nothing of it to another buyer, and nothing to change to a viewer', async () => {
    const editor = await portal.visitor(EDITOR);
    const home = await begin(editor, 'Lamps (invented)');
    const other = await portal.visitor('editor@dunmoor.example');
    for (const part of ['', '/requirements', '/matches', '/coverage', '/description'])
      expect([part, await other.goTo(home + part)]).toEqual([part, 404]);
    const viewer = await portal.visitor('viewer@wexcombe.example');
    await viewer.goTo(`${home}/requirements`);
    expect(await viewer.page.getByRole('button', { name: 'Write one' }).count()).toBe(0);
    expect(await viewer.goTo(`${home}/coverage`)).toBe(200);
    expect(await wrongs(viewer)).toEqual([]);
  });
});
