import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrongs } from './accessibility';
import { TestPortal } from './portal';

const operator = 'operator@oversight.example';

/** A release that awards an invented contract to a party. */
function release(id: string, party: object): object {
  return {
    ocid: `ocds-invented-${id}`,
    id: `${id}-1`,
    date: '2026-09-01T10:00:00Z',
    tag: ['award'],
    tender: { title: `Street lighting columns ${id} (invented)` },
    buyer: { id: 'b', name: 'Invented Council' },
    parties: [
      { id: 'b', name: 'Invented Council', roles: ['buyer'] },
      { id: `GB-FTS-${id}`, name: 'Invented Lanterns Ltd', roles: ['supplier'], ...party },
    ],
    awards: [{ id: '1', date: '2026-08-30', suppliers: [{ id: `GB-FTS-${id}`, name: 'Invented Lanterns Ltd' }] }],
  };
}

describe('registers', () => {
  let portal: TestPortal;
  let folder: string;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
    folder = await mkdtemp(join(tmpdir(), 'assay-registers-'));
  });
  afterAll(async () => {
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are imported by an operator, who reads what was not taken and decides what only a name could join', async () => {
    const visitor = await portal.visitor(operator);
    const { page } = visitor;
    const file = join(folder, 'notices.jsonl');
    const known = release('9001', { identifier: { scheme: 'GB-COH', id: 'SC987654' } });
    await writeFile(file, [JSON.stringify(known), '{"ocid": "broken', JSON.stringify(release('9002', {}))].join('\n'));

    await visitor.goTo('/imports');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Import');
    expect(await page.getByRole('alert').textContent()).toContain('Choose what it is');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Notices of public procurement (OCDS)').check();
    await page.getByLabel('File', { exact: true }).setInputFiles(file);
    await visitor.press('Import');
    expect(await visitor.heading()).toBe('notices.jsonl');
    await visitor.reloadUntilDone();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('Done');
    expect(text).toContain('Line 2 is not valid JSON');
    expect(await wrongs(visitor)).toEqual([]);

    await visitor.goTo('/joins');
    const card = page.locator('section').filter({ hasText: 'GB-FTS-9002' });
    expect(await card.textContent()).toContain('GB-COH SC987654');
    await card.getByRole('button', { name: /^It is this supplier/ }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Enter why you decide so');
    expect(await wrongs(visitor)).toEqual([]);
    await card.getByLabel('What you looked at, and why you decide so').fill('The address in both notices');
    await visitor.follow(card.getByRole('button', { name: /^It is this supplier/ }));
    expect(await page.locator('main').textContent()).toContain('will be joined');

    await visitor.goTo('/suppliers?search=SC987654&relevance=all');
    await visitor.follow(page.getByRole('link', { name: 'Invented Lanterns Ltd', exact: true }));
    const isJoined = async (): Promise<boolean> => ((await page.locator('main').textContent()) ?? '').includes('columns 9002');
    await visitor.reloadUntil(isJoined, 'the award is not joined');

    await visitor.goTo('/imports');
    expect(await page.locator('tbody').textContent()).toContain('notices.jsonl');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('are refused with a sentence when the file is another', async () => {
    const visitor = await portal.visitor(operator, { javaScriptEnabled: false, width: 320 });
    const file = join(folder, 'companies.csv');
    await writeFile(file, 'name,number\nInvented,1\n');
    await visitor.goTo('/imports');
    await visitor.page.getByLabel('Company data of Companies House').check();
    await visitor.page.getByLabel('File', { exact: true }).setInputFiles(file);
    await visitor.press('Import');
    await visitor.reloadUntilDone();
    expect(await visitor.page.locator('main').textContent()).toContain('Download BasicCompanyData as CSV and import that.');
  });

  it('are not for others', async () => {
    const verifier = await portal.visitor('verifier@oversight.example');
    await verifier.goTo('/imports');
    expect(await verifier.page.locator('main').textContent()).toContain('You are not one');
    expect(await wrongs(verifier)).toEqual([]);
    const buyer = await portal.visitor('editor@wexcombe.example');
    expect(await buyer.goTo('/imports')).toBe(403);
  });
});
