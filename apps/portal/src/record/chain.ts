/** An event as far as its place in the chain goes; its hashes are null where they are withheld. */
export interface ChainLink {
  sequence: number;
  hash: string | null;
  previousHash: string | null;
}

/**
 * Where neighbours of a chain do not fit: the number of the first event whose predecessor is there and has another hash. Events about one
 * thing are rarely neighbours, so that finding nothing proves little: `assay verify` checks a whole chain.
 *
 * @returns null when nothing is amiss
 */
export function brokenAt(events: readonly ChainLink[]): number | null {
  const found = events.find(({ sequence, previousHash }) => {
    const before = events.find((event) => event.sequence === sequence - 1);
    return before !== undefined && previousHash !== null && before.hash !== previousHash;
  });
  return found?.sequence ?? null;
}
