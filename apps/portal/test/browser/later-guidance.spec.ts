import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '#platform/testing';
import { wrongs } from './accessibility';
import { PASSWORD, TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';
const LATER = '2027 (invented)';

interface SeedDocument {
  id: string;
  title: string;
  date: string;
  items: { id: string; title: string; paraphrase: string }[];
}

/** What a page says, in one line. */
async function words({ page }: Visitor): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

describe('a buyer whose guidance has a later version', () => {
  let portal: TestPortal;
  let cop: SeedDocument;
  const procurements = new Map<string, string>();

  beforeAll(async () => {
    portal = await TestPortal.start();
    const text = await readFile(join(repositoryRoot(), 'seed/guidance/guidance.json'), 'utf8');
    cop = (JSON.parse(text) as { documents: SeedDocument[] }).documents.find(({ id }) => id === 'cop') as SeedDocument;
    const buyer = await token(EDITOR);
    for (const title of ['with', 'without', 'locked']) procurements.set(title, await procurement(buyer, title));
    const procurementId = procurements.get('locked');
    await send(buyer, 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { id } } }', {
      input: { procurementId, filter: { provenance: ['DEMONSTRATION'] } },
    });
    await send(buyer, 'mutation($input: LockCriteriaInput!) { lockCriteria(input: $input) { procurement { id } } }', {
      input: { procurementId },
    });
    await publish();
  });
  afterAll(() => portal?.stop());

  async function send<T>(as: string | null, query: string, variables: object): Promise<T> {
    const response = await fetch(`${portal.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(as === null ? {} : { authorization: `Bearer ${as}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  async function token(email: string): Promise<string> {
    const { signIn } = await send<{ signIn: { token: string } }>(
      null,
      'mutation($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email, password: PASSWORD } },
    );
    return signIn.token;
  }

  /** One whose requirements are settled with the first guideline, which is reworded next, and with the last, which goes. */
  async function procurement(buyer: string, title: string): Promise<string> {
    const { createProcurement } = await send<{ createProcurement: { procurement: { id: string } } }>(
      buyer,
      'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }',
      { input: { title: `Cameras ${title} (invented)` } },
    );
    const procurementId = createProcurement.procurement.id;
    const { addRequirements } = await send<{ addRequirements: { requirements: { id: string }[] } }>(
      buyer,
      'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id } } }',
      {
        input: {
          procurementId,
          requirements: [
            { ref: 'R1', text: 'No camera may have a default password that all devices share.', kind: 'GATE' },
            { ref: 'R2', text: 'Input from forms and interfaces shall be validated.', kind: 'GATE' },
          ],
        },
      },
    );
    const accepted = [['cop.1'], ['cop.13']];
    const settled = addRequirements.requirements.map(({ id }, index) => ({ requirementId: id, accept: accepted[index] }));
    await send(buyer, 'mutation($input: SettleGuidanceInput!) { settleGuidance(input: $input) { requirements { id } } }', {
      input: { procurementId, settled },
    });
    return procurementId;
  }

  async function publish(): Promise<void> {
    const operator = await token('operator@oversight.example');
    const items = cop.items.map((item) => {
      if (item.id === 'cop.1') return { ...item, paraphrase: `${item.paraphrase} Invented words of 2027.` };
      return item.id === 'cop.13' ? { ...item, id: 'cop.15', title: `${item.title} (invented)` } : item;
    });
    await take(operator, { ...cop, date: LATER, items });
  }

  async function take(operator: string, document: object): Promise<void> {
    const form = new FormData();
    const file = new Blob([JSON.stringify({ documents: [document] })]);
    form.append('file', file, 'guidance.json');
    const uploaded = await fetch(`${portal.apiUrl}/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}` },
      body: form,
    });
    const { id: documentId } = (await uploaded.json()) as { id: string };
    await send(
      operator,
      'mutation($input: AddGuidanceVersionInput!) { addGuidanceVersion(input: $input) { document { id } } }',
      {
        input: { documentId, index: 0 },
      },
    );
  }

  const home = (title: string): string => `/procurements/${procurements.get(title) ?? ''}`;

  it.each([true, false])(
    'reads what it changes for the requirements, moves, and settles again what was put back (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      await visitor.goTo(`${home(javaScriptEnabled ? 'with' : 'without')}/coverage`);
      expect(await words(visitor)).toContain(`${cop.title}, version ${cop.date}; the later version is ${LATER}`);
      await check();
      expect(await page.getByRole('link', { name: 'See what the later version changes' }).count()).toBe(1);
      await visitor.goTo(home(javaScriptEnabled ? 'with' : 'without'));
      expect(await words(visitor)).toContain('1 later version');
      await check();
      await visitor.follow(page.getByRole('link', { name: 'Look at later versions of guidance' }));
      const said = await words(visitor);
      expect(said).toContain('1 requirement has to be settled again');
      expect(said).toContain('R1: Stays accepted; look whether it still fits');
      expect(said).toContain('R2: To settle again');
      expect(said).toContain('It says much the same. It is proposed');
      expect(said).not.toContain('later-guidance.');
      await check();

      await visitor.press(/^Move to the version 2027/);
      expect(await page.getByRole('alert').textContent()).toContain('Requirements to settle again: 1.');
      expect(await visitor.heading()).toBe('Match requirements to guidance');
      expect(await words(visitor)).toContain('This requirement was settled with');
      expect(await words(visitor)).toContain('1 of 2 requirements is left to decide');
      await check();
      await visitor.follow(page.getByRole('link', { name: /R2$/ }).first());
      expect(await words(visitor)).toContain('Decided by Edmund Vale');
      await check();
      await visitor.press(/^Accept .*\(invented\)/);
      await visitor.goTo(home(javaScriptEnabled ? 'with' : 'without'));
      expect(await words(visitor)).not.toContain('later version');
      await visitor.goTo(`${home(javaScriptEnabled ? 'with' : 'without')}/later-guidance`);
      expect(await words(visitor)).toContain('rests on the current version of every document');
      await check();
    },
  );

  it.each([true, false])(
    'adds guidance that does not apply by the technologies, and sees its gaps (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await portal.visitor(EDITOR, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const { page } = visitor;
      const check = async (): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      await visitor.goTo(`${home(javaScriptEnabled ? 'with' : 'without')}/coverage`);
      await visitor.follow(page.getByRole('link', { name: 'Add guidance that applies as well' }));
      expect(await visitor.heading()).toBe('Add guidance');
      expect(await words(visitor)).toContain('These do not apply by the technologies you named.');
      await check();
      const row = page.getByRole('listitem').filter({ hasText: 'Cyber Assessment Framework' });
      const title = (await row.getByRole('link').textContent()) ?? '';
      await visitor.follow(row.getByRole('button', { name: /^Add this document/ }));
      expect(await page.getByRole('alert').textContent()).toContain(`“${title}” is counted for this procurement now.`);
      await check();
      await visitor.goTo(`${home(javaScriptEnabled ? 'with' : 'without')}/coverage`);
      expect(await page.locator('caption').allTextContents()).toContain(title);
      await check();
      await visitor.goTo(`${home(javaScriptEnabled ? 'with' : 'without')}/more-guidance`);
      expect(await words(visitor)).not.toContain(title);
    },
  );

  it('is told in its task list of a document that is new since it was begun', async () => {
    const items = cop.items.slice(0, 2).map((item, index) => ({ ...item, id: `new.${index + 1}` }));
    await take(await token('operator@oversight.example'), { ...cop, id: 'new', title: 'New guidance (invented)', items });
    const visitor = await portal.visitor(EDITOR, { width: 320 });
    await visitor.goTo(home('with'));
    expect(await words(visitor)).toContain('See whether new guidance applies 1 new document');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.follow(visitor.page.getByRole('link', { name: 'See whether new guidance applies' }));
    expect(await words(visitor)).toContain('New since this procurement was begun');
    await visitor.press(/^Add this document New guidance/);
    await visitor.goTo(home('with'));
    expect(await words(visitor)).not.toContain('See whether new guidance applies');
    await visitor.goTo(home('locked'));
    expect(await words(visitor)).not.toContain('See whether new guidance applies');
  });

  it('adds no guidance once the criteria are locked', async () => {
    const visitor = await portal.visitor(EDITOR);
    await visitor.goTo(`${home('locked')}/coverage`);
    expect(await visitor.page.getByRole('link', { name: 'Add guidance that applies as well' }).count()).toBe(0);
    await visitor.goTo(`${home('locked')}/more-guidance`);
    expect(await words(visitor)).toContain('so no guidance is added');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('stays with the earlier version once the criteria are locked, and is told so', async () => {
    const visitor = await portal.visitor(EDITOR);
    await visitor.goTo(home('locked'));
    expect(await words(visitor)).toContain('Stays with the earlier one');
    await visitor.follow(visitor.page.getByRole('link', { name: 'Look at later versions of guidance' }));
    expect(await words(visitor)).toContain('What suppliers are asked does not change any more');
    expect(await visitor.page.getByRole('button', { name: /^Move/ }).count()).toBe(0);
    await visitor.page
      .getByText(/changes between the two versions/)
      .first()
      .click();
    expect(await wrongs(visitor)).toEqual([]);
  });
});
