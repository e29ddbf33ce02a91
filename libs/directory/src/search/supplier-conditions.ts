import { Condition, SqlParameters } from '#platform';
import { searchCondition, searchReason, SearchText } from './search-text';
import { SupplierFilter } from './supplier-filter';

/** What a facet counts. */
export const FACETS = ['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME'] as const;
export type FacetDimension = (typeof FACETS)[number];

/** What is looked for: words and a filter. */
export interface SupplierQuery {
  search?: string | null;
  filter?: SupplierFilter | null;
  /** The day on which it is counted who holds which scheme. */
  schemesOn?: string | null;
}

/** A query whose search has been read. */
export interface SoughtSuppliers {
  text: SearchText;
  filter: SupplierFilter;
  /** The day on which it is counted who holds which scheme; null: today. */
  schemesOn: string | null;
}

/** A query whose search has been read: schemes are counted on the day of the first that is asked for, where nothing else is said. */
export function soughtBy({ filter, schemesOn }: SupplierQuery, text: SearchText): SoughtSuppliers {
  return { text, filter: filter ?? {}, schemesOn: schemesOn ?? filter?.attested?.[0]?.validOn ?? null };
}

/** What `count_suppliers` knows a condition by: codes of a facet, which are alternatives; a scheme's also of a day. */
export interface CountedCondition {
  facet: FacetDimension | 'RELEVANT' | 'PROVENANCE' | 'WORD';
  codes: readonly string[];
  day: string | null;
}

interface NamedCondition {
  condition: Condition;
  /** None for words that are looked up. */
  counted: readonly CountedCondition[];
  /** Why a supplier that meets it matched: an expression of text, or of null where nothing is worth saying. */
  reason: Condition | null;
}

/** Every condition of a query. */
function conditionsOf({ text, filter }: SoughtSuppliers): NamedCondition[] {
  const conditions: NamedCondition[] = [];
  if (text === 'NOTHING') conditions.push({ condition: () => 'false', counted: [], reason: null });
  else if (text !== 'EVERYTHING')
    conditions.push({
      condition: searchCondition(text),
      counted: (text.common ?? []).flatMap((word) => counted('WORD', [word])),
      reason: searchReason(text),
    });
  if (filter.relevance !== 'ALL')
    conditions.push({ condition: (a) => `${a}.is_relevant`, counted: counted('RELEVANT', ['']), reason: null });
  if (filter.provenance?.length)
    conditions.push({
      condition: (a, p) => `${a}.provenance = ANY (${p.add(filter.provenance)})`,
      counted: counted('PROVENANCE', filter.provenance),
      reason: null,
    });
  if (filter.sectors?.length) conditions.push(linked('sector', filter.sectors));
  if (filter.technologies?.length) conditions.push(linked('technology', filter.technologies));
  if (filter.regions?.length) {
    const codes = filter.regions;
    conditions.push({
      // Found out once, before the list is walked, and looked up by its hash; and what is asked for does not change the plan, so that one
      // is made for all.
      condition: (a, p) =>
        `(${a}.region_code IN (SELECT r.code FROM region r WHERE r.path && ${p.add(codes)}::text[])) IS TRUE`,
      counted: counted('REGION', codes),
      reason: (a, p) =>
        `'In ' || ((SELECT jsonb_object_agg(r.code, r.name) FROM region r WHERE r.path && ${p.add(codes)}::text[]) ->> ${a}.region_code)`,
    });
  }
  if (filter.sizeBands?.length) {
    conditions.push({
      condition: (a, p) => `${a}.size_band = ANY (${p.add(filter.sizeBands)})`,
      counted: counted('SIZE', filter.sizeBands),
      reason: (a) => `'Size: ' || lower(${a}.size_band)`,
    });
  }
  for (const { scheme, validOn } of filter.attested ?? []) {
    const held = (a: string, p: SqlParameters): string =>
      `FROM attestation t JOIN attestation_scheme scheme ON scheme.code = t.scheme_code WHERE t.supplier_id = ${a}.id AND t.scheme_code = ${p.add(scheme)} AND ${validSql('t', p.add(validOn ?? null))}`;
    conditions.push({
      // A test of each row that is come to, never a join: whoever walks through a list has only to fill a page.
      condition: (a, p) => `coalesce((SELECT true ${held(a, p)} LIMIT 1), false)`,
      counted: counted('SCHEME', [scheme], validOn),
      reason: (a, p) =>
        `(SELECT 'Holds ' || scheme.name || ', valid on ' || ${inWords(`coalesce(${p.add(validOn ?? null)}::date, current_date)`)} || coalesce(' and until ' || ${inWords(LAST_DAY)}, '') ${held(a, p)} ORDER BY ${LAST_DAY} DESC NULLS FIRST LIMIT 1)`,
    });
  }
  return conditions;
}

function counted(facet: CountedCondition['facet'], codes: readonly string[], day: string | null = null): CountedCondition[] {
  return [{ facet, codes, day }];
}

/** A day as people write it: 1 October 2026. */
function inWords(day: string): string {
  return `to_char(${day}, 'FMDD FMMonth YYYY')`;
}

/** The last day of the attestation `t`: it expires on one, covers to another, and another takes its place, whichever comes first. */
const LAST_DAY = 'least(t.expires_on, t.covers_to, t.superseded_on - 1)';

/** Verified, not replaced until after the day, and valid on it: every date that is given covers it. */
export function validSql(attestation: string, day: string): string {
  const on = `coalesce(${day}::date, current_date)`;
  return `((${attestation}.state = 'VERIFIED' OR ${attestation}.superseded_on > ${on}) AND coalesce(${attestation}.covers_from, ${attestation}.issued_on, ${on}) <= ${on}
    AND coalesce(${attestation}.expires_on, ${on}) >= ${on} AND coalesce(${attestation}.covers_to, ${on}) >= ${on})`;
}

/** What a supplier has to meet, all of it. */
export function whereSql(sought: SoughtSuppliers): Condition {
  const conditions = conditionsOf(sought);
  return (a, p) => (conditions.length === 0 ? 'true' : conditions.map(({ condition }) => condition(a, p)).join(' AND '));
}

/** The conditions as they are counted. */
export function countedConditions(sought: SoughtSuppliers): CountedCondition[] {
  return conditionsOf(sought).flatMap(({ counted: of }) => of);
}

/** Why a row matched, as a list of sentences. */
export function reasonsSql(sought: SoughtSuppliers): Condition {
  const reasons = conditionsOf(sought).flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return (a, p) =>
    reasons.length === 0
      ? `'[]'::json`
      : `to_json(array_remove(ARRAY[${reasons.map((reason) => reason(a, p)).join(', ')}]::text[], NULL))`;
}

function linked(table: 'sector' | 'technology', codes: readonly string[]): NamedCondition {
  return {
    condition: (a, p) =>
      `${a}.${table}_bits & (SELECT bit_or(1 << x.position) FROM ${table} x WHERE x.code = ANY (${p.add(codes)})) <> 0`,
    counted: counted(table === 'sector' ? 'SECTOR' : 'TECHNOLOGY', codes),
    reason: (a, p) =>
      `(SELECT '${table === 'sector' ? 'Sector' : 'Technology'}: ' || string_agg(x.label || CASE l.source WHEN 'DERIVED' THEN ' (derived: ' || l.reason || ')' ELSE '' END, ', ' ORDER BY x.position)
        FROM supplier_${table} l JOIN ${table} x ON x.code = l.${table}_code WHERE l.supplier_id = ${a}.id AND array_position(${p.add(codes)}::text[], l.${table}_code) IS NOT NULL)`,
  };
}
