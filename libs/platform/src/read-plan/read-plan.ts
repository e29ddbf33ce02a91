import {
  FieldNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { DataSource, EntityMetadata } from 'typeorm';
import { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { TooComplex } from '../errors/refusal';
import { DEFAULT_PAGE, MAXIMUM_PAGE } from '../graphql/connection';
import { idPrefix } from '../graphql/global-id';
import { FieldSql, fieldSql, listedWhere, ObjectWriter, readOrder, ReadOrder, WrittenJson } from './planned-fields';
import { Request, SelectedField, selectedFields, selectionText } from './selection';
import { arraySql, cutSql, isWrittenAlike, jsonSql, numberSql, objectSql, requiredSql } from './whole-sql';

/**
 * What a plan is for. EMBEDDED: objects that GraphQL executes over, so an aliased field goes under `alias~name`, where the field reader
 * looks. WHOLE: the text of the answer itself, so every field has to be in the plan, under the key that was asked for.
 */
export type ReadMode = 'EMBEDDED' | 'WHOLE';

/** The value of a nested argument, read from the variables of each request: values never enter SQL text. */
export type Parameter = (request: Request) => unknown;

/** Why PostgreSQL cannot write an answer whole, in words for the header; GraphQL's execution answers then. */
export class NotWhole extends Error {
  override name = 'NotWhole';
}

/** The most joins that one operation may ask for. */
const MAXIMUM_JOINS = 40;

/**
 * Compiles the selection of a GraphQL field into one SQL expression, from the entities' own metadata: a column, a relation or a
 * `@ReadSql` of the entity that has the field's name is readable with no line written here. A field that none of these has is
 * left to its resolver, which finds the object's `id`; a plan of the whole answer is then refused with {@link NotWhole}.
 */
export class PlanCompiler {
  /** What `$1…` of the compiled expressions stand for. */
  readonly parameters: Parameter[] = [];
  /** What a request has to meet before its plan may be used: each throws NotWhole where it does not. */
  readonly checks: Parameter[] = [];
  private joins = 0;
  private cuts = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly request: Request,
    private readonly mode: ReadMode,
  ) {}

  /**
   * SQL that makes the JSON of an object of a type from a row of its table.
   *
   * @throws TooComplex when the selection would need more than {@link MAXIMUM_JOINS} joins
   * @throws NotWhole
   */
  entity(typeName: string, parents: readonly FieldNode[], alias: string): string {
    const metadata = this.entityOf(typeName);
    const type = this.request.schema.getType(typeName);
    if (metadata === undefined || !isObjectType(type)) throw new Error(`${typeName} is not both an entity and an object type`);
    return this.object(type, metadata, parents, alias);
  }

  /** Writes objects of a type, of the fields that `parents` ask for. */
  writer(type: GraphQLObjectType, parents: readonly FieldNode[]): ObjectWriter {
    return (expressions) =>
      this.pairs(type, parents, (field, definition) => {
        const expression = expressions[field.name];
        if (expression === undefined) return undefined;
        if (typeof expression === 'string') return this.asAsked(definition.type, field, expression);
        if (typeof expression === 'object') return this.asWritten(definition.type, field, expression);
        return expression(this.writerOf(definition.type, field), field.nodes);
      });
  }

  private object(type: GraphQLObjectType, metadata: EntityMetadata, parents: readonly FieldNode[], alias: string): string {
    const key = metadata.primaryColumns.find((column) => column.propertyName === 'id');
    const id = key === undefined ? 'NULL' : this.column(metadata, key, alias);
    return this.pairs(type, parents, (field, definition) => this.field(definition, metadata, field, alias), id);
  }

  /** @param id what a field that no plan has is answered from */
  private pairs(
    type: GraphQLObjectType,
    parents: readonly FieldNode[],
    valueOf: (field: SelectedField, definition: GraphQLField<unknown, unknown>) => string | undefined,
    id?: string,
  ): string {
    const pairs = new Map<string, string>();
    for (const field of selectedFields(this.request, type, parents)) {
      if (field.name === '__typename') {
        if (this.mode === 'WHOLE') pairs.set(field.key, `'${type.name}'`);
        continue;
      }
      const definition = type.getFields()[field.name];
      const isResolved = this.mode === 'WHOLE' && !isPlanned(definition);
      const sql = isResolved ? undefined : valueOf(field, definition);
      if (sql !== undefined)
        pairs.set(this.mode === 'WHOLE' || field.key === field.name ? field.key : `${field.key}~${field.name}`, sql);
      else if (this.mode === 'WHOLE') throw new NotWhole(`${type.name}.${field.name} is answered by a resolver`);
      else if (id !== undefined) pairs.set('id', id);
    }
    return objectSql([...pairs]);
  }

  private field(
    definition: GraphQLField<unknown, unknown>,
    metadata: EntityMetadata,
    field: SelectedField,
    alias: string,
  ): string | undefined {
    const computed = fieldSql(metadata.target, field.name);
    if (computed !== undefined) return this.computed(computed, definition.type, field, alias);
    const column = metadata.columns.find(
      (candidate) => candidate.propertyName === field.name && candidate.relationMetadata === undefined,
    );
    if (column !== undefined) return this.value(definition, field, metadata, column, alias);
    const target = getNamedType(definition.type);
    return isObjectType(target) ? this.related(definition, target, metadata, field, alias) : undefined;
  }

  /** A column as the value of a field. */
  private value(
    definition: GraphQLField<unknown, unknown>,
    field: SelectedField,
    metadata: EntityMetadata,
    column: ColumnMetadata,
    alias: string,
  ): string | undefined {
    const sql = this.column(metadata, column, alias);
    const type = getNamedType(definition.type);
    if (this.mode === 'EMBEDDED') return sql;
    if (!isLeafType(type)) return this.asAsked(definition.type, field, sql);
    if (!isWrittenAlike(type, String(column.type))) return undefined;
    if (type.name === 'Float') return numberSql(sql, `${metadata.name}.${field.name}`);
    if (type.name === 'JSON' && isNonNullType(definition.type)) return jsonSql(sql, `${metadata.name}.${field.name}`);
    const list = getNullableType(definition.type);
    return isListType(list) && isNonNullType(list.ofType) ? arraySql(sql, `${metadata.name}.${field.name}`) : sql;
  }

  /** What a `@ReadSql` answers; an object that it has not made with the writer is cut down to what was asked for. */
  private computed(sql: FieldSql, type: GraphQLOutputType, field: SelectedField, alias: string): string {
    const write = this.writerOf(type, field);
    let isWritten = false;
    const expression = sql(alias, (fields) => {
      isWritten = true;
      return write(fields);
    });
    return isWritten ? expression : this.asAsked(type, field, expression);
  }

  private writerOf(type: GraphQLOutputType, field: SelectedField): ObjectWriter {
    const target = getNamedType(type);
    return isObjectType(target) ? this.writer(target, field.nodes) : () => 'NULL';
  }

  /** JSON that is as it is: execution would pick what was asked for, so a whole answer is cut down to it. */
  private asAsked(type: GraphQLOutputType, field: SelectedField, sql: string): string {
    if (this.mode === 'EMBEDDED' || isLeafType(getNamedType(type))) return sql;
    return cutSql(this.request, type, field.nodes, sql, () => `c${(this.cuts += 1)}`);
  }

  private asWritten(type: GraphQLOutputType, field: SelectedField, { json, fields }: WrittenJson): string {
    return selectionText(this.request, type, field.nodes) === fields ? json : this.asAsked(type, field, json);
  }

  private column(metadata: EntityMetadata, column: ColumnMetadata, alias: string): string {
    const name = `${alias}."${column.databaseName}"`;
    const prefix = column.isPrimary && column.propertyName === 'id' ? idPrefix(metadata.name) : null;
    if (prefix !== null) return `'${prefix}' || ${name}`;
    return column.type === 'timestamptz' ? instantSql(name) : name;
  }

  private related(
    definition: GraphQLField<unknown, unknown>,
    target: GraphQLObjectType,
    metadata: EntityMetadata,
    field: SelectedField,
    alias: string,
  ): string | undefined {
    const relation = metadata.relations.find((candidate) => candidate.propertyName === field.name);
    if (relation !== undefined) return this.relation(relation, definition, target, field, alias);
    if (target.name.endsWith('Connection')) return this.connection(definition, metadata, target, field, alias);
    const inverse = this.inverse(target, metadata);
    if (inverse === undefined) return undefined;
    if (isListType(getNullableType(definition.type))) return this.list(inverse, target, field, alias);
    return this.only(inverse, definition, target, field, alias);
  }

  private relation(
    relation: RelationMetadata,
    definition: GraphQLField<unknown, unknown>,
    target: GraphQLObjectType,
    field: SelectedField,
    alias: string,
  ): string | undefined {
    if (!relation.isManyToOne && !relation.isOneToOneOwner) {
      const owner = relation.inverseRelation;
      return owner === undefined ? undefined : this.list(owner, target, field, alias);
    }
    const inner = this.nextAlias();
    const metadata = relation.inverseEntityMetadata;
    const on = relation.joinColumns
      .map((join) => `${inner}."${join.referencedColumn?.databaseName}" = ${alias}."${join.databaseName}"`)
      .join(' AND ');
    return this.one(
      definition,
      target,
      `(SELECT ${this.object(target, metadata, field.nodes, inner)} FROM "${metadata.tableName}" ${inner} WHERE ${on})`,
    );
  }

  /** The rows of another table that point at this one. */
  private list(owner: RelationMetadata, target: GraphQLObjectType, field: SelectedField, alias: string): string {
    const inner = this.nextAlias();
    const object = this.object(target, owner.entityMetadata, field.nodes, inner);
    const order = orderSql(this.orderOf(owner.entityMetadata), inner);
    return `(SELECT coalesce(json_agg(${object} ORDER BY ${order}), '[]') FROM "${owner.entityMetadata.tableName}" ${inner} WHERE ${listSql(owner, inner, alias)})`;
  }

  /** The one row of another table that points at this one. */
  private only(
    owner: RelationMetadata,
    definition: GraphQLField<unknown, unknown>,
    target: GraphQLObjectType,
    field: SelectedField,
    alias: string,
  ): string {
    const inner = this.nextAlias();
    const object = this.object(target, owner.entityMetadata, field.nodes, inner);
    return this.one(
      definition,
      target,
      `(SELECT ${object} FROM "${owner.entityMetadata.tableName}" ${inner} WHERE ${joinSql(owner, inner, alias)} LIMIT 1)`,
    );
  }

  /** A thing that has to be there may still be hidden from the caller: execution says so, and so a whole answer stops. */
  private one({ name, type }: GraphQLField<unknown, unknown>, target: GraphQLObjectType, sql: string): string {
    return this.mode === 'WHOLE' && isNonNullType(type) ? requiredSql(sql, `${name} (${target.name})`) : sql;
  }

  /** The first rows of another table that point at this one, with how many there are. */
  private connection(
    definition: GraphQLField<unknown, unknown>,
    metadata: EntityMetadata,
    connection: GraphQLObjectType,
    field: SelectedField,
    alias: string,
  ): string | undefined {
    const node = nodeOf(connection);
    const owner = node === undefined ? undefined : this.inverse(node, metadata);
    if (node === undefined || owner === undefined) return undefined;
    const inner = this.nextAlias();
    const row = this.nextAlias();
    const rows = `FROM "${owner.entityMetadata.tableName}" ${inner} WHERE ${listSql(owner, inner, alias)}`;
    const order = this.orderOf(owner.entityMetadata);
    // Asked for twice in one operation, it has one place: PostgreSQL wants every place to be used.
    let place: string | undefined;
    const first = this.firstOf(definition, field);
    if (this.mode === 'WHOLE') this.checks.push(first);
    const limit = (): string => (place ??= this.parameter(first));
    return this.writer(
      connection,
      field.nodes,
    )({
      totalCount: `(SELECT count(*) ${rows})`,
      edges: (object) =>
        `(SELECT coalesce(json_agg(${object({
          node: (_, nodes) => this.object(node, owner.entityMetadata, nodes, row),
          cursor: `${row}."id"`,
        })} ORDER BY ${orderSql(order, row)}), '[]') ` +
        `FROM (SELECT ${inner}.* ${rows} ORDER BY ${orderSql(order, inner)} LIMIT ${limit()}::int) ${row})`,
      pageInfo: (object) => object({ hasNextPage: () => `(SELECT count(*) > ${limit()}::int ${rows})`, endCursor: 'NULL' }),
    });
  }

  /** How many rows a nested list is asked for. What the resolver will refuse is bounded here, and never answered whole. */
  private firstOf(definition: GraphQLField<unknown, unknown>, field: SelectedField): Parameter {
    return (request) => {
      const first = Number(getArgumentValues(definition, field.nodes[0], request.variableValues).first ?? DEFAULT_PAGE);
      const bounded = Math.min(Math.max(first, 1), MAXIMUM_PAGE);
      if (this.mode === 'WHOLE' && bounded !== first) throw new NotWhole(`first of ${definition.name} is refused`);
      return bounded;
    };
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

/** Whether plans answer a field: with no resolver of its own but such as hands over, and no argument but a connection's `first`. */
function isPlanned({ extensions, args, type }: GraphQLField<unknown, unknown>): boolean {
  const target = getNamedType(type);
  const isPage = isObjectType(target) && nodeOf(target) !== undefined;
  return extensions.planned === true && args.every(({ name }) => isPage && name === 'first');
}

/** The type of the nodes of a connection; undefined for what is none. */
export function nodeOf(connection: GraphQLObjectType): GraphQLObjectType | undefined {
  const edge = getNamedType(connection.getFields().edges?.type);
  const node = isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined;
  return isObjectType(node) ? node : undefined;
}

/** An instant as ISO 8601 in UTC with milliseconds, the way JavaScript writes it. */
export function instantSql(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The terms of an ORDER BY, all in the one direction or all in the other. */
export function orderSql(order: ReadOrder, alias: string, backwards = false): string {
  return order.keys.map((key) => `${key.sql(alias)}${order.descending !== backwards ? ' DESC' : ''}`).join(', ');
}

/** Which rows are in a list: those that point at the thing, and meet what its relation asks of them besides. */
function listSql(owner: RelationMetadata, inner: string, alias: string): string {
  const also = listedWhere(owner.entityMetadata.target, owner.propertyName)?.(inner);
  return `${joinSql(owner, inner, alias)}${also === undefined ? '' : ` AND ${also}`}`;
}

function joinSql(owner: RelationMetadata, inner: string, alias: string): string {
  return owner.joinColumns
    .map((join) => `${inner}."${join.databaseName}" = ${alias}."${join.referencedColumn?.databaseName}"`)
    .join(' AND ');
}
