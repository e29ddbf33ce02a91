import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, startApi } from './processes';
import { load, WARM_UP } from './rounds';

/** How long the load lasts whose samples count, in seconds. */
const COUNTED = 15;

/** Shares below this are told as one line, in per cent. */
const LEAST = 1;

/** What is read of V8's file: a tree of functions, and which of them ran at each sample. Times in microseconds. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
  endTime: number;
  startTime: number;
}

/**
 * Where the API's processor time goes while one request is sent over and over, by an API of its own that profiles itself.
 *
 * @param environment of the API's process
 * @param port that is free for it
 * @param body of the request
 * @returns lines to print, the largest share first
 */
export async function profileLoad(environment: NodeJS.ProcessEnv, port: number, body: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-profile-'));
  try {
    const api = await startApi(environment, port, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const contender = { name: 'API', url: `http://127.0.0.1:${port}`, pid: api.pid };
    const started = performance.now();
    let counted = { from: 0, to: 0 };
    try {
      await load(contender, body, WARM_UP);
      counted = { from: performance.now() - started, to: 0 };
      await load(contender, body, COUNTED);
      counted.to = performance.now() - started;
    } finally {
      await ended(api, 'SIGTERM');
    }
    const ending = performance.now() - started - counted.to;
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
    const end = profile.endTime - ending * 1000;
    return toldShares(sharesOf(profile, end - (counted.to - counted.from) * 1000, end));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The time that ran in each package, in Node, in V8 and in the system, as a share of all that was not idle.
 *
 * @param from counts samples after this time, in microseconds of the profile's clock; `to` before that one
 * @returns shares from 0 to 1 by name, the largest first
 */
export function sharesOf(profile: CpuProfile, from: number, to: number): Map<string, number> {
  const owners = new Map(profile.nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const spent = new Map<string, number>();
  let busy = 0;
  let now = profile.startTime;
  for (const [index, node] of profile.samples.entries()) {
    const lasted = profile.timeDeltas[index + 1] ?? 0;
    now += profile.timeDeltas[index];
    const owner = owners.get(node);
    if (owner === undefined || owner === '(idle)' || now < from || now >= to) continue;
    spent.set(owner, (spent.get(owner) ?? 0) + lasted);
    busy += lasted;
  }
  return new Map([...spent].sort(([, one], [, other]) => other - one).map(([owner, time]) => [owner, time / busy]));
}

/** Whose function it is: a package, Assay, Node, or by its name what V8 and the system do. */
function ownerOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url.startsWith('node:')) return 'Node';
  if (url === '') return functionName;
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  return packaged ? packaged[1] : 'Assay';
}

function toldShares(shares: ReadonlyMap<string, number>): string[] {
  const percent = [...shares].map(([owner, share]) => ({ owner, share: share * 100 }));
  const small = percent.filter(({ share }) => share < LEAST);
  const rest = small.reduce((sum, { share }) => sum + share, 0);
  return [
    ...percent.filter(({ share }) => share >= LEAST).map(({ owner, share }) => `${share.toFixed(0).padStart(3)} %  ${owner}`),
    `${rest.toFixed(0).padStart(3)} %  ${small.length} others, each less than ${LEAST} %`,
  ];
}
