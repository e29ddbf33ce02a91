import { wrongs } from './accessibility';
import { begin, SPECIFICATION } from './new-procurement';
import { TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';

describe('a buyer says what is required', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  /** Two requirements of 50 each. */
  async function twoHalves(visitor: Visitor, home: string): Promise<void> {
    for (const text of ['The supplier shall not use default passwords.', 'The supplier must report incidents.']) {
      await visitor.goTo(`${home}/requirements/new`);
      await visitor.page.getByLabel('Requirement', { exact: true }).fill(text);
      await visitor.page.getByLabel('Weight').fill('50');
      await visitor.press('Add requirement');
    }
  }

  it('makes a gate of what was scored, without the weight that it had, and refuses one that is typed for it', async () => {
    const visitor = await portal.visitor(EDITOR);
    const home = await begin(visitor, 'Scored, then a gate (invented)');
    await twoHalves(visitor, home);
    await visitor.goTo(`${home}/requirements`);
    await visitor.follow(visitor.page.getByRole('link', { name: /^Change R-01/ }));
    await visitor.page.getByLabel('Gate').check();
    await visitor.page.getByLabel('Weight').fill('20');
    await visitor.press('Save');
    expect(await visitor.page.getByRole('alert').textContent()).toContain('A gate has no weight');
    await visitor.page.getByLabel('Weight').fill('50');
    await visitor.press('Save');
    expect(await visitor.heading()).toBe('Requirements');
    await visitor.goTo(`${home}/criteria`);
    expect(await visitor.page.getByLabel('How it counts R-01').inputValue()).toBe('GATE');
    expect(await visitor.page.getByLabel('Weight R-01').inputValue()).toBe('');
    await visitor.leave();
  });

  it('weighs what was changed on the page and nothing else, beside a colleague who does the same', async () => {
    const [ours, theirs] = [await portal.visitor(EDITOR), await portal.visitor(EDITOR)];
    const home = await begin(ours, 'Weighed by two (invented)');
    await twoHalves(ours, home);
    await ours.goTo(`${home}/criteria`);
    await theirs.goTo(`${home}/criteria`);
    await theirs.page.getByLabel('Weight R-01').fill('30');
    await theirs.press('Save');
    await ours.page.getByLabel('Weight R-02').fill('70');
    await ours.press('Save');
    expect(await ours.page.getByRole('alert').textContent()).toContain('1 requirement is saved');
    expect(await ours.page.getByLabel('Weight R-01').inputValue()).toBe('30');
    await theirs.page.getByLabel('Weight R-02').fill('60');
    await theirs.press('Save');
    expect(await theirs.page.getByRole('alert').textContent()).toContain('It counts now as: Scored, weight 70');
    expect(await theirs.page.getByLabel('Weight R-02').inputValue()).toBe('60');
    await theirs.press('Save');
    expect(await theirs.page.getByRole('alert').textContent()).toContain('1 requirement is saved');
    await theirs.page.getByLabel('Weight R-02').fill('');
    await theirs.press('Save');
    expect(await theirs.page.getByRole('alert').textContent()).toContain('A scored requirement needs a weight');
  });

  it('names a requirement that a colleague removed meanwhile with what was typed for it, and saves the rest once that is read', async () => {
    const [ours, sharing, theirs] = [await portal.visitor(EDITOR), await portal.visitor(EDITOR), await portal.visitor(EDITOR)];
    const home = await begin(ours, 'Removed meanwhile (invented)');
    await twoHalves(ours, home);
    for (const { page } of [ours, sharing]) {
      await page.goto(`${home}/criteria`);
      await page.getByLabel('Weight R-01').fill('99');
      await page.getByLabel('Weight R-02').fill('33.5');
    }
    const removed = 'Somebody else removed R-02 since you opened the page. In the form it counted as: Scored, weight 33.5';
    await theirs.goTo(`${home}/requirements`);
    await theirs.follow(theirs.page.getByRole('link', { name: /^Change R-02/ }));
    await theirs.page.getByText('Remove this requirement').click();
    await theirs.press('Remove R-02');
    await sharing.press(/^Share 100 evenly/);
    expect(await sharing.page.getByRole('alert').textContent()).toContain(removed);
    expect(await sharing.page.getByLabel('Weight R-01').inputValue()).toBe('100');
    await ours.press('Save');
    expect(await ours.page.getByRole('alert').textContent()).toContain(removed);
    expect(await ours.page.getByLabel('Weight R-01').inputValue()).toBe('99');
    expect(await ours.page.locator('#total').textContent()).toContain('not saved yet');
    expect(await wrongs(ours)).toEqual([]);
    await ours.press('Save');
    expect(await ours.page.getByRole('alert').textContent()).toContain('1 requirement is saved');
    expect(await ours.page.locator('#total').textContent()).toContain('add up to 99 of 100');
  });

  it('gives back what was typed for a requirement that a colleague removed meanwhile, to be added anew', async () => {
    const [ours, theirs] = [await portal.visitor(EDITOR), await portal.visitor(EDITOR)];
    const home = await begin(ours, 'Removed while it was changed (invented)');
    await twoHalves(ours, home);
    for (const visitor of [ours, theirs]) {
      await visitor.goTo(`${home}/requirements`);
      await visitor.follow(visitor.page.getByRole('link', { name: /^Change R-02/ }));
    }
    await theirs.page.getByText('Remove this requirement').click();
    await theirs.press('Remove R-02');
    await ours.page.getByLabel('Requirement', { exact: true }).fill('Video shall be kept for 31 days & "no" longer.');
    await ours.press('Save');
    expect(await ours.page.getByRole('alert').textContent()).toContain('Somebody else removed this requirement');
    expect(await ours.page.getByLabel('Requirement', { exact: true }).inputValue()).toContain('31 days & "no" longer');
    expect(await ours.page.getByLabel('Weight').inputValue()).toBe('50');
    expect(await wrongs(ours)).toEqual([]);
    await ours.press('Add requirement');
    expect(await ours.page.getByRole('alert').textContent()).toContain('R-02');
    expect(await ours.page.locator('main').textContent()).toContain('31 days & "no" longer');
  });

  it('locks nothing but what was read, also when a colleague changes a requirement in the moment of locking', async () => {
    const visitor = await portal.visitor(EDITOR);
    const home = await begin(visitor, 'Locked at once (invented)');
    await twoHalves(visitor, home);
    await visitor.goTo(`${home}/search`);
    await visitor.press(/^Lock/);
    await visitor.goTo(`${home}/criteria`);
    await visitor.page.getByLabel('Weight R-01').fill('60');
    await visitor.page.getByLabel('Weight R-02').fill('40');
    const key = home.split('prc_')[1];
    const owner = await portal.database.connectAs('owner');
    try {
      // Who locks has read the page again and saved the weights by now, and waits to lock.
      await owner.query(`CREATE FUNCTION reworded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
          UPDATE requirement SET text = 'Updates shall be tested.', version = version + 1
            WHERE procurement_id = '${key}' AND ref = 'R-02' AND version = 2 AND text <> 'Updates shall be tested.';
          RETURN NULL; END $$`);
      await owner.query(
        `CREATE CONSTRAINT TRIGGER reworded AFTER UPDATE ON requirement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reworded()`,
      );
      await visitor.press('Save and lock the criteria');
      const told = (await visitor.page.getByRole('alert').textContent()) ?? '';
      expect(told).toContain('Somebody else added or changed this since you opened the page');
      expect(await visitor.page.locator('main').textContent()).toContain('Updates shall be tested.');
      expect(await visitor.page.getByLabel('Weight R-01').inputValue()).toBe('60');
      const { rows } = await owner.query<{ stage: string }>('SELECT stage FROM procurement WHERE id = $1', [key]);
      expect(rows).toEqual([{ stage: 'SOURCING' }]);
    } finally {
      await owner.query('DROP TRIGGER reworded ON requirement; DROP FUNCTION reworded()');
      await owner.end();
    }
    await visitor.press('Save and lock the criteria');
    expect(await visitor.heading()).toBe('Ask for evidence');
  });

  it.each(['Save', 'Save and lock the criteria', /^Share 100 evenly/])(
    'says that the criteria are locked to whoever sends the page again: %s',
    async (button) => {
      const [visitor, again] = [await portal.visitor(EDITOR), await portal.visitor(EDITOR)];
      const home = await begin(visitor, 'Locked twice (invented)');
      await twoHalves(visitor, home);
      await visitor.goTo(`${home}/search`);
      await visitor.press(/^Lock/);
      for (const each of [visitor, again]) {
        await each.goTo(`${home}/criteria`);
        await each.page.getByLabel('Weight R-01').fill('60');
        await each.page.getByLabel('Weight R-02').fill('40');
      }
      await visitor.press('Save and lock the criteria');
      expect(await visitor.heading()).toBe('Ask for evidence');
      await again.press(button);
      const said = (await again.page.getByRole('alert').textContent()) ?? '';
      expect(said).toContain('The criteria are locked already, so nothing was saved now.');
      expect(said).not.toContain('Somebody else');
      const shown = (await again.page.locator('main').textContent()) ?? '';
      expect(shown).toContain('Locked on');
      expect(shown).toContain('The weights add up to 100 of 100');
      expect(await wrongs(again)).toEqual([]);
      for (const each of [visitor, again]) await each.leave();
    },
  );

  it('prints what is folded away, and neither menus nor addresses of the portal', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Printed (invented)');
    await visitor.goTo(`${home}/requirements/new`);
    await page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await visitor.press('Add requirement');
    await visitor.goTo(`${home}/matches`);
    const folded = async (): Promise<number> =>
      (await page.locator('details:not([open]) .govuk-details__text').first().boundingBox())?.height ?? 0;
    expect(await folded()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await folded()).toBeGreaterThan(0);
    for (const menu of ['.govuk-service-navigation', '.govuk-breadcrumbs', '.portal-person', '.govuk-footer'])
      expect(await page.locator(menu).isVisible()).toBe(false);
    const behind = await page
      .locator('main a.govuk-link')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
    expect(new Set(behind)).toEqual(new Set(['none']));
  });

  it('gives back what was written where the procurement has moved on meanwhile, and says why there is no form', async () => {
    const [editor, colleague] = [await portal.visitor(EDITOR), await portal.visitor(EDITOR)];
    const home = await begin(editor, 'Overtaken (invented)');
    await editor.goTo(`${home}/requirements/new`);
    const text = 'The supplier shall not use default passwords.';
    await editor.page.getByLabel('Requirement', { exact: true }).fill(text);
    await colleague.goTo(`${home}/cancel`);
    await colleague.page.getByRole('textbox').fill('The grant was withdrawn.');
    await colleague.press('Cancel the procurement');
    await editor.press('Add requirement');
    const said = await editor.page.locator('main').innerText();
    expect(said).toContain('while the procurement stands at “Describing” or “Finding suppliers”; it stands at “Cancelled”.');
    expect(said).toContain(text);
    expect(await wrongs(editor)).toEqual([]);
    await editor.follow(editor.page.getByRole('link', { name: 'Go to the page as it is now' }));
    expect(new URL(editor.page.url()).pathname).toBe(`${home}/requirements/new`);
    for (const part of ['new', 'import']) {
      await editor.goTo(`${home}/requirements/${part}`);
      expect(await editor.page.locator('main').innerText()).toContain('This procurement stands at “Cancelled”.');
      expect(await editor.page.getByRole('textbox').count()).toBe(0);
    }
    expect(await wrongs(editor)).toEqual([]);
  });

  it.each([true, false])(
    'shares a hundred evenly, keeps what else was typed, and saves on request (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled });
      const { page } = visitor;
      const home = await begin(visitor, 'Shared evenly (invented)');
      await visitor.goTo(`${home}/requirements/import`);
      await page.getByLabel('Or paste the text').fill(`${SPECIFICATION}\nThe supplier must keep every camera up to date.`);
      await visitor.press('Continue');
      await visitor.press('Add these requirements');
      await visitor.goTo(`${home}/criteria`);
      const [kind, strength] = [page.getByLabel('How it counts R-01'), page.getByLabel('Least evidence that will do R-03')];
      await kind.selectOption('GATE');
      await strength.selectOption('INDEPENDENT_TESTING');
      await page.getByLabel('Weight R-02').fill('many');
      await visitor.press(/^Share 100 evenly/);
      const total = page.locator('#total');
      expect(await total.textContent()).toContain('as typed here add up to 100 of 100 and are not saved yet');
      expect(await total.textContent()).toContain('saved add up to 0');
      expect(await kind.inputValue()).toBe('GATE');
      expect(await strength.inputValue()).toBe('INDEPENDENT_TESTING');
      for (const ref of ['R-02', 'R-03']) expect(await page.getByLabel(`Weight ${ref}`).inputValue()).toBe('50');
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      await visitor.press('Save');
      expect(await total.textContent()).toBe('The weights add up to 100 of 100');
      expect(await kind.inputValue()).toBe('GATE');
    },
  );

  it('shows nothing of it to another buyer, and nothing to change to a viewer', async () => {
    const editor = await portal.visitor(EDITOR);
    const home = await begin(editor, 'Lamps (invented)');
    const other = await portal.visitor('editor@dunmoor.example');
    for (const part of ['', '/requirements', '/matches', '/coverage', '/description'])
      expect([part, await other.goTo(home + part)]).toEqual([part, 404]);
    const viewer = await portal.visitor('viewer@wexcombe.example');
    await viewer.goTo(`${home}/requirements`);
    expect(await viewer.page.getByRole('button', { name: 'Write one' }).count()).toBe(0);
    expect(await viewer.goTo(`${home}/coverage`)).toBe(200);
    expect(await wrongs(viewer)).toEqual([]);
  });
});
