import {
  FieldNode,
  getNamedType,
  getNullableType,
  GraphQLLeafType,
  GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ObjectWriter } from './planned-fields';
import { Request, selectedFields } from './selection';

/** PostgreSQL functions take a hundred arguments; an object of more pairs is built in parts. */
const PAIRS_AT_ONCE = 45;

/** JSON of an object from its keys and the expressions of their values, in their order. */
export function objectSql(pairs: readonly (readonly [string, string])[]): string {
  const written = pairs.map(([key, sql]) => `'${key.replace(/'/g, "''")}', ${sql}`);
  if (written.length <= PAIRS_AT_ONCE) return `json_build_object(${written.join(', ')})`;
  const parts: string[] = [];
  for (let start = 0; start < written.length; start += PAIRS_AT_ONCE) {
    const part = `json_build_object(${written.slice(start, start + PAIRS_AT_ONCE).join(', ')})`;
    parts.push(`right(left(${part}::text, -1), -1)`);
  }
  return `('{' || ${parts.join(` || ', ' || `)} || '}')::json`;
}

/** Writes an object with all its fields, for SQL that no request has chosen from. */
export const wholeObject: ObjectWriter = (fields) =>
  objectSql(
    Object.entries(fields).map(([name, expression]) => [
      name,
      typeof expression === 'string'
        ? expression
        : typeof expression === 'object'
          ? expression.json
          : expression(wholeObject, []),
    ]),
  );

/** JSON that may not be null: where it is, the statement fails, and GraphQL's execution says what is wrong. */
export function requiredSql(json: string, field: string): string {
  return `coalesce(${json}, read_required('${field}'))`;
}

/** A column of JSON that may not be null: one that holds JSON's own null is not null to PostgreSQL, and is to GraphQL's execution. */
export function jsonSql(column: string, field: string): string {
  return requiredSql(`nullif(${column}::jsonb, 'null')::json`, field);
}

/** A number that JSON and JavaScript can hold: NaN and the infinities fail the statement, since execution refuses them. */
export function numberSql(number: string, field: string): string {
  return `CASE WHEN ${number} IS NULL OR ${number} BETWEEN -1e308 AND 1e308 THEN to_json(${number}) ELSE read_required('${field}') END`;
}

/** A list of values none of which may be null. */
export function arraySql(array: string, field: string): string {
  return `CASE WHEN array_position(${array}, NULL) IS NULL THEN to_json(${array}) ELSE read_required('${field}') END`;
}

/** Column types whose JSON is what GraphQL makes of a value of the scalar. */
const WRITTEN_ALIKE: Record<string, readonly string[]> = {
  ID: ['uuid', 'text'],
  String: ['text', 'uuid', 'varchar'],
  Boolean: ['boolean'],
  Int: ['integer', 'smallint', 'int4'],
  Float: ['numeric', 'double precision', 'integer'],
  Date: ['date'],
  DateTime: ['timestamptz'],
  JSON: ['json', 'jsonb'],
};

/** Whether PostgreSQL writes a column as GraphQL would; of an enum the table's own check holds the values. */
export function isWrittenAlike(type: GraphQLLeafType, column: string): boolean {
  if (isEnumType(type)) return column === 'text' && type.getValues().every(({ name, value }) => name === value);
  return WRITTEN_ALIKE[type.name]?.includes(column) ?? false;
}

/**
 * Cuts JSON down to the fields that are asked for, under their keys, as GraphQL's execution would.
 *
 * @param json an expression of json or jsonb that has all fields of the type
 * @param nextName names a row of its own
 */
export function cutSql(
  request: Request,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  json: string,
  nextName: () => string,
): string {
  const list = getNullableType(type);
  const name = nextName();
  if (isListType(list)) {
    const item = cutSql(request, list.ofType, nodes, `${name}.value`, nextName);
    const items = `(SELECT coalesce(json_agg(${item} ORDER BY ${name}.ordinality), '[]') FROM json_array_elements(${name}l.value) WITH ORDINALITY ${name})`;
    return `(SELECT CASE WHEN json_typeof(${name}l.value) = 'array' THEN ${items} ELSE ${absent(type)} END FROM (SELECT to_json(${json}) AS value OFFSET 0) ${name}l)`;
  }
  const named = getNamedType(type);
  if (isLeafType(named))
    return isNonNullType(type) ? `CASE WHEN json_typeof(${json}) <> 'null' THEN ${json} ELSE ${absent(type)} END` : json;
  if (!isObjectType(named)) return absent(type);
  const pairs = selectedFields(request, named, nodes).map((field): [string, string] => {
    if (field.name === '__typename') return [field.key, `'${named.name}'`];
    const inner = named.getFields()[field.name].type;
    return [field.key, cutSql(request, inner, field.nodes, `${name}.value -> '${field.name}'`, nextName)];
  });
  return `(SELECT CASE WHEN json_typeof(${name}.value) = 'object' THEN ${objectSql(pairs)} ELSE ${absent(type)} END FROM (SELECT to_json(${json}) AS value OFFSET 0) ${name})`;
}

/** What stands where there is nothing. */
function absent(type: GraphQLOutputType): string {
  return isNonNullType(type) ? `read_required('${String(type)}')` : 'NULL';
}
