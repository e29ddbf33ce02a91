import { createPrivateKey } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Configuration, ConfigurationError } from './configuration';

/** Looks at the folders and the file that the configuration names, before anything is begun. @throws ConfigurationError naming the variable */
export function placesMustDo(configuration: Configuration): void {
  mustTakeFiles('ASSAY_HOME', configuration.home);
  storesMustDo(configuration);
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

/** A folder that is not there yet is made later, in the nearest one above it that is. */
function mustTakeFiles(variable: string, folder: string): void {
  let present = folder;
  while (!existsSync(present) && dirname(present) !== present) present = dirname(present);
  if (!statSync(present).isDirectory())
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
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
