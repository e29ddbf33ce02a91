const number = new Intl.NumberFormat('en-GB');

/** What class-validator says of its own, and what we say: what is wrong, and what would do. */
const WORDS: readonly (readonly [RegExp, (bound: string) => string])[] = [
  [/ must be shorter than or equal to (\d+) characters$/, (most) => `has more than ${most} characters; shorten it`],
  [/ must be longer than or equal to (\d+) characters$/, (least) => `has fewer than ${least} characters; make it longer`],
  [/ must contain no more than (\d+) elements$/, (most) => `has more than ${most} entries; send fewer`],
  [/ must contain at least (\d+) elements$/, (least) => `has fewer than ${least} entries; add what is missing`],
  [/ should not be empty$/, () => 'is empty; name at least one'],
  [/'s elements must be unique$/, () => 'has an entry twice; leave one of them out'],
  [/ must not be greater than (-?[\d.]+)$/, (most) => `is more than ${most}, the most that is taken`],
  [/ must not be less than (-?[\d.]+)$/, (least) => `is less than ${least}, the least that is taken`],
  [/ must be one of the following values: (.*)$/s, (values) => `is none of: ${values}`],
];

/**
 * What is wrong with a field, to stand behind its name: "has more than 100 characters; shorten it". A message that a rule was given of its own
 * stays as it is.
 *
 * @param message as class-validator puts it
 */
export function inOurWords(message: string, property: string): string {
  const ofEach = message.startsWith('each value in ');
  for (const [theirs, ours] of WORDS) {
    const found = theirs.exec(message);
    if (found === null) continue;
    const bound = found[1] ?? '';
    const words = ours(/^\d+$/.test(bound) ? number.format(Number(bound)) : bound);
    return ofEach ? `has an entry that ${words}` : words;
  }
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
