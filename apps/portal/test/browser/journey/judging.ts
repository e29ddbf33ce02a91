import { letDeadlinePass } from '#procurement/testing';
import { type JourneyScene, SUPPLIERS } from './scene';

/** Lets the deadline pass: the buyer sees that answers are open, and a supplier what it never submitted. */
export async function openAnswers({ editor, home, portal, visit, check, said, draftOfFirst }: JourneyScene): Promise<void> {
  await letDeadlinePass(portal.database.ownerUrl, home.split('prc_')[1]);
  const late = await visit(`editor@${SUPPLIERS[0]}`);
  await late.goTo(draftOfFirst);
  expect(await late.page.locator('#submitted').innerText()).toMatch(/Submission 1, by .* on [^]*We meet R-02/);
  expect(await late.page.locator('#submitted').innerText()).not.toContain('A second thought.');
  expect(await late.page.locator('#draft').innerText()).toMatch(/never submitted[^]*A second thought\./);
  await check(late);
  await late.leave();
  await editor.goTo('/procurements');
  expect(await editor.page.locator('tr', { hasText: 'Cameras for the harbour' }).first().innerText()).toMatch(
    /Answers open[^]*Answers opened \d/,
  );
  await editor.goTo(home);
  expect(await said(editor)).toMatch(/Answers open\s*Answers opened \d/);
}

/** Two assessors declare their interests and judge; they differ on the last answer. */
export async function assess({ home, visit, check, said, alert }: JourneyScene): Promise<void> {
  for (const assessor of ['assessor1', 'assessor2']) {
    const judge = await visit(`${assessor}@wexcombe`);
    await judge.goTo(`${home}/assessment`);
    await judge.follow(judge.page.getByRole('link', { name: 'Declare your interests' }));
    await judge.press('Declare');
    expect(await alert(judge)).toContain('Choose whether you have a conflict');
    await check(judge);
    await judge.page.getByLabel('No', { exact: true }).check();
    await judge.press('Declare');
    await judge.goTo(`${home}/evidence`);
    await check(judge);
    await judge.goTo(`${home}/assessment`);
    await check(judge);
    await judge.press('Begin');
    await judge.press('Save and go to the next');
    expect(await alert(judge)).toContain('Choose whether the requirement is met');
    await check(judge);
    for (let answer = 1; answer <= 6; answer += 1) {
      await judge.page.getByLabel('Met', { exact: true }).check();
      const score = judge.page.getByLabel('Score');
      if ((await score.count()) > 0) await score.selectOption(assessor === 'assessor2' && answer === 6 ? '5' : '8');
      await judge.page.getByLabel('a statement by the supplier').check();
      await judge.page.getByLabel('Why', { exact: true }).fill('The answer says how.');
      await judge.press('Save and go to the next');
    }
    expect(await said(judge)).toContain('You have assessed 6 of 6 answers');
    await judge.goTo(`${home}/moderation`);
    expect(await judge.page.locator('#assessor').innerText()).toContain('a colleague who has not settles the figures');
    expect(await judge.page.getByRole('button', { name: /^Settle/ }).count()).toBe(0);
    await check(judge);
    await judge.leave();
  }
}

/** A second person settles what both agree on, and the one figure on which they do not. */
export async function moderate({ home, isTie, visit, check, said, alert }: JourneyScene): Promise<void> {
  const moderator = await visit('moderator@wexcombe');
  await moderator.goTo(`${home}/moderation`);
  expect(await moderator.page.getByRole('button', { name: /on which the assessors agree/ }).count()).toBe(0);
  await moderator.follow(moderator.page.getByRole('link', { name: 'Declare your interests' }));
  await moderator.page.getByLabel('No', { exact: true }).check();
  await moderator.press('Declare');
  await moderator.goTo(`${home}/moderation`);
  await check(moderator);
  await moderator.press('Settle the 5 answers on which the assessors agree');
  expect(await said(moderator)).toContain('5 answers are settled. Left to settle: 1.');
  expect(await moderator.page.getByRole('button', { name: /on which the assessors agree/ }).count()).toBe(0);
  await moderator.goTo(`${home}/request`);
  expect(await said(moderator)).toContain('The deadline has passed and the responses are open.');
  expect(await said(moderator)).not.toContain('sealed');
  await moderator.goTo(`${home}/moderation`);
  await moderator.follow(moderator.page.locator('tbody a').first());
  expect(await said(moderator)).toContain('5 of 10');
  await check(moderator);
  await moderator.page.getByLabel('Not met', { exact: true }).check();
  await moderator.page.getByLabel('Score').selectOption(isTie ? '8' : '7');
  await moderator.page.getByLabel('a statement by the supplier').check();
  await moderator.page.getByLabel('Why', { exact: true }).fill('The document shows most of it.');
  await moderator.press('Settle');
  const doubt = `Not met, yet ${isTie ? 8 : 7} of 10 points: check that both are meant`;
  expect(await alert(moderator)).toContain(`${doubt}. If they are, press the button again.`);
  await check(moderator);
  await moderator.press('Settle');
  expect(await moderator.page.locator('#doubtful').innerText()).toContain(`(settled): ${doubt}`);
  await check(moderator);
  await moderator.follow(moderator.page.locator('#doubtful a'));
  await moderator.page.getByLabel('Met', { exact: true }).check();
  await moderator.page.getByLabel('Score').selectOption(isTie ? '8' : '7');
  await moderator.page.getByLabel('a statement by the supplier').check();
  await moderator.page.getByLabel('Why', { exact: true }).fill('The document shows most of it.');
  await moderator.press('Settle');
  expect(await moderator.page.locator('#doubtful').count()).toBe(0);
  expect(await said(moderator)).toContain('Every answer is settled');
  await moderator.goTo(`${home}/decision`);
  expect(await said(moderator)).toContain('An approver, who assessed nothing, decides');
}
