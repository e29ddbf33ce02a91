import { DataSource } from 'typeorm';
import { refreshMarket } from '#market';
import { wrongs } from './accessibility';
import { TestPortal } from './portal';

describe('a question that is watched', () => {
  let portal: TestPortal;
  let owner: DataSource;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
    owner = await portal.database.tablesAs('owner');
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'is saved with a name and a threshold, listed, told of and left (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor('editor@wexcombe.example', {
        javaScriptEnabled,
        width: javaScriptEnabled ? 320 : 1280,
      });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const name = `Sectors ${javaScriptEnabled ? 'with' : 'without'} JavaScript`;

      await visitor.goTo('/market/question?kind=breakdown&by=SECTOR&measure=SUPPLIERS&relevance=all');
      await visitor.follow(page.getByRole('link', { name: 'Watch this answer' }));
      expect(await visitor.heading()).toBe('Watch this answer');
      await check();
      await page.getByLabel('Tell us when a figure changes by more than').fill('much');
      await visitor.press('Watch');
      expect(await page.getByRole('alert').textContent()).toContain('Enter a name for the question');
      expect(await page.getByRole('alert').textContent()).toContain('Enter a percentage from 0 to 1000');
      expect(await page.getByLabel('Tell us when a figure changes by more than').inputValue()).toBe('much');
      await check();
      await page.getByLabel('What you call it').fill(name);
      await page.getByLabel('Tell us when a figure changes by more than').fill('5');
      await visitor.press('Watch');
      expect(await visitor.heading()).toBe('Questions that you watch');
      expect(await page.locator('section').filter({ hasText: name }).textContent()).toContain('Not yet');
      await check();
      await visitor.follow(page.getByRole('link', { name }));
      expect(page.url()).toContain('/market/question?kind=breakdown&by=SECTOR&measure=SUPPLIERS&relevance=all');

      await owner.query(
        `DELETE FROM supplier_sector WHERE (supplier_id, sector_code) IN
           (SELECT supplier_id, sector_code FROM supplier_sector WHERE source = 'DERIVED' ORDER BY 1, 2 LIMIT 10)`,
      );
      await refreshMarket(owner);
      await visitor.goTo('/notifications');
      const told = page.getByRole('link', { name: new RegExp(`“${name}” has changed`) });
      await visitor.reloadUntil(async () => (await told.count()) > 0, 'the change is not told', 200);
      expect(await told.count()).toBe(1);
      expect(await page.locator('main').getByRole('button').innerText()).toMatch(/^Mark all as read for everybody at Wexcombe/);
      await check();
      await visitor.follow(told);
      expect(await page.locator('section').filter({ hasText: name }).textContent()).not.toContain('Not yet');
      await visitor.follow(
        page
          .locator('section')
          .filter({ hasText: name })
          .getByRole('button', { name: /^Stop watching/ }),
      );
      expect(await page.getByRole('link', { name }).count()).toBe(0);
      expect(await page.locator('main').textContent()).toContain('no longer watched');
      await check();
    },
    240000,
  );

  it('is for whoever has signed in', async () => {
    const stranger = await portal.visitor();
    await stranger.goTo('/market/watch?kind=gaps');
    expect(await stranger.heading()).toBe('Sign in');
  });
});
