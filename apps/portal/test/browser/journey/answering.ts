import { type Visitor } from '../portal';
import { type JourneyScene, SUPPLIERS } from './scene';

/** The suppliers ask, answer and submit; the first goes on writing after it. */
export async function answer(scene: JourneyScene): Promise<void> {
  for (const supplier of SUPPLIERS) {
    const bidder = await scene.visit(`editor@${supplier}`);
    const invitation = await openInvitation(scene, bidder);
    if (supplier === SUPPLIERS[0]) await clarify(scene, bidder);
    else expect(await scene.said(bidder)).toContain('How many cameras are there?');
    await respond(scene, bidder, supplier, invitation);
    if (supplier === SUPPLIERS[0]) {
      scene.draftOfFirst = `${invitation}/answers/R-02`;
      await bidder.goTo(scene.draftOfFirst);
      await bidder.page.getByLabel('Your answer').fill('A second thought.');
      await bidder.press('Save and go back');
    }
    await bidder.leave();
  }
}

/** @returns the address of the bidder's invitation */
async function openInvitation({ check, said }: JourneyScene, bidder: Visitor): Promise<string> {
  await bidder.goTo('/invitations');
  await check(bidder);
  await bidder.follow(bidder.page.getByRole('link', { name: 'Cameras for the harbour (invented)' }).first());
  expect(await said(bidder)).toContain('Equal totals are ordered by lot');
  expect(await said(bidder)).toMatch(/put off from .*11:30pm to .*11:30pm because: The site visit was called off/);
  await check(bidder);
  return new URL(bidder.page.url()).pathname;
}

/** A bidder asks, and the buyer answers to all. */
async function clarify({ editor, home, check, said, alert }: JourneyScene, bidder: Visitor): Promise<void> {
  await bidder.press('Ask');
  expect(await alert(bidder)).toContain('Enter your question');
  await bidder.page.getByLabel('Ask the buyer').fill('How many cameras are there?');
  await bidder.press('Ask');
  expect(await said(bidder)).toContain('(your question)');
  await editor.goTo('/notifications');
  await editor.follow(
    editor.page
      .getByRole('link', { name: /^A supplier that you invited to “Cameras for the harbour .* asks: How many/ })
      .first(),
  );
  expect(new URL(editor.page.url()).pathname).toBe(`${home}/clarifications`);
  await check(editor);
  await editor.press('Answer to all');
  expect(await alert(editor)).toContain('Enter an answer');
  await editor.page.getByLabel('Your answer').fill('Forty.');
  await editor.press('Answer to all');
  expect(await said(editor)).toContain('Answered to all');
}

async function respond(scene: JourneyScene, bidder: Visitor, supplier: string, invitation: string): Promise<void> {
  const { check, said } = scene;
  await bidder.goTo(`${invitation}/submit`);
  await bidder.follow(bidder.page.getByRole('link', { name: 'Change R-01' }));
  await check(bidder);
  for (const ref of ['R-01', 'R-02', 'R-03']) {
    await fillAnswer(scene, bidder, supplier, ref);
    await bidder.press(ref === 'R-03' ? 'Save and go back' : 'Save and go to the next');
  }
  expect(await said(bidder)).toContain('3 requirements, 0 without an answer');
  await bidder.press('Check and submit');
  await check(bidder);
  await bidder.press('Submit');
  expect(await said(bidder)).toContain('Submission 1 is with the buyer');
  await check(bidder);
}

async function fillAnswer({ javaScriptEnabled }: JourneyScene, bidder: Visitor, supplier: string, ref: string): Promise<void> {
  const answer = bidder.page.getByLabel('Your answer');
  // What was answered in the journey before this one, to the same words, is there to be used again.
  if (!javaScriptEnabled && ref === 'R-01') {
    await bidder.page.getByText('You have answered something like this before').click();
    await bidder.follow(bidder.page.getByRole('link', { name: 'Use this answer 1' }));
    expect(await answer.inputValue()).toContain('We meet R-01');
  }
  await answer.fill(`We meet ${ref}, and say how in the document.`);
  if (javaScriptEnabled && supplier === SUPPLIERS[0] && ref === 'R-01') {
    // Saved as it was typed, without a button; and the button is no colleague of it.
    await bidder.page.getByText('Saved as you typed').waitFor();
    await bidder.page.reload();
    expect(await answer.inputValue()).toContain('We meet R-01');
    await answer.fill('We meet R-01, and say how in the document we sent.');
    await bidder.page.getByText('Saved as you typed').waitFor();
  }
  if (ref === 'R-02') {
    const buffer = Buffer.from(`How ${supplier} meets ${ref}.`);
    await bidder.page.getByLabel('Attach a document').setInputFiles({ name: 'how.txt', mimeType: 'text/plain', buffer });
  }
}
