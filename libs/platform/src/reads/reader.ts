import { Injectable } from '@nestjs/common';
import { FieldNode, getNamedType, isObjectType } from 'graphql';
import { DataSource } from 'typeorm';
import { Caller } from '../caller/caller';
import { NotFound } from '../errors/refusal';
import { Connection, cursorMark, DEFAULT_PAGE, readCursor } from '../graphql/connection';
import type { CursorKeyType } from '../read-plan/cursor-keys';
import { ClassOf, words } from '../graphql/global-id';
import { KnownPlans, Plan } from './known-plans';
import { afterSql, PageSql } from '../read-plan/page-sql';
import { FieldExpression, ReadOrder } from '../read-plan/planned-fields';
import { nodesKey } from '../read-plan/selection';
import { Condition, SqlParameters } from './sql-parameters';
import { Statements } from './statements';
import { modeOf, ReadInfo, sealText } from './written-text';

/** A list to read a page of. */
export interface PageSource {
  /** Names the query in its cursors, with whatever else (filter, search) changes what a page means. */
  mark: readonly unknown[];
  /** A query `name AS (…)` that stands before the page, for the conditions and the fields to use. */
  given?: (parameters: SqlParameters) => string;
  /** More than one are ways to find the rows of which one alone finds any; which, is known when the statement runs. */
  where: Condition | readonly Condition[];
  order: ReadOrder | ((parameters: SqlParameters) => ReadOrder);
  /** More fields of an edge, of the connection: computed only when asked for. */
  edgeFields?: Readonly<Record<string, Condition>>;
  /** A `totalCount` among them stands in place of the exact one. */
  connectionFields?: Readonly<Record<string, (parameters: SqlParameters) => string>>;
  /** What the JSON of a connection's field says, as the selection that asks for just that: it is not cut down for whoever asks the same. */
  written?: Readonly<Record<string, string>>;
}

/**
 * Reads what a resolver was asked for in one prepared statement, as the caller. A stranger reads straight from the pool, where
 * row-level security shows what is public; a member reads in a transaction that knows who is asking.
 *
 * Where an operation is being answered whole (`whole-reads.ts`) the text that PostgreSQL wrote is handed over, sealed, in place of the
 * object.
 */
