import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const OPERATOR = 'operator@oversight.example';

describe('organisations', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([320, 1280])('are let in with their first person by an operator at a width of %i', async (width) => {
    const visitor = await portal.visitor(OPERATOR, { width });
    const { page } = visitor;
    const check = async (): Promise<void> => expect(await wrongs(visitor)).toEqual([]);
    const name = `Fenwick Council ${width} (invented)`;
    await visitor.goTo('/organisations');
    await check();
    await visitor.follow(page.getByRole('button', { name: 'Let an organisation in' }));
    await visitor.press('Let it in');
    expect(await page.getByRole('alert').textContent()).toContain('Choose what it is');
    await check();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Buyer, such as a council').check();
    await page.getByLabel('Scheme 1').fill('GB-COH');
    await page.getByLabel('Number 1').fill('1234567');
    await visitor.press('Let it in');
    expect(await visitor.heading()).toBe(name);
    expect(await page.getByRole('alert').textContent()).toContain(`${name} is let in.`);
    await check();
    await visitor.follow(page.getByRole('button', { name: 'Add a member' }));
    await check();
    await page.getByLabel('Name', { exact: true }).fill('Fen Wick');
    await page.getByLabel('Email address').fill(`fen@fenwick-${width}.example`);
    await page.getByLabel('Edit', { exact: true }).check();
    await visitor.press('Add them');
    expect(await page.locator('main code').textContent()).toMatch(/^\S{20}$/);
    await check();
    await visitor.follow(page.getByRole('button', { name: `Go back to ${name}` }));
    await visitor.follow(page.getByRole('link', { name: 'Remove – Fen Wick' }));
    await check();
    await visitor.press('Remove this member');
    expect(await page.locator('main').textContent()).toContain('Nobody can sign in for it yet');
    await visitor.leave();
  });

  it.each([true, false])(
    'are asked for by a stranger, whom an operator lets in (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const options = { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 };
      const check = async (visitor: Visitor): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const name = javaScriptEnabled ? 'Moorgate Council (invented)' : 'Heathgate Council (invented)';
      const stranger = await portal.visitor(null, options);
      const { page } = stranger;
      await stranger.goTo('/sign-in');
      await check(stranger);
      await stranger.follow(page.getByRole('link', { name: 'Ask for an account' }));
      await stranger.press('Continue');
      expect(await page.getByRole('alert').textContent()).toContain('Choose what your organisation is');
      await check(stranger);
      await page.getByLabel('Buyer, such as a council').check();
      await stranger.press('Continue');
      await stranger.press('Send the request');
      expect(await page.getByRole('alert').textContent()).toContain('Enter the name of your organisation');
      await check(stranger);
      await page.getByLabel('Your name').fill('Moira Gate');
      await page.getByLabel('Your email address').fill(`moira@${javaScriptEnabled ? 'moor' : 'heath'}gate.example`);
      await page.getByLabel('Name of the organisation').fill(name);
      await page.getByLabel('Edit', { exact: true }).check();
      await page.getByLabel('What for, and what shows').fill('We buy sensors (invented).');
      await stranger.press('Send the request');
      expect(await stranger.heading()).toBe('Your request for an account');
      await page.locator('summary', { hasText: 'Withdraw the request' }).click();
      await check(stranger);

      const operator = await portal.visitor(OPERATOR, options);
      await operator.goTo('/account-requests');
      await check(operator);
      const row = operator.page.getByRole('row', { name });
      await operator.follow(row.getByRole('link', { name: 'Decide' }));
      await check(operator);
      await operator.press('Accept');
      expect(await operator.page.getByRole('alert').textContent()).toContain('Enter why you decide so');
      await check(operator);
      await operator.page.getByLabel('A new one, let in as they name it').check();
      await operator.page.getByLabel('What you looked at').fill('Called back (invented).');
      await operator.press('Accept');
      expect(await operator.heading()).toBe(`Moira Gate is a member of ${name}`);
      expect(await operator.page.locator('main code').textContent()).toMatch(/^\S{20}$/);
      await check(operator);
      await page.reload();
      expect(await page.locator('main').textContent()).toContain('It was accepted.');
      await check(stranger);
      await stranger.goTo('/account-request?kind=SUPPLIER');
      await page.getByLabel('Your name').fill('Moira Gate');
      await page.getByLabel('Name of your organisation').fill('halden');
      await page.keyboard.press('Enter');
      await page
        .getByRole('button', { name: /^Choose ?: / })
        .first()
        .waitFor();
      await check(stranger);
      await stranger.press(/^Choose ?: /);
      expect(await page.locator('main').textContent()).toContain('Your organisation’s page: ');
      expect(await page.getByLabel('Your name').inputValue()).toBe('Moira Gate');
      await check(stranger);
      await stranger.leave();
      await operator.leave();
    },
  );
});
