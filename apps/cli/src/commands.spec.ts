import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');

/** What a command says before it ends, at a keyboard where no variable of Assay is set but these. */
function assay(
  words: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), stdout, stderr }),
    );
  });
}

const OPERATOR = ['operator', 'olive@body.example', '--name', 'Olive Park', '--organisation', 'The Body'];

describe('the commands', () => {
  const home = mkdtempSync(join(tmpdir(), 'assay-commands-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each([[['start']], [['demo']], [OPERATOR], [['import', 'summary']]])(
    'say at once that nothing can be made where the home folder would be: %j',
    async (words) => {
      if (process.platform !== 'linux') return;
      const { code, stderr } = await assay(words, { ASSAY_HOME: '/proc/assay/home' });
      expect(stderr.trim()).toMatch(
        /^ASSAY_HOME \(\/proc\/assay\/home\) cannot be used: (?:nothing can be made in|this user may not write to) \/proc \(E[A-Z]+\)\. .*\.$/,
      );
      expect(code).toBe(1);
    },
  );
});
