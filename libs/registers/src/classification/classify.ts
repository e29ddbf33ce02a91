import { isUnder } from '../cpv/cpv';
import { CLASSIFICATION_RULES, ClassificationRule } from './rules';

/** A code of a taxonomy that was derived, and why. */
export interface Derived {
  code: string;
  /** In words: `CPV 34970000` or `the words "traffic signal"`, with the topic. */
  reason: string;
}

/** Sectors and technologies that the notice's codes and words stand for, each with its first reason. Pure and the same each time. */
export function classify(notice: { cpvCodes: readonly string[]; texts: readonly string[] }): {
  sectors: Derived[];
  technologies: Derived[];
} {
  const text = notice.texts.join('\n').toLowerCase();
  const sectors = new Map<string, string>();
  const technologies = new Map<string, string>();
  for (const rule of CLASSIFICATION_RULES) {
    const reason = reasonFor(rule, notice.cpvCodes, text);
    if (reason === null) continue;
    for (const code of rule.sectors) if (!sectors.has(code)) sectors.set(code, reason);
    for (const code of rule.technologies) if (!technologies.has(code)) technologies.set(code, reason);
  }
  return { sectors: derived(sectors), technologies: derived(technologies) };
}

function reasonFor(rule: ClassificationRule, cpvCodes: readonly string[], text: string): string | null {
  const code = cpvCodes.find((candidate) => rule.cpv.some((ancestor) => isUnder(candidate, ancestor)));
  if (code !== undefined) return `CPV ${code} (${rule.topic})`;
  const word = rule.words.find((candidate) => wordStart(candidate).test(text));
  return word === undefined ? null : `the words "${word}" (${rule.topic})`;
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

function derived(reasons: ReadonlyMap<string, string>): Derived[] {
  return [...reasons].map(([code, reason]) => ({ code, reason }));
}
