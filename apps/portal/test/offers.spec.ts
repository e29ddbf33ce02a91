import { REFS, type ReadyProcurement } from '#procurement/testing';
import { JudgementJourney } from '../../api/test/judgement-journey';
import { PlainPortal, type PlainVisitor } from './plain-portal';

describe('what a supplier offers', () => {
  let journey: JudgementJourney;
  let portal: PlainPortal;
  let editor: PlainVisitor;
  let camera: string;
  let attested: string;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    portal = await PlainPortal.beside(journey.api);
    const { rows, first } = journey.evidence;
    camera = await rows.product(first, 'Fictional Camera', ['4.1', '4.2']);
    await rows.product(first, 'Fictional Care');
    const about = { product: camera, versions: ['4.1–4.3'], sites: ['Leeds'] };
    attested = await rows.attestation(first, 'TM-CAMERA', 'VERIFIED', { issued: -30, expires: 300 }, about);
    editor = await portal.visitor(first.editor);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  async function asked(): Promise<{ procurement: ReadyProcurement; home: string }> {
    const { first } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id } = await journey.evidence.invitationOf(first, procurement);
    for (const ref of Object.values(REFS)) await journey.evidence.save(first, id, ref, { attestationIds: [attested] });
    return { procurement, home: `/invitations/${id}` };
  }

  it('is chosen among its products and versions, or typed, and goes to those who assess and settle, with what covers it', async () => {
    const { procurement, home } = await asked();
    expect(await editor.read(home)).toContain('You have not said which products you offer. Where attestations');
    expect(await editor.read(`${home}/submit`)).toContain('You have not said which products you offer.');
    const path = `${home}/offer`;
    expect(await editor.read(path)).toMatch(/Fictional Camera 4\.1 .*Fictional Camera 4\.2 .*Fictional Care, no version/);
    const sent = {
      ...(await editor.form(path)),
      product: `${camera}|4.2`,
      'name-0': 'fictional camera',
      'typedVersion-0': '4.4',
    };
    expect(await editor.send(path, sent)).toMatchObject({ status: 303, location: home });
    expect(await editor.read(home)).toContain('Fictional Camera 4.2; Fictional Camera 4.4');
    // What is typed of a listed product stands where it was typed, to be taken out.
    const only = { ...(await editor.form(path)), product: `${camera}|4.2`, 'name-0': '', 'typedVersion-0': '' };
    expect((await editor.send(path, only)).location).toBe(home);
    expect(await editor.read(`${home}/submit`)).toContain('Fictional Camera 4.2 Change what you offer');
    expect((await editor.send(`${home}/submit`, await editor.form(`${home}/submit`))).location).toBe(home);
    expect(await editor.read(home)).toContain('Submitted: Fictional Camera 4.2');

    const late = { ...(await editor.form(path)), product: `${camera}|4.1`, 'name-0': 'Bracket' };
    await journey.evidence.rows.deadlinePasses(procurement);
    const refused = await editor.send(path, late);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('What you typed, which was not saved Fictional Camera 4.1; Bracket What you offer');
    expect(await editor.read(path)).toContain('Fictional Camera 4.2 What you offer can no longer be changed here.');
    for (const who of [journey.assessor, journey.moderator]) await journey.declare(who, procurement as never);
    const { first } = journey.evidence;
    const requirement = await journey.evidence.rows.query<{ id: string }>(
      'SELECT id FROM requirement WHERE procurement_id = $1 AND ref = $2',
      [procurement.key, REFS.STRONG],
    );
    const pair = `${procurement.candidates.get(first.name)}/req_${requirement[0].id}`;
    for (const [who, part] of [
      [journey.assessor, 'assessment'],
      [journey.moderator, 'moderation'],
    ]) {
      const page = await (await portal.visitor(who)).read(`/procurements/${procurement.id}/${part}/${pair}`);
      expect(page).toContain('It offers: Fictional Camera 4.2');
      expect(page).toMatch(/Who would sign Yes\. It is held by First Fictional Ltd/);
      expect(page).toMatch(
        /What is bought Yes\. It is about Fictional Camera\. It covers “4\.1–4\.3”, and 4\.2 is within that\./,
      );
      expect(page).toMatch(/The contract period Unknown\./);
      expect(page).toMatch(/What it leaves out Unknown\. It excludes nothing\. It covers the sites Leeds alone: compare them/);
    }
  });

  it('keeps what was typed where a version has no name, and where a colleague saved another meanwhile', async () => {
    const { home } = await asked();
    const path = `${home}/offer`;
    const form = await editor.form(path);
    const nameless = await editor.send(path, { ...form, product: `${camera}|4.1`, 'typedVersion-0': '9.9' });
    expect(nameless.status).toBe(400);
    expect(nameless.text).toContain('Enter what the product is called, or take its version out');
    expect(nameless.page).toMatch(/id="typedVersion-0"[^>]*value="9\.9"/);
    expect(nameless.page).toMatch(new RegExp(`value="${camera}\\|4\\.1" checked`));
    expect((await editor.send(path, { ...form, 'name-0': 'Bracket' })).location).toBe(home);
    const overtaken = await editor.send(path, { ...form, 'name-0': 'Pole', 'typedVersion-0': '2' });
    expect(overtaken.status).toBe(400);
    expect(overtaken.text).toContain('A colleague has saved another offer since you opened this page: Bracket');
    expect(overtaken.page).toMatch(/id="name-0"[^>]*value="Pole"/);
    const [, version] = /name="version" value="(\d+)"/.exec(overtaken.page) ?? [];
    expect((await editor.send(path, { ...form, version, 'name-0': 'Pole', 'typedVersion-0': '2' })).location).toBe(home);
    expect(await editor.read(home)).toContain('Pole 2');
    expect((await editor.send(path, { ...(await editor.form(path)), 'name-0': '' })).location).toBe(home);
    expect(await editor.read(home)).toContain('You offer no particular product.');
  });
});

