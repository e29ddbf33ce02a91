import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { SigningKeys } from '#audit';
import { readChainEvent, readSignedHead, sealEvent } from '#pack';
import { Account, makeAccounts } from './accounts';
import { TestApi } from './harness';

const run = promisify(execFile);
const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');
const PROCUREMENT = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';

describe('the record of an organisation as a file', () => {
  let api: TestApi;
  let accounts: Account[];
  let editor: Account;
  let folder: string;
  let key: string;

  beforeAll(async () => {
    api = await TestApi.start();
    accounts = await makeAccounts(api.database.ownerUrl, 'exported');
    editor = person('BUYER', 'EDITOR');
    for (const title of ['First', 'Second', 'Third', 'Fourth', 'Fifth'])
      await api.send(editor.email, PROCUREMENT, { input: { title: `${title} (invented)` } });
    folder = await mkdtemp(join(tmpdir(), 'assay-record-'));
    key = join(folder, 'key.pem');
    await writeFile(key, (await api.app.get(SigningKeys, { strict: false }).current()).publicKeyPem);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await api.stop();
  });

  const person = (kind: string, role: string): Account =>
    accounts.find((account) => account.kind === kind && account.role === role) as Account;

  const linesOf = (text: string): string[] => text.trim().split('\n');

  /** What `assay verify` says of lines, with the key of the installation. */
  async function verified(lines: readonly string[], ...flags: string[]): Promise<{ code: number; said: string }> {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, lines.join('\n'));
    return run(process.execPath, [CLI, 'verify', file, ...flags]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stdout + error.stderr }),
    );
  }

  const exported = (...flags: string[]): Promise<{ stdout: string }> =>
    run(process.execPath, [CLI, 'export', 'audit', ...flags], {
      env: {
        ...process.env,
        ASSAY_HOME: api.configuration.home,
        DATABASE_URL: api.database.url,
        DATABASE_OWNER_URL: api.database.ownerUrl,
      },
    });

  it('holds for assay verify, with the key that signed its end and without', async () => {
    const { status, headers, text } = await api.auditTrail(person('BUYER', 'VIEWER').email);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': expect.stringMatching(/^attachment; filename="audit-trail-\d{4}-\d\d-\d\d\.jsonl"$/) as string,
      'cache-control': 'private, no-store',
    });
    const lines = linesOf(text);
    const events = lines.slice(0, -1).map((line) => readChainEvent(JSON.parse(line)));
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(readSignedHead(JSON.parse(lines.at(-1) ?? ''))).toMatchObject({
      sequence: events.length,
      hash: events.at(-1)?.hash,
    });
    expect(await verified(lines, '--key', key)).toEqual({
      code: 0,
      said: expect.stringContaining('that could be checked holds'),
    });
    expect((await verified(lines, '--key', key)).said).toContain('signed with the key that you trust');
    expect((await verified(lines)).code).toBe(0);
  });

  it('is refused with an event changed, missing, moved or added, which is named', async () => {
    const lines = linesOf((await api.auditTrail(editor.email)).text);
    const [head, last] = [lines.at(-1) ?? '', readChainEvent(JSON.parse(lines.at(-2) ?? ''))];
    const third = lines[2].replace(editor.organisationId, person('SUPPLIER', 'EDITOR').organisationId);
    const later = sealEvent({ ...last, sequence: last.sequence + 1, previousHash: last.hash });
    for (const [wrong, named] of [
      [lines.with(2, lines[2].replace('"at":"2', '"at":"3')), /Event 3 is the first that is wrong/],
      [lines.with(2, third), /Event 3 is the first that is wrong/],
      [lines.toSpliced(2, 1), /event 3 should come here and event 4 does/],
      [lines.with(2, lines[3]).with(3, lines[2]), /event 3 should come here and event 4 does/],
      [lines.toSpliced(3, 0, lines[2]), /event 4 should come here and event 3 does/],
      [
        lines.toSpliced(-2, 1),
        new RegExp(`chain ends at event ${last.sequence - 1}, and its signed head at event ${last.sequence}`),
      ],
      [
        [...lines.slice(0, -1), JSON.stringify(later), head],
        new RegExp(`Event ${later.sequence} is later than the signed head`),
      ],
    ] as const) {
      const { code, said } = await verified(wrong, '--key', key);
      expect(said).toMatch(named);
      expect(code).toBe(1);
    }
  });

  it('is that of their own organisation for everybody who may read it, and of nobody for a stranger', async () => {
    expect((await api.http().get('/audit-trail')).status).toBe(401);
    for (const { email, organisationId } of [person('SUPPLIER', 'VIEWER'), person('OVERSIGHT', 'VIEWER')]) {
      const lines = linesOf((await api.auditTrail(email)).text);
      // Its first event is that they signed in to ask for it.
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ organisation: organisationId, sequence: 1 });
    }
  });

  it('is the same whether its lines are read at once or a lot at a time', async () => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    const [{ sequence, hash }] = (
      await owner.query<{ sequence: string; hash: string }>(
        'SELECT sequence, hash FROM audit_chain WHERE organisation_id = $1',
        [editor.organisationId],
      )
    ).rows;
    let previousHash = hash;
    for (let number = Number(sequence) + 1; number <= 1001; number += 1) {
      const event = sealEvent({
        organisation: editor.organisationId,
        sequence: number,
        at: '2026-11-01T09:00:00.000Z',
        actor: { id: null, name: 'Assay' },
        action: 'test.done',
        subject: { type: 'Test', id: 'test' },
        detail: {},
        previousHash,
      });
      await owner.query(
        `INSERT INTO audit_event (organisation_id, sequence, at, actor_id, actor_name, action, subject_type, subject_id, detail, previous_hash, hash)
         VALUES ($1, $2, $3, NULL, 'Assay', 'test.done', 'Test', 'test', '{}', $4, $5)`,
        [editor.organisationId, number, event.at, previousHash, event.hash],
      );
      previousHash = event.hash;
    }
    await owner.end();
    const lines = linesOf((await api.auditTrail(editor.email)).text);
    expect(lines).toHaveLength(1002);
    expect((await verified(lines, '--key', key)).said).toContain('All 1001 events have their hashes');
  });

  it('is written by the command line, which names whose trail it may be and writes over nothing', async () => {
    const file = join(folder, 'written.jsonl');
    const { stdout } = await exported('--organisation', `org_${editor.organisationId}`, '--out', file);
    expect(stdout).toMatch(/1,001 events of exported buyer/);
    expect((await run(process.execPath, [CLI, 'verify', file, '--key', key])).stdout).toContain('that could be checked holds');
    await expect(exported('--organisation', 'exported buyer', '--out', file)).rejects.toThrow('is there already');
    await expect(exported('--out', join(folder, 'chain.txt'))).rejects.toThrow('does not end in .jsonl');
    await expect(exported('--out', join(folder, 'chain.jsonl'))).rejects.toThrow(
      /organisations have an audit trail[^]*exported buyer/,
    );
    await expect(exported('--organisation', 'exported buyer', '--out', join(folder, 'none', 'a.jsonl'))).rejects.toThrow(
      'cannot be written (ENOENT)',
    );
  });
});
