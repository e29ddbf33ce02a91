/** What an item says. */
export interface ItemWords {
  title: string;
  summary: string;
  theme: string;
  lifecycleStage: string;
}

/** An item of one version, by the code that it keeps from version to version. */
export interface CodedItem extends ItemWords {
  code: string;
}

export const CHANGES = ['ADDED', 'REMOVED', 'REWORDED'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** What became of an item from one version to another. */
export interface ItemChange {
  kind: ChangeKind;
  code: string;
  before: ItemWords | null;
  after: ItemWords | null;
}

/**
 * What differs between two versions of a document: items by their codes, those of the later version in its order, and then those that
 * went. An item that only stands in another place is unchanged.
 */
export function changesBetween(
  before: readonly CodedItem[],
  after: readonly CodedItem[],
): { changes: ItemChange[]; unchanged: number } {
  const earlier = new Map(before.map((item) => [item.code, item]));
  const later = new Set(after.map(({ code }) => code));
  const changes = after.flatMap((item): ItemChange[] => {
    const was = earlier.get(item.code);
    if (was === undefined) return [{ kind: 'ADDED', code: item.code, before: null, after: wordsOf(item) }];
    return saysTheSame(was, item) ? [] : [{ kind: 'REWORDED', code: item.code, before: wordsOf(was), after: wordsOf(item) }];
  });
  const gone = before
    .filter(({ code }) => !later.has(code))
    .map((item): ItemChange => ({ kind: 'REMOVED', code: item.code, before: wordsOf(item), after: null }));
  return { changes: [...changes, ...gone], unchanged: after.length - changes.length };
}

/** How many of each kind there are. */
export function countsOf(changes: readonly ItemChange[]): Record<Lowercase<ChangeKind>, number> {
  const of = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length;
  return { added: of('ADDED'), removed: of('REMOVED'), reworded: of('REWORDED') };
}

function wordsOf({ title, summary, theme, lifecycleStage }: CodedItem): ItemWords {
  return { title, summary, theme, lifecycleStage };
}

function saysTheSame(a: ItemWords, b: ItemWords): boolean {
  return a.title === b.title && a.summary === b.summary && a.theme === b.theme && a.lifecycleStage === b.lifecycleStage;
}
