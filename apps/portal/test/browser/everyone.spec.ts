import type { Locator } from 'playwright-core';
import { faults, focused, overflows, smallTargets, wrongs } from './accessibility';
import { TestPortal } from './portal';

const PAGES = ['/', '/sign-in', '/accessibility', '/privacy', '/cookies', '/no-such-page'];
const EDITOR = 'editor@wexcombe.example';

/** The language in which a screen reader would read something. */
const languageOf = (locator: Locator): Promise<string | null> =>
  locator.evaluate((element) => element.closest('[lang]')?.getAttribute('lang') ?? null);

describe('the portal, for everyone', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it.each(PAGES)('%s has no fault that axe finds, fits 320 px, and asks nobody else for anything', async (path) => {
    const visitor = await portal.visitor(null, { width: 320 });
    await visitor.goTo(path);
    expect(await faults(visitor.page)).toEqual([]);
    expect(await overflows(visitor.page)).toBe(false);
    expect(await smallTargets(visitor.page)).toEqual([]);
    expect(visitor.strayed).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it.each([true, false])('signs in and out (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(null, { javaScriptEnabled });
    const { page } = visitor;
    await page.goto('/sign-in?to=%2Fcookies');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByRole('alert').textContent()).toContain('Enter your email address');
    await page.getByRole('link', { name: 'Enter your password' }).click();
    await page.getByLabel('Email address').fill(EDITOR);
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/password/i);
    expect(await page.getByLabel('Email address').inputValue()).toBe(EDITOR);
    await page.getByLabel('Password', { exact: true }).fill('connected-places-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(new URL(page.url()).pathname).toBe('/cookies');
    expect(await page.locator('header').textContent()).toContain('Wexcombe');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('You are signed out.');
    expect(visitor.complaints).toEqual([]);
  });

  it('works by keyboard: the skip link first, then every field in its order', async () => {
    const { page } = await portal.visitor();
    await page.goto('/sign-in');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to main content');
    await page.getByLabel('Email address').focus();
    await page.keyboard.type(EDITOR);
    await page.keyboard.press('Tab');
    await page.keyboard.type('connected-places-demo');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/procurements');
    expect(await page.locator('header').textContent()).toContain('Wexcombe');
  });

  it.each([true, false])('makes and revokes an API token (JavaScript: %s)', async (javaScriptEnabled) => {
    const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    const name = javaScriptEnabled ? 'Export' : 'Export without JavaScript';
    await visitor.goTo('/account');
    await visitor.follow(page.getByRole('link', { name: 'API tokens' }));
    await visitor.follow(page.getByRole('button', { name: 'Make an API token' }));
    await visitor.press('Make the token');
    expect(await page.getByRole('alert').textContent()).toContain('Enter a name for the token');
    await check();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Read what you may read').check();
    await visitor.press('Make the token');
    expect(await page.locator('main code').first().textContent()).toMatch(/^assay_t_\S{43}$/);
    expect(page.url()).not.toContain('assay_t_');
    await check();
    await visitor.follow(page.getByRole('button', { name: 'Go back to your tokens' }));
    await check();
    await visitor.follow(page.getByRole('link', { name: `Revoke – ${name}`, exact: true }));
    await check();
    await visitor.press('Revoke this token');
    expect(await page.getByRole('alert').textContent()).toContain(`The token “${name}” is revoked.`);
    await check();
    await visitor.leave();
  });

  it('ends every session at once', async () => {
    const one = await portal.visitor(EDITOR);
    const other = await portal.visitor(EDITOR);
    await one.goTo('/account');
    await one.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    expect(await one.page.getByRole('alert').textContent()).toMatch(/signed out everywhere.*API tokens go on/);
    await other.goTo('/account');
    expect(await other.heading()).toBe('Sign in');
  });

  it('speaks Welsh where it can, and English elsewhere, once asked', async () => {
    const { page } = await portal.visitor();
    await page.goto('/');
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    expect(await page.locator('h1').textContent()).toContain('Pa gyflenwyr');
    expect(await page.locator('html').getAttribute('lang')).toBe('cy');
    expect(await faults(page)).toEqual([]);
    await page.goto('/cookies');
    expect(await page.locator('h1').textContent()).toBe('Cookies');
    expect(await page.locator('html').getAttribute('lang')).toBe('cy');
    expect(await languageOf(page.locator('h1'))).toBe('en');
    expect(await languageOf(page.locator('footer'))).toBe('cy');
    await page.goto('/suppliers?day=1');
    expect(await languageOf(page.getByRole('alert'))).toBe('en');
    expect(await page.getByRole('alert').textContent()).toContain('There is a problem');
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('tells in English what is in no other language, on a page that is in Welsh', async () => {
    const { page } = await portal.visitor(EDITOR);
    await page.goto('/language/cy');
    await page.getByRole('button', { name: 'Allgofnodi' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('You are signed out.');
    expect(await languageOf(page.getByRole('alert'))).toBe('en');
    expect(await languageOf(page.locator('h1'))).toBe('cy');
  });

  it.each([
    [null, ['/', '/guidance', '/guidance/match', '/cookies', '/suppliers', '/schemes']],
    [
      EDITOR,
      [
        '/',
        '/account',
        '/procurements',
        '/procurements/new',
        '/procurements/from-notice',
        '/notifications',
        '/record',
        '/shared-documents',
      ],
    ],
    [
      'editor@halden.example',
      ['/invitations', '/our/attestations', '/our/attestations/calendar', '/our/documents', '/our/products', '/our/page'],
    ],
    ['verifier@oversight.example', ['/checks', '/claims']],
  ])('leads nowhere that is not there (as %s)', async (email, pages) => {
    const { page } = await portal.visitor(email);
    const tried = new Set<string>();
    for (const path of pages) {
      await page.goto(path);
      const links = await page
        .locator('a[href^="/"]')
        .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
      for (const link of links.filter((one) => !tried.has(one))) {
        tried.add(link);
        expect({ link, status: (await page.request.get(link)).status() }).toEqual({ link, status: 200 });
      }
    }
  });

  it('knows who is signed in also at an address that there is not', async () => {
    const visitor = await portal.visitor(EDITOR);
    await visitor.goTo('/no-such-page');
    const header = await visitor.page.locator('.portal-header').innerText();
    expect(header).toContain('Sign out');
    expect(header).not.toContain('Sign in');
    expect(await visitor.page.getByRole('navigation').first().innerText()).toContain('Procurements');
  });

  it('refuses a form of another site, and sends nobody there', async () => {
    const { page } = await portal.visitor();
    const forged = await page.request.post('/sign-in', { form: { email: EDITOR, password: 'connected-places-demo' } });
    expect(forged.status()).toBe(400);
    for (const to of ['https://example.org/', '//example.org', '/\\example.org']) {
      const answer = await page.request.get(`/language/en?to=${encodeURIComponent(to)}`, { maxRedirects: 0 });
      expect(answer.headers().location).toBe('/');
    }
  });

  it('has a page for an address that cannot be read or is longer than any, and for a form that was cut short', async () => {
    const { page } = await portal.visitor();
    const long = [150, 1500, 20_000].map((length) => `/suppliers/${'x'.repeat(length)}`);
    for (const address of ['/%', '/suppliers/%FF', ...long]) {
      const answer = await page.request.get(address);
      expect({ address, status: answer.status() }).toEqual({ address, status: 404 });
      expect(await answer.text()).toContain('Page not found');
    }
    expect((await page.request.get('/suppliers?search=100%')).status()).toBe(200);
    const cut = await page.request.post('/sign-in', {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      data: '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nhalf a',
    });
    expect(cut.status()).toBe(400);
    expect(await cut.text()).toContain('Go back and send it again');
  });

  it('takes a session that cannot be one for none, and a spoilt key of a form for a new one', async () => {
    const { page } = await portal.visitor(EDITOR);
    for (const held of ['%E2%80%AE', '%0D%0Ax', '%00', '']) {
      const answer = await page.request.get('/cookies', { headers: { cookie: `assay_session=${held}` } });
      expect({ held, status: answer.status() }).toEqual({ held, status: 200 });
    }
    await page.goto('/procurements/new');
    await page.locator('input[name="once"]').evaluate((input) => ((input as HTMLInputElement).value = '\u202e'));
    await page.getByLabel('Title').fill('Kerbside sensors');
    await page.getByLabel('CPV codes').fill('38000000');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    expect(await page.locator('h1').textContent()).toContain('Kerbside sensors');
  });

  it('takes as long a text into an address as guidance is found for, says so of a longer one, and of one that is no address any more', async () => {
    const { page } = await portal.visitor();
    const match = async (text: string): Promise<void> => {
      await page.goto('/guidance/match');
      await page.getByLabel('A requirement').fill(text);
      await page.getByRole('button', { name: 'Find guidance' }).click();
    };
    const requirement = 'Each £ of access to the café’s camera shall need a password of its owner. ';
    await match(requirement.repeat(130));
    expect(await page.getByRole('status').textContent()).toMatch(/\d+ items/);
    await match(requirement.repeat(200));
    expect(await page.locator('.govuk-error-summary').textContent()).toContain(
      '“A requirement, in your own words” has more than 10,000 characters; shorten it',
    );
    const answer = await page.goto(`/guidance/match?text=${'x'.repeat(200_000)}`);
    expect(answer?.status()).toBe(431);
    expect(await page.locator('h1').textContent()).toBe('There is a problem');
    expect(await page.locator('main').textContent()).toContain('longer than an address can hold. Go back and send less text');
  });

  it('says so where a form brings a second file, and takes none', async () => {
    const { page } = await portal.visitor(EDITOR);
    const file = (name: string): string =>
      `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nThe supplier must do it.\r\n`;
    const answer = await page.request.post('/procurements/from-notice', {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      data: `${file('a.json')}${file('b.json')}--x--\r\n`,
    });
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain('More than one file was sent');
  });

  it('sends its first page in less than 100 kB, scripts and styles included', async () => {
    const { page } = await portal.visitor();
    let bytes = 0;
    const sizes: Promise<void>[] = [];
    page.on('requestfinished', (request) => {
      sizes.push(
        request
          .sizes()
          .then(({ responseBodySize, responseHeadersSize }) => void (bytes += responseBodySize + responseHeadersSize)),
      );
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    await Promise.all(sizes);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(100_000);
  });
});
