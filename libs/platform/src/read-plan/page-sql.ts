import { ReadOrder } from './planned-fields';
import { orderSql } from './read-plan';

/** The parts of a page's statement that are the same for whatever is asked of it. */
export class PageSql {
  private readonly paged: ReadOrder;

  /**
   * @param table quoted
   * @param primary columns of its primary key
   * @param limit place of how many rows a page has
   */
  constructor(
    private readonly table: string,
    private readonly primary: readonly string[],
    private readonly order: ReadOrder,
    private readonly limit: string,
  ) {
    this.paged = { ...order, keys: order.keys.map(({ type }, index) => ({ type, sql: (a) => `${a}.k${index}` })) };
  }

  /**
   * The keys of a page's rows, and of one more when there is one.
   *
   * @param ways to find them, of which one alone finds any
   * @param given a query that they use
   */
  with(ways: readonly string[], given: string | null): string {
    const keys = [
      ...this.primary.map((column, index) => `n."${column}" AS id${index}`),
      ...this.order.keys.map((key, index) => `${key.sql('n')} AS k${index}`),
    ];
    const found = ways.map(
      (where) =>
        `(SELECT ${keys.join(', ')} FROM ${this.table} n WHERE ${where} ORDER BY ${orderSql(this.order, 'n')} LIMIT ${this.limit}::int + 1)`,
    );
    return `WITH ${given === null ? '' : `${given}, `}page AS MATERIALIZED (${found.join(' UNION ALL ')})`;
  }

  /** A JSON list of `object`, which is made of a row `n` and its keys `p`. */
  edges(object: string): string {
    const same = this.primary.map((column, index) => `n."${column}" = p.id${index}`).join(' AND ');
    return `(SELECT coalesce(json_agg(${object} ORDER BY ${orderSql(this.paged, 'p')}), '[]') FROM ${this.rows()} p JOIN ${this.table} n ON ${same})`;
  }

  hasNextPage(): string {
    return `(SELECT count(*) > ${this.limit}::int FROM page)`;
  }

  count(): string {
    return `(SELECT least(count(*), ${this.limit}::int) FROM page)`;
  }

  /** The cursor of the last row of the page; null when it has none. */
  endCursor(mark: string): string {
    return `(SELECT ${this.cursor(mark)} FROM ${this.rows()} p ORDER BY ${orderSql(this.paged, 'p', true)} LIMIT 1)`;
  }

  /** The cursor of a row with the keys `p`, as `readCursor` reads it: base64url of a JSON list of the mark and the sort keys. */
  cursor(mark: string): string {
    const parts = [`${mark}::text`, ...this.order.keys.map((_, index) => `p.k${index}::text`)].map(
      (part) => `coalesce(to_json(${part})::text, 'null')`,
    );
    return `translate(encode(convert_to('[' || ${parts.join(` || ',' || `)} || ']', 'UTF8'), 'base64'), '+/=' || chr(10), '-_')`;
  }

  private rows(): string {
    return `(SELECT * FROM page ORDER BY ${orderSql(this.paged, 'page')} LIMIT ${this.limit}::int)`;
  }
}

/** What comes after the row of a cursor. */
export function afterSql(order: ReadOrder, places: readonly string[]): string {
  const row = order.keys.map((key) => key.sql('n')).join(', ');
  const after = order.keys.map((key, index) => `${places[index]}::${key.type}`).join(', ');
  return `(${row}) ${order.descending ? '<' : '>'} (${after})`;
}
