import nunjucks from 'nunjucks';

/** Sets of parameters that are remembered of a component, and how long these may be: a megabyte or two of each at most. */
const MOST_REMEMBERED = 500;
const LONGEST_MARK = 500;

/** A macro of a design system: markup from parameters. */
type Macro = (...given: unknown[]) => unknown;

/** What a template is made of once it has been compiled. */
interface CompiledTemplate {
  root: (
    environment: { getTemplate: (name: string) => { getExported: (then: Exported) => void } },
    context: { setVariable: (name: string, value: Macro) => void; addExport: (name: string) => void },
    frame: unknown,
    runtime: unknown,
    then: (error: unknown, text?: string) => void,
  ) => void;
}
type Exported = (error: Error | null, macros: Record<string, Macro>) => void;

/**
 * Loads the design system's components so that each says again what it said before of the same parameters: its markup depends on nothing
 * else, and a page has dozens of them, most as on the page before. What a component is made of itself is loaded as ever.
 */
export class Components implements nunjucks.ILoader {
  /** @param fileOf where the macro of a component is: a path that names no component to us */
  constructor(private readonly fileOf: (name: string) => string) {}

  getSource(name: string): nunjucks.LoaderSource {
    const isComponent = /^govuk\/components\/[\w-]+\/macro\.njk$/.test(name);
    // Nunjucks asks the next loader where there is nothing; its types know neither that nor what is compiled already.
    if (!isComponent) return null as unknown as nunjucks.LoaderSource;
    const src = { type: 'code', obj: this.component(this.fileOf(name)) } as unknown as string;
    return { src, path: name, noCache: false };
  }

  private component(file: string): CompiledTemplate {
    let known: [string, Macro][] = [];
    return {
      root: (environment, context, _frame, _runtime, then) => {
        if (known.length === 0)
          environment.getTemplate(file).getExported((error, macros) => {
            if (error) throw error;
            known = Object.entries(macros).map(([name, macro]) => [name, remembering(macro)]);
          });
        for (const [name, macro] of known) {
          context.setVariable(name, macro);
          context.addExport(name);
        }
        then(null, '');
      },
    };
  }
}

/** The macro, which answers again what it answered of the same parameters. */
export function remembering(macro: Macro): Macro {
  const said = new Map<string, unknown>();
  return (...given) => {
    const mark = given.length === 1 ? markOf(given[0]) : null;
    if (mark === null || mark.length > LONGEST_MARK) return macro(...given);
    const before = said.get(mark);
    if (before !== undefined) return before;
    const markup = macro(...given);
    if (said.size >= MOST_REMEMBERED) said.clear();
    said.set(mark, markup);
    return markup;
  };
}

/** Parameters as text, another for whatever differs; null where they hold more than plain values. */
function markOf(value: unknown): string | null {
  if (typeof value === 'string') return `'${value.length}:${value}`;
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'number') return `${value};`;
  if (value instanceof nunjucks.runtime.SafeString) return `&${value.length}:${value.toString()}`;
  if (typeof value !== 'object') return null;
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return null;
  let mark = isList ? '[' : '{';
  for (const [name, inner] of Object.entries(value)) {
    const marked = markOf(inner);
    if (marked === null) return null;
    mark += isList ? marked : `${name.length}:${name}${marked}`;
  }
  return `${mark}]`;
}
