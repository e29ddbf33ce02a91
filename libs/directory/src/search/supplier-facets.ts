import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Condition, SqlParameters } from '#platform';
import { conditionsOf, FACETS, FacetDimension, SupplierQuery, validSql, whereSql } from './supplier-conditions';

export const FacetDimensionEnum = Object.fromEntries(FACETS.map((facet) => [facet, facet])) as {
  [facet in FacetDimension]: facet;
};
registerEnumType(FacetDimensionEnum, { name: 'FacetDimension' });

@ObjectType()
export class FacetValue {
  @Field() code: string;
  @Field() label: string;
  @Field(() => Int) count: number;
}

/** How many suppliers there would be with each value, under all filters but those on the same dimension. */
@ObjectType()
export class Facet {
  @Field(() => FacetDimensionEnum) dimension: FacetDimension;
  @Field(() => [FacetValue]) values: FacetValue[];
}

/**
 * For each dimension: rows of code, label, place in the list and how many of the suppliers `s` have it. Counted by code first and
 * named then, so that what is joined to the names is a handful of rows.
 */
const COUNTED: Record<FacetDimension, (suppliers: string) => string> = {
  SECTOR: (s) => linked('sector', s),
  TECHNOLOGY: (s) => linked('technology', s),
  REGION: (s) => `SELECT x.code, x.name AS label, x.code AS place, sum(c.n) AS n
    FROM (SELECT region_code, count(*) AS n FROM ${s} s GROUP BY region_code) c
    JOIN region own ON own.code = c.region_code JOIN region x ON x.code = ANY (own.path) AND x.level = 1 GROUP BY x.code`,
  SIZE: (s) => `SELECT s.size_band AS code, initcap(s.size_band) AS label,
    array_position(ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'], s.size_band)::text AS place, count(*) AS n FROM ${s} s GROUP BY s.size_band`,
  SCHEME: (s) => `SELECT x.code, x.name AS label, x.name AS place, c.n
    FROM (SELECT t.scheme_code, count(DISTINCT t.supplier_id) AS n FROM attestation t JOIN ${s} s ON s.id = t.supplier_id
      WHERE ${validSql('t', 'NULL')} GROUP BY t.scheme_code) c JOIN attestation_scheme x ON x.code = c.scheme_code`,
};

function linked(table: 'sector' | 'technology', suppliers: string): string {
  return `SELECT x.code, x.label, lpad(x.position::text, 5, '0') AS place, c.n
    FROM (SELECT l.${table}_code, count(*) AS n FROM ${suppliers} s JOIN supplier_${table} l ON l.supplier_id = s.id GROUP BY l.${table}_code) c
    JOIN ${table} x ON x.code = c.${table}_code`;
}

/** SQL of all facets of a query, as one JSON list. Dimensions that no filter narrows count over the same suppliers, found once. */
export function facetsSql(query: SupplierQuery, parameters: SqlParameters): string {
  const narrowed = new Set(conditionsOf(query).map(({ dimension }) => dimension));
  const found = (where: Condition): string =>
    `SELECT f.id, f.region_code, f.size_band FROM supplier f WHERE ${where('f', parameters)}`;
  const all = found(whereSql(query));
  const facets = FACETS.map((dimension) => {
    const suppliers = narrowed.has(dimension) ? `(${found(whereSql(query, dimension))})` : 'found';
    return `json_build_object('dimension', '${dimension}', 'values', (SELECT coalesce(json_agg(
      json_build_object('code', v.code, 'label', v.label, 'count', v.n) ORDER BY v.place COLLATE "C"), '[]') FROM (${COUNTED[dimension](suppliers)}) v))`;
  });
  return `(WITH found AS MATERIALIZED (${all}) SELECT json_build_array(${facets.join(', ')}))`;
}
