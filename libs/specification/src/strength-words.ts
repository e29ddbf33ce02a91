import { STRENGTHS, type Strength } from '#pack';

/**
 * What people write for each strength of evidence, beside its code: the words of the portal, those of NCSC's cloud security guidance,
 * and common ones. In lower case, without articles, marks and what stands in brackets.
 */
const WORDS: Record<Strength, readonly string[]> = {
  ASSERTION: [
    'statement',
    'statement by supplier',
    'supplier statement',
    'statement of supplier',
    'assertion by supplier',
    'supplier assertion',
    'service provider assertion',
    'self assertion',
    'self declaration',
    'self certification',
    'declaration',
    'declaration by supplier',
    'supplier declaration',
  ],
  CONTRACTUAL_COMMITMENT: [
    'commitment in contract',
    'contract commitment',
    'commitment',
    'contract',
    'contractual',
    'contract clause',
    'contract term',
    'contractual term',
    'contractual obligation',
  ],
  INDEPENDENT_VALIDATION: [
    'check by somebody independent',
    'independent check',
    'independent validation of assertions',
    'independently validated',
    'independently checked',
    'independent audit',
    'third party validation',
    'third party audit',
    'validation',
  ],
  INDEPENDENT_TESTING: [
    'test by somebody independent',
    'independent test',
    'independent testing of implementation',
    'independently tested',
    'third party test',
    'third party testing',
    'testing',
  ],
  ASSURED_DESIGN: ['assurance in service design', 'assurance in design', 'design assurance', 'assured service design'],
  ASSURED_COMPONENTS: ['assured component', 'use of assured components', 'component assurance'],
};

/** A cell longer than this is a sentence, and names no strength. */
const LONGEST = 100;

const BY_WORDS = new Map<string, Strength>(
  STRENGTHS.flatMap((strength) => [strength, ...WORDS[strength]].map((words) => [plain(words), strength] as const)),
);

/** An evidence strength by its code or its words; null when a cell says none. */
export function strengthOf(cell: string): Strength | null {
  if (cell.length > LONGEST) return null;
  return BY_WORDS.get(plain(cell)) ?? null;
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/\b(an?|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
