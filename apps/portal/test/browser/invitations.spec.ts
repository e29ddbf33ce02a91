import { EvidenceRows, type FictionalSupplier, type ReadyProcurement } from '#procurement/testing';
import { wrongs } from './accessibility';
import { PASSWORD, TestPortal, type Visitor } from './portal';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const CHANGES = 'mutation($input: RequestChangesInput!) { requestChanges(input: $input) { invitation { state } } }';
const REQUEST = 'mutation($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { invitations { id } } } }';

/** A reference with every character that a page writes in another way. */
const REFERENCE = `R&D <"1" 'q'>`;

describe('a supplier that is asked for evidence', () => {
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
    await rows.attestation(supplier, REFERENCE, 'VERIFIED', { issued: -30, expires: 300 });
  });
  afterAll(async () => {
    await rows?.close();
    await portal?.stop();
  });

  const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  async function send<T>(token: string | null, query: string, input: object): Promise<T> {
    const response = await fetch(`${portal.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  async function tokenOf(email: string): Promise<string> {
    const { signIn } = await send<{ signIn: { token: string } }>(null, SIGN_IN, { email, password: PASSWORD });
    return signIn.token;
  }

  /** A request for evidence, as the supplier finds it. */
  async function asked(): Promise<{ procurement: ReadyProcurement; home: string; key: string }> {
    const procurement = await rows.procurement(buyer.id, [supplier]);
    const token = await tokenOf(buyer.editor);
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const input = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt };
    interface Requested {
      requestEvidence: { request: { invitations: { id: string }[] } };
    }
    const [{ id }] = (await send<Requested>(token, REQUEST, input)).requestEvidence.request.invitations;
    return { procurement, home: `/invitations/${id}`, key: id.slice('inv_'.length) };
  }

  async function answered(visitor: Visitor, home: string, statement: string): Promise<void> {
    for (const ref of ['R1', 'R2', 'R3']) {
      await visitor.goTo(`${home}/answers/${ref}`);
      await visitor.page.getByLabel('Your answer').fill(statement);
      await visitor.press('Save and go back');
    }
  }

  async function submit(visitor: Visitor, home: string): Promise<void> {
    await visitor.goTo(`${home}/submit`);
    await visitor.press('Submit');
  }

  const submissions = (key: string) => rows.query<object>('SELECT number FROM submission WHERE invitation_id = $1', [key]);

  it.each([true, false])(
    'submits nothing that was filled in for it before it looks, or ticks that it goes as it is (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { home, key } = await asked();
      const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      await visitor.goTo(`${home}/answers/R3`);
      expect(await said(visitor)).toContain(`, ${REFERENCE}`);
      await visitor.page.getByLabel('Your answer').fill('It can be exported as CSV.');
      await visitor.press('Save and go back');
      await visitor.goTo(`${home}/submit`);
      await visitor.press('Submit');
      expect(await visitor.page.getByRole('alert').textContent()).toContain(
        'Look at the answers that were filled in, or tick that they go as they are',
      );
      expect(await submissions(key)).toEqual([]);
      if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      await visitor.page.getByRole('checkbox').check();
      await visitor.press('Submit');
      expect(await said(visitor)).toContain('Submission 1 is with the buyer');
      expect(await submissions(key)).toEqual([{ number: 1 }]);
    },
  );

  it('reads of an attestation that it withdrew, or that was replaced, where it is attached, before it submits', async () => {
    const { home, key } = await asked();
    const held = { issued: -10, expires: 100 };
    const lost = await rows.attestation(supplier, 'TM-LOST', 'VERIFIED', held);
    const older = await rows.attestation(supplier, 'TM-OLDER', 'VERIFIED', held);
    await rows.attestation(supplier, 'TM-NEWER', 'VERIFIED', { ...held, replaces: older });
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 320 });
    for (const [ref, reference] of [
      ['R1', 'TM-LOST'],
      ['R2', 'TM-OLDER'],
      ['R3', 'TM-NEWER'],
    ]) {
      await visitor.goTo(`${home}/answers/${ref}`);
      await visitor.page.getByLabel('Your answer').fill(`We meet ${ref}.`);
      for (const box of await visitor.page.locator('[name=attestation]').all()) await box.uncheck();
      await visitor.page.getByRole('checkbox', { name: reference }).check();
      await visitor.press('Save and go back');
    }
    const become = async (id: string, state: string): Promise<void> => {
      await rows.query('UPDATE attestation SET state = $2 WHERE id = $1', [id.slice('att_'.length), state]);
    };
    await become(lost, 'WITHDRAWN');
    await become(older, 'SUPERSEDED');

    await visitor.goTo(`${home}/submit`);
    expect(await said(visitor)).toMatch(/R1: [^:]*, TM-LOST, was withdrawn\. It proves nothing/);
    expect(await said(visitor)).toMatch(/R2: [^:]*, TM-OLDER, was replaced by another since/);
    expect(await said(visitor)).not.toMatch(/TM-NEWER/);
    await visitor.press('Submit');
    expect(await visitor.page.getByRole('alert').textContent()).toMatch(/The answer to R1 relies on [^.]*\(TM-LOST\)/);
    expect(await submissions(key)).toEqual([]);

    await visitor.goTo(`${home}/answers/R2`);
    const replaced = visitor.page.getByRole('checkbox', { name: 'TM-OLDER' });
    expect(await replaced.isChecked()).toBe(true);
    expect(await said(visitor)).toMatch(/Replaced by [^.]*, TM-NEWER\. Tick that one instead\./);
    expect(await visitor.page.getByRole('checkbox', { name: 'TM-LOST' }).count()).toBe(0);
    await visitor.goTo(`${home}/answers/R1`);
    const withdrawn = visitor.page.getByRole('checkbox', { name: 'TM-LOST' });
    expect(await withdrawn.isChecked()).toBe(true);
    expect(await said(visitor)).toContain('You withdrew it: it proves nothing.');
    await withdrawn.uncheck();
    await visitor.press('Save and go back');
    await visitor.goTo(`${home}/submit`);
    await visitor.press('Submit');
    expect(await said(visitor)).toContain('Submission 1 is with the buyer');
  });

  it('reads of changes that it is asked for until when they can be made, and that they are open at once', async () => {
    const { procurement, home, key } = await asked();
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 1280 });
    await answered(visitor, home, 'As it was.');
    await submit(visitor, home);
    await visitor.goTo(home);
    expect(await said(visitor)).toContain('the same for every supplier');
    expect(await said(visitor)).toContain('It opens to the buyer at the deadline.');
    await rows.deadlinePasses(procurement);
    const dueAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
    await send(await tokenOf(buyer.editor), CHANGES, { invitationId: `inv_${key}`, wanted: 'Say more.', dueAt });
    await visitor.goTo(home);
    const until = /Answer by (.*?)\. That deadline is yours alone/.exec(await said(visitor))?.[1] ?? '';
    expect(until).toMatch(/\d/);
    expect(await said(visitor)).not.toMatch(/the same for every supplier|It opens to the buyer/);
    await visitor.goTo(`${home}/submit`);
    expect(await said(visitor)).toContain(
      `can read this as soon as you submit it. You can submit the changes once, until ${until}.`,
    );
    await visitor.press('Submit');
    expect(await said(visitor)).toContain('Submission 2 is with the buyer, who can read it now.');
  });

  it('reads after the deadline what was submitted, and not that it could submit what it saved since', async () => {
    const { procurement, home } = await asked();
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 1280 });
    await answered(visitor, home, 'As it was.');
    await submit(visitor, home);
    await visitor.goTo(`${home}/answers/R3`);
    await visitor.page.getByLabel('Your answer').fill('A second thought.');
    await visitor.press('Save and go back');
    expect(await said(visitor)).toContain('Submit again, or that submission counts.');
    await rows.deadlinePasses(procurement);
    await visitor.goTo(home);
    expect(await said(visitor)).toContain('Submission 1, by');
    expect(await said(visitor)).not.toContain('Submit again');
    await visitor.goTo(`${home}/submit`);
    expect(await said(visitor)).toMatch(/What you had submitted stands:[^]*As it was\./);
    expect(await said(visitor)).not.toContain('A second thought.');
  });

  it('is led to no assessment summary of a tender that was not assessed to the end before it was all cancelled', async () => {
    const { home, key } = await asked();
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 1280 });
    await visitor.goTo(`${home}/summary`);
    expect(await said(visitor)).toContain('You have submitted nothing, so there is no assessment summary');
    await answered(visitor, home, 'As it was.');
    await submit(visitor, home);
    await visitor.goTo(`${home}/summary`);
    expect(await said(visitor)).toContain('There is no decision yet.');
    await rows.query(`UPDATE invitation SET state = 'CLOSED' WHERE id = $1`, [key]);
    await rows.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, 'PROCUREMENT_CANCELLED', $3, 'Cancelled.')`,
      [key, supplier.organisationId, `inv_${key}`],
    );
    await visitor.goTo(home);
    expect(await said(visitor)).toContain('has cancelled the procurement.');
    expect(await visitor.page.getByRole('link', { name: 'How your tender was assessed' }).count()).toBe(0);
  });

  it('reads after the deadline that it submitted nothing, where it saved answers alone', async () => {
    const { procurement, home } = await asked();
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 320 });
    await answered(visitor, home, 'As it was.');
    await rows.deadlinePasses(procurement);
    await visitor.goTo(home);
    const text = await said(visitor);
    expect(text).toContain('Nothing was submitted: the buyer has no answer of yours.');
    expect(text).toContain('Draft, never submitted');
    expect(text).not.toContain('without an answer');
    await visitor.goTo(`${home}/submit`);
    expect(await said(visitor)).toContain('nothing was submitted');
    expect(await said(visitor)).not.toContain('As it was.');
  });

  it('reads why an answer that it sends after the deadline is not saved, and gets back what it typed', async () => {
    const { procurement, home, key } = await asked();
    // With a script the answer would be saved as it is typed, before the deadline.
    const visitor = await portal.visitor(supplier.editor, { javaScriptEnabled: false, width: 320 });
    await visitor.goTo(`${home}/answers/R3`);
    await visitor.page.getByLabel('Your answer').fill('It can be exported\nas CSV, and as XML.');
    await rows.deadlinePasses(procurement);
    const answered = visitor.page.waitForResponse((response) => response.request().method() === 'POST');
    await visitor.press('Save and go back');
    expect((await answered).status()).toBe(400);
    expect(await visitor.page.getByRole('alert').textContent()).toMatch(
      /Saving an answer was possible until \d+ \w+ \d{4} at \S+, the deadline for answers\. It has passed; nothing was saved\. You have submitted nothing\./,
    );
    const text = await said(visitor);
    expect(text).toContain('What you typed, which was not saved');
    expect(text).toMatch(/It can be exported\s+as CSV, and as XML\./);
    expect(text).toContain('Answers can no longer be changed here.');
    expect(await visitor.page.getByRole('textbox').count()).toBe(0);
    expect(await rows.query('SELECT FROM answer WHERE invitation_id = $1', [key])).toEqual([]);
    await visitor.goTo(`${home}/submit`);
    expect(await said(visitor)).toContain('Nothing can be submitted any more, and nothing was submitted');
    expect(await visitor.page.getByRole('button', { name: 'Submit', exact: true }).count()).toBe(0);

    const reader = await portal.visitor(buyer.editor);
    await reader.goTo(`/procurements/${procurement.id}`);
    expect(await said(reader)).toMatch(/Waiting for evidence\s*No answers by the deadline, \d/);
    expect(await wrongs(reader)).toEqual([]);
  });
});
