import autocannon from 'autocannon';

/** As many people at the portal at once. */
export const VISITORS = 16;

/** How long a page takes, with what it asks of the API, in milliseconds. autocannon tells 97.5 %: of 95 % it is no less. */
export interface PageTimes {
  name: string;
  pagesPerSecond: number;
  p50: number;
  p97_5: number;
}

/**
 * Loads a page over and over as 16 strangers at once, after a warm-up.
 *
 * @param portal its address, without a path
 * @throws Error when a page does not come
 */
export async function timesOf(portal: string, name: string, path: string, seconds: number): Promise<PageTimes> {
  const load = (duration: number) => autocannon({ url: portal + path, connections: VISITORS, duration });
  await load(Math.min(seconds, 3));
  const { non2xx, errors, requests, latency } = await load(seconds);
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} of the pages ${path} did not come.`);
  return { name, pagesPerSecond: requests.average, p50: latency.p50, p97_5: latency.p97_5 };
}
