import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { FieldNode, getNamedType, GraphQLResolveInfo, isObjectType } from 'graphql';
import { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Caller } from '../caller/caller';
import { Transactions, Tx } from '../database/transactions';
import { NotFound } from '../errors/refusal';
import { Connection, cursorMark, DEFAULT_PAGE, readCursor, writeCursor } from '../graphql/connection';
import { ClassOf, words } from '../graphql/global-id';
import { ReadOrder } from './planned-fields';
import { ObjectPlan, orderSql, PlanCompiler } from './read-plan';
import { selectedFields } from './selection';

/** Collects the values of one statement and hands out their places. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** The place of a value: `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A condition on the rows of a list: gets the row's alias and the statement's parameters. */
export type Condition = (alias: string, parameters: SqlParameters) => string;

/** A list to read a page of. */
export interface PageSource {
  /** Names the query in its cursors, with whatever else (filter, search) changes what a page means. */
  mark: readonly unknown[];
  where: Condition;
  order: ReadOrder | ((parameters: SqlParameters) => ReadOrder);
  /** More fields of an edge, of the connection: computed only when asked for. A `totalCount` stands in for counting the rows. */
  edgeFields?: Readonly<Record<string, Condition>>;
  connectionFields?: Readonly<Record<string, (parameters: SqlParameters) => string>>;
}

/**
 * Reads what a resolver was asked for in one prepared statement, as the caller. A stranger reads straight from the pool, where
 * row-level security shows what is public; a member reads in a transaction that knows who is asking.
 */
@Injectable()
export class Reader {
  /** Compiled selections by the field's node in the parsed document, which Apollo keeps; and by its Boolean variables. */
  private readonly plans = new WeakMap<FieldNode, Map<string, ObjectPlan>>();
  private readonly names = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** One thing by its key; null when there is none that the caller may see. */
  async find<T extends object>(
    caller: Caller,
    info: GraphQLResolveInfo,
    type: ClassOf<T>,
    where: Condition,
  ): Promise<T | null> {
    const parameters = new SqlParameters();
    const node = this.nodeSql(info, type, info.fieldNodes, parameters);
    const table = this.tableOf(type);
    const sql = `SELECT ${node} AS result FROM "${table}" n WHERE ${where('n', parameters)} LIMIT 1`;
    return this.first<T>(caller, sql, parameters);
  }

  /** One thing by its key. @throws NotFound */
  async one<T extends object>(caller: Caller, info: GraphQLResolveInfo, type: ClassOf<T>, key: string): Promise<T> {
    const found = await this.find(caller, info, type, (alias, parameters) => `${alias}.id = ${parameters.add(key)}`);
    if (found === null) throw new NotFound(words(type.name));
    return found;
  }

  /** All that meet the condition, in an order; for lists that are short by nature. */
  async many<T extends object>(
    caller: Caller,
    info: GraphQLResolveInfo,
    type: ClassOf<T>,
    where: Condition,
    order: (alias: string, parameters: SqlParameters) => string,
  ): Promise<T[]> {
    const parameters = new SqlParameters();
    const node = this.nodeSql(info, type, info.fieldNodes, parameters);
    const sql = `SELECT coalesce(json_agg(${node} ORDER BY ${order('n', parameters)}), '[]') AS result FROM "${this.tableOf(type)}" n WHERE ${where('n', parameters)}`;
    return (await this.first<T[]>(caller, sql, parameters)) ?? [];
  }

  /** Those with the given keys, by their key; a key that the caller may not see has none. */
  async byKeys<T extends object>(
    caller: Caller,
    info: GraphQLResolveInfo,
    type: ClassOf<T>,
    keys: readonly string[],
  ): Promise<Map<string, T>> {
    const parameters = new SqlParameters();
    const node = this.nodeSql(info, type, info.fieldNodes, parameters);
    const table = this.tableOf(type);
    const sql = `SELECT coalesce(json_agg(json_build_array(n.id, ${node})), '[]') AS result FROM "${table}" n WHERE n.id = ANY (${parameters.add(keys)}::uuid[])`;
    return new Map((await this.first<[string, T][]>(caller, sql, parameters)) ?? []);
  }

