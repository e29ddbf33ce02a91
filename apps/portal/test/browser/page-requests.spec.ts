import { newcomer, unclaimedPage } from '../../../api/test/claim-rows';
import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

describe('a request for a page', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  it.each([true, false])('goes from the claims of a supplier to its page (JavaScript: %s)', async (javaScriptEnabled) => {
    const name = javaScriptEnabled ? 'Ravenglen Telemetry' : 'Swallowmead Beacons';
    const domain = javaScriptEnabled ? 'ravenglen.example' : 'swallowmead.example';
    const owner = await portal.database.connectAs('owner');
    const { editor } = await newcomer(owner, name, domain, 'SELF_DECLARED');
    const there = await unclaimedPage(owner, `${name} Group`);
    await owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [there.slice(4)]);
    const options = { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 };
    const supplier = await portal.visitor(editor, options);
    const operator = await portal.visitor('operator@oversight.example', options);
    const check = async (visitor: Visitor): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    const { page } = supplier;
    await supplier.goTo('/our/page');
    await check(supplier);
    await supplier.follow(page.getByRole('link', { name: 'Ask for a page' }));
    await check(supplier);
    await supplier.press('Ask for this page');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the country where it is established');
    await check(supplier);
    await page.getByLabel('If it has no such number').fill('Sole trader');
    await page.getByLabel('Country where it is established').fill('Ireland');
    await page.getByLabel('What shows that you speak for it').fill('I am the sole trader (invented).');
    await page.getByLabel('Sensor or actuator').check();
    await supplier.press('Ask for this page');
    expect(await page.getByRole('alert').textContent()).toContain(`“${name} Group”`);
    expect(await page.getByLabel('If it has no such number').inputValue()).toBe('Sole trader');
    await check(supplier);
    await page.getByLabel('None of these pages is ours').check();
    await supplier.press('Ask for this page');
    expect(await said(supplier)).toContain('An operator will decide');
    await check(supplier);
    await supplier.follow(page.getByRole('link', { name: 'Withdraw the request' }));
    await check(supplier);
    await supplier.follow(page.getByRole('link', { name: 'Keep this request' }));

    await operator.goTo('/claims');
    await operator.follow(operator.page.getByRole('link', { name: 'asks for a page of its own' }));
    expect(await said(operator)).toContain('They say that it is not theirs.');
    await check(operator);
    await operator.press(/^Accept/);
    expect(await operator.page.getByRole('alert').textContent()).toContain('Enter why you decide so');
    await check(operator);
    await operator.page.getByLabel('What you looked at').fill('Called back (invented).');
    await operator.press(/^Accept/);
    expect(await said(operator)).toContain(`${name} has a page now.`);

    await supplier.goTo('/notifications');
    expect(await said(supplier)).toContain(`Your organisation has a page now: ${name}. Called back (invented).`);
    await supplier.goTo('/our/page');
    await check(supplier);
    await supplier.follow(page.getByRole('link', { name: 'See it as others do' }));
    expect(await said(supplier)).toContain('No public register names');
    expect(await said(supplier)).toContain('Sole trader');
    await check(supplier);
  });
});
