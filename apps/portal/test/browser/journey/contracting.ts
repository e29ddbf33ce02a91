import { dayInWords } from '#platform';
import { type Visitor } from '../portal';
import { type JourneyScene } from './scene';

/** A contract without a day is not recorded. */
export async function recordNoDay({ approver, home, check, said, alert }: JourneyScene): Promise<void> {
  await approver.goTo(`${home}/contract`);
  await check(approver);
  await approver.press('Record the contract');
  expect(await alert(approver)).toContain('Day of signature: enter the day, month and year');
  await approver.goTo(home);
  expect(await said(approver)).toContain('2 packs');
  await check(approver);
}

/** Records the contract as signed on a day. */
export async function recordContract({ approver, home, check, said }: JourneyScene, signedOn: string): Promise<void> {
  await approver.goTo(`${home}/contract`);
  await fillDay(approver, signedOn);
  await approver.press('Record the contract');
  expect(await said(approver)).toContain(dayInWords(signedOn));
  expect(await said(approver)).toContain('You and the supplier are told before any of it lapses');
  await check(approver);
}

/** A correction wants a reason, and another day than the one that is recorded. */
export async function correctDay({ approver, check, alert }: JourneyScene, signedOn: string): Promise<void> {
  await approver.follow(approver.page.getByRole('link', { name: 'Correct the day of signature' }));
  await fillDay(approver, signedOn);
  await approver.press('Correct the day');
  expect(await alert(approver)).toContain('Enter why it is corrected');
  await check(approver);
  await approver.page.getByLabel('Why it is corrected').fill('It was another page.');
  await approver.press('Correct the day');
  expect(await alert(approver)).toContain('It is recorded already that it was signed on');
  expect(await approver.page.getByLabel('Why it is corrected').inputValue()).toBe('It was another page.');
  await check(approver);
}

/** A contract that is cancelled after all: what was recorded stays in view. */
export async function cancelAfterAward({ editor, home, check, said }: JourneyScene, signedOn: string): Promise<void> {
  const day = dayInWords(signedOn);
  await editor.goTo(home);
  expect(await said(editor)).toContain(`Signed on ${day}`);
  await editor.follow(editor.page.getByRole('link', { name: 'Cancel this procurement' }));
  expect(await said(editor)).toContain(`is recorded as signed on ${day}`);
  await check(editor);
  await editor.page.getByLabel('Why it is cancelled').fill('The harbour is sold.');
  await editor.press('Cancel the procurement');
  expect(await said(editor)).toMatch(/Cancelled on .* The harbour is sold\./);
  expect(await said(editor)).toContain(`Signed on ${day}, cancelled on`);
  await check(editor);
  await editor.follow(editor.page.getByRole('link', { name: 'Record the contract and keep watch' }));
  expect(await said(editor)).toContain(day);
  expect(await said(editor)).toContain('The procurement was cancelled on');
  expect(await said(editor)).not.toContain('You and the supplier are told');
  await check(editor);
}

async function fillDay({ page }: Visitor, on: string): Promise<void> {
  const [year, month, day] = on.split('-').map(Number);
  await page.getByLabel('Day').fill(String(day));
  await page.getByLabel('Month').fill(String(month));
  await page.getByLabel('Year').fill(String(year));
}
