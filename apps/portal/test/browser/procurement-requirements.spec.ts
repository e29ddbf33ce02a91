import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Client } from 'pg';
import { ZipFile } from 'yazl';
import { repositoryRoot } from '#platform';
import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';
const SPECIFICATION =
  'Specification\nFor cameras.\nThe supplier shall not use default passwords.\nThe supplier must report incidents within a day.';

/** A workbook of as little as will do: the rows of each sheet by its name. */
async function workbook(sheets: Record<string, string[][]>): Promise<Buffer> {
  const office = 'http://schemas.openxmlformats.org';
  const main = `${office}/spreadsheetml/2006/main`;
  const refers = `${office}/officeDocument/2006/relationships`;
  const zip = new ZipFile();
  const put = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name);
  const relations = (targets: readonly string[], type: string): string =>
    `<Relationships xmlns="${office}/package/2006/relationships">${targets
      .map((target, index) => `<Relationship Id="r${index + 1}" Type="${refers}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const names = Object.keys(sheets);
  const files = names.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const entries = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"/>`).join('');
  put('[Content_Types].xml', `<Types xmlns="${office}/package/2006/content-types"/>`);
  put('_rels/.rels', relations(['xl/workbook.xml'], 'officeDocument'));
  put('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${refers}"><sheets>${entries}</sheets></workbook>`);
  put('xl/_rels/workbook.xml.rels', relations(files, 'worksheet'));
  Object.values(sheets).forEach((rows, index) => {
    const data = rows.map((cells, row) => {
      const written = cells.map(
        (text, column) => `<c r="${'ABC'[column]}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${row + 1}">${written.join('')}</row>`;
    });
    put(`xl/${files[index]}`, `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData></worksheet>`);
  });
  zip.end();
  return buffer(zip.outputStream);
}

describe('a buyer says what is required, and which guidance it answers', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  /** A new procurement, by hand. */
  async function begin(visitor: Visitor, title: string): Promise<string> {
    await visitor.goTo('/procurements/new');
    await visitor.page.getByLabel('Title').fill(title);
    await visitor.press('Save and continue');
    return new URL(visitor.page.url()).pathname;
  }

  /** Two requirements of 50 each. */
  async function twoHalves(visitor: Visitor, home: string): Promise<void> {
    for (const text of ['The supplier shall not use default passwords.', 'The supplier must report incidents.']) {
      await visitor.goTo(`${home}/requirements/new`);
      await visitor.page.getByLabel('Requirement', { exact: true }).fill(text);
      await visitor.page.getByLabel('Weight').fill('50');
      await visitor.press('Add requirement');
    }
  }

  it.each([true, false])(
    'by paste, checked and mended before anything is added (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const home = await begin(visitor, 'Cameras (invented)');
      await visitor.follow(page.getByRole('link', { name: 'Add the requirements' }));
      await check();
      await visitor.press('Paste or upload a specification');
      await visitor.press('Continue');
      expect(await page.getByRole('alert').textContent()).toContain('Paste the specification, or choose a file');
      await check();
      await page.getByLabel('Or paste the text').fill(SPECIFICATION);
      await visitor.press('Continue');
      expect(await page.locator('main').textContent()).toContain('2 requirements');
      await check();
      await page
        .getByLabel(/^Line 2/)
        .first()
        .fill('The supplier shall support cameras for five years.');
      await page.getByLabel('Take it in Line 2').check();
      await page.reload();
      await page
        .getByLabel(/^Line 2/)
        .first()
        .fill('The supplier shall support cameras for five years.');
      await page.getByLabel('Take it in Line 2').check();
      await visitor.press('Add these requirements');
      expect(await page.getByRole('alert').textContent()).toContain('3 requirements are added');
      expect(await visitor.heading()).toBe('Match requirements to guidance');
      await check();
      await visitor.goTo(`${home}/requirements`);
      await visitor.follow(page.getByRole('link', { name: /^Change R-01/ }));
      await check();
      await page.getByLabel('Requirement', { exact: true }).fill('');
      await visitor.press('Save');
      expect(await page.getByRole('alert').textContent()).toContain('Enter the requirement');
      await page.getByLabel('Requirement', { exact: true }).fill('The supplier shall support cameras for seven years.');
      await page.getByLabel('Gate').check();
      await visitor.press('Save');
      expect(await page.locator('main').textContent()).toContain('seven years');
      await visitor.follow(page.getByRole('link', { name: /^Change R-03/ }));
      await page.getByText('Remove this requirement').click();
      await visitor.press('Remove R-03');
      expect(await page.getByRole('alert').textContent()).toContain('R-03 is removed');
      expect(await page.locator('main').textContent()).toContain('2 requirements');
      await check();
    },
  );

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
    const owner = new Client({ connectionString: portal.database.ownerUrl });
    await owner.connect();
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

  it('from a text that gives one number twice, and says which goes without', async () => {
    const visitor = await portal.visitor(EDITOR);
    const home = await begin(visitor, 'Numbered twice (invented)');
    await visitor.goTo(`${home}/requirements/import`);
    const text = 'R1 The supplier shall not use default passwords.\nR1 The supplier shall report incidents within a day.';
    await visitor.page.getByLabel('Or paste the text').fill(text);
    await visitor.press('Continue');
    const said = await visitor.page.locator('main').textContent();
    expect(said).toContain('The specification uses a number for more than one requirement: R1.');
    expect(said).toContain('(second R1, numbered on) The supplier shall report incidents');
  });

  it('from a workbook of several lots, each line by itself, and once more with its numbers taken', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Lots (invented)');
    const add = async (name: string, bytes: Buffer): Promise<void> => {
      await visitor.goTo(`${home}/requirements/import`);
      await page.getByLabel('Upload a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
      await visitor.press('Continue');
    };
    const shown = async (): Promise<string[]> => {
      await visitor.goTo(`${home}/requirements`);
      return page.locator('main a[href$="/edit"]').allTextContents();
    };
    const header = ['Ref', 'Requirement', 'Weight'];
    await add(
      'lots.xlsx',
      await workbook({
        'Lot 1': [header, ['A-1', 'Keep logs of all reads', '150'], ['A-2', 'Lock the cabinets', '20']],
        'Lot 2': [header, ['B-1', 'Seal the cameras', '20'], ['B-2', 'Keep logs of all reads', '20']],
      }),
    );
    expect(await page.locator('main').textContent()).toContain('least evidence: a statement by the supplier');
    expect(await page.getByLabel(/^Lot 2, line 3: The same as Lot 1, line 2/).inputValue()).toBe('Keep logs of all reads');
    expect(await page.getByLabel(/^Take it in/).count()).toBe(3);
    expect(await page.locator('#kept li').allTextContents()).toEqual([
      expect.stringContaining('Lot 1, line 2: “150”. Not a weight'),
    ]);
    expect(await page.locator('input[id^=skipped]:checked').count()).toBe(0);
    await page.getByText('Lock the cabinets').click();
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').textContent()).toContain('2 requirements are added');
    expect(await shown()).toEqual([expect.stringContaining('A-1'), expect.stringContaining('B-1')]);
    await add('empty.csv', Buffer.from('Ref,Requirement,Weight\nR-1,,20'));
    expect(await page.locator('main').textContent()).toContain('0 requirements');
    expect(await page.locator('main button').allTextContents()).toEqual([
      expect.stringContaining('Add the lines that are ticked'),
    ]);
    await add('again.csv', Buffer.from('Ref,Requirement\nA-1,Train the staff\nB-1,Test the locks\nC-1,Count the keys'));
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').locator('li').allTextContents()).toEqual([
      expect.stringContaining('There are requirements A-1 and B-1 already. Tick “Number these on'),
    ]);
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Number these on where their numbers are taken').check();
    await visitor.press('Add these requirements');
    expect(await page.getByRole('alert').textContent()).toContain('3 requirements are added');
    expect(await shown()).toEqual(['A-1', 'B-1', 'R-01', 'R-02', 'C-1'].map((ref) => expect.stringContaining(ref)));
    await visitor.follow(page.getByRole('link', { name: /^Change C-1/ }));
    await page.getByLabel('Number').fill('A-1');
    await visitor.press('Save');
    expect(await page.locator('#ref-error').textContent()).toContain('There is a requirement A-1 already');
  });

  it('by file or by paste, and not by both, of which neither is lost', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Poles (invented)');
    await visitor.goTo(`${home}/requirements/import`);
    const csv = Buffer.from('Ref,Requirement\n1,Poles are painted green');
    await page.getByLabel('Upload a file').setInputFiles({ name: 'poles.csv', mimeType: 'text/csv', buffer: csv });
    await page.getByLabel('Or paste the text').fill(SPECIFICATION);
    await visitor.press('Continue');
    expect(await page.getByRole('alert').textContent()).toContain('Send either the file poles.csv or the pasted text');
    expect(await page.getByLabel('Or paste the text').inputValue()).toBe(SPECIFICATION);
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Continue');
    expect(await page.locator('main').textContent()).toContain('2 requirements');
  });

  it.each([true, false])(
    'settles twenty with one click, and covers a gap with wording (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const home = await begin(visitor, 'Number plate cameras (invented)');
      await visitor.goTo(`${home}/requirements/import`);
      const csv = readFileSync(join(repositoryRoot(), 'seed/demonstration/specifications/anpr-support.csv'));
      await page.getByLabel('Upload a file').setInputFiles({ name: 'anpr.csv', mimeType: 'text/csv', buffer: csv });
      await visitor.press('Continue');
      expect(await page.locator('main').textContent()).toContain('60 requirements');
      await visitor.press('Add these requirements');
      expect(await page.getByRole('status').textContent()).toMatch(/\d+ of 60 requirements are left to decide/);
      const left = async (): Promise<number> => Number.parseInt((await page.getByRole('status').textContent()) ?? '', 10);
      const before = await left();
      expect(await page.locator('.portal-match').count()).toBe(20);
      await check();
      const likely = page.locator('.portal-match input[data-likely]');
      expect(await likely.count()).toBeGreaterThan(20);
      expect(await likely.evaluateAll((all) => all.every((box) => (box as HTMLInputElement).checked))).toBe(true);
      const tally = async (): Promise<string> => (await page.locator('.portal-tally').innerText()).replace(/^.*?\. /, '');
      const [ticked, all] = [page.locator('.portal-match input:checked'), page.locator('.portal-match input[type=checkbox]')];
      const accepted = await ticked.count();
      const rejected = (await all.count()) - accepted;
      expect(await tally()).toBe(`Matches to be accepted: ${accepted}. To be rejected: ${rejected}.`);
      if (javaScriptEnabled) {
        await likely.first().uncheck();
        expect(await tally()).toBe(
          `Matches to be accepted: ${accepted - 1}. To be rejected: ${rejected + 1}. Marked “Likely” among those to be rejected: 1.`,
        );
        await check();
        await likely.first().check();
      }
      await visitor.press(/^Settle these 20/);
      expect(await page.getByRole('alert').textContent()).toContain('20 requirements are settled');
      expect(await left()).toBe(before - 20);
      await page
        .getByRole('button', { name: /^Settle / })
        .first()
        .click();
      expect(await left()).toBe(before - 21);
      if (javaScriptEnabled) {
        await page.locator('.portal-match input[type=checkbox]').first().focus();
        await page.keyboard.press('2');
        const arrived = page.waitForEvent('load');
        await page.keyboard.press('s');
        await arrived;
        expect(await left()).toBe(before - 22);
        expect(await page.locator('.portal-match input:focus').count()).toBe(1);
      }
      await visitor.follow(page.getByRole('link', { name: /^Settled/ }));
      expect(await page.locator('main').textContent()).toContain('Accepted');
      await check();
      await visitor.goTo(`${home}/coverage`);
      await check();
      const gaps = await page.getByRole('link', { name: /^Add this wording/ }).count();
      expect(gaps).toBeGreaterThan(0);
      await page
        .getByRole('link', { name: /^Add this wording/ })
        .first()
        .click();
      expect((await page.getByLabel('Requirement', { exact: true }).inputValue()).length).toBeGreaterThan(20);
      await check();
      await visitor.press('Add requirement');
      expect(await visitor.heading()).toBe('What no requirement covers');
      expect(await page.getByRole('link', { name: /^Add this wording/ }).count()).toBe(gaps - 1);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^P-\d{4}-\d{3}-coverage\.csv$/);
      await visitor.follow(page.getByRole('link', { name: 'Show only what is not covered' }));
      await check();
    },
  );

  it('answers a question, and accepts guidance that the matching did not find', async () => {
    const visitor = await portal.visitor(EDITOR);
    const { page } = visitor;
    const home = await begin(visitor, 'Doors (invented)');
    await visitor.goTo(`${home}/requirements/new`);
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Requirement', { exact: true }).fill('Access for staff must be controlled.');
    await page.getByLabel('Weight').fill('many');
    await visitor.press('Add requirement');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the weight as a number');
    await page.getByLabel('Weight').fill('100');
    await page.getByLabel('Gate').check();
    await visitor.press('Add requirement');
    expect(await page.locator('#weight-error').textContent()).toContain('A gate has no weight');
    expect(await page.getByLabel('Weight').inputValue()).toBe('100');
    expect(await page.getByLabel('Gate').isChecked()).toBe(true);
    await page.getByLabel('Scored').check();
    await visitor.press('Add requirement');
    await visitor.goTo(`${home}/matches`);
    await visitor.follow(page.getByRole('link', { name: /^Answer a question/ }));
    await visitor.press('Use these answers');
    expect(await page.getByRole('alert').textContent()).toContain('Choose an answer');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('The supplier’s own staff').first().check();
    await visitor.press('Use these answers');
    expect(await page.getByRole('alert').textContent()).toContain('matched again');
    await page.getByLabel('Find guidance').fill('ncsc-cp.14');
    await visitor.press('Find');
    expect(await page.getByRole('status').textContent()).toBe('1 item found');
    expect(await wrongs(visitor)).toEqual([]);
    await page
      .locator('.portal-row')
      .getByRole('button', { name: /^Accept/ })
      .click();
    expect(await page.locator('main').textContent()).toContain('Chosen by you');
    expect(await page.locator('main').textContent()).toContain('Decided by Edmund Vale');
    await page
      .getByRole('button', { name: /^Reject/ })
      .first()
      .click();
    expect(await page.getByRole('alert').textContent()).toContain('Rejected');
  });

  it('shows what a colleague decided meanwhile before it is settled otherwise, and keeps what was ticked', async () => {
    const [editor, colleague] = [await portal.visitor(EDITOR), await portal.visitor('assessor1@wexcombe.example')];
    const home = await begin(editor, 'Settled by two (invented)');
    await editor.goTo(`${home}/requirements/new`);
    await editor.page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await editor.press('Add requirement');
    const boxes = ({ page }: Visitor) => page.locator('main section').getByRole('checkbox');
    await editor.goTo(`${home}/matches`);
    await boxes(editor).last().check();
    const ticked = await boxes(editor).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    await colleague.goTo(`${home}/matches`);
    for (const box of await boxes(colleague).all()) await box.uncheck();
    await colleague.press(/^Settle/);
    await editor.press(/^Settle/);
    expect(await editor.page.getByRole('alert').textContent()).toContain('Somebody else has decided on the guidance of R-01');
    expect(await editor.page.locator('main section').textContent()).toContain('Rejected');
    expect(await boxes(editor).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual(ticked);
    expect(await wrongs(editor)).toEqual([]);
    await editor.press(/^Settle/);
    await editor.goTo(`${home}/matches?view=settled`);
    expect(await editor.page.locator('main section').textContent()).toContain('Accepted');
  });

  it('shows what a colleague decided meanwhile before one item is decided otherwise, and keeps what was searched for', async () => {
    const [editor, colleague] = [await portal.visitor(EDITOR), await portal.visitor('assessor1@wexcombe.example')];
    const home = await begin(editor, 'Decided by two (invented)');
    await editor.goTo(`${home}/requirements/new`);
    await editor.page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await editor.press('Add requirement');
    for (const visitor of [editor, colleague]) {
      await visitor.goTo(`${home}/matches`);
      await visitor.follow(visitor.page.getByRole('link', { name: /^More, or other guidance|^Answer a question/ }));
    }
    await editor.page.getByLabel('Find guidance').fill('ncsc-cp.14');
    await editor.press('Find');
    const first = ({ page }: Visitor) => page.locator('.portal-match').first();
    await colleague.press(/^Reject/);
    await editor.press(/^Accept/);
    expect(await editor.page.getByRole('alert').textContent()).toContain('Somebody else has decided on the guidance of R-01');
    expect(await first(editor).textContent()).toContain('Rejected');
    expect(await first(editor).textContent()).toContain('Decided by');
    expect(await editor.page.getByLabel('Find guidance').inputValue()).toBe('ncsc-cp.14');
    expect(await wrongs(editor)).toEqual([]);
    await editor.press(/^Accept/);
    expect(await first(editor).textContent()).toContain('Accepted');
  });

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
