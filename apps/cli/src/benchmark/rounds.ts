import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';

/** A server that is measured. */
export interface Contender {
  name: string;
  url: string;
  /** Its process, whose processor time is counted. */
  pid?: number;
}

/** What one round of load came to. */
export interface Round {
  /** Requests answered a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time of the server's own process for a request: steadier than rates where a machine is shared. */
  cpu: number;
}

const CONNECTIONS = 32;

/** Sends one request over and over, from 32 connections unless it says otherwise. @throws Error when any answer was not 200 */
export async function load(
  contender: Contender,
  body: string,
  seconds: number,
  connections: number = CONNECTIONS,
): Promise<Round> {
  const before = processorTime(contender.pid);
  const result = await autocannon({
    url: `${contender.url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${contender.name} failed ${result.non2xx + result.errors} requests.`);
  return {
    rate: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (processorTime(contender.pid) - before) / result.requests.total,
  };
}

/** What a process has used so far, in milliseconds, counted in hundredths of a second. Linux tells it; elsewhere it is 0. */
function processorTime(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** The two in turn, A B A B …, after one round each that does not count. */
export async function alternate(
  a: Contender,
  b: Contender,
  body: string,
  rounds: number,
  seconds: number,
): Promise<[Round[], Round[]]> {
  const results: [Round[], Round[]] = [[], []];
  for (const contender of [a, b]) await load(contender, body, Math.min(seconds, 3));
  for (let round = 0; round < rounds; round += 1) {
    results[0].push(await load(a, body, seconds));
    results[1].push(await load(b, body, seconds));
  }
  return results;
}

/** The middle one, with the least and the greatest. */
export function spread(values: readonly number[]): { median: number; least: number; greatest: number } {
  const sorted = [...values].sort((x, y) => x - y);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], greatest: sorted[sorted.length - 1] };
}
