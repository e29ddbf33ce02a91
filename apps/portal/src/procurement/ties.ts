/** One tender's place in the arithmetic. */
export interface Place {
  supplierName: string;
  /** Null: a gate was failed. */
  rank: string | null;
  total: string;
}

/** Those that have the same total and passed every gate, in the order in which the lot put them. */
export interface Tie {
  total: string;
  places: Place[];
}

/** Where the figures alone give no order, the best total first. What failed a gate has no place, and so ties with nobody. */
export function tiesIn(ranking: readonly Place[]): Tie[] {
  const ranked = ranking.filter(({ rank }) => rank !== null);
  const totals = [...new Set(ranked.map(({ total }) => total))];
  return totals
    .map((total) => ({ total, places: ranked.filter((place) => place.total === total) }))
    .filter(({ places }) => places.length > 1);
}
