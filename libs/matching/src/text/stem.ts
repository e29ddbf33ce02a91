/**
 * The stem of an English word, British or American: Porter's steps (1980) after spelling is levelled, so that "authorised", "authorize"
 * and "authorisation" meet. Words of three letters or fewer and words with digits are left alone.
 */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const known = KNOWN.get(word);
  if (known !== undefined) return known;
  const root = tidy(stepFour(stepThree(stepTwo(stepOne(level(word))))));
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(word, root);
  return root;
}

/** Stems worked out before: a speed-up only, bounded so that hostile text cannot fill memory. */
const KNOWN = new Map<string, string>();
const MOST_KNOWN = 20_000;

const VOWELS = new Set(['a', 'e', 'i', 'o', 'u']);

function level(word: string): string {
  return word
    .replace(/is(e[ds]?|ing|ation|ations|er|ers)$/, 'iz$1')
    .replace(/ys(e[ds]?|ing)$/, 'yz$1')
    .replace(/([^aeo])our/, '$1or')
    .replace(/defence|licence/, (found) => found.replace('ce', 'se'))
    .replace(/centre/, 'center')
    .replace(/ogue(s?)$/, 'og$1')
    .replace(/amme(s?)$/, 'am$1');
}

function isVowel(word: string, at: number): boolean {
  const letter = word[at];
  return VOWELS.has(letter) || (letter === 'y' && at > 0 && !VOWELS.has(word[at - 1]));
}

/** How many vowel-to-consonant turns a word has: Porter's measure. */
function turns(word: string): number {
  let count = 0;
  let vowelBefore = false;
  for (let at = 0; at < word.length; at++) {
    const vowel = isVowel(word, at);
    if (vowelBefore && !vowel) count++;
    vowelBefore = vowel;
  }
  return count;
}

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (isVowel(word, at)) return true;
  return false;
}

function stepOne(word: string): string {
  let out = word;
  if (out.endsWith('sses') || out.endsWith('ies')) out = out.slice(0, -2);
  else if (out.endsWith('s') && !out.endsWith('ss') && !out.endsWith('us')) out = out.slice(0, -1);

  if (out.endsWith('eed')) out = turns(out.slice(0, -3)) > 0 ? out.slice(0, -1) : out;
  else if (out.endsWith('ed') && hasVowel(out.slice(0, -2))) out = mend(out.slice(0, -2));
  else if (out.endsWith('ing') && hasVowel(out.slice(0, -3))) out = mend(out.slice(0, -3));

  return /[^aeiou]y$/.test(out) && hasVowel(out.slice(0, -1)) ? `${out.slice(0, -1)}i` : out;
}

function mend(word: string): string {
  if (word.length <= 2) return `${word}e`;
  if (/(at|bl|iz|yz)$/.test(word)) return `${word}e`;
  if (/([^aeiouylsz])\1$/.test(word)) return word.slice(0, -1);
  if (turns(word) === 1 && word.length === 3 && !/[wxy]$/.test(word)) return `${word}e`;
  return word;
}

const SECOND: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['izer', 'ize'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['ousli', 'ous'],
  ['entli', 'ent'],
  ['alli', 'al'],
  ['eli', 'e'],
];

const THIRD: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

const FOURTH = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic)$/;

function swapEnding(word: string, endings: readonly (readonly [string, string])[]): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const root = word.slice(0, -found[0].length);
  return turns(root) > 0 ? root + found[1] : word;
}

const stepTwo = (word: string): string => swapEnding(word, SECOND);
const stepThree = (word: string): string => swapEnding(word, THIRD);

function stepFour(word: string): string {
  const ending = FOURTH.exec(word)?.[0] ?? (/[st]ion$/.test(word) ? 'ion' : '');
  const root = word.slice(0, word.length - ending.length);
  return ending !== '' && turns(root) > 1 ? root : word;
}

function tidy(word: string): string {
  const root = word.slice(0, -1);
  return word.endsWith('e') && (turns(root) > 1 || (turns(root) === 1 && root.length > 3)) ? root : word;
}
