import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, TestDatabase } from '#platform/testing';

const CLI = join(__dirname, '../../../dist/apps/cli/src/main.js');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** What a program says before it ends, at a keyboard where no variable of Assay is set but these. */
function run(program: string, words: readonly string[], variables: NodeJS.ProcessEnv): Promise<Ended> {
  const env = { PATH: process.env.PATH, ...variables };
  return new Promise((resolve) => {
    execFile(program, words, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), stdout, stderr }),
    );
  });
}

const assay = (words: readonly string[], variables: NodeJS.ProcessEnv): Promise<Ended> =>
  run(process.execPath, [CLI, ...words], variables);

const OPERATOR = ['operator', 'olive@body.example', '--name', 'Olive Park', '--organisation', 'The Body'];
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none';

describe('a command that cannot do what it is asked ends with a sentence', () => {
  const home = mkdtempSync(join(tmpdir(), 'assay-commands-'));
  const empty = join(home, 'rows.jsonl');
  beforeAll(() => writeFileSync(empty, ''));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  async function expectSentence(
    words: readonly string[],
    variables: NodeJS.ProcessEnv,
    sentence: string | RegExp,
  ): Promise<void> {
    const { code, stdout, stderr } = await assay(words, { ASSAY_HOME: home, ...variables });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  }

  it.each([[['start']], [['demo']], [OPERATOR]])('at once, where the home folder cannot be made: %j', async (words) => {
    if (process.platform !== 'linux') return;
    await expectSentence(
      words,
      { ASSAY_HOME: '/proc/assay/home' },
      /^ASSAY_HOME \(\/proc\/assay\/home\) cannot be used: (?:nothing can be made in|this user may not write to) \/proc \(E[A-Z]+\)\. .*\.$/,
    );
  });

  it.each<[string, string[], string]>([
    ['a command that there is not', ['nonsense'], "unknown command 'nonsense'"],
    ['words too many', ['start', 'now'], 'too many arguments'],
    ['a database without a name', ['migrate', '--admin-url', NOWHERE, '--database', ' '], 'It is empty.'],
    ['a database that nobody makes', ['migrate', '--database', 'other'], 'names the database that --admin-url makes'],
    ['a superuser who is not there', ['migrate', '--admin-url', NOWHERE], 'The database of --admin-url cannot be reached'],
    ['no database to migrate', ['migrate'], 'DATABASE_URL is missing.'],
    ['a folder without a name', ['export', 'open-data', '--out', ''], 'It is empty.'],
    ['a register of another kind', ['import', 'nonsense', 'x'], 'Allowed choices are ocds, companies-house.'],
    [
      'a code of SIC that is none',
      ['import', 'companies-house', empty, '--sic', 'abc'],
      'Write SIC 2007 codes with five digits',
    ],
    ['a postcode area that is none', ['import', 'companies-house', empty, '--postcode-area', 'BS1'], 'with one or two letters'],
    ['companies to choose among notices', ['import', 'ocds', empty, '--sic', '26511'], 'choose among companies'],
    ['a file that there is not', ['import', 'ocds', join(home, 'missing')], 'There is no file'],
    ['nothing to match', ['match'], 'There is nothing to match.'],
    ['a way to measure nothing', ['match', '--cross-validate'], 'Give the labelled rows with --evaluate.'],
    ['a folder for no weights', ['match', 'a text', '--out', home], 'Give the labelled rows to learn from with --train.'],
    ['a text and a file', ['match', 'a text', '--file', empty], 'Give the one or the other.'],
    ['no rows to measure by', ['match', '--evaluate', empty], 'There are no labelled rows in'],
    ['no rows to learn from', ['match', '--train', empty, '--out', home], 'There are no labelled rows in'],
    ['a folder to explain', ['explain', home], 'Name a file with an operation in it.'],
    ['no database to explain by', ['explain', empty], 'There is no database to ask.'],
  ])('asked for %s', async (_, words, sentence) => {
    await expectSentence(words, {}, sentence);
  });

  it('of a home folder whose database nobody knows the password of any more', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'assay-damaged-'));
    try {
      for (const text of ['{"folder": ', '[]', '{"folder": "x"}']) {
        writeFileSync(join(damaged, 'postgres.json'), text);
        await expectSentence(
          OPERATOR,
          { ASSAY_HOME: damaged },
          'postgres.json is damaged, which says where the embedded database is',
        );
      }
    } finally {
      rmSync(damaged, { recursive: true, force: true });
    }
  });

  it('when what it prints cannot be written, and says nothing when nobody reads on', async () => {
    const matched = `"${process.execPath}" "${CLI}" match "Access for staff must be controlled."`;
    expect(await run('sh', ['-c', `${matched} | true`], {})).toEqual({ code: 0, stdout: '', stderr: '' });
    if (process.platform !== 'linux') return;
    expect(await run('sh', ['-c', `${matched} > /dev/full`], {})).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^What there is to print could not be written \(.*ENOSPC.*\)\.\n$/) as string,
    });
  });

  describe('about a database', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await testDatabase();
    });
    afterAll(() => database.drop());

    it('that is not there, refuses, is none of ours or is named by half', async () => {
      const wrong = Object.assign(new URL(database.ownerUrl), { password: 'wrong' }).toString();
      const bare = Object.assign(new URL(database.ownerUrl), { pathname: '/postgres' }).toString();
      for (const [variables, sentence] of [
        [{ DATABASE_OWNER_URL: NOWHERE }, 'The database of DATABASE_OWNER_URL cannot be reached'],
        [{ DATABASE_OWNER_URL: wrong }, 'The database refuses DATABASE_OWNER_URL'],
        [{ DATABASE_OWNER_URL: bare }, 'has not been brought up yet. Run "npx assay migrate", and try again.'],
        [{ DATABASE_URL: database.url }, 'DATABASE_URL is set, and DATABASE_OWNER_URL is not.'],
      ] as const)
        await expectSentence(OPERATOR, variables, sentence);
    });

    it('that an operation is to be explained by', async () => {
      await expectSentence(['explain', empty], { DATABASE_URL: NOWHERE }, 'The database of DATABASE_URL cannot be reached');
    });
  });

  describe('about what the demo is to go through', () => {
    let server: Server;
    let answer: string;
    beforeAll(async () => {
      server = createServer((_, response) => response.end(answer));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it.each([
      ['<html>', 'is not the API of Assay. Set ASSAY_API_URL'],
      ['{}', 'is not the API of Assay. Set ASSAY_API_URL'],
      ['null', 'is not the API of Assay. Set ASSAY_API_URL'],
      [
        JSON.stringify({ errors: [{ message: 'The password is not right.', extensions: { code: 'UNAUTHENTICATED' } }] }),
        'cannot sign in at http://127.0.0.1:',
      ],
    ])('which answers %s', async (text, sentence) => {
      answer = text;
      const { port } = server.address() as AddressInfo;
      await expectSentence(['demo'], { ASSAY_API_URL: `http://127.0.0.1:${port}` }, sentence);
    });

    it('where nothing answers', async () => {
      await expectSentence(['demo'], { ASSAY_API_URL: 'http://127.0.0.1:1' }, 'Start the product first with "npm start"');
    });
  });
});
