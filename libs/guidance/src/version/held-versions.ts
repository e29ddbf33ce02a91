import { FileProblem, Mends } from './file-fields';
import { FileDocument, LONGEST_VERSION, ReadDocument } from './guidance-file';
import { changesBetween, CodedItem, ItemChange } from './version-changes';

/** What is held of a document: every version by its name, and what the current one says. */
export interface HeldDocument {
  versions: readonly string[];
  /** The key of the current version; null where there is no such document yet. */
  currentId: string | null;
  heading: Omit<FileDocument, 'items'> | null;
  items: readonly CodedItem[];
}

export const FILE_STATES = ['NEW_DOCUMENT', 'NEW_VERSION', 'UNCHANGED', 'NOT_UNDERSTOOD'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** A document of a file, as it stands against what is held. */
export interface ComparedDocument extends ReadDocument {
  state: FileState;
  changes: ItemChange[];
  unchanged: number;
}

/**
 * Sets a document of a file against what is held of it: whether it is new, what it changes, and what keeps it from being taken.
 *
 * @param takenBy which other document has an item of a code
 * @param mends what was put in place of what will not do; a version's name is mended as any other field
 */
export function comparedWith(
  read: ReadDocument,
  index: number,
  held: HeldDocument,
  takenBy: ReadonlyMap<string, string>,
  mends: Mends,
): ComparedDocument {
  const path = `documents[${index}]`;
  const { changes, unchanged } = changesBetween(held.items, read.document.items);
  const isSame = held.heading !== null && changes.length === 0 && sameHeading(held.heading, read.document);
  if (isSame && read.problems.length === 0) return { ...read, state: 'UNCHANGED', changes, unchanged };

  const isHeld = held.versions.includes(read.document.version);
  const version = (isHeld ? mendedVersion(mends.get(`${path}.date`)) : null) ?? read.document.version;
  const problems = [
    ...read.problems,
    ...(version !== '' && held.versions.includes(version) ? [heldAlready(path, version)] : []),
    ...read.document.items.flatMap(({ code }) => takenProblem(path, code, takenBy)),
  ];
  const fresh = held.currentId === null ? 'NEW_DOCUMENT' : 'NEW_VERSION';
  return {
    ...read,
    document: { ...read.document, version },
    problems,
    state: problems.length > 0 ? 'NOT_UNDERSTOOD' : fresh,
    changes,
    unchanged,
  };
}

/** The name of a version that was given in place of one that is held; null where none was, or one that is too long to be a name. */
function mendedVersion(mend: string | null | undefined): string | null {
  const text = mend?.trim() ?? '';
  return text !== '' && text.length <= LONGEST_VERSION ? text : null;
}

function heldAlready(path: string, version: string): FileProblem {
  const message =
    'is a version that is held already, and a published version never changes. Give the date or edition of the new one';
  return { path: `${path}.date`, item: null, field: 'date', value: version, message, isMendable: true, itemPath: null };
}

function takenProblem(path: string, code: string, takenBy: ReadonlyMap<string, string>): FileProblem[] {
  const other = takenBy.get(code);
  if (other === undefined || code === '') return [];
  const message = `is the code of an item of “${other}”; the codes of a document are its own. Change it in the file`;
  return [{ path: `${path}.items.${code}`, item: code, field: 'id', value: code, message, isMendable: false, itemPath: null }];
}

function sameHeading(held: Omit<FileDocument, 'items'>, given: FileDocument): boolean {
  const names = Object.keys(held) as (keyof typeof held)[];
  return names.every((name) => held[name] === given[name]);
}
