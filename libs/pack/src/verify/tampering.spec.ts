import { sealEvent, type ChainEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { canonicalJson, sha256 } from '../json';
import { generateSigningKey, signerOf } from '../keys';
import type { Manifest } from '../manifest';
import { packInMemory, type PackInMemory } from '../testing/fictional-pack';
import { type Files, unzip, zipOf } from '../testing/zip-files';
import { verifyPack } from './verify-pack';

let pack: PackInMemory;
let files: Files;

beforeAll(async () => {
  pack = await packInMemory();
  files = await unzip(pack.zip);
});

/** What is said first against a ZIP, to a reader who has no key. */
async function first(zip: Buffer): Promise<string | undefined> {
  const report = await verifyPack(zip);
  expect(report.ok).toBe(false);
  return report.checks.find(({ outcome }) => outcome === 'FAILED')?.sentence;
}

/** The pack with some of its files changed, as they were signed or signed anew by a stranger over what they are now. */
async function changed(change: (copy: Files) => void, isSignedAnew = false): Promise<Buffer> {
  const copy = new Map(files);
  change(copy);
  return zipOf(isSignedAnew ? signedAnew(copy) : copy);
}

function signedAnew(copy: Files): Files {
  const manifest = JSON.parse(String(copy.get('manifest.json'))) as Manifest;
  const listed = manifest.files.map((file) => {
    const bytes = copy.get(file.path) ?? Buffer.alloc(0);
    return { ...file, sha256: sha256(bytes), size: bytes.length };
  });
  const bytes = Buffer.from(canonicalJson({ ...manifest, files: listed }));
  return copy
    .set('manifest.json', bytes)
    .set('signature.json', Buffer.from(canonicalJson(signerOf(generateSigningKey())(bytes))));
}

/** Changes what the contents say, wherever they stand. */
function saying(change: (contents: PackContents) => PackContents): (copy: Files) => void {
  return (copy) => {
    const contents = change(JSON.parse(String(copy.get('pack.json'))) as PackContents);
    copy.set('pack.json', Buffer.from(canonicalJson(contents)));
    copy.set('audit.json', Buffer.from(canonicalJson(contents.audit)));
  };
}

function recording(change: (events: ChainEvent[]) => ChainEvent[]): (copy: Files) => void {
  return saying((contents) => ({ ...contents, audit: { ...contents.audit, events: change(contents.audit.events) } }));
}

const replace = (path: string, before: string, after: string) => (copy: Files) =>
  void copy.set(path, Buffer.from(String(copy.get(path)).replaceAll(before, after)));

/** Another score for the winner, in the contents and in the table. */
function betterScore(copy: Files): void {
  saying((contents) => ({
    ...contents,
    moderation: contents.moderation.map((figure) => (figure.score === 7 ? { ...figure, score: 9 } : figure)),
    assessments: contents.assessments.map((figure) => (figure.score === 7 ? { ...figure, score: 9 } : figure)),
  }))(copy);
  replace('assessment.csv', ',7,', ',9,')(copy);
}

describe('a pack with which somebody tampered is refused in a sentence that says how:', () => {
  it.each<[string, (copy: Files) => void, RegExp]>([
    ['one byte of a file changed', replace('index.html', '<!doctype', '<?doctype'), /^The file index\.html was changed/],
    ['a file left out', (copy) => void copy.delete('evidence.csv'), /^The file evidence\.csv is in the manifest and not in/],
    ['a file added', (copy) => void copy.set('notes.txt', Buffer.from('x')), /^The file notes\.txt was added/],
    ['a score changed in two files', betterScore, /^The file assessment\.csv was changed/],
    [
      'a file renamed',
      (copy) => {
        copy.set('tables.csv', copy.get('evidence.csv')!);
        copy.delete('evidence.csv');
      },
      /^The file evidence\.csv is in the manifest and not in the pack/,
    ],
    [
      'the key of the signature changed',
      (copy) => {
        const signature = JSON.parse(String(copy.get('signature.json'))) as object;
        const { publicKeyPem, keyId } = generateSigningKey();
        copy.set('signature.json', Buffer.from(canonicalJson({ ...signature, publicKeyPem, keyId })));
      },
      /^The signature does not hold: manifest\.json or signature\.json was changed/,
    ],
    ['two events exchanged', recording((events) => events.with(3, events[4]).with(4, events[3])), /audit\.json was changed/],
  ])('%s', async (_how, change, words) => {
    expect(await first(await changed(change))).toMatch(words);
  });

  it('a byte added behind it', async () => {
    expect(await first(Buffer.concat([pack.zip, Buffer.from('x')]))).toMatch(
      /^The ZIP does not end where it says that it does: something was added behind it/,
    );
  });

  it('a name that is there twice', async () => {
    const twice: [string, Buffer][] = [...files, ['index.html', Buffer.from('<p>Another face</p>')]];
    expect(await first(await zipOf(twice))).toBe('The file "index.html" is there twice.');
  });
});

describe('a pack that a stranger signed anew is refused, whoever reads it, where it', () => {
  it.each<[string, (copy: Files) => void, RegExp]>([
    ['has another score in two files', betterScore, /^By the audit events the judgement of R2 of Umbra .* was another/],
    [
      'has two events exchanged',
      recording((events) => events.with(3, events[4]).with(4, events[3])),
      /^Event 4 comes after event 5: an extract is in the order of the sequence/,
    ],
    [
      'has an event changed',
      recording((events) => events.with(3, { ...events[3], actor: { id: null, name: 'Nobody' } })),
      /^Event 4 does not have/,
    ],
    [
      'has an event changed and sealed anew',
      recording((events) => events.with(3, sealEvent({ ...events[3], actor: { id: null, name: 'Nobody' } }))),
      /^Event 5 does not link to event 4/,
    ],
    [
      'has a chain that ends before the decision',
      recording((events) => events.slice(0, -1)),
      /^The procurement was decided, and there is no audit event procurement\.decided/,
    ],
    [
      'has a chain without its beginning',
      recording((events) => events.slice(1)),
      /there is no audit event procurement\.created/,
    ],
  ])('%s', async (_how, change, words) => {
    expect(await first(await changed(change, true))).toMatch(words);
  });

  it('says all that it said, to a reader who has the key', async () => {
    const zip = await changed(() => undefined, true);
    expect((await verifyPack(zip)).ok).toBe(true);
    const report = await verifyPack(zip, { trustedKey: pack.key.publicKeyPem });
    expect(report.checks.filter(({ outcome }) => outcome === 'FAILED').map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^It was signed with the key [0-9a-f]{64}, not with the one that you trust/),
    ]);
  });
});
