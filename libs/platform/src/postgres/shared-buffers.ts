import { totalmem } from 'node:os';

const MEBIBYTE = 1024 * 1024;
const LEAST = 128;
const MOST = 2048;

/**
 * How many megabytes of its tables PostgreSQL keeps in memory of its own: a quarter of the machine's, or of what its container may use, as
 * PostgreSQL's documentation has it, and 2 GB at most, which holds the market of a country. Memory is taken when it is first used.
 *
 * @param memory bytes that there are
 * @source https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS
 */
export function sharedBuffers(memory: number = memoryHere()): number {
  return Math.max(LEAST, Math.min(MOST, Math.floor(memory / 4 / MEBIBYTE)));
}

function memoryHere(): number {
  // Nought where nothing is known of a bound; very large where there is none.
  const bound = process.constrainedMemory();
  return bound > 0 ? Math.min(bound, totalmem()) : totalmem();
}
