import { STAGES, THEMES } from '../item/vocabulary';
import { FileFields, FileProblem, isRecord, JsonRecord, Mends } from './file-fields';
import { CodedItem } from './version-changes';

/** An item as a file gives it. */
export interface FileItem extends CodedItem {
  sourceUrl: string | null;
  verified: boolean;
  verifiedScope: string | null;
  verifiedHow: string | null;
}

/** A version of a document as a file gives it. */
export interface FileDocument {
  code: string;
  title: string;
  publisher: string;
  version: string;
  url: string | null;
  licence: string;
  role: string | null;
  notes: string | null;
  verified: boolean;
  verifiedHow: string | null;
  items: FileItem[];
}

/** What was understood of one document of a file, and what was not. It can be taken when there are no problems. */
export interface ReadDocument {
  document: FileDocument;
  problems: FileProblem[];
  /** Names of fields that are not taken over. */
  ignored: string[];
}

/** A file that is no guidance at all; the message says what to do. */
export class GuidanceFileUnreadable extends Error {}

/** As many as a person can check. */
const MOST_DOCUMENTS = 50;
const MOST_ITEMS = 2000;

/** Characters of a date or an edition. */
export const LONGEST_VERSION = 300;

const CODE = /^[a-z0-9]+([.-][a-z0-9]+)*$/i;

/**
 * The documents of a file in the form of `seed/guidance/guidance.json`: `{ "documents": [{ "id", "title", …, "items": [] }] }`.
 *
 * @throws GuidanceFileUnreadable with a sentence
 */
export function documentsOf(text: string): JsonRecord[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new GuidanceFileUnreadable(`The file is not JSON: ${reason}. Mend it in the program that it is from.`);
  }
  const documents = isRecord(json) ? json.documents : undefined;
  if (!Array.isArray(documents) || documents.length === 0 || !documents.every(isRecord))
    throw new GuidanceFileUnreadable(
      'The file has no list of documents. It must be {"documents": [{"id": …, "title": …, "items": […]}]}, as in seed/guidance/guidance.json.',
    );
  if (documents.length > MOST_DOCUMENTS)
    throw new GuidanceFileUnreadable(
      `The file has ${documents.length} documents; ${MOST_DOCUMENTS} are read at once. Split it.`,
    );
  return documents;
}

/**
 * Reads one document of a file.
 *
 * @param index where it stands among the documents of the file, from 0
 * @param mends what a person put in place of what was not understood
 */
export function readDocument(record: JsonRecord, index: number, mends: Mends): ReadDocument {
  const path = `documents[${index}]`;
  const problems: FileProblem[] = [];
  const fields = new FileFields(record, path, null, mends, problems);
  const heading = {
    code: fields.text('id', { most: 100, missing: 'is missing: the short name of the document', problem: codeProblem }),
    title: fields.text('title', { most: 500, missing: 'is missing' }),
    publisher: fields.text('publisher', { most: 500, missing: 'is missing: who published the document' }),
    version: fields.text('date', {
      most: LONGEST_VERSION,
      missing: 'is missing: the date or the edition, as its publisher gives it',
    }),
    url: fields.optional('url', { most: 2000, problem: addressProblem }),
    licence: fields.text('licence', { most: 500, missing: 'is missing: under what licence the document may be used' }),
    role: fields.optional('role', { most: 500 }),
    notes: fields.optional('notes', { most: 5000 }),
    verified: fields.truth('verified'),
    verifiedHow: fields.optional('verified_via', { most: 2000 }),
  };
  const { items, ignored } = readItems(record.items, path, mends, problems);
  return { document: { ...heading, items }, problems, ignored: [...fields.unknown('items'), ...ignored] };
}

function readItems(
  value: unknown,
  document: string,
  mends: Mends,
  problems: FileProblem[],
): { items: FileItem[]; ignored: string[] } {
  const given: unknown[] = Array.isArray(value) ? value : [];
  const whole = (message: string): void => {
    const path = `${document}.items`;
    problems.push({ path, item: null, field: 'items', value: '', message, isMendable: false, itemPath: null });
  };
  if (given.length > MOST_ITEMS) {
    whole(`are ${given.length}; a document has at most ${MOST_ITEMS}`);
    return { items: [], ignored: [] };
  }
  const seen = new Set<string>();
  const ignored = new Set<string>();
  const items = given.flatMap((record, position) => {
    const path = `${document}.items[${position}]`;
    const read = readItem(record, path, position, mends, seen);
    // Left out by a person, for what was wrong with it.
    if (read.problems.length > 0 && mends.get(path) === null) return [];
    problems.push(...read.problems);
    if (read.item === null) return [];
    seen.add(read.item.code);
    for (const name of read.ignored) ignored.add(`items.${name}`);
    return [read.item];
  });
  if (items.length === 0 && problems.every(({ item }) => item === null)) whole('are missing: a version has at least one item');
  return { items, ignored: [...ignored] };
}

function readItem(
  record: unknown,
  path: string,
  position: number,
  mends: Mends,
  seen: ReadonlySet<string>,
): { item: FileItem | null; problems: FileProblem[]; ignored: string[] } {
  const number = `item ${position + 1}`;
  if (!isRecord(record)) {
    const message = 'is no item: it must be {"id": …, "title": …, "paraphrase": …}';
    const value = JSON.stringify(record).slice(0, 200);
    const problem = { path, item: number, field: null, value, message, isMendable: false, itemPath: path };
    return { item: null, problems: [problem], ignored: [] };
  }
  const problems: FileProblem[] = [];
  const name = typeof record.id === 'string' && record.id !== '' ? record.id : number;
  const fields = new FileFields(record, path, name, mends, problems);
  const item = {
    code: fields.text('id', {
      most: 100,
      missing: 'is missing: the code of the item',
      problem: (code) =>
        codeProblem(code) ?? (seen.has(code) ? `is the code of an item before it too; each has its own` : undefined),
    }),
    title: fields.text('title', { most: 500, missing: 'is missing' }),
    summary: fields.text('paraphrase', { most: 5000, missing: 'is missing: what the item asks for, in our own words' }),
    theme: fields.text('theme', { most: 100, missing: 'is missing', problem: oneOf(THEMES) }),
    lifecycleStage: fields.text('lifecycle_stage', { most: 100, missing: 'is missing', problem: oneOf(STAGES) }),
    sourceUrl: fields.optional('source_url', { most: 2000, problem: addressProblem }),
    verified: fields.truth('verified'),
    verifiedScope: fields.optional('verified_scope', { most: 20, problem: oneOf(['content', 'title']) }),
    verifiedHow: fields.optional('verified_via', { most: 2000 }),
  };
  return { item, problems, ignored: fields.unknown() };
}

function codeProblem(code: string): string | undefined {
  return CODE.test(code) ? undefined : 'must be of letters and digits, with full stops or hyphens between, as in ncsc-cp.7';
}

function addressProblem(text: string): string | undefined {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) ? undefined : 'must be an address that begins with https://';
}

function oneOf(known: readonly string[]): (text: string) => string | undefined {
  return (text) => (known.includes(text) ? undefined : `must be one of: ${known.join(', ')}`);
}
