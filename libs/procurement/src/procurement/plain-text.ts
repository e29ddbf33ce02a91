/** Where markup begins a new line. */
const BREAK = /<(?:br|hr)\s*\/?>|<\/(?:blockquote|div|h[1-6]|li|ol|p|table|tr|ul)\s*>/gi;

/** Other markup of running text. What only looks like it, such as "a <b and c> d", has no attributes. */
const MARKUP =
  /<\/?(?:a|b|blockquote|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*\/?>/gi;

/** Characters as HTML names them. */
const NAMED = new Map(
  Object.entries({
    amp: '&',
    apos: "'",
    bull: '•',
    euro: '€',
    gt: '>',
    hellip: '…',
    ldquo: '“',
    lsquo: '‘',
    lt: '<',
    mdash: '—',
    nbsp: ' ',
    ndash: '–',
    pound: '£',
    quot: '"',
    rdquo: '”',
    rsquo: '’',
  }),
);

/** Text that a publisher took from a web page, as text: lines for its breaks and paragraphs, and characters for what stands for them. */
export function plainText(published: string): string {
  const text = published.replace(BREAK, '\n').replace(MARKUP, '');
  return (text === published ? text : tidied(text)).replace(/&(?:#(\d{2,7})|#x([\da-f]{2,6})|([a-z]+));/gi, characterOf);
}

function tidied(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The character that a reference stands for; the reference itself where it stands for none that can be kept. */
function characterOf(reference: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? reference;
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isCharacter = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code !== 127;
  return isCharacter ? String.fromCodePoint(code) : reference;
}
