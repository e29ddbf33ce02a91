import { STAGES, THEMES } from '#guidance';
import { wrongs } from './accessibility';
import { TestPortal } from './portal';

const FOOTAGE = 'Nobody at the depot should be able to read the footage without logging in as themselves.';

describe('the guidance, for everyone', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each([true, false])('is read from the collection down to an item (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(null, { javaScriptEnabled, width: 320 });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    await visitor.goTo('/guidance');
    await check();
    await page.getByRole('link', { name: 'Connected Places: Cyber Security Principles' }).click();
    await check();
    await page.getByLabel('Theme').selectOption('identity-access');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(page.url()).toContain('theme=identity-access');
    expect(await page.getByRole('status').textContent()).toMatch(/^\d+ items?$/);
    await check();
    await page.getByRole('link', { name: "Managing your connected place's privileges" }).click();
    expect(await visitor.heading()).toBe("Managing your connected place's privileges");
    expect(await page.locator('main').textContent()).toContain('Wording for a specification');
    await check();
  });

  it('is narrowed by exactly the themes and stages that the collection tells apart, each in words', async () => {
    const { page } = await portal.visitor();
    await page.goto('/guidance/documents/ncsc-cp');
    for (const [label, codes] of [
      ['Theme', THEMES],
      ['Stage', STAGES],
    ] as const) {
      const offered = await page
        .getByLabel(label)
        .locator('option')
        .evaluateAll((options) => options.map((option) => [option.getAttribute('value'), option.textContent?.trim() ?? '']));
      const [all, ...rest] = offered;
      expect(all[0]).toBe('');
      expect(rest.map(([code]) => code).sort()).toEqual([...codes].sort());
      expect(rest.filter(([, words]) => !/^[A-Z]/.test(words ?? ''))).toEqual([]);
    }
  });

  it('is found by words, and says what to do when nothing is', async () => {
    const visitor = await portal.visitor();
    await visitor.goTo('/guidance/documents/cop?search=password');
    expect(await visitor.page.getByRole('status').textContent()).toBe('1 item');
    await visitor.goTo('/guidance/documents/cop?search=zebra');
    expect(await visitor.page.locator('main').textContent()).toContain('Take a filter away');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('is not there under a code that is none', async () => {
    const visitor = await portal.visitor();
    expect(await visitor.goTo('/guidance/items/nothing.1')).toBe(404);
    expect(await visitor.goTo('/guidance/documents/nothing')).toBe(404);
    expect(await wrongs(visitor)).toEqual([]);
  });

  it.each([true, false])('is matched to a requirement with reasons (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(null, { javaScriptEnabled });
    const { page } = visitor;
    await visitor.goTo('/guidance/match');
    await page.getByRole('button', { name: 'Find guidance' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Enter a requirement');
    await page.getByLabel('A requirement, in your own words').fill(FOOTAGE);
    await page.getByRole('button', { name: 'Find guidance' }).click();
    const found = await page.locator('main').textContent();
    expect(found).toContain("Managing your connected place's privileges");
    expect(found).toMatch(/about \d+% of such matches are right/);
    expect(found).toContain('the word “');
    expect(await page.getByLabel('A requirement, in your own words').inputValue()).toBe(FOOTAGE);
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
  });

  it('asks what would settle a vague requirement, and takes the answer', async () => {
    const visitor = await portal.visitor();
    const { page } = visitor;
    await visitor.goTo(`/guidance/match?text=${encodeURIComponent('Access for staff must be controlled.')}`);
    expect(await wrongs(visitor)).toEqual([]);
    const question = page.getByRole('group', { name: /Is this about the supplier’s own staff/ });
    await question.getByLabel('The supplier’s own staff').check();
    await page.getByRole('button', { name: 'Use these answers' }).click();
    expect(page.url()).toContain('answer.whose-people=supplier-staff');
    expect(await page.locator('main').textContent()).toContain('you answered “The supplier’s own staff”');
    expect(await page.getByRole('group', { name: /Is this about the supplier’s own staff/ }).count()).toBe(0);
  });

  it('says that none applies, and of an answer to no question what to do', async () => {
    const visitor = await portal.visitor();
    await visitor.goTo(`/guidance/match?text=${encodeURIComponent('Invoices are paid within thirty days.')}`);
    expect(await visitor.page.getByRole('status').textContent()).toBe('No guidance seems to apply');
    expect(await wrongs(visitor)).toEqual([]);
    expect(await visitor.goTo('/guidance/match?text=Passwords&answer.nothing=x')).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toContain('There is no such question with such an answer');
    expect(await wrongs(visitor)).toEqual([]);
  });
});
