/** What of a file was not understood, where it stands, and what to do. */
export interface FileProblem {
  /** Where it stands in the file, as `documents[0].items[3].title`: by this it is mended. */
  path: string;
  /** The code of the item that it is in, or `item 4` where it has none; null for the document itself. */
  item: string | null;
  /** The name of the field; null where the whole item cannot be read. */
  field: string | null;
  /** What stands there, as far as it can be shown. */
  value: string;
  message: string;
  /** Whether a text can be put in its place; what cannot is changed in the file. */
  isMendable: boolean;
  /** The path of the item that may be left out for it; null where there is none to leave out. */
  itemPath: string | null;
}

/** What a person mended, by path: the text that stands there instead, or null for an item that is left out. */
export type Mends = ReadonlyMap<string, string | null>;

/** What a text must be to be taken. */
export interface TextRule {
  most: number;
  /** The sentence for what is missing; a field without one may be left out. */
  missing?: string;
  /** Whether the text will do; the sentence where it will not. */
  problem?: (text: string) => string | undefined;
}

export type JsonRecord = Record<string, unknown>;

/** Whether a parsed value is an object with keys: neither a list nor null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of one object of a file. What cannot be taken is noted and asks for a mend; a mend is looked at only where what stands
 * in the file will not do, so that nothing else can be changed on the way.
 */
export class FileFields {
  private readonly known = new Set<string>();

  /** @param item what the problems of this object say that they are in */
  constructor(
    private readonly record: JsonRecord,
    private readonly path: string,
    private readonly item: string | null,
    private readonly mends: Mends,
    private readonly problems: FileProblem[],
  ) {}

  /** A text, trimmed; empty when it is left out or could not be taken. */
  text(name: string, rule: TextRule): string {
    this.known.add(name);
    const path = `${this.path}.${name}`;
    const given = this.record[name] ?? '';
    const wrong = problemOf(given, rule);
    if (wrong === undefined) return (given as string).trim();
    const mend = this.mends.get(path);
    const stillWrong = typeof mend === 'string' ? problemOf(mend, rule) : wrong;
    if (typeof mend === 'string' && stillWrong === undefined) return mend.trim();
    const value = typeof mend === 'string' ? mend : typeof given === 'string' ? given : JSON.stringify(given);
    const itemPath = this.item === null ? null : this.path;
    const message = stillWrong ?? wrong;
    this.problems.push({ path, item: this.item, field: name, value, message, isMendable: true, itemPath });
    return '';
  }

  /** As `text`, null when there is none. */
  optional(name: string, rule: TextRule): string | null {
    return this.text(name, rule) || null;
  }

  /** Whether something is so; false when it is left out. */
  truth(name: string): boolean {
    this.known.add(name);
    const given = this.record[name] ?? false;
    if (typeof given === 'boolean') return given;
    return (
      this.text(name, {
        most: 5,
        problem: (text) => (text === 'true' || text === 'false' ? undefined : 'must be true or false'),
      }) === 'true'
    );
  }

  /** Whatever the object holds that is not taken over. @param also names that are read by other means */
  unknown(...also: string[]): string[] {
    return Object.keys(this.record).filter((name) => !this.known.has(name) && !also.includes(name));
  }
}

function problemOf(given: unknown, { most, missing, problem }: TextRule): string | undefined {
  if (typeof given !== 'string') return 'must be text, in quotation marks';
  const text = given.trim();
  if (text === '') return missing;
  if (text.length > most) return `is ${text.length} characters long; ${most} fit`;
  return problem?.(text);
}
