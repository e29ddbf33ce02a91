import fc from 'fast-check';
import { PassThrough, Readable } from 'node:stream';
import { sealEvent, type ChainEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { canonicalJson, sha256 } from '../json';
import type { Manifest } from '../manifest';
import { generateSigningKey, signerOf } from '../keys';
import {
  CREATED_AT,
  cancelledAfterwards,
  fictionalContents,
  packInMemory,
  recorded,
  type PackInMemory,
} from '../testing/fictional-pack';
import { unzip, zipOf, type Files } from '../testing/zip-files';
import { earlierSummariesOf, summariesOf } from '../summaries';
import { writePack } from '../write/write-pack';
import { verifyPack } from './verify-pack';
import type { VerifyReport } from './report';

const failures = (report: VerifyReport) => report.checks.filter(({ outcome }) => outcome === 'FAILED');
const sentences = (report: VerifyReport) => failures(report).map(({ sentence }) => sentence);

async function reportOnContents(contents: PackContents): Promise<VerifyReport> {
  const { zip } = await packInMemory(contents);
  return verifyPack(zip);
}

/** The report on changed contents, with audit events that tell of them as they were changed, and so of nothing else. */
async function reportOn(change: (contents: PackContents) => PackContents): Promise<VerifyReport> {
  return reportOnContents(recorded(change(fictionalContents())));
}

/** The report on contents whose audit events were changed and sealed anew, the head of their chain signed to fit. */
async function reportOnEvents(change: (events: ChainEvent[]) => ChainEvent[]): Promise<VerifyReport> {
  const contents = fictionalContents();
  return reportOnContents({ ...contents, audit: { ...contents.audit, events: change(contents.audit.events) } });
}

/** Contents in which another won, by its state as well. */
function awarded(contents: PackContents, candidateId: string): PackContents {
  const candidates = contents.candidates.map((candidate) => ({
    ...candidate,
    state: candidate.id === candidateId ? ('SELECTED' as const) : ('NOT_SELECTED' as const),
  }));
  return resummarised({ ...contents, candidates, decision: { ...contents.decision, candidateId } });
}

/** Contents whose figures were changed, with summaries to match, so that only what follows from the figures can be wrong. */
function resummarised(contents: PackContents): PackContents {
  return { ...contents, summaries: summariesOf(contents) };
}

describe('a pack', () => {
  let pack: PackInMemory;
  let files: Files;
  beforeAll(async () => {
    pack = await packInMemory();
    files = await unzip(pack.zip);
  });

  it('that was written holds, check by check, with the key that its reader trusts', async () => {
    const report = await verifyPack(pack.zip, { trustedKey: pack.key.publicKeyPem });
    expect(failures(report)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.checks.every(({ outcome }) => outcome === 'PASSED')).toBe(true);
    expect(report.key).toEqual({ fingerprint: pack.key.keyId, trusted: true });
    expect(report.pack).toMatchObject({ reference: 'EX-001', digest: pack.written.digest, demonstration: true });
  });

  it('says by its fingerprint which unknown key signed it when its reader trusts none', async () => {
    const report = await verifyPack(pack.zip);
    expect(report.ok).toBe(true);
    const key = report.checks.find(({ name }) => name === 'key');
    expect(key).toMatchObject({ outcome: 'NOT_CHECKED', sentence: expect.stringContaining(pack.key.keyId) as string });
  });

  it('signed with another key than the one that its reader trusts does not hold', async () => {
    const report = await verifyPack(pack.zip, { trustedKey: generateSigningKey().publicKeyPem });
    expect(failures(report).map(({ name }) => name)).toEqual(['key']);
  });

  it('of a procurement that was cancelled after its award says so, as the record does', async () => {
    const contents = cancelledAfterwards();
    const cancelled = await reportOnContents(contents);
    expect(failures(cancelled)).toEqual([]);
    expect(cancelled.checks.find(({ name }) => name === 'cancellation')).toMatchObject({
      outcome: 'PASSED',
      sentence: expect.stringMatching(/^The procurement was cancelled after the decision, on 15 March 2026/),
    });
    const another = await reportOnContents({ ...contents, cancellation: { ...contents.cancellation, reason: 'Another.' } });
    expect(sentences(another)).toEqual(['The cancellation that the pack tells of is not the one in its record.']);
  });

  it('that was made before summaries told score and strength still holds, and a change to one is named', async () => {
    const contents = fictionalContents();
    const earlier = earlierSummariesOf(contents);
    const [line] = earlier[0].criteria.slice(1);
    expect(line.scoreAvailable).toBe('62.50');
    expect(line.howAssessed).toMatch(/ of at least the strength [A-Z_]+\.$/);
    expect('score' in line || 'strength' in line).toBe(false);
    expect(failures(await reportOnContents({ ...contents, summaries: earlier }))).toEqual([]);
    const [first, ...rest] = earlier;
    const changed = await reportOnContents({ ...contents, summaries: [{ ...first, total: '99.00' }, ...rest] });
    expect(failures(changed).map(({ name }) => name)).toEqual(['summaries']);
  });

  it('that was made before packs said of a cancellation still holds, and what it leaves out is named', async () => {
    const { cancellation: _leftOut, ...contents } = cancelledAfterwards();
    const report = await reportOnContents(contents);
    expect(report.ok).toBe(true);
    expect(report.checks.filter(({ outcome }) => outcome !== 'PASSED').map(({ name, outcome }) => [name, outcome])).toEqual([
      ['key', 'NOT_CHECKED'],
      ['cancellation', 'NOT_CHECKED'],
    ]);
  });

  it('with one byte changed in any file fails and names the file', async () => {
    const paths = [...files.keys()];
    const anyByte = fc
      .constantFrom(...paths)
      .chain((path) =>
        fc.record({ path: fc.constant(path), at: fc.nat(files.get(path)!.length - 1), by: fc.integer({ min: 1, max: 255 }) }),
      );
    await fc.assert(
      fc.asyncProperty(anyByte, async ({ path, at, by }) => {
        const changed = Buffer.from(files.get(path)!);
        changed[at] ^= by;
        const report = await verifyPack(await zipOf(new Map(files).set(path, changed)));
        expect(report.ok).toBe(false);
        // A changed manifest shows in its signature: either file may be the one that was changed.
        const named = failures(report).map((check) => `${check.path} ${check.sentence}`);
        expect(named.join('\n')).toContain(path);
      }),
      { numRuns: 150 },
    );
  });

  it('with one byte of the ZIP changed inside any stored file fails', async () => {
    const start = pack.zip.indexOf('A test report about nothing real.');
    await fc.assert(
      fc.asyncProperty(fc.nat(500), async (offset) => {
        const changed = Buffer.from(pack.zip);
        changed[start + offset] ^= 1;
        const report = await verifyPack(changed);
        expect(failures(report)[0]?.path).toMatch(/^evidence\/.*test-report\.pdf$/);
      }),
      { numRuns: 20 },
    );
  });

  it('never makes the verifier throw, whatever bytes are changed in the ZIP', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(pack.zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(pack.zip);
        changed[at] ^= by;
        expect(typeof (await verifyPack(changed)).ok).toBe('boolean');
      }),
      { numRuns: 100 },
    );
  });

  it('with a file added fails and names it', async () => {
    const report = await verifyPack(await zipOf(new Map(files).set('notes.txt', Buffer.from('added'))));
    expect(sentences(report)).toEqual(['The file notes.txt was added: it is not in the manifest.']);
  });

  it('with any file missing fails and names it', async () => {
    for (const path of files.keys()) {
      const report = await verifyPack(await zipOf([...files].filter(([other]) => other !== path)));
      expect(report.ok).toBe(false);
      expect(failures(report).map((check) => check.path)).toContain(path);
    }
  });

  it('cut short, empty or not a ZIP at all fails with a sentence', async () => {
    for (const bytes of [pack.zip.subarray(0, pack.zip.length / 2), Buffer.alloc(0), Buffer.from('hello')]) {
      const report = await verifyPack(bytes);
      expect(sentences(report)[0]).toMatch(/not a ZIP that can be read safely: it was cut short/);
    }
  });

  it('signed anew over changed contents by a stranger fails for a reader who knows the key', async () => {
    const forged = await packInMemory(fictionalContents(), generateSigningKey());
    const report = await verifyPack(forged.zip, { trustedKey: pack.key.publicKeyPem });
    expect(report.ok).toBe(false);
    expect(report.key).toMatchObject({ trusted: false });
  });
});

