import { Lexer, Source, TokenKind } from 'graphql';
import { TooComplex } from '../errors/refusal';

/** The most tokens of a document; the parser refuses more. */
export const MAXIMUM_TOKENS = 10000;

/**
 * How deep fields, fragments and values may stand within each other, all counted. The parser and the rules walk down a document by calling
 * themselves, until the stack ends: what would lead so far is refused before. Far more than an operation of the greatest depth needs, with
 * fragments between its fields and a value in it.
 */
export const MAXIMUM_NESTING = 200;

const [BRACE, BRACKET, PARENTHESIS] = ['{', '[', '('].map((bracket) => bracket.charCodeAt(0));
const OPENS: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSES: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses a document that is nested too deep to be parsed, before it is. What else is wrong with it the parser says. @throws TooComplex */
export function mustBeFlatEnough(text: string): void {
  // Nearly no document has so many brackets, and counting them costs next to nothing.
  if (openingBracketsOf(text) > MAXIMUM_NESTING && isNestedDeeper(text)) throw tooDeep();
}

/** What is said of a document that is nested too deep, by itself or through its fragments. */
export function tooDeep(): TooComplex {
  return new TooComplex(
    `The operation is more than ${MAXIMUM_NESTING} levels deep, with its fragments and values. Ask in several operations.`,
  );
}

/** Of all of them, also those in strings and comments. */
function openingBracketsOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BRACE || unit === BRACKET || unit === PARENTHESIS) count += 1;
  }
  return count;
}

function isNestedDeeper(text: string): boolean {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (let tokens = 0; tokens < MAXIMUM_TOKENS; tokens += 1) {
    const kind = nextOf(lexer);
    if (kind === null || kind === TokenKind.EOF) return false;
    if (OPENS.has(kind)) depth += 1;
    else if (CLOSES.has(kind)) depth -= 1;
    if (depth > MAXIMUM_NESTING) return true;
  }
  return false;
}

/** Null where what comes is no token. */
function nextOf(lexer: Lexer): TokenKind | null {
  try {
    return lexer.advance().kind;
  } catch {
    return null;
  }
}
