import { Condition, BadUserInput, SqlParameters } from '#platform';
import { normaliseCompanyNumber, parseIdentifier, readIdentifier } from '#registers';

/** The longest search that is looked at. */
export const LONGEST_SEARCH = 500;

/** A search whose words are on no more pages than these is looked up: its hits are listed by number, and counted exactly. */
export const MOST_LISTED = 5000;

/** What a search says: words to look for, or something in which there is nothing to look for. */
export type SearchText = { words: string } | 'EVERYTHING' | 'NOTHING';

/**
 * Reads a search. An empty one narrows nothing; one without a letter or a digit finds nothing, rather than everything.
 *
 * @throws BadUserInput when it is longer than {@link LONGEST_SEARCH}
 */
export function readSearch(search: string | null | undefined): SearchText {
  const words = (search ?? '').trim();
  if (words.length > LONGEST_SEARCH)
    throw BadUserInput.field(
      'search',
      `A search has at most ${LONGEST_SEARCH} characters; this has ${words.length}. Use the words that matter most.`,
    );
  if (words === '') return 'EVERYTHING';
  return /[\p{L}\p{N}]/u.test(words) ? { words } : 'NOTHING';
}

/** Identifiers that a search may be, with and without a scheme; none for plain words, so that they cost no look-up. */
export function identifiersIn(words: string): { schemes: (string | null)[]; identifiers: string[] } {
  const none = { schemes: [], identifiers: [] };
  if (!/\d/.test(words) || words.length > 60) return none;
  const whole = parseIdentifier(words.toUpperCase());
  if (whole !== null) {
    const { scheme, id } = readIdentifier(whole);
    return { schemes: [scheme], identifiers: [id] };
  }
  const company = normaliseCompanyNumber(words);
  const identifiers = [...new Set([words, words.toUpperCase(), ...(company.valid ? [company.value] : [])])];
  return { schemes: identifiers.map(() => null), identifiers };
}

/** SQL of the query that the words are, in the language of web searches: "exact words", or, -not. */
function querySql(words: string, parameters: SqlParameters): string {
  return `websearch_to_tsquery('english', ${parameters.add(words)})`;
}

/** The three ways to meet a search: by the words of a page, by a name like them, by an identifier. Each of them has an index. */
function waysSql(words: string, alias: string, parameters: SqlParameters): string[] {
  const ways = [`${alias}.search @@ ${querySql(words, parameters)}`, `${alias}.name % ${parameters.add(words)}`];
  const { schemes, identifiers } = identifiersIn(words);
  if (identifiers.length === 0) return ways;
  const sought = `unnest(${parameters.add(schemes)}::text[], ${parameters.add(identifiers)}::text[]) w (scheme, identifier)`;
  const owners = `SELECT i.organisation_id FROM ${sought} JOIN organisation_identifier i ON i.identifier = w.identifier AND (w.scheme IS NULL OR w.scheme = i.scheme)`;
  return [...ways, `${alias}.organisation_id = ANY (ARRAY(${owners}))`];
}

/** What a supplier has to meet for a search to find it. */
export function searchCondition(words: string): Condition {
  return (a, p) => `(${waysSql(words, a, p).join(' OR ')})`;
}

/** SQL of the numbers of what a search finds, way by way, since each has an index. */
export function foundNumbersSql(words: string): Condition {
  return (a, p) =>
    `SELECT f.number FROM (${waysSql(words, a, p)
      .map((way) => `(SELECT ${a}.number FROM supplier ${a} WHERE ${way} LIMIT ${MOST_LISTED + 1})`)
      .join(' UNION ')}) f`;
}

/** In which parts of a page the words are, by their weights in its search vector. */
const PARTS = { A: 'name', B: 'products', C: 'sectors or technologies', D: 'description' } as const;

/** Where the words of a search were found, as one sentence. */
export function searchReason(words: string): Condition {
  return (a, p) => {
    const query = querySql(words, p);
    const text = p.add(words);
    const parts = Object.entries(PARTS).map(
      ([weight, part]) => `CASE WHEN ts_filter(${a}.search, '{${weight.toLowerCase()}}') @@ ${query} THEN '${part}' END`,
    );
    return `CASE
      WHEN ${a}.search @@ ${query} THEN 'Found “' || ${text} || '” in its ' || coalesce(nullif(concat_ws(' and its ', ${parts.join(', ')}), ''), 'page, its words in different places')
      WHEN ${a}.name % ${text} THEN 'Its name is like “' || ${text} || '”'
      ELSE 'It has the identifier ' || ${text} END`;
  };
}

/** How well a row meets the words, rounded so that a cursor meets it again: for few rows. */
export function rankSql(words: string, parameters: SqlParameters): (alias: string) => string {
  const query = querySql(words, parameters);
  const text = parameters.add(words);
  return (a) => `round((ts_rank(${a}.search, ${query}) + similarity(${a}.name, ${text}))::numeric, 5)`;
}

/** Whether a row's name is what was searched, but for "Limited" and the like. */
export function namedSql(words: string, parameters: SqlParameters): (alias: string) => string {
  const text = parameters.add(words);
  return (a) => `name_key(${a}.name) = name_key(${text})`;
}
