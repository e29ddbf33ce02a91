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
  text: string;
  kind: 'GATE' | 'SCORED' | null;
  weight: number | null;
  minimumStrength: Strength | null;
  /** Line of the text, or row of the sheet, counted from 1. */
  line: number;
}

/** A line that was taken for no requirement, and why. */
export interface SkippedSource {
  line: number;
  text: string;
  reason: string;
}

export interface ReadSpecification {
  requirements: FoundRequirement[];
  skipped: SkippedSource[];
}

/** A specification that cannot be read at all: what happened, and what to do. */
export class SpecificationUnreadable extends Error {
  override name = 'SpecificationUnreadable';
}

export const SPECIFICATION_LIMITS = {
  requirements: 2000,
  characters: 10000,
  unpackedBytes: 100 * 1024 * 1024,
  entries: 5000,
  ratio: 200,
};
