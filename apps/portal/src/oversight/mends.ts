import type { GuidanceFileToCheckQuery, GuidanceMendInput } from '../api/operations';

type FileDocument = GuidanceFileToCheckQuery['guidanceFile'][0];

/**
 * What a person put in place of what was not understood, as the API takes it. Where an item is left out, what was put into its fields is
 * of no use.
 *
 * @param texts what was typed, by the path of the problem
 * @param leftOut paths of items
 */
export function mendsOf(texts: ReadonlyMap<string, string>, leftOut: readonly string[]): GuidanceMendInput[] {
  const within = (path: string): boolean => leftOut.some((item) => path === item || path.startsWith(`${item}.`));
  return [
    ...[...texts].filter(([path]) => !within(path)).map(([path, value]) => ({ path, value })),
    ...leftOut.map((path) => ({ path, value: null })),
  ];
}

/** The mends that have done their work: their problem is gone, and the form carries them on. */
export function settledMends(mends: readonly GuidanceMendInput[], problems: FileDocument['problems']): GuidanceMendInput[] {
  const open = new Set(problems.flatMap(({ path, itemPath }) => [path, itemPath]));
  return mends.filter(({ path }) => !open.has(path));
}

/** How many changes there are of each kind, as a message takes them. */
export function countsOf(changes: FileDocument['changes']): { added: number; removed: number; reworded: number } {
  const of = (kind: FileDocument['changes'][0]['kind']): number => changes.filter((change) => change.kind === kind).length;
  return { added: of('ADDED'), removed: of('REMOVED'), reworded: of('REWORDED') };
}
