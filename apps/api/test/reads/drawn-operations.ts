import fc from 'fast-check';
import { getNamedType, GraphQLObjectType, GraphQLSchema, isLeafType, isObjectType } from 'graphql';
import { DrawnRows } from './drawn-rows';

/** An operation with its variables. */
export interface DrawnOperation {
  query: string;
  variables: Record<string, unknown>;
}

type Draw = <T>(arbitrary: () => fc.Arbitrary<T>) => T;

/** Deeper than anything in the portal, and within the API's own limit. */
const DEEPEST = 7;

/** Values of the arguments of each root; a drawn `undefined` leaves the argument out. Some of them are refused. */
function argumentsOf({ suppliers, notices }: DrawnRows): Record<string, Record<string, fc.Arbitrary<unknown>>> {
  const first = fc.constantFrom(undefined, null, 1, 3, 100, 0, -1, 101, 1_000_000);
  const after = fc.constantFrom(undefined, undefined, undefined, null, 'nonsense', 'WyJvdGhlciIsIngiXQ');
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...suppliers.map((key) => `sup_${key}`)) },
    fc.constantFrom('sup_01890000-0000-7000-8000-000000000000', `prd_${suppliers[0]}`, '', "' OR true --"),
  );
  const search = fc.constantFrom(undefined, null, '', 'camera', 'monitoring network', '%', '👩🏽‍🚒', "a'b");
  return {
    suppliers: {
      first,
      after,
      search,
      orderBy: fc.constantFrom(undefined, null, 'NAME', 'RELEVANCE'),
      filter: fc.constantFrom(
        undefined,
        null,
        {},
        { relevance: 'ALL' },
        { technologies: ['camera-and-video-analytics'], relevance: 'CONNECTED_PLACES' },
        { regions: ['TLI'], sizeBands: ['SMALL', 'UNKNOWN'] },
        { attested: [{ scheme: 'ce', validOn: '2020-06-01' }] },
        { sectors: ['no-such-sector'] },
      ),
      schemesOn: fc.constantFrom(undefined, null, '2020-06-01'),
    },
    supplier: { id },
    supplierByIdentifier: { scheme: fc.constantFrom('ASSAY-DEMO', 'NONE'), id: fc.constantFrom('S001', 'S002', 'nobody') },
    guidanceDocuments: {},
    guidanceItem: { code: fc.constantFrom('ncsc-cp.8', 'ncsc-cp.1', 'none') },
    guidanceVersions: { document: fc.constantFrom('ncsc-cp', 'ncsc-sc', 'none') },
    guidanceItems: {
      first,
      after,
      search,
      document: fc.constantFrom(undefined, null, 'ncsc-cp'),
      theme: fc.constantFrom(undefined, null, ''),
      stage: fc.constantFrom(undefined, null, 'none'),
    },
    attestationSchemes: {},
    attestationScheme: { code: fc.constantFrom('ce', 'ce-plus', 'none') },
    notices: { first, after, search, statesPerformance: fc.constantFrom(undefined, null, true, false) },
    notice: {
      noticeId: fc.constantFrom(...notices.slice(0, 5).map((key) => `drawn-${key}`), 'none'),
      ocid: fc.constantFrom(undefined, null, ...notices.slice(0, 1).map((key) => `ocds-drawn-${key}`)),
    },
    sectors: {},
    technologies: {},
    regions: {},
  };
}

/** The roots that operations are drawn from: every public one that reads entities. */
export const ROOTS = Object.keys(argumentsOf({ suppliers: ['x'], notices: ['x'] }));

/**
 * Draws operations that are valid under the schema: nested selections with aliases, fragments of both kinds, `__typename`, the two
 * directives with literals and with variables, arguments as literals of variables, and one or two roots.
 */
export function drawnOperations(schema: GraphQLSchema, rows: DrawnRows): fc.Arbitrary<DrawnOperation> {
  const roots = argumentsOf(rows);
  return fc.gen().map((gen) => {
    const draw: Draw = (arbitrary) => gen(arbitrary);
    return new OperationDrawer(schema, roots, draw).operation();
  });
}

