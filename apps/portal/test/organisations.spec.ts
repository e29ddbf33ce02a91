import { TestApi } from '../../api/test/harness';
import { type Fields, type Outcome, PlainPortal, type PlainVisitor } from './plain-portal';

const NEW = '/organisations/new';

describe('organisations', () => {
  let api: TestApi;
  let portal: PlainPortal;
  let operator: PlainVisitor;
  beforeAll(async () => {
    api = await TestApi.start();
    portal = await PlainPortal.beside(api);
    operator = await portal.visitor('operator@oversight.example');
  });
  afterAll(async () => {
    await portal?.stop();
    await api?.stop();
  });

  const letIn = async (fields: Fields): Promise<Outcome> =>
    operator.send(NEW, { ...(await operator.form(NEW)), kind: 'BUYER', ...fields });

  /** A council that was let in, and its page. */
  async function council(name: string): Promise<string> {
    const { location } = await letIn({ name });
    if (location === null) throw new Error(`${name} was not let in`);
    return location;
  }

  async function add(home: string, email: string, roles: string[]): Promise<Outcome> {
    const path = `${home}/people/new`;
    return operator.send(path, { ...(await operator.form(path)), name: 'Cora Marsh', email, roles });
  }

  const passwordIn = ({ page }: Outcome): string => /<code[^>]*>([^<]*)<\/code>/.exec(page)?.[1] ?? '';

  it('are let in by an operator with their first editor, who signs in and works', async () => {
    const outcome = await letIn({ name: 'Marshfold Council (invented)', 'scheme-2': 'GB-COH', 'number-2': '1234567' });
    expect(outcome).toMatchObject({ status: 303, location: expect.stringMatching(/^\/organisations\/org_/) as string });
    const home = outcome.location ?? '';
    const page = await operator.read(home);
    for (const said of [
      'Add its first person',
      'Buyer, such as a council',
      'GB-COH 01234567 (not verified)',
      'Nobody can sign in',
    ])
      expect(page).toContain(said);
    expect(await operator.read('/organisations')).toMatch(
      /Marshfold Council \(invented\) Buyer, such as a council GB-COH 01234567 0 /,
    );

    expect(await operator.read(`${home}/people/new`)).not.toContain('How they sign in the first time');
    const added = await add(home, 'cora@marshfold.example', ['EDITOR']);
    expect(added.text).toContain('They sign in as cora@marshfold.example with this password');
    expect(await operator.read(home)).toContain('cora@marshfold.example Edit Remove');
    const editor = await portal.visitor('cora@marshfold.example', passwordIn(added));
    const made = await editor.send('/procurements/new', {
      ...(await editor.form('/procurements/new')),
      title: 'Lamps (invented)',
    });
    expect(made).toMatchObject({ status: 303, location: expect.stringMatching(/^\/procurements\/prc_/) as string });
  });

  it('are let in once by a form that is sent twice', async () => {
    const form: Fields = { ...(await operator.form(NEW)), kind: 'BUYER', name: 'Twicely Council (invented)' };
    const [first, second] = [await operator.send(NEW, form), await operator.send(NEW, form)];
    expect(second.location).toBe(first.location);
    expect((await operator.read('/organisations')).split('Twicely Council (invented) Buyer')).toHaveLength(2);
  });

  it('are asked for again with all that was typed where something is wrong, at its field', async () => {
    const half = await letIn({ kind: '', name: '', 'scheme-1': 'GB-COH', 'number-3': 'X24' });
    expect(half.status).toBe(400);
    for (const said of [
      'Enter its name',
      'Choose what it is',
      'Enter the number in this scheme',
      'Enter the scheme of this number',
    ])
      expect(half.text).toContain(said);
    for (const at of ['name', 'number-1', 'scheme-3']) expect(half.page).toContain(`id="${at}-error"`);
    for (const kept of ['value="GB-COH"', 'value="X24"']) expect(half.page).toContain(kept);

    const same = { name: 'Samely Council (invented)', 'scheme-1': 'GB-COH', 'number-1': '1234567', 'scheme-3': 'gb-coh' };
    const twice = await letIn({ ...same, 'number-3': '01234567' });
    expect(twice).toMatchObject({ status: 400, text: expect.stringContaining('is given twice') as string });
    expect(twice.page).toContain('id="number-3-error"');
    for (const kept of ['Samely Council (invented)', '1234567', 'gb-coh']) expect(twice.page).toContain(`value="${kept}"`);
    expect(twice.page).toMatch(/value="BUYER" checked/);

    const long = await letIn({ name: 'N'.repeat(501), 'scheme-2': 'S'.repeat(21), 'number-2': '1' });
    expect(long.status).toBe(400);
    for (const at of ['name', 'scheme-2']) expect(long.page).toContain(`id="${at}-error"`);
    expect(await operator.read('/organisations')).not.toContain('Samely Council');
  });

  it('get and lose people by an operator, who reads what the API refuses', async () => {
    const home = await council('Leavely Council (invented)');
    const empty = await add(home, '', []);
    expect(empty).toMatchObject({ status: 400, text: expect.stringContaining('Enter their email address') as string });
    expect(empty.page).toContain('value="Cora Marsh"');
    const taken = await add(home, 'editor@wexcombe.example', ['ADMIN']);
    expect(taken).toMatchObject({ status: 400, text: expect.stringContaining('Remove the member there first') as string });
    expect(taken.page).toContain('value="editor@wexcombe.example"');

    await add(home, 'only@leavely.example', ['ADMIN']);
    await add(home, 'second@leavely.example', ['EDITOR']);
    const { members } = (
      await api.send<{ members: { user: { id: string; email: string } }[] }>(
        'operator@oversight.example',
        'query($id: ID) { members(organisationId: $id) { user { id email } } }',
        { id: home.split('/').at(-1) },
      )
    ).data;
    const remove = async (email: string): Promise<Outcome> => {
      const path = `${home}/people/${members.find(({ user }) => user.email === email)?.user.id ?? ''}/remove`;
      expect(await operator.read(path)).toContain('will not be able to sign in for Leavely Council (invented)');
      return operator.send(path, await operator.form(path));
    };
    expect(await remove('only@leavely.example')).toMatchObject({
      status: 400,
      text: expect.stringContaining('is the only administrator') as string,
    });
    expect(await remove('second@leavely.example')).toMatchObject({ status: 303, location: home });
    const page = await operator.read(home);
    expect(page).toContain('Cora Marsh is no longer a member.');
    expect(page).not.toContain('second@leavely.example');
  });

  it('are the pages of operators alone', async () => {
    const home = await council('Closely Council (invented)');
    const inner = [NEW, home, `${home}/people/new`];
    for (const email of ['admin@wexcombe.example', 'admin@halden.example']) {
      const visitor = await portal.visitor(email);
      for (const path of ['/organisations', ...inner]) expect(await visitor.statusOf(path)).toBe(403);
    }
    const verifier = await portal.visitor('verifier@oversight.example');
    for (const path of inner) expect(await verifier.statusOf(path)).toBe(403);
    const list = await verifier.read('/organisations');
    expect(list).toContain('Operators let organisations in. You are not one.');
    expect(list).not.toContain('Closely Council');
    expect(await operator.statusOf('/organisations/org_01890000-0000-7000-8000-000000000000')).toBe(404);
  });
});
