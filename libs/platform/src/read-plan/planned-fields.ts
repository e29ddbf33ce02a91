import { Extensions } from '@nestjs/graphql';
import type { FieldNode } from 'graphql';
import type { CursorKeyType } from './cursor-keys';
import { ClassOf } from '../graphql/global-id';

/**
 * Writes the JSON of an object out of the expressions of its fields: of those that a request asks for, under the names that it
 * asks for. What holds objects itself is a function that gets the writer of these, and the nodes that ask for it.
 */
export type ObjectWriter = (fields: Readonly<Record<string, FieldExpression>>) => string;
export type FieldExpression = string | WrittenJson | ((object: ObjectWriter, nodes: readonly FieldNode[]) => string);

/** JSON that says just what a selection asks for, such as `code label`, in its order: to whoever asks the same it goes out as it is. */
export interface WrittenJson {
  json: string;
  fields: string;
}

/** SQL of a field that is not a column: gets the alias of its table's row, answers an expression. No literal from a request. */
export type FieldSql = (alias: string, object: ObjectWriter) => string;

const SQL_OF = new Map<ClassOf, Map<string, FieldSql>>();
const ORDER_OF = new Map<ClassOf, ReadOrder>();
const LISTED_WHERE = new Map<ClassOf, Map<string, (alias: string) => string>>();

/**
 * A field that PostgreSQL computes: `@ReadSql((a) => `CASE WHEN ${a}.expires_on < current_date …`)`. The expression gives JSON or a
 * plain value of the field's type. An object is best written with the writer, which leaves out what nobody asks for:
 * `@ReadSql((a, object) => object({ months: `${a}.validity_months`, rule: `${a}.validity_rule` }))`.
 */
export function ReadSql(sql: FieldSql): PropertyDecorator {
  return (prototype, property) => {
    const target = prototype.constructor as ClassOf;
    const fields = SQL_OF.get(target) ?? new Map<string, FieldSql>();
    SQL_OF.set(target, fields.set(String(property), sql));
  };
}

/** Marks a field's resolver that does nothing but hand over what the plan has put there (`plannedField`). */
export const Planned = (): MethodDecorator => Extensions({ planned: true });

/** One key of an order: its expression and the type that a cursor's text is cast to. */
export interface OrderKey {
  sql: (alias: string) => string;
  type: CursorKeyType;
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

/**
 * On a `@ManyToOne`: which rows are in the list of the thing that they point at, where not all are. It holds for lists that are planned of
 * that relation alone, and keeps nothing secret.
 */
export function ListedWhere(sql: (alias: string) => string): PropertyDecorator {
  return (prototype, property) => {
    const target = prototype.constructor as ClassOf;
    const relations = LISTED_WHERE.get(target) ?? new Map<string, (alias: string) => string>();
    LISTED_WHERE.set(target, relations.set(String(property), sql));
  };
}

/** The SQL that a field is read by, where its entity states one. */
export function fieldSql(target: unknown, field: string): FieldSql | undefined {
  return SQL_OF.get(target as ClassOf)?.get(field);
}

/** The order in which lists of an entity are read, where it states one. */
export function readOrder(target: unknown): ReadOrder | undefined {
  return ORDER_OF.get(target as ClassOf);
}

/** What else holds of the rows of a list, by the relation that makes it. */
export function listedWhere(target: unknown, relation: string): ((alias: string) => string) | undefined {
  return LISTED_WHERE.get(target as ClassOf)?.get(relation);
}