class OperationDrawer {
  private readonly variables = new Map<string, { type: string; value: unknown }>();
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly roots: Record<string, Record<string, fc.Arbitrary<unknown>>>,
    private readonly draw: Draw,
  ) {}

  operation(): DrawnOperation {
    const names = this.draw(() => fc.subarray(Object.keys(this.roots), { minLength: 1, maxLength: 2 }));
    const fields = names.map((name) => this.root(name));
    if (this.chance(0.2)) fields.push('__typename');
    const definitions = [...this.variables].map(([name, { type }]) => `$${name}: ${type}`);
    const head = definitions.length === 0 ? 'query' : `query (${definitions.join(', ')})`;
    return {
      query: `${head} { ${fields.join(' ')} }\n${this.fragments.join('\n')}`,
      variables: Object.fromEntries(
        [...this.variables].filter(([, { value }]) => value !== undefined).map(([name, { value }]) => [name, value]),
      ),
    };
  }

  private root(name: string): string {
    const definition = this.schema.getQueryType()?.getFields()[name];
    if (definition === undefined) throw new Error(`the schema has no ${name}`);
    const given = definition.args.flatMap((argument) => {
      const values = this.roots[name][argument.name];
      if (values === undefined) throw new Error(`say what ${name}(${argument.name}) may be`);
      const value = this.draw(() => values);
      if (value === undefined) return [];
      return [`${argument.name}: ${this.variable(String(argument.type), value)}`];
    });
    const list = given.length === 0 ? '' : `(${given.join(', ')})`;
    return `${this.alias()}${name}${list} ${this.selection(definition.type, 1)}`;
  }

  private selection(type: unknown, depth: number): string {
    const named = getNamedType(type as Parameters<typeof getNamedType>[0]);
    if (!isObjectType(named)) return '';
    // What a resolver computes is left out: it is answered from another library's own data. Names are drawn, since what is drawn is printed.
    const names = Object.values(named.getFields())
      .filter((field) => field.name !== 'suggestedWording' && (depth < DEEPEST || isLeafType(getNamedType(field.type))))
      .map((field) => field.name);
    const most = Math.min(names.length, depth > 3 ? 2 : 4);
    const wanted = this.draw(() => fc.subarray(names, { minLength: Math.min(1, most), maxLength: most }));
    const parts = wanted.map((name) => this.field(named, name, depth));
    if (this.chance(0.2)) parts.push(`${this.alias()}__typename`);
    if (parts.length === 0) parts.push('__typename');
    return `{ ${this.wrapped(named, parts)} }`;
  }

  private field(type: GraphQLObjectType, name: string, depth: number): string {
    const definition = type.getFields()[name];
    const given = definition.args.some((argument) => argument.name === 'first') && this.chance(0.7) ? this.nestedFirst() : '';
    return `${this.alias()}${name}${given}${this.directive()} ${this.selection(definition.type, depth + 1)}`;
  }

  /**
   * Within bounds: a plan refuses a length out of bounds also where nothing stands that it is asked of, and execution does not. That it is refused
   * in the same words where something does is a test of its own.
   */
  private nestedFirst(): string {
    const first = this.draw(() => fc.constantFrom(null, 1, 2, 100));
    return `(first: ${this.chance(0.5) ? String(first) : this.variable('Int', first)})`;
  }

  /** Some of the fields in a fragment, in line or on its own. */
  private wrapped(type: GraphQLObjectType, parts: string[]): string {
    if (!this.chance(0.3)) return parts.join(' ');
    const cut = this.draw(() => fc.integer({ min: 0, max: parts.length - 1 }));
    const [plain, inner] = [parts.slice(0, cut), parts.slice(cut).join(' ')];
    if (this.chance(0.5)) return [...plain, `... on ${type.name} { ${inner} }`].join(' ');
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${inner} }`);
    return [...plain, `...${name}`].join(' ');
  }

  private directive(): string {
    if (!this.chance(0.12)) return '';
    const kind = this.draw(() => fc.constantFrom('include', 'skip'));
    const value = this.draw(() => fc.boolean());
    return ` @${kind}(if: ${this.chance(0.5) ? String(value) : this.variable('Boolean!', value)})`;
  }

  /** Fields of one selection have different names, so that some can go without. */
  private alias(): string {
    if (this.chance(0.6)) return '';
    this.aliases += 1;
    return `a${this.aliases}: `;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.variables.size + 1}`;
    this.variables.set(name, { type, value });
    return `$${name}`;
  }

  private chance(share: number): boolean {
    return this.draw(() => fc.integer({ min: 0, max: 99 })) < share * 100;
  }
}
