import { attributeOf, elementAt, elementsOf, type XmlElement } from './xml-tags';

/** The number that Word shows before a paragraph. */
export interface ShownNumber {
  /** How deep in its list the paragraph stands: 0, or more for a list within a list. */
  level: number;
  /** As it is shown: "3.2.1", "REQ-01:", "(a)". Empty for a bullet. */
  number: string;
}

/** What a paragraph says of its numbering itself. */
export interface NumberedParagraph {
  style: string | null;
  list: string | null;
  level: string | null;
}

/** A level of a list. */
interface Level {
  start: number;
  format: string;
  /** What is shown, with %1 for the number of the first level. */
  text: string;
  /** After which level it starts again: one that is less deep than this. Null for any, 0 for none. */
  restart: number | null;
  /** Whether the numbers of all levels are shown in digits. */
  isLegal: boolean;
  /** The style of which each paragraph stands in this level. */
  style: string | null;
}

/** A list as paragraphs name it: a definition that others may share, and what is different here. */
interface List {
  definition: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

interface Definition {
  /** The style that names the list which is meant, where it is not defined here. */
  style: string | null;
  levels: Map<number, Level>;
}

interface Style {
  basedOn: string | null;
  list: string | null;
  level: string | null;
}

const LEVELS = 9;
/** A number that would be longer is none: a level is a few words. */
const LONGEST = 100;
/** The greatest number that a list starts at, the greatest that Word writes in letters and Roman digits, and the most styles one is based on. */
const MOST = { start: 32767, letters: 780, roman: 3999, styles: 20 };
const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/**
 * Counts the paragraphs of a document as Word does, which keeps no numbers in it. Lists that share a definition share its counters; one
 * that starts at a number of its own does so at its first paragraph.
 *
 * @see ECMA-376 part 1, 17.9
 */
export class WordNumbering {
  private readonly definitions = new Map<string, Definition>();
  private readonly lists = new Map<string, List>();
  private readonly styles = new Map<string, Style>();
  private readonly counters = new Map<Definition, (number | undefined)[]>();
  private readonly begun = new Set<List>();

  constructor(numbering: string, styles: string) {
    const root = elementAt(elementsOf(numbering), 'numbering');
    for (const element of root?.children ?? []) {
      if (element.name === 'abstractNum')
        this.definitions.set(attributeOf(element, 'abstractNumId') ?? '', {
          style: valueAt(element, 'numStyleLink'),
          levels: levelsIn(element),
        });
      else if (element.name === 'num') this.lists.set(attributeOf(element, 'numId') ?? '', listOf(element));
    }
    for (const element of elementAt(elementsOf(styles), 'styles')?.children ?? []) {
      const id = attributeOf(element, 'styleId');
      if (element.name === 'style' && id !== null && !this.styles.has(id)) this.styles.set(id, styleOf(element));
    }
  }

  /** The number of the next paragraph that has one; null for one that has none. */
  next(paragraph: NumberedParagraph): ShownNumber | null {
    const styles = this.stylesFrom(paragraph.style);
    const list = this.lists.get(paragraph.list ?? styles.find(({ list }) => list !== null)?.list ?? '');
    const definition = list === undefined ? undefined : this.definitionOf(list);
    if (list === undefined || definition === undefined) return null;
    const linked = styles.map(({ id }) => levelOfStyle(definition, id)).find((level) => level !== null);
    const level = Number(paragraph.level ?? linked ?? styles.find(({ level }) => level !== null)?.level ?? 0);
    const here = levelIn(list, definition, level);
    if (here === undefined) return null;
    this.count(list, definition, level);
    return { level, number: here.format === 'bullet' ? '' : this.shown(list, definition, level) };
  }

  /** A style and those that it is based on, from itself. */
  private stylesFrom(id: string | null): (Style & { id: string })[] {
    const found = new Map<string, Style & { id: string }>();
    for (let next = id; next !== null && !found.has(next) && found.size < MOST.styles;) {
      const style = this.styles.get(next);
      if (style === undefined) break;
      found.set(next, { ...style, id: next });
      next = style.basedOn;
    }
    return [...found.values()];
  }

  /** Also where it only names a style that names the list which is meant. */
  private definitionOf(list: List): Definition | undefined {
    const definition = this.definitions.get(list.definition);
    if (definition === undefined || definition.style === null) return definition;
    const meant = this.lists.get(this.styles.get(definition.style)?.list ?? '');
    return this.definitions.get(meant?.definition ?? '');
  }