describe('contents that contradict themselves', () => {
  it('are named when the decision does not follow from the arithmetic', async () => {
    const report = await reportOn((contents) => awarded(contents, 'candidate-2'));
    expect(sentences(report)).toEqual([
      'The decision does not follow from the arithmetic: Lumen Example Ltd won, and Umbra Example Ltd is first.',
    ]);
  });

  it('are named when the winner failed a gate, whatever its score', async () => {
    const report = await reportOn((contents) => awarded(contents, 'candidate-3'));
    expect(failures(report).map(({ name }) => name)).toEqual(['decision']);
  });

  it('are named when a summary does not say what was settled', async () => {
    const report = await reportOn((contents) => {
      const [first, ...rest] = contents.summaries;
      return { ...contents, summaries: [{ ...first, total: '99.00' }, ...rest] };
    });
    expect(failures(report).map(({ name }) => name)).toEqual(['summaries']);
  });

  it('are named when evidence recorded as valid had expired on the day of the decision', async () => {
    const report = await reportOn((contents) => {
      const answers = structuredClone(contents.answers);
      answers[0].attestations[0].dates.expiresOn = '2026-03-09';
      return { ...contents, answers };
    });
    expect(sentences(report)[0]).toMatch(/recorded as valid on 2026-03-10, and its dates say that it was not/);
  });

  it('are named when evidence recorded as valid had been taken back by the day of the decision', async () => {
    const report = await reportOn((contents) => {
      const answers = structuredClone(contents.answers);
      answers[0].attestations[0].status = 'WITHDRAWN';
      return { ...contents, answers };
    });
    expect(sentences(report)[0]).toMatch(/recorded as valid on 2026-03-10, and its status and dates do not say so/);
  });

  it('are named when who judged also decided, or had not declared', async () => {
    const decided = await reportOn((contents) => ({
      ...contents,
      decision: { ...contents.decision, decidedBy: contents.assessments[0].assessor },
    }));
    expect(sentences(decided)[0]).toMatch(/judged and decided/);
    const undeclared = await reportOn((contents) => ({ ...contents, interests: [] }));
    expect(sentences(undeclared)[0]).toMatch(/without having declared/);
  });

  it('are named when the locked search or an audit event was changed before signing', async () => {
    const search = await reportOn((contents) => ({
      ...contents,
      lockedSearch: { ...contents.lockedSearch!, criteria: { query: 'another' } },
    }));
    expect(sentences(search)).toEqual(['The locked search does not have the digest that it was locked with.']);
    const audit = await reportOnEvents((events) => events.with(2, { ...events[2], detail: { step: 'another' } }));
    expect(sentences(audit)[0]).toMatch(/^Event 3 does not have the hash/);
  });

  it('are named when the extract was sealed anew and no longer fits the signed head', async () => {
    const contents = fictionalContents();
    const { events } = contents.audit;
    const sealed = [...events.slice(0, -1), sealEvent({ ...events.at(-1)!, action: 'nothing.happened' })];
    const changed = { ...contents, audit: { ...contents.audit, events: sealed } };
    const report = await verifyPack((await packInMemory(changed, generateSigningKey(), events.at(-1))).zip);
    expect(sentences(report)[0]).toMatch(new RegExp(`another hash for event ${events.length}`));
  });
});

