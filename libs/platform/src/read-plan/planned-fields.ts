import { ClassOf } from '../graphql/global-id';

/** SQL of a field that is not a column: gets the alias of its table's row, answers an expression. No literal from a request. */
export type FieldSql = (alias: string) => string;

const SQL_OF = new Map<ClassOf, Map<string, FieldSql>>();
const ORDER_OF = new Map<ClassOf, ReadOrder>();

/**
 * A field that PostgreSQL computes: `@ReadSql((a) => `CASE WHEN ${a}.expires_on < current_date …`)`.
 * The expression gives JSON or a plain value of the field's type.
 */
export function ReadSql(sql: FieldSql): PropertyDecorator {
  return (prototype, property) => {
    const target = prototype.constructor as ClassOf;
    const fields = SQL_OF.get(target) ?? new Map<string, FieldSql>();
    SQL_OF.set(target, fields.set(String(property), sql));
  };
}

/** One key of an order: its expression and the type that a cursor's text is cast to. */
export interface OrderKey {
  sql: FieldSql;
  type: string;
}

/** The order of a list, always ending in the primary key so that it is total; one direction for all its keys. */
export interface ReadOrder {
  keys: readonly OrderKey[];
  descending: boolean;
}

/** The order in which rows of a class come when they are the list of another thing. */
export function OrderedBy(keys: readonly OrderKey[], descending = false): ClassDecorator {
  return (target) => {
    ORDER_OF.set(target as unknown as ClassOf, { keys, descending });
  };
}

export function fieldSql(target: unknown, field: string): FieldSql | undefined {
  return SQL_OF.get(target as ClassOf)?.get(field);
}

export function readOrder(target: unknown): ReadOrder | undefined {
  return ORDER_OF.get(target as ClassOf);
}
