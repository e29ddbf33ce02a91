import { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import {
  DocumentNode,
  FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
  GraphQLSchema,
  isNonNullType,
  Kind,
  OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { DatabaseError } from 'pg';
import { GraphQLContext } from '../caller/caller';
import { TooComplex } from '../errors/refusal';
import { NotWhole } from './read-plan';
import { ReadReport } from './read-report';
import { Reader } from './reader';
import { fieldsIn, flagsOf, Request, SelectedField } from './selection';
import { ReadInfo, sealedText, sealText } from './written-text';

/** The data of an answer as the text that PostgreSQL wrote; the server's `stringifyResult` writes it as it is. */
class WholeData {
  constructor(readonly text: string) {}
}

/** Apollo's `stringifyResult`: an answer that is text already goes out as it is. */
export function writeResult(result: { data?: unknown }): string {
  return result.data instanceof WholeData ? `{"data":${result.data.text}}\n` : `${JSON.stringify(result)}\n`;
}

/** Raised by `read_required` where a value is missing that the schema promises. */
const MISSING = 'AS010';

/** The fields of a query that are answered whole; or why it cannot be. */
type Shape = readonly SelectedField[] | string;

/** Operations of one document, with their combinations of `@skip` and `@include`, that are remembered. */
const MOST_SHAPES = 32;

/**
 * Answers a stranger's query with the text that PostgreSQL writes, where every field of it is in a plan. The resolvers of the query's own
 * fields run as ever, behind their guards and pipes, and hand over the text in place of an object; so what they refuse, execution
 * refuses. Whatever else they answer, execution takes over: nothing is resolved twice but a field whose text is of no use.
 */
export class WholeReads implements ApolloServerPlugin<GraphQLContext> {
  private readonly shapes = new WeakMap<DocumentNode, Map<string, Shape>>();
  private readonly listener: GraphQLRequestListener<GraphQLContext> = {
    responseForOperation: (context) => this.answer(context as Resolved),
  };

  constructor(private readonly reader: () => Reader) {}

  async requestDidStart(): Promise<GraphQLRequestListener<GraphQLContext>> {
    return this.listener;
  }

  private async answer({ schema, document, operation, request, contextValue }: Resolved): Promise<GraphQLResponse | null> {
    const reads = contextValue.caller.reads;
    if (contextValue.plansOnly === true) return this.prepare(schema, document, operation);
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    if (reads === undefined || contextValue.caller.user !== null) return because(reads, 'the caller is signed in');
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
    if (coerced === undefined) return null;
    const asked: Request = { schema, fragments: fragmentsOf(document), variableValues: coerced };
    const shape = this.shapeOf(document, operation, asked);
    if (typeof shape === 'string') return because(reads, shape);

    const settled = await Promise.allSettled(shape.map((field) => resolve(asked, operation, field, contextValue)));
    const texts = shape.map((field, index) => textOf(asked.schema, field, settled[index]));
    if (texts.every((text) => text !== undefined)) {
      reads.isWhole = true;
      const text = `{${shape.map(({ key }, index) => `${JSON.stringify(key)}:${texts[index]}`).join(',')}}`;
      return responseOf(new WholeData(text));
    }
    contextValue.settled = new Map();
    settled.forEach((result, index) => {
      if (isLeftToExecution(result)) contextValue.settled?.set(shape[index].key, result);
      else if (result.status === 'rejected') because(reads, (result.reason as Error).message);
    });
    return null;
  }

  /** Makes the plan of an operation, and answers nothing. */
  private prepare(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLResponse {
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const isAlwaysTheSame = (operation.variableDefinitions ?? []).every(({ type }) => !print(type).startsWith('Boolean'));
    // What a Boolean variable includes is known when it comes.
    if (isQuery && isAlwaysTheSame)
      this.shapeOf(document, operation, { schema, fragments: fragmentsOf(document), variableValues: {} });
    return responseOf({});
  }

  /** Whether all of an operation can be planned; found once for each document, operation and combination of inclusions. */
  private shapeOf(document: DocumentNode, operation: OperationDefinitionNode, asked: Request): Shape {
    let shapes = this.shapes.get(document);
    if (shapes === undefined) this.shapes.set(document, (shapes = new Map()));
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
      for (const field of fields) {
        if (field.name === '__typename') continue;
        if (field.name.startsWith('__')) throw new NotWhole(`${field.name} is answered by GraphQL itself`);
        this.reader().plans.prepare(infoOf(asked, operation, field));
      }
      return fields;
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

function definitionOf(schema: GraphQLSchema, { name }: SelectedField) {
  const definition = schema.getQueryType()?.getFields()[name];
  if (definition === undefined) throw new Error(`validation let ${name} pass`);
  return definition;
}

/** What GraphQL's execution would tell the resolver, with the word that text is wanted. */
function infoOf(asked: Request, operation: OperationDefinitionNode, field: SelectedField): ReadInfo {
  const parentType = asked.schema.getQueryType();
  if (parentType === undefined || parentType === null) throw new Error('there are no queries');
  return {
    ...asked,
    operation,
    parentType,
    fieldName: field.name,
    fieldNodes: field.nodes,
    returnType: definitionOf(asked.schema, field).type,
    path: { prev: undefined, key: field.key, typename: parentType.name },
    rootValue: undefined,
    mode: 'WHOLE',
  };
}

async function resolve(
  asked: Request,
  operation: OperationDefinitionNode,
  field: SelectedField,
  context: GraphQLContext,
): Promise<unknown> {
  if (field.name === '__typename') return sealText(JSON.stringify(asked.schema.getQueryType()?.name));
  const definition = definitionOf(asked.schema, field);
  const given = getArgumentValues(definition, field.nodes[0], asked.variableValues);
  return definition.resolve?.(undefined, given, context, infoOf(asked, operation, field));
}

function textOf(schema: GraphQLSchema, field: SelectedField, result: PromiseSettledResult<unknown>): string | undefined {
  if (result.status === 'rejected') return undefined;
  if (result.value === null && !isNonNullType(definitionOf(schema, field).type)) return 'null';
  return sealedText(result.value);
}

/** Whether execution can take over what a resolver has answered; text is of no use to it, nor is that text cannot be had. */
function isLeftToExecution(result: PromiseSettledResult<unknown>): boolean {
  if (result.status === 'fulfilled') return sealedText(result.value) === undefined;
  const { reason } = result as { reason: unknown };
  return !(reason instanceof NotWhole) && !(reason instanceof DatabaseError && reason.code === MISSING);
}
