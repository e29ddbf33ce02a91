import { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import {
  DocumentNode,
  FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
  GraphQLField,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isNonNullType,
  Kind,
  OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { DatabaseError } from 'pg';
import { GraphQLContext } from '../caller/caller';
import { TooComplex } from '../errors/refusal';
import { NotWhole } from '../read-plan/read-plan';
import { ReadReport } from './read-report';
import { Reader } from './reader';
import { fieldsIn, flagsOf, Request, SelectedField } from '../read-plan/selection';
import { DataWithLists, writeWithLists } from './written-lists';
import { ReadInfo, sealedText, sealText } from './written-text';

/** The data of an answer as the texts that it consists of, those of PostgreSQL among them; the server's `stringifyResult` writes them as they are. */
class WholeData {
  constructor(readonly texts: readonly string[]) {}
}

const NOTHING = Promise.resolve();

/**
 * Apollo's `stringifyResult`: an answer that is text already goes out as it is. It goes as bytes, and its texts are not put together before: a string of many
 * kilobytes would be copied to stand between its braces, and once more to stand behind the headers.
 */
export function writeResult(result: { data?: unknown }): string {
  // Apollo hands bytes on untouched, and Fastify sends either.
  if (result.data instanceof DataWithLists) return writeWithLists({ ...result, data: result.data }) as unknown as string;
  if (!(result.data instanceof WholeData)) return `${JSON.stringify(result)}\n`;
  return bytesOf(['{"data":', ...result.data.texts, '}\n']) as unknown as string;
}

/** Texts as UTF-8, one behind the other. */
function bytesOf(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    bytes.write(text, at, 'utf8');
    at += lengths[index];
  }
  return bytes;
}

/** Raised by `read_required` where a value is missing that the schema promises. */
const MISSING = 'AS010';

/** A field of a query with all that a resolver is told of it, but for the variables of the request. */
interface AskedField {
  field: SelectedField;
  /** None for `__typename`. */
  definition: GraphQLField<unknown, unknown> | null;
  info: Omit<ReadInfo, 'variableValues'>;
}

/** The fields of a query that are answered whole; or why it cannot be. */
type Shape = readonly AskedField[] | string;

/** What is known of a document. */
interface KnownDocument {
  fragments: Record<string, FragmentDefinitionNode>;
  shapes: Map<string, Shape>;
}

/** Operations of one document, with their combinations of `@skip` and `@include`, that are remembered. */
const MOST_SHAPES = 32;

/**
 * Answers a stranger's query with the text that PostgreSQL writes, where every field of it is in a plan. The resolvers of the query's own
 * fields run as ever, behind their guards and pipes, and hand over the text in place of an object; so what they refuse, execution
 * refuses. Whatever else they answer, execution takes over: nothing is resolved twice but a field whose text is of no use.
 */
export class WholeReads implements ApolloServerPlugin<GraphQLContext> {
  private readonly documents = new WeakMap<DocumentNode, KnownDocument>();
  private readonly listener: GraphQLRequestListener<GraphQLContext> = {
    responseForOperation: (context) => this.answer(context as Resolved),
    willSendResponse: ({ contextValue: { lists }, response: { body } }) => {
      if (lists === undefined || body.kind !== 'single' || !body.singleResult.data) return NOTHING;
      body.singleResult.data = new DataWithLists(body.singleResult.data, lists) as never;
      return NOTHING;
    },
  };

  constructor(private readonly reader: () => Reader) {}

  async requestDidStart(): Promise<GraphQLRequestListener<GraphQLContext>> {
    return this.listener;
  }

  private async answer({ schema, document, operation, request, contextValue }: Resolved): Promise<GraphQLResponse | null> {
    const reads = contextValue.caller.reads;
    if (contextValue.isOnlyPlanned) return this.prepare(schema, document, operation);
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    if (reads === undefined || contextValue.caller.user !== null) return because(reads, 'the caller is signed in');
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
    if (coerced === undefined) return because(reads, 'a variable was refused');
    const known = this.known(document);
    const shape = this.shapeOf(known, operation, { schema, fragments: known.fragments, variableValues: coerced });
    if (typeof shape === 'string') return because(reads, shape);

    const settled = await Promise.allSettled(shape.map((asked) => resolve(asked, coerced, contextValue)));
    const texts = shape.map((asked, index) => textOf(asked, settled[index]));
    if (texts.every((text) => text !== undefined)) {
      reads.isWhole = true;
      const fields = shape.flatMap(({ field: { key } }, index) => [
        `${index > 0 ? ',' : ''}${JSON.stringify(key)}:`,
        texts[index]!,
      ]);
      return responseOf(new WholeData(['{', ...fields, '}']));
    }
    contextValue.settled = new Map();
    settled.forEach((result, index) => {
      if (isLeftToExecution(result)) contextValue.settled?.set(shape[index].field.key, result);
      if (result.status === 'rejected' && isLeftToExecution(result)) because(reads, 'a resolver refused it');
      else if (result.status === 'rejected') because(reads, (result.reason as Error).message);
    });
    return null;
  }

  /** Makes the plan of an operation, and answers nothing. */
  private prepare(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLResponse {
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const isAlwaysTheSame = (operation.variableDefinitions ?? []).every(({ type }) => !print(type).startsWith('Boolean'));
    // What a Boolean variable includes is known when it comes.
    const known = this.known(document);
    if (isQuery && isAlwaysTheSame) this.shapeOf(known, operation, { schema, fragments: known.fragments, variableValues: {} });
    return responseOf({});
  }

  private known(document: DocumentNode): KnownDocument {
    let known = this.documents.get(document);
    if (known === undefined) this.documents.set(document, (known = { fragments: fragmentsOf(document), shapes: new Map() }));
    return known;
  }

  /** Whether all of an operation can be planned; found once for each document, operation and combination of inclusions. */
  private shapeOf({ shapes }: KnownDocument, operation: OperationDefinitionNode, asked: Request): Shape {
    const key = `${operation.name?.value ?? ''} ${flagsOf(asked)}`;
    let shape = shapes.get(key);
    if (shape === undefined) {
      shape = this.plan(operation, asked);
      if (shapes.size < MOST_SHAPES) shapes.set(key, shape);
    }
    return shape;
  }

  private plan(operation: OperationDefinitionNode, asked: Request): Shape {
    const query = asked.schema.getQueryType();
    if (query === undefined || query === null) return 'there are no queries';
    const fields = fieldsIn(asked, query, operation.selectionSet.selections);
    try {
      return fields.map((field) => {
        if (field.name === '__typename') return askedField(asked, operation, query, field, null);
        if (field.name.startsWith('__')) throw new NotWhole(`${field.name} is answered by GraphQL itself`);
        const answered = askedField(asked, operation, query, field, definitionOf(query, field));
        this.reader().plans.prepare(infoOf(answered, asked.variableValues));
        return answered;
      });
    } catch (error) {
      if (error instanceof NotWhole || error instanceof TooComplex) return error.message;
      throw error;
    }
  }
}

function responseOf(data: object): GraphQLResponse {
  return { http: { headers: new Map() as never }, body: { kind: 'single', singleResult: { data: data as never } } };
}

/** What is there by the time that an operation has been resolved. */
type Resolved = GraphQLRequestContext<GraphQLContext> & {
  document: DocumentNode;
  operation: OperationDefinitionNode;
};

function because(reads: ReadReport | undefined, reason: string): null {
  if (reads !== undefined) reads.reason ??= reason;
  return null;
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

function definitionOf(query: GraphQLObjectType, { name }: SelectedField): GraphQLField<unknown, unknown> {
  const definition = query.getFields()[name];
  if (definition === undefined) throw new Error(`validation let ${name} pass`);
  return definition;
}

function askedField(
  { schema, fragments }: Request,
  operation: OperationDefinitionNode,
  parentType: GraphQLObjectType,
  field: SelectedField,
  definition: GraphQLField<unknown, unknown> | null,
): AskedField {
  const path = { prev: undefined, key: field.key, typename: parentType.name };
  const returnType = definition === null ? new GraphQLNonNull(GraphQLString) : definition.type;
  const { name: fieldName, nodes: fieldNodes } = field;
  return {
    field,
    definition,
    info: {
      schema,
      fragments,
      operation,
      parentType,
      fieldName,
      fieldNodes,
      returnType,
      path,
      rootValue: undefined,
      mode: 'WHOLE',
    },
  };
}

/** What GraphQL's execution would tell the resolver, with the word that text is wanted. Written out: to copy it takes far longer. */
function infoOf({ info }: AskedField, variableValues: ReadInfo['variableValues']): ReadInfo {
  return {
    schema: info.schema,
    fragments: info.fragments,
    operation: info.operation,
    parentType: info.parentType,
    fieldName: info.fieldName,
    fieldNodes: info.fieldNodes,
    returnType: info.returnType,
    path: info.path,
    rootValue: undefined,
    mode: 'WHOLE',
    variableValues,
  };
}

async function resolve(
  asked: AskedField,
  variableValues: ReadInfo['variableValues'],
  context: GraphQLContext,
): Promise<unknown> {
  const { definition, field, info } = asked;
  if (definition === null) return sealText(JSON.stringify(info.parentType.name));
  const given = getArgumentValues(definition, field.nodes[0], variableValues);
  return definition.resolve?.(undefined, given, context, infoOf(asked, variableValues));
}

function textOf({ info }: AskedField, result: PromiseSettledResult<unknown>): string | undefined {
  if (result.status === 'rejected') return undefined;
  if (result.value === null && !isNonNullType(info.returnType)) return 'null';
  return sealedText(result.value);
}

/** Whether execution can take over what a resolver has answered; text is of no use to it, nor is that text cannot be had. */
function isLeftToExecution(result: PromiseSettledResult<unknown>): boolean {
  if (result.status === 'fulfilled') return sealedText(result.value) === undefined;
  const { reason } = result as { reason: unknown };
  return !(reason instanceof NotWhole) && !(reason instanceof DatabaseError && reason.code === MISSING);
}
