import { stringify } from 'csv-stringify/sync';
import type { MarketTable } from './market-table';

/**
 * A table as CSV (RFC 4180, UTF-8): for each dimension its code and its words, then the figures as the API gives them, whether they
 * are withheld, how much of a period the notices reach into, the day that they were counted on and those between which the notices were published, and
 * where they are from, under which licence.
 */
export function marketCsv(
  { by, figures, rows, asOf, noticesFrom, noticesTo }: MarketTable,
  { source, licence }: { source: string; licence: string },
): string {
  const isByPeriod = rows.some(({ reach }) => reach !== undefined);
  const head = [
    ...by.flatMap((name) => [`${name.toLowerCase()}_code`, name.toLowerCase()]),
    ...figures.map((name) => name.toLowerCase()),
    'withheld',
    ...(isByPeriod ? ['reach'] : []),
    'as_of',
    'notices_from',
    'notices_to',
    'source',
    'licence',
  ];
  const lines = rows.map(({ key, values, reach }) => [
    ...key.flatMap(({ code, label }) => [code, label]),
    ...values.map(({ value }) => value ?? ''),
    values.some(({ suppressed }) => suppressed) ? 'yes' : 'no',
    ...(reach === undefined ? [] : [reach.toLowerCase()]),
    asOf,
    noticesFrom ?? '',
    noticesTo ?? '',
    source,
    licence,
  ]);
  return stringify([head, ...lines], { record_delimiter: 'windows', escape_formulas: true });
}
