import { EvidenceRows, type FictionalSupplier } from '#procurement/testing';
import { wrongs } from './accessibility';
import { PASSWORD, TestPortal } from './portal';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const REQUEST = 'mutation($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { invitations { id } } } }';

describe('what is offered', () => {
  let portal: TestPortal;
  let rows: EvidenceRows;
  let buyer: { id: string; editor: string };
  let supplier: FictionalSupplier;

  beforeAll(async () => {
    portal = await TestPortal.start();
    rows = await EvidenceRows.open(portal.database.ownerUrl, PASSWORD);
    const id = await rows.organisation('BUYER', 'Fictional Council');
    buyer = { id, editor: await rows.person(id, 'Buyer Editor', ['EDITOR']) };
    supplier = await rows.supplier('First Fictional Ltd');
    await rows.product(supplier, 'Fictional Camera', ['4.1', '4.2']);
  });
  afterAll(async () => {
    await rows?.close();
    await portal?.stop();
  });

  async function send<T>(token: string | null, query: string, input: object): Promise<T> {
    const response = await fetch(`${portal.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables: { input } }),
    });
    return ((await response.json()) as { data: T }).data;
  }

  it.each([true, false])('is considered by the buyer and said by the supplier (JavaScript: %s)', async (javaScriptEnabled) => {
    const width = javaScriptEnabled ? 320 : 1280;
    const procurement = await rows.procurement(buyer.id, [supplier]);
    const editor = await portal.visitor(buyer.editor, { javaScriptEnabled, width });
    const one = `/procurements/${procurement.id}/shortlist/sup_${supplier.supplierId}`;
    await editor.goTo(one);
    if (javaScriptEnabled) expect(await wrongs(editor)).toEqual([]);
    await editor.page.getByRole('checkbox', { name: 'Fictional Camera' }).check();
    await editor.page.getByLabel('Reason').fill('Makes cameras.');
    await editor.press('Shortlist');
    expect(await editor.page.locator('main').textContent()).toContain('1 supplier is shortlisted.');
    await editor.goTo(one);
    expect(await editor.page.getByRole('checkbox', { name: 'Fictional Camera' }).isChecked()).toBe(true);

    const { signIn } = await send<{ signIn: { token: string } }>(null, SIGN_IN, { email: buyer.editor, password: PASSWORD });
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const input = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt };
    const asked = await send<{ requestEvidence: { request: { invitations: { id: string }[] } } }>(signIn.token, REQUEST, input);
    const home = `/invitations/${asked.requestEvidence.request.invitations[0].id}`;

    const bidder = await portal.visitor(supplier.editor, { javaScriptEnabled, width });
    await bidder.goTo(home);
    await bidder.follow(bidder.page.getByRole('link', { name: 'Say which products and versions you offer' }));
    await bidder.page.getByRole('checkbox', { name: 'Fictional Camera 4.2' }).check();
    await bidder.page.getByLabel('Version').fill('1.0');
    await bidder.press('Save and go back');
    expect(await bidder.page.getByRole('alert').textContent()).toContain('Enter what the product is called');
    if (javaScriptEnabled) expect(await wrongs(bidder)).toEqual([]);
    expect(await bidder.page.getByRole('checkbox', { name: 'Fictional Camera 4.2' }).isChecked()).toBe(true);
    await bidder.page.getByLabel('What it is called number 1').fill('Bracket');
    await bidder.press('Save and go back');
    expect(await bidder.page.locator('#offer').textContent()).toBe('Fictional Camera 4.2; Bracket 1.0');
    if (javaScriptEnabled) expect(await wrongs(bidder)).toEqual([]);
    await bidder.goTo(`${home}/submit`);
    expect(await bidder.page.locator('#offer').textContent()).toContain('Fictional Camera 4.2; Bracket 1.0');
    if (javaScriptEnabled) expect(await wrongs(bidder)).toEqual([]);
  });
});
