import { SPECIFICATION_LIMITS } from './specification';

/** A line or cell of a source, with where it stands. */
export interface SourceLine {
  line: number;
  text: string;
  /** Whether the source itself marks it as a heading. */
  heading?: boolean;
  /** How deep the list is of which it is a point, where the source itself says so: 1, or more for a list within a list. */
  depth?: number;
  /** The number before it that the source itself counts and does not write, without what stands around it: "3.1", "a". */
  number?: string;
}

/** Standards and algorithms that are written like a number of a requirement: "AES-256 encryption must be used". */
const NAME =
  '(?!(?:AES|BS|CE|CWE|EN|FIPS|GCM|HTTP|IEC|IEEE|IP|IPV|ISO|ITL|RFC|RSA|SHA|SSL|TLS|TS|UTF|WPA)[-. ]?\\d|802\\.\\d|PAS[-. ]?\\d{3})';
const LETTERED_REF = `(?:(?:R|REQ|FR|NFR|SEC|S)[-. ]?\\d+(?:\\.\\d+)*[a-z]?|[A-Z]{1,4}-\\d{1,3}(?!\\d)[a-z]?)`;
/** A number at the beginning of a paragraph: R-07, [R-07], REQ 12, 3.1.2, 4. or 4) */
const NUMBERED = new RegExp(
  `^\\s*${NAME}(?:(${LETTERED_REF})\\s*[.):]?|(\\d+(?:\\.\\d+)+[a-z]?)\\s*[.):]?|(\\d+)[.)]|\\[${NAME}(${LETTERED_REF})\\]:?)\\s+(?=\\S)`,
  'i',
);
/** Prefixes that say "requirement", after which a sentence may begin with its demand: "R1 must log reads". */
const REQUIREMENT_PREFIX = /^(?:R|REQ|FR|NFR|SEC|S)[-. ]?\d/i;
/** How a sentence goes on after the name that is its subject, as in "XY-3 must not be used". */
const AFTER_SUBJECT = /^(?:shall|must|should|will|may|can|cannot|is|are|has|have|needs?)\b/;
/** How a sentence goes on after the figure of a quantity, as in "99.9 % availability". */
const AFTER_FIGURE =
  /^(?:[%°]|(?:percent|per cent|mm|cm|m|km|kg|ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?|million|[kMG]?Hz|[kM]?[VW]|[kMGT]B|[kMGT]bit\/s)(?![\p{L}\d]))/u;
/** A point of a list: a bullet, (a), b), iv. or (1) */
const POINT = /^\s*(?:[-*•‣◦–—]|\(?([a-z]|[ivx]{1,5})[.)]|\((\d{1,3})\))\s+(?=\S)/;
const PAGE_NUMBER = /^(page\s+)?\d+(\s+(of|\/)\s+\d+)?$/i;
/** Words by which a specification demands something. */
const DEMAND = /\b(shall|must|should|will|required?|requires|needs? to|has to|have to|is to|are to|may not)\b/i;
/** Verbs by which a question to the supplier begins. */
const IMPERATIVE = /^(please )?(ensure|provide|describe|confirm|state|supply|demonstrate|explain|list|show|give|tell)\b/i;
/** A line shorter than this was not wrapped: whoever ended it there meant to. */
const WRAPPED_FROM = 40;

/** A number of a requirement, and the text after it. */
export interface WrittenNumber {
  ref: string;
  text: string;
}

/** The number that a paragraph begins with and the text after it; a number too long to be one stays in the text. */
export function numberOf(paragraph: string): WrittenNumber | null {
  const match = numbered(paragraph);
  if (match === null) return null;
  const ref = match[1] ?? match[2] ?? match[3] ?? match[4];
  return ref.length > SPECIFICATION_LIMITS.refCharacters ? null : { ref, text: paragraph.slice(match[0].length).trim() };
}

/** The number of a line, which is written or counted, and its text without it. */
export function numberIn({ text, number }: SourceLine): WrittenNumber | null {
  return numberOf(text) ?? (number === undefined ? null : { ref: number, text: text.trim() });
}

/** What begins like a number is none where the text goes on as the rest of the same sentence does. */
function numbered(paragraph: string): RegExpExecArray | null {
  const match = NUMBERED.exec(paragraph);
  if (match === null) return null;
  const [whole, lettered] = match;
  const rest = paragraph.slice(whole.length);
  const sameSentence =
    lettered === undefined
      ? !/[):]$/.test(whole.trim()) && AFTER_FIGURE.test(rest)
      : !REQUIREMENT_PREFIX.test(lettered) && whole.trim() === lettered && AFTER_SUBJECT.test(rest);
  return sameSentence ? null : match;
}

/** A point of a list: its letter or figure (null for a bullet) and its text. */
export interface Point {
  letter: string | null;
  text: string;
}

/** The point of a list that a paragraph is; null when it is none. */
export function pointOf(paragraph: string): Point | null {
  const match = POINT.exec(paragraph);
  return match === null ? null : { letter: match[1] ?? match[2] ?? null, text: paragraph.slice(match[0].length).trim() };
}

/** Whether a text, without its number, asks somebody for something. */
export function asks(text: string): boolean {
  return (DEMAND.test(text) || IMPERATIVE.test(text)) && text.split(/\s+/, 3).length === 3;
}

export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text);
}

/** Whether a text begins with the word that demands, as in "must be kept". */
export function beginsWithDemand(text: string): boolean {
  return DEMAND.exec(text)?.index === 0;
}

/** Joins lines that were wrapped. Empty lines, numbers, points and headings part paragraphs; a page number stands between. */
export function paragraphsOf(lines: readonly SourceLine[]): SourceLine[] {
  const paragraphs: (Omit<SourceLine, 'text'> & { parts: string[] })[] = [];
  let open: { heading?: boolean; parts: string[] } | null = null;
  let before = '';
  for (const { line, text, heading, depth, number } of lines) {
    const plain = text.trim();
    if (plain === '') open = null;
    else if (isPageNumber(plain)) {
      paragraphs.push({ line, parts: [plain] });
      continue;
    } else if (open === null || heading === true || open.heading === true || begins(text) || !goesOn(before, text)) {
      const begun = { line, heading, depth, number, parts: [plain] };
      paragraphs.push(begun);
      open = begun;
    } else open.parts.push(plain);
    before = text;
  }
  return paragraphs.map(({ parts, ...rest }) => ({ ...rest, text: parts.join(' ') }));
}

/** Whether a line begins a paragraph, by its number or as a point of a list. */
export function begins(text: string): boolean {
  return numbered(text) !== null || POINT.test(text);
}

/**
 * Whether a line goes on with the one before, which has not ended its sentence: it begins in the middle of one, or the one before
 * was long enough to have been wrapped and this one neither asks for something itself nor looks like a heading.
 */
function goesOn(before: string, text: string): boolean {
  const plain = text.trim();
  if (/[.:;!?]/.test(before.trimEnd().slice(-1))) return false;
  if (/^\d+\s+\p{Lu}/u.test(plain)) return false;
  if (/^(\p{Ll}|\d|\s{2,})/u.test(text)) return true;
  return before.trim().length >= WRAPPED_FROM && !asks(plain) && (/[.;]$/.test(plain) || plain.length >= WRAPPED_FROM);
}
