import { EvidenceJourney } from '../../api/test/evidence-journey';
import type { TestApi } from '../../api/test/harness';
import { type Fields, PlainPortal, type PlainVisitor } from './plain-portal';

const EDITOR = 'editor@wexcombe.example';
const COLLEAGUE = 'admin@wexcombe.example';
const REMOVE = 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }';

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
});
