import DataLoader from 'dataloader';
import { defaultFieldResolver, GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema, isObjectType } from 'graphql';
import { GraphQLContext } from '../caller/caller';
import { NotFound } from '../errors/refusal';
import { idPrefix, words } from '../graphql/global-id';
import { Reader } from './reader';
import { Reference, References } from './reference';
import { isWrittenAtOnce, writeList } from './written-lists';

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
      field.resolve = isWrittenAtOnce(field) ? writeAtOnce : read;
      field.extensions = { ...field.extensions, planned: true };
      replaced += 1;
    }
  }
  takeOverWhatIsSettled(schema);
  if (replaced === 0)
    throw new Error('No field of the schema reads a property: @nestjs/graphql has changed, see field-reader.ts');
  return schema;
}

/** A field of the query that was answered while the whole answer was tried is not answered a second time. */
function takeOverWhatIsSettled(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const resolve = field.resolve;
    if (resolve === undefined) continue;
    field.resolve = (source, given, context: GraphQLContext, info) => {
      const settled = context.settled?.get(String(info.path.key));
      if (settled === undefined) return resolve(source, given, context, info);
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    };
  }
}

/** Answers with an empty list, and leaves the text that takes its place when the answer is written. */
const writeAtOnce: GraphQLFieldResolver<Source, GraphQLContext> = (source, _arguments, context, info) => {
  (context.lists ??= []).push(writeList(info, source[info.fieldName] as Iterable<unknown>));
  return [];
};

function fieldReader(reader: () => Reader): GraphQLFieldResolver<Source, GraphQLContext> {
  return (source, _arguments, context, info) => {
    const value = read(source, info.fieldName, String(info.path.key));
    if (value instanceof Reference) return follow(reader(), context, info, value);
    if (value instanceof References)
      return Promise.all(value.keys.map((key) => follow(reader(), context, info, new Reference(value.type, key))));
    return value;
  };
}

/** References of one field are read together, in one statement, however many objects of a list have one. */
async function follow(
  reader: Reader,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
  { type, key }: Reference,
): Promise<object> {
  const loaders = (context.loaders ??= new Map());
  let loader = loaders.get(info.fieldNodes[0]);
  if (loader === undefined) {
    loader = new DataLoader(async (keys: readonly string[]) => {
      const found = await reader.byKeys(context.caller, info, type, keys);
      return keys.map((wanted) => found.get(wanted) ?? new NotFound(words(type.name)));
    });
    loaders.set(info.fieldNodes[0], loader);
  }
  return loader.load(key);
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
