/// <reference lib="dom" />
import { TestPortal, type Visitor } from './portal';

/** More stops than any page has. */
const MOST_STOPS = 400;

describe('by keyboard alone', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start();
  });
  afterAll(() => portal?.stop());

  /** What has the focus: its words or its label, and whether a person can see it. */
  function focus({ page }: Visitor): Promise<{ name: string; isSeen: boolean }> {
    return page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      const name = element.labels?.[0]?.textContent ?? element.textContent ?? '';
      const box = element.getBoundingClientRect();
      const isSeen = box.bottom > 0 && box.top < window.innerHeight && box.width > 0;
      return { name: name.replace(/\s+/g, ' ').trim(), isSeen };
    });
  }

  /** Presses Tab until something with these words has the focus. @throws Error when nothing has, or the focus cannot be seen */
  async function tabTo(visitor: Visitor, words: string | RegExp): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await visitor.page.keyboard.press('Tab');
      const { name, isSeen } = await focus(visitor);
      if (!isSeen) throw new Error(`The focus is on "${name}", where nobody sees it.`);
      if (typeof words === 'string' ? name === words : words.test(name)) return;
    }
    throw new Error(`Nothing called ${words} is reached by Tab on ${visitor.page.url()}.`);
  }

  /** Presses Enter and waits for the page that answers. */
  async function enter({ page }: Visitor): Promise<void> {
    const arrived = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await arrived;
  }

  it('a buyer describes, requires, settles and locks', async () => {
    const visitor = await portal.visitor('editor@wexcombe.example');
    const { page } = visitor;
    const { keyboard } = page;
    await tabTo(visitor, 'Start by hand');
    await enter(visitor);
    await tabTo(visitor, 'Title');
    await keyboard.type('Cameras by keyboard (invented)');
    await tabTo(visitor, 'Camera and video analytics');
    await keyboard.press('Space');
    await tabTo(visitor, 'Save and continue');
    await enter(visitor);
    await tabTo(visitor, 'Add the requirements');
    await enter(visitor);
    await tabTo(visitor, 'Paste or upload a specification');
    await enter(visitor);
    await tabTo(visitor, 'Or paste the text');
    await keyboard.type('No camera shall have a default password.');
    await tabTo(visitor, 'Continue');
    await enter(visitor);
    await tabTo(visitor, 'Add these requirements');
    await enter(visitor);
    await tabTo(visitor, /ncsc|cop|ce\./);
    await keyboard.press('1');
    const arrived = page.waitForEvent('load');
    await keyboard.press('s');
    await arrived;
    expect(await page.getByRole('alert').textContent()).toContain('1 requirement is settled');
    await page.goto(`${new URL(page.url()).pathname.replace('/matches', '/search')}?provenance=DEMONSTRATION`);
    await tabTo(visitor, /^Lock this search/);
    await enter(visitor);
    await tabTo(visitor, /^Halden/);
    await tabTo(visitor, 'Shortlist them');
    await keyboard.press('Space');
    await tabTo(visitor, 'Reason');
    await keyboard.type('It makes cameras.');
    await tabTo(visitor, 'Save');
    await enter(visitor);
    // The error summary takes the focus, and its link leads to what is wrong.
    expect((await focus(visitor)).name).toContain('Tick at least one supplier');
  });

  it('a stranger narrows a search and reads a supplier', async () => {
    const visitor = await portal.visitor();
    await visitor.goTo('/suppliers');
    await tabTo(visitor, 'Where it comes from');
    await visitor.page.keyboard.press('Enter');
    await tabTo(visitor, 'Invented, to show how Assay works');
    await visitor.page.keyboard.press('Space');
    await tabTo(visitor, 'Apply');
    await enter(visitor);
    await tabTo(visitor, /^Ashcombe/);
    await enter(visitor);
    expect(await visitor.heading()).toContain('Ashcombe');
  });

  it('a supplier drafts an attestation, and is led to what is missing', async () => {
    const visitor = await portal.visitor('editor@halden.example');
    await tabTo(visitor, 'Attestations');
    await enter(visitor);
    await tabTo(visitor, 'Add an attestation');
    await enter(visitor);
    await tabTo(visitor, /^Cyber Essentials/);
    await visitor.page.keyboard.press('Space');
    await tabTo(visitor, 'Continue');
    await enter(visitor);
    await tabTo(visitor, 'Certificate or report number');
    await visitor.page.keyboard.type('INVENTED-2');
    await tabTo(visitor, 'Save as a draft');
    await enter(visitor);
    expect((await focus(visitor)).name).toContain('Choose how strong it is');
  });
});
