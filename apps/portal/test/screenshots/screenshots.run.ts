import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '#platform';
import { TestPortal, type Visitor } from '../browser/portal';

const FOLDER = join(repositoryRoot(), 'docs/screenshots');
/** A desk and a telephone, in CSS pixels. */
const WIDTHS = [1280, 375];

/** Pictures of the main pages, with the procurement that `assay demo` makes and one that has just begun. */
describe('pictures of the portal', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
    await mkdir(FOLDER, { recursive: true });
    const assay = join(repositoryRoot(), 'dist/apps/cli/src/main.js');
    const env = { ...process.env, ASSAY_API_URL: portal.apiUrl, ASSAY_HOME: portal.home };
    await promisify(execFile)(process.execPath, [assay, 'demo', '--deadline-seconds', '75'], { env });
  });
  afterAll(() => portal?.stop());

  async function take({ page }: Visitor, name: string): Promise<void> {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
      await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
    }
  }

  async function takeAll(visitor: Visitor, pages: Record<string, string>): Promise<void> {
    for (const [name, path] of Object.entries(pages)) {
      expect([name, await visitor.goTo(path)]).toEqual([name, 200]);
      await take(visitor, name);
    }
  }

  /** The page of the release that the worker has made meanwhile. */
  async function lastRelease(visitor: Visitor): Promise<string> {
    for (let tries = 0; tries < 120; tries += 1) {
      if ((await visitor.goTo('/open-data/latest')) === 200) return new URL(visitor.page.url()).pathname;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('no release is made');
  }

  it('for everyone', async () => {
    const visitor = await portal.visitor();
    await lastRelease(visitor);
    await takeAll(visitor, {
      start: '/',
      suppliers: '/suppliers?technology=camera-and-video-analytics',
      market: '/market',
      'market-question': '/market/question?kind=breakdown&by=REGION_ITL1&measure=SUPPLIERS&measure=AWARDS&relevance=all',
      'open-data': '/open-data',
      schemes: '/schemes',
      guidance: '/guidance',
      'guidance-item': '/guidance/items/ncsc-cp.8',
      match: '/guidance/match?text=Nobody+at+the+depot+should+be+able+to+read+the+footage+without+logging+in+as+themselves.',
      'sign-in': '/sign-in',
    });
    await takeAll(visitor, { 'open-data-release': '/open-data/latest' });
    await visitor.goTo('/suppliers?search=Halden&provenance=DEMONSTRATION');
    const halden = (await visitor.page.locator('.portal-card h3 a').first().getAttribute('href')) ?? '';
    await takeAll(visitor, { supplier: halden });
    await visitor.goTo('/suppliers?technology=camera-and-video-analytics&provenance=DEMONSTRATION');
    const ids = await visitor.page
      .locator('.portal-card h3 a')
      .evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''));
    await takeAll(visitor, { compare: `/suppliers/compare?${ids.map((id) => `compare=${id}`).join('&')}` });
  });

  it('for the buyer', async () => {
    const editor = await portal.visitor('editor@wexcombe.example');
    await takeAll(editor, { 'market-watch': '/market/watch?kind=breakdown&by=SECTOR&measure=SUPPLIERS' });
    await editor.page.getByLabel('What you call it').fill('Suppliers by sector');
    await editor.press('Watch');
    await take(editor, 'market-watched');
    await editor.goTo('/procurements');
    await take(editor, 'procurements');
    const decided = (await editor.page.locator('tbody a').first().getAttribute('href')) ?? '';
    const approver = await portal.visitor('approver@wexcombe.example');
    await takeAll(approver, {
      'tasks-decided': decided,
      evidence: `${decided}/evidence`,
      assessment: `${decided}/assessment`,
      decision: `${decided}/decision`,
      pack: `${decided}/pack`,
      contract: `${decided}/contract`,
      shortlist: `${decided}/shortlist`,
      request: `${decided}/request`,
    });
    await approver.goTo(`${decided}/evidence`);
    const answer = (await approver.page.locator('tbody td a').first().getAttribute('href')) ?? '';
    await takeAll(approver, { assess: answer });
    await approver.goTo(`${decided}/summaries`);
    await takeAll(approver, { summary: (await approver.page.locator('main li a').first().getAttribute('href')) ?? '' });

    await editor.goTo('/procurements/from-notice?search=camera');
    await take(editor, 'notices');
    await editor.press(/^Use this notice/);
    await take(editor, 'description');
    const begun = new URL(editor.page.url()).pathname.replace('/description', '');
    await editor.goTo(`${begun}/requirements/import`);
    await take(editor, 'import');
    const csv = await readFile(join(repositoryRoot(), 'seed/demonstration/specifications/anpr-support.csv'));
    await editor.page.getByLabel('Upload a file').setInputFiles({ name: 'anpr.csv', mimeType: 'text/csv', buffer: csv });
    await editor.press('Continue');
    await take(editor, 'check');
    await editor.press('Add these requirements');
    await take(editor, 'matches');
    for (let settled = 0; settled < 4; settled += 1) await editor.press(/^Settle/);
    await takeAll(editor, {
      tasks: begun,
      requirements: `${begun}/requirements`,
      coverage: `${begun}/coverage`,
      search: `${begun}/search`,
      criteria: `${begun}/criteria`,
    });
  });

  /** The page of who read what, after the buyer opened the first document that the supplier attached. */
  async function readEvidence(): Promise<string> {
    const buyer = await portal.visitor('approver@wexcombe.example');
    await buyer.goTo('/procurements');
    const decided = (await buyer.page.locator('tbody a').last().getAttribute('href')) ?? '';
    const answers = 'tbody td[data-label^="Halden"] a';
    for (const answer of await hrefs(buyer, `${decided}/evidence`, answers)) {
      const [document] = await hrefs(buyer, answer, 'main a[href^="/documents/"]');
      if (document === undefined) continue;
      await buyer.page.request.get(document);
      break;
    }
    return '/our/readings';
  }

  async function hrefs(visitor: Visitor, path: string, links: string): Promise<string[]> {
    await visitor.goTo(path);
    return visitor.page.locator(links).evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  }

  it('for the supplier', async () => {
    const supplier = await portal.visitor('editor@halden.example');
    await supplier.goTo('/invitations');
    await take(supplier, 'invitations');
    const invitation = (await supplier.page.locator('tbody a').first().getAttribute('href')) ?? '';
    await takeAll(supplier, { invitation, 'bidder-summary': `${invitation}/summary` });
    await supplier.goTo(invitation);
    await takeAll(supplier, {
      answer: (await supplier.page.locator('.govuk-task-list__link').nth(3).getAttribute('href')) ?? '',
    });
    await takeAll(supplier, { attestations: '/our/attestations', readings: await readEvidence() });
  });

  it('for the operator', async () => {
    const operator = await portal.visitor('operator@oversight.example');
    const { page } = operator;
    await operator.goTo('/catalogue');
    const seed = JSON.parse(await readFile(join(repositoryRoot(), 'seed/guidance/guidance.json'), 'utf8')) as SeedFile;
    await page.getByLabel('File', { exact: true }).setInputFiles({
      name: 'code-of-practice.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(laterCode(seed))),
    });
    await operator.press('Check the file');
    await page.locator('details summary').first().click();
    await take(operator, 'catalogue-file');
    await page.getByLabel('cop.2: theme').fill('vulnerability-disclosure');
    await operator.press(/^Mend and add/);
    await take(operator, 'catalogue-document');
    await takeAll(operator, { catalogue: '/catalogue' });
    await operator.goTo('/catalogue/items/ncsc-cp.14');
    await page.getByLabel('The other item').fill('ce.2');
    await page.getByLabel('Overlaps with').check();
    await page.getByLabel('Who says so, and where').fill('Our own reading of both, November 2026 (invented)');
    await operator.press('State it');
    await takeAll(operator, { 'catalogue-item': '/catalogue/items/ncsc-cp.14' });
    await operator.goTo('/record');
    await operator.press('Check the records of all organisations');
    for (let tries = 0; (await page.getByRole('link', { name: 'Look again' }).count()) > 0 && tries < 60; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await page.reload();
    }
    await take(operator, 'record-check');
    await takeAll(operator, { record: '/record?action=guidance-version' });
  });

  it('for the buyer whose guidance has a later version', async () => {
    const editor = await portal.visitor('editor@wexcombe.example');
    await editor.goTo('/procurements');
    const begun = (await editor.page.locator('tbody a').first().getAttribute('href')) ?? '';
    await takeAll(editor, { 'later-guidance': `${begun}/later-guidance`, 'more-guidance': `${begun}/more-guidance` });
  });
});

interface SeedFile {
  documents: { id: string; date: string; items: { id: string; paraphrase: string; theme: string }[] }[];
}

/** The Code of Practice as an invented later version has it, with one word that nobody understands. */
function laterCode({ documents }: SeedFile): SeedFile {
  const code = documents.find(({ id }) => id === 'cop') as SeedFile['documents'][0];
  const [first, second, ...rest] = code.items;
  const reworded = { ...first, paraphrase: `${first.paraphrase} This holds for spare units as well.` };
  const items = [reworded, { ...second, theme: 'disclosure' }, ...rest.slice(0, -1)];
  return { documents: [{ ...code, date: 'January 2027 (invented)', items }] };
}
