import type { CatalogueItem, ItemRelation } from '../model';

/** A relation that lets evidence for one head count for another. */
export interface Link {
  /** The number of the head whose share counts. */
  from: number;
  strength: number;
}

/** How far evidence for one item counts for a related one. */
const STRENGTH: Record<ItemRelation['relationship'], number> = { EQUAL: 1, SUBSET: 0.7, SUPERSET: 0.7, INTERSECTS: 0.4 };

/** The links to each head, from heads of other documents; both ways round, each once, the strongest relation counting. */
export function linksOf(
  relations: readonly ItemRelation[],
  headFor: ReadonlyMap<string, CatalogueItem>,
  headAt: ReadonlyMap<string, number>,
): Link[][] {
  const links: Link[][] = Array.from(headAt, () => []);
  for (const { item, related, relationship } of relations) {
    const [head, relatedHead] = [headFor.get(item), headFor.get(related)];
    if (head === undefined || relatedHead === undefined || head.document === relatedHead.document) continue;
    const [one, other] = [head, relatedHead].map(({ code }) => headAt.get(code) ?? 0);
    addLink(links[one], other, STRENGTH[relationship]);
    addLink(links[other], one, STRENGTH[relationship]);
  }
  return links;
}

function addLink(links: Link[], from: number, strength: number): void {
  const same = links.find((link) => link.from === from);
  if (same) same.strength = Math.max(same.strength, strength);
  else links.push({ from, strength });
}
