import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const ADMIN = 'admin@wexcombe.example';

/** What a page says, in one line. */
async function words({ page }: Visitor): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

describe('members', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'are added, given other roles and removed by an administrator (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(ADMIN, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const name = javaScriptEnabled ? 'Ida Newman' : 'Otto Newman';
      await visitor.goTo('/account');
      await visitor.follow(page.getByRole('link', { name: 'Members' }));
      await check();
      await visitor.follow(page.getByRole('button', { name: 'Add a member' }));
      await visitor.press('Add them');
      expect(await page.getByRole('alert').textContent()).toContain('Choose at least one thing that they may do');
      await check();
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Email address').fill(`${name.replace(' ', '.')}@wexcombe.example`);
      await page.getByLabel('Edit', { exact: true }).check();
      await visitor.press('Add them');
      expect(await words(visitor)).toContain(`They sign in as ${name.replace(' ', '.').toLowerCase()}@wexcombe.example`);
      expect(await page.locator('main code').textContent()).toMatch(/^\S{20}$/);
      await check();

      await visitor.follow(page.getByRole('button', { name: 'Go back to the members' }));
      await visitor.follow(page.getByRole('link', { name: `Change – ${name}` }));
      expect(await page.getByLabel('Edit', { exact: true }).isChecked()).toBe(true);
      await check();
      await page.getByLabel('Edit', { exact: true }).uncheck();
      await page.getByLabel('Approve decisions').check();
      await visitor.press('Save');
      expect(await page.getByRole('alert').textContent()).toContain(`What ${name} may do is changed.`);
      expect(await page.getByRole('row', { name }).textContent()).toContain('Approve decisions');

      await visitor.follow(page.getByRole('link', { name: `Remove – ${name}` }));
      expect(await visitor.heading()).toBe(`Remove ${name}`);
      await check();
      await visitor.press('Remove this member');
      expect(await page.getByRole('alert').textContent()).toContain(`${name} is no longer a member.`);
      expect(await page.getByRole('row', { name }).count()).toBe(0);
      await visitor.leave();
    },
  );

  it('who are removed find the door closed at once, where they were signed in', async () => {
    const [visitor, leaver] = [await portal.visitor(ADMIN), await portal.visitor('moderator@wexcombe.example')];
    await visitor.goTo('/members');
    const row = visitor.page.getByRole('row', { name: 'moderator@wexcombe.example' });
    await visitor.follow(row.getByRole('link', { name: 'Remove' }));
    await visitor.press('Remove this member');
    await leaver.goTo('/account');
    expect(await leaver.heading()).toBe('Sign in');
  });

  it('keep their only administrator, who is told why', async () => {
    const visitor = await portal.visitor(ADMIN);
    await visitor.goTo('/members');
    const row = visitor.page.getByRole('row', { name: ADMIN });
    await visitor.follow(row.getByRole('link', { name: 'Remove' }));
    expect(await words(visitor)).toContain('This is you.');
    await visitor.press('Remove this member');
    expect(await visitor.page.getByRole('alert').textContent()).toContain('is the only administrator of the organisation');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('are not for whoever is no administrator, and are in Welsh for whoever asks', async () => {
    const editor = await portal.visitor('editor@wexcombe.example');
    await editor.goTo('/account');
    expect(await editor.page.getByRole('link', { name: 'Members' }).count()).toBe(0);
    expect(await editor.goTo('/members')).toBe(403);
    const visitor = await portal.visitor(ADMIN);
    await visitor.goTo('/language/cy?to=%2Fmembers');
    expect(await visitor.heading()).toBe('Aelodau');
    await visitor.goTo('/members/new');
    await visitor.follow(visitor.page.locator('main button[type=submit]'));
    const message = visitor.page.locator('main .govuk-error-message').first();
    expect(await message.textContent()).toMatch(/^\s*Gwall:/);
    expect(await visitor.goTo('/members/usr_00000000-0000-7000-8000-000000000000')).toBe(404);
  });
});
