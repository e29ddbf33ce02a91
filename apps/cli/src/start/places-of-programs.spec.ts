import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

describe('A program that is started without the others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-alone-'));
  const file = join(folder, 'a-file');

  beforeAll(() => writeFileSync(file, 'junk'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What it says before it ends; there is no database, at that address. */
  function ends(program: string, more: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
    const env = { ...process.env, ASSAY_HOME: folder, DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none', ...more };
    return new Promise((resolve, reject) => {
      const script = join(repositoryRoot(), 'dist/apps', program, 'src/main.js');
      const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (text: Buffer) => (said += text.toString()));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, said: said.trim() }));
    });
  }

  const notAFolder = `cannot be used: ${file} is not a folder. Name a folder, or a place where one can be made.`;
  const noKey =
    'is no Ed25519 private key in PEM form. Bring the key back from its backup, or move the file away: a new key is then made.';

  it.each([
    ['api', 'ASSAY_DOCUMENTS', notAFolder],
    ['api', 'ASSAY_SIGNING_KEY_FILE', noKey],
    ['worker', 'ASSAY_HOME', notAFolder],
    ['worker', 'ASSAY_DOCUMENTS', notAFolder],
    ['worker', 'ASSAY_SIGNING_KEY_FILE', noKey],
  ])('does not start where a place of it will not do: %s, %s', async (program, variable, sentence) => {
    const { code, said } = await ends(program, { [variable]: file });
    expect(said).toBe(`The ${program === 'api' ? 'API' : 'worker'} did not start: ${variable} (${file}) ${sentence}`);
    expect(code).toBe(1);
  });

  it.each([
    ['api', 'API'],
    ['worker', 'worker'],
  ])('does not start without its database, and says so in one line: %s', async (program, name) => {
    const { code, said } = await ends(program, {});
    expect(said).toMatch(
      new RegExp(`^The ${name} did not start: The database of DATABASE_URL cannot be reached \\(.+\\)\\. Start it, .+$`),
    );
    expect(code).toBe(1);
  });
});
