import { BadUserInput, dayInWords } from '#platform';
import { MarketDimension } from './dimensions';

/** Quarters that a trend may span. */
const MOST_QUARTERS = 200;

/** Two levels of region at once would be one table and half of another. @throws BadUserInput */
export function mustHaveOneRegion(by: readonly MarketDimension[]): void {
  if (by.filter((dimension) => dimension.startsWith('REGION_')).length > 1)
    throw BadUserInput.field('by', 'The question is by two levels of region. Choose one; the wider ones follow from it.');
}

/** Concentration has a row for each value of one dimension. @throws BadUserInput */
export function mustHaveOneDimension(by: readonly MarketDimension[]): void {
  if (by.length > 1)
    throw BadUserInput.field(
      'by',
      `Concentration is by one dimension, and the question names ${by.length}. Name one, or ask in several questions.`,
    );
}

/** @throws BadUserInput when a trend ends before it begins, or spans too much */
export function mustBeSpan({ from, to }: { from: string; to: string }): void {
  if (to < from)
    throw BadUserInput.field(
      'to',
      `The trend ends on ${dayInWords(to)}, before it begins on ${dayInWords(from)}. Change one of the days.`,
    );
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_QUARTERS / 4)
    throw BadUserInput.field('from', `A trend spans ${MOST_QUARTERS / 4} years at the most. Ask for fewer.`);
}
