import type { PackContents } from '../contents';
import { readPackContents } from '../contents.schema';
import { canonicalJson, isRecord, sha256 } from '../json';
import { keyFingerprint, normalPublicKey, signatureHolds, type Signature } from '../keys';
import { AUDIT_PATH, CONTENTS_PATH, MANIFEST_PATH, readManifest, SIGNATURE_PATH, type Manifest } from '../manifest';
import { isDemonstration } from '../write/html/index.page';
import { checkCancellation } from './cancellation.check';
import { checkAudit, checkDocuments, checkEvidence, checkFigures, checkPeople, checkSearch, guarded } from './contents.checks';
import { checkForms, FORM_PATHS } from './forms.checks';
import { checkParts } from './parts.checks';
import { checkRecord } from './record.checks';
import { failed, messageOf, notChecked, passed, type VerifyCheck, type VerifyReport } from './report';
import { checkScope } from './scope.checks';
import { checkCandidates, checkSettling } from './settling.checks';
import { checkTimes } from './times.checks';
import { PACK_LIMITS, PackRefused, unpack, type PackLimits, type UnpackedFiles } from './unpack';

/** What a reader brings to a check. */
export interface VerifyOptions {
  /** The public key (PEM, Ed25519) that the reader knows to be the signer's. */
  trustedKey?: string;
  /** Lower or higher ceilings than `PACK_LIMITS`. */
  limits?: Partial<PackLimits>;
}

/** What a signature check found, and the key that the rest may use. */
interface SignatureResult {
  checks: VerifyCheck[];
  key: { keyId: string; pem: string; trusted: boolean } | null;
}

const KEPT: ReadonlySet<string> = new Set([MANIFEST_PATH, SIGNATURE_PATH, CONTENTS_PATH, AUDIT_PATH, ...FORM_PATHS]);

/**
 * Checks a pack offline: the ZIP, every file against the manifest, the signature, the contents and what follows from them. Whatever is wrong
 * with the pack is a failed check with a sentence, never an exception.
 *
 * @param source the path of the ZIP, or its bytes
 * @throws Error when the file cannot be opened or the trusted key is not an Ed25519 public key
 */
export async function verifyPack(source: string | Buffer, options: VerifyOptions = {}): Promise<VerifyReport> {
  const trusted = options.trustedKey === undefined ? undefined : keyFingerprint(options.trustedKey);
  try {
    const unpacked = await unpack(source, KEPT, { ...PACK_LIMITS, ...options.limits });
    return await checkUnpacked(unpacked, trusted);
  } catch (error) {
    if (!(error instanceof PackRefused)) throw error;
    return { ok: false, pack: null, key: null, checks: [failed('container', error.message, error.path)] };
  }
}

async function checkUnpacked(unpacked: UnpackedFiles, trusted: string | undefined): Promise<VerifyReport> {
  const { files, kept } = unpacked;
  const container = passed('container', `The ZIP holds ${files.size} files of ${unpacked.size} bytes and can be read safely.`);
  const manifest = read(kept.get(MANIFEST_PATH), MANIFEST_PATH, 'manifest', readManifest);
  const signature = checkSignature(kept, trusted);
  const contents = read(kept.get(CONTENTS_PATH), CONTENTS_PATH, 'contents', readPackContents);
  const checks = [
    container,
    ...manifest.checks,
    ...(manifest.value ? checkFiles(manifest.value, files) : []),
    ...signature.checks,
    ...contents.checks,
    ...(contents.value ? checkContents(contents.value, manifest.value, unpacked, signature.key) : []),
    ...(contents.value && manifest.value ? await checkForms(contents.value, manifest.value.createdAt, kept) : []),
  ];
  return {
    ok: checks.every(({ outcome }) => outcome !== 'FAILED'),
    pack: contents.value && manifest.value ? packOf(contents.value, manifest.value, kept) : null,
    key: signature.key && { fingerprint: signature.key.keyId, trusted: signature.key.trusted },
    checks,
  };
}

function packOf(contents: PackContents, manifest: Manifest, kept: UnpackedFiles['kept']): VerifyReport['pack'] {
  return {
    reference: contents.procurement.reference,
    title: contents.procurement.title,
    createdAt: manifest.createdAt,
    digest: sha256(kept.get(MANIFEST_PATH) ?? ''),
    demonstration: isDemonstration(contents),
  };
}

function checkFiles(manifest: Manifest, files: UnpackedFiles['files']): VerifyCheck[] {
  const named = new Set(manifest.files.map(({ path }) => path));
  const problems = manifest.files.flatMap((file) => {
    const there = files.get(file.path);
    if (!there) return [failed('files', `The file ${file.path} is in the manifest and not in the pack.`, file.path)];
    if (there.sha256 === file.sha256 && there.size === file.size) return [];
    return [
      failed('files', `The file ${file.path} was changed: it does not have the hash that the manifest gives.`, file.path),
    ];
  });
  const added = [...files.keys()].filter((path) => !named.has(path) && path !== MANIFEST_PATH && path !== SIGNATURE_PATH);
  const all = [
    ...problems,
    ...added.map((path) => failed('files', `The file ${path} was added: it is not in the manifest.`, path)),
  ];
  return all.length > 0
    ? all
    : [passed('files', `All ${named.size} files have the hash that the manifest gives, and there are no others.`)];
}

