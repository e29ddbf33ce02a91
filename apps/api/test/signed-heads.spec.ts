import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { chainEvent, ChainChecks, type ChainRow, HeadSigner, HeadSigning, SigningKeys } from '#audit';
import { ChainEvent, GENESIS_HASH, sealEvent, verifyChain } from '#pack';
import { Transactions } from '#platform';
import { Account, makeAccounts } from './accounts';
import { TestApi } from './harness';

const run = promisify(execFile);
const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');
const PROCUREMENT = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const ASK = 'mutation($input: CheckChainInput!) { checkChain(input: $input) { check { id } } }';
const CHECK = `query($id: ID!) { chainCheck(id: $id) { state headsAgreed lastHead { sequence signedAt }
  broken { organisation sequence problem lastHead { sequence signedAt } } } }`;

interface Head {
  sequence: number;
  signedAt: string;
}

interface Check {
  state: string;
  headsAgreed: number;
  lastHead: Head | null;
  broken: { organisation: string; sequence: number; problem: string; lastHead: Head | null }[];
}

interface HeadRow {
  sequence: string;
  hash: string;
  signed_at: Date;
}

describe('the signed heads of chains', () => {
  let api: TestApi;
  let accounts: Account[];
  let editor: Account;
  let superuser: Client;
  let application: Client;
  let keys: SigningKeys;
  let signing: HeadSigning;
  let checks: ChainChecks;
  let folder: string;

  beforeAll(async () => {
    api = await TestApi.start();
    accounts = await makeAccounts(api.database.ownerUrl, 'signed');
    editor = person('BUYER', 'EDITOR');
    superuser = new Client({ connectionString: api.database.adminUrl });
    application = new Client({ connectionString: api.database.url });
    await Promise.all([superuser.connect(), application.connect()]);
    keys = api.app.get(SigningKeys, { strict: false });
    signing = new HeadSigning(
      api.app.get(DataSource, { strict: false }),
      api.app.get(Transactions, { strict: false }),
      keys,
      api.app.get(HeadSigner, { strict: false }),
    );
    checks = new ChainChecks(api.configuration, keys);
    folder = await mkdtemp(join(tmpdir(), 'assay-heads-'));
    await writeFile(join(folder, 'key.pem'), (await keys.current()).publicKeyPem);
  });
  afterAll(async () => {
    await checks.stop();
    await Promise.all([superuser.end(), application.end()]);
    await rm(folder, { recursive: true, force: true });
    await api.stop();
  });

  const person = (kind: string, role: string): Account =>
    accounts.find((account) => account.kind === kind && account.role === role) as Account;

  async function act(title: string): Promise<void> {
    const { errors } = await api.send(editor.email, PROCUREMENT, { input: { title: `${title} (invented)` } });
    expect(errors).toEqual([]);
  }

  async function heads(): Promise<HeadRow[]> {
    const { rows } = await superuser.query<HeadRow>(
      'SELECT sequence, hash, signed_at FROM signed_head WHERE organisation_id = $1 ORDER BY sequence',
      [editor.organisationId],
    );
    return rows;
  }

  async function events(): Promise<ChainEvent[]> {
    const { rows } = await superuser.query<ChainRow>('SELECT * FROM audit_event WHERE organisation_id = $1 ORDER BY sequence', [
      editor.organisationId,
    ]);
    return rows.map(chainEvent);
  }

  async function checked(as: Account, scope: string): Promise<Check> {
    const asked = await api.send<{ checkChain: { check: { id: string } } }>(as.email, ASK, { input: { scope } });
    expect(asked.errors).toEqual([]);
    await checks.run();
    const { data, errors } = await api.send<{ chainCheck: Check }>(as.email, CHECK, { id: asked.data.checkChain.check.id });
    expect(errors).toEqual([]);
    return data.chainCheck;
  }

  async function verified(text: string): Promise<{ code: number; said: string }> {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, text);
    return run(process.execPath, [CLI, 'verify', file, '--key', join(folder, 'key.pem')]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, said: error.stdout }),
    );
  }

  const told = ({ sequence, signed_at }: HeadRow): Head => ({
    sequence: Number(sequence),
    signedAt: signed_at.toISOString(),
  });

  /** As somebody whom no trigger and no policy stops. */
  async function forge(work: () => Promise<void>): Promise<void> {
    await superuser.query("SET session_replication_role = 'replica'");
    await work();
    await superuser.query("SET session_replication_role = 'origin'");
  }

  /** Writes the chain anew from one event on, with another actor there, and the head of the chain with it. */
  async function writeAnew(from: number): Promise<void> {
    await forge(async () => {
      let previousHash = GENESIS_HASH;
      for (const event of await events()) {
        const actor = event.sequence === from ? { ...event.actor, name: 'Somebody else' } : event.actor;
        const anew = sealEvent({ ...event, actor, previousHash });
        await superuser.query(
          'UPDATE audit_event SET actor_name = $3, previous_hash = $4, hash = $5 WHERE organisation_id = $1 AND sequence = $2',
          [anew.organisation, anew.sequence, anew.actor.name, anew.previousHash, anew.hash],
        );
        previousHash = anew.hash;
      }
      await superuser.query('UPDATE audit_chain SET hash = $2 WHERE organisation_id = $1', [
        editor.organisationId,
        previousHash,
      ]);
    });
  }

  it('are kept where a chain has moved, and not again where it has not', async () => {
    await act('First');
    await signing.run();
    const [first] = await heads();
    expect(first).toMatchObject({ sequence: String((await events()).length), hash: (await events()).at(-1)?.hash });
    await signing.run();
    expect(await heads()).toEqual([first]);
    await act('Second');
    await act('Third');
    await signing.run();
    expect((await heads()).map(({ sequence }) => Number(sequence) - Number(first.sequence))).toEqual([0, 2]);
  });

  it('are what a check says that the chain agrees with, and the last of them', async () => {
    const own = await checked(person('BUYER', 'ADMIN'), 'OWN');
    expect(own).toEqual({ state: 'DONE', headsAgreed: 2, lastHead: told((await heads())[1]), broken: [] });
    const all = await checked(person('OVERSIGHT', 'OPERATOR'), 'ALL');
    expect(all).toEqual({ state: 'DONE', headsAgreed: 2, lastHead: null, broken: [] });
  });

  it('are given out with the record, each after its event', async () => {
    const { text } = await api.auditTrail(editor.email);
    const { code, said } = await verified(text);
    expect(said).toContain('agree with their events, by the key that you trust: 2.');
    expect(code).toBe(0);
  });

  it('are for their own organisation to read, for the worker to write, and for nobody to change', async () => {
    const as = async (organisation: string, user: string, sql: string): Promise<number | null> => {
      await application.query('BEGIN');
      try {
        await application.query(`SELECT set_config('assay.organisation', $1, true), set_config('assay.user', $2, true)`, [
          organisation,
          user,
        ]);
        return (await application.query(sql)).rowCount;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    const { organisationId, userId } = editor;
    const other = person('SUPPLIER', 'EDITOR');
    const read = `SELECT FROM signed_head WHERE organisation_id = '${organisationId}'`;
    expect(await as(organisationId, userId, read)).toBe(2);
    expect(await as(other.organisationId, other.userId, read)).toBe(0);
    const write = (hash: string): string =>
      `INSERT INTO signed_head SELECT organisation_id, sequence, ${hash}, now(), 'another', 'x' FROM audit_event
       WHERE organisation_id = '${organisationId}' AND sequence = 1`;
    await expect(as(organisationId, userId, write('hash'))).rejects.toThrow('row-level security');
    await expect(as(organisationId, '', write(`repeat('0', 64)`))).rejects.toThrow('is of no event of its chain');
    expect(await as(organisationId, '', write('hash'))).toBe(1);
    await expect(as(organisationId, '', 'DELETE FROM signed_head')).rejects.toThrow('permission denied');
    await expect(superuser.query('UPDATE signed_head SET hash = hash')).rejects.toThrow(
      'signed_head is frozen: UPDATE is refused',
    );
    await expect(superuser.query('TRUNCATE signed_head')).rejects.toThrow('signed_head is frozen: TRUNCATE is refused');
  });

  it('tell of a chain that a superuser wrote anew with its head, though every event in it holds', async () => {
    const [before, after] = await heads();
    await writeAnew(Number(before.sequence) + 1);
    const written = await events();
    expect(verifyChain(written)).toMatchObject({ ok: true, events: written.length });
    for (const [account, scope] of [
      [person('BUYER', 'ADMIN'), 'OWN'],
      [person('OVERSIGHT', 'OPERATOR'), 'ALL'],
    ] as const) {
      const { state, broken, lastHead } = await checked(account, scope);
      expect(state).toBe('DONE');
      expect(broken).toEqual([
        {
          organisation: 'signed buyer',
          sequence: Number(after.sequence),
          problem: expect.stringMatching(
            `^Event ${after.sequence} has another hash than when its head was signed, on .+: the chain was written anew since then\\.$`,
          ) as string,
          lastHead: told(before),
        },
      ]);
      expect(lastHead).toEqual(scope === 'OWN' ? told(before) : null);
    }
    const { code, said } = await verified((await api.auditTrail(editor.email)).text);
    expect(said).toContain(`First: The signed head gives another hash for event ${after.sequence} than the event has.`);
    expect(code).toBe(1);
  });

  it('are not signed anew of such a chain', async () => {
    const kept = await heads();
    await act('Fourth');
    const failure: unknown = await signing.run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect(String((failure as AggregateError).errors[0])).toContain(
      `org_${editor.organisationId} does not agree with the head that was signed of event ${kept[1].sequence}`,
    );
    expect(await heads()).toEqual(kept);
  });

  it('tell also where the superuser gave them the new hash, since nobody signs without the key', async () => {
    const [, after] = await heads();
    const anew = (await events()).find(({ sequence }) => sequence === Number(after.sequence));
    const giveHash = (hash: string | undefined): Promise<void> =>
      forge(async () => {
        await superuser.query('UPDATE signed_head SET hash = $3 WHERE organisation_id = $1 AND sequence = $2', [
          editor.organisationId,
          after.sequence,
          hash,
        ]);
      });
    await giveHash(anew?.hash);
    expect((await checked(person('BUYER', 'ADMIN'), 'OWN')).broken).toMatchObject([
      { sequence: Number(after.sequence), problem: expect.stringContaining('is not signed with the key of this installation') },
    ]);
    await giveHash(after.hash);
  });

  it('tell of an end that was cut off with its head', async () => {
    const [first, second] = await heads();
    await forge(async () => {
      await superuser.query('DELETE FROM audit_event WHERE organisation_id = $1 AND sequence > $2', [
        editor.organisationId,
        first.sequence,
      ]);
      await superuser.query('UPDATE audit_chain SET sequence = $2, hash = $3 WHERE organisation_id = $1', [
        editor.organisationId,
        first.sequence,
        first.hash,
      ]);
    });
    const { broken } = await checked(person('OVERSIGHT', 'OPERATOR'), 'ALL');
    expect(broken).toMatchObject([
      {
        organisation: 'signed buyer',
        sequence: Number(first.sequence) + 1,
        problem: expect.stringContaining(`it had event ${second.sequence}: the end was cut off.`),
        lastHead: told(first),
      },
    ]);
    const { said } = await verified((await api.auditTrail(editor.email)).text);
    expect(said).toContain(`The signed head of event ${second.sequence} comes after event ${first.sequence}`);
  });
});
