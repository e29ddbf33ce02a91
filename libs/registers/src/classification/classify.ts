import { isUnder } from '../cpv/cpv';
import { CLASSIFICATION_RULES, ClassificationRule } from './rules';

/** A code of a taxonomy that was derived, why, and how sure that is. */
export interface Derived {
  code: string;
  /** In words: `CPV 34970000`, `the words "traffic signal" in a title`, with the topic. */
  reason: string;
  /** From 0 to 1: see {@link CONFIDENCE}. */
  confidence: number;
}

/** What is known of a supplier or of an award to it. */
export interface Evidence {
  cpvCodes?: readonly string[];
  /** Titles of the notice, the award and its lots. */
  titles?: readonly string[];
  /** Of the whole notice: it speaks of much that the winner does not do. */
  description?: string | null;
  /** SIC 2007, five digits, of the company register. */
  sicCodes?: readonly string[];
  /** What a supplier says of itself and of its products. */
  ownWords?: readonly string[];
}

/**
 * How much each kind of evidence is worth by itself. Titles and CPV codes: as they came out on the half of the labelled sample that
 * rules were made on (`assay import measure`); descriptions came out wrong more often than not. SIC codes and a supplier's own words
 * are this project's judgement: no labelled sample has them.
 */
export const CONFIDENCE = { title: 0.9, cpv: 0.8, ownWords: 0.7, sic: 0.5, description: 0.3 } as const;

/** What is less sure is kept as a proposal, and shown only where other evidence bears it out. `apply_derived_terms` has it too. */
export const LEAST_CONFIDENCE = 0.5;

/** Terms that are sure enough to be shown. */
export function sureEnough(derived: readonly Derived[]): Derived[] {
  return derived.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
}

/** Sectors and technologies that the evidence speaks for, each with its best reason. Pure and the same each time. */
export function classify(evidence: Evidence): { sectors: Derived[]; technologies: Derived[] } {
  const sectors = new Map<string, Derived>();
  const technologies = new Map<string, Derived>();
  for (const rule of CLASSIFICATION_RULES) {
    const found = foundBy(rule, evidence);
    if (found === null) continue;
    for (const code of rule.sectors) keepSurest(sectors, { code, ...found });
    for (const code of rule.technologies) keepSurest(technologies, { code, ...found });
  }
  return { sectors: [...sectors.values()], technologies: [...technologies.values()] };
}

function keepSurest(kept: Map<string, Derived>, derived: Derived): void {
  const before = kept.get(derived.code);
  if (before === undefined || before.confidence < derived.confidence) kept.set(derived.code, derived);
}

/** What of the evidence speaks for a rule: the best as the reason, and how sure all kinds of it together make. */
function foundBy(rule: ClassificationRule, evidence: Evidence): Omit<Derived, 'code'> | null {
  const texts = [...(evidence.titles ?? []), evidence.description ?? '', ...(evidence.ownWords ?? [])].join('\n').toLowerCase();
  if (wordIn(rule.unless ?? [], texts) !== null) return null;
  const title = wordIn(rule.words, (evidence.titles ?? []).join('\n').toLowerCase());
  const cpv = evidence.cpvCodes?.find((code) => rule.cpv.some((ancestor) => isUnder(code, ancestor)));
  const own = wordIn(rule.words, (evidence.ownWords ?? []).join('\n').toLowerCase());
  const sic = evidence.sicCodes?.find((code) => rule.sic?.includes(code));
  const description = wordIn(rule.words, (evidence.description ?? '').toLowerCase());
  const found: { confidence: number; reason: string }[] = [];
  if (title !== null) found.push({ confidence: CONFIDENCE.title, reason: `the words "${title}" in a title` });
  if (cpv !== undefined) found.push({ confidence: CONFIDENCE.cpv, reason: `CPV ${cpv}` });
  if (own !== null) found.push({ confidence: CONFIDENCE.ownWords, reason: `the supplier’s own words "${own}"` });
  if (sic !== undefined) found.push({ confidence: CONFIDENCE.sic, reason: `SIC ${sic}` });
  if (description !== null)
    found.push({ confidence: CONFIDENCE.description, reason: `the words "${description}" in the description` });
  if (found.length === 0) return null;
  return {
    reason: `${found[0].reason} (${rule.topic})`,
    confidence: together(found.map(({ confidence }) => confidence)),
  };
}

/** Of kinds of evidence that are independent of each other: that not all of them are wrong. */
function together(confidences: readonly number[]): number {
  return Math.round((1 - confidences.reduce((wrong, confidence) => wrong * (1 - confidence), 1)) * 100) / 100;
}

function wordIn(words: readonly string[], text: string): string | null {
  return words.find((candidate) => wordStart(candidate).test(text)) ?? null;
}

const EXPRESSIONS = new Map<string, RegExp>();

/** Finds the words where a word begins; spaces may be any white space. */
function wordStart(words: string): RegExp {
  let expression = EXPRESSIONS.get(words);
  if (expression === undefined) {
    const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s-]+');
    EXPRESSIONS.set(words, (expression = new RegExp(`(?<![a-z0-9])${escaped}`)));
  }
  return expression;
}
