import type { DocumentAccess } from '../api/operations';

/** A buyer that a document was given to. */
interface ReadBy {
  buyer: { id: string; name: string };
  state: DocumentAccess;
}

/** Whether a buyer may open a document, or will: there is something to withdraw. */
export function isGiven(state: DocumentAccess): boolean {
  return state === 'OPEN' || state === 'SEALED';
}

/** How a document stands with a buyer, in more than a word: what is sealed after its deadline stays so. */
export function standingOf(
  { state, since }: { state: DocumentAccess; since: string },
  now: Date,
): DocumentAccess | 'STAYS_SEALED' {
  return state === 'SEALED' && new Date(since) <= now ? 'STAYS_SEALED' : state;
}

/** The buyers that any of some documents was given to, by their names. */
export function buyersOf(documents: readonly { readers: readonly ReadBy[] }[]): ReadBy['buyer'][] {
  const buyers = new Map(documents.flatMap(({ readers }) => readers.map(({ buyer }) => [buyer.id, buyer] as const)));
  return [...buyers.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Those of some documents that were given to a buyer, each with that buyer alone; all of them where none is named. */
export function openedTo<D extends { readers: readonly ReadBy[] }>(documents: readonly D[], buyerId: string): D[] {
  if (buyerId === '') return [...documents];
  return documents.flatMap((document) => {
    const readers = document.readers.filter(({ buyer }) => buyer.id === buyerId);
    return readers.length === 0 ? [] : { ...document, readers };
  });
}

/** What a document is used for, each with the page of it; of a draft, where the document can be taken off. */
export function usesOf<U extends { kind: string; id: string; isFixed: boolean }>(uses: readonly U[]): (U & { href: string })[] {
  return uses.map((use) => {
    const id = encodeURIComponent(use.id);
    const attestation = use.isFixed ? `/our/attestations/${id}` : `/our/attestations/${id}/edit`;
    return { ...use, href: use.kind === 'ATTESTATION' ? attestation : `/invitations/${id}` };
  });
}

/** Whether nothing names a document and no buyer was ever given it, so that it can be removed. The API decides again. */
export function isRemovable({ uses, readers }: { uses: readonly unknown[]; readers: readonly unknown[] }): boolean {
  return uses.length === 0 && readers.length === 0;
}

/** The supplier's documents as a form offers them: those that were chosen, and the others. */
export function chosenAmong<Own extends { id: string }>(
  own: readonly Own[],
  chosen: readonly string[],
): Record<'attached' | 'others', Own[]> {
  return {
    attached: own.filter(({ id }) => chosen.includes(id)),
    others: own.filter(({ id }) => !chosen.includes(id)),
  };
}
