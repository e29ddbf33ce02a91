import type { GraphQLResolveInfo } from 'graphql';
import { NotWhole, ReadMode } from '../read-plan/read-plan';

/** A field that is being answered; `mode` is there when PostgreSQL is to write the text of the answer. */
export type ReadInfo = GraphQLResolveInfo & { readonly mode?: ReadMode };

/** How a field is read: for GraphQL to take apart, unless it says otherwise. */
export function modeOf(info: ReadInfo): ReadMode {
  return info.mode ?? 'EMBEDDED';
}

const TEXT = Symbol('text');

/** What is asked of any value by `await` and by Nest, to see whether it is a promise or an observable. */
const ASKED_OF_ANYTHING = new Set<string | symbol>(['then', 'lift', 'subscribe']);

const SEALED: ProxyHandler<{ text: string }> = {
  get(target, property) {
    if (property === TEXT) return target.text;
    if (typeof property === 'symbol' || ASKED_OF_ANYTHING.has(property)) return undefined;
    throw new NotWhole(`a resolver looks at the ${property} of what it has read`);
  },
};

/**
 * The text of an answer, handed through a resolver in place of the object. A resolver that looks into it ends the attempt to answer
 * whole, and is run again with the object.
 */
export function sealText(text: string): object {
  return new Proxy({ text }, SEALED);
}

/** The text within; undefined for whatever else a resolver has answered. */
export function sealedText(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as { [TEXT]?: string })[TEXT] : undefined;
}
