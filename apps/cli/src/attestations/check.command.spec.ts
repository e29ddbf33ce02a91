import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { checkCommand } from './check.command';
import { checkFile } from './check-file';

const HALDEN = join(repositoryRoot(), 'seed/demonstration/attestations/halden.cdx.json');
const published = (version: string): string =>
  join(repositoryRoot(), 'libs/standards/src/testing', `valid-attestation-${version}.json`);

interface Declared {
  declarations: { assessors: unknown; claims: { target: string }[]; evidence: { created: string; expires: string }[] };
}

describe('assay attestations check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-attestations-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  let printed: string;
  beforeEach(() => {
    printed = '';
    const keep = (text: string | Uint8Array): boolean => {
      printed += String(text);
      return true;
    };
    jest.spyOn(process.stdout, 'write').mockImplementation(keep);
    jest.spyOn(process.stderr, 'write').mockImplementation(keep);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const changed = (change: (document: Declared) => void): string => {
    const document = JSON.parse(readFileSync(HALDEN, 'utf8')) as Declared;
    change(document);
    return file('changed.json', JSON.stringify(document));
  };
  const run = async (...args: string[]): Promise<unknown> => {
    await checkCommand().parseAsync(args, { from: 'user' });
    return process.exitCode;
  };

  it('prints what a file holds, and which of it would become a draft of which scheme and why', async () => {
    expect(await run(HALDEN)).toBe(0);
    expect(printed).toContain('halden.cdx.json: valid by the official schema of CycloneDX 1.6.\n');
    expect(printed).toMatch(/^ +Standard +About +Would become a draft of$/m);
    expect(printed).toMatch(
      /^1 +ETSI EN 303 645 V3\.1\.3 +the component Halden Plate camera 4\.3 +ETSI EN 303 645 conformity/m,
    );
    expect(printed).toMatch(/^ +security\.txt +\(demonstration\) +security\.txt \(vdp\)$/m);
    expect(printed).toMatch(/^3 +House rules for cameras +the component Halden Plate camera 4\.3 +a scheme that you choose$/m);
    expect(printed).toMatch(/Why +The file says that it is of “ETSI EN 303 645”, which is ETSI EN 303 645 conformity/);
    expect(printed).toMatch(/Leaves out +The engineering console, which needs the cabinet key/);
    expect(printed).toMatch(/Days +issued on 2 March 2026\n +expires on 1 March 2028/);
    expect(printed).toContain('· Cyber Essentials (ce)\n');
    expect(printed).toContain('Not checked here:\n  · Which of your products each is about');
  });

  it('gives programs the same, with all that the file says', async () => {
    expect(await run(HALDEN, '--json')).toBe(0);
    const check = JSON.parse(printed) as { attestations: object[]; schemes: object[] };
    expect(check).toMatchObject({
      ok: true,
      fileName: 'halden.cdx.json',
      schema: { format: 'CycloneDX 1.6', isValid: true },
      problems: [],
      attestations: [
        {
          scheme: { code: 'etsi-303645' },
          strength: 'INDEPENDENT_VALIDATION',
          target: { kind: 'COMPONENT', name: 'Halden Plate camera', versions: ['4.3'] },
          content: { legalEntity: 'Halden Vision (demonstration)', issuedOn: '2026-03-02', expiresOn: '2028-03-01' },
        },
        { scheme: { code: 'vdp' }, strength: 'ASSERTION', target: { kind: 'ORGANISATION' } },
        { scheme: null, because: [expect.stringContaining('no scheme here has that name or code'), expect.any(String)] },
      ],
    });
    expect(check.schemes).toHaveLength(16);
  });

  it.each(['1.6', '1.7'])('reads the example that the publisher of CycloneDX %s calls valid', async (version) => {
    expect(await run(published(version))).toBe(0);
    expect(printed).toContain(`valid by the official schema of CycloneDX ${version}.`);
    expect(printed).toMatch(/^1 +Not named +the organisation Acme Inc +a scheme that you choose$/m);
    expect(printed).toContain('· Its digital signatures, which are not checked here.\n');
  });

  it('says what a draft could not take over by the rules of its scheme', async () => {
    const path = changed(({ declarations }) => {
      declarations.evidence[0].created = '2028-06-01T00:00:00Z';
    });
    const { attestations } = await checkFile(path);
    expect(attestations[0].notCarried[0]).toMatch(/^Its dates\. /);
  });

  it('says where a file is not valid by the schema, and ends with 1', async () => {
    expect(await run(changed(({ declarations }) => (declarations.assessors = 'a laboratory')))).toBe(1);
    expect(printed).toBe(
      'changed.json: not valid by the official schema of CycloneDX 1.6.\n\nIt cannot be read in. Mend this, and check it again:\n  · /declarations/assessors must be array, says the official schema of CycloneDX 1.6.\n',
    );
  });

  it('says what is wrong in a file that is valid by the schema', async () => {
    expect(await run(changed(({ declarations }) => (declarations.claims[0].target = 'nowhere')))).toBe(1);
    expect(printed).toContain('changed.json: valid by the official schema of CycloneDX 1.6.\n');
    expect(printed).toContain('/declarations/claims/0/target names “nowhere”, and no target of the file is called so.');
  });

  it.each([
    ['words.txt', 'plain words', 'It is not a JSON file.'],
    ['words.json', 'plain words', 'The file is not JSON.'],
    ['other.json', '{}', 'The file is not CycloneDX in JSON'],
    [
      'old.json',
      '{"bomFormat":"CycloneDX","specVersion":"1.5"}',
      'The file is CycloneDX 1.5. Attestations are read from 1.6 and 1.7.',
    ],
    ['twice.json', '{"a":1,"a":2}', 'the field “a” twice'],
    ['large.json', ' '.repeat(5_000_001), 'It is larger than 5 MB.'],
  ])('says what kind of file it reads, and ends with 1: %s', async (name, text, problem) => {
    expect(await run(file(name, text), '--json')).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ ok: false, schema: null, problems: [expect.stringContaining(problem)] });
  });

  it('lets no words of a file move the cursor of a terminal', async () => {
    const text = readFileSync(HALDEN, 'utf8').replace('Rules of our own', 'Rules\\u001b[2J\\u202eof our own');
    expect(await run(file('moves.json', text))).toBe(0);
    expect(printed).toContain('3. Rules [2J of our own\n');
    expect(printed).not.toMatch(/[\u001b\u202e]/);
  });

  it('ends with 2 where there is no file to read', async () => {
    expect(await run(join(folder, 'missing.json'))).toBe(2);
    expect(printed).toMatch(/missing\.json cannot be opened: there is no such file\.\n$/);
    expect(await run(folder)).toBe(2);
    expect(printed).toMatch(/is not a file\. Name the file of attestations\.\n$/);
  });

  it('needs no server, no database and no variable', async () => {
    const main = join(repositoryRoot(), 'dist/apps/cli/src/main.js');
    const ended = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [main, 'attestations', 'check', HALDEN], { env: {} }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^halden\.cdx\.json: valid by/) });
  });
});
