import { DataSource } from 'typeorm';
import { TestPortal, type Visitor } from './portal';

type Fields = Record<string, string>;

describe('a form', () => {
  let portal: TestPortal;
  let owner: DataSource;
  beforeAll(async () => {
    portal = await TestPortal.start();
    owner = await portal.database.tablesAs('owner');
  });
  afterAll(() => portal?.stop());

  /** What the form of a page would send, as it stands: what is hidden, with what was typed. */
  async function opened(visitor: Visitor, path: string, typed: Fields): Promise<Fields> {
    await visitor.goTo(path);
    return { ...(await hidden(visitor)), ...typed };
  }

  async function hidden({ page }: Visitor): Promise<Fields> {
    const fields = await page
      .locator('main form[method=post] input[type=hidden]')
      .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']));
    return Object.fromEntries(fields) as Fields;
  }

  /** Sends a form as a browser would, and shows what comes back, so that it can be sent again. */
  async function sent(visitor: Visitor, path: string, form: Fields): Promise<{ status: number; text: string }> {
    const response = await visitor.page.request.post(`${portal.url}${path}`, { form });
    await visitor.page.setContent(await response.text());
    return { status: response.status(), text: (await visitor.page.locator('main').textContent()) ?? '' };
  }

  const count = async (sql: string, value: string): Promise<number> => {
    const [row] = await owner.query<{ count: string }[]>(`SELECT count(*) FROM ${sql} = $1`, [value]);
    return Number(row.count);
  };

  it.each([
    ['/our/products/new', { name: 'Sent twice', kind: 'HARDWARE' }, 'product WHERE name', 'Sent twice'],
    [
      '/our/attestations/new/ce-plus',
      { legalEntity: 'Halden Vision Ltd', strength: 'INDEPENDENT_VALIDATION', reference: 'TWICE-1' },
      'attestation WHERE reference',
      'TWICE-1',
    ],
    [
      '/market/watch?kind=breakdown&by=SECTOR&measure=SUPPLIERS&relevance=all',
      { name: 'Watched twice', threshold: '10' },
      'watched_question WHERE name',
      'Watched twice',
    ],
  ])('acts once though it is sent twice: %s', async (path, typed, rows, value) => {
    const visitor = await portal.visitor('editor@halden.example');
    const form = await opened(visitor, path, typed as Fields);
    const [action] = path.split('?');
    const post = () => visitor.page.request.post(`${portal.url}${action}`, { form });
    const atOnce = await Promise.all([post(), post()]);
    for (const answer of atOnce) expect(await answer.text()).not.toContain('Idempotency');
    expect(atOnce.map((answer) => answer.status())).toEqual([200, 200]);
    expect(atOnce[1].url()).toBe(atOnce[0].url());
    expect((await post()).status()).toBe(200);
    expect(await count(rows, value)).toBe(1);
    await visitor.leave();
  });

  it.each(['of a new one', 'of a draft'])('takes its file once though it is sent twice: %s', async (which) => {
    const visitor = await portal.visitor('editor@halden.example');
    const typed = { legalEntity: 'Halden Vision Ltd', strength: 'INDEPENDENT_VALIDATION', reference: `FILE ${which}` };
    let path = '/our/attestations/new/ce-plus';
    if (which === 'of a draft') {
      const form = await opened(visitor, path, typed);
      path = new URL((await visitor.page.request.post(`${portal.url}${path}`, { form })).url()).pathname;
    }
    const name = `certificate ${which}.txt`;
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from('An invented certificate.') };
    const multipart = { ...(await opened(visitor, path, typed)), file };
    const post = () => visitor.page.request.post(`${portal.url}${path}`, { multipart });
    expect((await post()).status()).toBe(200);
    expect(await (await post()).text()).not.toContain('Idempotency');
    expect(await count('document WHERE file_name', name)).toBe(1);
    expect(await count('attestation WHERE reference', typed.reference)).toBe(1);
    await visitor.leave();
  });

  it('that is sent again with other words says what became of the first, and then makes another', async () => {
    const visitor = await portal.visitor('editor@wexcombe.example');
    const form = await opened(visitor, '/procurements/new', { title: 'Sent before (invented)' });
    expect((await sent(visitor, '/procurements/new', form)).status).toBe(200);
    const refused = await sent(visitor, '/procurements/new', { ...form, title: 'Sent after (invented)' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(
      'You sent this form before, and what it said then was taken. Look under “Procurements” first.',
    );
    expect(refused.text).not.toContain('Idempotency');
    const again = { ...form, ...(await hidden(visitor)), title: 'Sent after (invented)' };
    expect((await sent(visitor, '/procurements/new', again)).status).toBe(200);
    expect(await count('procurement WHERE title', 'Sent before (invented)')).toBe(1);
    expect(await count('procurement WHERE title', 'Sent after (invented)')).toBe(1);
    await visitor.leave();
  });

  it('that a colleague overtook shows what they saved, keeps what was typed, and can be sent again', async () => {
    const supplier = await portal.visitor('editor@halden.example');
    const product = { name: 'Saved by two', kind: 'HARDWARE' };
    await sent(supplier, '/our/products/new', await opened(supplier, '/our/products/new', product));
    await supplier.goTo('/our/products');
    const ofProduct = await supplier.page.getByRole('link', { name: 'Saved by two' }).getAttribute('href');
    await overtaken('editor@halden.example', ofProduct ?? '', 'What it does');
    await overtaken('editor@halden.example', '/our/page', 'What you do');
    const buyer = await portal.visitor('editor@wexcombe.example');
    await buyer.goTo('/procurements/new');
    await buyer.page.getByLabel('Title').fill('Described by two (invented)');
    await buyer.press('Save and continue');
    const home = new URL(buyer.page.url()).pathname;
    await overtaken('editor@wexcombe.example', `${home}/description`, 'Description');
    await buyer.goTo(`${home}/requirements/new`);
    await buyer.page.getByLabel('Requirement', { exact: true }).fill('The supplier shall not use default passwords.');
    await buyer.press('Add requirement');
    await buyer.goTo(`${home}/requirements`);
    const edit = await buyer.page.getByRole('link', { name: /^Change R-01/ }).getAttribute('href');
    await overtaken('editor@wexcombe.example', edit ?? '', 'Requirement');
  });

  /** Two people open a page; one saves, and then the other, whose page has grown old. */
  async function overtaken(email: string, path: string, label: string): Promise<void> {
    const [ours, theirs] = [await portal.visitor(email), await portal.visitor(email)];
    const field = ({ page }: Visitor) => page.getByLabel(label, { exact: true });
    await ours.goTo(path);
    await theirs.goTo(path);
    await field(theirs).fill('What they saved of it.');
    await theirs.press('Save');
    await field(ours).fill('What we typed of it.');
    await ours.press('Save');
    const said = await ours.page.locator('main').textContent();
    expect(said).toContain('Somebody else saved this after you opened it.');
    expect(said).toContain(`${label}: What they saved of it.`);
    expect(await field(ours).inputValue()).toBe('What we typed of it.');
    await ours.press('Save');
    expect(await ours.page.getByRole('alert').textContent()).toContain('saved');
    await ours.goTo(path);
    expect(await field(ours).inputValue()).toBe('What we typed of it.');
    await ours.leave();
    await theirs.leave();
  }

  it('of a product marks the field that is too long', async () => {
    const visitor = await portal.visitor('editor@halden.example');
    for (const [name, value] of [
      ['description', 'x'.repeat(10_001)],
      ['versions', 'x'.repeat(101)],
    ]) {
      const product = { name: 'Too long', kind: 'HARDWARE', [name]: value };
      await sent(visitor, '/our/products/new', await opened(visitor, '/our/products/new', product));
      const marked = visitor.page.locator('.govuk-textarea--error');
      expect(await marked.getAttribute('name')).toBe(name);
    }
    await visitor.leave();
  });

  it.each([
    ['/our/page', '/our/facts', { fact: 'none', note: '' }],
    ['/account/second-factor', '/account/second-factor/confirm', { code: '' }],
  ])('that went wrong at an address of no page leads to another language of a page: %s', async (page, action, typed) => {
    const visitor = await portal.visitor('editor@halden.example');
    const form = await opened(visitor, '/our/page', typed as Fields);
    await sent(visitor, action, form);
    const link = await visitor.page.locator('a[hreflang=cy]').getAttribute('href');
    expect(new URL(link ?? '', portal.url).searchParams.get('to')).toBe(page);
    await visitor.leave();
  });
});
