import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  asDraftOf,
  type AttestationOfFile,
  type DeclaredAffirmation,
  type DeclaredFile,
  FileUnreadable,
  readAttestationFile,
  type SchemaCheck,
  shippedSchemes,
} from '#attestations';
import { dayOf, isSystemError } from '#pack';
import { repositoryRoot } from '#platform';
import { whyNotOpened } from '../why-not-opened';

/** What was found out about a file of attestations. */
export interface FileCheck {
  /** Whether it can be read in. */
  ok: boolean;
  fileName: string;
  /** Null where it was not got as far as to be held against the schema. */
  schema: SchemaCheck | null;
  /** Why it cannot be read in, and what to do; empty when it can. */
  problems: readonly string[];
  attestations: AttestationOfFile[];
  affirmation: DeclaredAffirmation | null;
  /** What of the file as a whole is not taken over. */
  notCarried: string[];
  /** The schemes that a standard of a file can be found to be of. */
  schemes: { code: string; name: string }[];
  /** What is left out here, since it takes the supplier's own page. */
  notChecked: string[];
}

/** A file that cannot be opened: the caller asked for something that cannot be done. */
export class NotCheckable extends Error {}

const NOT_CHECKED = [
  'Which of your products each is about, and whether an organisation that it names is yours: your page in the directory tells that.',
  'Whether you have read this very file in before.',
];

/**
 * Reads a file of attestations as the portal reads one, without a server and without a page to read it for.
 *
 * @throws NotCheckable when it cannot be opened
 */
export async function checkFile(path: string): Promise<FileCheck> {
  const fileName = basename(path);
  try {
    const { size } = await sizeOf(path);
    const isJson = /\.json$/i.test(fileName);
    return whatIsRead(fileName, await readAttestationFile({ isJson, size, content: () => readFile(path) }));
  } catch (error) {
    if (error instanceof FileUnreadable) return whatIsWrong(fileName, error);
    throw isSystemError(error) ? new NotCheckable(`${path} cannot be opened: ${whyNotOpened(error)}.`) : error;
  }
}

async function sizeOf(path: string): Promise<{ size: number }> {
  const found = await stat(path);
  if (!found.isFile()) throw new NotCheckable(`${path} is not a file. Name the file of attestations.`);
  return found;
}

function whatIsRead(fileName: string, { format, attestations, affirmation, notCarried }: DeclaredFile): FileCheck {
  const schemes = shippedSchemes(join(repositoryRoot(), 'seed'));
  const today = dayOf(new Date().toISOString());
  return {
    ok: true,
    fileName,
    schema: { format, isValid: true },
    problems: [],
    attestations: attestations.map((one) => asDraftOf(one, schemes, today)),
    affirmation,
    notCarried,
    schemes: schemes.map(({ code, name }) => ({ code, name })),
    notChecked: NOT_CHECKED,
  };
}

function whatIsWrong(fileName: string, { problems, schema }: FileUnreadable): FileCheck {
  const nothing = { attestations: [], affirmation: null, notCarried: [], schemes: [], notChecked: [] };
  return { ok: false, fileName, schema, problems, ...nothing };
}
