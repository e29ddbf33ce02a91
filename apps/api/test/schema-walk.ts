import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  GraphQLArgument,
  GraphQLField,
  GraphQLObjectType,
  isEnumType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { TestApi } from './harness';

/** How far the walk goes from a query's own field: requirement → match → item, and the like, with lists between. */
const DEEPEST = 6;

/** What was answered at one place of the schema: `procurement.candidates.supplier`. */
export interface Sight {
  place: string;
  /** The whole answer, as JSON. */
  text: string;
}

interface Step {
  place: string;
  /** What is to be written around a selection to ask for it here. */
  around: readonly string[];
  type: GraphQLObjectType;
}

/** Values that somebody may give for what a field requires: whatever ids are known, and a word. */
interface Known {
  ids: readonly string[];
  words: readonly string[];
}

/**
 * Reads all that one person gets to see: every query with every known id, and from each answer along every field of every type, once for each way
 * of the first two steps and once for each field after that. It goes by the schema alone, so that it comes to what nobody thought of.
 */
export async function walk(api: TestApi, as: string | null, known: Known): Promise<Sight[]> {
  const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
  const waiting: Step[] = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return [];
    return callsOf(field, known).map((call) => ({ place: field.name, around: [call], type }));
  });
  const sights: Sight[] = [];
  const walked = new Set<string>();
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const { place, around, type } = step;
    const { data } = await api.send<Record<string, unknown>>(as, queryOf(around, type));
    const text = JSON.stringify(data);
    const answer = Object.values(data)[0] ?? null;
    if (answer === null || (Array.isArray(answer) && answer.length === 0)) continue;
    sights.push({ place, text });
    if (around.length >= DEEPEST) continue;
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      const way = `${around.length <= 2 ? around.join() : ''} ${type.name}.${field.name}`;
      if (!isObjectType(next) || field.args.some(isRequiredArgument) || walked.has(way)) continue;
      walked.add(way);
      waiting.push({ place: `${place}.${field.name}`, around: [...around, field.name], type: next });
    }
  }
  return sights;
}

function queryOf(around: readonly string[], type: GraphQLObjectType): string {
  const plain = Object.values(type.getFields()).filter(
    ({ type: of, args }) => isLeafType(getNamedType(of)) && !args.some(isRequiredArgument),
  );
  const selection = ['__typename', ...plain.map(({ name }) => name)].join(' ');
  return `{ ${around.reduceRight((inner, each) => `${each} { ${inner} }`, selection)} }`;
}

/** A field with its required arguments, once for every known value; none where it takes what cannot be guessed. */
function callsOf({ name, args }: GraphQLField<unknown, unknown>, known: Known): string[] {
  const given = args
    .filter(isRequiredArgument)
    .map((argument) => valuesFor(argument, known).map((value) => `${argument.name}: ${value}`));
  const calls = given.reduce((so, values) => so.flatMap((call) => values.map((value) => [...call, value])), [[]] as string[][]);
  return calls.map((call) => (call.length === 0 ? name : `${name}(${call.join(', ')})`));
}

function valuesFor({ type }: GraphQLArgument, { ids, words }: Known): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return ids.map((id) => JSON.stringify(id));
  if (named.name === 'String') return words.map((word) => JSON.stringify(word));
  return isEnumType(named) ? [named.getValues()[0].name] : [];
}
