import { CANCEL, EvidenceJourney } from '../../api/test/evidence-journey';
import { REFS, type ReadyProcurement } from '#procurement/testing';
import { PlainPortal, type PlainVisitor } from './plain-portal';

const REASON = 'It shows where the cameras hang.';

describe('documents of a supplier', () => {
  let journey: EvidenceJourney;
  let portal: PlainPortal;
  let supplier: PlainVisitor;
  let buyer: PlainVisitor;
  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
    portal = await PlainPortal.beside(journey.api);
    supplier = await portal.visitor(journey.first.editor);
    buyer = await portal.visitor(journey.buyer.editor);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  /** A response that relies on a document, submitted. */
  async function answeredWith(document: string): Promise<ReadyProcurement> {
    const procurement = await journey.requested([journey.first]);
    const { id } = await journey.invitationOf(journey.first, procurement);
    for (const ref of Object.values(REFS)) await journey.save(journey.first, id, ref, { documentIds: [document] });
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    return procurement;
  }

  const address = (document: string): string => `/our/documents/${document}`;

  async function withdraw(document: string, reason: string) {
    const path = `${address(document)}/withdraw`;
    const form = await supplier.form(`${path}?buyer=org_${journey.buyer.id}`, path);
    return supplier.send(path, { ...form, reason });
  }

  it('are listed in its menu, each with its scan, what it is used for and who may open it', async () => {
    const document = await journey.upload(journey.first, 'plan.txt');
    expect(await supplier.read('/invitations')).toMatch(/Attestations Documents Products/);
    expect(await supplier.read('/our/documents')).toMatch(/plan\.txt .* Not scanned Nothing yet No buyer Never/);
    await answeredWith(document);
    expect(await supplier.read('/our/documents')).toMatch(
      /plan\.txt .* Not scanned Parking sensors for a fictional town Fictional Council Sealed Never/,
    );
    expect(await supplier.read(address(document))).toMatch(
      /Parking sensors for a fictional town , P-\S+: Fictional Council, answers to R1, R2, R3/,
    );
    expect(await supplier.statusOf(address('doc_00000000-0000-7000-8000-000000000000'))).toBe(404);
    expect(await buyer.statusOf('/our/documents')).toBe(403);
  });

  it('are withdrawn with a reason, after it is said what stays; then the buyer reads that they were, and finds no link', async () => {
    const document = await journey.upload(journey.first, 'cameras.txt');
    const procurement = await answeredWith(document);
    await journey.rows.deadlinePasses(procurement);
    const judge = await journey.rows.person(journey.buyer.id, 'A Judge', ['EDITOR']);
    await journey.api.done(judge, 'DeclareInterests', {
      input: { procurementId: procurement.id, hasConflict: false, statement: 'I have no interest in any bidder.' },
    });
    const assessor = await portal.visitor(judge);
    const candidate = procurement.candidates.get(journey.first.name) ?? '';
    const requirements = await journey.rows.query<{ id: string }>(
      `SELECT 'req_' || id AS id FROM requirement WHERE procurement_id = $1 AND ref = 'R1'`,
      [procurement.key],
    );
    const answer = `/procurements/${procurement.id}/assessment/${candidate}/${requirements[0].id}`;
    expect(await assessor.statusOf(`/documents/${document}`)).toBe(200);
    const before = await assessor.markup(answer);
    expect([before.includes(`href="/documents/${document}"`), before.includes('can be opened no more')]).toEqual([true, false]);

    const page = await supplier.read(`${address(document)}/withdraw?buyer=org_${journey.buyer.id}`);
    for (const said of [
      'Nobody of Fictional Council can open the document from then on.',
      'A pack that Fictional Council has sealed keeps its copy',
      'It is evidence in what you submitted for Parking sensors for a fictional town',
    ])
      expect(page).toContain(said);
    const silent = await withdraw(document, '');
    expect([silent.status, silent.text.includes('Enter why you withdraw it')]).toEqual([400, true]);
    expect(await withdraw(document, REASON)).toMatchObject({ status: 303, location: address(document) });
    expect(await supplier.read(address(document))).toContain(`withdrew it: ${REASON}`);
    expect(await supplier.read(address(document))).toContain('Its people opened it once');

    const judged = await assessor.markup(answer);
    expect(judged).not.toContain(`href="/documents/${document}"`);
    expect(judged).toContain('A document of this answer can be opened no more');
    expect(judged).toContain(`Its reason: ${REASON}`);
    expect(await assessor.statusOf(`/documents/${document}`)).toBe(403);
    expect(await assessor.read(`/documents/${document}`)).toContain('First Fictional Ltd withdrew this document on');
    expect(await assessor.read('/notifications')).toContain('has withdrawn a document that is evidence');
  });

  it('are opened to a buyer until a day, which lists them; what was typed wrong stays', async () => {
    const document = await journey.upload(journey.third, 'licence.txt');
    const third = await portal.visitor(journey.third.editor);
    const procurement = await journey.requested([journey.third]);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input })).errors).toEqual([]);
    const path = `${address(document)}/grant`;
    const choice = { buyer: `org_${journey.buyer.id}`, 'until-day': '31', 'until-month': '2' };
    const year = String(new Date().getFullYear() + 1);
    const unreal = await third.send(path, { ...(await third.form(path)), ...choice, 'until-year': year });
    expect([unreal.status, unreal.page.includes('value="31"')]).toEqual([400, true]);
    const past = { ...choice, 'until-month': '1', 'until-year': '2020' };
    expect((await third.send(path, { ...(await third.form(path)), ...past })).text).toContain('31 January 2020 has passed');
    const form = { ...(await third.form(path)), ...choice, 'until-month': '1', 'until-year': year };
    expect(await third.send(path, form)).toMatchObject({ status: 303, location: address(document) });
    expect(await third.read(address(document))).toContain(`let the buyer open it until 31 January ${year}`);
    expect(await buyer.read('/procurements')).toContain('Documents that suppliers let you open');
    expect(await buyer.read('/shared-documents')).toMatch(
      new RegExp(`licence\\.txt Third Fictional Ltd .* Open until 31 January ${year}`),
    );
    expect(await buyer.statusOf(`/documents/${document}`)).toBe(200);
  });

  it('are chosen for an answer among all that were uploaded before, and what was answered before is taken where it is asked for', async () => {
    const document = await journey.upload(journey.first, 'updates.txt');
    const before = await journey.invitationOf(journey.first, await journey.requested([journey.first]));
    const lapsed = await journey.rows.attestation(journey.first, 'TM-PAST', 'VERIFIED', { issued: -10, expires: 100 });
    const given = { documentIds: [document], attestationIds: [lapsed], strength: 'CONTRACTUAL_COMMITMENT' };
    await journey.save(journey.first, before.id, REFS.STRONG, { statement: 'Each update is signed by two.', ...given });
    await journey.rows.query(`UPDATE attestation SET state = 'SUPERSEDED' WHERE id = $1`, [lapsed.slice('att_'.length)]);
    const { id } = await journey.invitationOf(journey.first, await journey.requested([journey.first]));
    const path = `/invitations/${id}/answers/${REFS.STRONG}`;

    const offered = await supplier.read(path);
    expect(offered).toContain('updates.txt');
    expect(offered).toMatch(
      /For Fictional Council, Parking sensors .* It was asked in the same words\. You never submitted it\./,
    );
    expect(offered).toMatch(/Each update is signed by two\. To be checked Test Mark, TM-PAST/);
    expect(offered).not.toContain('This is what you answered for Fictional Council');
    const [{ answer }] = await journey.rows.query<{ answer: string }>(
      `SELECT 'ans_' || id AS answer FROM answer WHERE invitation_id = $1`,
      [before.id.slice('inv_'.length)],
    );
    expect(await supplier.markup(path)).toContain(`${path}?earlier=${answer}`);
    const taken = await supplier.markup(`${path}?earlier=${answer}`);
    expect(taken).toContain('This is what you answered for Fictional Council');
    expect(taken).toMatch(/<textarea[^>]*>Each update is signed by two\.<\/textarea>/);
    expect(taken).toMatch(new RegExp(`value="${document}"[^>]* checked`));
    expect(taken).toMatch(/value="CONTRACTUAL_COMMITMENT"[^>]* checked/);
    expect(taken).not.toMatch(new RegExp(`value="${lapsed}"[^>]* checked`));
    // Nothing is taken until somebody saves it.
    expect((await journey.rows.query('SELECT FROM answer WHERE invitation_id = $1', [id.slice('inv_'.length)])).length).toBe(0);
    const fields = { statement: 'Signed by two.', strength: 'ASSERTION', document: [document] };
    expect((await supplier.send(path, { ...(await supplier.form(path)), ...fields })).status).toBe(303);
    expect(
      await journey.rows.query(
        'SELECT document_id FROM answer_document d JOIN answer a ON a.id = d.answer_id WHERE a.invitation_id = $1',
        [id.slice('inv_'.length)],
      ),
    ).toEqual([{ document_id: document.slice('doc_'.length) }]);
  });

  it('that were withdrawn from the buyer are given again only where whoever submits ticks that they are', async () => {
    const document = await journey.upload(journey.first, 'returned.txt');
    await journey.rows.deadlinePasses(await answeredWith(document));
    await withdraw(document, REASON);
    const { id } = await journey.invitationOf(journey.first, await journey.requested([journey.first]));
    for (const ref of Object.values(REFS)) await journey.save(journey.first, id, ref, { documentIds: [document] });
    const path = `/invitations/${id}/submit`;
    expect(await supplier.read(path)).toMatch(new RegExp(`returned\\.txt, withdrawn on .*: ${REASON}`));
    const unticked = await supplier.send(path, await supplier.form(path));
    expect([unticked.status, unticked.text.includes('Tick that the buyer may open it again')]).toEqual([400, true]);
    expect((await supplier.send(path, { ...(await supplier.form(path)), again: 'yes' })).status).toBe(303);
    expect(await supplier.read(address(document))).toContain('Fictional Council Sealed');
  });
});
