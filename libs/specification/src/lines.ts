import {
  asks,
  beginsWithDemand,
  isPageNumber,
  numberIn,
  numberOf,
  paragraphsOf,
  type Point,
  pointOf,
  type SourceLine,
} from './paragraphs';
import {
  excerpt,
  glance,
  FoundRequirement,
  ReadSpecification,
  SPECIFICATION_LIMITS,
  SkippedSource,
  SpecificationUnreadable,
} from './specification';

const TOO_SHORT = 'Too short to ask for anything';
const SHORT = 'A heading: short, and it asks for nothing';
const EXPLANATION = 'An explanation: it asks for nothing';

/** Words before a list are put before each of its points when they are no longer than this. */
const LEAD_CHARACTERS = 500;

/** The number of a point in letters or Roman digits. */
const LETTER = /^(([a-z])\2*|[ivxlc]{1,8})$/i;

/** A line of a plain list says one thing, in no more words than this. */
const PLAIN_LINE = { least: 3, most: 30 };

/**
 * Splits text into requirements: a numbered paragraph is one, with the lines that go on with it; so is a point of a list, and a
 * sentence that demands something. Points after words that demand ("The supplier shall:") begin with those words. Where nothing is found so, and
 * all is short, each line is one: people write lists of what they want without a word that demands. What is taken
 * for none, the reason says. A doubtful line is kept: losing one costs more than a click.
 *
 * @param whole whether there is no more of the specification, such as tables, that may hold its requirements
 */
export function readLines(lines: readonly SourceLine[], whole = true): ReadSpecification {
  const paragraphs = paragraphsOf(lines);
  const read = sorted(paragraphs, whyNoRequirement);
  const plain = whole && read.requirements.length === 0 && paragraphs.every(({ text }) => wordsIn(text) <= PLAIN_LINE.most);
  return plain ? sorted(paragraphs, whyNotOfPlainList) : read;
}

/** Parts requirements from what is none, for which the reason is told. */
function sorted(paragraphs: readonly SourceLine[], whyNone: (paragraph: SourceLine) => string | null): ReadSpecification {
  const requirements: FoundRequirement[] = [];
  const skipped: SkippedSource[] = [];
  let leads: Lead[] = [];
  paragraphs.forEach((paragraph, index) => {
    const point = pointOf(paragraph.text);
    const depth = depthOf(paragraph);
    if (!isPageNumber(paragraph.text)) leads = leads.filter((lead) => isOpen(lead, depth));
    const reason = whyNone(paragraph);
    const skip = (why: string): number =>
      skipped.push({ sheet: null, line: paragraph.line, text: excerpt(paragraph.text), reason: why });
    const points = introduced(paragraphs, index);
    const lead = leads.find((each) => each.points === depth)?.words ?? null;
    if (reason !== null) skip(reason);
    else if (points !== null) {
      const words = point === null ? requirementOf(paragraph) : requirementOfPoint(paragraph, point, lead, false);
      leads.push({ words, depth, points });
      skip('An introduction: the points that follow begin with its words');
    } else requirements.push(point === null ? requirementOf(paragraph) : requirementOfPoint(paragraph, point, lead));
  });
  return { requirements, skipped };
}

/** Words that stand above a list, and go on in each of its points. */
interface Lead {
  words: FoundRequirement;
  /** How deep it stands itself: 0 where it is no point of a list. */
  depth: number;
  /** How deep its points stand. */
  points: number;
}

/** How deep in lists a paragraph stands: 0 where it is no point of one. */
function depthOf({ text, depth }: SourceLine): number {
  return pointOf(text) === null ? 0 : (depth ?? 1);
}

/** Whether the list below a lead may go on after a paragraph that stands so deep. */
function isOpen(lead: Lead, depth: number): boolean {
  return depth === lead.points || (depth > lead.points && depth !== lead.depth);
}

/**
 * How deep the points stand that a paragraph introduces; null where it introduces none. What stands as deep as a point that ends with a
 * colon is the next of the same list; all else that follows it is its own, also where another list begins that is less deep.
 */
function introduced(paragraphs: readonly SourceLine[], index: number): number | null {
  if (!paragraphs[index].text.endsWith(':')) return null;
  const next = paragraphs.slice(index + 1, index + 3).find(({ text }) => !isPageNumber(text));
  const depth = next === undefined ? 0 : depthOf(next);
  return depth === 0 || depth === depthOf(paragraphs[index]) ? null : depth;
}

/**
 * Why a paragraph is no requirement, in words for the person; null when it is one. Headings, page numbers, tables of contents,
 * notes, introductions and explanations ask for nothing. A point of a list is taken for a requirement though no word of it demands,
 * since the demand may stand above the list; so is a numbered sentence.
 */
export function whyNoRequirement(line: SourceLine): string | null {
  const plain = line.text.trim();
  if (isPageNumber(plain)) return 'A page number';
  const unusable = whyUnusable(plain);
  if (unusable !== null) return unusable;
  if (line.heading === true) return 'A heading';
  if (/\.{4}\s*\d+$/.test(plain)) return 'A line of a table of contents';
  const point = pointOf(plain);
  const number = point === null ? numberIn({ ...line, text: plain }) : null;
  const content = point?.text ?? number?.text ?? plain;
  if (/^(note|notes|guidance|n\.?b\.?|example|for information)\b(\s*[:.–]|\s*-(?!\w))/i.test(content))
    return 'A note, which asks for nothing';
  if (asks(content)) return null;
  if (plain.endsWith(':')) return 'An introduction to what follows';
  const words = wordsIn(content);
  if (point !== null) return words >= 2 ? null : TOO_SHORT;
  if (words <= 12 && !/[.?!;]$/.test(plain)) return SHORT;
  if (number !== null || plain.endsWith('?')) return null;
  return words < 4 ? TOO_SHORT : EXPLANATION;
}

