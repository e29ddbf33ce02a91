import {
  FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSkipDirective,
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
  const fields = new Map<string, SelectedField>();
  const visit = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
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
      if (appliesTo(type, fragment.typeCondition?.name.value)) visit(fragment.selectionSet.selections);
    }
  };
  for (const parent of parents) visit(parent.selectionSet?.selections ?? []);
  return [...fields.values()];
}

function isIncluded(request: Request, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, request.variableValues);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, request.variableValues);
  return include?.if !== false;
}

function appliesTo(type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  return type.getInterfaces().some((implemented) => implemented.name === condition);
}
