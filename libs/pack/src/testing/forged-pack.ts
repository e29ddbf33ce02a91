import type { ChainEvent } from '../chain/chain';
import { GENESIS_HASH, sealEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { summariesOf } from '../summaries';
import { fictionalContents, packInMemory, recorded } from './fictional-pack';
import { verifyPack } from '../verify/verify-pack';

/** What a verifier says against a pack of these contents, signed by whoever made them up. */
export async function against(contents: PackContents): Promise<string[]> {
  const { checks } = await verifyPack((await packInMemory(contents)).zip);
  return checks.filter(({ outcome }) => outcome === 'FAILED').map(({ sentence }) => sentence);
}

/** The same of contents that were changed, with summaries and audit events that tell of them as they are now. */
export async function changed(change: (contents: PackContents) => void): Promise<string[]> {
  const contents = fictionalContents();
  change(contents);
  return against(recorded({ ...contents, summaries: summariesOf(contents) }));
}

/** The same of contents that were changed, and their audit events not. */
export async function unrecorded(change: (contents: PackContents) => void): Promise<string[]> {
  const contents = fictionalContents();
  change(contents);
  return against({ ...contents, summaries: summariesOf(contents) });
}

/** An event before it is put into a chain. */
export type Deed = Omit<ChainEvent, 'sequence' | 'hash' | 'previousHash'>;

/** Puts what happened into a chain anew. */
export function chained(deeds: readonly Deed[]): ChainEvent[] {
  const events: ChainEvent[] = [];
  for (const [index, deed] of deeds.entries()) {
    events.push(sealEvent({ ...deed, sequence: index + 1, previousHash: events.at(-1)?.hash ?? GENESIS_HASH }));
  }
  return events;
}

/** The same of the honest contents with other audit events, put into a chain anew. */
export async function retold(change: (events: Deed[]) => Deed[]): Promise<string[]> {
  const contents = fictionalContents();
  const events = chained(change(contents.audit.events));
  return against({ ...contents, audit: { ...contents.audit, events } });
}
