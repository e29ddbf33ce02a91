import {
  FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  getNamedType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  SelectionNode,
} from 'graphql';

/** What of a GraphQL request a plan depends on. */
export type Request = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues' | 'schema'>;

/** A selected field: under which key it goes out, and the nodes that ask for it (more than one when fragments overlap). */
export interface SelectedField {
  key: string;
  name: string;
  nodes: FieldNode[];
}

/** The fields that an object of `type` is asked for, fragments spread and `@skip` and `@include` obeyed. */
export function selectedFields(request: Request, type: GraphQLObjectType, parents: readonly FieldNode[]): SelectedField[] {
  return fieldsIn(
    request,
    type,
    parents.flatMap((parent) => parent.selectionSet?.selections ?? []),
  );
}

/** The same, of selections as they stand. */
export function fieldsIn(request: Request, type: GraphQLObjectType, selections: readonly SelectionNode[]): SelectedField[] {
  const fields = new Map<string, SelectedField>();
  const visit = (selected: readonly SelectionNode[]): void => {
    for (const selection of selected) {
      if (!isIncluded(request, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(`${key} ${selection.name.value}`);
        if (known === undefined)
          fields.set(`${key} ${selection.name.value}`, { key, name: selection.name.value, nodes: [selection] });
        else known.nodes.push(selection);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? request.fragments[selection.name.value] : selection;
      if (appliesTo(request, type, fragment.typeCondition?.name.value)) visit(fragment.selectionSet.selections);
    }
  };
  visit(selections);
  return [...fields.values()];
}

/** Whether a field of the object that is being resolved is asked for. */
export function isAskedFor(info: GraphQLResolveInfo, field: string): boolean {
  const type = getNamedType(info.returnType);
  return isObjectType(type) && selectedFields(info, type, info.fieldNodes).some(({ name }) => name === field);
}

/** What is asked of a type, written out: `code label`, with `{ … }` for what objects hold and `key: name` for another name. */
export function selectionText(request: Request, type: GraphQLOutputType, parents: readonly FieldNode[]): string {
  const object = getNamedType(type);
  if (!isObjectType(object)) return '';
  const fields = selectedFields(request, object, parents).map(({ key, name, nodes }) => {
    const inner = name.startsWith('__') ? '' : selectionText(request, object.getFields()[name].type, nodes);
    return `${key === name ? '' : `${key}: `}${name}${inner === '' ? '' : ` { ${inner} }`}`;
  });
  return fields.join(' ');
}

/** What tells the plans of one document apart: which of its parts are included. */
export function flagsOf({ variableValues }: Request): string {
  const flags = Object.entries(variableValues).filter(([, value]) => typeof value === 'boolean');
  return flags.length === 0 ? '' : JSON.stringify(flags);
}

function isIncluded(request: Request, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, request.variableValues);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, request.variableValues);
  return include?.if !== false;
}

function appliesTo({ schema }: Request, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}

const NUMBER_OF = new WeakMap<FieldNode, number>();
let numbered = 0;

/** Names a set of nodes: two sets are the same when they have the same nodes. */
export function nodesKey(nodes: readonly FieldNode[]): string {
  return nodes.map((node) => NUMBER_OF.get(node) ?? numberOf(node)).join('+');
}

function numberOf(node: FieldNode): number {
  NUMBER_OF.set(node, (numbered += 1));
  return numbered;
}
