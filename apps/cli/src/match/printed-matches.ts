import type { CatalogueItem, MatchResult } from '#matching';
import { glance, type SkippedSource } from '#specification';
import { wrapped } from '../wrapped';

/** A requirement with what was found for it. */
export interface Matched extends MatchResult {
  ref: string | null;
  text: string;
}

const CODE = 16;
const TITLE = 44;
const SURE = 6;

/** Matches as a table for a terminal: a requirement, then a line for each item with its reasons below, then what would settle it. */
export function printedMatches(matched: readonly Matched[], catalogue: readonly CatalogueItem[], width = 120): string {
  const titleOf = new Map(catalogue.map(({ code, title }) => [code, title]));
  return matched.map((one) => printedOne(one, titleOf, Math.max(width, 80))).join('\n');
}

function printedOne(
  { ref, text, applicable, matches, questions }: Matched,
  titleOf: ReadonlyMap<string, string>,
  width: number,
): string {
  const lines = wrapped(ref === null ? text : `${ref}  ${text}`, width);
  if (!applicable) lines.push('  No guidance seems to apply.');
  if (matches.length > 0) {
    lines.push(`  ${'Guidance'.padEnd(CODE)} ${'Title'.padEnd(TITLE)} ${'Sure'.padStart(SURE)}`);
    lines.push(`  ${'-'.repeat(CODE)} ${'-'.repeat(TITLE)} ${'-'.repeat(SURE)}`);
  }
  for (const { code, confidence, reasons } of matches) {
    const [title, ...more] = wrapped(titleOf.get(code) ?? '', TITLE);
    lines.push(`  ${code.padEnd(CODE)} ${title.padEnd(TITLE)} ${`${Math.round(confidence * 100)} %`.padStart(SURE)}`);
    for (const line of more) lines.push(`  ${' '.repeat(CODE)} ${line}`);
    for (const reason of reasons) {
      const [first, ...rest] = wrapped(reason.text, width - CODE - 7);
      lines.push(`  ${' '.repeat(CODE)} · ${first}`, ...rest.map((line) => `  ${' '.repeat(CODE)}   ${line}`));
    }
  }
  for (const { text: question, answers } of questions) {
    lines.push(...wrapped(`To settle it: ${question}`, width - 2).map((line) => `  ${line}`));
    for (const answer of answers) lines.push(`    - ${answer.text}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What a specification has and was taken for no requirement: where it stands, why, and its first words. */
export function printedSkipped({ sheet, line, text, reason }: SkippedSource): string {
  const place = sheet === null ? `Line ${line}` : `${sheet}, line ${line}`;
  return `${place} was passed over (${reason}): ${glance(text)}\n`;
}
