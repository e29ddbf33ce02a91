import { stem } from './stem';

/** A word of a text: as it was written, and its stem. */
export interface Token {
  word: string;
  stem: string;
}

/** What longer texts are cut to: a requirement is a sentence or a paragraph, and time must not grow with an attacker's patience. */
export const MAX_CHARACTERS = 8000;

const STOP_WORDS = new Set(
  `a an and are as at be been being by can could did do does for from had has have he her his how i if in into is it its itself just may me
  might must my no nor not of on onto or our ours own per she should shall so some such than that the their them then there these they this
  those though through thus to too us was we were what when where whether which while who whom whose why will with within would you your
  yours also any each every all both either etc eg ie via s t don e g please provide provided describe following including include includes
  ensure`.split(/\s+/),
);

/** Written in one piece by some and in two by others: each is brought to one form before words are cut. */
const COMPOUNDS: readonly (readonly [RegExp, string])[] = [
  [/\b(multi|two|2)[\s-]?factor\b/g, 'multifactor'],
  [/\b(mfa|2fa|tfa|2sv)\b/g, 'mfa multifactor authentication'],
  [/\b(two|2)[\s-]step verification\b/g, 'multifactor authentication'],
  [/\b(ssl|tls)\s?v?\d(\.\d)*/g, 'tls'],
  [/\bsub[\s-]contract/g, 'subcontract'],
  [/\bback[\s-]?ups?\b/g, 'backup'],
  [/\blog[\s-](in|on)s?\b/g, 'login'],
  [/\blogged (in|on)\b/g, 'login'],
  [/\blogging (in|on)\b/g, 'login'],
  [/\bsign(ed|ing)?[\s-](in|on)\b/g, 'login'],
  [/\bend[\s-]to[\s-]end\b/g, 'endtoend'],
  [/\bend[\s-]of[\s-](life|support)\b/g, 'endoflife end of $1'],
  [/\bfire[\s-]wall/g, 'firewall'],
  [/\banti[\s-]?(virus|malware)\b/g, 'anti$1'],
  [/\bset[\s-]up\b/g, 'setup'],
  [/\bpass[\s-](word|code|phrase)/g, 'pass$1'],
  [/\bhard[\s-]?cod/g, 'hardcod'],
  [/\bweb[\s-]?sites?\b/g, 'website'],
  [/\bon[\s-]?line\b/g, 'online'],
  [/\boff[\s-]?line\b/g, 'offline'],
  [/\bpen[\s-]?test/g, 'penetration test'],
  [/\bu\.?k\.?\b/g, 'uk'],
];

/**
 * The words of a text that carry meaning, in order. Never throws: whatever is not a letter or a digit parts words. Accents are dropped, and
 * texts past 8,000 characters are cut.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const word of levelled(text).match(/[a-z]+|\d+/g) ?? []) {
    if (word.length > 40 || STOP_WORDS.has(word)) continue;
    tokens.push({ word, stem: stem(word) });
  }
  return tokens;
}

/** The stems of tokens, each once, in order. */
export function stemsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.map(({ stem: root }) => root));
}

function levelled(text: string): string {
  let out = text
    .slice(0, MAX_CHARACTERS)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2018\u2019']s?\b/g, '');
  for (const [pattern, form] of COMPOUNDS) out = out.replace(pattern, form);
  return out;
}
