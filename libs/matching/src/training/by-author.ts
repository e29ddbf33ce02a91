import { figuresOf, placings, type DocumentFigures, type Placing } from '../evaluation/evaluate';
import { Matcher } from '../matcher';
import type { ItemRelation } from '../model';
import { indexOf } from '../ranking/lessons';
import { greatestThreshold, type AppliesOutcome } from './choose';
import { LEARNT_DOCUMENTS, type TrainingMaterial } from './samples';
import { Course } from './train';

/** How our own sentences fared with a matcher that learnt from other authors alone. */
export interface ByAuthor {
  documents: DocumentFigures[];
  /** Of the sentences that nothing applies to, the share found, 0..1, by a threshold that sends away one in twenty-five of those that ask for something. */
  none: { texts: number; found: number; others: number };
}

/**
 * How well our own sentences are ranked by a matcher that learnt from other authors alone, and from no labelled text: some sixty times as many placings
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
    const matcher = new Matcher(catalogue, { ...kept, index: indexOf(kept), weights }, relations);
    const texts = part.map(([text, items]) => ({ text, labels: items.split(' ') }));
    for (const [document, list] of placed) list.push(...placings(document, texts, matcher));
    for (const example of part)
      outcomes.push({
        share: matcher.appliesShare(example[0]),
        none: example[1] === '',
        hard: knowledge.lookAlikes.has(example),
      });
  }
  return {
    documents: Array.from(placed, ([document, list]) => figuresOf('by author', document, list)),
    none: noneFound(outcomes),
  };
}

function noneFound(outcomes: readonly AppliesOutcome[]): ByAuthor['none'] {
  const threshold = greatestThreshold(outcomes);
  const none = outcomes.filter((outcome) => outcome.none);
  const found = none.filter(({ share }) => share < threshold).length / Math.max(1, none.length);
  return { texts: none.length, found, others: outcomes.filter((outcome) => !outcome.none && !outcome.hard).length };
}
