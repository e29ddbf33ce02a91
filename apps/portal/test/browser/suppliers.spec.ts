import { wrongs } from './accessibility';
import { TestPortal } from './portal';

describe('the directory, for everyone', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])('is searched, narrowed and compared (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(null, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    const count = async (): Promise<number> =>
      Number.parseInt(((await page.getByRole('status').textContent()) ?? '').replace(',', ''), 10);
    await visitor.goTo('/suppliers');
    const all = await count();
    expect(all).toBeGreaterThan(10);
    await check();
    await page.getByText('Where it comes from').first().click();
    await page.getByLabel('Invented, to show how Assay works').check();
    await visitor.press('Apply');
    const invented = await count();
    expect(invented).toBeLessThan(all);
    expect(page.url()).toContain('provenance=DEMONSTRATION');
    await check();
    await page.getByText('Evidence in date').first().click();
    const scheme = page.getByRole('group', { name: 'Evidence in date' }).getByRole('checkbox').first();
    await scheme.check();
    await visitor.press('Apply');
    expect(await count()).toBeLessThan(invented);
    await check();
    await visitor.follow(page.getByRole('link', { name: /^Remove Invented/ }));
    expect(page.url()).not.toContain('provenance');
    await visitor.goTo('/suppliers?provenance=DEMONSTRATION');
    await visitor.follow(page.getByRole('link', { name: /^Add to comparison/ }).first());
    expect(await page.locator('main').textContent()).toContain('Add at least one more');
    await check();
    await visitor.follow(page.getByRole('link', { name: /^Add to comparison/ }).first());
    await visitor.press('Compare them side by side');
    expect(await visitor.heading()).toBe('Compare suppliers');
    expect(await page.locator('thead th').count()).toBe(2);
    await check();
    await visitor.follow(page.locator('thead th a').first());
    expect(await page.locator('main').textContent()).toContain('Where this comes from');
    await check();
  });

  it('finds nobody by a day that is none, and says so, since it would else be asked of today', async () => {
    const visitor = await portal.visitor();
    const unreal = 'scheme=ce&day=31&month=2&year=2027';
    for (const address of [
      `/suppliers?${unreal}`,
      `/market/question?kind=coverage&${unreal}`,
      `/market/question.csv?${unreal}`,
    ]) {
      expect(await visitor.goTo(address)).toBe(400);
      expect(await visitor.page.getByRole('alert').textContent()).toContain('must be a real date');
      expect(await visitor.page.locator('#valid-wrong').textContent()).toContain('must be a real date');
      expect(await visitor.page.locator('#valid-day').inputValue()).toBe('31');
      expect(await wrongs(visitor)).toEqual([]);
    }
  });

  it('locks no search by a day that is none', async () => {
    const visitor = await portal.visitor('editor@wexcombe.example');
    const { page } = visitor;
    await visitor.goTo('/procurements/new');
    await page.getByLabel('Title').fill('Kerbside sensors');
    await page.getByLabel('CPV codes').fill('38000000');
    await visitor.press('Save and continue');
    const search = `${new URL(page.url()).pathname.match(/\/procurements\/[^/]+/)?.[0]}/search`;
    await visitor.goTo(`${search}?scheme=ce&provenance=DEMONSTRATION`);
    const unreal = 'scheme=ce&provenance=DEMONSTRATION&day=31&month=2&year=2027';
    await page
      .locator('#lock input[name="query"]')
      .evaluate((input, query) => ((input as HTMLInputElement).value = query), unreal);
    await visitor.press(/^Lock/);
    expect(await page.getByRole('alert').textContent()).toContain('must be a real date');
    expect(await page.locator('#lock').count()).toBe(0);
    expect(await visitor.goTo(`${search}?${unreal}`)).toBe(400);
    await visitor.goTo(`${search}?scheme=ce&provenance=DEMONSTRATION`);
    expect(await page.locator('#lock').count()).toBe(1);
  });

  it('says what to do when nobody fits, and of a comparison that cannot be', async () => {
    const visitor = await portal.visitor();
    await visitor.goTo('/suppliers?search=zzzzqqqq&size=SMALL');
    expect(await visitor.page.getByRole('status').textContent()).toBe('0 suppliers');
    expect(await visitor.page.locator('main').textContent()).toContain('Take a filter away');
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/suppliers/compare')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('at least two');
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/suppliers/compare?compare=sup_1&compare=sup_2')).toBe(400);
    expect(await visitor.goTo('/suppliers/sup_00000000-0000-7000-8000-000000000000')).toBe(404);
  });

  it('shows of a real supplier what registers say, each fact with its source', async () => {
    const visitor = await portal.visitor(null, { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/suppliers?provenance=FIND_A_TENDER&relevance=all');
    await visitor.follow(page.locator('.portal-card h3 a').first());
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('Find a Tender');
    expect(text).toContain('No attestation is known. That says nothing of how secure the supplier is.');
    expect(await page.locator('td[data-label="How it was joined"]').first().textContent()).toMatch(/^By its identifier/);
    expect(await page.getByRole('rowheader', { name: /^Size in notices/ }).count()).toBeGreaterThan(0);
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('explains every attestation scheme', async () => {
    const visitor = await portal.visitor(null, { width: 320 });
    await visitor.goTo('/schemes');
    expect(await wrongs(visitor)).toEqual([]);
    const links = await visitor.page
      .locator('main tbody a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect([link, await visitor.goTo(link)]).toEqual([link, 200]);
    expect(await wrongs(visitor)).toEqual([]);
  });

  it.each([true, false])(
    'makes each record of a table a block where it is narrow, and a table still for a screen reader (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { page } = await portal.visitor(null, { javaScriptEnabled, width: 320 });
      await page.goto('/schemes');
      const row = page.getByRole('table').getByRole('row').nth(1);
      const [heading, cell] = [row.getByRole('rowheader'), row.getByRole('cell').first()];
      const [above, below] = [await heading.boundingBox(), await cell.boundingBox()];
      expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
      expect(below?.x).toBe(above?.x);
      expect(await cell.getAttribute('data-label')).toBe('Kind');
      expect(await page.getByRole('columnheader').allTextContents()).toContain('Kind');
      await page.setViewportSize({ width: 1280, height: 900 });
      expect((await cell.boundingBox())?.x).toBeGreaterThan((await heading.boundingBox())?.x ?? 0);
    },
  );

  it('stops the keyboard at a table only where it can be scrolled', async () => {
    const { page } = await portal.visitor(null, { width: 1280 });
    await page.goto('/schemes');
    const region = page.getByRole('region', { name: 'Attestation schemes' });
    await region.and(page.locator(':not([tabindex])')).waitFor();
    await page.goto('/market');
    await page.setViewportSize({ width: 320, height: 900 });
    await page.getByRole('region', { name: 'Suppliers by sector' }).and(page.locator('[tabindex="0"]')).waitFor();
  });
});
