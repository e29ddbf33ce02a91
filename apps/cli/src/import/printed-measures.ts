import { JoinFigures, TermFigures } from '#market';
import { number, table } from './printed-table';

/** False and missing joins on the labelled pairs, and precision and recall of derived terms on the labelled suppliers. */
export function printedMeasures(joins: readonly JoinFigures[], terms: readonly TermFigures[]): string {
  const columns = ['pairs', 'unclear', 'same', 'joined', 'falseJoins', 'proposed', 'missing'] as const;
  const total = columns.map((name) => number(joins.reduce((sum, each) => sum + each[name], 0)));
  const pairs = table(
    ['Joins', 'pairs', 'unclear', 'same', 'joined', 'false', 'left to a person', 'missing'],
    [...joins.map((each) => [each.stratum, ...columns.map((name) => number(each[name]))]), ['all', ...total]],
  );
  const derived = table(
    ['Derived terms', 'suppliers', 'right', 'wrong', 'missed', 'precision', 'recall', 'weighted precision', 'weighted recall'],
    terms.map(({ half, taxonomy, suppliers, right, wrong, missed, precision, recall }) => [
      `${taxonomy}, ${half === 'rules' ? 'half that rules were made on' : 'half that is reported'}`,
      ...[suppliers, right, wrong, missed].map(number),
      percent(right + wrong === 0 ? null : right / (right + wrong)),
      percent(right + missed === 0 ? null : right / (right + missed)),
      percent(precision),
      percent(recall),
    ]),
  );
  return `${pairs}\n\n${derived}\n`;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}
