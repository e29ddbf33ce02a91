import { type Visitor } from '../portal';
import { type JourneyScene } from './scene';

const SPECIFICATION = [
  'No camera shall have a default password.',
  'The supplier shall give notice of a security incident within one day.',
  'The supplier must keep every camera up to date for seven years.',
].join('\n');

/** A procurement of three requirements, whose guidance is settled. @returns its address */
export async function describeProcurement({ editor }: JourneyScene): Promise<string> {
  const { page } = editor;
  await editor.goTo('/procurements/new');
  await page.getByLabel('Title').fill('Cameras for the harbour (invented)');
  await page.getByLabel('Camera and video analytics').check();
  await page.getByRole('group', { name: 'What it is for' }).getByRole('checkbox').first().check();
  await editor.press('Save and continue');
  const home = new URL(page.url()).pathname;
  await editor.goTo(`${home}/requirements/import`);
  await page.getByLabel('Or paste the text').fill(SPECIFICATION);
  await editor.press('Continue');
  await editor.press('Add these requirements');
  await editor.press(/^Settle these/);
  await editor.goTo(home);
  expect(await page.locator('main').textContent()).toContain('3 requirements');
  return home;
}

/** Searches, locks the search, and decides on everybody who was found. */
export async function shortlist({ editor, check, said, alert }: JourneyScene): Promise<void> {
  await editor.follow(editor.page.getByRole('link', { name: 'Search for suppliers and lock the search' }));
  expect(editor.page.url()).toContain('technology=camera-and-video-analytics');
  await editor.follow(editor.page.getByRole('link', { name: 'Show invented suppliers' }));
  await check(editor);
  await editor.press(/^Lock this search with \d+ suppliers/);
  expect(await editor.heading()).toBe('Shortlist suppliers');
  await check(editor);
  expect(await said(editor)).toContain('No supplier is shown it');
  await editor.press('Save');
  expect(await alert(editor)).toContain('Tick at least one supplier');
  await check(editor);
  for (const name of [/^Halden/, /^Orrin/]) await editor.page.getByRole('checkbox', { name }).check();
  await editor.page.getByLabel('Shortlist them').check();
  await editor.page.getByLabel('Reason').fill('It makes cameras and holds evidence for them.');
  await editor.press('Save');
  expect(await said(editor)).toContain('2 shortlisted');
  const others = await editor.page
    .locator('tr', { hasText: 'To decide' })
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.id));
  for (const id of others) await editor.page.locator(`[id="${id}"]`).check();
  await editor.page.getByLabel('Leave them out').check();
  await editor.page.getByLabel('Reason').fill('Nothing shows that it could do this.');
  await editor.press('Save');
  expect(await said(editor)).toContain('0 to decide');
}

/** Weighs the requirements and locks the criteria. */
export async function lockCriteria({ editor, home, check, said, alert }: JourneyScene): Promise<void> {
  await editor.goTo(`${home}/criteria`);
  expect(await said(editor)).toContain('Equal totals are ordered by lot');
  expect(await said(editor)).toContain('Once locked, the 3 requirements');
  await editor.page.getByLabel('How it counts R-01').selectOption('GATE');
  await editor.page.getByLabel('Weight R-02').fill('forty');
  await editor.press('Save');
  expect(await alert(editor)).toContain('Enter the weight as a number');
  await check(editor);
  await editor.page.getByLabel('Weight R-02').fill('40');
  await editor.page.getByLabel('Weight R-03').fill('50');
  await editor.press('Save and lock the criteria');
  expect(await alert(editor)).toContain('add up to 90');
  await editor.page.getByLabel('Weight R-03').fill('60');
  await editor.press('Save and lock the criteria');
  expect(await editor.heading()).toBe('Ask for evidence');
  for (const part of ['assessment', 'moderation']) {
    await editor.goTo(`${home}/${part}`);
    expect(await said(editor)).toContain('Nobody has been asked for evidence yet');
    expect(await said(editor)).not.toContain('0 of 0');
  }
}

/** Fills in a deadline, of which the time is as it is typed. */
async function fillDeadline(editor: Visitor, deadline: Date, time: string): Promise<void> {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(deadline).split('/').map(Number);
  for (const [index, label] of ['Day', 'Month', 'Year'].entries()) await editor.page.getByLabel(label).fill(String(day[index]));
  await editor.page.getByLabel('Time, in London').fill(time);
}

/** Asks the shortlisted for evidence. */
export async function askForEvidence({ editor, home, check, said, alert }: JourneyScene): Promise<void> {
  await editor.goTo(`${home}/request`);
  expect(await said(editor)).toContain('3 requirements to 2 suppliers');
  await editor.press('Ask them all');
  expect(await alert(editor)).toContain('Enter what you write');
  await check(editor);
  const message = 'We buy cameras. Please show how you meet each requirement.';
  await editor.page.getByLabel('What you write to them').fill(message);
  const soon = new Date(Date.now() + 12 * 3_600_000);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(soon);
  await fillDeadline(editor, soon, clock);
  await editor.press('Ask them all');
  expect(await alert(editor)).toContain('The deadline is less than a day away');
  expect(await editor.page.getByLabel('What you write to them').inputValue()).toBe(message);
  expect(await editor.page.getByLabel('Time, in London').inputValue()).toBe(clock);
  await check(editor);
  await fillDeadline(editor, new Date(Date.now() + 2 * 86_400_000), '11:30pm');
  await editor.press('Ask them all');
  expect(await said(editor)).toContain('2 suppliers are asked');
  await check(editor);
}

/** The deadline is put off, for both; what is wrong is said at its field, and what was typed stays. */
export async function putOffDeadline({ editor, home, check, said, alert }: JourneyScene): Promise<void> {
  await editor.follow(editor.page.getByRole('link', { name: 'Put off the deadline' }));
  await editor.press('Put it off for everybody');
  expect(await alert(editor)).toContain('Enter why you put the deadline off');
  await check(editor);
  await fillDeadline(editor, new Date(Date.now() + 86_400_000), '11:30pm');
  await editor.page.getByLabel('Why').fill('The site visit was called off by the storm.');
  await editor.press('Put it off for everybody');
  expect(await alert(editor)).toContain('It can only be put off');
  expect(await editor.page.getByLabel('Why').inputValue()).toBe('The site visit was called off by the storm.');
  await check(editor);
  await fillDeadline(editor, new Date(Date.now() + 3 * 86_400_000), '11:30pm');
  await editor.press('Put it off for everybody');
  expect(await said(editor)).toContain('The deadline is put off, and 2 suppliers are told.');
  expect(await said(editor)).toMatch(/put off from .*11:30pm to .*11:30pm because: The site visit was called off/);
  await check(editor);
  await editor.goTo(`${home}/evidence`);
  expect(await said(editor)).toContain('Responses are sealed until');
  await check(editor);
  for (const part of ['evidence', 'assessment']) {
    await editor.goTo(`${home}/${part}`);
    const cells = await editor.page.locator('main tbody td').allInnerTexts();
    expect(cells.filter((cell) => /^Sealed until .*11:30pm$/.test(cell.trim())).length).toBeGreaterThanOrEqual(2);
    expect(await said(editor)).not.toMatch(/No answer|of 0/);
  }
  await check(editor);
}
