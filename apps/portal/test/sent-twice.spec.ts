import { REFS } from '#procurement/testing';
import { EvidenceJourney } from '../../api/test/evidence-journey';
import type { TestApi } from '../../api/test/harness';
import { type Fields, PlainPortal, type PlainVisitor } from './plain-portal';

const EDITOR = 'editor@wexcombe.example';
const COLLEAGUE = 'admin@wexcombe.example';
const REMOVE = 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }';
const SENT_BEFORE = 'You sent this form before';

describe('a form that comes twice', () => {
  let journey: EvidenceJourney;
  let api: TestApi;
  let portal: PlainPortal;
  let visitor: PlainVisitor;
  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
    ({ api } = journey);
    portal = await PlainPortal.beside(api);
    visitor = await portal.visitor(EDITOR);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  /** A procurement of two requirements of 50 each, and its page. */
  async function twoHalves(): Promise<{ key: string; home: string; ids: string[] }> {
    const { createProcurement } = await api.done<{ createProcurement: { procurement: { id: string } } }>(
      EDITOR,
      'CreateProcurement',
      { input: { title: 'Cameras (invented)' } },
    );
    const { id } = createProcurement.procurement;
    const requirements = ['No camera shall have a default password.', 'Updates shall be signed.'].map((text) => ({
      text,
      weight: 50,
    }));
    const { addRequirements } = await api.done<{ addRequirements: { requirements: { id: string }[] } }>(
      EDITOR,
      'AddRequirements',
      { input: { procurementId: id, requirements } },
    );
    await api.done(EDITOR, 'LockSearch', { input: { procurementId: id, filter: { provenance: ['DEMONSTRATION'] } } });
    const ids = addRequirements.requirements.map((requirement) => requirement.id);
    return { key: id.slice('prc_'.length), home: `/procurements/${id}`, ids };
  }

  const weights = ([first, second]: string[]) => ({ [`weight.${first}`]: '60', [`weight.${second}`]: '40' });

  describe('and locks the criteria', () => {
    it('locks them also where it comes between the saving and the locking of the first', async () => {
      const { home, ids } = await twoHalves();
      const path = `${home}/criteria`;
      const form: Fields = { ...(await visitor.form(path)), ...weights(ids) };
      expect((await visitor.send(path, form)).location).toBe(path);
      const second = await visitor.send(path, { ...form, then: 'lock' });
      expect(second).toMatchObject({ status: 303, location: `${home}/request` });
    });

    it('does so where a requirement became a gate, whose weight still stands in its field', async () => {
      const { home, ids } = await twoHalves();
      const path = `${home}/criteria`;
      const [gate, scored] = ids;
      const typed = { [`kind.${gate}`]: 'GATE', [`weight.${gate}`]: '50', [`weight.${scored}`]: '100' };
      const form: Fields = { ...(await visitor.form(path)), ...typed };
      expect((await visitor.send(path, form)).location).toBe(path);
      expect(await visitor.send(path, { ...form, then: 'lock' })).toMatchObject({ location: `${home}/request` });
    });

    it('names nobody else where both come at once: each ends where they are locked', async () => {
      const { key, home, ids } = await twoHalves();
      const path = `${home}/criteria`;
      const form: Fields = { ...(await visitor.form(path)), ...weights(ids), then: 'lock' };
      const press = () => visitor.send(path, form);
      const answers = await api.together({ table: 'procurement', key }, [press, press]);
      expect(answers.some(({ location }) => location === `${home}/request`)).toBe(true);
      for (const { location, text } of answers) {
        expect(text).not.toContain('Somebody else');
        if (location === null) expect(text).toContain('The criteria are locked already');
      }
    });

    it('is told of what a colleague saved, be it the very same', async () => {
      const { home, ids } = await twoHalves();
      const path = `${home}/criteria`;
      const form: Fields = { ...(await visitor.form(path)), ...weights(ids), then: 'lock' };
      const colleague = await portal.visitor(COLLEAGUE);
      await colleague.send(path, { ...(await colleague.form(path)), ...weights(ids) });
      const refused = await visitor.send(path, form);
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('Somebody else added or changed this since you opened the page');
    });
  });

  describe('and removes a requirement', () => {
    it('goes back to the list, and says that it is gone already', async () => {
      const { home, ids } = await twoHalves();
      const path = `${home}/requirements/${ids[1]}/remove`;
      const form = await visitor.form(`${home}/requirements/${ids[1]}/edit`, path);
      expect((await api.send(COLLEAGUE, REMOVE, { input: { requirementId: ids[1] } })).errors).toEqual([]);
      expect(await visitor.send(path, form)).toMatchObject({ status: 303, location: `${home}/requirements` });
      expect(await visitor.read(`${home}/requirements`)).toContain('Requirement R-02 was removed already');
    });

    it('does so also where both come at once', async () => {
      const { key, home, ids } = await twoHalves();
      const path = `${home}/requirements/${ids[1]}/remove`;
      const form = await visitor.form(`${home}/requirements/${ids[1]}/edit`, path);
      const press = () => visitor.send(path, form);
      const answers = await api.together({ table: 'procurement', key }, [press, press]);
      expect(answers.map(({ status, location }) => [status, location])).toEqual(
        [1, 2].map(() => [303, `${home}/requirements`]),
      );
    });
  });

  /** Forgets what the API answered under a key, as where it was cut off before it could keep that. */
  async function forget({ once }: Fields): Promise<void> {
    await journey.rows.query(`UPDATE idempotency_key SET response = '{}' WHERE key = $1`, [once]);
  }

  describe('since its answer was lost', () => {
    it('goes where the first went, though its numbers are taken by then', async () => {
      const { home, key } = await twoHalves();
      const { body } = await api
        .http()
        .post('/documents')
        .set('authorization', `Bearer ${await api.token(EDITOR)}`)
        .attach('file', Buffer.from('Ref,Requirement\nR-01,Train the staff\nC-1,Count the keys'), 'more.csv');
      const path = `${home}/requirements/check`;
      const page = `${path}?document=${(body as { id: string }).id}`;
      const form: Fields = { ...(await visitor.form(page, path)), take: ['r0', 'r1'], numberOn: 'yes' };
      const answers = [await visitor.send(path, form), await visitor.send(path, form)];
      await forget(form);
      answers.push(await visitor.send(path, form));
      for (const { location, text } of answers) {
        expect(location).toBe(`${home}/matches`);
        expect(text).not.toContain(SENT_BEFORE);
      }
      expect(await visitor.read(`${home}/matches`)).toContain('2 requirements are added');
      const refs = await journey.rows.query<{ ref: string }>(
        'SELECT ref FROM requirement WHERE procurement_id = $1 ORDER BY position',
        [key],
      );
      expect(refs.map(({ ref }) => ref)).toEqual(['R-01', 'R-02', 'R-03', 'C-1']);
    });

    it('goes where the first went also where only the service knows that it was done', async () => {
      const supplier = await portal.visitor('editor@halden.example');
      const path = '/our/products/new';
      const form: Fields = { ...(await supplier.form(path)), name: 'Answered to nobody', kind: 'HARDWARE' };
      expect((await supplier.send(path, form)).location).toBe('/our/products');
      await forget(form);
      expect(await supplier.send(path, form)).toMatchObject({ status: 303, location: '/our/products' });
      expect(await supplier.read('/our/products')).toContain('Answered to nobody');
    });

    it('tells a supplier the number under which the buyer has its response', async () => {
      const { second } = journey;
      const { id } = await journey.invitationOf(second, await journey.requested([second]));
      for (const ref of Object.values(REFS)) await journey.save(second, id, ref);
      const supplier = await portal.visitor(second.signatory);
      const path = `/invitations/${id}/submit`;
      const form = await supplier.form(path);
      for (const _sending of [1, 2]) {
        expect((await supplier.send(path, form)).location).toBe(`/invitations/${id}`);
        expect(await supplier.read(`/invitations/${id}`)).toContain('Submission 1 is with the buyer');
        await forget(form);
      }
    });

    it('tells how many suppliers a new deadline was told to', async () => {
      const { buyer, first, second } = journey;
      const { id } = await journey.requested([first, second]);
      const editor = await portal.visitor(buyer.editor);
      const path = `/procurements/${id}/deadline`;
      const day = new Date(Date.now() + 5 * 86_400_000);
      const [year, month, date] = day.toISOString().slice(0, 10).split('-');
      const dueAt = { 'dueAt-day': date, 'dueAt-month': month, 'dueAt-year': year, 'dueAt-time': '5pm' };
      const form: Fields = { ...(await editor.form(path)), ...dueAt, reason: 'The site visit was called off.' };
      for (const _sending of [1, 2]) {
        expect((await editor.send(path, form)).location).toBe(`/procurements/${id}/request`);
        expect(await editor.read(`/procurements/${id}/request`)).toContain('2 suppliers are told');
        await forget(form);
      }
    });

    it('says that it was sent before where nobody knows what became of it', async () => {
      const path = '/procurements/new';
      const form: Fields = { ...(await visitor.form(path)), title: 'Lost (invented)' };
      const first = await visitor.send(path, form);
      expect((await visitor.send(path, form)).location).toBe(first.location);
      await forget(form);
      const third = await visitor.send(path, form);
      expect(third.status).toBe(400);
      expect(third.text).toContain(SENT_BEFORE);
    });
  });
});
