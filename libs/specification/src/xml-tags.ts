/** A tag, or what is no element and may hold what looks like one: a comment, character data, an instruction. */
const TAG =
  /<!--(?:[^]*?-->|[^]*)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*)|<[?!](?:[^>]*>|[^]*)|<(\/?)(?:([^\s<>"'/=:!?]+):)?([^\s<>"'/=:!?]+)([^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*)>/g;
/** Character data, and what stands beside elements and is not read: comments and instructions. */
const BESIDE = /<!\[CDATA\[([^]*?)\]\]>|<!\[CDATA\[[^]*|<!--(?:[^]*?-->|[^]*)|<\?(?:[^]*?\?>|[^]*)/g;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A tag of the markup, whatever its namespace is called. */
export interface Tag {
  name: string;
  /** What its namespace is called here, with a colon; empty where it has no name. */
  prefix: string;
  attributes: string;
  closes: boolean;
  isEmpty: boolean;
  /** Where it stands in the markup. */
  start: number;
  end: number;
}

/** An element with those in it; text is left out. */
export interface XmlElement {
  name: string;
  attributes: string;
  children: XmlElement[];
}

/** The tags of markup in their order. What is never closed reaches to its end. */
export function* tagsOf(markup: string): Generator<Tag> {
  for (const match of markup.matchAll(TAG)) {
    const [whole, slash, prefix, name, attributes] = match;
    if (name === undefined) continue;
    const start = match.index;
    yield {
      name,
      prefix: prefix === undefined ? '' : `${prefix}:`,
      attributes,
      closes: slash === '/',
      isEmpty: attributes.endsWith('/'),
      start,
      end: start + whole.length,
    };
  }
}

/**
 * Markup without comments and instructions, and with character data as text, for a reader that knows elements and text alone, and that
 * would look for the end of each that has none again and again.
 *
 * @throws Error when its elements do not end in the order in which they begin, or it is no markup of an Office file, which defines nothing
 */
export function wholeMarkup(markup: string): string {
  const plain = markup.replace(BESIDE, (_, characters?: string) => escaped(characters ?? ' '));
  const open: string[] = [];
  let read = 0;
  for (const { name, prefix, closes, isEmpty, start, end } of tagsOf(plain)) {
    const whole = `${prefix}${name}`;
    if (plain.indexOf('<', read) !== start) throw new Error(`What stands before the element ${whole} is none.`);
    if (closes && open.pop() !== whole) throw new Error(`The element ${whole} ends where it does not begin.`);
    if (!closes && !isEmpty) open.push(whole);
    read = end;
  }
  if (open.length > 0 || plain.includes('<', read)) throw new Error('The last element does not end.');
  return plain;
}

/** What an attribute says, of whatever namespace; null where there is none of the name. */
export function attributeOf({ attributes }: { attributes: string }, name: string): string | null {
  for (const [, found, double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (found === name) return unescaped(double ?? single);
  }
  return null;
}

/** The elements of markup as a tree, under one that has no name. */
export function elementsOf(markup: string): XmlElement {
  const root: XmlElement = { name: '', attributes: '', children: [] };
  const open = [root];
  for (const { name, attributes, closes, isEmpty } of tagsOf(markup)) {
    if (closes) {
      if (open.length > 1) open.pop();
      continue;
    }
    const element: XmlElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    if (!isEmpty) open.push(element);
  }
  return root;
}

/** The first element of a name within another, by the names on the way to it. */
export function elementAt(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce((found: XmlElement | undefined, name) => found?.children.find((child) => child.name === name), element);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What markup says, without its entities. */
export function unescaped(value: string): string {
  return value.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (_, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()];
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
    },
  );
}
