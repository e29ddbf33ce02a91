import { Client } from 'pg';
import { newcomer, unclaimedPage } from '../../api/test/claim-rows';
import { TestApi } from '../../api/test/harness';
import { type Fields, type Outcome, PlainPortal, type PlainVisitor } from './plain-portal';

const ASK = '/our/page-request';

/** What a sole trader types. */
const TYPED: Fields = {
  name: 'Thornwick Sensing (invented)',
  noIdentifierReason: 'Sole trader',
  country: 'United Kingdom',
  technology: ['sensor-or-actuator'],
  sector: ['environment'],
  authority: 'I am the sole trader.',
};

describe('a supplier that is not in the directory', () => {
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
    await portal?.stop();
    await api?.stop();
  });

  async function someone(name: string, domain: string): Promise<PlainVisitor> {
    return portal.visitor((await newcomer(owner, name, domain, 'SELF_DECLARED')).editor);
  }

  const ask = async (visitor: PlainVisitor, fields: Fields): Promise<Outcome> =>
    visitor.send(ASK, { ...(await visitor.form(ASK)), ...fields });

  /** What the operator's form of a request carries along. */
  async function formOf(name: string): Promise<Record<string, string>> {
    const page = await operator.page('/page-requests');
    const card = page.split('<section').find((part) => part.includes(name)) ?? '';
    const inputs = card.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    return Object.fromEntries([...inputs].map(([, field, value]) => [field, value]));
  }

  it('is led from its claims to a form, asks, is asked for changes with all that it wrote, and gets its page', async () => {
    const supplier = await someone("Thornwick O'Dell", 'thornwick.example');
    const claims = await supplier.read('/our/claim?scheme=GB-COH&identifier=00999999');
    expect(claims).toContain('No supplier has this number');
    expect(claims).toContain('Is your organisation not in the directory?');
    expect(await supplier.page('/our/claim')).toContain(`href="${ASK}"`);
    expect(await supplier.page('/our/products')).toContain(`href="${ASK}"`);
    expect(await supplier.page(ASK)).toContain('value="Thornwick O&#39;Dell"');

    const half = await ask(supplier, { ...TYPED, name: '', country: '', 'scheme-2': 'GB-COH', technology: [], sector: [] });
    expect(half.status).toBe(400);
    for (const said of ['Enter the name of the organisation', 'Enter the country', 'Enter the number in this scheme'])
      expect(half.text).toContain(said);
    for (const at of ['name', 'country', 'number-2']) expect(half.page).toContain(`id="${at}-error"`);
    for (const kept of ['value="Sole trader"', 'I am the sole trader.', 'value="GB-COH"']) expect(half.page).toContain(kept);
    const wrong = await ask(supplier, { ...TYPED, 'scheme-1': 'GB-COH', 'number-1': '123456789', noIdentifierReason: '' });
    expect(wrong.page).toContain('id="number-1-error"');
    expect(wrong.text).toContain('is not a company number');
    const nothingDone = await ask(supplier, { ...TYPED, technology: [], sector: [], noIdentifierReason: '' });
    for (const at of ['technology', 'noIdentifierReason']) expect(nothingDone.page).toContain(`id="${at}-error"`);

    expect(await ask(supplier, TYPED)).toMatchObject({ status: 303, location: ASK });
    const waiting = await supplier.read(ASK);
    expect(waiting).toContain('Your request is sent. An operator decides, and you are told.');
    expect(waiting).toContain('An operator will decide. You can still change it below.');
    expect(await supplier.read('/our/claim')).toContain('Your organisation has asked for a page of its own.');

    expect(await operator.read('/claims')).toContain('1 supplier asks for a page of its own.');
    const shown = await operator.read('/page-requests');
    for (const said of [
      'Thornwick Sensing (invented)',
      'None: Sole trader',
      "Thornwick O'Dell, here since",
      'Nell Newcomer, editor@thornwick.example',
      'I am the sole trader.',
      'No page has a number that they gave',
    ])
      expect(shown).toContain(said);
    const form = await formOf('Thornwick Sensing');
    const noReason = await operator.send('/page-requests', { ...form, decision: 'ACCEPT', reason: '' });
    expect(noReason.text).toContain('Enter why you decide so');
    const noDecision = await operator.send('/page-requests', { ...form, reason: 'Which town?' });
    expect(noDecision.text).toContain('Choose whether to accept, to ask for changes or to refuse');
    expect(noDecision.page).toContain('Which town?');
    expect(await operator.send('/page-requests', { ...form, decision: 'ASK_CHANGES', reason: 'Which town?' })).toMatchObject({
      status: 303,
      location: '/page-requests',
    });
    const late = await operator.send('/page-requests', { ...form, decision: 'ACCEPT', reason: 'Fine by me.' });
    expect(late.text).toContain('has asked for changes to this request already');
    expect(late.page).toContain('Fine by me.');

    const again = await supplier.page(ASK);
    for (const kept of ['Which town?', 'value="Thornwick Sensing (invented)"', 'value="Sole trader"', 'I am the sole trader.'])
      expect(again).toContain(kept);
    expect(await ask(supplier, { ...TYPED, description: 'Lanes in Thornwick.' })).toMatchObject({ status: 303 });
    await operator.send('/page-requests', {
      ...(await formOf('Thornwick Sensing')),
      decision: 'ACCEPT',
      reason: 'Called back (invented).',
    });
    expect(await operator.read('/page-requests')).toContain('Thornwick Sensing (invented) has a page now.');
    expect(await supplier.statusOf(ASK)).toBe(303);
    expect(await supplier.read('/our/page')).toContain('Said by the supplier');
    expect(await supplier.page('/notifications')).toContain(`href="${ASK}"`);

    const { rows } = await owner.query<{ id: string }>(`SELECT 'sup_' || id AS id FROM supplier WHERE name LIKE 'Thornwick%'`);
    const page = await operator.read(`/suppliers/${rows[0].id}`);
    for (const said of [
      'Self-declared',
      'No public register names Thornwick Sensing (invented) here.',
      'Why it has no identifier Sole trader',
    ])
      expect(page).toContain(said);
    expect(await operator.read('/suppliers?search=thornwick')).toContain('Thornwick Sensing (invented) Self-declared');
  });

  it('is shown pages that may be its own, to claim one or to say that none is', async () => {
    const there = await unclaimedPage(owner, 'Larkmoor Telemetry', { scheme: 'GB-COH', id: '09997001' });
    await owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [there.slice(4)]);
    const supplier = await someone('Larkmoor', 'larkmoor.example');
    const typed = { ...TYPED, name: 'Larkmoor Telemetry Limited' };
    const asked = await ask(supplier, typed);
    expect(asked.status).toBe(400);
    expect(asked.text).toContain('Is one of these pages yours?');
    expect(asked.text).toContain('Larkmoor Telemetry , GB-COH 09997001. Its name is like yours. Claim it : Larkmoor Telemetry');
    expect(asked.page).toContain('id="noneOurs-error"');
    expect(asked.page).toContain('value="Sole trader"');
    const byNumber = await ask(supplier, { ...typed, 'scheme-1': 'GB-COH', 'number-1': '9997001', noIdentifierReason: '' });
    expect(byNumber.page).toContain('href="/our/claim?scheme=GB-COH&amp;identifier=9997001"');
    expect(await ask(supplier, { ...typed, candidate: there, noneOurs: 'yes' })).toMatchObject({ status: 303, location: ASK });
    expect(await supplier.page(ASK)).toMatch(/id="noneOurs"[^>]* checked/);
    const shown = await operator.read('/page-requests');
    expect(shown).toContain('Its name is like theirs. They say that it is not theirs.');
  });

  it('reads what a colleague made of the request meanwhile, keeps what it typed, and can withdraw', async () => {
    const supplier = await someone('Fennings', 'fennings.example');
    await ask(supplier, { ...TYPED, name: 'Fennings Signals (invented)' });
    const stale = await supplier.form(ASK);
    await ask(supplier, { ...TYPED, name: 'Fennings Beacons (invented)' });
    const overtaken = await supplier.send(ASK, { ...stale, ...TYPED, name: 'Fennings Lamps (invented)' });
    expect(overtaken.status).toBe(400);
    expect(overtaken.text).toContain('Name of the organisation: Fennings Beacons (invented)');
    expect(overtaken.page).toContain('value="Fennings Lamps (invented)"');
    const id = stale.request;
    const path = `${ASK}/${id}/withdraw`;
    expect(await supplier.read(path)).toContain('Fennings Beacons (invented)');
    expect(await supplier.send(path, await supplier.form(path))).toMatchObject({ status: 303, location: ASK });
    const page = await supplier.page(ASK);
    expect(page).toContain('Your request is withdrawn.');
    expect(page).toContain('value="Fennings Beacons (invented)"');
    expect(await supplier.statusOf(path)).toBe(303);
  });

  it('asks on pages of its editors, and operators decide on theirs', async () => {
    const buyer = await portal.visitor('editor@wexcombe.example');
    for (const path of [ASK, '/page-requests']) expect(await buyer.statusOf(path)).toBe(403);
    const verifier = await portal.visitor('verifier@oversight.example');
    expect(await verifier.read('/page-requests')).toContain('Operators decide on requests for a page. You are not one.');
    const halden = await portal.visitor('editor@halden.example');
    expect(await halden.statusOf(ASK)).toBe(303);
    expect(await halden.statusOf('/our/page-request/pgr_01890000-0000-7000-8000-000000000000/withdraw')).toBe(404);
  });
});
