import { defaultFieldResolver, GraphQLFieldResolver, GraphQLSchema, isObjectType } from 'graphql';
import { GraphQLContext } from '../caller/caller';
import { idPrefix } from '../graphql/global-id';
import { Reader } from './reader';
import { Reference, References } from './reference';

/** The name that @nestjs/graphql 13 gives the function that reads a property, for fields that have no resolver of their own. */
const NEST_READS_A_PROPERTY = 'rootFieldResolver';

type Source = Record<string, unknown>;

/**
 * Gives every field without a resolver of its own our reader in place of Nest's. It finds an aliased field of a plan under
 * `alias~name`, follows a {@link Reference} to a planned read, and writes an entity's key as an opaque id.
 *
 * @throws Error when no such field is found, which means that Nest has changed its ways and this must follow
 */
export function readFieldsOf(schema: GraphQLSchema, reader: () => Reader): GraphQLSchema {
  let replaced = 0;
  const read = fieldReader(reader);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined && field.resolve !== defaultFieldResolver && field.resolve.name !== NEST_READS_A_PROPERTY)
        continue;
      field.resolve = read;
      replaced += 1;
    }
  }
  if (replaced === 0)
    throw new Error('No field of the schema reads a property: @nestjs/graphql has changed, see field-reader.ts');
  return schema;
}

function fieldReader(reader: () => Reader): GraphQLFieldResolver<Source, GraphQLContext> {
  return (source, _arguments, context, info) => {
    const value = read(source, info.fieldName, String(info.path.key));
    if (value instanceof Reference) return reader().one(context.caller, info, value.type, value.key);
    if (value instanceof References) return reader().listed(context.caller, info, value.type, value.keys);
    return value;
  };
}

function read(source: Source, name: string, key: string): unknown {
  if (key !== name) {
    const aliased = source[`${key}~${name}`];
    if (aliased !== undefined) return aliased;
  }
  const value = source[name];
  if (name === 'id' && typeof value === 'string' && source.constructor !== Object && source.constructor !== undefined) {
    return (idPrefix(source.constructor.name) ?? '') + value;
  }
  return typeof value === 'function' ? (value as () => unknown).call(source) : value;
}
