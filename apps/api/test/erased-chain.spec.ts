import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { ChainChecks, HeadSigner, HeadSigning, SigningKeys } from '#audit';
import { type ChainEvent, erasedEventsOf, sealEvent } from '#pack';
import { Transactions } from '#platform';
import type { DecidedProcurement } from './decided-procurement';
import { ASK, CONFIRM, RetentionJourney } from './retention-journey';

const run = promisify(execFile);
const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');
const CHECK = 'mutation ($input: CheckChainInput!) { checkChain(input: $input) { check { id } } }';
const CHECKED =
  'query ($id: ID!) { chainCheck(id: $id) { state eventsChecked eventsErased headsAgreed broken { sequence problem } } }';

/** What the confirmation gives back, as far as it is of interest here. */
interface Erased {
  event: number;
  counts: { events: number };
}

describe('The chain of a buyer that erased the records of a procurement', () => {
  let journey: RetentionJourney;
  let decided: DecidedProcurement;
  let erased: Erased;
  let folder: string;
  let checks: ChainChecks;

  const api = () => journey.judgement.api;
  const buyerId = (): string => journey.judgement.evidence.buyer.id;

  beforeAll(async () => {
    journey = await RetentionJourney.begin();
    folder = await mkdtemp(join(tmpdir(), 'assay-erased-'));
    const keys = api().app.get(SigningKeys, { strict: false });
    await writeFile(join(folder, 'key.pem'), (await keys.current()).publicKeyPem);
    checks = new ChainChecks(api().configuration, keys);
    const signing = new HeadSigning(
      api().app.get(DataSource, { strict: false }),
      api().app.get(Transactions, { strict: false }),
      keys,
      api().app.get(HeadSigner, { strict: false }),
    );
    decided = await journey.signed();
    await signing.run();
    const { id, key } = decided.procurement;
    await journey.close(id);
    await journey.signedOn(key, '2020-05-04');
    await journey.done(journey.admin, ASK, { procurementId: id });
    const [{ reference }] = await query<{ reference: string }>('SELECT reference FROM procurement WHERE id = $1', [key]);
    const answer = await journey.done<{ confirmErasing: { erased: Erased } }>(journey.admin, CONFIRM, {
      procurementId: id,
      reference,
    });
    erased = answer.confirmErasing.erased;
    await signing.run();
  });
  afterAll(async () => {
    await checks.stop();
    await rm(folder, { recursive: true, force: true });
    await journey.end();
  });

  const query = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    journey.judgement.rows.query<T>(sql, values);

  /** A chain as it is given out. */
  async function exported(as = journey.admin): Promise<string[]> {
    const { text } = await api().get(as, '/audit-trail');
    return text.trim().split('\n');
  }

  /** What `assay verify` says of lines. */
  async function verified(lines: readonly string[]): Promise<{ code: number; said: string }> {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, lines.join('\n'));
    return run(process.execPath, [CLI, 'verify', file, '--key', join(folder, 'key.pem')]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, said: error.stdout }),
    );
  }

  /** What the worker finds. */
  async function checked(): Promise<object> {
    const asked = await journey.done<{ checkChain: { check: { id: string } } }>(journey.admin, CHECK, { scope: 'OWN' });
    await checks.run();
    const { data } = await journey.send<{ chainCheck: object }>(journey.admin, CHECKED, { id: asked.checkChain.check.id });
    return data.chainCheck;
  }

  it('is held for whole by the verifier, which says what was erased, and holds nothing of it', async () => {
    const lines = await exported();
    const { code, said } = await verified(lines);
    expect(said).toMatch(
      new RegExp(`The content of ${erased.counts.events} events was erased, as event ${erased.event} tells`),
    );
    expect(said).toContain('Heads that were signed before and agree with their events, by the key that you trust: 2.');
    expect(code).toBe(0);
    for (const gone of [
      'As the arithmetic says.',
      'It sells parking sensors.',
      'First Assessor","subject":{"type":"Procurement',
    ])
      expect(lines.join('\n')).not.toContain(gone);
    expect(await checked()).toMatchObject({ state: 'DONE', broken: [], eventsErased: erased.counts.events, headsAgreed: 2 });
  });

  it('is the only one: a supplier’s stays whole', async () => {
    const lines = await exported(decided.winner.signatory);
    expect((await verified(lines)).code).toBe(0);
    expect(lines.filter((line) => line.includes('erasedBy'))).toEqual([]);
  });

  describe('does not hide that the chain was tampered with', () => {
    let events: ChainEvent[];
    let heads: string[];

    beforeAll(async () => {
      const parsed = (await exported()).map((line) => JSON.parse(line) as ChainEvent & { signature?: string });
      events = parsed.filter(({ signature }) => signature === undefined);
      heads = parsed.filter(({ signature }) => signature !== undefined).map((head) => JSON.stringify(head));
    });

    const changed = (change: (event: ChainEvent) => ChainEvent): Promise<{ code: number; said: string }> =>
      verified([...events.map((event) => JSON.stringify(change(event))), heads.at(-1) ?? '']);
    /** As it would be left by erasing: nothing of what it said, and its hash. */
    const emptied = (event: ChainEvent, by: number): ChainEvent => ({
      ...event,
      actor: { id: null, name: '' },
      detail: {},
      erasedBy: by,
    });

    it('in what remains of an erased event', async () => {
      const { code, said } = await changed((event) =>
        event.erasedBy === undefined ? event : { ...event, action: 'nothing.happened' },
      );
      expect(code).not.toBe(0);
      expect(said).toContain(
        `Event ${erased.event} tells of an erasing, and what remains of the erased events is not what it left`,
      );
    });

    it('by writing something into it', async () => {
      const { code, said } = await changed((event) =>
        event.erasedBy === undefined ? event : { ...event, detail: { outcome: 'AWARDED' } },
      );
      expect(code).not.toBe(0);
      expect(said).toMatch(/says that its content was erased, and has some/);
    });

    it('by making another event look erased, under that erasing or under none', async () => {
      const victim = events.find(({ erasedBy, sequence }) => erasedBy === undefined && sequence < erased.event) as ChainEvent;
      const under = await changed((event) => (event === victim ? emptied(event, erased.event) : event));
      expect(under.code).not.toBe(0);
      expect(under.said).toMatch(/another was made to look erased/);
      const none = await changed((event) => (event === victim ? emptied(event, victim.sequence + 1) : event));
      expect(none.code).not.toBe(0);
      expect(none.said).toContain(`The content of event ${victim.sequence} is gone`);
    });

    it('by bringing an erased event back with other words', async () => {
      const { code, said } = await changed((event) =>
        event.action === 'procurement.decided'
          ? { ...event, erasedBy: undefined, actor: { id: null, name: 'Somebody' } }
          : event,
      );
      expect(code).not.toBe(0);
      expect(said).toMatch(/does not have the hash that it was given/);
    });

    it('by an erasing of their own, which is shown as one, and is in no head that was signed', async () => {
      const victim = events.find(({ erasedBy, sequence }) => erasedBy === undefined && sequence < erased.event) as ChainEvent;
      const last = events.at(-1) as ChainEvent;
      const forged = last.sequence + 1;
      const emptiedOne = emptied(victim, forged);
      const { hash: _hash, erasedBy: _by, ...like } = last;
      const told = sealEvent({
        ...like,
        sequence: forged,
        action: 'procurement.erased',
        detail: { events: { ...erasedEventsOf([emptiedOne]) } },
        previousHash: last.hash,
      });
      const lines = [...events.map((event) => (event === victim ? emptiedOne : event)), told].map((event) =>
        JSON.stringify(event),
      );
      const unsigned = await verified(lines);
      expect(unsigned.said).toContain(`The content of 1 events was erased, as event ${forged} tells`);
      const { code, said } = await verified([...lines, heads.at(-1) ?? '']);
      expect(code).not.toBe(0);
      expect(said).toMatch(/is later than the signed head|ends at event/);
    });

    it('in the database, of which the check tells', async () => {
      await query('ALTER TABLE audit_event DISABLE TRIGGER USER');
      await query(
        `UPDATE audit_event SET action = 'nothing.happened' WHERE organisation_id = $1 AND action = 'procurement.decided'`,
        [buyerId()],
      );
      await query('ALTER TABLE audit_event ENABLE TRIGGER USER');
      expect(await checked()).toMatchObject({ broken: [{ sequence: erased.event }] });
    });
  });
});
