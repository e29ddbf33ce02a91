import { isRecord } from '../json';
import type { ChainEvent } from './chain';
import type { SignedHead } from './head';

const EVENT_FIELDS = ['organisation', 'at', 'action', 'previousHash', 'hash'] as const;
const HEAD_FIELDS = ['organisation', 'hash', 'signedAt', 'keyId', 'signature'] as const;

/**
 * Reads an audit event from parsed JSON.
 *
 * @throws Error with a sentence that names the field which is missing or of the wrong kind
 */
export function readChainEvent(value: unknown): ChainEvent {
  if (!isRecord(value)) throw new Error('An audit event must be a JSON object.');
  const problem = textProblem(value, EVENT_FIELDS) ?? sequenceProblem(value) ?? peopleProblem(value);
  if (problem) throw new Error(`This is not an audit event: ${problem}.`);
  return value as unknown as ChainEvent;
}

/**
 * Reads a signed head from parsed JSON.
 *
 * @throws Error with a sentence that names the field which is missing or of the wrong kind
 */
export function readSignedHead(value: unknown): SignedHead {
  if (!isRecord(value)) throw new Error('A signed head must be a JSON object.');
  const problem = textProblem(value, HEAD_FIELDS) ?? sequenceProblem(value);
  if (problem) throw new Error(`This is not a signed head: ${problem}.`);
  return value as unknown as SignedHead;
}

function textProblem(value: Record<string, unknown>, fields: readonly string[]): string | undefined {
  const missing = fields.find((field) => typeof value[field] !== 'string');
  return missing && `"${missing}" must be text`;
}

function sequenceProblem(value: Record<string, unknown>): string | undefined {
  return Number.isSafeInteger(value.sequence) ? undefined : '"sequence" must be a whole number';
}

function peopleProblem({ actor, subject, detail, erasedBy }: Record<string, unknown>): string | undefined {
  if (erasedBy !== undefined && !Number.isSafeInteger(erasedBy)) return '"erasedBy" must be a whole number';
  if (!isRecord(actor) || typeof actor.name !== 'string') return '"actor" must have a name';
  if (actor.id !== null && typeof actor.id !== 'string') return '"actor.id" must be text or null';
  if (!isRecord(subject) || typeof subject.type !== 'string' || typeof subject.id !== 'string') {
    return '"subject" must have a type and an id';
  }
  return detail === undefined ? '"detail" is missing' : undefined;
}
