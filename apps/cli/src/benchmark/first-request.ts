import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { supplierKey } from './material';
import { ended, startApi } from './processes';
import { timesInTurn } from './reads';
import { spread } from './rounds';

/** Each start has one first request, and one thousandth. */
const STARTS = 9;

/** How long it is quiet before a request that is compared: a first one comes when nothing was asked for a while. Milliseconds. */
const QUIET = 700;

/** Far enough from one another that two suppliers have no page in common. */
const APART = 70;

/** Milliseconds that requests took after one start; of the last 200 before the thousandth the middle. */
type Start = Record<'first' | 'second' | 'last' | 'thousandth', number>;

/**
 * A trusted document on an API that has just started: its first request and its thousandth, both after as long a quiet, and those between them
 * one behind the other. Each is for a supplier that this API was not asked for before, of a client that has asked the floor before.
 *
 * @param environment of the API's process
 * @param port that is free for it
 * @returns lines to print
 */
export async function timeFirstRequests(environment: NodeJS.ProcessEnv, port: number, floorUrl: string): Promise<string[]> {
  const persistedQuery = { version: 1, sha256Hash: hashOf('SupplierPage') };
  let suppliers = 0;
  const strangers = (times: number): object[] =>
    Array.from({ length: times }, () => ({ id: `sup_${supplierKey(1 + (suppliers += 1) * APART)}` }));
  const documents = (times: number): object[] =>
    strangers(times).map((variables) => ({ operationName: 'SupplierPage', variables, extensions: { persistedQuery } }));

  const starts: Start[] = [];
  while (starts.length < STARTS) {
    suppliers = 0;
    await timesInTurn(
      floorUrl,
      strangers(300).map((variables) => ({ variables })),
    );
    const api = await startApi(environment, port);
    try {
      const url = `http://127.0.0.1:${port}`;
      const [first] = await timesInTurn(url, documents(1), QUIET);
      const between = await timesInTurn(url, documents(998));
      const [thousandth] = await timesInTurn(url, documents(1), QUIET);
      starts.push({ first, second: between[0], last: spread(between.slice(-200)).median, thousandth });
    } finally {
      await ended(api, 'SIGTERM');
    }
  }
  const told = (of: (start: Start) => number, digits = 1): string => {
    const { median, least, greatest } = spread(starts.map(of));
    return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${greatest.toFixed(digits)})`;
  };
  return [
    `a trusted document, ${STARTS} starts of the API, after ${QUIET} ms of quiet: the first request ${told(({ first, thousandth }) => first / thousandth, 2)} of the thousandth`,
    `  the first ${told(({ first }) => first)} ms, the thousandth ${told(({ thousandth }) => thousandth)} ms; one behind the other: the second ${told(({ second }) => second)} ms, the last 200 ${told(({ last }) => last)} ms`,
  ];
}

/** The hash by which the API knows an operation of the portal. */
function hashOf(operation: string): string {
  const known = readFileSync(join(repositoryRoot(), 'apps/api/src/persisted-operations.ts'), 'utf8');
  const hash = new RegExp(`'([0-9a-f]{64})', "query ${operation}\\(`).exec(known)?.[1];
  if (hash === undefined) throw new Error(`The API knows no operation ${operation}.`);
  return hash;
}