function checkSignature(kept: UnpackedFiles['kept'], trusted: string | undefined): SignatureResult {
  const file = read(kept.get(SIGNATURE_PATH), SIGNATURE_PATH, 'signature', readSignature);
  if (!file.value) return { checks: file.checks, key: null };
  const { keyId, signature, publicKeyPem } = file.value;
  const manifest = kept.get(MANIFEST_PATH);
  if (!manifest || !signatureHolds(manifest, signature, publicKeyPem)) {
    const sentence = 'The signature does not hold: manifest.json or signature.json was changed after it was signed.';
    return { checks: [failed('signature', sentence, keptPath(manifest))], key: null };
  }
  const holds = passed('signature', 'The signature over the manifest holds.');
  return { checks: [holds, keyCheck(keyId, trusted)], key: { keyId, pem: publicKeyPem, trusted: keyId === trusted } };
}

function keptPath(manifest: Buffer | undefined): string {
  return manifest ? SIGNATURE_PATH : MANIFEST_PATH;
}

function keyCheck(keyId: string, trusted: string | undefined): VerifyCheck {
  if (trusted === undefined) {
    const advice = 'Ask whoever made the pack for their key and check again with it.';
    return notChecked('key', `The signature is by an unknown key with the fingerprint ${keyId}. ${advice}`);
  }
  if (keyId === trusted) return passed('key', `It was signed with the key that you trust, ${keyId}.`);
  return failed('key', `It was signed with the key ${keyId}, not with the one that you trust, ${trusted}.`, SIGNATURE_PATH);
}

/** @throws Error when this is not what Assay writes, to the letter: a letter that does not matter could be changed unseen */
function readSignature(value: unknown): Signature {
  const fields = ['keyId', 'publicKeyPem', 'signature'];
  if (!isRecord(value) || Object.keys(value).sort().join() !== fields.join()) {
    throw new Error('signature.json must have keyId, publicKeyPem and signature, and nothing else.');
  }
  const { keyId, publicKeyPem, signature } = value;
  if (typeof keyId !== 'string' || typeof publicKeyPem !== 'string' || typeof signature !== 'string') {
    throw new Error('keyId, publicKeyPem and signature in signature.json must be text.');
  }
  if (normalPublicKey(publicKeyPem) !== publicKeyPem || keyFingerprint(publicKeyPem) !== keyId) {
    throw new Error('signature.json was changed: its key id is not the fingerprint of its key.');
  }
  return { keyId, publicKeyPem, signature };
}

function checkContents(
  contents: PackContents,
  manifest: Manifest | null,
  { files, kept }: UnpackedFiles,
  key: SignatureResult['key'],
): VerifyCheck[] {
  return [
    ...guarded('parts', () => [checkParts(contents)]),
    ...guarded('documents', () => checkDocuments(contents, files)),
    ...guarded('audit', () => checkAudit(contents, kept.get(AUDIT_PATH)?.toString('utf8'), key)),
    ...guarded('record', () => [checkRecord(contents)]),
    ...guarded('times', () => [checkTimes(contents, manifest?.createdAt ?? null)]),
    ...guarded('search', () => checkSearch(contents)),
    ...guarded('settling', () => [checkSettling(contents)]),
    ...guarded('arithmetic', () => checkFigures(contents)),
    ...guarded('candidates', () => [checkCandidates(contents)]),
    ...guarded('cancellation', () => checkCancellation(contents)),
    ...guarded('people', () => checkPeople(contents)),
    ...guarded('evidence', () => checkEvidence(contents)),
    ...guarded('scope', () => checkScope(contents)),
  ];
}

/** Reads a file that must be there, be UTF-8 and be canonical JSON: other JSON could be read in two ways. */
function read<T>(
  bytes: Buffer | undefined,
  path: string,
  name: VerifyCheck['name'],
  reader: (value: unknown) => T,
): { value: T | null; checks: VerifyCheck[] } {
  if (!bytes) return { value: null, checks: [failed(name, `The file ${path} is missing.`, path)] };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed: unknown = JSON.parse(text);
    if (canonicalJson(parsed) !== text) throw new Error('it is not canonical JSON (RFC 8785), as Assay writes it.');
    const value = reader(parsed);
    return { value, checks: name === 'signature' ? [] : [passed(name, `${path} can be read and has the right format.`, path)] };
  } catch (error) {
    return { value: null, checks: [failed(name, `The file ${path} cannot be read: ${messageOf(error)}`, path)] };
  }
}
