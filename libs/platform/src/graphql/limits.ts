import { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation, GraphQLRequestListener } from '@apollo/server';
import {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLSchema,
  Kind,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { Configuration } from '../configuration/configuration';
import { BadUserInput, TooComplex } from '../errors/refusal';
import { DEFAULT_PAGE } from './connection';
import { refusing } from './before-execution';
import { MAXIMUM_NESTING, tooDeep } from './nesting';

/**
 * The most fields that an operation may ask for with its fragments spread. Fragments that spread others twice double with each level, and
 * reading them costs memory before it costs anything else. Fewer than the nodes that the cost is counted over.
 */
const MAXIMUM_FIELDS = 5000;

/** Refuses an operation that is too large, too deep, has too many aliases or would cost too much, before anything is read. */
export class LimitsPlugin implements ApolloServerPlugin {
  /** By the operation: a document may have several, and they are not alike. */
  private readonly shapes = new WeakMap<OperationDefinitionNode, Shape>();
  private readonly costs = new WeakMap<DocumentNode, Map<string, number>>();
  private readonly listener: GraphQLRequestListener<object> = {
    didResolveOperation: (context) =>
      refusing(() => {
        this.checkShape(context.document, chosenOperation(context));
        this.checkCost(context);
      }),
  };

  constructor(private readonly limits: Configuration['graphql']) {}

  async requestDidStart(): Promise<GraphQLRequestListener<object>> {
    return this.listener;
  }

  private checkShape(document: DocumentNode, operation: OperationDefinitionNode): void {
    let shape = this.shapes.get(operation);
    if (shape === undefined) this.shapes.set(operation, (shape = measure(document, operation)));
    if (shape.fields > MAXIMUM_FIELDS) {
      throw new TooComplex(
        `The operation asks for more than ${MAXIMUM_FIELDS} fields, with its fragments spread. Ask in several operations.`,
      );
    }
    const { maximumDepth, maximumAliases } = this.limits;
    if (shape.depth > maximumDepth) {
      throw new TooComplex(`The operation is ${shape.depth} levels deep; ${maximumDepth} is the most. Ask in two operations.`);
    }
    if (shape.aliases > maximumAliases) {
      throw new TooComplex(
        `The operation has ${shape.aliases} aliases; ${maximumAliases} is the most. Ask in several operations.`,
      );
    }
  }

  private checkCost({ document, operationName, schema, request }: GraphQLRequestContextDidResolveOperation<object>): void {
    const variables = request.variables ?? {};
    // What the cost depends on: how long pages are, and what is skipped or included.
    const deciding = Object.entries(variables).filter(([, value]) => value === null || typeof value !== 'object');
    const key = JSON.stringify([operationName, deciding.filter(([, value]) => typeof value !== 'string')]);
    let known = this.costs.get(document);
    if (known === undefined) this.costs.set(document, (known = new Map()));
    const cost = known.get(key) ?? costOf(schema, document, operationName, variables);
    // Variables that do not fit: execution says so, with the variable's name. Those that come next may fit, and have a cost.
    if (cost === null) return;
    if (known.size < 100) known.set(key, cost);
    if (cost > this.limits.maximumCost) {
      throw new TooComplex(
        `The operation would cost ${cost} points; ${this.limits.maximumCost} is the most. Ask for smaller pages or fewer fields.`,
      );
    }
  }
}

interface Shape {
  /** Fields within each other. */
  depth: number;
  /** The same, with fragments counted. */
  nesting: number;
  aliases: number;
  /** Fields and spreads. */
  fields: number;
}

const NOTHING: Readonly<Shape> = { depth: 0, nesting: 0, aliases: 0, fields: 0 };

/** @throws BadUserInput when it cannot be told which operation of the document is meant */
function chosenOperation({
  document,
  operation,
  request,
}: GraphQLRequestContextDidResolveOperation<object>): OperationDefinitionNode {
  if (operation !== undefined) return operation;
  const names = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ name }) => name?.value ?? 'one without a name')
    .slice(0, 10)
    .join(', ');
  throw BadUserInput.field(
    'operationName',
    typeof request.operationName === 'string'
      ? `The document has no operation named "${request.operationName.slice(0, 100)}". It has: ${names}.`
      : `The document has several operations. Say in operationName which to carry out: ${names}.`,
  );
}

/**
 * Depth, aliases and fields of an operation with its fragments spread, each fragment measured once.
 *
 * @throws TooComplex when fragments spread each other so deep that whatever walks down them would come to the end of the stack
 */
export function measure(document: DocumentNode, operation: OperationDefinitionNode | undefined): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Shape>();

  const ofFragment = (name: string, level: number): Shape => {
    const known = measured.get(name);
    if (known !== undefined) {
      mustBeWithin(level + known.nesting);
      return known;
    }
    const fragment = fragments.get(name);
    const shape = fragment === undefined ? { ...NOTHING } : ofSelection(fragment.selectionSet, level);
    measured.set(name, shape);
    return shape;
  };
  const ofSelection = (set: SelectionSetNode | undefined, level: number): Shape => {
    mustBeWithin(level);
    const shape: Shape = { ...NOTHING };
    for (const selection of set?.selections ?? []) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value, level + 1)
          : ofSelection(selection.selectionSet, level + 1);
      const isField = selection.kind === Kind.FIELD;
      shape.nesting = Math.max(shape.nesting, inner.nesting + 1);
      shape.depth = Math.max(shape.depth, inner.depth + (isField ? 1 : 0));
      shape.aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      shape.fields += inner.fields + 1;
    }
    return shape;
  };
  return ofSelection(operation?.selectionSet, 0);
}

/** @throws TooComplex at a level that is too deep to be walked down to */
function mustBeWithin(level: number): void {
  if (level > MAXIMUM_NESTING) throw tooDeep();
}

/** A field costs one; what lies under a page costs as often as the page is long. */
const byPageLength: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const isPage = field.args.some((argument) => argument.name === 'first');
  const length = isPage ? Math.min(Math.max(Number(args.first ?? DEFAULT_PAGE) || DEFAULT_PAGE, 1), 1000) : 1;
  return 1 + length * childComplexity;
};

/** @returns null when the variables do not fit the operation */
function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | null,
  variables: Record<string, unknown>,
): number | null {
  try {
    return getComplexity({ schema, query, variables, operationName: operationName ?? undefined, estimators: [byPageLength] });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
