import { setTimeout as wait } from 'node:timers/promises';
import type { Idempotency, Member } from '../caller/caller';
import { BadUserInput, Conflict } from '../errors/refusal';
import { PATIENCE, patiently } from './patience';
import type { Tx } from './transactions';

/** Between two looks for what the first was answered. Milliseconds. */
const PAUSE = 75;

/** @throws BadUserInput when a client's key is too short to be its own, or too long to be kept */
export function mustBeKey(key: string): void {
  if (key.length < 8 || key.length > 200)
    throw BadUserInput.field('Idempotency-Key', 'The Idempotency-Key has to have 8 to 200 characters. A UUID is good.');
}

/** What is said of a key under which something else was done. */
export function usedForAnother(): BadUserInput {
  return BadUserInput.field(
    'Idempotency-Key',
    'This Idempotency-Key was used for another request. Take a new key for a new request.',
  );
}

/** What to do where a request showed a secret. */
const SHOWN_ALREADY =
  'What it showed once, such as a password or a token, is kept nowhere and cannot be shown again: if it did not arrive, remove the member or revoke the token, and make another under a new key.';

/** What is said of a key under which the same was done, when there is no answer that could be given again. */
export function carriedOut({ asksForSecret }: Pick<Idempotency, 'asksForSecret'>): Conflict {
  const what = asksForSecret ? SHOWN_ALREADY : 'Read the result instead of sending it again.';
  const message = `This request was already carried out under the same Idempotency-Key. ${what}`;
  return new Conflict(message, { fields: [{ path: 'Idempotency-Key', message }] });
}

/** What is said of a key while the same is being done under it. The key stays good: it is not among the fields that are refused. */
export function underWay(): Conflict {
  return new Conflict(
    'The same was sent a moment ago and is still being carried out. Wait a minute, then send it again just as it is: it is not done twice.',
  );
}

/** Takes a key, or finds that it is taken: of two that come at once the second waits until the first has committed. @throws Conflict when that takes long */
export async function takeKey(
  tx: Tx,
  { user, organisation }: Pick<Member, 'user' | 'organisation'>,
  { key, requestHash }: Idempotency,
): Promise<boolean> {
  const take = (): Promise<unknown[]> =>
    tx.query(
      `INSERT INTO idempotency_key (user_id, key, organisation_id, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
      [user.id, key, organisation.id, requestHash],
    );
  const taken = await patiently(tx, take, underWay);
  return taken.length > 0;
}

/** Keeps what a request was answered, for its repeats; or that it was carried out and its answer is not kept. */
export async function keepAnswer(
  tx: Tx,
  { user }: Pick<Member, 'user'>,
  { key }: Idempotency,
  data: Record<string, unknown> | null,
): Promise<void> {
  await tx.query('UPDATE idempotency_key SET response = $3 WHERE user_id = $1 AND key = $2', [
    user.id,
    key,
    JSON.stringify(data === null ? {} : { data }),
  ]);
}

interface Kept {
  requestHash: string;
  answer: Record<string, unknown> | null;
  isUnderWay: boolean;
}

/**
 * What the first request under a key was answered, which another process may be giving at this moment: it is waited for.
 *
 * @param read runs in a transaction of its own as the caller, so that each look sees what has been kept since
 * @returns null when nothing was carried out under the key
 * @throws BadUserInput when it was another request
 * @throws Conflict when there is no answer to be given again, or none yet
 */
export async function firstAnswer(
  read: (work: (tx: Tx) => Promise<Kept | undefined>) => Promise<Kept | undefined>,
  { user }: Pick<Member, 'user'>,
  { key, requestHash, asksForSecret }: Idempotency,
): Promise<Record<string, unknown> | null> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const kept = await read((tx) => keptUnder(tx, user.id, key));
    if (kept === undefined) return null;
    if (kept.requestHash !== requestHash) throw usedForAnother();
    if (kept.answer !== null) return kept.answer;
    if (!kept.isUnderWay) throw carriedOut({ asksForSecret });
    if (performance.now() >= until) throw underWay();
    await wait(PAUSE);
  }
}

/** What is kept under a key. Where a process ended before it could keep an answer, nothing is under way after a minute. */
async function keptUnder(tx: Tx, userId: string, key: string): Promise<Kept | undefined> {
  const rows: Kept[] = await tx.query(
    `SELECT request_hash AS "requestHash", response -> 'data' AS answer,
       response IS NULL AND created_at > now() - interval '1 minute' AS "isUnderWay"
     FROM idempotency_key WHERE user_id = $1 AND key = $2`,
    [userId, key],
  );
  return rows[0];
}
