import { Secret, TOTP } from 'otpauth';
import { wrongs } from './accessibility';
import { newcomer } from './newcomer';
import { PASSWORD, TestPortal, type Visitor } from './portal';

describe('those who look after the directory', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  /** Something that waits to be checked: signed by a supplier, over the API. */
  async function submitted(reference: string): Promise<void> {
    const send = async (token: string | null, query: string, variables: object) => {
      const response = await fetch(`${portal.apiUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: { signIn: { token: string } }; errors?: unknown };
    };
    const credentials = { email: 'signatory@halden.example', password: 'connected-places-demo' };
    const { data } = await send(null, 'mutation($input: SignInInput!) { signIn(input: $input) { token } }', {
      input: credentials,
    });
    const { errors } = await send(
      data.signIn.token,
      'mutation($input: SubmitAttestationInput!) { submitAttestation(input: $input) { attestation { id } } }',
      {
        input: {
          schemeCode: 'ce',
          reference,
          scope: { legalEntity: 'Somebody Else Ltd' },
          strength: 'INDEPENDENT_VALIDATION',
          issuedOn: '2026-10-01',
          expiresOn: '2027-09-30',
          statement: { signatoryName: 'Hetty Crane', signatoryRole: 'Director', agreed: true },
        },
      },
    );
    expect(errors).toBeUndefined();
  }

  it.each([
    ['verifier', '/checks', ['Attestations to check', 'Market', 'Catalogue', 'Suppliers', 'Guidance']],
    [
      'operator',
      '/claims',
      [
        'Claims',
        'Page requests',
        'Account requests',
        'Organisations',
        'Imports',
        'Market',
        'Catalogue',
        'Suppliers',
        'Guidance',
      ],
    ],
    ['analyst', '/market/question', ['Market', 'Catalogue', 'Suppliers', 'Guidance']],
  ])('begin at their own work, with a menu of what they may do (as %s)', async (who, home, menu) => {
    const visitor = await portal.visitor(`${who}@oversight.example`);
    await visitor.page.waitForURL(`**${home}`);
    expect(await said(visitor)).not.toContain('You are not one');
    const items = await visitor.page.getByRole('navigation', { name: 'Menu' }).getByRole('link').allTextContents();
    expect(items.map((item) => item.trim())).toEqual(menu);
  });

  it.each([true, false])('check an attestation with everything beside it (JavaScript: %s)', async (javaScriptEnabled) => {
    await submitted(`INVENTED-${javaScriptEnabled}`);
    const visitor = await portal.visitor('verifier@oversight.example', {
      javaScriptEnabled,
      width: javaScriptEnabled ? 320 : 1280,
    });
    const { page } = visitor;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    await visitor.goTo('/checks');
    await check();
    const before = await page.locator('tbody tr').count();
    await visitor.follow(page.getByRole('link', { name: /Halden/ }).last());
    expect(await said(visitor)).toContain('The certificate names Somebody Else Ltd, which is no name');
    await check();
    const day = ['day', 'month', 'year'].map((part) => page.locator(`#checkedOn-${part}`));
    const today = await Promise.all(day.map((part) => part.inputValue()));
    for (const part of day) await part.fill('');
    await visitor.press('Record the check');
    const missing = await page.getByRole('alert').textContent();
    for (const wrong of ['Choose whether it holds', 'Enter how you checked it', 'Checked on: enter the day, month and year'])
      expect(missing).toContain(wrong);
    await check();
    for (const [at, part] of day.entries()) await part.fill(today[at]);
    await page.getByLabel('It does not hold').check();
    await page.getByLabel('How you checked it').fill('Looked it up by its number; it names another company.');
    await visitor.press('Record the check');
    expect(await said(visitor)).toContain('The attestation is rejected');
    expect(await page.locator('tbody tr').count()).toBe(before - 1);
    await visitor.goTo('/claims');
    expect(await said(visitor)).toContain('Operators decide on claims');
    await check();
  });

  it.each([true, false])('decide on a claim, and the claimant is told why (JavaScript: %s)', async (javaScriptEnabled) => {
    const width = javaScriptEnabled ? 320 : 1280;
    const { email, number, page: name } = await newcomer(portal.database.ownerUrl, `Newcomer${javaScriptEnabled}`);
    const claimant = await portal.visitor(email, { javaScriptEnabled, width });
    const operator = await portal.visitor('operator@oversight.example', { javaScriptEnabled, width });
    const colleague = await portal.visitor('operator@oversight.example', { javaScriptEnabled, width });
    const check = async (visitor: Visitor): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    await claimant.goTo('/our/page');
    await check(claimant);
    await claimant.goTo(`/our/claim?scheme=GB-COH&identifier=GB-COH-${number}`);
    await check(claimant);
    await claimant.press('Claim this page');
    expect(await said(claimant)).toContain(`Your claim to ${name} waits for an operator`);
    expect(await claimant.page.locator('main li').first().textContent()).toContain(name);
    expect(await said(claimant)).toContain('An operator will decide');
    await operator.goTo('/claims');
    expect(await said(operator)).toContain(`The number given, GB-COH ${number}, is the supplier’s.`);
    expect(await said(operator)).toContain(`Nell Newcomer, ${email}`);
    expect(await said(operator)).toContain('It is public: whoever looks it up knows it.');
    await check(operator);
    await colleague.goTo('/claims');
    await operator.press(/^Refuse/);
    expect(await operator.page.getByRole('alert').textContent()).toContain('Enter why you decide so');
    await check(operator);
    await operator.page.getByLabel('What you looked at').fill('Nobody there knows of it.');
    await operator.press(/^Refuse/);
    expect(await said(operator)).toContain(`The claim to ${name} is refused`);
    await colleague.page.getByLabel('What you looked at').fill('They showed it to me.');
    await colleague.press(/^Accept/);
    expect(await colleague.page.getByRole('alert').textContent()).toContain('has refused this claim already');
    expect(await colleague.page.getByLabel('What you wrote').inputValue()).toBe('They showed it to me.');
    await check(colleague);
    await claimant.goTo('/notifications');
    expect(await said(claimant)).toContain(`Your claim to the page of ${name} was refused. Nobody there knows of it.`);
    await check(claimant);
  });

  it.each([true, false])('see a claim no more that its claimant withdrew (JavaScript: %s)', async (javaScriptEnabled) => {
    const width = javaScriptEnabled ? 320 : 1280;
    const { email, number, page: name } = await newcomer(portal.database.ownerUrl, `Regretting${javaScriptEnabled}`);
    const claimant = await portal.visitor(email, { javaScriptEnabled, width });
    const check = async (visitor: Visitor): Promise<void> => {
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
    };
    const link = (label: string) => claimant.page.getByRole('link', { name: label });
    await claimant.goTo(`/our/claim?scheme=GB-COH&identifier=${number}`);
    await claimant.press('Claim this page');
    await check(claimant);
    await claimant.follow(link('Withdraw the claim'));
    expect(await said(claimant)).toContain(`Withdraw your claim to ${name}`);
    await check(claimant);
    await claimant.follow(link('Keep this claim'));
    expect(await said(claimant)).toContain('An operator will decide');
    await claimant.follow(link('Withdraw the claim'));
    await claimant.press('Withdraw this claim');
    expect(await said(claimant)).toContain(`Your claim to ${name} is withdrawn`);
    expect(await said(claimant)).toContain('You withdrew it');
    expect(await link('Withdraw the claim').count()).toBe(0);
    const operator = await portal.visitor('operator@oversight.example', { javaScriptEnabled, width });
    await operator.goTo('/claims');
    expect(await said(operator)).not.toContain(email);
  });

  it('see claims, and nothing of a verifier’s work that is not theirs', async () => {
    const operator = await portal.visitor('operator@oversight.example', { width: 320 });
    await operator.goTo('/claims');
    expect(await wrongs(operator)).toEqual([]);
    await operator.goTo('/checks');
    expect(await said(operator)).toContain('Verifiers check attestations');
    expect(await wrongs(operator)).toEqual([]);
    const buyer = await portal.visitor('editor@wexcombe.example');
    expect(await buyer.goTo('/checks')).toBe(403);
  });
});

