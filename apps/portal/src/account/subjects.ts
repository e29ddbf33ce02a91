/** Pages of things that a notification can be about, by the marks of their ids. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  prc: (id) => `/procurements/${id}`,
  inv: (id) => `/invitations/${id}`,
  att: (id) => `/our/attestations/${id}`,
  clm: () => '/our/page',
  wmq: () => '/market/watched',
};

/** The page of the thing with an id; null where it has none. */
export function pageOf(id: string): string | null {
  return PAGES[id.split('_')[0]]?.(encodeURIComponent(id)) ?? null;
}
