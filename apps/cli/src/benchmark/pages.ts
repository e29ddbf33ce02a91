import autocannon, { Client } from 'autocannon';
import { WARM_UP } from './rounds';

/** As many people at the portal at once. */
export const VISITORS = 16;

/** How long a page takes, with what it asks of the API, in milliseconds. */
export interface PageTimes {
  name: string;
  pagesPerSecond: number;
  p50: number;
  p95: number;
  p97_5: number;
}

/**
 * Loads a page over and over as 16 strangers at once, after a warm-up.
 *
 * @param portal its address, without a path
 * @throws Error when a page does not come
 */
export async function timesOf(portal: string, name: string, path: string, seconds: number): Promise<PageTimes> {
  // autocannon tells of 90 and of 97.5 %, and each time to whoever listens.
  let times: number[] = [];
  const setupClient = (client: Client): void => {
    client.on('response', (_status, _bytes, milliseconds) => times.push(milliseconds));
  };
  const load = (duration: number) => autocannon({ url: portal + path, connections: VISITORS, duration, setupClient });
  await load(WARM_UP);
  times = [];
  const { non2xx, errors, requests, latency } = await load(seconds);
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} of the pages ${path} did not come.`);
  const p95 = Math.round(times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]);
  return { name, pagesPerSecond: requests.average, p50: latency.p50, p95, p97_5: latency.p97_5 };
}
