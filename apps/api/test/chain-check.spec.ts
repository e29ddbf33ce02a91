import { Client } from 'pg';
import { ChainChecks, SigningKeys } from '#audit';
import { Account, accountOf, makeAccounts } from './accounts';
import { TestApi } from './harness';

const ASK = 'mutation($input: CheckChainInput!) { checkChain(input: $input) { check { id state scope } } }';
const CHECK = `query($id: ID!) { chainCheck(id: $id) { state scope chainsTotal chainsChecked eventsTotal eventsChecked firstAt lastAt error finishedAt
  broken { organisation sequence at problem } } }`;
const LIST = '{ chainChecks { totalCount edges { node { id state } } } }';
const PROCUREMENT = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';

interface Check {
  state: string;
  chainsTotal: number;
  chainsChecked: number;
  eventsTotal: number;
  eventsChecked: number;
  firstAt: string;
  lastAt: string;
  broken: { organisation: string; sequence: number; at: string | null; problem: string }[];
}

const EVENTS = `query($subject: ID, $action: String, $person: String, $from: Date, $to: Date) {
  auditEvents(subject: $subject, action: $action, person: $person, from: $from, to: $to) {
    totalCount edges { node { sequence action subject actor { name } } } } }`;

describe('a check of the whole record', () => {
  let api: TestApi;
  let owner: Client;
  let accounts: Account[];
  let editor: Account;
  let admin: Account;
  let operator: Account;
  let worker: ChainChecks;

  beforeAll(async () => {
    api = await TestApi.start();
    accounts = await makeAccounts(api.database.ownerUrl, 'checked');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
    admin = accountOf(accounts, 'BUYER', 'ADMIN');
    operator = accountOf(accounts, 'OVERSIGHT', 'OPERATOR');
    for (const title of ['First', 'Second', 'Third', 'Fourth'])
      await api.send(editor.email, PROCUREMENT, { input: { title: `${title} (invented)` } });
    owner = await api.database.connectAs('owner');
    worker = new ChainChecks(api.configuration, new SigningKeys(api.configuration));
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
  });

  async function asked(as: Account, scope: string): Promise<string> {
    const { data, errors } = await api.send<{ checkChain: { check: { id: string } } }>(as.email, ASK, { input: { scope } });
    expect(errors).toEqual([]);
    return data.checkChain.check.id;
  }

  async function read(as: Account, id: string): Promise<Check> {
    return (await api.send<{ chainCheck: Check }>(as.email, CHECK, { id })).data.chainCheck;
  }

  async function checked(as: Account, scope: string): Promise<Check> {
    const id = await asked(as, scope);
    await worker.run();
    return read(as, id);
  }

  /** As the database's owner, who can take the triggers away. */
  async function tamper(sql: string): Promise<void> {
    await owner.query('ALTER TABLE audit_event DISABLE TRIGGER USER');
    try {
      await owner.query(sql, [editor.organisationId]);
    } finally {
      await owner.query('ALTER TABLE audit_event ENABLE TRIGGER USER');
    }
  }

  it('waits for the worker, and says how far it is', async () => {
    const id = await asked(admin, 'OWN');
    expect(await read(admin, id)).toMatchObject({ state: 'QUEUED', eventsTotal: null, eventsChecked: 0, broken: [] });
    const again = await api.send(admin.email, ASK, { input: { scope: 'OWN' } });
    expect(again.errors[0]).toMatchObject({
      message: 'A check is under way already. Its answer comes before another is begun.',
      extensions: { code: 'CONFLICT' },
    });
    await worker.run();
    const done = await read(admin, id);
    expect(done).toMatchObject({ state: 'DONE', scope: 'OWN', chainsTotal: 1, chainsChecked: 1, broken: [], error: null });
    const [{ events, first, last }] = (
      await owner.query<{ events: number; first: Date; last: Date }>(
        'SELECT count(*)::int AS events, min(at) AS first, max(at) AS last FROM audit_event WHERE organisation_id = $1',
        [editor.organisationId],
      )
    ).rows;
    expect(done).toMatchObject({
      eventsTotal: events,
      eventsChecked: events,
      firstAt: first.toISOString(),
      lastAt: last.toISOString(),
    });
  });

  it('is of all chains for an operator, and of their own for everybody else', async () => {
    const refused = await api.send(admin.email, ASK, { input: { scope: 'ALL' } });
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
    const all = await checked(operator, 'ALL');
    const [{ chains }] = (
      await owner.query<{ chains: number }>('SELECT count(DISTINCT organisation_id)::int AS chains FROM audit_event')
    ).rows;
    expect(all).toMatchObject({ state: 'DONE', chainsTotal: chains, broken: [] });
    expect(all.chainsTotal).toBeGreaterThan(1);
    expect(all.eventsChecked).toBe(all.eventsTotal);
  });

  it('is seen by the organisation that asked, and by nobody else', async () => {
    const id = await asked(admin, 'OWN');
    await worker.run();
    const other = await api.send(operator.email, CHECK, { id });
    expect(other.errors[0].extensions.code).toBe('NOT_FOUND');
    const { data } = await api.send<{ chainChecks: { totalCount: number; edges: { node: { id: string } }[] } }>(
      editor.email,
      LIST,
    );
    expect(data.chainChecks.edges[0].node.id).toBe(id);
    const theirs = await api.send<{ chainChecks: { edges: { node: { id: string } }[] } }>(operator.email, LIST);
    expect(theirs.data.chainChecks.edges.map(({ node }) => node.id)).not.toContain(id);
  });

  it('names the first event that the database’s owner changed, and goes on with the other chains', async () => {
    const [{ actor_name: before }] = (
      await owner.query<{ actor_name: string }>(
        'SELECT actor_name FROM audit_event WHERE organisation_id = $1 AND sequence = 3',
        [editor.organisationId],
      )
    ).rows;
    await tamper(`UPDATE audit_event SET actor_name = 'Somebody else' WHERE organisation_id = $1 AND sequence = 3`);
    const all = await checked(operator, 'ALL');
    expect(all).toMatchObject({ state: 'DONE', chainsChecked: all.chainsTotal });
    const [{ events }] = (
      await owner.query<{ events: number }>('SELECT count(*)::int AS events FROM audit_event WHERE organisation_id = $1', [
        editor.organisationId,
      ])
    ).rows;
    expect(all.eventsTotal - all.eventsChecked).toBe(events - 2);
    expect(all.broken).toEqual([
      {
        organisation: 'checked buyer',
        sequence: 3,
        at: expect.any(String) as string,
        problem: 'Event 3 does not have the hash that it was given. Something in it was changed after it was written.',
      },
    ]);
    await tamper(`UPDATE audit_event SET actor_name = '${before}' WHERE organisation_id = $1 AND sequence = 3`);
    expect((await checked(operator, 'ALL')).broken).toEqual([]);
  });

  it('finds an event that was taken out, and an end that was cut off', async () => {
    await owner.query('CREATE TEMP TABLE kept AS SELECT * FROM audit_event WHERE organisation_id = $1', [
      editor.organisationId,
    ]);
    await tamper('DELETE FROM audit_event WHERE organisation_id = $1 AND sequence = 2');
    expect((await checked(operator, 'ALL')).broken).toMatchObject([
      { sequence: 3, problem: expect.stringContaining('The sequence has a gap: event 2 should come here') },
    ]);
    await tamper(`INSERT INTO audit_event SELECT * FROM kept WHERE organisation_id = $1 AND sequence = 2`);
    await tamper(`DELETE FROM audit_event WHERE organisation_id = $1 AND sequence = (SELECT max(sequence) FROM kept)`);
    const { broken } = await checked(operator, 'ALL');
    expect(broken).toMatchObject([
      { at: null, problem: expect.stringMatching(/^The chain ends at event (\d+) and its head is event \d+/) },
    ]);
    await tamper(
      `INSERT INTO audit_event SELECT * FROM kept WHERE organisation_id = $1 AND sequence = (SELECT max(sequence) FROM kept)`,
    );
    expect((await checked(operator, 'ALL')).broken).toEqual([]);
  });

  it('that was cut off begins again, and one that is done never changes', async () => {
    const id = await asked(operator, 'ALL');
    await owner.query(`UPDATE chain_check SET state = 'RUNNING', events_checked = 3, chains_checked = 1 WHERE id = $1`, [
      id.slice(4),
    ]);
    await worker.run();
    const done = await read(operator, id);
    expect(done).toMatchObject({ state: 'DONE', chainsChecked: done.chainsTotal, eventsChecked: done.eventsTotal });
    await expect(owner.query(`UPDATE chain_check SET broken = '[]' WHERE id = $1`, [id.slice(4)])).rejects.toThrow(
      'done and frozen',
    );
  });

  it('has beside it a search of the own record: by thing, by what was done, by whom and when, the last first', async () => {
    interface Found {
      auditEvents: {
        totalCount: number;
        edges: { node: { sequence: number; action: string; subject: string; actor: { name: string } } }[];
      };
    }
    const found = async (filter: object, as = editor): Promise<Found['auditEvents']> =>
      (await api.send<Found>(as.email, EVENTS, filter)).data.auditEvents;
    const all = await found({});
    expect(all.edges.map(({ node }) => node.sequence)).toEqual(all.edges.map((_, index) => all.edges[0].node.sequence - index));
    const made = await found({ action: 'procurement.', person: 'EDITOR' });
    expect(made.totalCount).toBe(4);
    expect(new Set(made.edges.map(({ node }) => node.action))).toEqual(new Set(['procurement.created']));
    expect((await found({ subject: made.edges[0].node.subject })).edges).toEqual([made.edges[0]]);
    expect((await found({ person: '100%' })).totalCount).toBe(0);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
    expect((await found({ from: today, to: today })).totalCount).toBe(all.totalCount);
    expect((await found({ to: '2020-01-01' })).totalCount).toBe(0);
    const backwards = await api.send(editor.email, EVENTS, { from: '2026-02-02', to: '2026-02-01' });
    expect(backwards.errors[0]).toMatchObject({
      message: 'The last day, 1 February 2026, comes before the first, 2 February 2026. Change one of them.',
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'to' }] },
    });
    const theirs = await found({ action: 'procurement.' }, operator);
    expect(theirs.totalCount).toBe(0);
  });
});
