import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { ChainEvent, readChainEvent, verifyChain } from '#pack';
import { Account, accountOf, makeAccounts } from './accounts';
import { TestApi } from './harness';

const run = promisify(execFile);
const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');
const PROCUREMENT = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';

/** Tables whose rows are written once. */
const FROZEN = [
  'assessment_summary',
  'assurance_pack',
  'audit_event',
  'deadline_extension',
  'decision',
  'document',
  'evidence_request',
  'interest_declaration',
  'locked_result',
  'locked_search',
  'signed_head',
  'submission',
  'verification',
];

describe('tampering', () => {
  let api: TestApi;
  let editor: Account;
  let owner: Client;
  let application: Client;
  let folder: string;

  beforeAll(async () => {
    api = await TestApi.start();
    const accounts = await makeAccounts(api.database.ownerUrl, 'tamper');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
    for (const title of ['First', 'Second', 'Third', 'Fourth'])
      await api.send(editor.email, PROCUREMENT, { input: { title: `${title} (invented)` } });
    owner = await api.database.connectAs('owner');
    application = await api.database.connectAs('application');
    folder = await mkdtemp(join(tmpdir(), 'assay-chain-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await api.stop();
  });

  const chain = async (): Promise<ChainEvent[]> =>
    (await api.auditTrail(editor.email)).text
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line) => readChainEvent(JSON.parse(line)));

  it('with a frozen table is refused even to the application', async () => {
    for (const table of FROZEN) {
      for (const statement of [
        `UPDATE ${table} SET organisation_id = organisation_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        if (table === 'verification' && statement.startsWith('UPDATE')) continue;
        await expect(application.query(statement)).rejects.toThrow(/permission denied|frozen/);
      }
    }
  });

  it('with the audit trail is refused by trigger even to its owner', async () => {
    const where = `WHERE organisation_id = '${editor.organisationId}'`;
    await expect(owner.query(`UPDATE audit_event SET actor_name = 'somebody else' ${where}`)).rejects.toThrow(
      'audit_event is frozen: UPDATE is refused',
    );
    await expect(owner.query(`DELETE FROM audit_event ${where}`)).rejects.toThrow('audit_event is frozen: DELETE is refused');
    await expect(owner.query('TRUNCATE audit_event CASCADE')).rejects.toThrow('audit_event is frozen: TRUNCATE is refused');
  });

  it('by an event that does not follow the head is refused', async () => {
    const forged = `INSERT INTO audit_event VALUES ($1, 99, now(), NULL, 'x', 'x', 'x', 'x', '{}', repeat('0', 64), repeat('0', 64))`;
    await expect(owner.query(forged, [editor.organisationId])).rejects.toThrow('does not follow the head of its chain');
  });

  it('is not what an untouched chain shows', async () => {
    const events = await chain();
    expect(events.length).toBeGreaterThanOrEqual(5);
    expect(verifyChain(events)).toMatchObject({ ok: true, events: events.length });
  });

  it('with one byte of an exported chain is found, and assay verify names the first bad event', async () => {
    const events = await chain();
    const good = join(folder, 'chain.jsonl');
    await writeFile(good, events.map((event) => JSON.stringify(event)).join('\n'));
    await expect(run(process.execPath, [CLI, 'verify', good])).resolves.toMatchObject({
      stdout: expect.stringContaining('holds'),
    });

    const bad = join(folder, 'tampered.jsonl');
    const changed = events.map((event) =>
      event.sequence === 3
        ? { ...event, at: event.at.replace(/\d(?=Z$)/, (digit) => String((Number(digit) + 1) % 10)) }
        : event,
    );
    await writeFile(bad, changed.map((event) => JSON.stringify(event)).join('\n'));
    const failure = (await run(process.execPath, [CLI, 'verify', bad]).catch((error: unknown) => error)) as {
      code: number;
      stdout: string;
      stderr: string;
    };
    expect(failure.code).toBe(1);
    expect(failure.stdout + failure.stderr).toMatch(/event 3\b|sequence 3\b/i);
  });
});
