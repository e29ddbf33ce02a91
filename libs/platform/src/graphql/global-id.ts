import { NotFound } from '../errors/refusal';

/** A class, whatever its constructor takes. */
export type ClassOf<T = object> = abstract new (...parameters: never[]) => T;

const PREFIX_OF = new Map<string, string>();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Gives a type its mark in opaque ids: `@GlobalId('sup')` makes `sup_0192…`. One mark, one type, for ever. */
export function GlobalId(prefix: string) {
  return (target: ClassOf): void => {
    const taken = [...PREFIX_OF].find(([name, other]) => other === prefix && name !== target.name);
    if (taken !== undefined) throw new Error(`The id prefix ${prefix} belongs to ${taken[0]} already`);
    PREFIX_OF.set(target.name, prefix);
  };
}

/** The prefix of a type's ids with its underscore, or null for a type that has none. */
export function idPrefix(typeName: string): string | null {
  const prefix = PREFIX_OF.get(typeName);
  return prefix === undefined ? null : `${prefix}_`;
}

/** The opaque id that clients see. */
export function globalId(type: ClassOf, key: string): string {
  const prefix = idPrefix(type.name);
  if (prefix === null) throw new Error(`${type.name} has no @GlobalId`);
  return prefix + key;
}

/**
 * The key within an opaque id of that type.
 *
 * @throws NotFound when the id is of another type or of no type: nothing can be found under it
 */
export function readId(type: ClassOf, id: string): string {
  const prefix = idPrefix(type.name);
  const key = prefix !== null && id.startsWith(prefix) ? id.slice(prefix.length) : '';
  if (!UUID.test(key)) throw new NotFound(words(type.name));
  return key;
}

/** `LockedSearch` → "locked search" */
export function words(typeName: string): string {
  return typeName.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
