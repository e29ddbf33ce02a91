import { ItemChange, ItemWords } from './version-changes';

/** From this share of common words on, one item is taken for the successor of another. */
const ALIKE = 0.5;

/** Shorter words say nothing of what an item asks for. */
const SHORTEST = 4;

/**
 * For each item that went from one version to the next, which of those that came says much the same: as where the items of a document were
 * numbered anew. Publishers do not state it, so that it is a proposal and no more.
 *
 * @returns code of what came, by the code of what went; nothing for one that no other says half the words of
 */
export function replacementsIn(changes: readonly ItemChange[]): ReadonlyMap<string, string> {
  const came = changes.flatMap(({ code, before, after }) =>
    before === null && after !== null ? [{ code, words: wordsIn(after) }] : [],
  );
  const replacements = new Map<string, string>();
  for (const { code, before, after } of changes) {
    if (before === null || after !== null) continue;
    const words = wordsIn(before);
    const [best] = came
      .map((item) => ({ code: item.code, likeness: likenessOf(words, item.words) }))
      .filter(({ likeness }) => likeness >= ALIKE)
      .sort((a, b) => b.likeness - a.likeness);
    if (best !== undefined) replacements.set(code, best.code);
  }
  return replacements;
}

/** The share of words that two have in common, 0 to 1 (Sørensen–Dice). */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function wordsIn({ title, summary }: ItemWords): ReadonlySet<string> {
  const words = `${title} ${summary}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter(({ length }) => length >= SHORTEST));
}
