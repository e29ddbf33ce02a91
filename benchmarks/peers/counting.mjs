/**
 * How many suppliers are in these regions with any of these technologies, as `count_suppliers` is asked: the same bits as the API
 * and the floor count from.
 */
export const COUNT =
  'SELECT total FROM count_suppliers($1, $2, $3, array_fill(NULL::date, ARRAY[cardinality($3::text[])]), NULL, 0, false)';

/** The conditions of a page as `count_suppliers` takes them: their numbers, facets and codes. */
export function conditionsOf({ technologies, regions }) {
  const rows = [
    ['ALL', ['']],
    ['RELEVANT', ['']],
    ['TECHNOLOGY', technologies],
    ['REGION', regions],
  ].flatMap(([facet, codes], index) => codes.map((code) => [index + 1, facet, code]));
  return [0, 1, 2].map((column) => rows.map((row) => row[column]));
}
