import { createHash } from 'node:crypto';
import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

describe('open data', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
  });
  afterAll(() => portal?.stop());

  const released = (visitor: Visitor, there: () => Promise<boolean>): Promise<void> =>
    visitor.reloadUntil(there, 'the release is not made', 240);

  it('is released when the market has been counted, for everyone to take', async () => {
    const visitor = await portal.visitor(null, { javaScriptEnabled: false });
    const { page } = visitor;
    await visitor.goTo('/market');
    await visitor.follow(page.locator('main').getByRole('link', { name: 'Open data' }));
    expect(await visitor.heading()).toBe('Open data');
    await released(visitor, async () => (await page.getByRole('link', { name: 'Everything about this release' }).count()) > 0);
    await visitor.follow(page.getByRole('link', { name: 'Everything about this release' }));
    expect(await visitor.heading()).toMatch(/^Open data, release \d{4}-\d\d-\d\d/);
    const section = page.locator('section').filter({ has: page.locator('#awards') });
    expect(await section.textContent()).toContain('Open Government Licence v3.0');
    const shown = (await section.locator('code').first().textContent()) ?? '';
    const link = new URL((await section.getByRole('link', { name: 'awards.csv' }).getAttribute('href')) ?? '', page.url());
    const file = await page.request.get(link.toString());
    expect(
      createHash('sha256')
        .update(await file.body())
        .digest('hex'),
    ).toBe(shown);
    expect(file.headers()).toMatchObject({ etag: `"${shown}"`, 'cache-control': 'public, max-age=31536000, immutable' });
    const again = await page.request.get(link.toString(), { headers: { 'if-none-match': `"${shown}"` } });
    expect(again.status()).toBe(304);
    expect(again.headers()).not.toHaveProperty('content-type');
    // Everybody may be given it out of a cache: the secret of one visitor's forms is not in it.
    const unknown = await fetch(link);
    expect([unknown.status, unknown.headers.getSetCookie()]).toEqual([200, []]);
    await unknown.body?.cancel();
    // Downloads that are broken off end nothing else.
    for (let time = 0; time < 20; time += 1) {
      const broken = await fetch(link, { headers: { 'accept-encoding': time % 2 === 0 ? 'gzip' : 'identity' } });
      const reader = broken.body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect((await page.request.get(link.toString())).status()).toBe(200);
  });

  it.each([320, 1280])('is shown so that everyone can use it, at %i px', async (width) => {
    const visitor = await portal.visitor(null, { width });
    await visitor.goTo('/open-data');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.goTo('/open-data/latest');
    await visitor.page.locator('summary').first().click();
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/open-data/1999-01-01')).toBe(404);
    expect(await visitor.goTo('/open-data/1999-01-01/awards.csv')).toBe(404);
  });

  it('is made at once when an operator asks, and the release before stays', async () => {
    const operator = await portal.visitor('operator@oversight.example');
    const { page } = operator;
    await operator.goTo('/open-data');
    const first = (await page.locator('tbody th a').last().textContent()) ?? '';
    await portal.whileTheWorkerRests(async () => {
      await operator.press('Make a release now');
      expect(await page.locator('main').textContent()).toContain(`Release ${first}.2 will be made`);
      expect(await wrongs(operator)).toEqual([]);
      await operator.press('Make a release now');
      expect(await page.getByRole('alert').textContent()).toContain('being made already');
      expect(await wrongs(operator)).toEqual([]);
    });
    await operator.goTo('/open-data');
    await released(operator, async () => (await page.getByRole('link', { name: `${first}.2`, exact: true }).count()) > 0);
    await operator.goTo(`/open-data/${first}.2`);
    expect(await page.locator('main').textContent()).toContain('0 rows were added, 0 changed, 0 are gone.');
    expect(await operator.goTo(`/open-data/${first}`)).toBe(200);
    const stranger = await portal.visitor();
    await stranger.goTo('/open-data');
    expect(await stranger.page.getByRole('button', { name: 'Make a release now' }).count()).toBe(0);
  });
});
