import { Secret, TOTP } from 'otpauth';
import { type Account, accountOf, makeAccounts } from '../../api/test/accounts';
import { PASSWORD, TestApi } from '../../api/test/harness';
import { IdentityProvider, type PersonThere } from '../../api/test/identity-provider';
import { type Fields, type Outcome, PlainPortal, type PlainVisitor } from './plain-portal';

const RETURN = '/sign-in/openid/return';

describe('the portal’s sign-in with another service, without JavaScript', () => {
  let provider: IdentityProvider;
  let api: TestApi;
  let portal: PlainPortal;
  let accounts: Account[];
  let editor: Account;
  const ann = { subject: 'ann-at-town', email: 'ann@town.example' };

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    api = await TestApi.start((configuration) => ({ ...configuration, openId: provider.settings() }));
    portal = await PlainPortal.beside(api);
    accounts = await makeAccounts(api.database.ownerUrl, 'portal');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
  });
  afterEach(async () => {
    const owner = await api.database.connectAs('owner');
    await owner.query('DELETE FROM openid_identity').finally(() => owner.end());
  });
  afterAll(async () => {
    await portal?.stop();
    await api?.stop();
    await provider?.stop();
  });

  /** Where the page that a form led to sends the browser on, by itself and by its button alike. */
  function leadsTo({ page }: Outcome): string {
    const [, refresh] = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(page) ?? [];
    expect(page).toContain(`href="${refresh}"`);
    return refresh.replaceAll('&amp;', '&');
  }
  /** Presses the button of the sign-in page and comes back. */
  async function signIn(visitor: PlainVisitor, as: PersonThere | null, to = ''): Promise<Outcome> {
    const form = await visitor.form('/sign-in', '/sign-in/openid');
    const url = leadsTo(await visitor.send('/sign-in/openid', { ...form, to }));
    return visitor.open(`${RETURN}?${await provider.signIn(url, as)}`);
  }
  /** Connects who somebody is there to the account of a visitor. */
  async function connect(visitor: PlainVisitor, as: PersonThere): Promise<Outcome> {
    const form = await visitor.form('/account/openid', '/account/openid/connect');
    const url = leadsTo(await visitor.send('/account/openid/connect', { ...form, password: PASSWORD }));
    return visitor.open(`${RETURN}?${await provider.signIn(url, as)}`);
  }

  it('is connected on the account page, and signs in to where the person wanted to go', async () => {
    const visitor = await portal.visitor(editor.email);
    expect(await visitor.read('/account')).toContain('Sign in with Town Sign-in');
    expect((await connect(visitor, ann)).location).toBe('/account/openid');
    const page = await visitor.read('/account/openid');
    expect(page).toContain('It is connected: you can sign in with it from now on.');
    expect(page).toContain('ann@town.example');
    const newcomer = portal.stranger();
    expect((await signIn(newcomer, ann, '/record')).location).toBe('/record');
    expect(await newcomer.read('/account')).toContain(editor.email);
    expect((await signIn(portal.stranger(), ann)).location).toBe('/procurements');
  });

  it('is not connected without the password, and says so where it was to be typed', async () => {
    const visitor = await portal.visitor(editor.email);
    const form = await visitor.form('/account/openid', '/account/openid/connect');
    for (const [password, sentence] of [
      ['', 'Enter your password, or a code if you use one'],
      ['not this one', 'The password is not right.'],
    ]) {
      const refused = await visitor.send('/account/openid/connect', { ...form, password });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining(sentence)]);
    }
  });

  it.each(['https://other.example/', '//other.example', '/\\other.example'])('leads to no other site: %s', async (to) => {
    await connect(await portal.visitor(editor.email), ann);
    expect((await signIn(portal.stranger(), ann, to)).location).toBe('/');
  });

  it('gives a session of its own, and none to a browser that did not begin it', async () => {
    await connect(await portal.visitor(editor.email), ann);
    const [attacker, victim] = [portal.stranger(), portal.stranger()];
    const form = await attacker.form('/sign-in', '/sign-in/openid');
    const url = leadsTo(await attacker.send('/sign-in/openid', form));
    const address = `${RETURN}?${await provider.signIn(url, ann)}`;
    const lured = await victim.open(address);
    expect([lured.status, lured.text]).toEqual([400, expect.stringContaining('This browser has begun no sign-in')]);
    const ownForm = await victim.form('/sign-in', '/sign-in/openid');
    await victim.send('/sign-in/openid', ownForm);
    expect((await victim.open(address)).text).toContain('begun in another window or another browser');
    expect(await victim.statusOf('/account')).toBe(303);
    expect((await attacker.open(address)).location).toBe('/procurements');
    expect((await attacker.open(address)).text).toContain('This browser has begun no sign-in');
  });

  it('remembers on the sign-in page where the person wanted to go', async () => {
    const form = await portal.stranger().form('/sign-in?to=%2Frecord', '/sign-in/openid');
    expect(form.to).toBe('/record');
  });

  it('is begun by no other site: the form has to come from a page of ours', async () => {
    expect((await portal.stranger().send('/sign-in/openid', {})).status).toBe(400);
  });

  it('tells who is unknown, or stopped there, what to do', async () => {
    const unknown = await signIn(portal.stranger(), { subject: 'nobody', email: 'nobody@town.example' });
    expect([unknown.status, unknown.text]).toEqual([
      403,
      expect.stringContaining('choose “Connect Town Sign-in” in your account'),
    ]);
    const stopped = await signIn(portal.stranger(), null);
    expect([stopped.status, stopped.text]).toEqual([400, expect.stringContaining('You stopped at Town Sign-in')]);
    expect(stopped.page).toContain('href="/sign-in"');
  });

  it('says honestly that the person is still signed in there when they sign out here', async () => {
    await connect(await portal.visitor(editor.email), ann);
    const visitor = portal.stranger();
    await signIn(visitor, ann);
    const out = await visitor.send('/sign-out', await visitor.form('/account', '/sign-out'));
    expect(out.text).toContain('You are still signed in to Town Sign-in');
    expect(out.page).toContain(`href="${provider.issuer}/session/end?`);
    expect(out.text).not.toContain('Signed in as');
    expect(await visitor.statusOf('/account')).toBe(303);
    const local = await portal.visitor(editor.email);
    expect((await local.send('/sign-out', await local.form('/account', '/sign-out'))).location).toBe('/');
  });

  it('is disconnected, after which it opens nothing', async () => {
    const visitor = await portal.visitor(editor.email);
    await connect(visitor, ann);
    const form = await visitor.form('/account/openid', '/account/openid/disconnect');
    expect((await visitor.send('/account/openid/disconnect', form)).location).toBe('/account/openid');
    expect(await visitor.read('/account/openid')).toContain('It is disconnected.');
    expect((await signIn(portal.stranger(), ann)).status).toBe(403);
  });

  it('is the way in of a member who was invited with it, and cannot be given up by them', async () => {
    const admin = await portal.visitor(accountOf(accounts, 'BUYER', 'ADMIN').email);
    const pat = { subject: 'pat-at-town', email: 'pat@portal.example' };
    const added = await admin.send('/members/new', {
      ...(await admin.form('/members/new')),
      name: 'Pat',
      email: pat.email,
      roles: 'EDITOR',
      signInBy: 'OPENID',
    });
    expect(added.text).toContain('They sign in with Town Sign-in, as whoever has the address pat@portal.example there');
    const visitor = portal.stranger();
    expect((await signIn(visitor, pat)).location).toBe('/procurements');
    const form = await visitor.form('/account/openid', '/account/openid/disconnect');
    const refused = await visitor.send('/account/openid/disconnect', form);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Your account has no password')]);
  });

  it('is opened to a member by their administrator', async () => {
    const admin = await portal.visitor(accountOf(accounts, 'SUPPLIER', 'ADMIN').email);
    const member = accountOf(accounts, 'SUPPLIER', 'EDITOR');
    const page = `/members/usr_${member.userId}`;
    expect((await admin.send(`${page}/invite`, await admin.form(page, `${page}/invite`))).location).toBe('/members');
    expect(await admin.read('/members')).toMatch(/portal EDITOR is invited until \d+ \w+ \d{4}, with the address/);
    expect((await signIn(portal.stranger(), { subject: 'eddie', email: member.email })).location).toBe('/invitations');
  });

  describe('of an organisation’s first people', () => {
    let operator: PlainVisitor;
    beforeAll(async () => {
      operator = await portal.visitor('operator@oversight.example');
    });

    /** Lets a council in. @returns the page of it */
    async function council(name: string): Promise<string> {
      const form = await operator.form('/organisations/new');
      const { location } = await operator.send('/organisations/new', { ...form, kind: 'BUYER', name });
      if (location === null) throw new Error(`${name} was not let in`);
      return location;
    }
    const add = async (home: string, fields: Fields): Promise<Outcome> =>
      operator.send(`${home}/people/new`, { ...(await operator.form(`${home}/people/new`)), roles: 'ADMIN', ...fields });

    it('is offered to an operator in place of a password, who is asked again with that choice where something is missing', async () => {
      const home = await council('Townly Council (invented)');
      const pia = { subject: 'pia-at-town', email: 'pia@townly.example' };
      const refused = await add(home, { email: pia.email, signInBy: 'OPENID' });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Enter their name')]);
      expect(refused.page).toMatch(/value="OPENID" checked/);
      const added = await add(home, { name: 'Pia', email: pia.email, signInBy: 'OPENID' });
      expect(added.text).toContain('They sign in with Town Sign-in, as whoever has the address pia@townly.example there');
      expect(added.page).not.toContain('<code');
      const visitor = portal.stranger();
      expect((await signIn(visitor, pia, '/members')).location).toBe('/members');
      expect(await visitor.read('/members')).toContain('pia@townly.example');
    });

    it('is opened to the only one of them by an operator, since nobody there can invite them', async () => {
      const home = await council('Singley Council (invented)');
      const sol = { subject: 'sol-at-town', email: 'sol@singley.example' };
      expect((await add(home, { name: 'Sol', email: sol.email, signInBy: 'PASSWORD' })).page).toContain('<code');
      expect((await signIn(portal.stranger(), sol)).status).toBe(403);
      const [, path = ''] = /href="([^"]*\/invite)"/.exec((await operator.open(home)).page) ?? [];
      expect(await operator.read(path)).toContain('If you invite Sol, they can sign in with Town Sign-in from then on');
      expect((await operator.send(path, await operator.form(path))).location).toBe(home);
      expect(await operator.read(home)).toMatch(/Sol is invited until \d+ \w+ \d{4}, with the address sol@singley\.example/);
      expect((await signIn(portal.stranger(), sol, '/members')).location).toBe('/members');
    });
  });

  it('asks for a code besides where codes are on', async () => {
    const approver = accountOf(accounts, 'BUYER', 'APPROVER');
    await connect(await portal.visitor(approver.email), ann);
    const begun = await api.send<{ beginSecondFactor: { secret: string } }>(
      approver.email,
      'mutation { beginSecondFactor { secret } }',
    );
    const code = (steps = 0): string =>
      new TOTP({ secret: Secret.fromBase32(begun.data.beginSecondFactor.secret) }).generate({
        timestamp: Date.now() + steps * 30_000,
      });
    await api.send(
      approver.email,
      'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }',
      { input: { code: code() } },
    );
    const visitor = portal.stranger();
    const asked = await signIn(visitor, ann, '/account');
    expect(asked.text).toContain('Your account here asks for a code besides.');
    const form = { formToken: /name="formToken" value="([^"]*)"/.exec(asked.page)?.[1] ?? '' };
    expect((await visitor.send('/sign-in/openid/code', { ...form, code: '' })).text).toContain('Enter the code');
    expect((await visitor.send('/sign-in/openid/code', { ...form, code: '000000' })).text).toContain('This code is not right');
    expect((await visitor.send('/sign-in/openid/code', { ...form, code: code(1) })).location).toBe('/account');
  });

  describe('when it does not answer', () => {
    it('leaves the password, and the page says so', async () => {
      const gone = await IdentityProvider.start();
      const beside = await api.beside((configuration) => ({ ...configuration, openId: gone.settings() }));
      await gone.stop();
      const itsPortal = await PlainPortal.beside(beside);
      try {
        const stranger = itsPortal.stranger();
        expect(await stranger.read('/sign-in')).toContain('You cannot sign in with Town Sign-in just now: it does not answer.');
        const visitor = await itsPortal.visitor(editor.email);
        expect(await visitor.read('/account/openid')).toContain('Town Sign-in does not answer just now.');
      } finally {
        await itsPortal.stop();
        await beside.stop();
      }
    });
  });
});