  /** A page of a list, with the total and whatever else the selection asks for, in one statement. */
  async page<T extends object>(
    caller: Caller,
    info: GraphQLResolveInfo,
    type: ClassOf<T>,
    page: { first?: number | null; after?: string | null },
    source: PageSource,
  ): Promise<Connection<T>> {
    const asked = new PageSelection(info);
    const parameters = new SqlParameters();
    const table = `"${this.tableOf(type)}"`;
    const node = asked.nodes.length === 0 ? 'NULL' : this.nodeSql(info, type, asked.nodes, parameters);
    const order = typeof source.order === 'function' ? source.order(parameters) : source.order;
    const mark = cursorMark(type.name, order.descending, source.mark);
    const where = source.where('n', parameters);
    const limit = parameters.add(page.first ?? DEFAULT_PAGE);

    const primary = this.dataSource.getMetadata(type.name).primaryColumns.map(({ databaseName }) => databaseName);
    const keys = [
      ...primary.map((column, index) => `n."${column}" AS id${index}`),
      ...order.keys.map((key, index) => `${key.sql('n')} AS k${index}`),
    ].join(', ');
    const same = primary.map((column, index) => `n."${column}" = p.id${index}`).join(' AND ');
    const before =
      page.after === undefined || page.after === null
        ? 'true'
        : keysetSql(order, readCursor(mark, order.keys.length, page.after), parameters);
    const paged: ReadOrder = {
      descending: order.descending,
      keys: order.keys.map((key, index) => ({ type: key.type, sql: (a) => `${a}.k${index}` })),
    };
    const edgeFields = Object.entries(source.edgeFields ?? {}).filter(([name]) => asked.edge.has(name));
    const edge = [
      `'keys', json_build_array(${order.keys.map((_, index) => `p.k${index}::text`).join(', ')})`,
      `'node', ${node}`,
      ...edgeFields.map(([name, field]) => `'${name}', ${field('n', parameters)}`),
    ].join(', ');
    const fields = [
      `'edges', (SELECT coalesce(json_agg(json_build_object(${edge}) ORDER BY ${orderSql(paged, 'p')}), '[]') ` +
        `FROM (SELECT * FROM page ORDER BY ${orderSql(paged, 'page')} LIMIT ${limit}::int) p JOIN ${table} n ON ${same})`,
      `'more', (SELECT count(*) > ${limit}::int FROM page)`,
      ...(asked.connection.has('totalCount') && source.connectionFields?.totalCount === undefined
        ? [`'totalCount', (SELECT count(*) FROM ${table} n WHERE ${where})`]
        : []),
      ...Object.entries(source.connectionFields ?? {})
        .filter(([name]) => asked.connection.has(name))
        .map(([name, field]) => `'${name}', ${field(parameters)}`),
    ];
    const sql =
      `WITH page AS MATERIALIZED (SELECT ${keys} FROM ${table} n WHERE ${where} AND ${before} ` +
      `ORDER BY ${orderSql(order, 'n')} LIMIT ${limit}::int + 1) SELECT json_build_object(${fields.join(', ')}) AS result`;
    const found = await this.first<FoundPage<T>>(caller, sql, parameters);
    return connection(found ?? { edges: [], more: false }, mark);
  }

  /** Runs one prepared statement whose single row has a `result`, as the caller. */
  private async first<T>(caller: Caller, sql: string, { values }: SqlParameters): Promise<T | null> {
    const statement = { name: this.nameOf(sql), text: sql, values };
    if (caller.user === null) {
      const { rows } = await publicPool(this.dataSource).query<{ result: T }>(statement);
      return rows[0]?.result ?? null;
    }
    return this.transactions.read(caller, async (tx) => {
      const { rows } = await (await clientOf(tx)).query<{ result: T }>(statement);
      return rows[0]?.result ?? null;
    });
  }

