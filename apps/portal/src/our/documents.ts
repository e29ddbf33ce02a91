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

/** What a document is used for, each with the page of it. */
export function usesOf<U extends { kind: string; id: string }>(uses: readonly U[]): (U & { href: string })[] {
  return uses.map((use) => ({
    ...use,
    href: `${use.kind === 'ATTESTATION' ? '/our/attestations' : '/invitations'}/${encodeURIComponent(use.id)}`,
  }));
}