  private count(list: List, definition: Definition, level: number): void {
    const counters = this.counters.get(definition) ?? [];
    this.counters.set(definition, counters);
    if (!this.begun.has(list)) for (const each of list.starts.keys()) counters[each] = undefined;
    this.begun.add(list);
    const last = counters[level];
    counters[level] = last === undefined ? startOf(list, definition, level) : last + 1;
    for (let deeper = level + 1; deeper < LEVELS; deeper += 1) {
      const restart = levelIn(list, definition, deeper)?.restart ?? null;
      if (restart === null || level < restart) counters[deeper] = undefined;
    }
  }

  private shown(list: List, definition: Definition, level: number): string {
    const here = levelIn(list, definition, level);
    const counters = this.counters.get(definition) ?? [];
    return (here?.text ?? '').replace(/%([1-9])/g, (_, place: string) => {
      const each = Number(place) - 1;
      if (each > level) return '';
      const format = levelIn(list, definition, each)?.format ?? 'decimal';
      return formatted(counters[each] ?? startOf(list, definition, each), here?.isLegal === true ? 'decimal' : format);
    });
  }
}

function valueAt(element: XmlElement, ...names: string[]): string | null {
  const found = elementAt(element, ...names);
  return found === undefined ? null : attributeOf(found, 'val');
}

function styleOf(element: XmlElement): Style {
  return {
    basedOn: valueAt(element, 'basedOn'),
    list: valueAt(element, 'pPr', 'numPr', 'numId'),
    level: valueAt(element, 'pPr', 'numPr', 'ilvl'),
  };
}

function listOf(element: XmlElement): List {
  const overrides = element.children.filter(({ name }) => name === 'lvlOverride');
  const starts = overrides.flatMap((override) => {
    const start = valueAt(override, 'startOverride');
    return start === null ? [] : [[placeOf(override), numberIn(start, 1)] as const];
  });
  return {
    definition: valueAt(element, 'abstractNumId') ?? '',
    starts: new Map(starts),
    levels: new Map(overrides.flatMap((override) => [...levelsIn(override)])),
  };
}

function levelsIn(element: XmlElement): Map<number, Level> {
  const levels = element.children.filter(({ name }) => name === 'lvl');
  return new Map(levels.map((level) => [placeOf(level), levelOf(level)] as const).filter(([place]) => place < LEVELS));
}

function placeOf(element: XmlElement): number {
  return numberIn(attributeOf(element, 'ilvl'), 0);
}

function levelOf(element: XmlElement): Level {
  const restart = valueAt(element, 'lvlRestart');
  const legal = elementAt(element, 'isLgl');
  const text = valueAt(element, 'lvlText') ?? '';
  return {
    start: numberIn(valueAt(element, 'start'), 0),
    format: formatOf(element),
    text: text.length > LONGEST ? '' : text,
    restart: restart === null ? null : numberIn(restart, 0),
    isLegal: legal !== undefined && !/^(0|false|off)$/.test(attributeOf(legal, 'val') ?? ''),
    style: valueAt(element, 'pStyle'),
  };
}

/** Word writes "001, 002, 003, ..." as a format of its own beside one that older programs know. */
function formatOf(level: XmlElement): string {
  const own = elementAt(level, 'AlternateContent', 'Choice', 'numFmt');
  const zeros = own === undefined ? undefined : /^0{1,9}1(?=,|$)/.exec(attributeOf(own, 'format') ?? '')?.[0];
  return zeros ?? valueAt(level, 'numFmt') ?? valueAt(level, 'AlternateContent', 'Fallback', 'numFmt') ?? 'decimal';
}

function numberIn(value: string | null, otherwise: number): number {
  return value !== null && /^\d{1,5}$/.test(value) ? Math.min(Number(value), MOST.start) : otherwise;
}

function levelIn(list: List, definition: Definition, level: number): Level | undefined {
  return list.levels.get(level) ?? definition.levels.get(level);
}

function levelOfStyle({ levels }: Definition, style: string): number | null {
  return [...levels].find(([, level]) => level.style === style)?.[0] ?? null;
}

function startOf(list: List, definition: Definition, level: number): number {
  return list.starts.get(level) ?? levelIn(list, definition, level)?.start ?? 1;
}

function formatted(count: number, format: string): string {
  if (/^0+1$/.test(format)) return String(count).padStart(format.length, '0');
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    default:
      return String(count);
  }
}

/** a to z, then aa to zz: the letter comes again, and again. */
function letters(count: number): string {
  if (count < 1 || count > MOST.letters) return String(count);
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

function roman(count: number): string {
  if (count < 1 || count > MOST.roman) return String(count);
  let left = count;
  return ROMAN.map(([value, digits]) => {
    const times = Math.floor(left / value);
    left -= times * value;
    return digits.repeat(times);
  }).join('');
}
