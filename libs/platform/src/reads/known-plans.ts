import { FieldNode, getNamedType, GraphQLObjectType, isObjectType } from 'graphql';
import { DataSource } from 'typeorm';
import { nodeOf, NotWhole, Parameter, PlanCompiler } from '../read-plan/read-plan';
import { flagsOf, nodesKey, selectedFields } from '../read-plan/selection';
import { Statement } from './statements';
import { modeOf, ReadInfo } from './written-text';

/** The compiled selection of one field of a document. */
export interface Plan {
  /** JSON of what is asked for of a row `n`, by the nodes that ask. */
  readonly objects: ReadonlyMap<string, string>;
  /** What `$1…` stand for, which they begin with. */
  readonly parameters: readonly Parameter[];
  readonly checks: readonly Parameter[];
  /** Writes what stands around the objects of a page. */
  readonly compiler: PlanCompiler;
  /** Which fields of a page, its edges and its `pageInfo` are asked for, under whatever alias. */
  readonly asked: ReadonlySet<string>;
  /** Statements that were made with it, by what else they hold. */
  readonly statements: Map<string, Statement>;
}

/** Plans that are kept of one field: for combinations of `@skip` and `@include`, and of fragments that ask for it. */
const MOST_VARIANTS = 16;

/**
 * Plans by the field's node in the parsed document: Apollo keeps so many documents as fit its cache, and a plan goes when its document does.
 */
export class KnownPlans {
  private readonly plans = new WeakMap<FieldNode, Map<string, Plan>>();

  constructor(private readonly dataSource: DataSource) {}

  /** @throws TooComplex, NotWhole as {@link PlanCompiler} says */
  planOf(info: ReadInfo, typeName: string): Plan {
    let variants = this.plans.get(info.fieldNodes[0]);
    if (variants === undefined) this.plans.set(info.fieldNodes[0], (variants = new Map()));
    const key = `${modeOf(info)} ${typeName} ${nodesKey(info.fieldNodes)} ${flagsOf(info)}`;
    let plan = variants.get(key);
    if (plan === undefined) {
      plan = this.compile(info, typeName);
      if (variants.size < MOST_VARIANTS) variants.set(key, plan);
    }
    return plan;
  }

  /**
   * Makes the plan of a field from its type alone, before its resolver has run.
   *
   * @throws NotWhole when the field reads no entity, or not all of what is asked for can be planned
   */
  prepare(info: ReadInfo): void {
    const type = getNamedType(info.returnType);
    const entity = isObjectType(type) ? (nodeOf(type) ?? type).name : type.name;
    if (!this.dataSource.entityMetadatas.some(({ name }) => name === entity))
      throw new NotWhole(`${info.parentType.name}.${info.fieldName} is answered by a resolver`);
    this.planOf(info, entity);
  }

  private compile(info: ReadInfo, typeName: string): Plan {
    const request = { fragments: info.fragments, variableValues: info.variableValues, schema: info.schema };
    const compiler = new PlanCompiler(this.dataSource, request, modeOf(info));
    const type = getNamedType(info.returnType);
    const isPage = isObjectType(type) && nodeOf(type)?.name === typeName;
    const asked = new Set<string>();
    const nodes = isPage ? nodesOfPage(info, type, asked) : [info.fieldNodes];
    const objects = new Map(nodes.map((parents) => [nodesKey(parents), compiler.entity(typeName, parents, 'n')]));
    return { objects, parameters: compiler.parameters, checks: compiler.checks, compiler, asked, statements: new Map() };
  }
}

/** The nodes that a page is asked for, one set for each alias; adds to `asked` what else is. */
function nodesOfPage(info: ReadInfo, connection: GraphQLObjectType, asked: Set<string>): (readonly FieldNode[])[] {
  const nodes: (readonly FieldNode[])[] = [];
  for (const part of selectedFields(info, connection, info.fieldNodes)) {
    asked.add(part.name);
    const type = getNamedType(connection.getFields()[part.name]?.type);
    if (!isObjectType(type) || (part.name !== 'edges' && part.name !== 'pageInfo')) continue;
    for (const inner of selectedFields(info, type, part.nodes)) {
      asked.add(`${part.name}.${inner.name}`);
      if (part.name === 'edges' && inner.name === 'node') nodes.push(inner.nodes);
    }
  }
  return nodes;
}
