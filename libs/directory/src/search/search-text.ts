import { Condition, BadUserInput, SqlParameters, Tx } from '#platform';
import { normaliseCompanyNumber, parseIdentifier, readIdentifier } from '#registers';

/** The longest search that is looked at. */
export const LONGEST_SEARCH = 500;

/** A search whose words are on no more pages than these is looked up: its hits are listed by number, and counted exactly. */
export const MOST_LISTED = 5000;

/** Words to look for. */
export interface SearchWords {
  /** As they were typed. */
  typed: string;
  /** What is meant, where no page has a word as it was typed: a query of PostgreSQL. Else null. */
  meant: string | null;
  /** What all has to be on a page, where the database keeps bits of every one of them: then nothing has to be looked up. */
  common: readonly string[] | null;
}

/** What a search says: words to look for, or something in which there is nothing to look for. */
export type SearchText = SearchWords | 'EVERYTHING' | 'NOTHING';

/**
 * The words of a search. An empty one narrows nothing; one without a letter or a digit finds nothing, rather than everything.
 *
 * @throws BadUserInput when it is longer than {@link LONGEST_SEARCH}
 */
export function wordsIn(search: string | null | undefined): string | 'EVERYTHING' | 'NOTHING' {
  const words = (search ?? '').trim();
  if (words.length > LONGEST_SEARCH)
    throw BadUserInput.field(
      'search',
      `A search has at most ${LONGEST_SEARCH} characters; this has ${words.length}. Use the words that matter most.`,
    );
  if (words === '') return 'EVERYTHING';
  return /[\p{L}\p{N}]/u.test(words) ? words : 'NOTHING';
}

/**
 * Reads a search with what the database knows of its words.
 *
 * @throws BadUserInput as {@link wordsIn}
 */
export async function readSearch(database: Pick<Tx, 'query'>, search: string | null | undefined): Promise<SearchText> {
  const typed = wordsIn(search);
  if (typed === 'EVERYTHING' || typed === 'NOTHING') return typed;
  const [{ lexemes, are_common, meant }]: WordsRow[] = await database.query(
    'SELECT lexemes, are_common, meant FROM search_words($1)',
    [typed],
  );
  const isIdentifier = identifiersIn(typed).identifiers.length > 0;
  return { typed, meant: meantBy(meant ?? []), common: are_common && !isIdentifier ? lexemes : null };
}

interface WordsRow {
  lexemes: string[] | null;
  are_common: boolean;
  meant: MeantWord[] | null;
}

/** A word as it was typed, and what it may be meant to be. */
export interface MeantWord {
  word: string;
  like: readonly string[];
}

/**
 * A query of PostgreSQL that asks for every word, and for one that is misspelt any of those that it may be meant to be; null where no
 * word is misspelt.
 */
export function meantBy(words: readonly MeantWord[]): string | null {
  if (words.every(({ like }) => like.length === 0)) return null;
  const quoted = (word: string): string => `'${word.replace(/['\\]/g, ' ')}'`;
  return words.map(({ word, like }) => `(${(like.length === 0 ? [word] : like).map(quoted).join(' | ')})`).join(' & ');
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

/** SQL of the query that the words are: what they mean, or as they stand, in the language of web searches ("exact words", or, -not). */
function querySql({ typed, meant }: SearchWords, parameters: SqlParameters): string {
  return meant === null
    ? `websearch_to_tsquery('english', ${parameters.add(typed)})`
    : `to_tsquery('english', ${parameters.add(meant)})`;
}

/** The ways to meet a search: by the words of a page, by an identifier. Each of them has an index. */
function waysSql(words: SearchWords, alias: string, parameters: SqlParameters): string[] {
  const ways = [`${alias}.search @@ ${querySql(words, parameters)}`];
  const { schemes, identifiers } = identifiersIn(words.typed);
  if (identifiers.length === 0) return ways;
  const sought = `unnest(${parameters.add(schemes)}::text[], ${parameters.add(identifiers)}::text[]) w (scheme, identifier)`;
  const owners = `SELECT i.organisation_id FROM ${sought} JOIN organisation_identifier i ON i.identifier = w.identifier AND (w.scheme IS NULL OR w.scheme = i.scheme)`;
  return [...ways, `${alias}.organisation_id = ANY (ARRAY(${owners}))`];
}

/** What a supplier has to meet for a search to find it. */
export function searchCondition(words: SearchWords): Condition {
  return (a, p) => `(${waysSql(words, a, p).join(' OR ')})`;
}

/** SQL of the numbers of what a search finds, way by way, since each has an index. */
export function foundNumbersSql(words: SearchWords): Condition {
  return (a, p) =>
    `SELECT f.number FROM (${waysSql(words, a, p)
      .map((way) => `(SELECT ${a}.number FROM supplier ${a} WHERE ${way} LIMIT ${MOST_LISTED + 1})`)
      .join(' UNION ')}) f`;
}

/** In which parts of a page the words are, by their weights in its search vector. */
const PARTS = { A: 'name', B: 'products', C: 'sectors or technologies', D: 'description' } as const;

/** Where the words of a search were found, as one sentence. Words that it leaves out are found nowhere, and so do not count. */
export function searchReason(words: SearchWords): Condition {
  return (a, p) => {
    const query = querySql(words, p);
    const text = p.add(words.typed);
    const found = words.meant === null ? 'Found “' : 'Found words like “';
    const parts = Object.entries(PARTS).map(
      ([weight, part]) => `CASE WHEN ts_filter(${a}.search, '{${weight.toLowerCase()}}') @@ sought.words THEN '${part}' END`,
    );
    // What an index could look up of a query: without the words that are left out.
    const sought = `SELECT nullif(nullif(querytree(${query}), 'T'), '')::tsquery AS words`;
    return `(SELECT CASE
      WHEN ${a}.search @@ ${query} AND sought.words IS NULL THEN 'It meets “' || ${text} || '”, which leaves words out'
      WHEN ${a}.search @@ ${query} THEN '${found}' || ${text} || '” in its ' || coalesce(nullif(concat_ws(' and its ', ${parts.join(', ')}), ''), 'page, its words in different places')
      ELSE 'It has the identifier ' || ${text} END FROM (${sought}) sought)`;
  };
}

/** How well a row meets the words, rounded so that a cursor meets it again: for few rows. */
export function rankSql(words: SearchWords, parameters: SqlParameters): (alias: string) => string {
  const query = querySql(words, parameters);
  const text = parameters.add(words.typed);
  return (a) => `round((ts_rank(${a}.search, ${query}) + similarity(${a}.name, ${text}))::numeric, 5)`;
}

/** Whether a row's name is what was searched, but for "Limited" and the like. */
export function namedSql({ typed }: SearchWords, parameters: SqlParameters): (alias: string) => string {
  const text = parameters.add(typed);
  return (a) => `name_key(${a}.name) = name_key(${text})`;
}
