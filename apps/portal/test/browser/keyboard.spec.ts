import { letDeadlinePass } from '#procurement/testing';
import { Keyboard } from './keyboard';
import { newcomer } from './newcomer';
import { TestPortal } from './portal';

/** The strength of evidence that is chosen already: what the supplier's attestations prove is filled in. */
const STRENGTH = /^(A|An|Assured) (statement|commitment|check|test|assured|components)\b/;

/** Every stop on the way is in the window, uncovered and marked: `Keyboard` refuses to go on where one is not. */
describe('by keyboard alone', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
  });
  afterAll(() => portal?.stop());

  async function at(person: string | null): Promise<Keyboard> {
    return new Keyboard(await portal.visitor(person === null ? null : `${person}.example`));
  }

  it('a buyer goes from a description to the watch list, with a supplier, assessors, a moderator and an approver', async () => {
    const editor = await at('editor@wexcombe');
    await editor.follow('Start by hand');
    await editor.fill('Title', 'Cameras by keyboard (invented)');
    await editor.tick('Camera and video analytics');
    await editor.follow('Save and continue');
    const home = new URL(editor.visitor.page.url()).pathname;
    await editor.follow('Add the requirements');
    await editor.follow('Paste or upload a specification');
    await editor.fill(
      'Or paste the text',
      'No camera shall have a default password.\nThe supplier must keep every camera up to date.',
    );
    await editor.follow('Continue');
    await editor.follow('Add these requirements');
    await editor.tabTo(/ncsc|cop|ce\./);
    await editor.press('1');
    await editor.arriveBy('s');
    expect(await editor.said()).toContain('1 requirement is settled');
    await editor.follow(/^P-.*Cameras by keyboard/);
    await editor.follow('See what no requirement covers');
    await editor.follow(/^P-.*Cameras by keyboard/);

    // Search, lock, shortlist.
    await editor.follow('Search for suppliers and lock the search');
    await editor.follow('Show invented suppliers');
    await editor.follow(/^Lock this search/);
    await editor.tick(/^Halden/);
    await editor.choose('Shortlist them', 'Shortlist them');
    await editor.follow('Save');
    // The error summary takes the focus, and its link leads to what is wrong.
    expect((await editor.focus()).name).toContain('Enter');
    await editor.tabTo(/^Enter/);
    await editor.press('Enter');
    expect((await editor.focus()).name).toBe('Reason');
    await editor.visitor.page.keyboard.type('It makes cameras.');
    await editor.follow('Save');
    expect(await editor.said()).toContain('1 shortlisted');
    await editor.follow(/^Go on: set weights/);

    // Weights and criteria.
    const undecided = 'that the search found are neither shortlisted nor left out';
    expect(await editor.visitor.page.locator('main').textContent()).toContain(undecided);
    await editor.follow(/^Share 100 evenly/);
    await editor.follow('Save and lock the criteria');
    expect(await editor.visitor.page.locator('main').textContent()).toContain(undecided);

    // The request.
    const dayAfterTomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().split('T')[0].split('-').map(Number);
    await editor.fill('What you write to them', 'We buy cameras.');
    await editor.fill('Day', String(dayAfterTomorrow[2]));
    await editor.fill('Month', String(dayAfterTomorrow[1]));
    await editor.fill('Year', String(dayAfterTomorrow[0]));
    await editor.fill('Time, in London', '11:30pm');
    await editor.follow('Ask them all');
    expect(await editor.said()).toContain('1 supplier is asked');

    // A supplier asks, answers and submits.
    const bidder = await at('editor@halden');
    await bidder.follow('Cameras by keyboard (invented)');
    await bidder.fill('Ask the buyer', 'How many cameras are there?');
    await bidder.follow('Ask');
    await editor.follow(/^P-.*Cameras by keyboard/);
    await editor.follow('Answer suppliers’ questions');
    await editor.fill('Your answer', 'Forty.');
    await editor.follow('Answer to all');
    await bidder.follow(/^R-01/);
    await bidder.fill('Your answer', 'It asks for a new one at first start.');
    await bidder.attach('Attach a document', { name: 'how.txt', mimeType: 'text/plain', buffer: Buffer.from('How.') });
    await bidder.choose(STRENGTH, 'A check by somebody independent');
    await bidder.follow('Save and go to the next');
    await bidder.fill('Your answer', 'For seven years.');
    await bidder.follow('Save and go back');
    await bidder.follow('Check and submit');
    await bidder.follow('Submit');
    expect(await bidder.said()).toContain('Submission 1 is with the buyer');
    await bidder.visitor.leave();

    // Assessors declare and judge, after the deadline.
    await letDeadlinePass(portal.database.ownerUrl, home.split('prc_')[1]);
    for (const person of ['assessor1', 'assessor2']) {
      const judge = await at(`${person}@wexcombe`);
      await judge.follow('Cameras by keyboard (invented)');
      await judge.follow('Assess the answers');
      await judge.follow('Declare your interests');
      await judge.choose('No', 'No');
      await judge.follow('Declare');
      await judge.follow('Read the evidence');
      await judge.follow(/R-01/);
      await judge.tabTo('Met');
      await judge.tabBackTo('how.txt');
      for (const answer of [1, 2]) {
        await judge.choose('Met', person === 'assessor2' && answer === 2 ? 'Partly met' : 'Met');
        await judge.tabTo('Score');
        await judge.press('8');
        await judge.choose(STRENGTH, 'A statement by the supplier');
        await judge.fill('Why', 'The answer says how.');
        await judge.follow('Save and go to the next');
      }
      expect(await judge.said()).toContain('You have assessed 2 of 2 answers');
      await judge.visitor.leave();
    }

    // A second person settles.
    const moderator = await at('moderator@wexcombe');
    await moderator.follow('Cameras by keyboard (invented)');
    await moderator.follow('Settle the figures');
    await moderator.follow('Declare your interests');
    await moderator.choose('No', 'No');
    await moderator.follow('Declare');
    await moderator.follow('Settle the figures');
    await moderator.follow(/^Settle the .* on which the assessors agree/);
    await moderator.follow(/^R-02/);
    await moderator.choose('Met', 'Met');
    await moderator.tabTo('Score');
    await moderator.press('7');
    await moderator.choose(STRENGTH, 'A statement by the supplier');
    await moderator.fill('Why', 'Seven years are enough.');
    await moderator.follow('Settle');
    expect(await moderator.said()).toContain('Every answer is settled');

    // The decision, the summaries, the pack and what is watched after.
    const approver = await at('approver@wexcombe');
    await approver.follow('Cameras by keyboard (invented)');
    await approver.follow('Decide');
    await approver.tabTo(/^Line by line/);
    await approver.press('Enter');
    await approver.choose('Award the contract', 'Award the contract');
    await approver.tabTo('Who wins');
    await approver.press('ArrowDown');
    await approver.fill('Reason', 'It meets both.');
    await approver.follow('Decide');
    await approver.follow('Read the assessment summaries');
    await approver.follow(/^Halden/);
    await approver.follow(/^P-.*Cameras by keyboard/);
    await approver.follow('Make the assurance pack');
    await approver.follow('Make the assurance pack');
    // The focus stays where it is while the page tells how far the pack is.
    await approver.tabTo('Look again');
    await approver.visitor.page.getByRole('link', { name: /^Download the pack of/ }).waitFor({ timeout: 60_000 });
    await approver.tabTo(/^Download the pack of/);
    const downloaded = approver.visitor.page.waitForEvent('download');
    await approver.press('Enter');
    await downloaded;
    await approver.tabBackTo(/^P-.*Cameras by keyboard/);
    await approver.enter();
    await approver.follow('Record the contract and keep watch');
    const today = new Date().toISOString().split('T')[0].split('-').map(Number);
    await approver.fill('Day', String(today[2]));
    await approver.fill('Month', String(today[1]));
    await approver.fill('Year', String(today[0]));
    await approver.follow('Record the contract');
    expect(await approver.said()).toContain('Evidence that the award relies on');
    await approver.follow('Close the procurement');
    expect(await approver.said()).toContain('The procurement is closed');
  });

  it('a stranger narrows a search and reads a supplier', async () => {
    const stranger = await at(null);
    await stranger.visitor.goTo('/suppliers');
    await stranger.tabTo('Where it comes from');
    await stranger.press('Enter');
    await stranger.tick('Invented, to show how Assay works');
    await stranger.follow('Apply');
    await stranger.follow(/^Ashcombe/);
    expect(await stranger.visitor.heading()).toContain('Ashcombe');
  });

  it('an analyst builds a question, takes the table along and reads what a figure means', async () => {
    const analyst = await at(null);
    await analyst.visitor.goTo('/');
    await analyst.follow('Market');
    await analyst.follow('Ask a question of your own');
    await analyst.tabTo('By');
    await analyst.visitor.page.keyboard.type('Region');
    await analyst.tick('Awards');
    await analyst.tabTo('Size');
    await analyst.press('Enter');
    await analyst.tick(/^Small/);
    await analyst.press('Space');
    await analyst.tick('All suppliers that are known');
    await analyst.follow('Show the answer');
    expect(analyst.visitor.page.url()).toContain('by=REGION');
    await analyst.tabTo('Download as CSV');
    const downloaded = analyst.visitor.page.waitForEvent('download');
    await analyst.press('Enter');
    await downloaded;
    await analyst.follow('Permanent link to this answer');
    await analyst.follow(/: Awards$/);
    expect(analyst.visitor.page.url()).toContain('/market/measures#AWARDS');
  });

  it('a supplier drafts an attestation, is led to what is missing, signs it and withdraws it', async () => {
    const editor = await at('editor@penbrook');
    await editor.follow('Attestations');
    await editor.follow('Add an attestation');
    await editor.tick(/^Cyber Essentials/);
    await editor.follow('Continue');
    await editor.fill('Certificate or report number', 'INVENTED-2');
    await editor.follow('Save as a draft');
    expect((await editor.focus()).name).toContain('Choose how strong it is');
    await editor.tabTo('Choose how strong it is');
    await editor.press('Enter');
    expect((await editor.focus()).name).toBe('A statement by the supplier');
    await editor.press('Space');
    for (const day of [
      ['1', '10', '2026'],
      ['30', '9', '2027'],
    ])
      for (const [place, part] of ['Day', 'Month', 'Year'].entries()) await editor.fill(part, day[place]);
    await editor.attach('Attach a document', {
      name: 'certificate.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Invented.'),
    });
    await editor.follow('Save and go on to sign');
    expect(await editor.said()).toContain('A signatory of your organisation signs it');
    const signatory = await at('signatory@penbrook');
    await signatory.visitor.goTo(new URL(editor.visitor.page.url()).pathname);
    await signatory.fill('Your role', 'Director');
    await signatory.tick('I agree to this statement');
    await signatory.follow('Sign and send to be checked');
    expect(await signatory.said()).toContain('Waiting to be checked');
    await editor.follow('Your attestations');
    await editor.follow('Who read your documents');
    expect(await editor.visitor.heading()).toBe('Who read your documents');
  });

  it('a supplier adds a product and describes itself', async () => {
    const editor = await at('editor@penbrook');
    await editor.follow('Products');
    await editor.follow('Add a product');
    await editor.fill('Name', 'Counter by keyboard (invented)');
    await editor.tick('Hardware');
    await editor.follow('Save');
    expect(await editor.said()).toContain('Counter by keyboard (invented) is added');
    await editor.follow('Our page');
    await editor.tabTo('What you do');
    await editor.press('End');
    await editor.visitor.page.keyboard.type(' By keyboard.');
    await editor.follow('Save');
    await editor.follow('See it as others do');
    expect(await editor.said()).toContain('By keyboard.');
  });

  it('a verifier checks what waits', async () => {
    const verifier = await at('verifier@oversight');
    await verifier.follow(/, Penbrook/);
    await verifier.choose('It holds', 'It does not hold');
    await verifier.fill('How you checked it', 'Looked it up by its number.');
    await verifier.follow('Record the check');
    expect(await verifier.said()).toContain('The attestation is rejected');
  });

  it('a supplier claims its page, and an operator decides, with a reason that the supplier reads', async () => {
    const first = await newcomer(portal.database.ownerUrl, 'Newbridge');
    const claimant = await at(first.email.replace('.example', ''));
    await claimant.follow('Our page');
    await claimant.fill('Number', first.number);
    await claimant.follow('Find');
    await claimant.follow('Claim this page');
    expect(await claimant.said()).toContain('waits for an operator');

    const operator = await at('operator@oversight');
    await operator.follow('Claims');
    await operator.follow(`Accept ${first.page}`);
    expect((await operator.focus()).name).toContain('Enter why you decide so');
    await operator.tabTo('Enter why you decide so');
    await operator.press('Enter');
    await operator.visitor.page.keyboard.type('The number is theirs; they were telephoned.');
    await operator.follow(`Accept ${first.page}`);
    expect(await operator.said()).toContain(`${first.page} is theirs now`);

    await claimant.follow('Notifications');
    await claimant.follow(/they were telephoned\.$/);
    expect(await claimant.visitor.heading()).toBe(first.page);
  });

  it('an operator imports a register, reads a claim and the record, and looks at a document of guidance', async () => {
    const operator = await at('operator@oversight');
    await operator.follow('Imports');
    await operator.choose(/^Notices of public/, /^Company data/);
    const csv = 'CompanyName,CompanyNumber,RegAddress.PostCode,SICCode.SicText_1,CompanyStatus\n';
    await operator.attach('File', { name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await operator.follow('Import');
    expect(await operator.said()).toContain('The import waits for its turn');
    await operator.follow('Claims');
    await operator.follow('Catalogue');
    await operator.tabTo('File');
    await operator.follow(/^Code of Practice/);
    await operator.follow('Your account');
    await operator.follow('Record');
    await operator.fill('What', 'import.started');
    await operator.follow('Search the record');
    expect(await operator.said()).toContain('1 event');
    await operator.follow('Check the records of all organisations');
    expect(await operator.said()).toContain('The check waits for its turn');
  });

  it('an operator states a relation of two items, and ends it', async () => {
    const operator = await at('operator@oversight');
    await operator.visitor.goTo('/catalogue/items/ncsc-cp.14');
    await operator.fill('The other item', 'ce.2');
    await operator.choose('Says the same as', 'Overlaps with');
    await operator.fill('Who says so, and where', 'Our own reading (invented)');
    await operator.follow('State it');
    expect(await operator.said()).toContain('The relation of ncsc-cp.14 to ce.2 is stated');
    await operator.tabTo(/^It holds no longer.*/);
    await operator.press('Enter');
    await operator.fill('Why', 'It was stated to try it.');
    await operator.follow(/^End the relation to/);
    expect(await operator.said()).toContain('The relation of ncsc-cp.14 to ce.2 is ended');
  });
});
