import type { CatalogueItem } from '../model';

/** What our own sentences ask for, in numbers: many ask for the same, and share one list. */
export interface Asked {
  /** Every code that is named. */
  codes: readonly string[];
  /** How many codes each list names. Lists of topics come first, in their order; others name the guidance of learnt documents only. */
  counts: Uint16Array;
  /** The codes of all lists by number, one list behind the other; best first in each document. */
  named: Uint16Array;
  /** The number of each sentence's list. */
  listOf: Uint16Array;
}

/** Numbers lists of codes. */
export function askedOf(lists: readonly (readonly string[])[], listOf: readonly number[]): Asked {
  const numbers = new Map<string, number>();
  const numberOf = (code: string): number => {
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    return number;
  };
  const named = Uint16Array.from(lists.flat(), numberOf);
  return {
    codes: [...numbers.keys()],
    counts: Uint16Array.from(lists, ({ length }) => length),
    named,
    listOf: Uint16Array.from(listOf),
  };
}

/** How much is said for a head, 0..1. */
export interface Place {
  head: CatalogueItem;
  share: number;
}

/**
 * What codes, best first, say for each head: most for the first of a document, less for later ones, adding to one in each document. Codes that
 * the catalogue lacks say nothing.
 *
 * @param headFor what each code is ranked under
 */
export function placesOf(codes: readonly string[], headFor: ReadonlyMap<string, CatalogueItem>): Place[] {
  const heads = new Set<CatalogueItem>();
  for (const code of codes) {
    const head = headFor.get(code);
    if (head !== undefined) heads.add(head);
  }
  const documents = Array.from(heads, ({ document }) => document);
  return Array.from(heads, (head, at) => ({ head, share: shareOf(at, documents, 0, documents.length) }));
}

/** What is said for the first head of a document, the second and every later one, before they are brought to one. */
const WORTH = [1, 0.4, 0.2];

/** The share of one of some heads, which stand from one place to before another, by the documents of all. */
function shareOf<T>(one: number, documents: ArrayLike<T>, from: number, to: number): number {
  let own = 0;
  let total = 0;
  let place = 0;
  for (let other = from; other < to; other++) {
    if (documents[other] !== documents[one]) continue;
    const worth = WORTH[Math.min(place++, WORTH.length - 1)];
    if (other === one) own = worth;
    total += worth;
  }
  return own / total;
}

/** What lists say: list `n` says `shares[at]` for `heads[at]` from `starts[n]` to before `starts[n + 1]`. */
export interface Sayings {
  starts: Uint32Array;
  heads: Uint16Array;
  shares: Float64Array;
}

/**
 * What all lists say for heads, as {@link placesOf} has it of one. By numbers alone, since it is worked out while somebody waits for the engine.
 *
 * @param headOfCode the number of the head that each code is ranked under; -1 where there is none
 * @param documentOf the number of each head's document
 */
export function sayingsOf({ counts, named }: Asked, headOfCode: ArrayLike<number>, documentOf: ArrayLike<number>): Sayings {
  const starts = new Uint32Array(counts.length + 1);
  const heads = new Uint16Array(named.length);
  const documents = new Uint16Array(named.length);
  const shares = new Float64Array(named.length);
  let place = 0;
  for (let list = 0, at = 0; list < counts.length; list++) {
    const from = place;
    for (const to = at + counts[list]; at < to; at++) {
      const head = headOfCode[named[at]];
      if (head < 0 || isAmong(head, heads, from, place)) continue;
      heads[place] = head;
      documents[place++] = documentOf[head];
    }
    for (let one = from; one < place; one++) shares[one] = shareOf(one, documents, from, place);
    starts[list + 1] = place;
  }
  return { starts, heads, shares };
}

function isAmong(head: number, heads: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (heads[at] === head) return true;
  return false;
}