/** Why a line is no requirement in a list of which no line demands anything; null when it is one. */
function whyNotOfPlainList(paragraph: SourceLine): string | null {
  const reason = whyNoRequirement(paragraph);
  const doubtful = [TOO_SHORT, SHORT, EXPLANATION].includes(reason ?? '');
  return doubtful && wordsIn(paragraph.text) >= PLAIN_LINE.least ? null : reason;
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/).length;
}

/** Why a text can be no requirement wherever it stands; null when it can. */
export function whyUnusable(text: string): string | null {
  if (text.length > SPECIFICATION_LIMITS.characters)
    return `Longer than ${SPECIFICATION_LIMITS.characters} characters: split it into single requirements`;
  return /\p{L}{2}/u.test(text) ? null : 'No words';
}

function requirementOf(paragraph: SourceLine): FoundRequirement {
  const number = numberIn(paragraph);
  return found(paragraph.line, number?.ref ?? null, number?.text ?? paragraph.text.trim());
}

/**
 * A point goes on with the words before its list, unless it is a sentence of its own.
 *
 * @param goesOn whether it may: false for words that stand before a list themselves
 */
function requirementOfPoint(
  { line, number: counted }: SourceLine,
  { letter, text }: Point,
  lead: FoundRequirement | null,
  goesOn = true,
): FoundRequirement {
  const number = numberOf(text);
  if (number !== null) return found(line, number.ref, number.text);
  const ref = refOfPoint(letter ?? counted ?? null, lead);
  if (lead === null || !goesOn) return found(line, ref, text);
  const own = asks(text) && (beginsWithDemand(text) || !/^\p{Ll}/u.test(text));
  const whole = own || lead.text.length > LEAD_CHARACTERS ? text : `${lead.text.slice(0, -1).trimEnd()} ${text}`;
  return found(line, ref, whole.length > SPECIFICATION_LIMITS.characters ? text : whole);
}

/** A letter names a point only by the number of its list: 4.1(a). So does a figure that is counted in a list that has a number. */
function refOfPoint(number: string | null, lead: FoundRequirement | null): string | null {
  if (number === null) return null;
  const isPart = LETTER.test(number) || (lead !== null && lead.ref !== null && /^\d+$/.test(number));
  if (!isPart) return number;
  return lead === null || lead.ref === null ? null : `${lead.ref}(${number})`;
}

function found(line: number, ref: string | null, text: string): FoundRequirement {
  const fits = ref !== null && ref.length <= SPECIFICATION_LIMITS.refCharacters;
  return { ref: fits ? ref : null, text, kind: null, weight: null, minimumStrength: null, sheet: null, line };
}

/**
 * Takes duplicates out, and refuses more than anybody could assess.
 *
 * @param sheets names of the sheets, in their order
 * @throws SpecificationUnreadable
 */
export function bounded({ requirements, skipped }: ReadSpecification, sheets: readonly string[]): ReadSpecification {
  // So many are too many even if most are the same, and to compare them takes more memory than there is.
  if (requirements.length > SPECIFICATION_LIMITS.requirements * 20) throw tooMany(requirements.length);
  const placeOf = new Map<string, string>();
  const refs = new Set<string>();
  const kept: FoundRequirement[] = [];
  const left: SkippedSource[] = [];
  const twice = new Set<string>();
  for (const requirement of requirements) {
    const key = requirement.text.toLowerCase().replace(/\s+/g, ' ');
    const first = placeOf.get(key);
    if (first !== undefined) {
      twice.add(placed(requirement));
      const { sheet, line, text } = requirement;
      left.push({ sheet, line, text: excerpt(text), reason: `The same as ${first}` });
      continue;
    }
    placeOf.set(key, placed(requirement));
    // A number that comes twice names nothing: the second goes without, is numbered on, and says so.
    const { ref } = requirement;
    const isTaken = ref !== null && refs.has(ref);
    if (ref !== null) refs.add(ref);
    kept.push(isTaken ? { ...requirement, ref: null, refTakenBefore: ref } : requirement);
  }
  if (kept.length > SPECIFICATION_LIMITS.requirements) throw tooMany(kept.length);
  // What was left out of a requirement tells nothing where the requirement itself is left out.
  left.push(...skipped.filter((source) => !twice.has(placed(source))));
  const order = new Map(sheets.map((sheet, index) => [sheet, index]));
  const orderOf = ({ sheet }: SkippedSource): number => (sheet === null ? 0 : (order.get(sheet) ?? 0));
  left.sort((a, b) => orderOf(a) - orderOf(b) || a.line - b.line);
  return { requirements: kept, skipped: withinRoom(left) };
}

/** One long text that stands in many cells would make an answer many times its file. */
function withinRoom(skipped: readonly SkippedSource[]): SkippedSource[] {
  let room = SPECIFICATION_LIMITS.skippedCharacters;
  return skipped.map((source) => {
    const text = source.text.length <= room ? source.text : glance(source.text);
    room -= text.length;
    return { ...source, text };
  });
}

function placed({ sheet, line }: FoundRequirement | SkippedSource): string {
  return sheet === null ? `line ${line}` : `${sheet}, line ${line}`;
}

function tooMany(requirements: number): SpecificationUnreadable {
  return new SpecificationUnreadable(
    `This has ${requirements} requirements; at most ${SPECIFICATION_LIMITS.requirements} are read at once. Split it into lots, or check that it is the right document.`,
  );
}
