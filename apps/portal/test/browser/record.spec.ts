import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { SigningKeys } from '#audit';
import { readChainEvent, signerOf, signHead, verifyChain } from '#pack';
import { readConfiguration } from '#platform';
import { wrongs } from './accessibility';
import { TestPortal, until, type Visitor } from './portal';

/** What a page says, in one line. */
async function words({ page }: Visitor): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

describe('the record', () => {
  let portal: TestPortal;
  let owner: Client;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
    owner = await portal.database.connectAs('owner');
    await until(hasSigned, 'the worker does not sign', 60);
    const buyer = await portal.visitor('editor@wexcombe.example');
    for (const title of ['Lamps (invented)', 'Sensors (invented)', 'Gates (invented)']) {
      await buyer.goTo('/procurements/new');
      await buyer.page.getByLabel('Title').fill(title);
      await buyer.press('Save and continue');
    }
  });
  afterAll(() => portal?.stop());

  /** The worker signs once when it starts, which is to be before anything is written. */
  async function hasSigned(): Promise<boolean> {
    const { rows } = await owner.query(`SELECT FROM job.job WHERE name = 'head-signing' AND state = 'completed'`);
    return rows.length > 0;
  }

  /** As the database's owner, who can take the triggers away. */
  async function rename(actor: string): Promise<void> {
    await owner.query('ALTER TABLE audit_event DISABLE TRIGGER USER');
    await owner.query(
      `UPDATE audit_event SET actor_name = $1 WHERE sequence = 2 AND organisation_id =
         (SELECT organisation_id FROM audit_event WHERE action = 'procurement.created' LIMIT 1)`,
      [actor],
    );
    await owner.query('ALTER TABLE audit_event ENABLE TRIGGER USER');
  }

  /** Signs the end of a supplier's record as it is now, as the worker does each day. @returns the number of its last event */
  async function signEnd(email: string): Promise<string> {
    const key = await new SigningKeys(readConfiguration({ ASSAY_HOME: portal.home })).current();
    const [{ organisation, sequence, hash }] = (
      await owner.query<{ organisation: string; sequence: string; hash: string }>(
        `SELECT c.organisation_id AS organisation, c.sequence, c.hash FROM audit_chain c JOIN membership m USING (organisation_id)
           JOIN user_account u ON u.id = m.user_id WHERE u.email = $1`,
        [email],
      )
    ).rows;
    const signedAt = '2026-11-01T09:00:00.000Z';
    const head = await signHead({ organisation, sequence: Number(sequence), hash, signedAt }, key.keyId, signerOf(key));
    await owner.query('INSERT INTO signed_head VALUES ($1, $2, $3, $4, $5, $6)', [
      organisation,
      sequence,
      hash,
      signedAt,
      head.keyId,
      head.signature,
    ]);
    return sequence;
  }

  it('is searched by what was done, by whom and when', async () => {
    const visitor = await portal.visitor('viewer@wexcombe.example');
    const { page } = visitor;
    await visitor.goTo('/record');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('What', { exact: true }).fill('procurement.created');
    await page.getByRole('group', { name: 'First day' }).getByLabel('Day').fill('41');
    await visitor.press('Search the record');
    expect(await page.getByRole('alert').textContent()).toContain('First day');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByRole('group', { name: 'First day' }).getByLabel('Day').fill('');
    await visitor.press('Search the record');
    expect(await page.getByRole('status').textContent()).toBe('3 events');
    expect(await wrongs(visitor)).toEqual([]);
    await page.getByLabel('Who', { exact: true }).fill('Nobody of that name');
    await visitor.press('Search the record');
    expect(await page.getByRole('status').textContent()).toBe('0 events');
    expect(await words(visitor)).toContain('An administrator of your organisation can have the whole record checked.');
    for (const [name, day] of [
      ['First day', '2'],
      ['Last day', '1'],
    ])
      for (const [part, value] of [
        ['Day', day],
        ['Month', '2'],
        ['Year', '2026'],
      ])
        await page.getByRole('group', { name }).getByLabel(part).fill(value);
    await visitor.press('Search the record');
    expect(await page.getByRole('alert').textContent()).toContain('The last day, 1 February 2026, comes before the first');
    expect(await page.getByLabel('Who', { exact: true }).inputValue()).toBe('Nobody of that name');
    expect(await wrongs(visitor)).toEqual([]);
  });

  it('is given out whole, as a file whose events hold', async () => {
    const { page } = await portal.visitor('viewer@wexcombe.example');
    await page.goto(`${portal.url}/record`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the whole record' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.jsonl$/);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    const events = lines.slice(0, -1).map((line) => readChainEvent(JSON.parse(line)));
    expect(events.filter(({ action }) => action === 'procurement.created')).toHaveLength(3);
    expect(verifyChain(events)).toMatchObject({ ok: true, events: events.length });
  });

  it('is checked whole for an operator, who reads how far it is, and then that it is intact', async () => {
    const visitor = await portal.visitor('operator@oversight.example');
    const { page } = visitor;
    await visitor.goTo('/record');
    expect(await wrongs(visitor)).toEqual([]);
    await portal.whileTheWorkerRests(async () => {
      await visitor.press('Check the records of all organisations');
      expect(await words(visitor)).toContain('It is not yet its turn');
      expect(await wrongs(visitor)).toEqual([]);
      await visitor.goTo('/record');
      await visitor.press('Check the records of all organisations');
      expect(await page.getByRole('alert').textContent()).toContain('A check is under way already.');
      expect(await wrongs(visitor)).toEqual([]);
      await visitor.follow(page.locator('tbody th a').first());
    });
    await visitor.reloadUntilDone();
    const said = await words(visitor);
    expect(said).toContain('Intact');
    expect(said).toMatch(/All [\d,]+ events, from .+ to .+, hold/);
    expect(said).toContain('First event');
    expect(await wrongs(visitor)).toEqual([]);
    await visitor.goTo('/record');
    expect(await page.locator('tbody').textContent()).toContain('Intact');
  });

  it('names the first event that was changed, without JavaScript as well', async () => {
    await rename('Somebody else');
    const visitor = await portal.visitor('operator@oversight.example', { javaScriptEnabled: false, width: 320 });
    await visitor.goTo('/record');
    await visitor.press('Check the records of all organisations');
    await visitor.reloadUntilDone();
    const said = await words(visitor);
    expect(said).toContain('One record does not hold');
    expect(said).toContain('Event 2 does not have the hash that it was given.');
    expect(said).toContain('There is no signed end before that event with which the record agrees.');
    const seen = await portal.visitor('operator@oversight.example', { width: 320 });
    await seen.goTo(new URL(visitor.page.url()).pathname);
    expect(await wrongs(seen)).toEqual([]);
    await seen.goTo('/record');
    expect(await words(seen)).toContain('One record does not hold');
    expect(await wrongs(seen)).toEqual([]);
  });

  it('of an organisation is checked for its administrator', async () => {
    const visitor = await portal.visitor('admin@halden.example');
    const sequence = await signEnd('admin@halden.example');
    await visitor.goTo('/record');
    await visitor.press('Check our whole record');
    await visitor.reloadUntilDone();
    expect(await words(visitor)).toContain('Intact');
    expect(await words(visitor)).toContain('The record of your organisation');
    expect(await words(visitor)).toMatch(new RegExp(`Last signed end that agrees Event ${sequence}, signed on \\d`));
    expect(await wrongs(visitor)).toEqual([]);
  });
});
