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
 * Whether two names can hardly be of one organisation: they have no word in common and neither is made of the other's first letters, or one
 * has a word that tells the companies of a group apart, such as "Scotland" or "International", and the other does not. An identifier that both are
 * published with is then one that somebody got wrong, or an organisation that was renamed: a person has to look.
 */
export function tellTwoApart(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return false;
  if ([...OF_A_GROUP].some((word) => a.includes(word) !== b.includes(word))) return true;
  return !a.some((word) => b.includes(word)) && !meets(a, b) && !meets(b, a);
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’.]/g, '');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !FORMS.has(word));
}

/** Whether the first letters of words are one of the other's, or the words written as one begin as the other does. */
function meets(words: readonly string[], other: readonly string[]): boolean {
  const letters = words.map(([letter]) => letter).join('');
  const [together, others] = [words.join(''), other.join('')];
  return other.includes(letters) || together.startsWith(others) || together.includes(others);
}
