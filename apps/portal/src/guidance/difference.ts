/** A text as the parts that it shares with another, at its beginning and at its end, and what it says differently between them. */
export interface Difference {
  start: string;
  differs: string;
  end: string;
}

/** What a text says differently from another, in whole words; all of it is shared where both say the same. */
export function differenceOf(text: string, other: string): Difference {
  const [words, others] = [wordsOf(text), wordsOf(other)];
  const most = Math.min(words.length, others.length);
  let start = 0;
  while (start < most && words[start] === others[start]) start += 1;
  let end = 0;
  while (end < most - start && words.at(-1 - end) === others.at(-1 - end)) end += 1;
  const differing = words.slice(start, words.length - end).join('');
  const differs = differing.trimStart();
  return {
    start: words.slice(0, start).join('') + differing.slice(0, differing.length - differs.length),
    differs,
    end: words.slice(words.length - end).join(''),
  };
}

/** Words, each with the space before it. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}
