import { RetentionJourney } from '../../api/test/retention-journey';
import { PlainPortal, type PlainVisitor } from './plain-portal';

const CREATE =
  'mutation ($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id reference } } }';
const CANCEL = 'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';

describe('the records of procurements', () => {
  let journey: RetentionJourney;
  let portal: PlainPortal;
  let admin: PlainVisitor;
  let viewer: PlainVisitor;
  beforeAll(async () => {
    journey = await RetentionJourney.begin();
    portal = await PlainPortal.beside(journey.judgement.api);
    admin = await portal.visitor(journey.admin);
    viewer = await portal.visitor(journey.judgement.evidence.buyer.viewer);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  async function cancelled(title: string): Promise<{ id: string; reference: string; home: string }> {
    const { createProcurement } = await journey.done<{ createProcurement: { procurement: { id: string; reference: string } } }>(
      journey.admin,
      CREATE,
      { title },
    );
    const { id, reference } = createProcurement.procurement;
    await journey.done(journey.judgement.approver, CANCEL, { procurementId: id, reason: 'No money.' });
    return { id, reference, home: `/procurements/${id}` };
  }

  it('say on the page of a procurement until when they are kept, and lead to holds, which are placed and lifted there', async () => {
    const { home } = await cancelled('Lamps that nobody bought (invented)');
    expect(await viewer.read(home)).toContain('Until when the records are kept is not known yet. Records');
    expect(await viewer.read(`${home}/records`)).toContain('Administrators of your organisation place and lift holds');
    const records = `${home}/records`;
    const place = async (fields: Record<string, string>) =>
      admin.send(`${records}/holds`, { ...(await admin.form(records, `${records}/holds`)), ...fields });
    const empty = await place({ holdReason: 'Case 17 (invented)' });
    expect(empty).toMatchObject({ status: 400, text: expect.stringContaining('Choose what the hold is for') as string });
    expect(empty.page).toContain('Case 17 (invented)</textarea>');
    expect(await place({ kind: 'LITIGATION', holdReason: 'Case 17 (invented)' })).toMatchObject({
      status: 303,
      location: records,
    });
    const held = await admin.read(records);
    expect(held).toContain('Held A hold stands.');
    expect(held).toMatch(/Legal proceedings Case 17 \(invented\) Records Administrator, .* It stands/);
    expect(await viewer.read(home)).toContain('A hold stands: the records are not erased.');
    const [{ id }] = (await journey.retention(home.split('/').at(-1) ?? '')).holds;
    const lift = `${records}/holds/${id}`;
    const form = await admin.form(records, lift);
    expect(await admin.send(lift, form)).toMatchObject({
      status: 400,
      text: expect.stringContaining('Enter why the hold is lifted') as string,
    });
    expect(await admin.send(lift, { ...form, [`lift-${id}`]: 'Settled.' })).toMatchObject({ status: 303, location: records });
    expect(await admin.read(records)).toMatch(/Settled\./);
  });

  it('are kept until the day that an administrator sets, who keeps what was typed where it does not do', async () => {
    const { home, reference } = await cancelled('Benches (invented)');
    const records = `${home}/records`;
    const soon = {
      ...(await admin.form(records, `${records}/term`)),
      'keptUntil-day': '1',
      'keptUntil-month': '2',
      'keptUntil-year': '2020',
      termReason: 'As our schedule says.',
    };
    const refused = await admin.send(`${records}/term`, soon);
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('is less than 30 days away') as string });
    expect(refused.page).toContain('value="2020"');
    expect(refused.page).toContain('As our schedule says.</textarea>');
    expect(await admin.send(`${records}/term`, { ...soon, 'keptUntil-year': '2099' })).toMatchObject({ status: 303 });
    expect(await admin.read(home)).toContain('Records are kept until 1 February 2099.');
    expect(await admin.read('/records')).toMatch(new RegExp(`${reference} Benches \\(invented\\) 1 February 2099 Kept`));
    expect(await viewer.statusOf('/records')).toBe(403);
  });

  it('are erased in two steps, and every address of theirs then tells when, to whoever had a part in them', async () => {
    const { procurement, winner } = await journey.signed();
    const home = `/procurements/${procurement.id}`;
    const [{ reference }] = await journey.judgement.rows.query<{ reference: string }>(
      'SELECT reference FROM procurement WHERE id = $1',
      [procurement.key],
    );
    const invitation = `/invitations/${(await journey.judgement.evidence.invitationOf(winner, procurement)).id}`;
    await journey.close(procurement.id);
    expect(await admin.read(`${home}/erase`)).toContain('The records can be erased from that day on');
    await journey.signedOn(procurement.key, '2020-05-04');
    expect(await admin.read(home)).toContain('Records have been due for erasing since 4 May 2023.');
    expect(await viewer.read(`${home}/erase`)).toContain('Only an administrator of your organisation has records erased.');

    const asked = await admin.send(`${home}/erase`, await admin.form(`${home}/erase`));
    expect(asked).toMatchObject({ status: 303, location: `${home}/erase` });
    const confirm = `${home}/erase/confirm`;
    const form = await admin.form(`${home}/erase`, confirm);
    const wrong = await admin.send(confirm, { ...form, reference: 'P-1999-001' });
    expect(wrong).toMatchObject({
      status: 400,
      text: expect.stringContaining('is not the reference of the procurement') as string,
    });
    expect(wrong.page).toContain('value="P-1999-001"');
    expect(await admin.send(confirm, { ...form, reference })).toMatchObject({ status: 303, location: '/records' });
    // Sent again, it is done already.
    expect(await admin.send(confirm, { ...form, reference })).toMatchObject({ status: 303, location: '/records' });
    expect(await admin.read('/records')).toMatch(
      new RegExp(`${reference} .*confirmed by Records Administrator .*Requirements: 3\\. Answers: 6\\.`),
    );

    const supplier = await portal.visitor(winner.editor);
    for (const [visitor, path] of [
      [admin, home],
      [viewer, `${home}/decision`],
      [supplier, invitation],
    ] as const) {
      expect(await visitor.read(path)).toMatch(
        new RegExp(
          `The records of this procurement were erased on \\d+ \\w+ \\d{4} under the retention rule\\. It was ${reference} of Fictional Council\\.`,
        ),
      );
      expect(await visitor.statusOf(path)).toBe(410);
    }
    expect(await supplier.statusOf(home)).toBe(403);
    for (const path of ['/notifications', '/invitations', '/our/readings', '/our/attestations'])
      expect(await supplier.statusOf(path)).toBe(200);
    for (const path of ['/notifications', '/procurements', '/records']) expect(await admin.statusOf(path)).toBe(200);
    const other = await portal.visitor('admin@wexcombe.example');
    expect(await other.statusOf(home)).toBe(404);
    const record = await admin.read(`/record?subject=${procurement.id}`);
    expect(record).toContain('What it said was erased under the retention rule, as event');
  });
});
