/** What firms write with their names now and then, and what tells none from another. */
const FORMS = new Set(
  'limited ltd plc llp llc lp cic cio the and of for uk gb t a trading as formerly inc co company'.split(' '),
);

/** Words by which the companies of one group are told apart: where they are, or that one of them holds the others. */
const OF_A_GROUP = new Set(
  'scotland scottish wales welsh cymru ireland irish england english europe european emea international global worldwide overseas holding holdings'.split(
    ' ',
  ),
);

/**
 * Whether two names can hardly be of one organisation: they have no word in common, or one has a word that tells the companies of a group
 * apart, such as "Scotland" or "International", and the other does not; and neither is made of the other's first letters. An identifier that both
 * are published with is then one that somebody got wrong, or an organisation that was renamed: a person has to look.
 */
export function tellTwoApart(one: string, other: string): boolean {
  const [ofOne, ofOther] = [wordsOf(one), wordsOf(other)];
  const [a, b] = [ofOne.filter(tells), ofOther.filter(tells)];
  if (a.length === 0 || b.length === 0 || isShortFor(a, ofOther) || isShortFor(b, ofOne)) return false;
  if ([...OF_A_GROUP].some((word) => a.includes(word) !== b.includes(word))) return true;
  const [together, others] = [a.join(''), b.join('')];
  return !a.some((word) => b.includes(word)) && !together.includes(others) && !others.includes(together);
}

function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/\bni\b/g, 'northern ireland');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function tells(word: string): boolean {
  return !FORMS.has(word);
}

/** Whether one of the words is made of the first letters of a name, with its small words or without them. */
function isShortFor(words: readonly string[], name: readonly string[]): boolean {
  return [name, name.filter(tells)].some((each) => each.length > 1 && words.includes(each.map(([letter]) => letter).join('')));
}
