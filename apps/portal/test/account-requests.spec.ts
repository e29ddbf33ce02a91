import { Client } from 'pg';
import { unclaimedPage } from '../../api/test/claim-rows';
import { TestApi } from '../../api/test/harness';
import { type Fields, type Outcome, PlainPortal, type PlainVisitor } from './plain-portal';

const ASK = '/account-request';

/** What somebody of a council types. */
const TYPED: Fields = {
  name: 'Ida Fenn',
  email: 'ida@sedgewater.example',
  organisationName: 'Sedgewater Council (invented)',
  roles: ['EDITOR'],
  why: 'We buy cameras in the spring (invented).',
};

describe('an account', () => {
  let api: TestApi;
  let portal: PlainPortal;
  let owner: Client;
  let operator: PlainVisitor;
  beforeAll(async () => {
    api = await TestApi.start();
    owner = await api.database.connectAs('owner');
    portal = await PlainPortal.beside(api);
    operator = await portal.visitor('operator@oversight.example');
  });
  afterAll(async () => {
    await owner?.end();
    await portal?.stop();
    await api?.stop();
  });
  // Ten come from one network in a quarter of an hour, and all of these do.
  beforeEach(() => owner.query('DELETE FROM password_try'));

  const ask = async (visitor: PlainVisitor, address: string, fields: Fields): Promise<Outcome> =>
    visitor.send(ASK, { ...(await visitor.form(address, ASK)), ...fields });

  /** Somebody of a council who has asked. @returns the secret address */
  async function asked(fields: Fields = {}): Promise<string> {
    const { location } = await ask(portal.stranger(), `${ASK}?kind=BUYER`, { ...TYPED, ...fields });
    if (location === null) throw new Error('The request was not taken.');
    return location;
  }

  /** The operator's page of the request of an address. */
  async function pageOf(address: string): Promise<string> {
    const reference = /AC-[0-9A-Z]{8}/.exec(await portal.stranger().read(address))?.[0] ?? 'none';
    const row = (await operator.page('/account-requests')).split('<tr').find((part) => part.includes(reference)) ?? '';
    return /href="(\/account-requests\/[^"]+)"/.exec(row)?.[1] ?? '';
  }

  const decide = async (page: string, fields: Fields): Promise<Outcome> =>
    operator.send(page, { ...(await operator.form(page)), reason: 'Called back (invented).', ...fields });

  it('is asked for by a stranger, given by an operator, and signed in to', async () => {
    const stranger = portal.stranger();
    for (const from of ['/', '/sign-in']) expect(await stranger.page(from)).toContain(`href="${ASK}"`);
    expect(await stranger.read(ASK)).toContain('What is your organisation?');
    expect((await stranger.open(`${ASK}?next=yes`)).text).toContain('Choose what your organisation is');
    const form = await stranger.read(`${ASK}?kind=BUYER`);
    expect(form).toContain('It is erased 30 days after they have decided');
    expect(form).not.toContain('Sign statements');
    const sent = await ask(stranger, `${ASK}?kind=BUYER`, TYPED);
    expect(sent).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/account-request\/assay_a_[\w-]{43}$/) as string,
    });
    const address = sent.location ?? '';
    const standing = await stranger.read(address);
    for (const said of ['Your request is sent.', 'An operator will decide.', 'Sedgewater Council (invented)', address])
      expect(standing).toContain(said);
    expect(standing).not.toContain('ida@sedgewater.example');

    const page = await pageOf(address);
    const shown = await operator.read(page);
    for (const said of [
      'Ida Fenn, ida@sedgewater.example',
      'Buyer, such as a council',
      'We buy cameras in the spring (invented).',
    ])
      expect(shown).toContain(said);
    const accepted = await decide(page, { decision: 'accept', organisation: 'new', roles: ['ADMIN'] });
    expect(accepted.text).toContain('Ida Fenn is a member of Sedgewater Council (invented)');
    expect(accepted.text).toContain('Pass this on to them:');
    const password = /<code[^>]*>([^<]*)<\/code>/.exec(accepted.page)?.[1] ?? '';
    expect(await stranger.read(address)).toContain('It was accepted.');
    expect(await operator.read(page)).toContain('This request was decided on');
    const ida = await portal.visitor('ida@sedgewater.example', password);
    expect(await ida.read('/account')).toContain('Sedgewater Council (invented)');

    const second = await pageOf(await asked({ name: 'Jon Reed', email: 'jon@sedgewater.example' }));
    expect(await operator.read(second)).toContain('1 person of it is here. Its name is like the one that they gave.');
    const missing = await decide(second, { decision: 'accept', roles: ['EDITOR'] });
    expect(missing).toMatchObject({
      status: 400,
      text: expect.stringContaining('Choose which organisation they join') as string,
    });
    expect(missing.page).toContain('Called back (invented).');
    const [, organisation] = /name="organisation"[^>]*value="(org_[^"]+)"/.exec(missing.page) ?? [];
    const joined = await decide(second, { decision: 'accept', organisation, roles: ['EDITOR'] });
    expect(joined.text).toContain('Jon Reed is a member of Sedgewater Council (invented)');
  });

  it('is refused with a reason, which who asked reads at their address', async () => {
    const address = await asked({ email: 'kim@sedgewater.example' });
    const page = await pageOf(address);
    const half = await decide(page, { decision: 'refuse', reason: '' });
    expect(half).toMatchObject({ status: 400, text: expect.stringContaining('Enter why you decide so') as string });
    expect(await decide(page, { decision: 'refuse', reason: 'Nobody answered (invented).' })).toMatchObject({
      status: 303,
      location: '/account-requests',
    });
    const standing = await portal.stranger().read(address);
    for (const said of ['It was refused.', 'Nobody answered (invented).']) expect(standing).toContain(said);
    const gone = await portal.stranger().open(`${ASK}/assay_a_nothing`);
    expect(gone).toMatchObject({ status: 404, text: expect.stringContaining('There is no request at this address') as string });
  });

  it('is told to an operator who decides after a colleague, with what they wrote', async () => {
    const page = await pageOf(await asked({ email: 'lou@sedgewater.example' }));
    const form = { ...(await operator.form(page)), organisation: 'new', roles: 'EDITOR' };
    await decide(page, { decision: 'refuse', reason: 'Unknown here (invented).' });
    const late = await operator.send(page, { ...form, decision: 'accept', reason: 'Fine by me.' });
    expect(late).toMatchObject({ status: 400, text: expect.stringContaining('has refused this request already') as string });
    expect(late.page).toContain('Fine by me.');
  });

  it('of a supplier is asked for by its page in the directory', async () => {
    const id = await unclaimedPage(owner, 'Otterburn Sensors (invented)');
    const stranger = portal.stranger();
    expect(await stranger.page(`/suppliers/${id}`)).toContain(`href="${ASK}?kind=SUPPLIER&amp;supplier=${id}"`);
    const found = await stranger.page(`${ASK}?kind=SUPPLIER&search=Otterburn`);
    expect(found).toContain(`name="choose" value="${id}"`);
    expect(found).toContain('value="Otterburn"');
    expect(await stranger.read(`${ASK}?kind=SUPPLIER&search=Qqqqzzzz`)).toContain('No page has that name.');
    const { location } = await ask(stranger, `${ASK}?kind=SUPPLIER&supplier=${id}`, {
      ...TYPED,
      organisationName: '',
      roles: ['SIGNATORY'],
      email: 'ola@otterburn.example',
    });
    const page = await pageOf(location ?? '');
    const shown = await operator.read(page);
    expect(shown).toContain('Page in the directory Otterburn Sensors (invented)');
    expect(shown).toContain('They say that its page is theirs');
  });

  it('loses nothing that was typed while its page is looked for, chosen and given up', async () => {
    const id = await unclaimedPage(owner, 'Fellside Meters (invented)');
    const stranger = portal.stranger();
    const typed = { ...TYPED, email: 'una@fellside.example', organisationName: 'Fellside', roles: ['SIGNATORY'] };
    const fields = { ...(await stranger.form(`${ASK}?kind=SUPPLIER`, ASK)), ...typed };
    const keeps = ({ page }: Outcome): void => {
      for (const kept of ['value="Ida Fenn"', 'value="una@fellside.example"', 'value="Fellside"', TYPED.why as string])
        expect(page).toContain(kept);
      expect(page).toMatch(/value="SIGNATORY" checked/);
    };
    const looked = await stranger.send(ASK, { ...fields, search: 'Fellside Meters', find: 'yes' });
    expect(looked.status).toBe(200);
    expect(looked.page).toContain(`name="choose" value="${id}"`);
    keeps(looked);
    const chosen = await stranger.send(ASK, { ...fields, search: 'Fellside Meters', choose: id });
    expect(chosen.text).toContain('Your organisation’s page: Fellside Meters (invented)');
    keeps(chosen);
    keeps(await stranger.send(ASK, { ...fields, supplier: id, choose: '' }));
    // As Enter does in a field, where nothing is looked for.
    const sent = await stranger.send(ASK, { ...fields, supplier: id, search: '', find: 'yes' });
    expect(sent.status).toBe(303);
    expect(await operator.read(await pageOf(sent.location ?? ''))).toContain(
      'Page in the directory Fellside Meters (invented)',
    );
  });

  it('is asked for no more by whoever withdraws, unless an operator was first', async () => {
    const address = await asked({ email: 'vic@sedgewater.example' });
    const page = await pageOf(address);
    const stranger = portal.stranger();
    const form = await stranger.form(address, `${address}/withdraw`);
    const gone = await stranger.send(`${address}/withdraw`, form);
    expect(gone).toMatchObject({ status: 303, location: ASK });
    expect(await stranger.read(ASK)).toMatch(/The request AC-[0-9A-Z]{8} is withdrawn and erased\./);
    expect((await stranger.open(address)).status).toBe(404);
    expect(await operator.statusOf(page)).toBe(404);
    expect((await stranger.send(`${address}/withdraw`, form)).location).toBe(address);

    const late = await asked({ email: 'wyn@sedgewater.example' });
    const held = await stranger.form(late, `${late}/withdraw`);
    await decide(await pageOf(late), { decision: 'refuse' });
    expect((await stranger.send(`${late}/withdraw`, held)).location).toBe(late);
    const standing = await stranger.read(late);
    expect(standing).toContain('It was refused.');
    expect(standing).not.toContain('Withdraw the request');
  });

  it('is asked for again with all that was typed where something is wrong, or too many came', async () => {
    const stranger = portal.stranger();
    const half = await ask(stranger, `${ASK}?kind=BUYER`, { ...TYPED, email: '', roles: [], scheme: 'GB-COH' });
    expect(half.status).toBe(400);
    for (const at of ['email', 'roles', 'number']) expect(half.page).toContain(`id="${at}-error"`);
    for (const kept of ['value="Ida Fenn"', 'value="GB-COH"', 'We buy cameras in the spring (invented).'])
      expect(half.page).toContain(kept);
    const wrong = await ask(stranger, `${ASK}?kind=BUYER`, { ...TYPED, scheme: 'GB-COH', number: '123456789' });
    expect(wrong.page).toContain('id="number-error"');
    for (let sent = 0; sent < 10; sent += 1) await asked({ email: `n${sent}@sedgewater.example` });
    const refused = await ask(stranger, `${ASK}?kind=BUYER`, TYPED);
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('Wait a quarter of an hour') as string });
    expect(refused.page).toContain('We buy cameras in the spring (invented).');
  });

  it('is given by operators alone', async () => {
    const page = await pageOf(await asked({ email: 'may@sedgewater.example' }));
    const verifier = await portal.visitor('verifier@oversight.example');
    expect(await verifier.read('/account-requests')).toContain('Operators decide on requests for an account. You are not one.');
    expect(await verifier.statusOf(page)).toBe(403);
    const buyer = await portal.visitor('admin@wexcombe.example');
    for (const path of ['/account-requests', page]) expect(await buyer.statusOf(path)).toBe(403);
  });
});
