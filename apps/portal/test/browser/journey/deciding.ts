import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyPack } from '#pack';
import { type JourneyScene, SUPPLIERS } from './scene';

/** The approver, who assessed nothing, decides. */
export async function decide({ approver, home, isTie, check, said, alert }: JourneyScene): Promise<void> {
  await approver.goTo(`${home}/assessment`);
  expect(await said(approver)).toContain('See all answers in one table');
  expect(await said(approver)).not.toMatch(/you have assessed|assessed by you/i);
  await approver.goTo(`${home}/decision`);
  expect((await said(approver)).includes('These have the same total, 80.000 of 100')).toBe(isTie);
  expect((await said(approver)).includes('Equal totals are ordered by lot')).toBe(isTie);
  await check(approver);
  await approver.press('Decide');
  expect(await alert(approver)).toContain('Choose an outcome');
  await check(approver);
  await approver.page.getByLabel('No supplier is suitable').check();
  await approver.page.getByLabel('Who wins').selectOption({ index: 1 });
  await approver.page.getByLabel('Reason').fill('It ranks first.');
  await approver.press('Decide');
  expect(await alert(approver)).toContain('an outcome in which nobody wins, and a winner');
  expect(await approver.page.getByLabel('No supplier is suitable').isChecked()).toBe(true);
  expect(await approver.page.getByLabel('Reason').inputValue()).toBe('It ranks first.');
  for (const option of [1, 2]) {
    await approver.page.getByLabel('Award the contract').check();
    await approver.page.getByLabel('Who wins').selectOption({ index: option });
    await approver.page.getByLabel('Reason').fill('It ranks first and passed the gate.');
    await approver.press('Decide');
    if ((await said(approver)).includes('Awarded to')) break;
    expect(await alert(approver)).toContain('ranks first with');
  }
  expect(await said(approver)).toContain('Awarded to');
  expect((await said(approver)).includes('Equal totals are ordered by lot')).toBe(isTie);
  await check(approver);
}

/** The approver reads the summaries of the bidders. */
export async function readSummaries({ approver, home, check, said }: JourneyScene): Promise<void> {
  await approver.goTo(`${home}/summaries`);
  await check(approver);
  await approver.follow(approver.page.locator('main li a').first());
  expect(await said(approver)).toContain('Criterion by criterion');
  await check(approver);
}

/** Asks for the pack twice, has it made once, and verifies it offline. */
export async function makePack(scene: JourneyScene): Promise<void> {
  const { approver, home, portal, visit, check, said } = scene;
  await approver.goTo(`${home}/pack`);
  await portal.whileTheWorkerRests(async () => {
    const again = await visit('approver@wexcombe');
    await again.goTo(`${home}/pack`);
    await approver.press('Make the assurance pack');
    expect(await said(approver)).toContain('The pack waits for its turn.');
    await check(approver);
    await approver.page.reload();
    expect(await said(approver)).toContain('The pack waits for its turn.');
    // Asked for twice, it is made once.
    await again.press('Make the assurance pack');
    expect(await said(again)).toContain('The pack waits for its turn.');
    await again.leave();
  });
  await finished(scene);
  expect(await approver.page.getByRole('link', { name: /^Download the pack of/ }).count()).toBe(1);
  expect(await said(approver)).toMatch(/npx assay verify assurance-pack-P-\d+-\d+\.zip/);
  await check(approver);
  const [download] = await Promise.all([
    approver.page.waitForEvent('download'),
    approver.page.getByRole('link', { name: /^Download the pack of/ }).click(),
  ]);
  const key = await approver.page.request.get('/signing-key.pem');
  const report = await verifyPack(await readFile(await download.path()), { trustedKey: await key.text() });
  expect(report.checks.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
  expect(report.ok).toBe(true);
}

/** Evidence that has gone from the store: what to do is said, and done. */
export async function bringBackEvidence(scene: JourneyScene): Promise<void> {
  const { approver, portal, check, said } = scene;
  const sha256 = createHash('sha256').update('How halden meets R-02.').digest('hex');
  const place = join(portal.home, 'documents', sha256.slice(0, 2), sha256.slice(2, 4));
  await rename(join(place, sha256), join(place, 'elsewhere'));
  await approver.press('Make another');
  await finished(scene);
  const lost = await said(approver);
  expect(lost).toContain('Ask the operator to bring them back from a backup of the documents');
  expect(lost).toContain(sha256);
  await check(approver);
  await rename(join(place, 'elsewhere'), join(place, sha256));
  await approver.press('Make another');
  await finished(scene);
  expect(await said(approver)).toContain('The pack that was asked for last is made.');
}

/** What a bidder that did not win reads of how it was assessed. */
export async function readOwnSummary({ visit, check, said }: JourneyScene): Promise<void> {
  const loser = await visit(`editor@${SUPPLIERS[0]}`);
  await loser.goTo('/invitations');
  await loser.follow(loser.page.getByRole('link', { name: 'Cameras for the harbour (invented)' }).first());
  await loser.follow(loser.page.getByRole('link', { name: 'How your tender was assessed' }));
  expect(await said(loser)).toContain('Criterion by criterion');
  expect(await said(loser)).toMatch(/8 of 10\s*Evidence: a statement by the supplier/);
  expect(await said(loser)).toMatch(/32\.000 of 40\.000/);
  await check(loser);
}

/** Waits until a pack is made, or is not: by itself where scripts run, else by looking again. */
async function finished({ approver: { page }, javaScriptEnabled }: JourneyScene): Promise<void> {
  const again = page.getByRole('link', { name: 'Look again' });
  if (javaScriptEnabled) return again.waitFor({ state: 'detached', timeout: 60_000 });
  while ((await again.count()) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
  }
}
