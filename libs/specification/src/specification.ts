import type { Strength } from '#pack';

/** What a specification may come as. */
export const SPECIFICATION_MEDIA_TYPES = [
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type SpecificationMediaType = (typeof SPECIFICATION_MEDIA_TYPES)[number];

/** A requirement as it was found. What the source does not say is null. */
export interface FoundRequirement {
  ref: string | null;
  /** The number that it had, where one before it has that number: it goes without. Absent where none was lost. */
  refTakenBefore?: string;
  text: string;
  kind: 'GATE' | 'SCORED' | null;
  weight: number | null;
  minimumStrength: Strength | null;
  /** Name of the sheet; null but for a workbook of several. */
  sheet: string | null;
  /** Line of the text, or row of the sheet, counted from 1. */
  line: number;
}

/** A line that was taken for no requirement, and why. */
export interface SkippedSource {
  sheet: string | null;
  line: number;
  text: string;
  reason: string;
}

export interface ReadSpecification {
  requirements: FoundRequirement[];
  skipped: SkippedSource[];
}

/** All that was read of a file, sheet by sheet and each line by line. */
export interface WholeSpecification extends ReadSpecification {
  /** Names of the sheets of a workbook of several, in its order. */
  sheets: string[];
}

/** A specification that cannot be read at all: what happened, and what to do. */
export class SpecificationUnreadable extends Error {
  override name = 'SpecificationUnreadable';
}

/** What is read at most. Beyond it a file is refused, or a paragraph is skipped, each with a sentence. */
export const SPECIFICATION_LIMITS = {
  requirements: 2000,
  /** Of one requirement. */
  characters: 10000,
  /** Of all that is skipped, which a form brings back; of what comes after them the first words are told. */
  skippedCharacters: 1000000,
  /** Of a ref; what is longer is no number of a requirement. */
  refCharacters: 50,
  /** Of an Office file, unpacked. */
  unpackedBytes: 100 * 1024 * 1024,
  /** Files within an Office file. */
  entries: 5000,
  /** Unpacked to packed, past the first megabyte. */
  ratio: 200,
  /**
   * XML tags of an Office file, and bytes of text between them. Measured with a heap of 512 MB, a DOCX of 400,000 tags takes 1.7 to
   * 2.6 seconds and up to 0.6 GB to read, one of 5 MB of text 0.9 seconds and 0.2 GB.
   */
  markup: { DOCX: { tags: 400000, text: 5000000 }, XLSX: { tags: 2000000, text: 10000000 } },
  /**
   * Rows by columns of all tables, empty cells between included, since the reader fills them in. Measured with a heap of 512 MB,
   * 150,000 cells take 0.4 seconds where two of them are far apart, and 1.3 to 2.7 seconds and up to 0.3 GB where all are filled.
   */
  cells: 150000,
  /** Of a text, or records of a CSV: measured, 150,000 take up to 2.2 seconds and 0.25 GB. */
  lines: 150000,
  /** Characters of a text, or of all cells. */
  text: 5000000,
};

export function together(parts: readonly ReadSpecification[]): ReadSpecification {
  return {
    requirements: parts.flatMap(({ requirements }) => requirements),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

/** Of a skipped source, as much as a requirement may have: it may be one after all. */
export function excerpt(text: string): string {
  return beginning(text, SPECIFICATION_LIMITS.characters);
}

/** The first words of a text, enough to find it again; "…" where there is more. */
export function glance(text: string): string {
  return text.length <= 200 ? text : `${beginning(text, 200)}…`;
}

/** A character is never cut in two. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