describe('what a buyer shortlists a supplier for', () => {
  it('is chosen among its products, with the reason, and stands in the shortlist', async () => {
    const journey = await JudgementJourney.begin();
    const portal = await PlainPortal.beside(journey.api);
    try {
      const { rows, first, second, buyer } = journey.evidence;
      const hub = await rows.product(first, 'Fictional Hub', ['1.0']);
      const procurement = await rows.procurement(buyer.id, [first, second]);
      const editor = await portal.visitor(buyer.editor);
      const list = `/procurements/${procurement.id}/shortlist`;
      const path = `${list}/sup_${first.supplierId}`;
      expect(await editor.read(path)).toMatch(/Products of First Fictional Ltd .*Fictional Hub .*1\.0/);
      const form = await editor.form(path);
      const unreasoned = await editor.send(path, { ...form, product: hub, reason: '' });
      expect(unreasoned.status).toBe(400);
      expect(unreasoned.text).toContain('Enter the reason');
      expect(unreasoned.page).toMatch(new RegExp(`value="${hub}" checked`));
      expect(await editor.send(path, { ...form, product: hub, reason: 'Its hub fits.' })).toMatchObject({
        status: 303,
        location: list,
      });
      const { data } = await journey.api.send<{
        procurement: { candidates: { reason: string; products: { name: string }[] }[] };
      }>(buyer.viewer, 'query ($id: ID!) { procurement(id: $id) { candidates { reason products { name } } } }', {
        id: procurement.id,
      });
      expect(data.procurement.candidates).toContainEqual({ reason: 'Its hub fits.', products: [{ name: 'Fictional Hub' }] });
      expect(await editor.statusOf(`${list}/sup_${buyer.id}`)).toBe(404);
      await journey.api.done(buyer.editor, 'RequestEvidence', {
        input: { procurementId: procurement.id, message: 'Show it.', dueAt: new Date(Date.now() + 86_400_000).toISOString() },
      });
      expect(await editor.read(path)).toContain('the shortlist is settled');
    } finally {
      await portal.stop();
      await journey.end();
    }
  });
});
