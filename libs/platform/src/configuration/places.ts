import { createPrivateKey } from 'node:crypto';
import { accessSync, constants, existsSync, lstatSync, mkdtempSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Configuration, ConfigurationError } from './configuration';

/** Looks at the folders and the file that the configuration names, before anything is begun. @throws ConfigurationError naming the variable */
export function placesMustDo(configuration: Configuration): void {
  homeMustDo(configuration.home);
  storesMustDo(configuration);
}

/** Of these, the home folder alone. @throws ConfigurationError naming the variable */
export function homeMustDo(home: string): void {
  mustTakeFiles('ASSAY_HOME', home);
}

/** Of these, what the API needs: it writes nothing to its home. @throws ConfigurationError naming the variable */
export function storesMustDo({ documents, signingKeyFile }: Configuration): void {
  mustTakeFiles('ASSAY_DOCUMENTS', documents.folder);
  if (existsSync(signingKeyFile)) mustBeSigningKey(readKey(signingKeyFile), signingKeyFile);
  else mustTakeFiles('ASSAY_SIGNING_KEY_FILE', dirname(signingKeyFile));
}

/** @throws ConfigurationError unless it is the PEM of an Ed25519 private key */
export function mustBeSigningKey(pem: string, file: string): void {
  if (kindOfKey(pem) !== 'ed25519')
    throw new ConfigurationError(
      `ASSAY_SIGNING_KEY_FILE (${file}) is no Ed25519 private key in PEM form. Bring the key back from its backup, or move the file away: a new key is then made.`,
    );
}

function kindOfKey(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(
      `ASSAY_SIGNING_KEY_FILE (${file}) cannot be read (${codeOf(error)}). Name a file that this user may read.`,
    );
  }
}

/**
 * A folder that is not there yet is made later, in the nearest one above it that is. Whether that takes one is tried: root may write to `/proc`,
 * where nothing can be made, and the recursive way of making folders never comes back from there. A disk that is full is no reason not to start:
 * there will be room again, and whoever needs it meanwhile is told.
 */
function mustTakeFiles(variable: string, folder: string): void {
  if (faultOf(folder) === 'ENAMETOOLONG')
    throw new ConfigurationError(
      `${variable} names a folder whose path is longer than this machine takes. Name a shorter one.`,
    );
  let present = folder;
  while (faultOf(present) !== null && dirname(present) !== present) present = dirname(present);
  if (statSync(present, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new ConfigurationError(
      `${variable} (${folder}) cannot be used: ${present} is not a folder. Name a folder, or a place where one can be made.`,
    );
  try {
    accessSync(present, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigurationError(
      `${variable} (${folder}) cannot be used: this user may not write to ${present} (${codeOf(error)}). Give it the right, or name another folder.`,
    );
  }
  try {
    rmdirSync(mkdtempSync(join(present, '.assay-tried-')));
  } catch (error) {
    if (FULL.has(codeOf(error))) return;
    throw new ConfigurationError(
      `${variable} (${folder}) cannot be used: nothing can be made in ${present} (${codeOf(error)}). Name a folder in another place.`,
    );
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Why nothing is found at a path; null where something is, also a link that leads nowhere: no folder can be made in its place. */
function faultOf(path: string): string | null {
  try {
    lstatSync(path);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