it('JSON that could be read in two ways is refused, even when it was signed so', async () => {
  const { zip, key } = await packInMemory();
  const files = await unzip(zip);
  const twice = files.get('pack.json')!.toString().replace('{"answers"', '{"answers":[],"answers"');
  files.set('pack.json', Buffer.from(twice));
  const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Manifest;
  const changed = manifest.files.map((file) =>
    file.path === 'pack.json' ? { ...file, sha256: sha256(twice), size: Buffer.byteLength(twice) } : file,
  );
  const bytes = Buffer.from(canonicalJson({ ...manifest, files: changed }));
  files.set('manifest.json', bytes).set('signature.json', Buffer.from(canonicalJson(signerOf(key)(bytes))));
  const report = await verifyPack(await zipOf(files), { trustedKey: key.publicKeyPem });
  expect(failures(report).map(({ path }) => path)).toEqual(['pack.json']);
  expect(sentences(report)[0]).toMatch(/not canonical JSON/);
});

describe('a pack with a document that is not what its hash says', () => {
  it.each([
    ['of another length', Buffer.from('another')],
    ['of the same length', null],
  ])('is not made when it is %s, and the destination is destroyed', async (_how, given) => {
    const contents = fictionalContents();
    contents.answers.splice(1);
    const other = given ?? Buffer.alloc(contents.answers[0].documents[0].size);
    const destination = new PassThrough();
    destination.resume();
    const sources = { openEvidence: () => Readable.from([other]), sign: signerOf(generateSigningKey()), createdAt: CREATED_AT };
    await expect(writePack(contents, sources, destination)).rejects.toThrow(/is not what the pack says|unexpected number/);
    expect(destination.destroyed).toBe(true);
  });

  it('is not made when the document cannot be opened or breaks off', async () => {
    const sources = { sign: signerOf(generateSigningKey()), createdAt: CREATED_AT };
    const missing = () => Promise.reject(new Error('no such document'));
    const broken = () => {
      return new Readable({
        read() {
          this.destroy(new Error('it broke off'));
        },
      });
    };
    for (const [openEvidence, message] of [
      [missing, /no such document/],
      [broken, /it broke off/],
    ] as const) {
      // prettier-ignore
      const destination = new PassThrough();
      destination.resume();
      await expect(writePack(fictionalContents(), { ...sources, openEvidence }, destination)).rejects.toThrow(message);
      expect(destination.destroyed).toBe(true);
    }
  });
});
