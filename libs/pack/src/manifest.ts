import { isRecord } from './json';

export const MANIFEST_PATH = 'manifest.json';
export const SIGNATURE_PATH = 'signature.json';
export const CONTENTS_PATH = 'pack.json';
export const AUDIT_PATH = 'audit.json';
export const DIGEST_METHOD = 'SHA-256 of the bytes of manifest.json';
export const MANIFEST_FORMAT = 'assay-manifest/1';

/** A file of the pack: what its bytes must be. */
export interface ManifestFile {
  path: string;
  mediaType: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Every file of a pack but the manifest and its signature, in the order of their paths. */
export interface Manifest {
  format: typeof MANIFEST_FORMAT;
  createdAt: string;
  digestMethod: typeof DIGEST_METHOD;
  files: ManifestFile[];
}

/**
 * Reads a manifest from parsed JSON.
 *
 * @throws Error with a sentence that tells what is wrong
 */
export function readManifest(value: unknown): Manifest {
  if (!isRecord(value) || value.format !== MANIFEST_FORMAT) {
    throw new Error(`manifest.json is not of the format ${MANIFEST_FORMAT}, so this version of Assay cannot read it.`);
  }
  if (typeof value.createdAt !== 'string' || value.digestMethod !== DIGEST_METHOD || !Array.isArray(value.files)) {
    throw new Error('manifest.json must have createdAt, the digest method that this format uses, and a list of files.');
  }
  const wrong = value.files.findIndex((file) => !isManifestFile(file));
  if (wrong >= 0) throw new Error(`File ${wrong + 1} in manifest.json must have a path, a media type, a SHA-256 and a size.`);
  return value as unknown as Manifest;
}

function isManifestFile(file: unknown): file is ManifestFile {
  if (!isRecord(file)) return false;
  const { path, mediaType, sha256, size } = file;
  const named = typeof path === 'string' && typeof mediaType === 'string';
  return named && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(size);
}
