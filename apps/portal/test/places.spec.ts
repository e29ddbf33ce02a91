import { REFS } from '#procurement/testing';
import { JudgementJourney } from '../../api/test/judgement-journey';
import { PlainPortal, type PlainVisitor } from './plain-portal';

describe('where the service is to be run or delivered', () => {
  let journey: JudgementJourney;
  let portal: PlainPortal;
  let buyer: PlainVisitor;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    portal = await PlainPortal.beside(journey.api);
    buyer = await portal.visitor(journey.evidence.buyer.editor);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  /** A procurement begun by hand, and the address of its description. */
  async function begun(fields: Record<string, string>): Promise<string> {
    const made = await buyer.send('/procurements/new', {
      ...(await buyer.form('/procurements/new')),
      title: 'Cameras',
      ...fields,
    });
    expect(made.status).toBe(303);
    return `${made.location}/description`;
  }

  it('is typed with the description, loses nothing that was typed, and is told where a colleague has changed it', async () => {
    const path = await begun({ 'place-0': 'Civic Centre data room', 'placeRegion-0': 'TLI', 'place-2': 'Depot 2' });
    const page = await buyer.page(path);
    expect(page).toMatch(/id="place-0"[^>]*value="Civic Centre data room"/);
    expect(page).toMatch(/id="placeRegion-0".*?value="TLI" selected/s);
    expect(page).toMatch(/id="place-1"[^>]*value="Depot 2"/);
    const form = { ...(await buyer.form(path)), title: 'Cameras' };

    const nameless = await buyer.send(path, { ...form, 'place-0': 'Depot 2', 'placeRegion-1': 'TLE' });
    expect(nameless.status).toBe(400);
    expect(nameless.text).toContain('Enter what the place is called, or take its region out');
    expect(nameless.page).toMatch(/href="#place-1"/);
    expect(nameless.page).toMatch(/id="placeRegion-1".*?value="TLE" selected/s);

    const twice = await buyer.send(path, { ...form, 'place-0': 'Depot', 'place-1': 'depot', 'placeRegion-1': 'TLE' });
    expect(twice.status).toBe(400);
    expect(twice.text).toContain('Two places are called “depot”. Add to their names what tells them apart');
    expect(twice.page).toMatch(/href="#place-1"/);

    expect((await buyer.send(path, { ...form, 'place-0': 'Depot 3', 'placeRegion-0': 'TLE' })).status).toBe(303);
    const overtaken = await buyer.send(path, { ...form, 'place-0': 'Depot 4' });
    expect(overtaken.status).toBe(400);
    expect(overtaken.text).toContain('Depot 3 (Yorkshire and The Humber)');
    expect(overtaken.page).toMatch(/id="place-0"[^>]*value="Depot 4"/);
  });

  it('is read by the supplier, who says from where it would operate, and by those who assess, beside what covers it', async () => {
    const { rows, first } = journey.evidence;
    const sites = ['Leeds', 'York'];
    const attested = await rows.attestation(first, 'TM-SITES', 'VERIFIED', { issued: -30, expires: 300 }, { sites });
    const procurement = await journey.asked([first], { places: [{ name: 'Civic Centre', region: 'TLI' }] });
    const description = `/procurements/${procurement.id}/description`;
    expect(await buyer.read(description)).toContain('Where it is to be run or delivered Civic Centre (London)');
    const { id } = await journey.evidence.invitationOf(first, procurement);
    for (const ref of Object.values(REFS)) await journey.evidence.save(first, id, ref, { attestationIds: [attested] });

    const supplier = await portal.visitor(first.editor);
    const home = `/invitations/${id}`;
    const before = await supplier.read(home);
    expect(before).toContain('Where it is to be run or delivered Civic Centre (London)');
    expect(before).toContain('You have not said from which sites you would operate the service.');
    const path = `${home}/offer`;
    const offer = await supplier.read(path);
    expect(offer).toContain('The buyer wants it run or delivered at: Civic Centre (London)');
    expect(offer).toContain('Your attestations name these sites: Leeds; York');
    const form = await supplier.form(path);
    const wrong = await supplier.send(path, { ...form, sites: 'Leeds\r\n-' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('One of the places has no name. Say what it is called, or take it out.');
    expect(wrong.page).toMatch(/<textarea[^>]*id="sites"[^>]*>Leeds\s+-<\/textarea>/);
    expect(await supplier.send(path, { ...form, sites: 'leeds\r\n\r\nYORK' })).toMatchObject({ status: 303, location: home });
    expect(await supplier.read(home)).toContain('From where: leeds; YORK');
    const overtaken = await supplier.send(path, { ...form, sites: 'Hull' });
    expect(overtaken.text).toContain('A colleague has saved another offer since you opened this page: From where: leeds; YORK');
    expect(await supplier.read(`${home}/submit`)).toContain('From where: leeds; YORK');
    await supplier.send(`${home}/submit`, await supplier.form(`${home}/submit`));
    expect(await supplier.read(home)).toContain('Submitted, from where: leeds; YORK');

    await rows.deadlinePasses(procurement);
    await journey.declare(journey.assessor, procurement);
    const assessor = await portal.visitor(journey.assessor);
    const candidate = procurement.candidates.get(first.name);
    const [{ id: gate }] = await rows.query<{ id: string }>(
      'SELECT id FROM requirement WHERE procurement_id = $1 AND ref = $2',
      [procurement.key, REFS.GATE],
    );
    const judged = await assessor.read(`/procurements/${procurement.id}/assessment/${candidate}/req_${gate}`);
    expect(judged).toContain('It would operate the service from: leeds; YORK.');
    expect(judged).toContain('You want it run or delivered at: Civic Centre (London).');
    expect(judged).toMatch(
      /What it leaves out Yes\. It excludes nothing\. It covers the sites Leeds; York, among which are all from which the supplier/,
    );
  });
});
