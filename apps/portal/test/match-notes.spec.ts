import { TestApi } from '../../api/test/harness';
import { PlainPortal, type PlainVisitor } from './plain-portal';

const EDITOR = 'editor@wexcombe.example';
const ADD =
  'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id ref guidance { item { code } } } } }';
const NOTES = 'query($id: ID!) { procurement(id: $id) { requirements { id guidance { status note } } } }';

/** A requirement as it was made, with the codes of what it is matched with. */
interface Made {
  id: string;
  ref: string;
  guidance: { item: { code: string } }[];
}

describe('the page of matches', () => {
  let api: TestApi;
  let portal: PlainPortal;
  let visitor: PlainVisitor;
  let procurementId: string;
  let made: Made[];
  let path: string;
  beforeAll(async () => {
    api = await TestApi.start();
    portal = await PlainPortal.beside(api);
    visitor = await portal.visitor(EDITOR);
    const { createProcurement } = await api.done<{ createProcurement: { procurement: { id: string } } }>(
      EDITOR,
      'CreateProcurement',
      { input: { title: 'Cameras (invented)' } },
    );
    procurementId = createProcurement.procurement.id;
    path = `/procurements/${procurementId}/matches`;
    const requirements = ['No camera shall have a default password.', 'Updates shall be signed.'].map((text) => ({ text }));
    const { data } = await api.send<{ addRequirements: { requirements: Made[] } }>(EDITOR, ADD, {
      input: { procurementId, requirements },
    });
    made = data.addRequirements.requirements;
  });
  afterAll(async () => {
    await portal?.stop();
    await api?.stop();
  });

  const codes = ({ guidance }: Made): string[] => guidance.map(({ item }) => item.code);

  async function notes(): Promise<(string | null)[][]> {
    const { data } = await api.send<{ procurement: { requirements: { guidance: { note: string | null }[] }[] } }>(
      EDITOR,
      NOTES,
      { id: procurementId },
    );
    return data.procurement.requirements.map(({ guidance }) => [...new Set(guidance.map(({ note }) => note))]);
  }

  /** What is sent by whoever accepts the best match of each requirement, and notes something on the first. */
  const sent = async (settle: string, note: string): Promise<Record<string, string | string[]>> => ({
    ...(await visitor.form(`${path}?view=all`, path)),
    view: 'all',
    settle,
    shown: made.map(({ id }) => id),
    ...Object.fromEntries(made.map((one) => [`accept.${one.id}`, codes(one)[0]])),
    ...Object.fromEntries(made.map((one) => [`seen.${one.id}`, codes(one)])),
    [`note.${made[0].id}`]: note,
  });

  it('takes a note on each requirement that is settled, keeps what was typed where it is refused, and shows it with the decisions', async () => {
    const [first] = made;
    const tooLong = 'Because of the cameras. '.repeat(220);
    const refused = await visitor.send(path, await sent('all', tooLong));
    expect(refused.status).toBe(400);
    expect(refused.page).toContain(`href="#note.${first.id}"`);
    expect(refused.text).toContain(`Note on settling ${first.ref} (optional)`);
    expect(refused.text).toContain(tooLong.trim());
    expect(await notes()).toEqual([[null], [null]]);

    expect((await visitor.send(path, await sent('all', 'It names the passwords (invented).'))).status).toBe(303);
    expect(await notes()).toEqual([['It names the passwords (invented).'], [null]]);
    expect(await visitor.read(`${path}?view=all`)).toContain('Edmund Vale: It names the passwords (invented).');
    expect(await visitor.read(`${path}/${first.id}`)).toContain('It names the passwords (invented).');
  });
});
