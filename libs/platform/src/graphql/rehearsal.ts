import { once } from 'node:events';
import { createServer, IncomingMessage, request, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  DocumentNode,
  FieldNode,
  getNamedType,
  getNullableType,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  OperationDefinitionNode,
  OperationTypeNode,
  parse,
  typeFromAST,
  VariableDefinitionNode,
} from 'graphql';
import { OperationMetrics } from '../telemetry/operation-metrics';
import { idPrefix } from './global-id';

/** Nothing has this key. */
const NO_KEY = '00000000-0000-0000-0000-000000000000';

/** Values that fit a type, and find nothing. */
const FITTING: Readonly<Record<string, unknown>> = {
  ID: NO_KEY,
  String: 'rehearsal',
  Int: 1,
  Float: 1,
  Boolean: false,
  Date: '2000-01-01',
};

/**
 * Once or twice on a connection of its own, until a statement has shown how quick it is; then on the shared one that it is asked on from then
 * on, where PostgreSQL plans it anew five times and keeps the plan that it makes the sixth.
 */
const ROUNDS = 8;

/** Of how many things of a kind it is asked, once plans are kept. */
const MOST_SEEN = 20;

/** How often of each: what is asked of them is compiled the better for it, in a few tenths of a second. */
const TIMES_EACH = 5;

/**
 * How many bytes of code V8 runs of a function before it asks whether that is worth compiling for speed: as it comes, and in a rehearsal, which asks
 * too little for it otherwise, so that a first request found less compiled than the thousandth.
 */
const INTERRUPT_BUDGET = { asItComes: 67_584, rehearsing: 16_000 };

/** A global id in an answer, and its prefix. */
const GLOBAL_ID = /"([a-z]+_)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g;

/** Requests that nobody made. */
const rehearsed = new WeakSet<IncomingMessage>();

/** Whether a request is part of a rehearsal, which is held to no limit. */
export function isRehearsed(request: IncomingMessage): boolean {
  return rehearsed.has(request);
}

/**
 * Asks what strangers will ask first, the whole way that a request goes, so that the first request finds a connection open, statements
 * prepared and planned on it, data at hand and code compiled. Each trusted query is asked for things that there are not until its plans are kept (what
 * is refused or not found is what was to be expected), and then for things that were seen in the answers to others: plans made for
 * these from the start would be worse for others.
 *
 * What was counted of it is forgotten.
 *
 * @param trusted the trusted documents, by the hash that they are asked for with
 * @param isLeftOut those that take long for their own reasons
 */
export async function rehearse(
  application: NestFastifyApplication,
  trusted: ReadonlyMap<string, string>,
  isLeftOut: (operation: string) => boolean = () => false,
): Promise<void> {
  const { schema } = application.get(GraphQLSchemaHost);
  const questions = [...trusted]
    .flatMap(([hash, text]) => questionOf(schema, hash, text) ?? [])
    .filter(({ name }) => !isLeftOut(name));
  const seen = new Map<string, Set<string>>();
  const http = application.getHttpAdapter().getInstance();
  await http.ready();
  await compilingSooner(() =>
    throughADoor(http.routing as RequestListener, async (ask) => {
      for (const question of questions) {
        for (let round = 0; round < ROUNDS; round += 1) {
          const answer = await ask(question);
          noteIds(answer, seen);
          // Who is not signed in is refused before there is a statement.
          if (answer.includes('"UNAUTHENTICATED"')) break;
        }
      }
      for (const question of questions)
        for (const variables of aboutThingsSeen(question.variables, seen))
          for (let time = 0; time < TIMES_EACH; time += 1) await ask({ ...question, variables });
    }),
  );
  application.get(OperationMetrics).forget();
}

/** Does work while V8 compiles sooner what is asked often. */
async function compilingSooner(work: () => Promise<void>): Promise<void> {
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET.rehearsing}`);
  try {
    await work();
  } finally {
    setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET.asItComes}`);
  }
}

/** What is asked of the API by its hash. */
interface Question {
  readonly hash: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Lets requests be sent over the network, since much of what is slow in a first one is in Node's own HTTP: through a port that nobody else
 * knows, each on a connection of its own.
 */
async function throughADoor(
  answer: RequestListener,
  work: (ask: (question: Question) => Promise<string>) => Promise<void>,
): Promise<void> {
  const door = createServer((asked, answered) => {
    rehearsed.add(asked);
    answer(asked, answered);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  try {
    await work(async ({ hash, name, variables }) => {
      const asked = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, agent: false });
      const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
      asked.end(JSON.stringify({ operationName: name, variables, extensions }));
      const [answered] = (await once(asked, 'response')) as [IncomingMessage];
      return text(answered);
    });
  } finally {
    door.close();
  }
}

/** @param seen ids by their prefix, to which some are added */
function noteIds(answer: string, seen: Map<string, Set<string>>): void {
  for (const [quoted, prefix] of answer.matchAll(GLOBAL_ID)) {
    const ids = seen.get(prefix) ?? new Set();
    if (ids.size < MOST_SEEN) seen.set(prefix, ids.add(quoted.slice(1, -1)));
  }
}

/** The same variables with each of the ids that were seen, where there is an id among them. */
function aboutThingsSeen(
  variables: Question['variables'],
  seen: ReadonlyMap<string, ReadonlySet<string>>,
): Question['variables'][] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const ids = typeof value === 'string' && value.endsWith(NO_KEY) ? seen.get(value.slice(0, -NO_KEY.length)) : undefined;
    return [...(ids ?? [])].map((id) => ({ ...variables, [name]: id }));
  });
}

/** @returns null for what is no query, or needs a variable that nothing fits */
function questionOf(schema: GraphQLSchema, hash: string, document: string): Question | null {
  const operation = queryIn(parse(document, { noLocation: true }));
  const variables = operation === undefined ? null : variablesOf(schema, operation);
  return variables === null ? null : { hash, name: operation?.name?.value ?? '', variables };
}

function queryIn(document: DocumentNode): OperationDefinitionNode | undefined {
  const [operation] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation === OperationTypeNode.QUERY ? operation : undefined;
}

/** What has to be given; null where nothing fits. */
function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Record<string, unknown> | null {
  const needed = (operation.variableDefinitions ?? []).filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
  const values = needed.map((definition) => [definition.variable.name.value, valueOf(schema, operation, definition)] as const);
  return values.every(([, value]) => value !== undefined) ? Object.fromEntries(values) : null;
}

function valueOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { variable, type }: VariableDefinitionNode,
): unknown {
  const input = typeFromAST(schema, type as never);
  if (!isInputType(input)) return undefined;
  if (getNamedType(input).name !== 'ID') return fitting(input);
  const asked = operation.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD &&
      (selection.arguments ?? []).some(({ value }) => value.kind === Kind.VARIABLE && value.name.value === variable.name.value),
  );
  const query = schema.getQueryType() as GraphQLObjectType;
  const found = asked === undefined ? undefined : query.getFields()[asked.name.value]?.type;
  return `${(found === undefined ? null : idPrefix(getNamedType(found).name)) ?? ''}${NO_KEY}`;
}

function fitting(type: GraphQLInputType): unknown {
  const inner = isNonNullType(type) ? type.ofType : getNullableType(type);
  if (isListType(inner)) return [fitting(inner.ofType)];
  return isEnumType(inner) ? inner.getValues()[0].name : FITTING[inner.name];
}
