/** The largest file that is read, in characters. */
export const MOST_CHARACTERS = 5_000_000;

/** How deep lists and objects may stand within each other: far more than a real document has. */
const MOST_DEPTH = 64;

/** How many lists and objects a file may hold. */
const MOST_PARTS = 100_000;

/** How a document stands by the official schema of its standard. */
export interface SchemaCheck {
  /** Such as CycloneDX 1.6. */
  format: string;
  isValid: boolean;
}

/** A file that cannot be read, with everything that is wrong in it, in sentences. */
export class FileUnreadable extends Error {
  /** @param schema null where it was not got as far as to be held against one */
  constructor(
    readonly problems: readonly string[],
    readonly schema: SchemaCheck | null = null,
  ) {
    super(problems.join(' '));
    this.name = 'FileUnreadable';
  }
}

/**
 * JSON from somebody else. What readers of JSON understand differently is refused, so that nobody signs what another reads otherwise: a
 * name that an object has twice, `__proto__`, NUL.
 *
 * @throws FileUnreadable also when it is too large or nested too deep
 */
export function readStrictJson(text: string): unknown {
  if (text.length > MOST_CHARACTERS)
    throw new FileUnreadable([`The file has more than ${MOST_CHARACTERS.toLocaleString('en-GB')} characters. Split it.`]);
  const json = text.replace(/^\uFEFF/, '');
  mustBeFlat(json);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new FileUnreadable(['The file is not JSON. Export it again, as JSON, and send that.']);
  }
  const problem = ambiguityIn(json);
  if (problem !== null) throw new FileUnreadable([problem]);
  return value;
}

/** Before anything walks down it by calling itself. */
function mustBeFlat(json: string): void {
  let [depth, parts] = [0, 0];
  for (const { kind } of tokensOf(json)) {
    if (kind === 'OPEN_OBJECT' || kind === 'OPEN_LIST') [depth, parts] = [depth + 1, parts + 1];
    if (kind === 'CLOSE') depth -= 1;
    if (depth > MOST_DEPTH)
      throw new FileUnreadable([`The file is nested more than ${MOST_DEPTH} levels deep, which no document of this kind is.`]);
    if (parts > MOST_PARTS)
      throw new FileUnreadable([
        `The file holds more than ${MOST_PARTS.toLocaleString('en-GB')} lists and objects. Split it, and leave out what the attestations do not need.`,
      ]);
  }
}

/** What of JSON that parses could be read in two ways; null when nothing could. */
function ambiguityIn(json: string): string | null {
  /** The names so far of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let text = '';
  for (const { kind, from, to } of tokensOf(json)) {
    if (kind === 'OPEN_OBJECT') open.push(new Set());
    else if (kind === 'OPEN_LIST') open.push(null);
    else if (kind === 'CLOSE') open.pop();
    else if (kind === 'TEXT') {
      text = json.slice(from, to);
      if (text.includes('\\u0000')) return 'The file holds a NUL character, which no text may have. Remove it.';
    } else {
      const name = JSON.parse(text) as string;
      if (name === '__proto__') return 'The file has a field “__proto__”, which no document of this kind has.';
      const names = open.at(-1);
      if (names?.has(name))
        return `The file has the field “${shortened(name)}” twice in one object, so that it can be read in two ways.`;
      names?.add(name);
    }
  }
  return null;
}

interface Token {
  kind: 'OPEN_OBJECT' | 'OPEN_LIST' | 'CLOSE' | 'TEXT' | 'NAMED';
  from: number;
  to: number;
}

const KINDS: Readonly<Record<string, Token['kind']>> = {
  '{': 'OPEN_OBJECT',
  '[': 'OPEN_LIST',
  '}': 'CLOSE',
  ']': 'CLOSE',
  ':': 'NAMED',
};

/** Brackets and texts one after the other; NAMED says that the text before was a name. */
function* tokensOf(json: string): Generator<Token> {
  const next = /["{}[\]:]/g;
  for (let found = next.exec(json); found !== null; found = next.exec(json)) {
    const from = found.index;
    if (found[0] !== '"') {
      yield { kind: KINDS[found[0]], from, to: from + 1 };
      continue;
    }
    const to = endOfText(json, from);
    yield { kind: 'TEXT', from, to };
    next.lastIndex = to;
  }
}

/** Behind the quotation mark that ends a text. */
function endOfText(json: string, from: number): number {
  for (let at = from + 1; at < json.length; at += 1) {
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

/** A text of a file in a sentence: never more than a person reads. */
export function shortened(text: string, most = 120): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
