import { parse } from 'csv-parse/sync';
import { wrongs } from './accessibility';
import { TestPortal } from './portal';

/** Half an hour of an analyst, who has no account. */
describe('the market', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'answers three questions, with a chart and a download that matches (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(null, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };

      await visitor.goTo('/market');
      expect(await visitor.heading()).toBe('The market');
      const facts = await page.locator('.portal-facts > li').allTextContents();
      expect(facts).toHaveLength(3);
      expect(facts[0]).toMatch(/^\s*\d+ suppliers of technology for connected places are known/);
      expect(facts[2]).toContain('None of them has yet an attestation');
      await check();

      await visitor.follow(page.getByRole('button', { name: 'Ask a question of your own' }));
      await page.getByLabel('By', { exact: true }).selectOption('REGION_ITL1');
      await page.getByLabel('Awards', { exact: true }).check();
      await page.getByLabel('All suppliers that are known').check();
      await visitor.press('Show the answer');
      expect(page.url()).toContain('by=REGION_ITL1');
      expect(await page.locator('.portal-tile').count()).toBe(12);
      await check();
      const shown = await page
        .locator('main tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) =>
            [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim()).filter((text) => text !== ''),
          ),
        );
      expect(shown).toHaveLength(12);
      const download = await page.request.get(
        new URL((await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? '', page.url()).toString(),
      );
      expect(download.headers()['content-type']).toContain('text/csv');
      const rows = parse(await download.text(), { columns: true }) as Record<string, string>[];
      const matching = rows.map((row) => [
        row.region_itl1,
        ...['suppliers', 'awards'].map((name) =>
          row.withheld === 'yes' ? 'Withheld' : Number(row[name]).toLocaleString('en-GB'),
        ),
      ]);
      expect(matching.map((row) => row.join('|')).sort()).toEqual(shown.map((row) => row.join('|')).sort());

      await visitor.goTo('/market/question?kind=trend&measure=AWARDS&from=2025&to=2026&relevance=all');
      expect(await page.locator('.portal-trend rect').count()).toBe(8);
      expect(await page.locator('main tbody tr').count()).toBe(8);
      expect(await page.locator('figure').innerText()).toMatch(
        /Awards by quarter, at most \d[^]*January to March 2025[^]*October to December 2026/,
      );
      expect(await page.locator('main').innerText()).toMatch(
        /Counted on \d+ \w+ \d{4}; notices published from 13 July 2026 to 12 August 2026\./,
      );
      expect(await page.locator('main tbody tr').last().innerText()).toMatch(/October to December 2026\s+Not known yet/);
      expect(await page.locator('main tbody tr').nth(6).innerText()).toMatch(/July to September 2026 \(in part[^)]*\)\s+\d/);
      await check();

      await page.getByLabel('What do you want to know?').selectOption('concentration');
      await visitor.press('Show the answer');
      expect(await page.locator('main thead').textContent()).toContain('Herfindahl–Hirschman index');
      await check();
      await visitor.follow(page.locator('main dl').getByRole('link', { name: /: Herfindahl–Hirschman index$/ }));
      expect(page.url()).toContain('/market/measures#HERFINDAHL');
      expect(await page.locator('#HERFINDAHL').textContent()).toBe('Herfindahl–Hirschman index');
      await check();
    },
  );

  it('has an answer to every kind of question, the same at its permanent link', async () => {
    const visitor = await portal.visitor();
    for (const kind of ['breakdown', 'trend', 'concentration', 'buyers', 'coverage', 'quotients', 'gaps', 'movements']) {
      await visitor.goTo(
        `/market/question?kind=${kind}&by=SECTOR&by=TECHNOLOGY&measure=SUPPLIERS&measure=AWARD_VALUE&relevance=all`,
      );
      expect(await visitor.page.locator('main tbody tr').count()).toBeGreaterThan(0);
      expect(await wrongs(visitor)).toEqual([]);
      const answer = await visitor.page.locator('main table').textContent();
      await visitor.follow(visitor.page.getByRole('link', { name: 'Permanent link to this answer' }));
      expect(await visitor.page.locator('main table').textContent()).toBe(answer);
    }
  });

  it('leads from every figure to its definition, and from every table to its permanent link and its file', async () => {
    const visitor = await portal.visitor();
    const { page } = visitor;
    await visitor.goTo('/market');
    const hrefs = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const definitions = hrefs.filter((href) => href.startsWith('/market/measures#'));
    expect(new Set(definitions).size).toBeGreaterThanOrEqual(5);
    expect(await page.locator('main thead th.govuk-table__header--numeric:not(:has(a))').count()).toBe(0);
    const files = hrefs.filter((href) => href.startsWith('/market/question.csv?'));
    expect(files).toHaveLength(6);
    for (const file of files) {
      expect(hrefs).toContain(file.replace('question.csv', 'question'));
      expect((await page.request.get(file)).headers()['content-type']).toContain('text/csv');
    }
    await visitor.goTo('/market/measures');
    for (const definition of definitions)
      expect(await page.locator(definition.replace('/market/measures', '')).count()).toBe(1);
  });

  it('says what is wrong with a question, and keeps it', async () => {
    const visitor = await portal.visitor();
    expect(await visitor.goTo('/market/question?kind=breakdown&by=REGION_ITL1&by=REGION_ITL3')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('two levels of region');
    expect(await visitor.page.locator('#by-2').inputValue()).toBe('REGION_ITL3');
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/market/question?kind=trend&from=soon')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('four digits');
    expect(await visitor.page.locator('#from').inputValue()).toBe('soon');
    expect(await visitor.goTo('/market/question?kind=trend&from=2026&to=2020')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('before it begins');
    expect(await visitor.goTo('/market/question?by=SIZE&sector=moon')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('no sector "moon"');
    expect(await visitor.goTo('/market/question?kind=trend&to=1000')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('from 1900 to 2099');
    expect(await visitor.goTo('/market/question?kind=coverage&day=1&month=1&year=0026')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('a year of four digits');
  });

  it('gives no file of another question than was asked, and says so of the page', async () => {
    const visitor = await portal.visitor();
    for (const wrong of ['kind=trendd&measure=AWARDS', 'kind=breakdown&by=NOPE', 'kind=breakdown&by=SECTOR&size=LRGE']) {
      const file = await visitor.page.request.get(`/market/question.csv?${wrong}`);
      expect([wrong, file.status(), file.headers()['content-type']]).toEqual([wrong, 400, 'text/html; charset=utf-8']);
      expect(await visitor.goTo(`/market/question?${wrong}`)).toBe(400);
      const [name, value] = /(\w+)=(trendd|NOPE|LRGE)/.exec(wrong)!.slice(1);
      expect(await visitor.page.getByRole('alert').textContent()).toContain(`“${value}” is none of the choices for “${name}”`);
      expect(await file.text()).toContain(`“${value}” is none of the choices for “${name}”`);
      expect(await visitor.page.locator('main tbody tr').count()).toBeGreaterThan(0);
    }
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('leads from a file that cannot be made to the question and what is wrong with it', async () => {
    const visitor = await portal.visitor();
    for (const [question, wrong] of [
      ['kind=breakdown&by=REGION_ITL1&by=REGION_ITL3&measure=SUPPLIERS', 'two levels of region'],
      ['kind=trend&measure=AWARDS&from=2026&to=2020', 'before it begins'],
      ['kind=gaps&sector=moon', 'no sector "moon"'],
    ]) {
      expect(await visitor.goTo(`/market/question.csv?${question}`)).toBe(400);
      expect(visitor.page.url()).toContain(`/market/question?${question}`);
      expect(await visitor.page.getByRole('alert').textContent()).toContain(wrong);
    }
  });
});
