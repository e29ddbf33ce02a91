import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform/testing';
import { wrongs } from './accessibility';
import { begin } from './new-procurement';
import { TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';

describe('a buyer says which guidance its requirements answer', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

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
      const likely = page.locator('.portal-match input[data-likely]');
      expect(await likely.count()).toBeGreaterThan(20);
      expect(await likely.evaluateAll((all) => all.every((box) => (box as HTMLInputElement).checked))).toBe(true);
      const tally = async (): Promise<string> => (await page.locator('.portal-tally').innerText()).replace(/^.*?\. /, '');
      const [ticked, all] = [page.locator('.portal-match input:checked'), page.locator('.portal-match input[type=checkbox]')];
      const accepted = await ticked.count();
      const rejected = (await all.count()) - accepted;
      expect(await tally()).toBe(`Matches to be accepted: ${accepted}. To be rejected: ${rejected}.`);
      if (javaScriptEnabled) {
        await likely.first().uncheck();
        expect(await tally()).toBe(
          `Matches to be accepted: ${accepted - 1}. To be rejected: ${rejected + 1}. Marked “Likely” among those to be rejected: 1.`,
        );
        await check();
        await likely.first().check();
      }
      const noted = page.locator('.portal-match').first();
      await noted.getByText('Add a note').click();
      await noted.getByRole('textbox').pressSequentially('As 1 of us said (invented).');
      await check();
      await visitor.press(/^Settle these 20/);
      expect(await page.getByRole('alert').textContent()).toContain('20 requirements are settled');
      expect(await left()).toBe(before - 20);
      await visitor.goTo(`${home}/matches?view=all`);
      expect(await page.locator('.portal-match').first().textContent()).toContain('Edmund Vale: As 1 of us said (invented).');
      await visitor.goTo(`${home}/matches`);
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
    await page.getByLabel('Gate').check();
    await visitor.press('Add requirement');
    expect(await page.locator('#weight-error').textContent()).toContain('A gate has no weight');
    expect(await page.getByLabel('Weight').inputValue()).toBe('100');
    expect(await page.getByLabel('Gate').isChecked()).toBe(true);
    await page.getByLabel('Scored').check();
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

  it('shows what a colleague decided meanwhile before it is settled otherwise, and keeps what was ticked', async () => {
    const [editor, colleague] = [await portal.visitor(EDITOR), await portal.visitor('assessor1@wexcombe.example')];
    const home = await begin(editor, 'Settled by two (invented)');
    await editor.goTo(`${home}/requirements/new`);
    await editor.page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await editor.press('Add requirement');
    const boxes = ({ page }: Visitor) => page.locator('main section').getByRole('checkbox');
    await editor.goTo(`${home}/matches`);
    await boxes(editor).last().check();
    const ticked = await boxes(editor).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    await colleague.goTo(`${home}/matches`);
    for (const box of await boxes(colleague).all()) await box.uncheck();
    await colleague.press(/^Settle/);
    await editor.press(/^Settle/);
    expect(await editor.page.getByRole('alert').textContent()).toContain('Somebody else has decided on the guidance of R-01');
    expect(await editor.page.locator('main section').textContent()).toContain('Rejected');
    expect(await boxes(editor).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual(ticked);
    expect(await wrongs(editor)).toEqual([]);
    await editor.press(/^Settle/);
    await editor.goTo(`${home}/matches?view=settled`);
    expect(await editor.page.locator('main section').textContent()).toContain('Accepted');
  });

  it('shows what a colleague decided meanwhile before one item is decided otherwise, and keeps what was searched for', async () => {
    const [editor, colleague] = [await portal.visitor(EDITOR), await portal.visitor('assessor1@wexcombe.example')];
    const home = await begin(editor, 'Decided by two (invented)');
    await editor.goTo(`${home}/requirements/new`);
    await editor.page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await editor.press('Add requirement');
    for (const visitor of [editor, colleague]) {
      await visitor.goTo(`${home}/matches`);
      await visitor.follow(visitor.page.getByRole('link', { name: /^More, or other guidance|^Answer a question/ }));
    }
    await editor.page.getByLabel('Find guidance').fill('ncsc-cp.14');
    await editor.press('Find');
    const first = ({ page }: Visitor) => page.locator('.portal-match').first();
    await colleague.press(/^Reject/);
    await editor.press(/^Accept/);
    expect(await editor.page.getByRole('alert').textContent()).toContain('Somebody else has decided on the guidance of R-01');
    expect(await first(editor).textContent()).toContain('Rejected');
    expect(await first(editor).textContent()).toContain('Decided by');
    expect(await editor.page.getByLabel('Find guidance').inputValue()).toBe('ncsc-cp.14');
    expect(await wrongs(editor)).toEqual([]);
    await editor.press(/^Accept/);
    expect(await first(editor).textContent()).toContain('Accepted');
  });
});