describe('everybody who has an account', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  it('changes the password, with what is wrong said', async () => {
    const visitor = await portal.visitor('editor@dunmoor.example', { width: 320 });
    const { page } = visitor;
    const type = async (current: string, next: string, again: string): Promise<void> => {
      await page.getByLabel('Your password now', { exact: true }).fill(current);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password again', { exact: true }).fill(again);
      await visitor.press('Change it');
    };
    await visitor.goTo('/account');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(page.getByRole('link', { name: 'Change your password' }));
    expect(await wrongs(visitor)).toEqual([]);
    await type('connected-places-demo', 'three plain words', 'other plain words');
    expect(await page.getByRole('alert').textContent()).toContain('not the same');
    expect(await wrongs(visitor)).toEqual([]);
    await type('wrong', 'three plain words', 'three plain words');
    expect(await page.getByRole('alert').textContent()).toContain('current password is not right');
    await type('connected-places-demo', 'three plain words', 'three plain words');
    expect(await page.getByRole('alert').textContent()).toContain('Your password is changed');
    const again = await portal.visitor('editor@dunmoor.example');
    expect(await again.page.getByRole('alert').textContent()).toContain('is not right');
  });

  it('sets up codes of an app, signs in with them, and turns them off', async () => {
    const visitor = await portal.visitor('viewer@wexcombe.example', { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/account/second-factor');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.press('Set up an app');
    expect(await wrongs(visitor)).toEqual([]);
    const secret = ((await page.locator('.portal-secret').textContent()) ?? '').replaceAll(' ', '');
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await visitor.press('Turn codes on');
    expect(await page.getByRole('alert').textContent()).toContain('Enter the code');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(app.generate());
    await visitor.press('Turn codes on');
    const codes = await page.locator('.portal-recovery').allTextContents();
    expect(codes).toHaveLength(10);
    expect(await wrongs(visitor)).toEqual([]);
    const again = await portal.visitor(null, { javaScriptEnabled: false });
    await again.signIn('viewer@wexcombe.example');
    expect(await again.page.getByRole('alert').textContent()).toContain('asks for a code besides the password');
    await again.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await again.page.getByLabel('Code', { exact: true }).fill(codes[0]);
    await again.press('Sign in');
    expect(await again.heading()).toBe('Procurements');
    await again.goTo('/account/second-factor');
    await again.page.getByLabel('Code', { exact: true }).fill(codes[1]);
    await again.press('Turn codes off');
    expect(await again.page.locator('main').textContent()).toContain('Codes are off.');
  });

  it('reads notifications and the record', async () => {
    const visitor = await portal.visitor('editor@wexcombe.example', { width: 320 });
    const { page } = visitor;
    await visitor.goTo('/notifications');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.goTo('/procurements/new');
    await page.getByLabel('Title').fill('Lamps (invented)');
    await visitor.press('Save and continue');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await visitor.goTo('/record');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Identifier').fill(id);
    await visitor.press('Search the record');
    expect(await page.getByRole('status').textContent()).toBe('1 event');
    expect(await page.locator('main').textContent()).toContain('procurement.created');
    expect(await wrongs(visitor)).toEqual([]);
  });
});
