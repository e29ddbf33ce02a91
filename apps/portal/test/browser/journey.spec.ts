import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf, verifyPack } from '#pack';
import { dayInWords } from '#platform';
import { letDeadlinePass } from '#procurement/testing';
import { wrongs } from './accessibility';
import { TestPortal, type Visitor } from './portal';

const SPECIFICATION = [
  'No camera shall have a default password.',
  'The supplier shall give notice of a security incident within one day.',
  'The supplier must keep every camera up to date for seven years.',
].join('\n');
const SUPPLIERS = ['halden', 'orrin'];

/** From the first word to the pack, by everybody who has a part in it, each in a browser of their own. */
describe('the whole journey, in the browser', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'goes from a description to a pack that is verified offline (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visit = (person: string): Promise<Visitor> =>
        portal.visitor(`${person}.example`, { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 });
      const check = async (visitor: Visitor): Promise<void> => {
        if (javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
      };
      const said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';
      const editor = await visit('editor@wexcombe');
      const home = await described(editor);

      // Search, lock, shortlist.
      await editor.follow(editor.page.getByRole('link', { name: 'Search for suppliers and lock the search' }));
      expect(editor.page.url()).toContain('technology=camera-and-video-analytics');
      await editor.follow(editor.page.getByRole('link', { name: 'Show invented suppliers' }));
      await check(editor);
      await editor.press(/^Lock this search with \d+ suppliers/);
      expect(await editor.heading()).toBe('Shortlist suppliers');
      await check(editor);
      expect(await said(editor)).toContain('No supplier is shown it');
      await editor.press('Save');
      expect(await editor.page.getByRole('alert').textContent()).toContain('Tick at least one supplier');
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

      // Weights and criteria.
      await editor.goTo(`${home}/criteria`);
      expect(await said(editor)).toContain('Equal totals are ordered by lot');
      expect(await said(editor)).toContain('Once locked, the 3 requirements');
      await editor.page.getByLabel('How it counts R-01').selectOption('GATE');
      await editor.page.getByLabel('Weight R-02').fill('forty');
      await editor.press('Save');
      expect(await editor.page.getByRole('alert').textContent()).toContain('Enter the weight as a number');
      await check(editor);
      await editor.page.getByLabel('Weight R-02').fill('40');
      await editor.page.getByLabel('Weight R-03').fill('50');
      await editor.press('Save and lock the criteria');
      expect(await editor.page.getByRole('alert').textContent()).toContain('add up to 90');
      await editor.page.getByLabel('Weight R-03').fill('60');
      await editor.press('Save and lock the criteria');
      expect(await editor.heading()).toBe('Ask for evidence');
      for (const part of ['assessment', 'moderation']) {
        await editor.goTo(`${home}/${part}`);
        expect(await said(editor)).toContain('Nobody has been asked for evidence yet');
        expect(await said(editor)).not.toContain('0 of 0');
      }

      // The request.
      await editor.goTo(`${home}/request`);
      expect(await said(editor)).toContain('3 requirements to 2 suppliers');
      await editor.press('Ask them all');
      expect(await editor.page.getByRole('alert').textContent()).toContain('Enter what you write');
      await check(editor);
      const message = 'We buy cameras. Please show how you meet each requirement.';
      await editor.page.getByLabel('What you write to them').fill(message);
      const fillDeadline = async (deadline: Date, time: string): Promise<void> => {
        const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(deadline).split('/').map(Number);
        for (const [index, label] of ['Day', 'Month', 'Year'].entries())
          await editor.page.getByLabel(label).fill(String(day[index]));
        await editor.page.getByLabel('Time, in London').fill(time);
      };
      const soon = new Date(Date.now() + 12 * 3_600_000);
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(soon);
      await fillDeadline(soon, clock);
      await editor.press('Ask them all');
      expect(await editor.page.getByRole('alert').textContent()).toContain('The deadline is less than a day away');
      expect(await editor.page.getByLabel('What you write to them').inputValue()).toBe(message);
      expect(await editor.page.getByLabel('Time, in London').inputValue()).toBe(clock);
      await check(editor);
      await fillDeadline(new Date(Date.now() + 2 * 86_400_000), '11:30pm');
      await editor.press('Ask them all');
      expect(await said(editor)).toContain('2 suppliers are asked');
      await check(editor);

      // The deadline is put off, for both; what is wrong is said at its field, and what was typed stays.
      await editor.follow(editor.page.getByRole('link', { name: 'Put off the deadline' }));
      await editor.press('Put it off for everybody');
      expect(await editor.page.getByRole('alert').textContent()).toContain('Enter why you put the deadline off');
      await check(editor);
      await fillDeadline(new Date(Date.now() + 86_400_000), '11:30pm');
      await editor.page.getByLabel('Why').fill('The site visit was called off by the storm.');
      await editor.press('Put it off for everybody');
      expect(await editor.page.getByRole('alert').textContent()).toContain('It can only be put off');
      expect(await editor.page.getByLabel('Why').inputValue()).toBe('The site visit was called off by the storm.');
      await check(editor);
      await fillDeadline(new Date(Date.now() + 3 * 86_400_000), '11:30pm');
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

      // Suppliers ask, answer and submit.
      let draftOfFirst = '';
      for (const [place, supplier] of SUPPLIERS.entries()) {
        const bidder = await visit(`editor@${supplier}`);
        await bidder.goTo('/invitations');
        await check(bidder);
        await bidder.follow(bidder.page.getByRole('link', { name: 'Cameras for the harbour (invented)' }).first());
        expect(await said(bidder)).toContain('Equal totals are ordered by lot');
        expect(await said(bidder)).toMatch(/put off from .*11:30pm to .*11:30pm because: The site visit was called off/);
        await check(bidder);
        if (place === 0) {
          await bidder.press('Ask');
          expect(await bidder.page.getByRole('alert').textContent()).toContain('Enter your question');
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
          expect(await editor.page.getByRole('alert').textContent()).toContain('Enter an answer');
          await editor.page.getByLabel('Your answer').fill('Forty.');
          await editor.press('Answer to all');
          expect(await said(editor)).toContain('Answered to all');
        } else expect(await said(bidder)).toContain('How many cameras are there?');
        const pageOfInvitation = new URL(bidder.page.url()).pathname;
        await bidder.goTo(`${pageOfInvitation}/submit`);
        await bidder.follow(bidder.page.getByRole('link', { name: 'Change R-01' }));
        await check(bidder);
        for (const ref of ['R-01', 'R-02', 'R-03']) {
          // What was answered in the journey before this one, to the same words, is there to be used again.
          if (!javaScriptEnabled && ref === 'R-01') {
            await bidder.page.getByText('You have answered something like this before').click();
            await bidder.follow(bidder.page.getByRole('link', { name: 'Use this answer 1' }));
            expect(await bidder.page.getByLabel('Your answer').inputValue()).toContain('We meet R-01');
          }
          await bidder.page.getByLabel('Your answer').fill(`We meet ${ref}, and say how in the document.`);
          if (javaScriptEnabled && place === 0 && ref === 'R-01') {
            // Saved as it was typed, without a button; and the button is no colleague of it.
            await bidder.page.getByText('Saved as you typed').waitFor();
            await bidder.page.reload();
            expect(await bidder.page.getByLabel('Your answer').inputValue()).toContain('We meet R-01');
            await bidder.page.getByLabel('Your answer').fill('We meet R-01, and say how in the document we sent.');
            await bidder.page.getByText('Saved as you typed').waitFor();
          }
          if (ref === 'R-02') {
            const buffer = Buffer.from(`How ${supplier} meets ${ref}.`);
            await bidder.page
              .getByLabel('Attach a document')
              .setInputFiles({ name: 'how.txt', mimeType: 'text/plain', buffer });
          }
          await bidder.press(ref === 'R-03' ? 'Save and go back' : 'Save and go to the next');
        }
        expect(await said(bidder)).toContain('3 requirements, 0 without an answer');
        await bidder.press('Check and submit');
        await check(bidder);
        await bidder.press('Submit');
        expect(await said(bidder)).toContain('Submission 1 is with the buyer');
        await check(bidder);
        if (place === 0) {
          await bidder.goTo(`${pageOfInvitation}/answers/R-02`);
          await bidder.page.getByLabel('Your answer').fill('A second thought.');
          await bidder.press('Save and go back');
          draftOfFirst = `${pageOfInvitation}/answers/R-02`;
        }
        await bidder.leave();
      }

      // Assessors declare and judge, after the deadline.
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
      for (const assessor of ['assessor1', 'assessor2']) {
        const judge = await visit(`${assessor}@wexcombe`);
        await judge.goTo(`${home}/assessment`);
        await judge.follow(judge.page.getByRole('link', { name: 'Declare your interests' }));
        await judge.press('Declare');
        expect(await judge.page.getByRole('alert').textContent()).toContain('Choose whether you have a conflict');
        await check(judge);
        await judge.page.getByLabel('No', { exact: true }).check();
        await judge.press('Declare');
        await judge.goTo(`${home}/evidence`);
        await check(judge);
        await judge.goTo(`${home}/assessment`);
        await check(judge);
        await judge.press('Begin');
        await judge.press('Save and go to the next');
        expect(await judge.page.getByRole('alert').textContent()).toContain('Choose whether the requirement is met');
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

      // A second person settles.
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
      // Of two with the same figures a lot puts one first.
      const isTie = !javaScriptEnabled;
      await moderator.page.getByLabel('Not met', { exact: true }).check();
      await moderator.page.getByLabel('Score').selectOption(isTie ? '8' : '7');
      await moderator.page.getByLabel('a statement by the supplier').check();
      await moderator.page.getByLabel('Why', { exact: true }).fill('The document shows most of it.');
      await moderator.press('Settle');
      const doubt = `Not met, yet ${isTie ? 8 : 7} of 10 points: check that both are meant`;
      expect(await moderator.page.getByRole('alert').textContent()).toContain(`${doubt}. If they are, press the button again.`);
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

      // The decision, the summaries and the pack.
      const approver = await visit('approver@wexcombe');
      await approver.goTo(`${home}/assessment`);
      expect(await said(approver)).toContain('See all answers in one table');
      expect(await said(approver)).not.toMatch(/you have assessed|assessed by you/i);
      await approver.goTo(`${home}/decision`);
      expect((await said(approver)).includes('These have the same total, 80.000 of 100')).toBe(isTie);
      expect((await said(approver)).includes('Equal totals are ordered by lot')).toBe(isTie);
      await check(approver);
      await approver.press('Decide');
      expect(await approver.page.getByRole('alert').textContent()).toContain('Choose an outcome');
      await check(approver);
      await approver.page.getByLabel('No supplier is suitable').check();
      await approver.page.getByLabel('Who wins').selectOption({ index: 1 });
      await approver.page.getByLabel('Reason').fill('It ranks first.');
      await approver.press('Decide');
      expect(await approver.page.getByRole('alert').textContent()).toContain('an outcome in which nobody wins, and a winner');
      expect(await approver.page.getByLabel('No supplier is suitable').isChecked()).toBe(true);
      expect(await approver.page.getByLabel('Reason').inputValue()).toBe('It ranks first.');
      for (const option of [1, 2]) {
        await approver.page.getByLabel('Award the contract').check();
        await approver.page.getByLabel('Who wins').selectOption({ index: option });
        await approver.page.getByLabel('Reason').fill('It ranks first and passed the gate.');
        await approver.press('Decide');
        if ((await said(approver)).includes('Awarded to')) break;
        expect(await approver.page.getByRole('alert').textContent()).toContain('ranks first with');
      }
      expect(await said(approver)).toContain('Awarded to');
      expect((await said(approver)).includes('Equal totals are ordered by lot')).toBe(isTie);
      await check(approver);
      await approver.goTo(`${home}/summaries`);
      await check(approver);
      await approver.follow(approver.page.locator('main li a').first());
      expect(await said(approver)).toContain('Criterion by criterion');
      await check(approver);
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
      await finished(approver, javaScriptEnabled);
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

      // Evidence that has gone from the store: what to do is said, and done.
      const sha256 = createHash('sha256').update('How halden meets R-02.').digest('hex');
      const place = join(portal.home, 'documents', sha256.slice(0, 2), sha256.slice(2, 4));
      await rename(join(place, sha256), join(place, 'elsewhere'));
      await approver.press('Make another');
      await finished(approver, javaScriptEnabled);
      const lost = await said(approver);
      expect(lost).toContain('Ask the operator to bring them back from a backup of the documents');
      expect(lost).toContain(sha256);
      await check(approver);
      await rename(join(place, 'elsewhere'), join(place, sha256));
      await approver.press('Make another');
      await finished(approver, javaScriptEnabled);
      expect(await said(approver)).toContain('The pack that was asked for last is made.');

      // After the award; and what a bidder reads.
      await approver.goTo(`${home}/contract`);
      await check(approver);
      await approver.press('Record the contract');
      expect(await approver.page.getByRole('alert').textContent()).toContain('Day of signature: enter the day, month and year');
      await approver.goTo(home);
      expect(await said(approver)).toContain('2 packs');
      await check(approver);
      const loser = await visit(`editor@${SUPPLIERS[0]}`);
      await loser.goTo('/invitations');
      await loser.follow(loser.page.getByRole('link', { name: 'Cameras for the harbour (invented)' }).first());
      await loser.follow(loser.page.getByRole('link', { name: 'How your tender was assessed' }));
      expect(await said(loser)).toContain('Criterion by criterion');
      expect(await said(loser)).toMatch(/8 of 10\s*Evidence: a statement by the supplier/);
      expect(await said(loser)).toMatch(/32\.000 of 40\.000/);
      await check(loser);

      // A contract that is cancelled after all: what was recorded stays in view.
      await approver.goTo(`${home}/contract`);
      const signedOn = dayOf(new Date().toISOString());
      const [year, month, dayOfMonth] = signedOn.split('-').map(Number);
      await approver.page.getByLabel('Day').fill(String(dayOfMonth));
      await approver.page.getByLabel('Month').fill(String(month));
      await approver.page.getByLabel('Year').fill(String(year));
      await approver.press('Record the contract');
      const day = dayInWords(signedOn);
      expect(await said(approver)).toContain(day);
      expect(await said(approver)).toContain('You and the supplier are told before any of it lapses');
      await check(approver);
      await approver.follow(approver.page.getByRole('link', { name: 'Correct the day of signature' }));
      await approver.page.getByLabel('Day').fill(String(dayOfMonth));
      await approver.page.getByLabel('Month').fill(String(month));
      await approver.page.getByLabel('Year').fill(String(year));
      await approver.press('Correct the day');
      expect(await approver.page.getByRole('alert').textContent()).toContain('Enter why it is corrected');
      await check(approver);
      await approver.page.getByLabel('Why it is corrected').fill('It was another page.');
      await approver.press('Correct the day');
      expect(await approver.page.getByRole('alert').textContent()).toContain('It is recorded already that it was signed on');
      expect(await approver.page.getByLabel('Why it is corrected').inputValue()).toBe('It was another page.');
      await check(approver);
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
    },
    // By seven people and a worker: on a machine that does much else it takes minutes.
    600_000,
  );

  /** Waits until a pack is made, or is not: by itself where scripts run, else by looking again. */
  async function finished({ page }: Visitor, javaScriptEnabled: boolean): Promise<void> {
    const again = page.getByRole('link', { name: 'Look again' });
    if (javaScriptEnabled) return again.waitFor({ state: 'detached', timeout: 60_000 });
    while ((await again.count()) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await page.reload();
    }
  }

  /** A procurement of three requirements, whose guidance is settled. @returns its address */
  async function described(editor: Visitor): Promise<string> {
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
});
