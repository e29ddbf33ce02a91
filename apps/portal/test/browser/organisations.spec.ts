import { wrongs } from './accessibility';
import { TestPortal } from './portal';

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
});