@Injectable()
export class Reader {
  readonly plans: KnownPlans;

  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: Statements,
  ) {
    this.plans = new KnownPlans(dataSource);
  }

  /** One thing by its key; null when there is none that the caller may see. */
  async find<T extends object>(caller: Caller, info: ReadInfo, type: ClassOf<T>, where: Condition): Promise<T | null> {
    const { plan, parameters } = this.begin(info, type);
    const condition = where('n', parameters);
    return this.run(caller, info, plan, parameters, [condition], () => ({
      json: objectOf(plan, info.fieldNodes),
      rows: '1',
      from: `FROM ${this.tableOf(type)} n WHERE ${condition} LIMIT 1`,
    }));
  }

  /** One thing by its key. @throws NotFound */
  async one<T extends object>(caller: Caller, info: ReadInfo, type: ClassOf<T>, key: string): Promise<T> {
    const found = await this.find(caller, info, type, (alias, parameters) => `${alias}.id = ${parameters.add(key)}`);
    if (found === null) throw new NotFound(words(type.name));
    return found;
  }

  /** All that meet the condition, in an order; for lists that are short by nature. */
  async many<T extends object>(
    caller: Caller,
    info: ReadInfo,
    type: ClassOf<T>,
    where: Condition,
    order: (alias: string, parameters: SqlParameters) => string,
  ): Promise<T[]> {
    const { plan, parameters } = this.begin(info, type);
    const ordered = order('n', parameters);
    const condition = where('n', parameters);
    const found = await this.run<T[]>(caller, info, plan, parameters, [ordered, condition], () => ({
      json: `coalesce(json_agg(${objectOf(plan, info.fieldNodes)} ORDER BY ${ordered}), '[]')`,
      rows: 'count(*)',
      from: `FROM ${this.tableOf(type)} n WHERE ${condition}`,
    }));
    return found ?? [];
  }

  /** Those with the given keys, by their key; a key that the caller may not see has none. */
  async byKeys<T extends object>(
    caller: Caller,
    info: ReadInfo,
    type: ClassOf<T>,
    keys: readonly string[],
  ): Promise<Map<string, T>> {
    const { plan, parameters } = this.begin(info, type);
    const place = parameters.add(keys);
    const found = await this.run<[string, T][]>(caller, info, plan, parameters, ['by keys'], () => ({
      json: `coalesce(json_agg(json_build_array(n.id, ${objectOf(plan, info.fieldNodes)})), '[]')`,
      rows: 'count(*)',
      from: `FROM ${this.tableOf(type)} n WHERE n.id = ANY (${place}::uuid[])`,
    }));
    return new Map(found ?? []);
  }

  /** A page of a list, with the total and whatever else the selection asks for, in one statement. */
  async page<T extends object>(
    caller: Caller,
    info: ReadInfo,
    type: ClassOf<T>,
    page: { first?: number | null; after?: string | null },
    source: PageSource,
  ): Promise<Connection<T>> {
    const connection = getNamedType(info.returnType);
    if (!isObjectType(connection)) throw new Error(`${info.fieldName} does not return a connection`);
    const { plan, parameters } = this.begin(info, type);
    const order = typeof source.order === 'function' ? source.order(parameters) : source.order;
    const given = source.given?.(parameters) ?? null;
    const ways = [source.where].flat().map((where) => where('n', parameters));
    const limit = limitSql(page.first ?? DEFAULT_PAGE, parameters);
    const after = page.after ?? null;
    const isMarked = plan.asked.has('edges.cursor') || plan.asked.has('pageInfo.endCursor');
    const mark = isMarked || after !== null ? cursorMark(type.name, order.descending, source.mark) : '';
    const places = after === null ? [] : readCursor(mark, typesOf(order), after).map((value) => parameters.add(value));
    const markPlace = isMarked ? parameters.add(mark) : 'NULL';
    const edgeFields = asked(
      source.edgeFields,
      (name) => plan.asked.has(`edges.${name}`),
      (field) => field('n', parameters),
    );
    const fields = asked(
      source.connectionFields,
      (name) => plan.asked.has(name),
      (field) => field(parameters),
    );
    const parts = [
      given ?? '',
      ...ways,
      limit,
      String(places),
      ...order.keys.map(({ sql }) => sql('n')),
      ...Object.values(edgeFields),
      ...Object.values(fields),
    ];
    const found = await this.run<Connection<T>>(caller, info, plan, parameters, parts, () => {
      const table = this.tableOf(type);
      const sql = new PageSql(table, this.primaryOf(type), order, limit);
      const json = plan.compiler.writer(
        connection,
        info.fieldNodes,
      )({
        totalCount: `(SELECT count(*) FROM ${table} n WHERE ${ways.map((where) => `(${where})`).join(' OR ')})`,
        pageInfo: (object) => object({ hasNextPage: sql.hasNextPage(), endCursor: sql.endCursor(markPlace) }),
        edges: (object) =>
          sql.edges(object({ cursor: sql.cursor(markPlace), node: (_, nodes) => objectOf(plan, nodes), ...edgeFields })),
        ...writtenAs(fields, source.written),
      });
      const from = ways.map((where) => (after === null ? where : `${where} AND ${afterSql(order, places)}`));
      return { with: sql.with(from, given), json, rows: sql.count() };
    });
    if (found === null) throw new Error('a page is one row');
    return found;
  }

  /** Whether a page is asked for a field of the connection itself, such as its facets, before it is read. */
  isAsked(info: ReadInfo, type: ClassOf, field: string): boolean {
    return this.plans.planOf(info, type.name).asked.has(field);
  }

  /** The plan of a field, and parameters that begin with the plan's. */
  private begin(info: ReadInfo, type: ClassOf): { plan: Plan; parameters: SqlParameters } {
    const plan = this.plans.planOf(info, type.name);
    for (const check of plan.checks) check(info);
    const parameters = new SqlParameters();
    for (const parameter of plan.parameters) parameters.add(parameter(info));
    return { plan, parameters };
  }

  /** @param parts all that tells the statement apart from others of the plan */
  private async run<T>(
    caller: Caller,
    info: ReadInfo,
    plan: Plan,
    { values }: SqlParameters,
    parts: readonly string[],
    compose: () => { with?: string; json: string; rows: string; from?: string },
  ): Promise<T | null> {
    const isWhole = modeOf(info) === 'WHOLE';
    const key = parts.join('\n');
    let statement = plan.statements.get(key);
    if (statement === undefined) {
      const sql = compose();
      const result = isWhole ? `(${sql.json})::text` : sql.json;
      statement = this.statements.of(
        `${sql.with ?? ''} SELECT ${result} AS result, ${sql.rows} AS rows ${sql.from ?? ''}`.trim(),
      );
      if (plan.statements.size < MOST_STATEMENTS) plan.statements.set(key, statement);
    }
    const found = await this.statements.run<T>(caller, statement, values);
    return isWhole && found !== null ? (sealText(String(found)) as T) : found;
  }

  private tableOf(type: ClassOf): string {
    return `"${this.dataSource.getMetadata(type.name).tableName}"`;
  }

  private primaryOf(type: ClassOf): string[] {
    return this.dataSource.getMetadata(type.name).primaryColumns.map(({ databaseName }) => databaseName);
  }
}

function typesOf({ keys }: ReadOrder): CursorKeyType[] {
  return keys.map(({ type }) => type);
}

/** Lengths of pages that people ask for. */
const USUAL_LENGTHS: readonly number[] = [10, 20, 25, 50, 100];

/**
 * How many rows a page has: a usual length as it is, since PostgreSQL keeps the plan of a statement only where it knows how far it has
 * to go, and makes it anew each time where it does not; another as a value.
 */
function limitSql(length: number, parameters: SqlParameters): string {
  return USUAL_LENGTHS.includes(length) ? String(length) : parameters.add(length);
}

/** Statements that are kept of one plan: one for each set of filters that people use with it. */
const MOST_STATEMENTS = 50;

function objectOf(plan: Plan, nodes: readonly FieldNode[]): string {
  const sql = plan.objects.get(nodesKey(nodes));
  if (sql === undefined) throw new Error('the plan has no object for a node of its own document');
  return sql;
}

/** The expressions with what each is known to say. */
function writtenAs(
  fields: Readonly<Record<string, string>>,
  written: Readonly<Record<string, string>> = {},
): Record<string, FieldExpression> {
  const expressions = Object.entries(fields).map(([name, json]): [string, FieldExpression] => [
    name,
    name in written ? { json, fields: written[name] } : json,
  ]);
  return Object.fromEntries(expressions);
}

/** The expressions of those fields that are asked for. */
function asked<F>(
  fields: Readonly<Record<string, F>> | undefined,
  isAsked: (name: string) => boolean,
  sql: (field: F) => string,
): Record<string, string> {
  const wanted = Object.entries(fields ?? {}).filter(([name]) => isAsked(name));
  return Object.fromEntries(wanted.map(([name, field]) => [name, sql(field)]));
}
