import { sha256 } from '../../json';
import { ASSAY_NAMESPACE } from '../identity';
import { oneLine } from '../words';

const TOKEN = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
const LONGEST_TOKEN = 100;
/** What OSCAL reads as markup: the marks of Markdown, those of parameters, and what its quotation marks become. */
const MARKS = /[\\`*_~^[\]{}"#|]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as OSCAL's StringDatatype: one line that is not empty. */
export function line(text: string, otherwise: string): string {
  return oneLine(text) || otherwise;
}

/** Text that somebody wrote as OSCAL's MarkupMultilineDatatype, so that it stays what it is and never becomes markup. */
export function markup(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ENTITIES[mark]).replace(MARKS, '\\$&');
}

/** The same as MarkupLineDatatype. */
export function markupLine(text: string, otherwise: string): string {
  return markup(line(text, otherwise));
}

/** A code as OSCAL's TokenDatatype: the code itself where it is one, otherwise what of it can be, and the beginning of its SHA-256. */
export function tokenOf(code: string): string {
  if (code.length <= LONGEST_TOKEN && TOKEN.test(code)) return code;
  const plain = [...code.slice(0, LONGEST_TOKEN).replace(/[^\p{L}\p{N}._-]+/gu, '-')].slice(0, 60).join('');
  return `_${plain}-${sha256(JSON.stringify(code)).slice(0, 16)}`;
}

/** A fact in Assay's own namespace. */
export interface Prop {
  name: string;
  ns: string;
  value: string;
}

/** Facts by their names, a list as one for each of its values; what is null or empty is left out, and so is the whole where nothing is left. */
export function props(facts: Readonly<Record<string, string | number | null | readonly string[]>>): Prop[] | undefined {
  const told = Object.entries(facts).flatMap(([name, values]) =>
    (Array.isArray(values) ? (values as readonly string[]) : [values as string | number | null]).flatMap((value) => {
      const text = value === null ? '' : oneLine(String(value));
      return text === '' ? [] : [{ name, ns: ASSAY_NAMESPACE, value: text }];
    }),
  );
  return some(told);
}

/** A list, or nothing where it is empty: OSCAL has no empty lists. */
export function some<T>(list: readonly T[]): T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
