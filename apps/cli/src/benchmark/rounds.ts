import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** A server that is measured. */
export interface Contender {
  name: string;
  url: string;
  /** Its process, whose processor time is counted. */
  pid?: number;
}

/** A server, and what is asked of it in the words of its own schema. */
export interface Asked extends Contender {
  body: string;
  /** Puts its answer into the shape of the API's, where its own is another. */
  read?(answer: unknown): unknown;
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

/** How long everything is asked before it counts, in seconds: V8 compiles for speed what has run some thousands of times. */
export const WARM_UP = 20;

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

/** All in turn, A B C A B C …, each after a warm-up; the rounds of each. */
export async function alternate(asked: readonly Asked[], rounds: number, seconds: number): Promise<Round[][]> {
  const results: Round[][] = asked.map(() => []);
  for (const contender of asked) await load(contender, contender.body, WARM_UP);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, contender] of asked.entries()) results[index].push(await load(contender, contender.body, seconds));
  return results;
}

/** @throws Error when one answers differently from the first: then there is nothing to compare */
export async function mustAgree(asked: readonly Asked[]): Promise<void> {
  const [ours, ...others] = await Promise.all(
    asked.map(async ({ url, body, read = (answer) => answer }) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return read(await response.json());
    }),
  );
  for (const [index, theirs] of others.entries())
    if (!isDeepStrictEqual(ours, theirs))
      throw new Error(
        `${asked[0].name} and ${asked[index + 1].name} answer differently:\n${JSON.stringify(ours).slice(0, 1500)}\n${JSON.stringify(theirs).slice(0, 1500)}`,
      );
}

/** The rounds of one as a line tells them. */
export function told(rounds: readonly Round[]): string {
  const rate = spread(rounds.map((round) => round.rate));
  const median = (figure: 'p50' | 'p99' | 'cpu'): number => spread(rounds.map((round) => round[figure])).median;
  return `${rate.median.toFixed(0)} requests/s (${rate.least.toFixed(0)} to ${rate.greatest.toFixed(0)}), p50 ${median('p50')} ms, p99 ${median('p99')} ms, ${median('cpu').toFixed(2)} ms of its process a request`;
}

/** A figure of each round as so many times that of another: the median, with the least and the greatest. */
export function ratio(figure: 'rate' | 'p99', of: readonly Round[], to: readonly Round[], words: string): string {
  const { median, least, greatest } = spread(of.map((round, index) => round[figure] / to[index][figure]));
  return `${median.toFixed(2)} ${words} (${least.toFixed(2)} to ${greatest.toFixed(2)})`;
}

/** The middle one, with the least and the greatest. */
export function spread(values: readonly number[]): { median: number; least: number; greatest: number } {
  const sorted = [...values].sort((x, y) => x - y);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], greatest: sorted[sorted.length - 1] };
}
