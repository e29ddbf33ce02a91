import { canonicalJson, sha256 } from '../json';
import { signerOf } from '../keys';
import type { Manifest } from '../manifest';
import { packInMemory, type PackInMemory } from '../testing/fictional-pack';
import { type Files, unzip, zipOf } from '../testing/zip-files';
import { FORM_PATHS } from './forms.checks';
import type { VerifyCheck } from './report';
import { verifyPack } from './verify-pack';

let pack: PackInMemory;
let files: Files;
beforeAll(async () => {
  pack = await packInMemory();
  files = await unzip(pack.zip);
});

/** What is said of a pack whose files were changed and signed anew, with the key that it had. */
async function checksOf(change: (copy: Files) => void): Promise<VerifyCheck[]> {
  const copy: Files = new Map(files);
  change(copy);
  const manifest = JSON.parse(String(copy.get('manifest.json'))) as Manifest;
  const listed = manifest.files
    .filter(({ path }) => copy.has(path))
    .map((file) => {
      const bytes = copy.get(file.path) ?? Buffer.alloc(0);
      return { ...file, sha256: sha256(bytes), size: bytes.length };
    });
  const bytes = Buffer.from(canonicalJson({ ...manifest, files: listed }));
  copy.set('manifest.json', bytes);
  copy.set('signature.json', Buffer.from(canonicalJson(signerOf(pack.key)(bytes))));
  return (await verifyPack(await zipOf(copy))).checks;
}

async function failuresOf(change: (copy: Files) => void): Promise<string[]> {
  return (await checksOf(change)).filter(({ outcome }) => outcome === 'FAILED').map(({ sentence }) => sentence);
}

const replaceIn = (path: string, before: RegExp, after: string) => (copy: Files) => {
  const text = String(copy.get(path));
  expect(text).toMatch(before);
  copy.set(path, Buffer.from(text.replace(before, after)));
};

describe('a pack that was signed anew does not hold', () => {
  it.each([
    ['oscal/assessment-plan.json', /no default password/, 'a default password'],
    ['oscal/assessment-results.json', /"state":"not-satisfied"/, '"state":"satisfied"'],
    ['oscal/assessment-results.json', /"last-modified":"2026-03-20/, '"last-modified":"2026-03-19'],
    ['cyclonedx/attestations.json', /"score":0\.4/, '"score":0.9'],
    ['cyclonedx/attestations.json', /"assay:mapping","value":"1"/, '"assay:mapping","value":"2"'],
  ])('where %s says other than the contents: %s', async (path, before, after) => {
    expect(await failuresOf(replaceIn(path, before, after))).toEqual([
      `The file ${path} does not say the same as the contents in pack.json.`,
    ]);
  });

  it.each([
    [
      'oscal/assessment-plan.json',
      /"import-ssp"/,
      '"import-spp"',
      /is not valid by the assessment-plan of OSCAL: at \/assessment-plan,/,
    ],
    [
      'oscal/assessment-results.json',
      /"state":"satisfied"/,
      '"state":"perhaps"',
      /is not valid by the assessment-results of OSCAL: at /,
    ],
    [
      'cyclonedx/attestations.json',
      /"score":0\.4/,
      '"score":4',
      /is not valid by CycloneDX 1\.6: at \/declarations\/attestations\//,
    ],
    ['cyclonedx/attestations.json', /^\{/, '{{', /could not be checked: /],
  ])('where %s is not what its standard says: %s', async (path, before, after, words) => {
    const failures = await failuresOf(replaceIn(path, before, after));
    expect(failures).toEqual([expect.stringMatching(words)]);
    expect(failures[0]).toContain(path);
  });

  it.each(FORM_PATHS)('where %s alone was taken out', async (path) => {
    expect(await failuresOf((copy) => void copy.delete(path))).toEqual([
      `The file ${path} is missing, and others of its kind are there.`,
    ]);
  });
});

describe('a pack of before there were forms in OSCAL and CycloneDX', () => {
  it('still holds, and what it leaves out is named', async () => {
    const checks = await checksOf((copy) => FORM_PATHS.forEach((path) => copy.delete(path)));
    expect(checks.filter(({ outcome }) => outcome !== 'PASSED').map(({ name, outcome }) => [name, outcome])).toEqual([
      ['key', 'NOT_CHECKED'],
      ['oscal', 'NOT_CHECKED'],
    ]);
  });
});
