import { canonicalJson } from '../json';
import { signatureHolds, type Sign } from '../keys';
import type { ChainEvent } from './chain';

/** A statement, signed with Ed25519, that at `signedAt` the organisation's chain ended at this event. */
export interface SignedHead {
  organisation: string;
  sequence: number;
  /** Hash of the last event. */
  hash: string;
  /** UTC, ISO 8601 with milliseconds. */
  signedAt: string;
  keyId: string;
  /** Base64, over the canonical JSON of the other five fields. */
  signature: string;
}

/** What a head says, before it is signed. */
export type ChainHead = Pick<SignedHead, 'organisation' | 'sequence' | 'hash' | 'signedAt'>;

/**
 * Signs the head of a chain.
 *
 * @param keyId the name of the key that `sign` will use; it is part of what is signed
 * @throws Error when `sign` answers with another key
 */
export async function signHead(head: ChainHead, keyId: string, sign: Sign): Promise<SignedHead> {
  const { organisation, sequence, hash, signedAt } = head;
  const statement = { organisation, sequence, hash, signedAt, keyId };
  const signed = await sign(Buffer.from(canonicalJson(statement)));
  if (signed.keyId !== keyId)
    throw new Error(`The head was to be signed with key ${keyId} and was signed with ${signed.keyId}.`);
  return { ...statement, signature: signed.signature };
}

/** Whether a head was signed by this key. */
export function headSignatureHolds(head: SignedHead, publicKeyPem: string): boolean {
  const { signature, ...statement } = head;
  return signatureHolds(Buffer.from(canonicalJson(statement)), signature, publicKeyPem);
}

/**
 * Whether a head can belong with these events (a chain or an extract, in order): the same organisation, nothing later than the
 * head, and where the head's own event is there, its hash. A sentence when not.
 */
export function headProblem(head: SignedHead, events: readonly ChainEvent[]): string | undefined {
  const stranger = events.find((event) => event.organisation !== head.organisation);
  if (stranger)
    return `The signed head is of organisation ${head.organisation}, event ${stranger.sequence} of ${stranger.organisation}.`;
  const later = events.find((event) => event.sequence > head.sequence);
  if (later) return `Event ${later.sequence} is later than the signed head, which ends at event ${head.sequence}.`;
  const own = events.find((event) => event.sequence === head.sequence);
  if (own && own.hash !== head.hash) return `The signed head gives another hash for event ${head.sequence} than the event has.`;
  return undefined;
}
