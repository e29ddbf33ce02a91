import { BadUserInput, Condition, SqlParameters } from '#platform';
import { SupplierFilter } from './supplier-filter';

/** What a facet counts; also the name of the condition that it leaves out of its own count. */
export const FACETS = ['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME'] as const;
export type FacetDimension = (typeof FACETS)[number];

/** What is looked for: words and a filter. */
export interface SupplierQuery {
  search?: string;
  filter?: SupplierFilter;
}

interface NamedCondition {
  dimension: FacetDimension | null;
  condition: Condition;
  /** Why a supplier that meets it matched: an expression of text, or of null where nothing is worth saying. */
  reason: Condition | null;
}

/** The longest search that is looked at. */
export const LONGEST_SEARCH = 500;

/** The words of a search, in their plain form. @throws BadUserInput when there are too many */
export function readSearch(search: string | undefined): string | null {
  const text = (search ?? '').trim();
  if (text.length > LONGEST_SEARCH)
    throw BadUserInput.field(
      'search',
      `A search has at most ${LONGEST_SEARCH} characters; this has ${text.length}. Use the words that matter most.`,
    );
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}

/** Whether a text has no letter and no digit: it finds nothing, rather than everything. */
export function searchesForNothing(search: string | undefined): boolean {
  return (search ?? '').trim() !== '' && readSearch(search) === null;
}

/** A supplier meets a search by its words, by a name like it, or by an identifier. */
function searchCondition(text: string): Condition {
  return (a, p) => {
    const words = p.add(text);
    return `(${a}.search @@ websearch_to_tsquery('english', ${words}) OR ${a}.name % ${words}
      OR ${a}.organisation_id IN (SELECT i.organisation_id FROM organisation_identifier i WHERE i.identifier = upper(${words}) OR i.scheme || '-' || i.identifier = upper(${words})))`;
  };
}

function searchReason(text: string): Condition {
  return (a, p) => {
    const words = p.add(text);
    return `CASE WHEN to_tsvector('english', ${a}.name) @@ websearch_to_tsquery('english', ${words}) THEN 'The name has the words of the search'
      WHEN ${a}.search @@ websearch_to_tsquery('english', ${words}) THEN 'Its products, sectors or description have the words of the search'
      WHEN ${a}.name % ${words} THEN 'The name is like the search' ELSE 'An identifier is the search' END`;
  };
}

/** Every condition of a query by the facet that it belongs to. */
export function conditionsOf({ search, filter = {} }: SupplierQuery): NamedCondition[] {
  const conditions: NamedCondition[] = [];
  const text = readSearch(search);
  if (text !== null) conditions.push({ dimension: null, condition: searchCondition(text), reason: searchReason(text) });
  else if (searchesForNothing(search)) conditions.push({ dimension: null, condition: () => 'false', reason: null });
  if (filter.relevance !== 'ALL') conditions.push({ dimension: null, condition: (a) => `${a}.is_relevant`, reason: null });
  if (filter.provenance?.length)
    conditions.push({
      dimension: null,
      condition: (a, p) => `${a}.provenance = ANY (${p.add(filter.provenance)})`,
      reason: null,
    });
  if (filter.sectors?.length) conditions.push(linked('SECTOR', 'sector', filter.sectors));
  if (filter.technologies?.length) conditions.push(linked('TECHNOLOGY', 'technology', filter.technologies));
  if (filter.regions?.length) {
    const codes = filter.regions;
    conditions.push({
      dimension: 'REGION',
      condition: (a, p) => `${a}.region_code IN (SELECT r.code FROM region r WHERE r.path && ${p.add(codes)}::text[])`,
      reason: (a) => `'In ' || (SELECT r.name FROM region r WHERE r.code = ${a}.region_code)`,
    });
  }
  if (filter.sizeBands?.length) {
    conditions.push({
      dimension: 'SIZE',
      condition: (a, p) => `${a}.size_band = ANY (${p.add(filter.sizeBands)})`,
      reason: (a) => `'Size ' || lower(${a}.size_band)`,
    });
  }
  for (const { scheme, validOn } of filter.attested ?? []) {
    const held = (a: string, p: SqlParameters): string =>
      `FROM attestation t JOIN attestation_scheme h ON h.code = t.scheme_code WHERE t.supplier_id = ${a}.id AND t.scheme_code = ${p.add(scheme)} AND ${validSql('t', p.add(validOn ?? null))}`;
    conditions.push({
      dimension: 'SCHEME',
      condition: (a, p) => `EXISTS (SELECT ${held(a, p)})`,
      reason: (a, p) =>
        `(SELECT 'Holds ' || h.name || coalesce(', valid to ' || to_char(t.expires_on, 'FMDD FMMonth YYYY'), '') ${held(a, p)} ORDER BY t.expires_on DESC NULLS FIRST LIMIT 1)`,
    });
  }
  return conditions;
}

/** Verified, and valid on the day: every date that is given covers it. */
export function validSql(attestation: string, day: string): string {
  const on = `coalesce(${day}::date, current_date)`;
  return `(${attestation}.state = 'VERIFIED' AND coalesce(${attestation}.covers_from, ${attestation}.issued_on, ${on}) <= ${on}
    AND coalesce(${attestation}.expires_on, ${on}) >= ${on} AND coalesce(${attestation}.covers_to, ${on}) >= ${on})`;
}

/** The conditions joined; those of one facet left out where it is being counted. */
export function whereSql(query: SupplierQuery, without: FacetDimension | null = null): Condition {
  const conditions = conditionsOf(query).filter(({ dimension }) => dimension === null || dimension !== without);
  return (a, p) => (conditions.length === 0 ? 'true' : conditions.map(({ condition }) => condition(a, p)).join(' AND '));
}

/** Why a row matched, as a list of sentences. */
export function reasonsSql(query: SupplierQuery): Condition {
  const reasons = conditionsOf(query).flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return (a, p) =>
    reasons.length === 0
      ? `'[]'::json`
      : `to_json(array_remove(ARRAY[${reasons.map((reason) => reason(a, p)).join(', ')}]::text[], NULL))`;
}

function linked(dimension: FacetDimension, table: 'sector' | 'technology', codes: readonly string[]): NamedCondition {
  return {
    dimension,
    condition: (a, p) =>
      `EXISTS (SELECT FROM supplier_${table} l WHERE l.supplier_id = ${a}.id AND l.${table}_code = ANY (${p.add(codes)}))`,
    reason: (a, p) =>
      `(SELECT '${table === 'sector' ? 'Sector' : 'Technology'}: ' || string_agg(x.label || CASE l.source WHEN 'DERIVED' THEN ' (derived: ' || l.reason || ')' ELSE '' END, ', ' ORDER BY x.position)
        FROM supplier_${table} l JOIN ${table} x ON x.code = l.${table}_code WHERE l.supplier_id = ${a}.id AND l.${table}_code = ANY (${p.add(codes)}))`,
  };
}
