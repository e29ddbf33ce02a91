import { ClassOf, readId } from '../graphql/global-id';

/**
 * "This thing, read afresh": what a mutation returns in place of the thing. The field reader turns it into a planned read as the
 * caller, after the mutation's transaction has committed, so that there is one way to read and it obeys the caller's rights.
 */
export class Reference<T extends object = object> {
  constructor(
    readonly type: ClassOf<T>,
    readonly key: string,
  ) {}
}

/** Several things of a type, in an order. */
export class References<T extends object = object> {
  constructor(
    readonly type: ClassOf<T>,
    readonly keys: readonly string[],
  ) {}
}

/** Lets a payload class declare a field by its API type while a service hands over the reference. */
export function refer<T extends object>(type: ClassOf<T>, key: string): T {
  return new Reference(type, key) as unknown as T;
}

/** As {@link refer}, for a list. */
export function referAll<T extends object>(type: ClassOf<T>, keys: readonly string[]): T[] {
  return new References(type, keys) as unknown as T[];
}

/** The key of an object that a resolver stands on: one that a plan read, or an entity. */
export function keyOf(type: ClassOf, parent: { id: string }): string {
  return parent.id.includes('_') ? readId(type, parent.id) : parent.id;
}

/**
 * What the plan has put into an object for the field that is being resolved, under its alias where it has one. For a field that
 * an upper library adds to a type of a lower one.
 */
export function plannedField<T>(parent: object, info: { fieldName: string; path: { key: string | number } }): T {
  const source = parent as Record<string, unknown>;
  return (source[`${info.path.key}~${info.fieldName}`] ?? source[info.fieldName]) as T;
}
