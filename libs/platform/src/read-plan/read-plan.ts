import {
  FieldNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  GraphQLObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { DataSource, EntityMetadata } from 'typeorm';
import { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { TooComplex } from '../errors/refusal';
import { DEFAULT_PAGE } from '../graphql/connection';
import { idPrefix } from '../graphql/global-id';
import { fieldSql, readOrder, ReadOrder } from './planned-fields';
import { Request, SelectedField, selectedFields } from './selection';

/** The value of a nested argument, read from the variables of each request: values never enter SQL text. */
export type Parameter = (request: Request) => unknown;

/** SQL that makes an object's JSON from a row, and the parameters `$1…` that it begins with. */
export interface ObjectPlan {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** The most joins that one operation may ask for. */
const MAXIMUM_JOINS = 40;

/** PostgreSQL functions take a hundred arguments; an object of more pairs is built in parts. */
const PAIRS_AT_ONCE = 45;

/**
 * Compiles the selection of a GraphQL field into one SQL expression, from the entities' own metadata: a column, a relation or a
 * `@ReadSql` of the entity that has the field's name is readable with no line written here. A field that none of these has is
 * left to its resolver, which finds the object's `id`.
 *
 * An aliased field goes under `alias~name`, where the field reader looks first; so two aliases of one field with different
 * arguments live side by side.
 */
export class PlanCompiler {
  private readonly parameters: Parameter[] = [];
  private joins = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly request: Request,
  ) {}

  /** @throws TooComplex when the selection would need more than {@link MAXIMUM_JOINS} joins */
  compile(typeName: string, parents: readonly FieldNode[], alias: string): ObjectPlan {
    const metadata = this.entityOf(typeName);
    const type = this.request.schema.getType(typeName);
    if (metadata === undefined || !isObjectType(type)) throw new Error(`${typeName} is not both an entity and an object type`);
    return { sql: this.object(type, metadata, parents, alias), parameters: this.parameters };
  }

  private object(type: GraphQLObjectType, metadata: EntityMetadata, parents: readonly FieldNode[], alias: string): string {
    const pairs = new Map<string, string>();
    for (const field of selectedFields(this.request, type, parents)) {
      if (field.name === '__typename') continue;
      const sql = this.field(type, metadata, field, alias);
      // A resolver in TypeScript answers this one, and knows the object by its id.
      if (sql === null) pairs.set('id', this.idOf(metadata, alias) ?? 'NULL');
      else pairs.set(field.key === field.name ? field.name : `${field.key}~${field.name}`, sql);
    }
    return objectSql([...pairs]);
  }

  private field(type: GraphQLObjectType, metadata: EntityMetadata, field: SelectedField, alias: string): string | null {
    const computed = fieldSql(metadata.target, field.name);
    if (computed !== undefined) return computed(alias);
    const column = metadata.columns.find(
      (candidate) => candidate.propertyName === field.name && candidate.relationMetadata === undefined,
    );
    if (column !== undefined) return this.column(metadata, column, alias);

    const target = getNamedType(type.getFields()[field.name]?.type);
    if (!isObjectType(target)) return null;
    const relation = metadata.relations.find((candidate) => candidate.propertyName === field.name);
    if (relation !== undefined) return this.relation(relation, target, field, alias);
    if (target.name.endsWith('Connection')) return this.connection(type, metadata, target, field, alias);
    const inverse = this.inverse(target, metadata);
    if (inverse === undefined) return null;
    const isList = isListType(getNullableType(type.getFields()[field.name].type));
    return isList ? this.list(inverse, target, field, alias) : this.only(inverse, target, field, alias);
  }

  private column(metadata: EntityMetadata, column: ColumnMetadata, alias: string): string {
    const name = `${alias}."${column.databaseName}"`;
    if (column.isPrimary && column.propertyName === 'id') return this.idOf(metadata, alias) ?? name;
    if (column.type === 'timestamptz') return instantSql(name);
    return name;
  }

  private idOf(metadata: EntityMetadata, alias: string): string | null {
    const key = metadata.primaryColumns.find((column) => column.propertyName === 'id');
    if (key === undefined) return null;
    const prefix = idPrefix(metadata.name);
    return prefix === null ? `${alias}."id"` : `'${prefix}' || ${alias}."id"`;
  }

  private relation(relation: RelationMetadata, target: GraphQLObjectType, field: SelectedField, alias: string): string | null {
    if (relation.isManyToOne || relation.isOneToOneOwner) {
      const inner = this.nextAlias();
      const metadata = relation.inverseEntityMetadata;
      const on = relation.joinColumns
        .map((join) => `${inner}."${join.referencedColumn?.databaseName}" = ${alias}."${join.databaseName}"`)
        .join(' AND ');
      return `(SELECT ${this.object(target, metadata, field.nodes, inner)} FROM "${metadata.tableName}" ${inner} WHERE ${on})`;
    }
    const owner = relation.inverseRelation;
    return owner === undefined ? null : this.list(owner, target, field, alias);
  }

  /** The rows of another table that point at this one. */
  private list(owner: RelationMetadata, target: GraphQLObjectType, field: SelectedField, alias: string): string {
    const inner = this.nextAlias();
    const object = this.object(target, owner.entityMetadata, field.nodes, inner);
    const order = orderSql(this.orderOf(owner.entityMetadata), inner);
    return `(SELECT coalesce(json_agg(${object} ORDER BY ${order}), '[]') FROM "${owner.entityMetadata.tableName}" ${inner} WHERE ${joinSql(owner, inner, alias)})`;
  }

  /** The one row of another table that points at this one. */
  private only(owner: RelationMetadata, target: GraphQLObjectType, field: SelectedField, alias: string): string {
    const inner = this.nextAlias();
    const object = this.object(target, owner.entityMetadata, field.nodes, inner);
    return `(SELECT ${object} FROM "${owner.entityMetadata.tableName}" ${inner} WHERE ${joinSql(owner, inner, alias)} LIMIT 1)`;
  }

  /** The first rows of another table that point at this one, with how many there are. */
  private connection(
    type: GraphQLObjectType,
    metadata: EntityMetadata,
    connection: GraphQLObjectType,
    field: SelectedField,
    alias: string,
  ): string | null {
    const edge = getNamedType(connection.getFields().edges?.type);
    const node = isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined;
    const owner = isObjectType(node) ? this.inverse(node, metadata) : undefined;
    if (!isObjectType(edge) || !isObjectType(node) || owner === undefined) return null;

    const definition = type.getFields()[field.name];
    const first: Parameter = (request) =>
      getArgumentValues(definition, field.nodes[0], request.variableValues).first ?? DEFAULT_PAGE;
    const table = `"${owner.entityMetadata.tableName}"`;
    const parts: [string, string][] = [];
    for (const part of selectedFields(this.request, connection, field.nodes)) {
      const key = part.key === part.name ? part.name : `${part.key}~${part.name}`;
      const inner = this.nextAlias();
      const rows = `FROM ${table} ${inner} WHERE ${joinSql(owner, inner, alias)}`;
      if (part.name === 'totalCount') parts.push([key, `(SELECT count(*) ${rows})`]);
      if (part.name === 'edges') {
        const limit = this.parameter(first);
        const row = this.nextAlias();
        const nodes = selectedFields(this.request, edge, part.nodes).filter(({ name }) => name === 'node');
        const object = this.object(
          node,
          owner.entityMetadata,
          nodes.flatMap((selected) => selected.nodes),
          row,
        );
        const order = this.orderOf(owner.entityMetadata);
        parts.push([
          key,
          `(SELECT coalesce(json_agg(json_build_object('node', ${object}, 'cursor', ${row}."id") ORDER BY ${orderSql(order, row)}), '[]') ` +
            `FROM (SELECT ${inner}.* ${rows} ORDER BY ${orderSql(order, inner)} LIMIT ${limit}::int) ${row})`,
        ]);
      }
      if (part.name === 'pageInfo') {
        const limit = this.parameter(first);
        parts.push([key, `json_build_object('hasNextPage', (SELECT count(*) > ${limit}::int ${rows}), 'endCursor', NULL)`]);
      }
    }
    return objectSql(parts);
  }

  private parameter(parameter: Parameter): string {
    this.parameters.push(parameter);
    return `$${this.parameters.length}`;
  }

  private nextAlias(): string {
    this.joins += 1;
    if (this.joins > MAXIMUM_JOINS) {
      throw new TooComplex(`The operation would join ${MAXIMUM_JOINS} tables or more. Ask in two operations.`);
    }
    return `t${this.joins}`;
  }

  private orderOf(metadata: EntityMetadata): ReadOrder {
    return (
      readOrder(metadata.target) ?? {
        keys: metadata.primaryColumns.map(({ databaseName }) => ({ sql: (a) => `${a}."${databaseName}"`, type: 'text' })),
        descending: false,
      }
    );
  }

  private inverse(target: GraphQLObjectType, parent: EntityMetadata): RelationMetadata | undefined {
    return this.entityOf(target.name)?.manyToOneRelations.find((relation) => relation.inverseEntityMetadata === parent);
  }

  private entityOf(typeName: string): EntityMetadata | undefined {
    return this.dataSource.entityMetadatas.find((metadata) => metadata.name === typeName);
  }
}

/** An instant as ISO 8601 in UTC with milliseconds, the way JavaScript writes it. */
export function instantSql(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The terms of an ORDER BY, all in the one direction. */
export function orderSql(order: ReadOrder, alias: string): string {
  return order.keys.map((key) => `${key.sql(alias)}${order.descending ? ' DESC' : ''}`).join(', ');
}

function joinSql(owner: RelationMetadata, inner: string, alias: string): string {
  return owner.joinColumns
    .map((join) => `${inner}."${join.databaseName}" = ${alias}."${join.referencedColumn?.databaseName}"`)
    .join(' AND ');
}

function objectSql(pairs: readonly (readonly [string, string])[]): string {
  const written = pairs.map(([key, sql]) => `'${key.replace(/'/g, "''")}', ${sql}`);
  if (written.length <= PAIRS_AT_ONCE) return `json_build_object(${written.join(', ')})`;
  const parts: string[] = [];
  for (let start = 0; start < written.length; start += PAIRS_AT_ONCE) {
    parts.push(`jsonb_build_object(${written.slice(start, start + PAIRS_AT_ONCE).join(', ')})`);
  }
  return `(${parts.join(' || ')})::json`;
}
