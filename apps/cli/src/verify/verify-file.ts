import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  headProblem,
  headSignatureHolds,
  isSystemError,
  messageOf,
  readChainEvent,
  readSignedHead,
  verifyChain,
  verifyChainStream,
  verifyExtract,
  verifyPack,
  type ChainEvent,
  type ChainResult,
  type SignedHead,
  type VerifyReport,
} from '#pack';
import { whyNotOpened } from '../why-not-opened';
import { type Line, ReadHeads } from './read-heads';

/** What was found out about a file. */
export interface FileReport {
  ok: boolean;
  lines: Line[];
  /** The whole report of a pack; null for a chain. */
  pack: VerifyReport | null;
}

/** A file that is neither a pack nor a chain export, or that cannot be opened: the caller asked for something that cannot be done. */
export class NotVerifiable extends Error {}

/**
 * Checks a pack (.zip) or a chain export (.json, .jsonl), without a server.
 *
 * @param keyPem the public key that the caller trusts
 * @throws NotVerifiable when the file cannot be opened or is of another kind, or the key cannot be read
 */
export async function verifyFile(path: string, keyPem: string | undefined): Promise<FileReport> {
  try {
    await access(path);
    if (path.endsWith('.zip')) return packReport(await verifyPack(path, { trustedKey: keyPem }));
    if (path.endsWith('.jsonl')) return await verifyJsonLines(path, keyPem);
    if (path.endsWith('.json')) return await verifyJson(path, keyPem);
  } catch (error) {
    throw isSystemError(error) ? new NotVerifiable(`${path} cannot be opened: ${whyNotOpened(error)}.`) : error;
  }
  throw new NotVerifiable(`${path} is neither a pack (.zip) nor a chain export (.json or .jsonl).`);
}

function packReport(pack: VerifyReport): FileReport {
  return { ok: pack.ok, lines: pack.checks.map(({ outcome, sentence }) => ({ outcome, sentence })), pack };
}

function chainReport(...lines: Line[]): FileReport {
  return { ok: lines.every(({ outcome }) => outcome !== 'FAILED'), lines, pack: null };
}

async function verifyJson(path: string, keyPem: string | undefined): Promise<FileReport> {
  let chain: ReadChain;
  try {
    chain = readChain(
      parsed(
        await readFile(path, 'utf8'),
        'The file is not JSON: it was cut short, or never was an export. Export the chain again.',
      ),
    );
  } catch (error) {
    if (isSystemError(error)) throw error;
    return chainReport(unreadable(path, error));
  }
  const result = chain.extract ? verifyExtract(chain.events) : verifyChain(chain.events);
  return chainReport(
    resultLine(result, chain.extract),
    ...erasingLines(result),
    ...headLines(chain.head, chain.events, result, chain.extract, keyPem),
  );
}

interface ReadChain {
  events: ChainEvent[];
  head: SignedHead | null;
  /** Some events of a chain, and not the whole. */
  extract: boolean;
}

function readChain(value: unknown): ReadChain {
  if (Array.isArray(value)) return { events: value.map(readChainEvent), head: null, extract: false };
  const { events, head, extractOf } = Object(value) as Record<string, unknown>;
  if (!Array.isArray(events)) throw new Error('It must be a list of audit events, or have them as "events".');
  return {
    events: events.map(readChainEvent),
    head: head === null || head === undefined ? null : readSignedHead(head),
    extract: extractOf !== undefined,
  };
}

/**
 * A line an event, in order; signed heads that were kept, each after the event that it is of; a signed head, if there is one, last. Read line by
 * line, however long.
 */
async function verifyJsonLines(path: string, keyPem: string | undefined): Promise<FileReport> {
  const heads = new ReadHeads(keyPem);
  let last: ChainEvent | undefined;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  async function* events(): AsyncGenerator<ChainEvent> {
    let number = 0;
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const value = parsed(line, `Line ${number} is not JSON.`);
      if (isHead(value)) heads.take(readSignedHead(value), last);
      else yield (last = readChainEvent(value));
    }
  }
  try {
    const result = await verifyChainStream(events());
    return chainReport(
      resultLine(result, false),
      ...erasingLines(result),
      ...(result.ok ? heads.keptLines() : []),
      ...headLines(heads.last, last ? [last] : [], result, false, keyPem),
    );
  } catch (error) {
    if (isSystemError(error)) throw error;
    return chainReport(unreadable(path, error));
  } finally {
    lines.close();
  }
}

/** @throws Error that says `otherwise`, where it is not JSON */
function parsed(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(otherwise);
  }
}

function isHead(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'signature' in value;
}

function unreadable(path: string, error: unknown): Line {
  return { outcome: 'FAILED', sentence: `${path} cannot be read: ${messageOf(error)}` };
}

function resultLine(result: ChainResult, extract: boolean): Line {
  if (!result.ok)
    return { outcome: 'FAILED', sentence: `Event ${result.sequence} is the first that is wrong. ${result.problem}` };
  // Nothing is wrong with nothing; but whoever asks whether a trail holds must not be told that it does.
  if (result.events === 0)
    return { outcome: 'FAILED', sentence: 'There is no event in it, so there is nothing that could hold.' };
  const erased = result.erasings.reduce((sum, { events }) => sum + events, 0);
  const what = extract
    ? 'events of the extract have their hashes'
    : erased === 0
      ? 'events have their hashes and follow one another without a gap'
      : `events follow one another without a gap, and the ${result.events - erased} whose content is there have their hashes`;
  return { outcome: 'PASSED', sentence: `All ${result.events} ${what}; the last hash is ${result.head}.` };
}

/** What was erased: nobody can check any more what it said, and whoever reads the report has to know. */
function erasingLines(result: ChainResult): Line[] {
  if (!result.ok) return [];
  return result.erasings.map(({ sequence, at, events }) => ({
    outcome: 'NOT_CHECKED',
    sentence: `The content of ${events} events was erased, as event ${sequence} tells, of ${at}. Their hashes stand and what remains of them is as it was left; what they said cannot be checked any more.`,
  }));
}

function headLines(
  head: SignedHead | null,
  events: readonly ChainEvent[],
  result: ChainResult,
  extract: boolean,
  keyPem: string | undefined,
): Line[] {
  if (!result.ok) return [];
  if (!head) {
    const sentence = 'There is no signed head, so nothing shows that later events were not cut off or the chain written anew.';
    return [{ outcome: keyPem ? 'FAILED' : 'NOT_CHECKED', sentence }];
  }
  const problem = headProblem(head, events) ?? (extract ? undefined : shortfall(head, events));
  if (problem) return [{ outcome: 'FAILED', sentence: problem }];
  if (!keyPem) {
    const sentence = `The signed head fits, and is by a key that you have not given, ${head.keyId}. Check again with --key.`;
    return [{ outcome: 'NOT_CHECKED', sentence }];
  }
  return headSignatureHolds(head, keyPem)
    ? [
        {
          outcome: 'PASSED',
          sentence: `The head (event ${head.sequence}) was signed with the key that you trust, at ${head.signedAt}.`,
        },
      ]
    : [{ outcome: 'FAILED', sentence: `The signature of the head (event ${head.sequence}) is not by the key that you trust.` }];
}

/** A whole chain must reach its signed head: otherwise its end was cut off. */
function shortfall(head: SignedHead, events: readonly ChainEvent[]): string | undefined {
  const last = events.at(-1)?.sequence ?? 0;
  return last === head.sequence
    ? undefined
    : `The chain ends at event ${last}, and its signed head at event ${head.sequence}: the end was cut off.`;
}
