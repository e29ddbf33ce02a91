import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

describe('a supplier looks after what it says', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  it.each([true, false])('drafts an attestation, signs it and withdraws it (JavaScript: %s)', async (javaScriptEnabled) => {
    const options = { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 };
    const check = async (visitor: Visitor): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    const editor = await portal.visitor('editor@halden.example', options);
    const { page } = editor;
    await editor.goTo('/our/attestations');
    await check(editor);
    await editor.press('Add an attestation');
    await editor.press('Continue');
    expect(await page.getByRole('alert').textContent()).toContain('Choose a scheme');
    await check(editor);
    await page.getByLabel('Cyber Essentials Plus').check();
    await editor.press('Continue');
    expect(await editor.heading()).toBe('Cyber Essentials Plus');
    expect(await page.getByLabel('Legal entity that it names').inputValue()).toContain('Halden');
    await check(editor);
    await page.getByLabel('Certificate or report number').fill('INVENTED-1');
    await page.getByLabel('Legal entity that it names').fill('');
    await editor.press('Save as a draft');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the legal entity');
    expect(await page.getByRole('alert').textContent()).toContain('Choose how strong it is');
    expect(await page.getByLabel('Certificate or report number').inputValue()).toBe('INVENTED-1');
    await check(editor);
    await page.getByLabel('Legal entity that it names').fill('Halden Vision Ltd');
    await page.getByLabel('a check by somebody independent').check();
    const day = async (legend: string, typed: [string, string, string]): Promise<void> => {
      const group = page.getByRole('group', { name: legend });
      for (const [index, part] of ['Day', 'Month', 'Year'].entries()) await group.getByLabel(part).fill(typed[index]);
    };
    await day('Issued on', ['1', '10', '2026']);
    await day('Expires on', ['30', '9', '2027']);
    await page.getByLabel('Certification body (optional)').fill('An invented body');
    await day('Audit date (optional)', ['31', '2', '2026']);
    await editor.press('Save as a draft');
    expect(await page.getByRole('alert').textContent()).toContain('Audit date');
    expect(await page.getByLabel('Certification body (optional)').inputValue()).toBe('An invented body');
    await check(editor);
    await day('Audit date (optional)', ['28', '9', '2026']);
    const buffer = Buffer.from('An invented certificate.');
    await page.getByLabel('Attach a document').setInputFiles({ name: 'certificate.txt', mimeType: 'text/plain', buffer });
    await editor.press('Save and go on to sign');
    expect(await said(editor)).toContain('I state that Halden Vision Ltd holds Cyber Essentials Plus, reference INVENTED-1');
    expect(await said(editor)).toContain('A signatory of your organisation signs it');
    expect(await said(editor)).toContain('certificate.txt');
    expect(await said(editor)).toContain('An invented body');
    expect(await said(editor)).toContain("What is filled in of the scheme's own form, 2 fields, is true.");
    await check(editor);
    await editor.follow(page.getByRole('link', { name: 'Change something' }));
    expect(await page.getByLabel('Certification body (optional)').inputValue()).toBe('An invented body');
    expect(await page.getByRole('group', { name: 'Documents attached' }).getByLabel('certificate.txt').isChecked()).toBe(true);
    await check(editor);
    await editor.follow(page.getByRole('link', { name: 'Your attestations' }));
    expect(await said(editor)).toContain('Drafts');

    const signatory = await portal.visitor('signatory@halden.example', options);
    await signatory.goTo('/our/attestations');
    const draft = await signatory.page.locator('a[href$="/edit"]', { hasText: 'Cyber Essentials Plus' }).getAttribute('href');
    await signatory.goTo(draft?.replace('/edit', '/sign') ?? '');
    await signatory.press('Sign and send to be checked');
    expect(await signatory.page.getByRole('alert').textContent()).toContain('Tick that you agree');
    await check(signatory);
    await signatory.page.getByLabel('Your role').fill('Director');
    await signatory.page.getByLabel('I agree to this statement').check();
    await signatory.press('Sign and send to be checked');
    expect(await said(signatory)).toContain('Waiting to be checked');
    expect(await signatory.page.getByRole('link', { name: 'Replace it with a new one' }).count()).toBe(1);
    await check(signatory);

    const certificate = await signatory.page.locator('a[href^="/documents/"]').getAttribute('href');
    expect((await signatory.page.request.get(certificate ?? '')).status()).toBe(200);
    await editor.goTo('/our/attestations');
    await editor.follow(page.getByRole('link', { name: 'Who read your documents' }));
    expect(await page.getByRole('navigation', { name: 'Menu' }).locator('[aria-current]').textContent()).toContain(
      'Attestations',
    );
    const reading = page.getByRole('row').filter({ hasText: 'certificate.txt' }).first();
    expect(await reading.textContent()).toMatch(/certificate\.txt\s*Cyber Essentials Plus[\s\S]*Halden Vision/);
    await check(editor);
    const verifier = await portal.visitor('verifier@oversight.example', options);
    expect((await verifier.page.request.get(certificate ?? '')).status()).toBe(200);
    await page.reload();
    expect(await said(editor)).toMatch(/certificate\.txt\s*Cyber Essentials Plus\s*Violet Shaw, Assay Oversight/);

    await signatory.page.getByText('Withdraw this attestation').click();
    await signatory.press('Withdraw');
    expect(await signatory.page.getByRole('alert').textContent()).toContain('Enter why you withdraw it');
    await signatory.page.getByLabel('Why').fill('It was made to try it.');
    await signatory.press('Withdraw');
    expect(await said(signatory)).toContain('The attestation is withdrawn');
    await check(signatory);
  });

  it('sees what lapses when, and takes it along as a calendar', async () => {
    const visitor = await portal.visitor('editor@halden.example', { width: 320 });
    await visitor.goTo('/our/attestations/calendar');
    expect(await visitor.page.locator('main li').count()).toBeGreaterThan(0);
    expect(await wrongs(visitor)).toEqual([]);
    const file = await visitor.page.request.get('/our/attestations/calendar.ics');
    expect(file.headers()['content-type']).toContain('text/calendar');
    expect(await file.text()).toContain('BEGIN:VEVENT');
  });

  it('sees how many days are left of what ends soon, and renews that and what has ended', async () => {
    const visitor = await portal.visitor('editor@orrin.example', { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/our/attestations');
    expect(await page.getByText(/^\d+ days left$/).count()).toBe(2);
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(page.getByRole('link', { name: 'Renew it (Cyber Essentials)' }));
    const older = page.getByLabel('Does it replace one that you have?');
    expect(await older.inputValue()).toMatch(/^att_/);

    const late = await portal.visitor('editor@tarnside.example', { width: 1280 });
    await late.goTo('/our/attestations');
    expect(await late.page.getByText('days left').count()).toBe(0);
    const past = late.page.getByRole('table', { name: 'Past' });
    await late.follow(past.getByRole('link', { name: 'Cyber Essentials' }).first());
    await late.follow(late.page.getByRole('link', { name: 'Replace it with a new one' }));
    expect(await late.page.getByLabel('Does it replace one that you have?').inputValue()).toMatch(/^att_/);
  });

  it.each([true, false])('adds a product and changes it (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor('editor@orrin.example', { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = visitor;
    await visitor.goTo('/our/products');
    await visitor.press('Add a product');
    await visitor.press('Save');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the name of the product');
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    const name = `Invented counter ${javaScriptEnabled ? 'one' : 'two'}`;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Hardware').check();
    await page.getByLabel('Versions on sale').fill('1.0\n1.1');
    await visitor.press('Save');
    expect(await said(visitor)).toContain(`${name} is added`);
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(page.getByRole('link', { name }));
    expect(await page.getByLabel('Versions on sale').inputValue()).toBe('1.0\n1.1');
    await page.getByLabel('What it does').fill('Counts.');
    await visitor.press('Save');
    expect(await said(visitor)).toContain(`${name} is saved`);
  });

  it.each([true, false])('describes itself and replies to a register (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor('editor@penbrook.example', {
      javaScriptEnabled,
      width: javaScriptEnabled ? 320 : 1280,
    });
    const { page } = visitor;
    await visitor.goTo('/our/page');
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    const facts = await page.locator('.portal-card').count();
    await visitor.press('Save');
    expect(await said(visitor)).toContain('Your page is saved');
    expect(await page.locator('.portal-card').count()).toBe(facts);
    await page.getByLabel('Website').fill('penbrook');
    await visitor.press('Save');
    expect(await page.getByRole('alert').textContent()).toContain('not a web address');
    expect(await page.getByLabel('Website').inputValue()).toBe('penbrook');
    await page.getByLabel('Website').fill('https://penbrook.example/cameras');
    await page.getByLabel('What you do').fill('We read number plates (invented).');
    await visitor.press('Save');
    expect(await said(visitor)).toContain('Your page is saved');
    const fact = page.locator('.portal-card').first();
    await fact.locator('summary').click();
    await fact.getByLabel('Your reply').fill('That is out of date.');
    await visitor.follow(fact.getByRole('button', { name: 'Publish the reply' }));
    expect(await said(visitor)).toContain('You replied: That is out of date.');
    if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(page.getByRole('link', { name: 'See it as others do' }));
    expect(await said(visitor)).toContain('We read number plates (invented).');
    expect(await said(visitor)).toContain('The supplier replies: That is out of date.');
    await visitor.goTo('/our/page');
    await fact.locator('summary').click();
    await visitor.follow(fact.getByRole('button', { name: 'Remove the reply' }));
    expect(await said(visitor)).toContain('Your reply is removed');
    expect(await said(visitor)).not.toContain('You replied');
  });

  it.each([true, false])('keeps what was derived and stays ticked (JavaScript: %s)', async (javaScriptEnabled) => {
    const owner = await portal.database.connectAs('owner');
    const standing = async (): Promise<{ code: string; source: string }[]> =>
      (
        await owner.query<{ code: string; source: string }>(
          `SELECT sector_code AS code, x.source FROM supplier_sector x JOIN supplier s ON s.id = x.supplier_id WHERE s.name LIKE 'Penbrook%' ORDER BY 1`,
        )
      ).rows;
    await owner.query(`DELETE FROM supplier_sector x USING supplier s WHERE s.id = x.supplier_id AND s.name LIKE 'Penbrook%'`);
    await owner.query(
      `INSERT INTO supplier_sector (supplier_id, sector_code, source, reason, confidence)
       SELECT s.id, t.code, 'DERIVED', 'In notices (invented)', 0.9 FROM supplier s, (SELECT code FROM sector ORDER BY code LIMIT 3) t WHERE s.name LIKE 'Penbrook%'`,
    );
    const derived = await standing();
    const visitor = await portal.visitor('editor@penbrook.example', {
      javaScriptEnabled,
      width: javaScriptEnabled ? 320 : 1280,
    });
    const { page } = visitor;
    const ticked = page.locator('input[name=sector]:checked');
    await visitor.goTo('/our/page');
    expect(await said(visitor)).toContain('What is ticked at first was derived from notices');
    expect(await ticked.count()).toBe(3);
    await visitor.press('Save');
    expect(await standing()).toEqual(derived);
    await page.locator(`input[name=sector][value="${derived[0].code}"]`).uncheck();
    await visitor.press('Save');
    expect(await said(visitor)).toContain('Your page is saved');
    expect(await standing()).toEqual(derived.slice(1).map(({ code }) => ({ code, source: 'SELF_DECLARED' })));
    expect(await said(visitor)).not.toContain('What is ticked at first was derived from notices');
  });

  it('finds a page by number, and is told why it cannot be claimed', async () => {
    const visitor = await portal.visitor('editor@halden.example', { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/our/claim');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Find');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the number');
    await page.getByLabel('Number').fill('99999999');
    await visitor.press('Find');
    expect(await page.getByRole('alert').textContent()).toContain('No supplier has this number');
    expect(await wrongs(visitor)).toEqual([]);
    const stranger = await portal.visitor();
    await stranger.goTo('/suppliers?provenance=FIND_A_TENDER&relevance=all&search=limited');
    await stranger.follow(stranger.page.locator('.portal-card h3 a').first());
    const number = /GB-COH\s+([A-Z0-9]{8})/.exec(await said(stranger))?.[1] ?? '';
    await page.getByLabel('Number').fill(number);
    await visitor.press('Find');
    await visitor.press('Claim this page');
    expect(await page.getByRole('alert').textContent()).toContain('An organisation has one page');
  });
});
