import { once } from 'node:events';
import { createServer, IncomingMessage, request, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
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
import { stranger } from '../caller/caller';
import { ReadReport } from '../read-plan/read-report';
import { idPrefix } from './global-id';
import { apolloOf } from './trusted-documents';

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
 * Once on a connection of its own, which tells how quick a statement is; then on the shared one that it is asked on from then on, where
 * PostgreSQL plans it anew five times and keeps the plan that it makes the sixth.
 */
const ROUNDS = 7;

/** How often requests that ask for nothing go the whole way that a request goes. */
const EMPTY_REQUESTS = 20;

/**
 * Answers to nobody what strangers will ask first, so that the first request finds a connection open, statements prepared and planned on
 * it, and code compiled. Each trusted query is asked until its plans are kept, for things that there are not: what is refused or not found
 * is what was to be expected.
 *
 * @param texts the trusted documents
 * @param isLeftOut those that take long for their own reasons
 */
export async function rehearse(
  application: NestFastifyApplication,
  texts: Iterable<string>,
  isLeftOut: (operation: string) => boolean = () => false,
): Promise<void> {
  const { schema } = application.get(GraphQLSchemaHost);
  const server = apolloOf(application);
  for (const query of texts) {
    const operation = queryIn(parse(query, { noLocation: true }));
    if (operation === undefined || isLeftOut(operation.name?.value ?? '')) continue;
    const variables = variablesOf(schema, operation);
    if (variables === null) continue;
    for (let round = 0; round < ROUNDS; round += 1) {
      const caller = { ...stranger('rehearsal'), reads: new ReadReport() };
      await server.executeOperation({ query, variables }, { contextValue: { caller, beforehand: 'REHEARSED' } });
    }
  }
  const http = application.getHttpAdapter().getInstance();
  await http.ready();
  await askForNothing(http.routing as RequestListener, EMPTY_REQUESTS);
}

/** Sends requests over the network, since most of what is slow in a first one is in Node's own HTTP: through a port that nobody else knows. */
async function askForNothing(answer: RequestListener, times: number): Promise<void> {
  const door = createServer(answer).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  try {
    for (let nth = 0; nth < times; nth += 1) {
      const asked = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, agent: false });
      asked.end(JSON.stringify({ query: '{ __typename }' }));
      const [answered] = (await once(asked, 'response')) as [IncomingMessage];
      await finished(answered.resume());
    }
  } finally {
    door.close();
  }
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
