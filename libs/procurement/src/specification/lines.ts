import {
  FoundRequirement,
  ReadSpecification,
  SPECIFICATION_LIMITS,
  SkippedSource,
  SpecificationUnreadable,
} from './specification';

/** A line or cell of a source, with where it stands. */
export interface SourceLine {
  line: number;
  text: string;
  /** Whether the source itself marks it as a heading. */
  heading?: boolean;
}

const REF =
  /^\s*((?:R|REQ|FR|NFR|SEC|S)[-. ]?\d+(?:\.\d+)*[a-z]?|[A-Z]{1,4}-\d{1,3}(?!\d)[a-z]?|\d+(?:\.\d+)+[a-z]?|\d+|[a-z]|[ivx]+)\s*[.):]?\s+(?=\S)/i;
const NUMBERED =
  /^\s*(?:(?:(?:R|REQ|FR|NFR|SEC|S)[-. ]?\d+(?:\.\d+)*[a-z]?|[A-Z]{1,4}-\d{1,3}(?!\d)[a-z]?)\s*[.):]?|\d+(?:\.\d+)+[a-z]?\s*[.):]?|\d+[.)])\s+\S/i;
const BULLET = /^\s*[-*•‣◦–—]\s+/;
/** Words by which a specification demands something. */
const DEMAND = /\b(shall|must|should|will|required?|requires|needs? to|has to|have to|is to|are to|may not)\b/i;
/** Verbs by which a question to the supplier begins. */
const IMPERATIVE = /^(please )?(ensure|provide|describe|confirm|state|supply|demonstrate|explain|list|show|give|tell)\b/i;

/**
 * Splits text into requirements: a numbered or bulleted paragraph is one, with the lines that go on with it; so is a sentence that
 * demands something. What is taken for none, the reason says. A doubtful line is kept: losing one costs more than a click.
 */
export function readLines(lines: readonly SourceLine[]): ReadSpecification {
  const requirements: FoundRequirement[] = [];
  const skipped: SkippedSource[] = [];
  for (const paragraph of paragraphsOf(lines)) {
    const reason = whyNoRequirement(paragraph);
    if (reason !== null) skipped.push({ line: paragraph.line, text: paragraph.text.slice(0, 200), reason });
    else requirements.push(requirementOf(paragraph));
  }
  return bounded({ requirements, skipped });
}

/** Joins the lines that go on with a numbered or bulleted one; empty lines and new numbers part them. */
function paragraphsOf(lines: readonly SourceLine[]): SourceLine[] {
  const paragraphs: SourceLine[] = [];
  let open: SourceLine | null = null;
  for (const { line, text, heading } of lines) {
    if (text.trim() === '') {
      open = null;
      continue;
    }
    const begins =
      open === null ||
      heading === true ||
      open.heading === true ||
      NUMBERED.test(text) ||
      BULLET.test(text) ||
      !goesOn(open.text, text);
    if (begins) {
      open = { line, text: text.trim(), heading };
      paragraphs.push(open);
    } else if (open !== null) open.text += ` ${text.trim()}`;
  }
  return paragraphs;
}

/** A line goes on with the one before when that one has not ended its sentence, and this one is no heading. */
function goesOn(before: string, text: string): boolean {
  return !/[.:;!?]\s*$/.test(before) && /^\s*(\p{Ll}|\s{2,})/u.test(text);
}

/** Why a paragraph is no requirement, in words for the person; null when it is one. */
export function whyNoRequirement({ text, heading }: SourceLine): string | null {
  const plain = text.trim();
  if (plain.length > SPECIFICATION_LIMITS.characters)
    return `Longer than ${SPECIFICATION_LIMITS.characters} characters: split it into single requirements`;
  if (heading === true) return 'A heading';
  if (/^(page\s+)?\d+(\s+(of|\/)\s+\d+)?$/i.test(plain)) return 'A page number';
  if (/\.{4,}\s*\d+$/.test(plain)) return 'A line of a table of contents';
  if (/^(note|notes|guidance|n\.?b\.?|example|for information)\b\s*[:.–-]/i.test(plain))
    return 'A note, which asks for nothing';
  if (!/\p{L}{2}/u.test(plain)) return 'No words';
  const content = plain.replace(REF, '').replace(BULLET, '');
  const words = content.split(/\s+/).length;
  if ((DEMAND.test(content) || IMPERATIVE.test(content)) && words >= 3) return null;
  if (/[:]$/.test(plain)) return 'An introduction to what follows';
  if (words <= 12 && !/[.?!;]$/.test(plain)) return 'A heading: short, and it asks for nothing';
  if (!NUMBERED.test(text) && !BULLET.test(text) && words < 4) return 'Too short to ask for anything';
  if (!NUMBERED.test(text) && !BULLET.test(text) && !/[?]$/.test(plain)) return 'An explanation: it asks for nothing';
  return null;
}

function requirementOf({ line, text }: SourceLine): FoundRequirement {
  const bullet = BULLET.test(text);
  const match = bullet ? null : REF.exec(text);
  const isRef = match !== null && NUMBERED.test(text);
  return {
    ref: isRef ? match[1].replace(/[. ]$/, '') : null,
    text: (isRef ? text.slice(match[0].length) : text.replace(BULLET, '')).trim(),
    kind: null,
    weight: null,
    minimumStrength: null,
    line,
  };
}

/** Takes duplicates out, and refuses more than anybody could assess. */
export function bounded({ requirements, skipped }: ReadSpecification): ReadSpecification {
  const lineOf = new Map<string, number>();
  const refs = new Set<string>();
  const kept: FoundRequirement[] = [];
  for (const requirement of requirements) {
    const key = requirement.text.toLowerCase().replace(/\s+/g, ' ');
    const first = lineOf.get(key);
    if (first !== undefined) {
      skipped.push({ line: requirement.line, text: requirement.text.slice(0, 200), reason: `The same as line ${first}` });
      continue;
    }
    lineOf.set(key, requirement.line);
    // A number that comes twice names nothing: the second goes without, and is numbered on.
    const ref = requirement.ref !== null && !refs.has(requirement.ref) ? requirement.ref : null;
    if (ref !== null) refs.add(ref);
    kept.push({ ...requirement, ref });
  }
  if (kept.length > SPECIFICATION_LIMITS.requirements) {
    throw new SpecificationUnreadable(
      `This has ${kept.length} requirements; at most ${SPECIFICATION_LIMITS.requirements} are read at once. Split it into lots, or check that it is the right document.`,
    );
  }
  return { requirements: kept, skipped: skipped.sort((a, b) => a.line - b.line) };
}
