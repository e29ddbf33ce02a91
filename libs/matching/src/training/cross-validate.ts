import { evaluate, type Evaluation } from '../evaluation/evaluate';
import type { LabelledRow } from '../evaluation/labelled-rows';
import { Matcher } from '../matcher';
import type { ItemRelation, MatchOptions, MatchResult } from '../model';
import type { LearntWeights } from '../ranking/learnt-weights';
import { taught } from '../ranking/lessons';
import { MIXTURE, type Mixture } from '../ranking/mixture';
import type { TrainingMaterial } from './samples';
import { Course, type HeldOutChoices } from './train';

export const FOLDS = 10;

/** A matcher for each fold, trained without the rows of that fold. */
export class HeldOut {
  private readonly foldOf = new Map<string, number>();
  private readonly matchers: Matcher[];

  private constructor(
    private readonly material: TrainingMaterial,
    private readonly weights: readonly LearntWeights[],
    relations: readonly ItemRelation[],
    mixture: Mixture,
  ) {
    const folds = foldsOf(material.rows);
    material.rows.forEach((row) => this.foldOf.set(row.text, folds.get(row) ?? 0));
    const known = taught(material.knowledge);
    this.matchers = weights.map((learnt) => new Matcher(material.catalogue, { ...known, weights: learnt }, relations, mixture));
  }

  /** Trains for each fold, after what all folds share. */
  static train(material: TrainingMaterial, relations: readonly ItemRelation[] = [], choices?: HeldOutChoices): HeldOut {
    const course = new Course(material);
    const folds = foldsOf(material.rows);
    const weights = Array.from({ length: FOLDS }, (_, fold) =>
      course.learn(
        material.rows.filter((row) => folds.get(row) !== fold),
        choices,
      ),
    );
    return new HeldOut(material, weights, relations, MIXTURE);
  }

  /** The same trained weights, used with other relations or another mixture. */
  varied(relations: readonly ItemRelation[], mixture: Mixture = MIXTURE): HeldOut {
    return new HeldOut(this.material, this.weights, relations, mixture);
  }

  get catalogue(): TrainingMaterial['catalogue'] {
    return this.material.catalogue;
  }

  /** Matches a text of the rows with the matcher that never saw it, nor any other text of its publisher. */
  match(text: string, options?: MatchOptions): MatchResult {
    return this.matcherFor(text).match(text, options);
  }

  matcherFor(text: string): Matcher {
    return this.matchers[this.foldOf.get(text) ?? 0];
  }

  evaluate(): Evaluation {
    return evaluate(this, this.material.rows);
  }
}

/**
 * Deals rows to folds: all rows of one publisher to one fold where a file has several, and else row by row. The name of a publisher is what
 * stands before " - " in the source.
 */
function foldsOf(rows: readonly LabelledRow[]): Map<LabelledRow, number> {
  const publishers = new Map<string, Set<string>>();
  for (const row of rows) publishers.set(row.file, (publishers.get(row.file) ?? new Set()).add(publisherOf(row)));
  return new Map(
    rows.map((row) => [row, hash((publishers.get(row.file)?.size ?? 0) > 1 ? publisherOf(row) : row.text) % FOLDS]),
  );
}

/** The fold of a text that stands for itself. */
export function foldOfText(text: string): number {
  return hash(text) % FOLDS;
}

function publisherOf({ source }: LabelledRow): string {
  return source.split(' - ')[0];
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