  /** The object's SQL, whose nested arguments take the statement's first places. */
  private nodeSql(info: GraphQLResolveInfo, type: ClassOf, parents: readonly FieldNode[], parameters: SqlParameters): string {
    const flags = Object.values(info.variableValues).filter((value) => typeof value === 'boolean');
    const key = `${type.name} ${JSON.stringify(flags)}`;
    let known = this.plans.get(parents[0]);
    if (known === undefined) this.plans.set(parents[0], (known = new Map()));
    let plan = known.get(key);
    if (plan === undefined) known.set(key, (plan = new PlanCompiler(this.dataSource, info).compile(type.name, parents, 'n')));
    for (const parameter of plan.parameters) parameters.add(parameter(info));
    return plan.sql;
  }

  private tableOf(type: ClassOf): string {
    return this.dataSource.getMetadata(type.name).tableName;
  }

  /** A statement's name on its connections; the names are bounded, since each is memory in PostgreSQL too. */
  private nameOf(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined) return known;
    if (this.names.size >= 500) return undefined;
    const name = `read_${createHash('sha1').update(sql).digest('hex').slice(0, 20)}`;
    this.names.set(sql, name);
    return name;
  }
}

interface FoundPage<T> {
  edges: { keys: (string | null)[]; node: T; [field: string]: unknown }[];
  more: boolean;
  totalCount?: number;
  [field: string]: unknown;
}

function connection<T>(found: FoundPage<T>, mark: string): Connection<T> {
  const { edges, more, ...fields } = found;
  const withCursors = edges.map(({ keys, ...edge }) => ({ ...edge, cursor: writeCursor(mark, keys) }));
  const pageInfo = { hasNextPage: more, endCursor: withCursors.at(-1)?.cursor ?? null };
  return { totalCount: 0, ...fields, edges: withCursors, pageInfo };
}

/** Which fields of a connection and its edges a request asks for, under whatever alias. */
class PageSelection {
  readonly connection: Set<string>;
  readonly edge: Set<string>;
  readonly nodes: FieldNode[];

  constructor(info: GraphQLResolveInfo) {
    const type = getNamedType(info.returnType);
    if (!isObjectType(type)) throw new Error(`${info.fieldName} does not return a connection`);
    const fields = selectedFields(info, type, info.fieldNodes);
    this.connection = new Set(fields.map(({ name }) => name));
    const edgeType = getNamedType(type.getFields().edges.type);
    const edges = fields.filter(({ name }) => name === 'edges').flatMap(({ nodes }) => nodes);
    const edgeFields = isObjectType(edgeType) ? selectedFields(info, edgeType, edges) : [];
    this.edge = new Set(edgeFields.map(({ name }) => name));
    this.nodes = edgeFields.filter(({ name }) => name === 'node').flatMap(({ nodes }) => nodes);
  }
}

function keysetSql(order: ReadOrder, values: readonly string[], parameters: SqlParameters): string {
  const row = order.keys.map((key) => key.sql('n')).join(', ');
  const after = order.keys.map((key, index) => `${parameters.add(values[index])}::${key.type}`).join(', ');
  return `(${row}) ${order.descending ? '<' : '>'} (${after})`;
}

/** The pool that strangers read from: a replica's where there is one. */
function publicPool(dataSource: DataSource): Pool {
  const driver = dataSource.driver as unknown as { master: Pool; slaves: Pool[] };
  return driver.slaves.length === 0 ? driver.master : driver.slaves[Math.floor(Math.random() * driver.slaves.length)];
}

async function clientOf(tx: Tx): Promise<PoolClient> {
  if (tx.queryRunner === undefined) throw new Error('a transaction has a connection of its own');
  return (await tx.queryRunner.connect()) as PoolClient;
}
