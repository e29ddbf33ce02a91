import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { testDatabase, TestDatabase } from '#platform/testing';

const WORKER = join(__dirname, '../../../dist/apps/worker/src/main.js');

describe('The worker', () => {
  let database: TestDatabase;
  let owner: Client;
  let home: string;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.connectAs('owner');
    home = await mkdtemp(join(tmpdir(), 'assay-worker-'));
  });
  afterAll(async () => {
    for (const worker of started) if (worker.exitCode === null) worker.kill('SIGKILL');
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  async function start(more: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
    const urls = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    const environment = { ...process.env, ASSAY_HOME: home, ...urls, ...more };
    const worker = fork(WORKER, [], { env: environment, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    started.push(worker);
    const [message] = (await once(worker, 'message')) as [{ type: string }];
    expect(message).toEqual({ type: 'ready', url: 'worker' });
    return worker;
  }

  /** A decision of a fictional buyer that relies on a demonstration attestation which ends today. @returns the watch's key */
  async function watchThatEndsToday(): Promise<string> {
    const [buyer, procurement, watch] = [uuidv7(), uuidv7(), uuidv7()];
    await owner.query(
      `INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, 'BUYER', 'Fictional Council', 'DEMONSTRATION')`,
      [buyer],
    );
    await owner.query(
      `INSERT INTO procurement (id, organisation_id, reference, title, stage, buyer_name) VALUES ($1, $2, 'P-1', 'A test', 'DRAFT', 'Fictional Council')`,
      [procurement, buyer],
    );
    // A buyer tells a supplier that it deals with: one that it has invited.
    const { rows } = await owner.query<{ supplier_id: string; organisation_id: string; id: string; scheme_code: string }>(
      `SELECT id, scheme_code, supplier_id, organisation_id FROM attestation WHERE state = 'VERIFIED' ORDER BY id LIMIT 1`,
    );
    const [attestation] = rows;
    const [search, candidate, request] = [uuidv7(), uuidv7(), uuidv7()];
    await owner.query(
      `INSERT INTO locked_search (id, procurement_id, organisation_id, criteria, result_count, data_date, digest, locked_by_name)
       VALUES ($1, $2, $3, '{}', 1, now(), 'none', 'Test Buyer')`,
      [search, procurement, buyer],
    );
    await owner.query(
      `INSERT INTO locked_result (locked_search_id, supplier_id, organisation_id, position, snapshot, hash) VALUES ($1, $2, $3, 0, '{}', 'none')`,
      [search, attestation.supplier_id, buyer],
    );
    await owner.query(
      `INSERT INTO candidate (id, procurement_id, organisation_id, locked_search_id, supplier_id, supplier_organisation_id, state, reason)
       VALUES ($1, $2, $3, $4, $5, $6, 'SHORTLISTED', 'For a test')`,
      [candidate, procurement, buyer, search, attestation.supplier_id, attestation.organisation_id],
    );
    await owner.query(
      `INSERT INTO evidence_request (id, procurement_id, organisation_id, message, due_at, snapshot) VALUES ($1, $2, $3, 'Please.', now() + interval '1 day', '{}')`,
      [request, procurement, buyer],
    );
    await owner.query(
      `INSERT INTO invitation (id, request_id, procurement_id, candidate_id, organisation_id, supplier_organisation_id, state, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'SENT', now() + interval '1 day')`,
      [uuidv7(), request, procurement, candidate, buyer, attestation.organisation_id],
    );
    await owner.query(
      `INSERT INTO watch (id, procurement_id, organisation_id, supplier_organisation_id, attestation_id, scheme_code, expires_on)
       VALUES ($1, $2, $3, $4, $5, $6, (now() AT TIME ZONE 'Europe/London')::date)`,
      [watch, procurement, buyer, attestation.organisation_id, attestation.id, attestation.scheme_code],
    );
    return watch;
  }

  async function told(watch: string): Promise<number> {
    const { rows } = await owner.query<{ count: string }>('SELECT count(*) FROM notification WHERE subject_id = $1', [
      `wch_${watch}`,
    ]);
    return Number(rows[0].count);
  }

  it('looks when it starts, tells both sides, and ends in order when it is asked to', async () => {
    const watch = await watchThatEndsToday();
    const worker = await start();
    while ((await told(watch)) === 0) await wait(100);
    expect(await told(watch)).toBe(2);
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
  });

  it('has the queue through which jobs come by the clock, which it may not make itself', async () => {
    const { rows } = await owner.query(`SELECT name FROM job.queue WHERE name = '__pgboss__send-it'`);
    expect(rows).toHaveLength(1);
  });

  it('polls Find a Tender where that is configured, and stops in the middle of it when it is asked to', async () => {
    const feed = createServer((request, response) => {
      const isFirst = !(request.url ?? '').includes('cursor');
      // The second page never comes.
      if (isFirst) response.end(JSON.stringify({ releases: [], links: { next: 'https://feed.example/?cursor=Mg==' } }));
    });
    feed.listen(0, '127.0.0.1');
    await once(feed, 'listening');
    const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/releases`;
    const worker = await start({ ASSAY_FIND_A_TENDER_URL: url });
    const pages = async (): Promise<{ cursor: string | null }[]> =>
      (await owner.query<{ cursor: string | null }>('SELECT cursor FROM poll WHERE address = $1', [url])).rows;
    while ((await pages())[0]?.cursor !== 'Mg==') await wait(50);
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
    const { rows } = await owner.query('SELECT kind, state, source FROM import_run');
    expect(rows).toEqual([
      { kind: 'OCDS', state: 'RUNNING', source: expect.stringContaining(`${url}?limit=100&updatedFrom=`) },
    ]);
    feed.closeAllConnections();
    feed.close();
  });

  it('ends with the process that started it', async () => {
    const worker = await start();
    worker.disconnect();
    expect(await once(worker, 'exit')).toEqual([0, null]);
  });
});
