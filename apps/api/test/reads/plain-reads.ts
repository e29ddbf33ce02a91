import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getNamedType, getNullableType, GraphQLFieldResolver, GraphQLObjectType, isListType, isObjectType } from 'graphql';
import { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import {
  Caller,
  ClassOf,
  Condition,
  cursorMark,
  fieldSql,
  NotFound,
  NotWhole,
  PageSource,
  Reader,
  readCursor,
  listedWhere,
  readOrder,
  type ReadOrder,
  SqlParameters,
  wholeObject,
  words,
} from '#platform';

type Row = Record<string, unknown>;

/**
 * Turns an API into one that reads the usual way, to compare with: resolvers over entities that TypeORM loads, one statement for each
 * relation of each object, executed by graphql-js. No plan has a part in it; a field that an entity declares as SQL is asked for by itself.
 */
export function readPlainly(api: NestFastifyApplication): void {
  const dataSource = api.get(DataSource);
  const entities = new PlainEntities(dataSource);
  Object.assign(api.get(Reader), {
    plans: { prepare: () => refuse() },
    find: (_: Caller, __: unknown, type: ClassOf, where: Condition) => entities.first(type, where),
    one: async (_: Caller, __: unknown, type: ClassOf, key: string) => {
      const found = await entities.first(type, (a, p) => `${a}.id = ${p.add(key)}`);
      if (found === null) throw new NotFound(words(type.name));
      return found;
    },
    many: (_: Caller, __: unknown, type: ClassOf, where: Condition, order: Condition) =>
      entities.all(type, (p) => ({ where: where('n', p), order: order('n', p) })),
    // Everything is read, and execution picks what was asked for.
    isAsked: () => true,
    page: (_: Caller, __: unknown, type: ClassOf, page: Page, source: PageSource) => entities.page(type, page, source),
  });
  for (const type of Object.values(api.get(GraphQLSchemaHost).schema.getTypeMap())) {
    const metadata = dataSource.entityMetadatas.find(({ name }) => name === type.name);
    if (isObjectType(type) && metadata !== undefined) resolvePlainly(type, metadata, entities);
  }
}

function refuse(): never {
  throw new NotWhole('reads are plain');
}

/** Fields that plans answer, answered from the entity that they stand on. */
function resolvePlainly(type: GraphQLObjectType, metadata: EntityMetadata, entities: PlainEntities): void {
  for (const field of Object.values(type.getFields())) {
    if (field.extensions.planned !== true) continue;
    const checks = field.resolve;
    const answer = answerOf(type, field.name, metadata, entities);
    if (answer === null) continue;
    field.resolve = async (source: Row, given, context, info) => {
      // A resolver of its own says first what it does not take.
      await (checks as GraphQLFieldResolver<Row, unknown>)?.(source, given, context, info);
      return answer(source, given as { first?: number });
    };
  }
}

type Answer = (source: Row, given: { first?: number | null }) => unknown;

function answerOf(type: GraphQLObjectType, name: string, metadata: EntityMetadata, entities: PlainEntities): Answer | null {
  const sql = fieldSql(metadata.target, name);
  if (sql !== undefined) return (source) => entities.value(metadata, source, sql('n', wholeObject));
  if (metadata.columns.some((column) => column.propertyName === name && column.relationMetadata === undefined)) return null;
  const relation = metadata.relations.find(({ propertyName }) => propertyName === name);
  if (relation?.isManyToOne === true) return (source) => entities.related(metadata, source, relation);
  const { type: output } = type.getFields()[name];
  const target = getNamedType(output);
  if (!isObjectType(target)) return null;
  const edge = target.name.endsWith('Connection') ? getNamedType(target.getFields().edges.type) : undefined;
  const node = isObjectType(edge) ? getNamedType(edge.getFields().node.type) : target;
  const owner = entities.pointing(node.name, metadata);
  if (owner === undefined) return null;
  if (edge !== undefined) return (source, { first }) => entities.pageOf(owner, source, first ?? 20);
  if (isListType(getNullableType(output))) return (source) => entities.listOf(owner, source);
  return async (source) => (await entities.listOf(owner, source))[0] ?? null;
}

interface Page {
  first?: number | null;
  after?: string | null;
}

/** What stands before a statement of a page. */
function givenOf({ given }: PageSource, parameters: SqlParameters): string {
  return given === undefined ? '' : `WITH ${given(parameters)}`;
}

/** What a row of a page meets, in one way or another. */
function whereOf({ where }: PageSource, parameters: SqlParameters): string {
  return `(${[where]
    .flat()
    .map((way) => `(${way('n', parameters)})`)
    .join(' OR ')})`;
}

class PlainEntities {
  constructor(private readonly dataSource: DataSource) {}

  async first(type: ClassOf, where: Condition): Promise<object | null> {
    return (await this.all(type, (p) => ({ where: where('n', p), order: '1' })))[0] ?? null;
  }

  /** Finds keys with SQL, and loads the entities one by one. */
  async all(
    type: ClassOf,
    sql: (parameters: SqlParameters) => { where: string; order: string; limit?: number },
  ): Promise<object[]> {
    const metadata = this.dataSource.getMetadata(type.name);
    const parameters = new SqlParameters();
    const { where, order, limit } = sql(parameters);
    const keys: Row[] = await this.dataSource.query(
      `SELECT ${keysOf(metadata)} FROM "${metadata.tableName}" n WHERE ${where} ORDER BY ${order} ${limit === undefined ? '' : `LIMIT ${limit}`}`,
      parameters.values,
    );
    return Promise.all(keys.map((key) => this.load(metadata, key)));
  }

  async page(type: ClassOf, { first, after }: Page, source: PageSource): Promise<object> {
    const limit = first ?? 20;
    const query = new SqlParameters();
    const order = typeof source.order === 'function' ? source.order(query) : source.order;
    const mark = cursorMark(type.name, order.descending, source.mark);
    const given = givenOf(source, query);
    const condition = [whereOf(source, query)];
    if (after !== undefined && after !== null) {
      const values = readCursor(
        mark,
        order.keys.map(({ type }) => type),
        after,
      ).map((value, index) => `${query.add(value)}::${order.keys[index].type}`);
      condition.push(
        `(${order.keys.map(({ sql }) => sql('n')).join(', ')}) ${order.descending ? '<' : '>'} (${values.join(', ')})`,
      );
    }
    const metadata = this.dataSource.getMetadata(type.name);
    const keys = order.keys.map(({ sql }, index) => `(${sql('n')})::text AS k${index}`);
    const found: Row[] = await this.dataSource.query(
      `${given} SELECT ${keysOf(metadata)}, ${keys.join(', ')} FROM "${metadata.tableName}" n WHERE ${condition.join(' AND ')} ORDER BY ${terms(order)} LIMIT ${limit + 1}`,
      query.values,
    );
    const edges = await Promise.all(
      found.slice(0, limit).map(async (row) => ({
        cursor: Buffer.from(JSON.stringify([mark, ...order.keys.map((_, index) => row[`k${index}`])])).toString('base64url'),
        node: await this.load(metadata, row),
        ...(await this.fields(
          source.edgeFields,
          (field, p) =>
            `SELECT to_json(${field('n', p)}) AS value FROM "${metadata.tableName}" n WHERE n.id = ${p.add(row.id)}`,
        )),
      })),
    );
    return {
      totalCount: () => this.count(metadata, source),
      pageInfo: { hasNextPage: found.length > limit, endCursor: edges.at(-1)?.cursor ?? null },
      edges,
      ...(await this.fields(
        source.connectionFields,
        (field, p) => `${givenOf(source, p)} SELECT to_json(${field(p)}) AS value`,
      )),
    };
  }

  async value(metadata: EntityMetadata, source: Row, sql: string): Promise<unknown> {
    const key = metadata.primaryColumns.map((column, index) => `n."${column.databaseName}" = $${index + 1}`);
    const [row]: { value: unknown }[] = await this.dataSource.query(
      `SELECT to_json(${sql}) AS value FROM "${metadata.tableName}" n WHERE ${key.join(' AND ')}`,
      metadata.primaryColumns.map(({ propertyName }) => source[propertyName]),
    );
    return row.value;
  }

  async related(metadata: EntityMetadata, source: Row, relation: RelationMetadata): Promise<object | null> {
    const found = await this.dataSource
      .createQueryBuilder()
      .relation(metadata.target, relation.propertyName)
      .of(source)
      .loadOne<Row>();
    return found === undefined || found === null ? null : this.load(relation.inverseEntityMetadata, found);
  }

  pointing(typeName: string, parent: EntityMetadata): RelationMetadata | undefined {
    return this.dataSource.entityMetadatas
      .find(({ name }) => name === typeName)
      ?.manyToOneRelations.find((relation) => relation.inverseEntityMetadata === parent);
  }

  async listOf(owner: RelationMetadata, source: Row, limit?: number): Promise<object[]> {
    const { target } = owner.entityMetadata;
    const order = readOrder(target);
    return this.all(target as ClassOf, (p) => ({
      where: owner.joinColumns
        .map((join) => `n."${join.databaseName}" = ${p.add(source[join.referencedColumn?.propertyName ?? ''])}`)
        .concat(listedWhere(target, owner.propertyName)?.('n') ?? [])
        .join(' AND '),
      order: order === undefined ? '1' : terms(order),
      limit,
    }));
  }

  async pageOf(owner: RelationMetadata, source: Row, first: number): Promise<object> {
    const all = (await this.listOf(owner, source)) as Row[];
    return {
      totalCount: all.length,
      pageInfo: { hasNextPage: all.length > first, endCursor: null },
      edges: all.slice(0, first).map((node) => ({ cursor: node.id, node })),
    };
  }

  private async count(metadata: EntityMetadata, source: PageSource): Promise<unknown> {
    const p = new SqlParameters();
    const given = givenOf(source, p);
    const own = source.connectionFields?.totalCount;
    const sql = own === undefined ? `(SELECT count(*) FROM "${metadata.tableName}" n WHERE ${whereOf(source, p)})` : own(p);
    const [{ count }]: { count: unknown }[] = await this.dataSource.query(`${given} SELECT ${sql} AS count`, p.values);
    return count;
  }

  private async fields<F>(
    fields: Readonly<Record<string, F>> | undefined,
    sql: (field: F, parameters: SqlParameters) => string,
  ): Promise<Row> {
    const answered = Object.entries(fields ?? {})
      .filter(([name]) => name !== 'totalCount')
      .map(async ([name, field]): Promise<[string, unknown]> => {
        const p = new SqlParameters();
        const [{ value }]: { value: unknown }[] = await this.dataSource.query(sql(field, p), p.values);
        return [name, value];
      });
    return Object.fromEntries(await Promise.all(answered));
  }

  /** An entity with every column, also one that is not loaded unless it is asked for. */
  private async load(metadata: EntityMetadata, row: Row): Promise<object> {
    const where = Object.fromEntries(
      metadata.primaryColumns.map(({ propertyName, databaseName }) => [propertyName, row[propertyName] ?? row[databaseName]]),
    );
    const select = Object.fromEntries(metadata.columns.map(({ propertyName }) => [propertyName, true]));
    return this.dataSource.getRepository(metadata.target).findOneOrFail({ where, select: select as never }) as Promise<object>;
  }
}

function keysOf(metadata: EntityMetadata): string {
  return metadata.primaryColumns.map(({ databaseName }) => `n."${databaseName}"`).join(', ');
}

function terms(order: ReadOrder): string {
  return order.keys.map(({ sql }) => `${sql('n')}${order.descending ? ' DESC' : ''}`).join(', ');
}
