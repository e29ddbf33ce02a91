import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

/** A document about two things, of which one is a product of the demonstration supplier, by a standard that the product knows. */
const FILE = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  definitions: {
    standards: [
      {
        'bom-ref': 's1',
        name: 'Cyber Essentials',
        owner: 'NCSC',
        requirements: [{ 'bom-ref': 'r1', identifier: 'CE', title: 'To hold it' }],
      },
      { 'bom-ref': 's2', name: 'An invented standard', requirements: [{ 'bom-ref': 'r2', identifier: '1' }] },
    ],
  },
  declarations: {
    assessors: [{ 'bom-ref': 'lab', thirdParty: true, organization: { name: 'A Laboratory (invented)' } }],
    attestations: [
      {
        summary: 'The invented certificate',
        assessor: 'lab',
        map: [{ requirement: 'r1', claims: ['c1'], conformance: { score: 0.8, rationale: 'Looked at' } }],
      },
      { summary: 'The invented <b>report</b>', map: [{ requirement: 'r2', claims: ['c2'] }] },
    ],
    claims: [
      { 'bom-ref': 'c1', target: 'us', predicate: 'It holds the certificate', evidence: ['e1'] },
      { 'bom-ref': 'c2', target: 'thing', predicate: 'It is as the standard says' },
    ],
    evidence: [
      { 'bom-ref': 'e1', description: 'The certificate', created: '2026-10-01T00:00:00Z', expires: '2027-09-30T00:00:00Z' },
    ],
    targets: {
      organizations: [{ 'bom-ref': 'us', name: 'Halden Vision (demonstration)' }],
      components: [{ type: 'device', 'bom-ref': 'thing', name: 'An unknown device', version: '3' }],
    },
    affirmation: { statement: 'All of it is so, says the file.' },
  },
};

describe('a supplier reads attestations out of a file', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  it.each([true, false])(
    'sees it first, and then makes drafts of what was chosen (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const editor = await portal.visitor('editor@halden.example', {
        javaScriptEnabled,
        width: javaScriptEnabled ? 320 : 1280,
      });
      const { page } = editor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(editor)).toEqual([]);
      };
      const give = async (content: object): Promise<void> => {
        const buffer = Buffer.from(JSON.stringify(content));
        await page.getByLabel('The file').setInputFiles({ name: 'ours.cdx.json', mimeType: 'application/json', buffer });
        await editor.press('Check the file');
      };
      await editor.goTo('/our/attestations');
      await editor.follow(page.getByRole('link', { name: 'Read attestations from a file' }));
      await check();
      await editor.press('Check the file');
      expect(await page.getByRole('alert').textContent()).toContain('Choose a file');
      await give({ ...FILE, declarations: { ...FILE.declarations, assessors: 'lab' } });
      expect(await page.getByRole('alert').textContent()).toContain(
        '/declarations/assessors must be array, says the official schema',
      );
      await check();

      const serialNumber = `urn:uuid:3e671687-395b-41f5-a30f-a58921a69b${javaScriptEnabled ? '71' : '72'}`;
      await give({ ...FILE, serialNumber });
      expect(await editor.heading()).toBe('Check what the file says');
      const shown = await said(editor);
      for (const part of [
        'All of it is so, says the file.',
        'The invented <b>report</b>',
        'Cyber Essentials, of NCSC',
        'A Laboratory (invented), a third party',
        'An unknown device (a component)',
        '80%: Looked at',
        'Expires 30 September 2027',
        'how strong it is, you claim yourself',
        'no scheme here has that name or code',
      ])
        expect(shown.replace(/\s+/g, ' ')).toContain(part);
      await check();
      const chosen = (label: string, nth: number): Promise<string> => page.getByLabel(label).nth(nth).inputValue();
      expect([await chosen('Which scheme is it of?', 0), await chosen('What is it about?', 0)]).toEqual(['ce', 'ORGANISATION']);
      expect(await chosen('How strong is it?', 0)).toBe('INDEPENDENT_VALIDATION');
      expect([await chosen('Which scheme is it of?', 1), await chosen('What is it about?', 1)]).toEqual(['', '']);

      await page.getByLabel('How strong is it?').nth(0).selectOption('INDEPENDENT_TESTING');
      await editor.press('Make drafts');
      expect(await page.getByRole('alert').textContent()).toContain('Choose the scheme of “The invented <b>report</b>”');
      expect(await chosen('How strong is it?', 0)).toBe('INDEPENDENT_TESTING');
      await check();
      await page.getByLabel('Make a draft of it').nth(1).uncheck();
      await editor.press('Make drafts');
      expect(await editor.heading()).toBe('Cyber Essentials');
      expect(await page.getByLabel('a test by somebody independent').isChecked()).toBe(true);
      expect(await page.getByRole('group', { name: 'Documents attached' }).getByLabel('ours.cdx.json').isChecked()).toBe(true);
      expect(await said(editor)).toContain('It holds the certificate');
      await check();

      await editor.goTo('/our/attestations/file');
      await give({ ...FILE, serialNumber });
      expect(await said(editor)).toContain('It was read from this very file before. One draft was made of it');
      expect(await page.getByLabel('Make another draft of it').isChecked()).toBe(false);
      await check();
    },
  );

  it('and whoever may see attestations takes them as CycloneDX', async () => {
    const editor = await portal.visitor('editor@halden.example');
    await editor.goTo('/our/attestations');
    await editor.follow(editor.page.locator('table a:not([href$="/edit"]):not([href*="new/"])').first());
    const own = await editor.page.getByRole('link', { name: 'Download as CycloneDX' }).getAttribute('href');
    const got = await editor.page.request.get(own ?? '');
    expect([got.status(), got.headers()['content-type']]).toEqual([
      200,
      expect.stringContaining('application/vnd.cyclonedx+json'),
    ]);
    expect(((await got.json()) as { bomFormat: string }).bomFormat).toBe('CycloneDX');

    const stranger = await portal.visitor(null);
    await stranger.goTo('/suppliers?search=Halden');
    await stranger.follow(stranger.page.getByRole('link', { name: /^Halden Vision/ }).first());
    const all = await stranger.page.getByRole('link', { name: 'Download the attestations as CycloneDX' }).getAttribute('href');
    const { declarations } = (await (await stranger.page.request.get(all ?? '')).json()) as {
      declarations: { attestations: object[] };
    };
    expect(declarations.attestations.length).toBeGreaterThan(0);
  });
});
