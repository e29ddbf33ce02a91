import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child';
import { Listener, mustBeFree } from './port';

const folder = mkdtempSync(join(tmpdir(), 'assay-child-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let scripts = 0;
function program(source: string, environment: NodeJS.ProcessEnv = {}) {
  const script = join(folder, `program-${(scripts += 1)}.cjs`);
  writeFileSync(script, source);
  return { name: 'api', script, environment: { PATH: process.env.PATH, ...environment } };
}

const SERVES = "process.send({ type: 'ready', url: 'http://127.0.0.1:1' });";
const STAYS = 'setInterval(() => 0, 1000);';

describe('a program that the supervisor keeps running', () => {
  it('tells where it serves, and is gone after a stop', async () => {
    const pidFile = join(folder, 'stopped.pid');
    const remember = `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`;
    const child = new Child(program(remember + SERVES + STAYS), fail);
    await expect(child.start()).resolves.toBe('http://127.0.0.1:1');
    await child.stop();
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH');
  });

  it('is started again after a death, which is told', async () => {
    const deaths = join(folder, 'deaths');
    writeFileSync(deaths, '');
    // Dies once after it served, and then stays and says so.
    const source = `const fs = require('node:fs'); const born = fs.readFileSync(${JSON.stringify(deaths)}, 'utf8') + 'x';
      fs.writeFileSync(${JSON.stringify(deaths)}, born); ${SERVES} ${STAYS} if (born === 'x') process.disconnect(), process.exit(1);`;
    const told = jest.spyOn(process.stderr, 'write');
    const child = new Child(program(source), fail);
    await child.start().catch(() => undefined);
    while (readFileSync(deaths, 'utf8') !== 'xx') await new Promise((resolve) => setTimeout(resolve, 20));
    await child.stop();
    expect(readFileSync(deaths, 'utf8')).toBe('xx');
    expect(told).toHaveBeenCalledWith('The api has ended (exit 1).\n');
    told.mockRestore();
  });

  it('is given up with its last words when it dies at once five times', async () => {
    const message = await new Promise<string>((resolve) => {
      const child = new Child(program("process.stderr.write('no such table\\n'); process.exit(3);"), resolve);
      child.start().catch(() => undefined);
    });
    expect(message).toMatch(/^The api ended 5 times in a row\. Its last words were: .*no such table$/s);
  }, 60000);

  it('is given up, saying why, when no process can be begun for it', async () => {
    // No system starts a program with a variable as long as this.
    const message = await new Promise<string>((resolve) => {
      const child = new Child(program(SERVES, { ASSAY_LONG: 'x'.repeat(4_000_000) }), resolve);
      child.start().catch(() => undefined);
    });
    expect(message).toMatch(/^The api ended 5 times in a row\. Its last words were: spawn E2BIG$/);
  }, 60000);
});

describe('a port that is wanted', () => {
  it('is refused when another program has it, naming the variable that chooses another', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    await expect(mustBeFree(api({ port }))).rejects.toThrow(
      `Port ${port} for the API is taken by another program. Stop that, or choose another port: ASSAY_API_PORT=${port + 1}`,
    );
    await new Promise((resolve) => other.close(resolve));
    await expect(mustBeFree(api({ port }))).resolves.toBeUndefined();
  });

  it('is refused at an address that is not of this machine, naming the variable for it', async () => {
    await expect(mustBeFree(api({ host: '192.0.2.1' }))).rejects.toThrow(
      'The API cannot listen on 192.0.2.1, which is no address of this machine. Set ASSAY_API_HOST to one that is, such as 127.0.0.1.',
    );
  });
});

function api(where: Partial<Listener>): Listener {
  return { name: 'API', host: '127.0.0.1', port: 0, hostVariable: 'ASSAY_API_HOST', portVariable: 'ASSAY_API_PORT', ...where };
}

function fail(message: string): never {
  throw new Error(message);
}
