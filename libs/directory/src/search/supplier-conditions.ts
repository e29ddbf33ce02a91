import { Condition, SqlParameters } from '#platform';
import { readSearch, searchCondition, searchReason } from './search-text';
import { SupplierFilter } from './supplier-filter';

/** What a facet counts; also the name of the condition that it leaves out of its own count. */
export const FACETS = ['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME'] as const;
export type FacetDimension = (typeof FACETS)[number];

/** What is looked for: words and a filter. */
export interface SupplierQuery {
  search?: string | null;
  filter?: SupplierFilter | null;
  /** The keys of all that the search finds, where these are few and have been looked up. */
  hits?: readonly string[];
}

interface NamedCondition {
  dimension: FacetDimension | null;
  condition: Condition;
  /** Why a supplier that meets it matched: an expression of text, or of null where nothing is worth saying. */
  reason: Condition | null;
}

/** Every condition of a query by the facet that it belongs to. */
export function conditionsOf({ search, filter: given, hits }: SupplierQuery): NamedCondition[] {
  const conditions: NamedCondition[] = [];
  const filter = given ?? {};
  const text = readSearch(search);
  if (text === 'NOTHING') conditions.push({ dimension: null, condition: () => 'false', reason: null });
  else if (text !== 'EVERYTHING')
    conditions.push({
      dimension: null,
      condition: hits === undefined ? searchCondition(text.words) : (a, p) => `${a}.id = ANY (${p.add(hits)}::uuid[])`,
      reason: searchReason(text.words),
    });
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
      reason: (a) => `'Size: ' || lower(${a}.size_band)`,
    });
  }
  for (const { scheme, validOn } of filter.attested ?? []) {
    const held = (a: string, p: SqlParameters): string =>
      `FROM attestation t JOIN attestation_scheme h ON h.code = t.scheme_code WHERE t.supplier_id = ${a}.id AND t.scheme_code = ${p.add(scheme)} AND ${validSql('t', p.add(validOn ?? null))}`;
    conditions.push({
      dimension: 'SCHEME',
      condition: (a, p) => `EXISTS (SELECT ${held(a, p)})`,
      reason: (a, p) =>
        `(SELECT 'Holds ' || h.name || ', valid on ' || ${inWords(`coalesce(${p.add(validOn ?? null)}::date, current_date)`)} || coalesce(' and until ' || ${inWords('t.expires_on')}, '') ${held(a, p)} ORDER BY t.expires_on DESC NULLS FIRST LIMIT 1)`,
    });
  }
  return conditions;
}

/** A day as people write it: 1 October 2026. */
function inWords(day: string): string {
  return `to_char(${day}, 'FMDD FMMonth YYYY')`;
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
