import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey, GENESIS_HASH, sealEvent, signHead, signerOf, type ChainEvent } from '#pack';
import { verifyCommand } from './verify.command';
import { NotVerifiable, verifyFile } from './verify-file';

const key = generateSigningKey();
const folder = mkdtempSync(join(tmpdir(), 'assay-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fictionalChain(length: number): ChainEvent[] {
  const chain: ChainEvent[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    chain.push(
      sealEvent({
        organisation: 'organisation-1',
        sequence,
        at: `2026-01-01T09:00:${String(sequence).padStart(2, '0')}.000Z`,
        actor: { id: 'user-1', name: 'Pat Example' },
        action: 'supplier.read',
        subject: { type: 'supplier', id: 'supplier-1' },
        detail: {},
        previousHash: chain.at(-1)?.hash ?? GENESIS_HASH,
      }),
    );
  }
  return chain;
}

const chain = fictionalChain(20);
const headOf = (event: ChainEvent, by = key) =>
  signHead(
    { organisation: event.organisation, sequence: event.sequence, hash: event.hash, signedAt: event.at },
    by.keyId,
    signerOf(by),
  );

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const jsonLines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const failed = async (path: string, pem?: string) =>
  (await verifyFile(path, pem)).lines.filter(({ outcome }) => outcome === 'FAILED').map(({ sentence }) => sentence);

describe('a chain export', () => {
  it('holds as a list, as an object with a head and as lines with a head at the end', async () => {
    const head = await headOf(chain[19]);
    for (const path of [
      file('list.json', JSON.stringify(chain)),
      file('headed.json', JSON.stringify({ events: chain, head })),
      file('lines.jsonl', jsonLines([...chain, head])),
      file(
        'extract.json',
        JSON.stringify({ extractOf: { type: 'supplier', id: 'supplier-1' }, events: [chain[2], chain[7]], head }),
      ),
    ]) {
      expect((await verifyFile(path, undefined)).ok).toBe(true);
    }
    expect((await verifyFile(file('lines.jsonl', jsonLines([...chain, head])), key.publicKeyPem)).lines).toEqual([
      { outcome: 'PASSED', sentence: expect.stringMatching(/^All 20 events/) as string },
      { outcome: 'PASSED', sentence: expect.stringMatching(/signed with the key that you trust/) as string },
    ]);
  });

  it('names the first event that is wrong', async () => {
    const changed = chain.with(6, { ...chain[6], action: 'nothing.happened' });
    for (const path of [file('bad.json', JSON.stringify(changed)), file('bad.jsonl', jsonLines(changed))]) {
      expect(await failed(path)).toEqual([expect.stringMatching(/^Event 7 is the first that is wrong/)]);
    }
  });

  it('whose end was cut off does not reach its signed head', async () => {
    const path = file('short.jsonl', jsonLines([...chain.slice(0, 15), await headOf(chain[19])]));
    expect(await failed(path)).toEqual(['The chain ends at event 15, and its signed head at event 20: the end was cut off.']);
  });

  it('signed by another key, or not signed at all, fails for who brings a key', async () => {
    const stranger = generateSigningKey().publicKeyPem;
    const path = file('signed.jsonl', jsonLines([...chain, await headOf(chain[19])]));
    expect(await failed(path, stranger)).toEqual([expect.stringMatching(/is not by the key that you trust/)]);
    expect(await failed(file('unsigned.jsonl', jsonLines(chain)), stranger)).toEqual([expect.stringMatching(/no signed head/)]);
  });

  it('agrees with the heads that were signed before, each after its event, whichever key signed them', async () => {
    const other = generateSigningKey();
    const [fifth, tenth, last] = await Promise.all([headOf(chain[4], other), headOf(chain[9]), headOf(chain[19])]);
    const lines = [...chain.slice(0, 5), fifth, ...chain.slice(5, 10), tenth, ...chain.slice(10), last];
    const path = file('kept.jsonl', jsonLines(lines));
    expect((await verifyFile(path, key.publicKeyPem)).lines.map(({ outcome, sentence }) => `${outcome} ${sentence}`)).toEqual([
      expect.stringMatching(/^PASSED All 20 events/),
      'PASSED Heads that were signed before and agree with their events, by the key that you trust: 1.',
      'NOT_CHECKED Heads that were signed before and agree with their events, by a key that you have not given: 1.',
      expect.stringMatching(/^PASSED The head \(event 20\) was signed with the key that you trust/),
    ]);
    expect(await verifyFile(path, undefined)).toMatchObject({ ok: true, lines: { length: 3 } });
  });

  it('that was written anew does not agree with the heads that were signed before, and names the first', async () => {
    const anew: ChainEvent[] = [];
    for (const event of chain)
      anew.push(
        sealEvent({
          ...event,
          actor: event.sequence === 7 ? { id: null, name: 'Somebody else' } : event.actor,
          previousHash: anew.at(-1)?.hash ?? GENESIS_HASH,
        }),
      );
    const [fifth, tenth, last] = await Promise.all([headOf(chain[4]), headOf(chain[9]), headOf(anew[19])]);
    const path = file(
      'anew.jsonl',
      jsonLines([...anew.slice(0, 5), fifth, ...anew.slice(5, 10), tenth, ...anew.slice(10), last]),
    );
    for (const pem of [undefined, key.publicKeyPem])
      expect(await failed(path, pem)).toEqual(['The signed head gives another hash for event 10 than the event has.']);
  });

  it('whose signed heads are forged, moved or beyond its end fails', async () => {
    const [fifth, last] = await Promise.all([headOf(chain[4]), headOf(chain[19])]);
    const forged = { ...fifth, signedAt: last.signedAt };
    const after = (count: number, ...heads: object[]): string =>
      file('heads.jsonl', jsonLines([...chain.slice(0, count), ...heads, ...chain.slice(count), last]));
    expect(await failed(after(5, forged), key.publicKeyPem)).toEqual([
      'The signature of the head (event 5) is not by the key that you trust.',
    ]);
    expect(await failed(after(4, fifth))).toEqual([
      'The signed head of event 5 comes after event 4: what came between was cut off, or the head was moved.',
    ]);
    expect(await failed(after(6, fifth))).toEqual(['Event 6 is later than the signed head, which ends at event 5.']);
    const added = file('added.jsonl', jsonLines([...chain.slice(0, 19), await headOf(chain[18]), chain[19]]));
    expect(await failed(added)).toEqual(['Event 20 is later than the signed head, which ends at event 19.']);
  });

  it('with no event in it fails: there is nothing that could hold', async () => {
    for (const [name, text] of [
      ['empty.json', '[]'],
      ['empty-events.json', '{"events":[]}'],
      ['empty.jsonl', '\n'],
    ])
      expect(await failed(file(name, text))).toContainEqual(expect.stringMatching(/no event in it/));
  });

  it('that is not JSON, or not of events, fails and names the line', async () => {
    expect(await failed(file('broken.jsonl', `${JSON.stringify(chain[0])}\n{"half`))).toEqual([
      expect.stringMatching(/Line 2 is not JSON/),
    ]);
    expect(await failed(file('empty.json', ''))).toEqual([expect.stringMatching(/not JSON: it was cut short, or never/)]);
    expect(await failed(file('other.json', '{"hello":1}'))).toEqual([expect.stringMatching(/list of audit events/)]);
    expect(await failed(file('null.json', 'null'))).toEqual([expect.stringMatching(/list of audit events/)]);
  });
});

it('a file that is not there, or of another kind, cannot be verified and is no failure of its contents', async () => {
  await expect(verifyFile(join(folder, 'missing.zip'), undefined)).rejects.toThrow(NotVerifiable);
  await expect(verifyFile(join(folder, 'missing.zip'), undefined)).rejects.toThrow(
    /cannot be opened: there is no such file\.$/,
  );
  await expect(verifyFile(join(folder, 'missing.jsonl'), undefined)).rejects.toThrow(NotVerifiable);
  await expect(verifyFile(file('text.txt', 'hello'), undefined)).rejects.toThrow(/neither a pack/);
});

describe('assay verify', () => {
  let printed: string;
  beforeEach(() => {
    printed = '';
    const keep = (text: string | Uint8Array) => {
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

  const run = async (...args: string[]) => {
    await verifyCommand().parseAsync(args, { from: 'user' });
    return process.exitCode;
  };

  it('prints a line for each check and ends with 0 when all hold', async () => {
    expect(await run(file('good.json', JSON.stringify(chain)))).toBe(0);
    expect(printed).toMatch(/^ok {3}All 20 events[^\n]*\n--[^\n]*\nEverything that could be checked holds\.\n$/);
  });

  it('ends with 1 and names the first thing that is wrong', async () => {
    expect(await run(file('bad.json', JSON.stringify(chain.toSpliced(4, 1))))).toBe(1);
    expect(printed).toMatch(/It does not hold\. First: Event 6 is the first that is wrong\./);
  });

  it('ends with 2 for a file or a key that cannot be read', async () => {
    expect(await run(join(folder, 'missing.zip'))).toBe(2);
    expect(await run(file('good.json', JSON.stringify(chain)), '--key', file('key.pem', 'hello'))).toBe(2);
    expect(printed).toMatch(/BEGIN PUBLIC KEY/);
    expect(await run(file('good.json', JSON.stringify(chain)), '--key', join(folder, 'missing.pem'))).toBe(2);
    expect(printed).toMatch(/there is no such file/);
  });

  it('prints the report as JSON when asked', async () => {
    expect(await run(file('good.json', JSON.stringify(chain)), '--json')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ ok: true, pack: null });
  });

  it('fails a pack that is no ZIP, and says so', async () => {
    expect(await run(file('pack.zip', 'hello'))).toBe(1);
    expect(printed).toMatch(/FAIL The file is not a ZIP/);
  });
});
