import { stringify } from 'csv-stringify/sync';
import type { MarketTable } from './market-table';

/**
 * A table as CSV (RFC 4180, UTF-8): for each dimension its code and its words, then the figures as the API gives them, whether they
 * are withheld, and the day that they are of.
 */
export function marketCsv({ by, figures, rows, asOf }: MarketTable): string {
  const head = [
    ...by.flatMap((name) => [`${name.toLowerCase()}_code`, name.toLowerCase()]),
    ...figures.map((name) => name.toLowerCase()),
    'withheld',
    'as_of',
  ];
  const lines = rows.map(({ key, values }) => [
    ...key.flatMap(({ code, label }) => [code, label]),
    ...values.map(({ value }) => value ?? ''),
    values.some(({ suppressed }) => suppressed) ? 'yes' : 'no',
    asOf,
  ]);
  return stringify([head, ...lines], { record_delimiter: 'windows', escape_formulas: true });
}
