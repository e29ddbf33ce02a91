/** What ends a command from outside, and the code that tells so. */
const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Does work that writes: an export is whole, or there is none. When it fails, or somebody ends it, what was begun is taken away.
 *
 * @param out where the export would be, as the person named it
 * @param takeAway removes what is there so far; at any time, and at once
 */
export async function orNothing<T>(out: string, takeAway: () => void, work: () => Promise<T>): Promise<T> {
  const stop = (signal: keyof typeof ENDINGS): void => {
    takeAway();
    process.stderr.write(`The export was ended by ${signal}. Nothing was written to ${out}.\n`);
    process.exit(ENDINGS[signal]);
  };
  const signals = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work();
  } catch (error) {
    takeAway();
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
