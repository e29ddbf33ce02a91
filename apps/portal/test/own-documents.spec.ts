import { EvidenceJourney } from '../../api/test/evidence-journey';
import { PlainPortal, type PlainVisitor } from './plain-portal';

const HOME = '/our/documents';
const NEW = `${HOME}/new`;

describe('a document that a supplier adds by itself', () => {
  let journey: EvidenceJourney;
  let portal: PlainPortal;
  let supplier: PlainVisitor;
  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
    portal = await PlainPortal.beside(journey.api);
    supplier = await portal.visitor(journey.first.editor);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  /** Adds one. @returns the address of its page */
  async function added(title: string, name: string): Promise<string> {
    const sent = await supplier.sendFile(
      NEW,
      { ...(await supplier.form(NEW)), title, description: 'Of 2027.' },
      name,
      `of ${name}`,
    );
    expect(sent).toMatchObject({ status: 303, location: expect.stringMatching(/^\/our\/documents\/doc_/) as string });
    return sent.location ?? '';
  }

  const countOf = async (name: string): Promise<number> =>
    (await journey.rows.query('SELECT FROM document WHERE file_name = $1', [name])).length;

  it('stands on its page and in the list with its title, and what is said of it can be changed', async () => {
    expect(await supplier.markup(HOME)).toContain(`href="${NEW}"`);
    const page = await added('Certificate of our hosting', 'hosting.txt');
    expect(await supplier.read(HOME)).toMatch(/Certificate of our hosting \(hosting\.txt\) .* Nothing yet No buyer Never/);
    expect(await supplier.read(page)).toMatch(/Certificate of our hosting .* What it is Of 2027\. Change what you say of it/);
    const untitled = await supplier.send(`${page}/describe`, {
      ...(await supplier.form(`${page}/describe`)),
      title: ' ',
      description: 'Of 2028.',
    });
    expect([untitled.status, untitled.text.includes('Enter a title'), untitled.page.includes('Of 2028.')]).toEqual([
      400,
      true,
      true,
    ]);
    const said = { ...(await supplier.form(`${page}/describe`)), title: 'Hosting', description: 'x'.repeat(1001) };
    const long = await supplier.send(`${page}/describe`, said);
    expect([long.status, long.page.includes('href="#description"')]).toEqual([400, true]);
    expect(await supplier.send(`${page}/describe`, { ...said, description: 'Of 2028.' })).toMatchObject({
      status: 303,
      location: page,
    });
    expect(await supplier.read(page)).toMatch(/Hosting .* What it is Of 2028\./);
  });

  it('loses nothing that was typed or chosen where something is missing, and is made once', async () => {
    const form = { ...(await supplier.form(NEW)), title: '', description: 'A test of penetration.' };
    const untitled = await supplier.sendFile(NEW, form, 'penetration.txt', 'report');
    expect(untitled.status).toBe(400);
    expect(untitled.text).toContain('Enter a title');
    expect(untitled.text).toContain('penetration.txt is kept.');
    expect(untitled.page).toContain('A test of penetration.');
    const [, document] = /name="document" value="(doc_[^"]+)"/.exec(untitled.page) ?? [];
    const titled = { ...form, document, title: 'Report' };
    expect(await supplier.send(NEW, titled)).toMatchObject({ status: 303, location: `${HOME}/${document}` });
    expect(await supplier.send(NEW, titled)).toMatchObject({ status: 303, location: `${HOME}/${document}` });
    expect(await countOf('penetration.txt')).toBe(1);
    const bare = await supplier.send(NEW, { ...(await supplier.form(NEW)), title: '', description: '' });
    expect([bare.status, bare.text.includes('Enter a title'), bare.text.includes('Choose a file')]).toEqual([400, true, true]);
  });

  it('is held to the same checks as elsewhere, which keep what was typed', async () => {
    for (const [name, bytes] of [
      ['empty.txt', ''],
      ['program.exe', 'MZ'],
      ['not-a.pdf', 'no PDF at all'],
    ]) {
      const refused = await supplier.sendFile(
        NEW,
        { ...(await supplier.form(NEW)), title: 'A title', description: '' },
        name,
        bytes,
      );
      expect([refused.status, refused.page.includes('href="#file"'), refused.page.includes('value="A title"')]).toEqual([
        400,
        true,
        true,
      ]);
      expect(await countOf(name)).toBe(0);
    }
  });

  it('is removed where nothing names it, and offered no such way where something does', async () => {
    const page = await added('A mistake', 'mistake.txt');
    const form = await supplier.form(`${page}/remove`);
    expect(await supplier.read(page)).toContain('Remove it');
    expect(await supplier.send(`${page}/remove`, form)).toMatchObject({ status: 303, location: HOME });
    expect(await supplier.read(HOME)).toContain('mistake.txt was removed.');
    expect(await supplier.statusOf(page)).toBe(404);
    expect(await countOf('mistake.txt')).toBe(0);

    const used = await added('Used', 'used.txt');
    const late = await supplier.form(`${used}/remove`);
    const { id } = await journey.invitationOf(journey.first, await journey.requested([journey.first]));
    await journey.save(journey.first, id, 'R1', { documentIds: [used.slice(HOME.length + 1)] });
    expect(await supplier.read(used)).toMatch(
      /answers to R1 \(not submitted: it can be taken off there\) A document that an answer/,
    );
    const refused = await supplier.send(`${used}/remove`, late);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('“used.txt” is named by an answer to Fictional Council');
  });

  it('is chosen for attestations beside a new one; cited by several, it is one document', async () => {
    const page = await added('Certificate', 'certificate.txt');
    const id = page.slice(HOME.length + 1);
    const path = '/our/attestations/new/ce';
    const offered = await supplier.markup(path);
    expect(offered).toContain('other documents that you have uploaded before');
    expect(offered).toMatch(new RegExp(`name="document" type="checkbox" value="${id}"`));
    const typed = { legalEntity: 'First Fictional Ltd', strength: 'INDEPENDENT_VALIDATION', document: [id] };
    const drafts: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const sent = await supplier.send(path, { ...(await supplier.form(path)), ...typed });
      expect(sent.status).toBe(303);
      drafts.push(sent.location ?? '');
    }
    expect(await countOf('certificate.txt')).toBe(1);
    const uses = await supplier.markup(page);
    for (const draft of drafts) expect(uses).toContain(`href="${draft}"`);
    expect(await supplier.markup(drafts[0])).toMatch(new RegExp(`value="${id}" checked`));

    // A file that is chosen beside it is kept where something else is wrong, and both stay ticked.
    const wrong = await supplier.sendFile(
      drafts[0],
      { ...(await supplier.form(drafts[0])), ...typed, legalEntity: '' },
      'beside.txt',
      'beside',
    );
    expect(wrong.status).toBe(400);
    const ticked = [...wrong.page.matchAll(/value="(doc_[^"]+)" checked/g)].map(([, value]) => value);
    expect(ticked).toHaveLength(2);
    expect(ticked).toContain(id);
    const mended = await supplier.send(drafts[0], { ...(await supplier.form(drafts[0])), ...typed, document: ticked });
    expect(mended.status).toBe(303);
    expect(await countOf('beside.txt')).toBe(1);
    expect(await supplier.read(drafts[0])).toContain('beside.txt');
    // Taken off one, it stays with the other.
    expect((await supplier.send(drafts[0], { ...(await supplier.form(drafts[0])), ...typed, document: [] })).status).toBe(303);
    const after = await supplier.markup(page);
    expect(drafts.map((draft) => after.includes(`href="${draft}"`))).toEqual([false, true]);
  });

  it('is its organisation’s: a viewer adds none, a signatory does and removes none, and a buyer has no such page', async () => {
    const viewer = await portal.visitor(await journey.rows.person(journey.first.organisationId, 'A Viewer', ['VIEWER']));
    expect(await viewer.markup(HOME)).not.toContain(`href="${NEW}"`);
    const refused = await viewer.sendFile(
      NEW,
      { ...(await viewer.form(NEW)), title: 'Mine', description: '' },
      'viewer.txt',
      'x',
    );
    expect([refused.status, await countOf('viewer.txt')]).toEqual([403, 0]);
    const signatory = await portal.visitor(journey.first.signatory);
    expect(await signatory.markup(HOME)).toContain(`href="${NEW}"`);
    const page = await added('Not for a signatory to remove', 'kept.txt');
    expect(await signatory.markup(page)).not.toContain('/remove"');
    expect((await signatory.send(`${page}/remove`, await signatory.form(`${page}/remove`))).status).toBe(403);
    expect(await countOf('kept.txt')).toBe(1);
    expect(await (await portal.visitor(journey.buyer.editor)).statusOf(NEW)).toBe(403);
  });
});
