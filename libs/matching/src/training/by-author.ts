import { figuresOf, noneFigures, placings, type DocumentFigures, type NoneFigures, type Placing } from '../evaluation/evaluate';
import { Matcher } from '../matcher';
import type { ItemRelation } from '../model';
import { taught } from '../ranking/lessons';
import { greatestThreshold, type AppliesOutcome } from './choose';
import { LEARNT_DOCUMENTS, type TrainingMaterial } from './samples';
import { Course } from './train';

/** How our own sentences fared with a matcher that learnt from other authors alone. */
export interface ByAuthor {
  documents: DocumentFigures[];
  /** With a threshold chosen on all of them; sentences written to be hard are left out. */
  none: NoneFigures;
}

/**
 * How well our own sentences are ranked by a matcher that learnt from other authors alone, and from no labelled text: some ninety times as many placings
 * as the labelled texts give, so that a difference of half a hundredth can be told from chance.
 */
export function evaluateByAuthor(
  { catalogue, knowledge }: Omit<TrainingMaterial, 'rows'>,
  relations: readonly ItemRelation[] = [],
): ByAuthor {
  const outcomes: AppliesOutcome[] = [];
  const placed = new Map<string, Placing[]>(LEARNT_DOCUMENTS.map((document) => [document, []]));
  for (const part of knowledge.byAuthor) {
    const held = new Set(part);
    const kept = { ...knowledge, examples: knowledge.examples.filter((example) => !held.has(example)) };
    const weights = new Course({ catalogue, knowledge: kept }).learn([]);
    const matcher = new Matcher(catalogue, { ...taught(kept), weights }, relations);
    const texts = part.map(([text, items]) => ({ text, labels: items.split(' ') }));
    for (const [document, list] of placed) list.push(...placings(document, texts, matcher));
    for (const example of part)
      outcomes.push({
        share: matcher.appliesShare(example[0]),
        none: example[1] === '',
        hard: knowledge.lookAlikes.has(example),
      });
  }
  const threshold = greatestThreshold(outcomes);
  return {
    documents: Array.from(placed, ([document, list]) => figuresOf('by author', document, list)),
    none: noneFigures(
      outcomes.filter(({ none }) => none),
      outcomes.filter(({ none, hard }) => !none && !hard),
      ({ share }) => share < threshold,
    ),
  };
}
