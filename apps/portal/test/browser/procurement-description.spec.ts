import { wrongs } from './accessibility';
import { TestPortal } from './portal';

const EDITOR = 'editor@wexcombe.example';

describe('a buyer describes what is bought', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])('begins from a published notice and cancels (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    await visitor.goTo('/procurements');
    await check();
    await visitor.press('Start from a notice');
    await check();
    await page.getByLabel('Find a notice').fill('CCTV');
    await visitor.press('Find notices');
    expect(await page.getByRole('status').textContent()).toMatch(/\d+ notices/);
    await check();
    const title = (await page.locator('.portal-row strong').first().textContent()) ?? '';
    await visitor.press(/^Use this notice/);
    expect(await visitor.heading()).toBe('Describe what you are buying');
    expect(await page.getByLabel('Title').inputValue()).toBe(title);
    await check();
    await page.getByLabel('Day').first().fill('31');
    await page.getByLabel('Month').first().fill('2');
    await page.getByLabel('Year').first().fill('2027');
    await visitor.press('Save');
    expect(await page.getByRole('alert').textContent()).toContain('Contract start must be a real date');
    await check();
    await page.getByLabel('Month').first().fill('3');
    await visitor.press('Save');
    expect(await page.getByRole('alert').textContent()).toContain('saved');
    expect(await visitor.heading()).toBe(title);
    expect(await page.getByRole('link', { name: 'Add the requirements' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Decide', exact: true }).count()).toBe(0);
    await check();
    await visitor.follow(page.getByRole('link', { name: 'Cancel this procurement' }));
    await visitor.press('Cancel the procurement');
    expect(await page.getByRole('alert').textContent()).toContain('Enter why it is cancelled');
    await check();
    await page.getByLabel('Why it is cancelled').fill('It was begun to try it.');
    await visitor.press('Cancel the procurement');
    expect(await page.locator('main').textContent()).toMatch(/Cancelled on \d+ \w+ \d{4}: It was begun to try it\./);
    await check();
    await visitor.goTo(`${new URL(page.url()).pathname}/cancel`);
    expect(await page.locator('main').textContent()).toContain('This procurement is cancelled already.');
    expect(await page.getByRole('button', { name: 'Cancel the procurement' }).count()).toBe(0);
    await check();
    await visitor.goTo('/procurements');
    expect(await page.locator('main').textContent()).toContain(title);
    await check();
  });

  it.each([true, false])('describes it by hand, and nothing typed is lost (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(EDITOR, { javaScriptEnabled });
    const { page } = visitor;
    await visitor.goTo('/procurements/new');
    await visitor.press('Save and continue');
    expect(await page.getByRole('alert').textContent()).toContain('Enter a title');
    await page.getByLabel('Title').fill('Air quality sensors');
    await page.getByLabel('Estimated value, with VAT').fill('1.25m');
    await page.getByLabel('CPV codes').fill('38000000, 12345678');
    await page.getByRole('group', { name: 'Technology' }).getByRole('checkbox').first().check();
    await visitor.press('Save and continue');
    expect(await page.getByRole('alert').textContent()).toContain('"12345678" is not a code of CPV 2008');
    expect(await page.getByLabel('Estimated value, with VAT').inputValue()).toBe('1.25m');
    expect(await page.getByRole('group', { name: 'Technology' }).getByRole('checkbox').first().isChecked()).toBe(true);
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('CPV codes').fill('38000000');
    await visitor.press('Save and continue');
    expect(await visitor.heading()).toBe('Air quality sensors');
    await visitor.follow(page.getByRole('link', { name: 'Describe what you are buying' }));
    expect(await page.getByLabel('Estimated value, with VAT').inputValue()).toBe('1250000');
  });

  it('takes a notice as a file, and says of another file what to do', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    await visitor.goTo('/procurements/from-notice');
    await visitor.press('Use this file');
    expect(await page.getByRole('alert').textContent()).toContain('Choose the file of a notice');
    await page
      .getByLabel('Notice file')
      .setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all') });
    await visitor.press('Use this file');
    expect(await page.getByRole('alert').textContent()).toContain('letter.txt holds no OCDS release');
    expect(await wrongs(visitor)).toEqual([]);
    const release = { ocid: 'ocds-h6vhtk-000001', id: '1', tag: ['tender'], tender: { title: 'Street lamps (invented)' } };
    const older = { ...release, id: '0', date: '2026-01-01T09:00:00Z', tender: { title: 'Lamps (invented)' } };
    const newest = { ...release, date: '2026-01-02T09:00:00Z' };
    const buffer = Buffer.from(JSON.stringify({ releases: [older, newest] }));
    await page.getByLabel('Notice file').setInputFiles({ name: 'notice.json', mimeType: 'application/json', buffer });
    await visitor.press('Use this file');
    expect(await page.getByLabel('Title').inputValue()).toBe('Street lamps (invented)');
    expect(await page.getByRole('alert').textContent()).toContain(
      'from the newest of the 2 releases in the file: 1 of 2 January 2026.',
    );
    expect(await page.locator('.govuk-input__prefix').textContent()).toBe('£');
  });

  it('shows a value in the currency that a notice states it in, and keeps it', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const value = { amount: 50000, currency: 'EUR' };
    const release = { ocid: 'ocds-h6vhtk-000002', id: '1', tag: ['tender'], tender: { title: 'Benches (invented)', value } };
    await visitor.goTo('/procurements/from-notice');
    const buffer = Buffer.from(JSON.stringify(release));
    await page.getByLabel('Notice file').setInputFiles({ name: 'notice.json', mimeType: 'application/json', buffer });
    await visitor.press('Use this file');
    for (const title of ['', 'Benches (invented)']) {
      await page.getByLabel('Title').fill(title);
      expect(await page.locator('.govuk-input__prefix').textContent()).toBe('€');
      await visitor.press('Save');
    }
    await visitor.follow(page.getByRole('link', { name: 'Describe what you are buying' }));
    expect(await page.locator('.govuk-input__prefix').textContent()).toBe('€');
  });

  it('breaks a word that is longer than the page is wide', async () => {
    const visitor = await portal.visitor(EDITOR, { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/procurements/new');
    await page.getByLabel('Title').fill('Donaudampfschifffahrtsgesellschaft'.repeat(4));
    await visitor.press('Save and continue');
    const home = new URL(page.url()).pathname;
    for (const path of [home, `${home}/requirements`, `${home}/description`]) {
      await visitor.goTo(path);
      expect(await wrongs(visitor)).toEqual([]);
    }
  });

  it('are searched for among invented suppliers from whatever page of the others', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    await visitor.goTo('/procurements/new');
    await page.getByLabel('Title').fill('Benches (invented)');
    await visitor.press('Save and continue');
    await visitor.goTo(`${new URL(page.url()).pathname}/search?search=&order=name`);
    await visitor.follow(page.getByRole('link', { name: 'Next page' }));
    await visitor.follow(page.getByRole('link', { name: 'Show invented suppliers' }));
    expect(await visitor.heading()).toBe('Search for suppliers');
    expect(await page.locator('main').textContent()).toContain('Halden Vision');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('shows them to those who may only read, without what they may not do', async () => {
    const visitor = await portal.visitor('viewer@wexcombe.example');
    await visitor.goTo('/procurements');
    expect(await visitor.page.getByRole('button', { name: 'Start by hand' }).count()).toBe(0);
    const first = visitor.page.locator('main a[href^="/procurements/prc_"]').first();
    await visitor.goTo(`${await first.getAttribute('href')}/cancel`);
    expect(await visitor.page.locator('main').textContent()).toContain('An editor can cancel this procurement.');
    expect(await visitor.page.getByRole('button', { name: 'Cancel the procurement' }).count()).toBe(0);
    const other = await portal.visitor('editor@dunmoor.example');
    await other.goTo('/procurements');
    expect(await other.page.locator('main').textContent()).toContain('You have no procurement here yet');
    expect(await wrongs(other)).toEqual([]);
    const supplier = await portal.visitor('editor@halden.example');
    expect(await supplier.goTo('/procurements')).toBe(403);
  });
});
