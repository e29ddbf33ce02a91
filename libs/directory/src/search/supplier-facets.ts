import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { SqlParameters } from '#platform';
import { FACETS, FacetDimension, SupplierQuery, validSql, whereSql } from './supplier-conditions';

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

/** For each dimension: rows of code, label, position and the suppliers `s` that are found. */
const COUNTED: Record<FacetDimension, string> = {
  SECTOR: `SELECT x.code, x.label, x.position::text AS place, count(*) AS n FROM s JOIN supplier_sector l ON l.supplier_id = s.id JOIN sector x ON x.code = l.sector_code GROUP BY x.code`,
  TECHNOLOGY: `SELECT x.code, x.label, x.position::text AS place, count(*) AS n FROM s JOIN supplier_technology l ON l.supplier_id = s.id JOIN technology x ON x.code = l.technology_code GROUP BY x.code`,
  REGION: `SELECT x.code, x.name AS label, x.code AS place, count(*) AS n FROM s JOIN region own ON own.code = s.region_code JOIN region x ON x.code = ANY (own.path) AND x.level = 1 GROUP BY x.code`,
  SIZE: `SELECT s.size_band AS code, initcap(s.size_band) AS label, array_position(ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'], s.size_band)::text AS place, count(*) AS n FROM s GROUP BY s.size_band`,
  SCHEME: `SELECT x.code, x.name AS label, x.name AS place, count(DISTINCT s.id) AS n FROM s JOIN attestation t ON t.supplier_id = s.id JOIN attestation_scheme x ON x.code = t.scheme_code WHERE ${validSql('t', 'NULL')} GROUP BY x.code`,
};

/** SQL of all facets of a query, as one JSON list. */
export function facetsSql(query: SupplierQuery, parameters: SqlParameters): string {
  const facets = FACETS.map((dimension) => {
    const where = whereSql(query, dimension)('f', parameters);
    return `json_build_object('dimension', '${dimension}', 'values', (
      WITH s AS (SELECT f.id, f.region_code, f.size_band FROM supplier f WHERE ${where}), v AS (${COUNTED[dimension]})
      SELECT coalesce(json_agg(json_build_object('code', v.code, 'label', v.label, 'count', v.n) ORDER BY length(v.place), v.place), '[]') FROM v))`;
  });
  return `json_build_array(${facets.join(', ')})`;
}
