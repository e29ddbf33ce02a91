import { ChildProcess, fork, ForkOptions, StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_NODE_FLAGS, repositoryRoot } from '#platform';

/** Starts the API as it is run, but for a limit on how often one address may ask. `flags` are for Node, beside those that it is run with. */
export function startApi(environment: NodeJS.ProcessEnv, port: number, flags: readonly string[] = []): Promise<ChildProcess> {
  const own = { ...environment, ASSAY_API_PORT: String(port), ASSAY_RATE_LIMIT: '10000000' };
  return forked(join(repositoryRoot(), 'dist/apps/api/src/main.js'), own, [...API_NODE_FLAGS, ...flags]);
}

/** Asks a server questions in GraphQL, one at a time; what it replies is taken to be a `Reply`. */
export function asking<Reply>(port: number): (query: string, variables: object) => Promise<Answered<Reply>> {
  return async (query, variables) => {
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const text = await answer.text();
    return { ms: performance.now() - started, reply: JSON.parse(text) as Reply };
  };
}

/** What was answered, and after how long the last of it was there: to make objects of five megabytes takes whoever asks a tenth of a second more. */
export interface Answered<Reply> {
  ms: number;
  reply: Reply;
}

/** Starts a script in a process of its own, once it says that it is ready. @throws Error when it ends before */
export function forked(
  script: string,
  env: NodeJS.ProcessEnv,
  execArgv: readonly string[] = [],
  options: Pick<ForkOptions, 'cwd' | 'execPath'> = {},
): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const stdio: StdioOptions = ['ignore', 'inherit', 'inherit', 'ipc'];
    const child = fork(script, [], { ...options, env, execArgv: [...execArgv], stdio });
    child.once('error', reject);
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

/** Ends a process, and waits until it has. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

/** Waits until an address answers well. */
export async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Looks at the resident memory of a process until it is asked for the peak, in kB. Linux tells it; elsewhere it is 0. */
export function watchMemory(pid: number | undefined): () => number {
  return () => {
    try {
      const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      return Number(line?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
}
