import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { KeptPostgres } from './kept-postgres';

describe('the PostgreSQL that the supervisor keeps running', () => {
  const home = mkdtempSync(join(tmpdir(), 'assay-kept-'));
  const data = join(home, 'postgres/data');
  beforeAll(() => chmodSync(home, 0o755));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const fail = (message: string): never => {
    throw new Error(message);
  };
  const serverOf = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const answers = async (address: string): Promise<boolean> => {
    const client = new Client({ connectionString: address });
    client.on('error', () => undefined);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  };

  it('is stopped also when it was only being started', async () => {
    const kept = new KeptPostgres(home, () => undefined, fail);
    const started = kept.start();
    await kept.stop();
    await started;
    expect(existsSync(join(data, 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(home, 'running.lock'))).toBe(false);
  }, 120_000);

  it('is started again at the same address after it was killed, and says so', async () => {
    const told: string[] = [];
    const kept = new KeptPostgres(home, (line) => told.push(line), fail);
    const address = await kept.start();
    const killed = serverOf();
    process.kill(killed, 'SIGKILL');
    while (!(told.length > 0 && (await answers(address)))) await wait(50);
    expect(told).toEqual(['The embedded PostgreSQL has ended. It is started again.']);
    expect(serverOf()).not.toBe(killed);
    await kept.stop();
    expect(await answers(address)).toBe(false);
  }, 120_000);

  it('is given up, saying why, when it cannot be started again', async () => {
    const told: string[] = [];
    const message = await new Promise<string>((resolve, reject) => {
      const kept = new KeptPostgres(
        home,
        (line) => told.push(line),
        (why) => void kept.stop().then(() => resolve(why), reject),
      );
      kept.start().then(() => {
        renameSync(join(data, 'global/pg_control'), join(data, 'pg_control.away'));
        process.kill(serverOf(), 'SIGKILL');
      }, reject);
    });
    expect(message).toMatch(
      /^The embedded PostgreSQL ended 5 times in a row\. The embedded PostgreSQL did not start: .*pg_control/,
    );
    expect(told).toHaveLength(4);
  }, 120_000);
});
